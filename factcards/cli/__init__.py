"""The command line. Results go to stdout, progress and notes to stderr."""

from factcards.cli.program import main

__all__ = ["main"]
