"""What the program writes where: results to stdout, everything else to stderr."""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TextIO

from factcards.cli import INTERRUPTED
from factcards.errors import FactCardsError
from factcards.rendering.clean import clean


class Interrupted(FactCardsError):  # noqa: N818 - the user's wish is no error
    """Ctrl-C was pressed. The message says what became of the work."""

    exit_code = INTERRUPTED


class PipeClosed(Exception):  # noqa: N818 - it is no error
    """Nobody reads stdout any more. Not an OSError, which Typer would take for itself."""


def complain(message: str, *, hint: str = "") -> None:
    """Write an error to stderr, and what to do about it."""
    # Messages may quote what came in; several lines are ours, the rest is made safe.
    lines = [clean(line) for line in message.split("\n")]
    _to_stderr("error: " + "\n".join(lines))
    if hint:
        _to_stderr(f"hint: {clean(hint)}")


def note(message: str) -> None:
    """Write one line to stderr."""
    _to_stderr(clean(message))


def _to_stderr(text: str) -> None:
    try:
        _write(sys.stderr, text + "\n")
        sys.stderr.flush()
    except OSError:
        # Nobody can be told that nobody can be told anything.
        return


def result(text: str) -> None:
    """Write `text` to stdout as it is. Raises `PipeClosed` where nobody reads any more."""
    try:
        _write(sys.stdout, text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise PipeClosed from None


def _write(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        # A console in a legacy code page: a question mark is better than no card.
        encoding = stream.encoding or "ascii"
        stream.write(text.encode(encoding, "replace").decode(encoding))


def result_bytes(data: bytes) -> None:
    """Write `data` to stdout whatever its encoding is: JSON is UTF-8 everywhere.

    Raises `PipeClosed` where nobody reads any more.
    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise PipeClosed from None


def replace_closed_streams() -> io.BytesIO | None:
    """What stdout's part is played by where the caller has closed it; None where it is open.

    A closed stderr is replaced by nowhere: nobody can be told anything there.
    """
    if sys.stdout is not None and sys.stderr is not None:
        return None
    # Else the next file to be opened would take the number of a closed stream.
    nowhere = os.open(os.devnull, os.O_RDWR)
    while nowhere <= 2:
        nowhere = os.dup(nowhere)
    os.close(nowhere)
    if sys.stderr is None:
        sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    if sys.stdout is not None:
        return None
    kept = io.BytesIO()
    sys.stdout = io.TextIOWrapper(kept, encoding="utf-8")
    return kept


def discard_stdout() -> None:
    """Send what is still to be written to stdout nowhere, so that the exit stays quiet."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


@dataclass(frozen=True)
class Screen:
    """What stdout can show."""

    width: int
    """In columns: COLUMNS, else the terminal's own, else 80."""
    color: bool
    """On a terminal, unless NO_COLOR is set or TERM is "dumb"."""


def screen() -> Screen:
    """What stdout can show, by the environment and the terminal."""
    color = (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )
    return Screen(width=shutil.get_terminal_size().columns, color=color)
