"""`factcards check`: a stored card, or anybody's prose, against the article as it is now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from factcards.cli.console import note, result, result_bytes, screen
from factcards.cli.settings import Settings, settle
from factcards.errors import UsageError

CHECK_FAILED = 1
STDIN = "-"


def check(
    checked: Annotated[
        str,
        typer.Argument(
            metavar="CARD",
            help="A card's JSON file, with --text a file of prose; or - for standard input.",
        ),
    ],
    source: Annotated[
        str,
        typer.Argument(
            metavar="SOURCE", help="The article now: a file, an address, or - for standard input."
        ),
    ],
    text: Annotated[
        bool, typer.Option("--text", help="CARD is prose, such as somebody's summary, not a card.")
    ] = False,
    format_: Annotated[
        str, typer.Option("--format", help="terminal, json or markdown.")
    ] = "terminal",
    language: Annotated[
        str | None, typer.Option(help="Language of the article, as en, es, de, fr.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No notes, only errors.")] = False,
) -> int:
    """Check a stored card, or prose with --text, against the (edited) article. No model is used.

    Ends with 1 where a fact's words were changed or are gone, or the card says something else;
    with --text where a sentence is not supported.
    """
    from factcards.rendering.verdicts import check_verdict_format

    check_verdict_format(format_)
    if checked == STDIN and source == STDIN:
        raise UsageError(
            f"the {'prose' if text else 'card'} and the article cannot both be standard input",
            hint="name a file for one",
        )
    spoken = settle(Settings(language=language)).language
    run = _check_prose if text else _check_card
    output, failed, said = run(checked, source, format_, spoken)
    if format_ == "json":
        result_bytes(output.encode())
    else:
        result(output)
    if not quiet:
        note(said)
    return CHECK_FAILED if failed else 0


def _check_card(
    card: str, source: str, format_: str, language: str | None
) -> tuple[str, bool, str]:
    """The verdicts on a stored card as text, whether any failed, and what to do next."""
    # Imported late: help needs none of it.
    from factcards.article import ReadOptions
    from factcards.card.stored import load_card
    from factcards.generator import check_card
    from factcards.rendering.verdicts import render_verdicts, verdict_counts

    stored = load_card(_bytes_or_path(card))
    options = ReadOptions(
        language=language or stored.article.language, published=stored.article.published
    )
    verdicts = check_card(stored, _source(source), options)
    view = screen()
    text = render_verdicts(stored, verdicts, format_, width=view.width, color=view.color)
    failed = any(verdict.status not in ("stands", "moved") for verdict in verdicts)
    name = "SOURCE" if source == STDIN else source
    todo = f"look at those, then factcards make {name}" if failed else "nothing to mend"
    return text, failed, f"{verdict_counts(verdicts)}. Next: {todo}."


def _check_prose(
    prose: str, source: str, format_: str, language: str | None
) -> tuple[str, bool, str]:
    """The check of a prose as text, whether any sentence failed, and what to do next."""
    from factcards.article import ReadOptions
    from factcards.generator import check_text
    from factcards.rendering.prose import prose_counts, render_prose

    done = check_text(_bytes_or_path(prose), _source(source), ReadOptions(language=language))
    view = screen()
    text = render_prose(done, format_, width=view.width, color=view.color)
    counts = {s.status for s in done.sentences}
    if done.failed:
        todo = "mend what is not supported, or take it out"
    elif "doubtful" in counts:
        todo = "look at what is doubtful beside the article's own words"
    else:
        todo = "nothing was found; claims that no rule can see are still yours to check"
    return text, done.failed, f"{prose_counts(done)}. Next: {todo}."


def _bytes_or_path(name: str) -> bytes | Path:
    return sys.stdin.buffer.read() if name == STDIN else Path(name)


def _source(name: str) -> Any:
    return sys.stdin.buffer.read() if name == STDIN else name
