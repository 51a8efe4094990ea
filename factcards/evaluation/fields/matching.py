"""Pairs of one list: every label against every item of the card, the best assignment taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import TypeVar

from factcards.card import Item
from factcards.evaluation.assignment import best_pairs
from factcards.evaluation.gold import GoldItem
from factcards.evaluation.pairs import (
    CREDIT,
    Attribute,
    AttributeStatus,
    Correction,
    ErrorKind,
    Judgement,
    Pair,
)
from factcards.evaluation.view import CardView

G = TypeVar("G", bound=GoldItem)
P = TypeVar("P", bound=Item)
Judge = Callable[[CardView, str, G, P], Judgement | None]
"""What a label, with its place in the file, and an item have to do with one another."""
Found = tuple[tuple[Pair, ...], tuple[Correction, ...]]
Loose = Callable[[CardView, P], tuple[tuple[ErrorKind, str], ...]]
"""The corrections that an item without a label calls for."""


def match(
    view: CardView,
    field: str,
    gold: Sequence[G],
    predicted: Sequence[P],
    judge: Judge[G, P],
    loose: Loose[P] | None = None,
) -> Found:
    """The pairs of one list, in the order of the labels, then of the card; and what to correct."""
    judgements: dict[tuple[int, int], Judgement] = {}
    for row, label in enumerate(gold):
        place = f"{field}[{row}]"
        for column, item in enumerate(predicted):
            judgement = judge(view, place, label, item)
            if judgement is not None:
                judgements[row, column] = judgement
    weights = {at: _weight(it, gold[at[0]].core) for at, it in judgements.items()}
    chosen = dict(best_pairs(weights, len(gold), len(predicted)))
    pairs, corrections = [], []
    for row, label in enumerate(gold):
        place = f"{field}[{row}]"
        if row in chosen:
            item = predicted[chosen[row]]
            judgement = judgements[row, chosen[row]]
            pairs.append(paired(view, field, place, label, item, judgement))
            corrections += to_correct(view, field, item, judgement.corrections)
        elif label.core:
            pairs.append(_missing(view, field, place, label))
    taken = set(chosen.values())
    for column, item in enumerate(predicted):
        if column not in taken:
            pairs.append(spurious(view, field, item))
            corrections += to_correct(view, field, item, loose(view, item) if loose else ())
    return tuple(pairs), tuple(corrections)


def _weight(judgement: Judgement, core: bool) -> float:
    """Credit first, then a core label before a minor one, then closeness."""
    return CREDIT[judgement.status] + 0.02 + 0.01 * core + 0.009 * judgement.closeness


def paired(
    view: CardView, field: str, place: str, label: GoldItem, item: Item, judgement: Judgement
) -> Pair:
    """The pair of `label` and `item`."""
    spans = view.spans[item.id] or view.labels.fixture.places[place]
    return Pair(
        field=field,
        status=judgement.status,
        gold=place,
        gold_text=told(label),
        core=label.core,
        predicted=item.id,
        predicted_text=told(item),
        why=judgement.why,
        attributes=judgement.attributes,
        start=spans[0].start,
        end=spans[0].end,
    )


def _missing(view: CardView, field: str, place: str, label: GoldItem) -> Pair:
    span = view.labels.fixture.places[place][0]
    return Pair(
        field=field,
        status="missing",
        gold=place,
        gold_text=told(label),
        core=label.core,
        start=span.start,
        end=span.end,
    )


def spurious(view: CardView, field: str, item: Item, why: str = "no label is like it") -> Pair:
    """The pair of an item that no label is like."""
    spans = view.spans[item.id]
    return Pair(
        field=field,
        status="spurious",
        predicted=item.id,
        predicted_text=told(item),
        why=why,
        start=spans[0].start if spans else None,
        end=spans[0].end if spans else None,
    )


def to_correct(
    view: CardView, field: str, item: Item, found: Sequence[tuple[ErrorKind, str]]
) -> list[Correction]:
    """The corrections that `item` calls for, each with the article's sentence."""
    sentence = view.sentence_of(item) if found else ""
    return [
        Correction(kind=kind, field=field, item=item.id, message=message, sentence=sentence)
        for kind, message in found
    ]


@lru_cache(maxsize=65536)
def attribute(
    name: str, gold: str | None, predicted: str | None, *, right: bool
) -> tuple[Attribute, ...]:
    """The attribute `name` as one entry; none where neither side has it and that is right."""
    if predicted is None and (right or gold is None):
        status: AttributeStatus = "right"
    elif predicted is None:
        status = "missing"
    elif right:
        status = "right"
    else:
        status = "extra" if gold is None else "wrong"
    if gold is None and predicted is None:
        return ()
    return (Attribute(name=name, status=status, gold=gold, predicted=predicted),)


_DETAILS = ("date", "counts", "speaker", "said", "relation", "kind", "stance")


def told(item: GoldItem | Item) -> str:
    """An item in a few words, for people."""
    values = item.__dict__
    name = values.get("name") or values.get("text", "")
    more = ", ".join(str(values[detail]) for detail in _DETAILS if values.get(detail))
    return f"{name} ({more})" if more else str(name)
