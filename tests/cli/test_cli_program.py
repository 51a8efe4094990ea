from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import FLOOD, HARBOUR, PROGRAM, InProcess, environment, run


def test_help_takes_less_than_three_tenths_of_a_second(tmp_path: Path) -> None:
    best = 9.0
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("--help", cwd=tmp_path).code == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Of the processor: the clock on the wall also counts what else runs here.
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = min(best, used)
    assert best < 0.3


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    script = (
        "import sys; from factcards.cli.program import app; "
        "print(sorted({'openai', 'instructor', 'trafilatura', 'pydantic', 'rich', 'httpx', "
        "'asyncio', 'babel'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=True,
    )
    assert ended.stdout.decode().strip() == "[]"


def test_no_arguments_give_the_help(tmp_path: Path) -> None:
    ended = run(cwd=tmp_path)
    assert ended.code == 0
    assert "Commands:" in ended.out


def test_the_version_is_told(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).out.startswith("factcards 0.")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("mak",), "error: No such command 'mak'. Did you mean 'make'?"),
        (("make",), "error: Missing argument 'SOURCE...'"),
        (("make", "--modle", "x"), "error: No such option: --modle"),
        (("show", "none.json"), "error: cannot read none.json: No such file or directory"),
        (("show", FLOOD, "--format", "html"), "error: there is no format “html”"),
        (("check", FLOOD, FLOOD, "--format", "text"), "error: there is no format “text”"),
        (("schema", "fixture"), "error: there is no schema “fixture”"),
        (("make", "x", "--strategy", "fast"), "error: there is no strategy “fast”"),
        (("make", "x", "--language", "English"), "error: “English” (the command line) is no"),
        (("make", "x", "--timeout", "0"), "error: timeout (the command line) must be a number"),
        (("make", "-", "-"), "error: standard input can be read once only"),
        (("make", "a", "b", "--url", "https://x.example"), "error: --url names one article's"),
        (("check", "-", "-"), "error: the card and the article cannot both be standard input"),
    ],
)
def test_a_faulty_command_line_ends_with_2_and_a_hint(
    in_process: InProcess, arguments: tuple[object, ...], message: str
) -> None:
    ended = in_process(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    error, hint = ended.err.splitlines()
    assert error.startswith(message)
    assert hint.startswith("hint: ")


def test_a_closed_pipe_ends_the_program_quietly(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [*PROGRAM, "show", str(HARBOUR), "--format", "json"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait(30) == 0


def test_a_full_disk_behind_stdout_ends_with_3(tmp_path: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [*PROGRAM, "show", str(FLOOD)],
            cwd=tmp_path,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr.decode().startswith("error: cannot write: No space left on device")


BREAK = "import factcards.cli.program as p; p.app = lambda **_: 1 / 0; p.main(['--help'])"


def broken(folder: Path, **env: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-c", BREAK],
        cwd=folder,
        env=environment(**env),
        capture_output=True,
        check=False,
    )
    return ended.returncode, ended.stderr.decode()


def test_a_defect_ends_with_3_and_without_a_traceback(tmp_path: Path) -> None:
    code, err = broken(tmp_path)
    assert code == 3
    assert err.startswith("error: unexpected ZeroDivisionError: division by zero\nhint: ")
    assert "Traceback" not in err


def test_a_defect_shows_its_traceback_on_request(tmp_path: Path) -> None:
    _, err = broken(tmp_path, FACTCARDS_DEBUG="1")
    assert "Traceback" in err


EARLY = """
import os, signal, sys, time
class AtFirstImport:
    def find_spec(self, name, path=None, target=None):
        if name == "factcards.cli.program":
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
sys.meta_path.insert(0, AtFirstImport())
from factcards.cli import main
main(["--help"])
"""


def test_ctrl_c_while_the_program_is_still_loading_shows_no_traceback(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", EARLY],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (130, b"")
    assert ended.stderr == b"error: interrupted\n"
