"""Cards as JSON: the form that other tools rely on."""

from __future__ import annotations

from factcards.card import FactCard


def json_card(card: FactCard, *, compact: bool = False) -> str:
    """The card as JSON: indented by two, or `compact` on one line. Ends with a line end.

    What an article holds is kept as it is, only escaped: JSON is data, not for a screen.
    """
    return card.model_dump_json(indent=None if compact else 2) + "\n"
