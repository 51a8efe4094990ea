"""The command line. Results go to stdout, progress and notes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells count it: 128 and the signal's number."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code.

    The program is imported here, so that Ctrl-C ends it quietly in its first
    tenths of a second too.
    """
    try:
        from factcards.cli.program import main as run
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted\n")
        sys.exit(INTERRUPTED)
    run(arguments)
