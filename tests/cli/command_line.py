"""The real program, run as a user runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CARDS = ROOT / "tests" / "cards"
HARBOUR, FLOOD = CARDS / "harbour.json", CARDS / "flood.json"
ARTICLE, ARTICLE_ES = CARDS / "harbour.txt", CARDS / "flood.txt"
PROGRAM = (sys.executable, "-m", "factcards")


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int
    out: str
    err: str


InProcess = Callable[..., Ended]
"""Runs the program's `main` in this process, which saves starting one."""


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what would steer the program, and `changes`."""
    steering = ("FACTCARDS_", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "OPENAI_", "ANTHROPIC_")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(steering)}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"} | changes


def run(
    *arguments: object,
    cwd: Path,
    stdin: bytes = b"",
    env: Mapping[str, str] | None = None,
    timeout: float = 60,
) -> Ended:
    """Run the program with `arguments` in folder `cwd` and wait for its end."""
    ended = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        input=stdin,
        env=environment(**(env or {})),
        capture_output=True,
        timeout=timeout,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
