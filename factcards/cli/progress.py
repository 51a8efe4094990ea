"""How far the work is, on stderr: one line that changes, or few that stay."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from types import TracebackType
from typing import Self

from factcards.rendering.clean import clean

TICK = 0.25
"""Seconds between two pictures of the line."""
SPARSE = 10.0
"""Seconds between two lines where stderr is no terminal, such as a log."""
SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
ERASE = "\r\x1b[2K"


class ProgressLine:
    """Shows what is under way. An asynchronous context manager: inside it the clock runs.

    On a terminal one line is kept up to date; elsewhere a line is written when
    `SPARSE` seconds have passed, so that a quick run leaves no trace in a log.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._quiet = quiet
        self._label = ""
        self._step = ""
        self._count = (0, 0)
        self._began = self._told = time.monotonic()
        self._drawn = False
        self._turns = 0
        self._clock: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        if not self._quiet:
            self._clock = asyncio.create_task(self._run())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._clock is not None:
            self._clock.cancel()
        self.clear()

    def begin(self, label: str) -> None:
        """Start over with another source, called `label`."""
        self._label = clean(label)
        self._step, self._count = "", (0, 0)
        self._began = self._told = time.monotonic()

    def step(self, name: str, done: int = 0, total: int = 0) -> None:
        """The work is now at `name`, with `done` of `total` behind it."""
        self._step, self._count = clean(name), (done, total)
        self._show()

    def clear(self) -> None:
        """Take the line away, so that something else can be written."""
        if self._drawn:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
            self._drawn = False

    async def _run(self) -> None:
        while True:
            await asyncio.sleep(TICK)
            self._show()

    def _show(self) -> None:
        now = time.monotonic()
        if self._quiet or not self._step:
            return
        if self._terminal:
            self._turns += 1
            spinner = SPINNER[self._turns % len(SPINNER)]
            room = shutil.get_terminal_size().columns - 3
            sys.stderr.write(f"{ERASE}{spinner} {self.words(now)[:room]}")
            self._drawn = True
        elif now - self._told >= SPARSE:
            self._told = now
            sys.stderr.write(self.words(now) + "\n")
        sys.stderr.flush()

    def words(self, now: float) -> str:
        """ "article.txt: drafting 3/14, 12 s"."""
        done, total = self._count
        count = f" {done}/{total}" if total else ""
        label = f"{self._label}: " if self._label else ""
        return f"{label}{self._step}{count}, {now - self._began:.0f} s"
