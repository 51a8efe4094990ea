"""`factcards eval regate`: a stored run scored and gated again, no model asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.evaluation.common import gates_of, next_step, show, suite_at
from factcards.cli.writing import check_target, write_whole


def regate(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="A file that eval run wrote.")],
    suite: Annotated[
        Path | None, typer.Option(help="Folder of fixtures. Default: the one of the run.")
    ] = None,
    base: Annotated[
        Path | None, typer.Option(help="An earlier run: no document may go from pass to fail.")
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(help="File of gates. Default: evals/gates.toml.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the run with its new scores.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="terminal, json, junit or markdown.")
    ] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Score the cards of a run against the labels as they are now, and hold them to the gates."""
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import Filter, load_suite
    from factcards.evaluation.reporting import check_eval_format
    from factcards.evaluation.run import read_run, run_text
    from factcards.evaluation.running import rescore

    check_eval_format(format_)
    if output is not None:
        check_target(output)
    stored = read_run(run)
    ids = tuple(sorted({document.id for document in stored.documents}))
    folder = suite_at(suite or Path(stored.suite))
    fixtures = load_suite(folder, Filter(ids=ids))
    again = rescore(stored, fixtures)
    if output is not None:
        write_whole(output, run_text(again))
    code = show(again, folder, read_run(base) if base else None, gates_of(gates), format_)
    if not quiet:
        next_step(code, output or run)
    return code
