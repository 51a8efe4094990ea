"""Moments: the interval decides; a coarser one that holds it is half right.

The same date is the same moment, wherever it was read. Another date is held
against the label only where it was read from the labelled words.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from factcards.card import When
from factcards.evaluation.edtf import Relation, relation_of
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldWhen
from factcards.evaluation.pairs import Judgement
from factcards.evaluation.view import CardView, overlap


def score(view: CardView) -> Found:
    """The pairs of `when`."""
    return match(view, "when", view.labels.gold.when, view.card.when, _judge)


def _judge(view: CardView, place: str, gold: GoldWhen, item: When) -> Judgement | None:
    same_words = overlap(view.words(item), view.labels.places(place))
    dates = tuple(date for date in (gold.date, *gold.date_aliases) if date is not None)
    relation = _best(item.date, dates)
    if relation != "same" and not same_words:
        return None
    right = relation == "same"
    attributes = attribute(
        "basis", gold.basis, item.basis, right=_same_basis(item.basis, gold.basis)
    )
    if right:
        closeness = 0.6 * same_words + 0.4 * (item.text == gold.text)
        return Judgement(status="correct", attributes=attributes, closeness=closeness)
    wanted = gold.date or "no date: the story does not settle it"
    why = f"is {wanted}, not {item.date or 'left open'}"
    status: Literal["partial", "incorrect"] = "partial" if relation == "coarser" else "incorrect"
    return Judgement(status=status, why=why, attributes=attributes, closeness=0.5)


@lru_cache(maxsize=8192)
def _best(date: str | None, dates: tuple[str, ...]) -> Relation:
    """How `date` lies to the label: same where it is any of `dates`, or none and there is none."""
    if date is None or not dates:
        return "same" if date is None and not dates else "apart"
    relations = [relation_of(date, gold) for gold in dates]
    order: tuple[Relation, ...] = ("same", "coarser", "finer", "overlaps", "apart")
    return min(relations, key=order.index)


def _same_basis(one: str | None, other: str | None) -> bool:
    """Whether two bases agree; a date that the caller gave is the publication's."""
    return ("published" if one == "option" else one) == other
