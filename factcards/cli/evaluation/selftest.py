"""`factcards eval selftest`: whether a corrupted card loses points and trips its gate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.console import note, result
from factcards.cli.evaluation.common import GATE_FAILED, SUITE, suite_at


def selftest(
    suite: Annotated[Path, typer.Argument(metavar="[SUITE]", help="Folder of fixtures.")] = SUITE,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Corrupt the cards that the labels make, one thing at a time: every one must lose points.

    Reorderings, aliases and other typography must lose none. Ends with 1 where one does not.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import load_suite
    from factcards.evaluation.selftest import render_selftest, run_selftest

    outcomes = run_selftest(load_suite(suite_at(suite)))
    result(render_selftest(outcomes))
    good = all(outcome.passed for outcome in outcomes)
    if not quiet:
        note("Next: nothing to mend." if good else "Next: mend the scorer or the gate it names.")
    return 0 if good else GATE_FAILED
