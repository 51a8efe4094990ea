"""Cards as JSON: the form that other tools rely on."""

from __future__ import annotations

from collections.abc import Iterable

from factcards.card import FactCard


def json_card(card: FactCard) -> str:
    """The card as indented JSON in UTF-8, with a last line end."""
    return card.model_dump_json(indent=2) + "\n"


def json_lines(cards: Iterable[FactCard]) -> str:
    """One card per line, compact."""
    return "".join(card.model_dump_json() + "\n" for card in cards)
