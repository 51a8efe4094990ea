"""`factcards check`: a stored card against the article as it is now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from factcards.cli.console import note, result, result_bytes, screen
from factcards.cli.settings import Settings, settle
from factcards.errors import UsageError

CHECK_FAILED = 1


def check(
    card: Annotated[
        str, typer.Argument(metavar="CARD", help="A card's JSON file, or - for standard input.")
    ],
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The article now: a file, an address, or - for standard input."
        ),
    ],
    format_: Annotated[
        str, typer.Option("--format", help="terminal, json or markdown.")
    ] = "terminal",
    language: Annotated[
        str | None, typer.Option(help="Language of the article, as en, es, de, fr.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Check every fact of a stored card against the (edited) article. No model is used.

    Ends with 1 where a fact's words were changed or are gone, or the card says something else.
    """
    # Imported late: help needs none of it.
    from factcards.article import ReadOptions
    from factcards.card.stored import load_card
    from factcards.generator import check_card
    from factcards.rendering.verdicts import check_verdict_format, render_verdicts, verdict_counts

    check_verdict_format(format_)
    if card == "-" and source == "-":
        raise UsageError(
            "the card and the article cannot both be standard input", hint="name a file for one"
        )
    stored = load_card(sys.stdin.buffer.read() if card == "-" else Path(card))
    article: Any = sys.stdin.buffer.read() if source == "-" else source
    spoken = settle(Settings(language=language)).language
    verdicts = check_card(
        stored,
        article,
        ReadOptions(language=spoken or stored.article.language, published=stored.article.published),
    )
    view = screen()
    text = render_verdicts(stored, verdicts, format_, width=view.width, color=view.color)
    if format_ == "json":
        result_bytes(text.encode())
    else:
        result(text)
    failed = any(verdict.status not in ("stands", "moved") for verdict in verdicts)
    if not quiet:
        done = verdict_counts(verdicts)
        name = "SOURCE" if source == "-" else source
        todo = f"look at those, then factcards make {name}" if failed else "nothing to mend"
        note(f"{done}. Next: {todo}.")
    return CHECK_FAILED if failed else 0
