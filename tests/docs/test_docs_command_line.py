"""The commands of the documentation run, end as it says, and show what it shows."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from factcards.cli import main

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "examples" / "night-ferry.txt"
_BLOCK = re.compile(r"^```console\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r" +# ends with (\d)$")
LEFT_OUT = "…"


def shown_commands(page: str) -> list[tuple[str, int, list[str]]]:
    """Each command of a page, its exit code, and the lines shown under it."""
    found: list[tuple[str, int, list[str]]] = []
    for block in _BLOCK.findall((ROOT / page).read_text("utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                code = _CODE.search(line)
                found.append((_CODE.sub("", line[2:]), int(code[1]) if code else 0, []))
            else:
                found[-1][2].append(line)
    return found


def missing(shown: list[str], printed: list[str]) -> list[str]:
    """The first run of shown lines that was not printed, in order; empty if all were."""
    start = 0
    for left_out, lines in groupby(shown, key=lambda line: line == LEFT_OUT):
        run = list(lines)
        if left_out:
            continue
        places = range(start, len(printed) - len(run) + 1)
        at = next((n for n in places if printed[n : n + len(run)] == run), None)
        if at is None:
            return run
        start = at + len(run)
    return []


Shell = Callable[[str], tuple[int, str]]


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Shell:
    """Runs a command line in a folder with the example: exit code, and all it printed."""
    shutil.copy(EXAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FACTCARDS_MODEL", "FACTCARDS_FORMAT", "FACTCARDS_STRATEGY", "FACTCARDS_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def run(command: str) -> tuple[int, str]:
        program, *arguments = shlex.split(command)
        if program != "factcards":
            return subprocess.run(["bash", "-c", command], check=False).returncode, ""
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        printed = capfd.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 1, printed.out + printed.err

    return run


def test_every_command_shows_what_the_page_says(shell: Shell) -> None:
    commands = shown_commands("docs/command-line.md")
    words = [command.split() for command, _, _ in commands]
    shown_ones = {second for first, second, *_ in words if first == "factcards"}
    assert shown_ones == {"make", "check", "show", "schema", "models"}
    for command, code, shown in commands:
        ended, printed = shell(command)
        assert ended == code, f"{command}\n{printed}"
        lines = [line.rstrip() for line in printed.splitlines()]
        assert missing([line.rstrip() for line in shown], lines) == [], f"{command}\n{printed}"


@pytest.mark.parametrize(
    ("shown", "printed", "gap"),
    [
        (["a", "…", "c"], ["a", "b", "c"], []),
        (["a", "c"], ["a", "b", "c"], ["a", "c"]),
        (["…", "c", "…", "a"], ["a", "b", "c"], ["a"]),
        (["…"], [], []),
    ],
)
def test_a_line_that_was_not_printed_is_noticed(
    shown: list[str], printed: list[str], gap: list[str]
) -> None:
    assert missing(shown, printed) == gap
