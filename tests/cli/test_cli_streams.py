from __future__ import annotations

import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest
from command_line import ARTICLE, PROGRAM, environment, run


def closing(redirection: str, *arguments: object, cwd: Path) -> tuple[int, str]:
    """Exit code and stderr of the program started by a shell that closes a stream."""
    line = f'"$@" {redirection}'
    ended = subprocess.run(
        ["sh", "-c", line, "sh", *PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stderr.decode()


def test_a_closed_stdout_is_told_and_is_no_crash(tmp_path: Path) -> None:
    code, err = closing(">&-", "make", ARTICLE, "--model", "rules", cwd=tmp_path)
    assert code == 3
    assert "error: cannot write: standard output is closed" in err


def test_a_closed_stdout_does_not_matter_to_a_file(tmp_path: Path) -> None:
    order = ("make", ARTICLE, "--model", "rules", "-o", "card.json")
    code, _ = closing(">&-", *order, cwd=tmp_path)
    assert code == 0
    assert (tmp_path / "card.json").stat().st_size > 1000


def test_a_closed_stderr_does_not_matter(tmp_path: Path) -> None:
    assert closing("2>&-", "make", ARTICLE, "--model", "rules", cwd=tmp_path)[0] == 0


def test_no_date_is_a_fault_of_the_command_line(tmp_path: Path) -> None:
    ended = run("make", ARTICLE, "--model", "rules", "--published", "nonsense", cwd=tmp_path)
    assert ended.code == 2
    assert "error: “nonsense” is no date (--published)" in ended.err


def test_empty_standard_input_is_named(tmp_path: Path) -> None:
    ended = run("make", "-", "--model", "rules", cwd=tmp_path)
    assert ended.code == 2
    assert "error: standard input is empty" in ended.err


def test_standard_input_without_end_is_refused(tmp_path: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        ended = subprocess.run(
            [*PROGRAM, "make", "-", "--model", "rules"],
            cwd=tmp_path,
            env=environment(),
            stdin=endless,
            capture_output=True,
            timeout=60,
            check=False,
        )
    assert ended.returncode == 2
    assert "standard input is larger than" in ended.stderr.decode()


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


def test_a_named_pipe_is_read(tmp_path: Path, pipe: Path) -> None:
    writer = threading.Thread(target=pipe.write_bytes, args=(ARTICLE.read_bytes(),), daemon=True)
    writer.start()
    ended = run("make", pipe, "--model", "rules", "--format", "json", cwd=tmp_path)
    assert ended.code == 0
    assert "Karsen" in ended.out or "harbour" in ended.out.lower()


def test_waiting_for_a_named_pipe_can_be_interrupted(tmp_path: Path, pipe: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "make", str(pipe), "--model", "rules"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # It stands still without using the processor once it waits for a writer.
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=3)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "error: interrupted" in err.decode()
