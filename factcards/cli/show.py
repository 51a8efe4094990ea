"""`factcards show`: a stored card, made readable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from factcards.cli.console import result, result_bytes, screen
from factcards.cli.settings import Settings, settle
from factcards.rendering import check_format, render


def show(
    card: Annotated[
        str, typer.Argument(metavar="CARD", help="A card's JSON file, or - for standard input.")
    ],
    format_: Annotated[
        str | None, typer.Option("--format", help="terminal, json, markdown or text.")
    ] = None,
) -> None:
    """Show a stored card, or every card of a JSON Lines file."""
    name = check_format(settle(Settings(format=format_)).format or "terminal")
    # Imported late: help needs none of it.
    from factcards.card.stored import load_cards

    cards = load_cards(sys.stdin.buffer.read() if card == "-" else Path(card))
    view = screen()
    for number, one in enumerate(cards):
        text = render(
            one,
            name,
            width=view.width if name == "terminal" else None,
            color=view.color,
            compact=len(cards) > 1,
        )
        if name == "json":
            result_bytes(text.encode())
        else:
            result(("\n" if number else "") + text)
