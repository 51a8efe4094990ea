"""How each field of a card is scored: one file per field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from factcards.evaluation.fields import (
    figures,
    headline,
    quotes,
    sources,
    summary,
    what,
    when,
    where,
    who,
)
from factcards.evaluation.fields.matching import Found
from factcards.evaluation.gold import FieldName
from factcards.evaluation.view import CardView

SCORERS: Mapping[FieldName, Callable[[CardView], Found]] = {
    "headline": headline.score,
    "summary": summary.score,
    "who": who.score,
    "what": what.score,
    "where": where.score,
    "when": when.score,
    "figures": figures.score,
    "quotes": quotes.score,
    "sources": sources.score,
}
"""In the order in which reports show them."""
