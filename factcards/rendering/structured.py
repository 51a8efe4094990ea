"""Cards as JSON: the form that other tools rely on."""

from __future__ import annotations

from factcards.card import FactCard
from factcards.rendering.clean import unpictured


def json_card(card: FactCard, *, compact: bool = False) -> str:
    """The card as JSON: indented by two, or `compact` on one line. Ends with a line end.

    Nothing is cleaned: signs that a terminal might obey are escaped, so that the data
    stays the same.
    """
    return unpictured(card.model_dump_json(indent=None if compact else 2)) + "\n"
