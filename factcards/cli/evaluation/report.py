"""`factcards eval report`: stored runs as one HTML page, no model asked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.console import note
from factcards.cli.evaluation.common import agreement_at, gates_of, suite_at
from factcards.cli.writing import check_target, write_whole


def report(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN…", help="Files that eval run wrote.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File for the page.")] = Path(
        "report.html"
    ),
    suite: Annotated[
        Path | None, typer.Option(help="Folder of fixtures. Default: the one of the first run.")
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(help="File of gates. Default: evals/gates.toml.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Write runs over one suite as a self-contained page: scores, plots, each point's sentence."""
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import Filter, load_suite
    from factcards.evaluation.gates import check_gates
    from factcards.evaluation.reporting.html import html_report
    from factcards.evaluation.reporting.page import Beside, page_of
    from factcards.evaluation.run import read_run

    check_target(output)
    stored = [read_run(path) for path in runs]
    ids = tuple(sorted({document.id for run in stored for document in run.documents}))
    folder = suite_at(suite or Path(stored[0].suite))
    fixtures = load_suite(folder, Filter(ids=ids))
    held = gates_of(gates)
    results = [check_gates(run, held, None) for run in stored]
    page = page_of(stored, fixtures, Beside(gates=results, agreement=agreement_at(folder)))
    write_whole(output, html_report(page))
    if not quiet:
        note(f"Next: open {output} in a browser.")
    return 0
