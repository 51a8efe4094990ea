"""`factcards eval compare`: two runs of the same documents."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.console import note
from factcards.cli.evaluation.common import GATE_FAILED, gates_of, write


def compare(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="The run in question.")],
    base: Annotated[Path, typer.Argument(metavar="BASE", help="The run before the change.")],
    gates: Annotated[
        Path | None, typer.Option(help="File of gates. Default: evals/gates.toml.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="terminal, json or markdown.")
    ] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Whether a change made the cards worse, field by field, with statistics for few documents.

    Ends with 1 where more documents went from pass to fail than the gates allow.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.reporting import check_eval_format, render_comparison
    from factcards.evaluation.reporting import compare as compare_runs
    from factcards.evaluation.run import read_run

    chosen = check_eval_format(format_)
    held = gates_of(gates)
    comparison = compare_runs(read_run(run), read_run(base), held)
    write(render_comparison(comparison, chosen), chosen)
    fallen = len(comparison.fallen) > held.pass_to_fail
    if not quiet:
        todo = "look at the documents that fell" if fallen else "nothing to mend"
        note(f"Next: {todo}.")
    return GATE_FAILED if fallen else 0
