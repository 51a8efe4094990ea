"""`factcards eval agree`: how far two labellings of the same articles agree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.console import note
from factcards.cli.evaluation.common import NOT_MEASURED, SUITE, suite_at, write
from factcards.errors import UsageError


def agree(
    labels: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[SUITE | A B]",
            help="A suite; or two files of labels, or two folders of fixtures.",
        ),
    ] = None,
    format_: Annotated[str, typer.Option("--format", help="terminal or json.")] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """F1 between two labellings of the same articles, field by field, by the scorer of cards.

    Of a suite: between gold.first.yaml and gold.second.yaml, as they were before adjudication.
    Ends with 3 where nothing is labelled twice, 2 where labels are at fault.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.agreement import agreement, labelled_twice, paired_labels
    from factcards.evaluation.reporting import render_agreement

    paths = labels or [SUITE]
    if format_ not in ("terminal", "json"):
        raise UsageError(f"agreement has no format “{format_}”", hint="choose terminal or json")
    if len(paths) > 2:
        raise UsageError(
            f"agreement is between two labellings, not {len(paths)}",
            hint="name a suite, or two files of labels",
        )
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no {path}", hint="name a suite, or two files of labels")
    pairs = paired_labels(*paths) if len(paths) == 2 else labelled_twice(suite_at(paths[0]))
    if not pairs:
        note(f"Nothing in {paths[0]} is labelled twice. Next: add a gold.second.yaml.")
        return NOT_MEASURED
    write(render_agreement(agreement(pairs), format_), format_)
    if not quiet:
        note("Next: factcards eval run shows these beside the scores of a model.")
    return 0
