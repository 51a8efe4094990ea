"""Figures: the value exact as a decimal, its unit, and what it counts.

A wrong value is never partly right. A figure is held against a label where it has
the same value and counts the same, or was read from the same words.
"""

from __future__ import annotations

from factcards.card import Figure, decimal_text
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldFigure
from factcards.evaluation.normalising import may_mean, says_same
from factcards.evaluation.pairs import Attribute, ErrorKind, Judgement
from factcards.evaluation.unsupported import value_in_article
from factcards.evaluation.view import CardView, overlap
from factcards.reading import same_unit


def score(view: CardView) -> Found:
    """The pairs of `figures`, and what is wrong enough to be corrected in print."""
    return match(view, "figures", view.labels.gold.figures, view.card.figures, _judge, _loose)


def _judge(view: CardView, place: str, gold: GoldFigure, item: Figure) -> Judgement | None:
    same_value = item.value == gold.value and item.value_to == gold.value_to
    same_words = overlap(view.words(item), view.labels.places(place))
    if not same_words and not same_value:
        return None
    unit_agrees = same_unit(item.unit, gold.unit)
    phrases = (gold.counts, *gold.counts_aliases)
    language = view.labels.language
    counts = item.counts is not None and says_same(
        item.counts, phrases, language, shorter=same_words
    )
    if not same_words and not (same_value and unit_agrees and counts):
        return None
    attributes = (
        *attribute("unit", gold.unit, item.unit, right=unit_agrees),
        *attribute("counts", gold.counts, item.counts, right=counts),
    )
    # "71" for 71 years says less than it might, and "francs" for Swiss ones; neither is wrong.
    left_open = not unit_agrees and (
        (item.unit is None and gold.unit is not None) or may_mean(item.unit, gold.unit)
    )
    if not same_value or not (unit_agrees or left_open):
        why = f"is {told_value(gold)}, not {told_value(item)}"
        return Judgement(
            status="incorrect",
            why=why,
            attributes=attributes,
            corrections=(("wrong figure", f"{why} (“{item.text}”)"),),
        )
    faults, corrections, more = _softer_faults(view, gold, item)
    if left_open:
        faults.append(f"is in {gold.unit}; the card leaves it at {item.unit or 'a bare number'}")
    if not counts:
        faults.append(f"counts “{gold.counts}”, not {_marked(item.counts)}")
    return Judgement(
        status="partial" if faults else "correct",
        why="; ".join(faults),
        attributes=(*attributes, *more),
        corrections=tuple(corrections),
        closeness=0.6 * same_words + 0.4 * counts,
    )


def _softer_faults(
    view: CardView, gold: GoldFigure, item: Figure
) -> tuple[list[str], list[tuple[ErrorKind, str]], tuple[Attribute, ...]]:
    """Faults of the hedge and the credit: why it is half right, what to correct, attributes."""
    faults: list[str] = []
    corrections: list[tuple[ErrorKind, str]] = []
    hedges = (gold.qualifier, *gold.qualifier_aliases)
    plain = item.qualifier == "exactly" and None in hedges
    hedged = plain or item.qualifier in hedges
    if not hedged:
        told = f"“{item.text}” is {gold.qualifier or 'not hedged'}, not {item.qualifier or 'plain'}"
        faults.append(told)
        if gold.qualifier not in (None, "exactly") and item.qualifier in (None, "exactly"):
            corrections.append(("lost hedge", told))
    credits_ = (gold.attributed_to, *gold.attributed_to_aliases)
    credited = is_credited(view, item.attributed_to, credits_)
    if not credited and item.attributed_to is not None:
        wanted = _marked(gold.attributed_to) if gold.attributed_to else "the article's own voice"
        told = f"“{item.text}” comes from {wanted}, not from “{item.attributed_to}”"
        faults.append(told)
        corrections.append(("misattribution", told))
    elif not credited:
        told = f"“{item.text}” is the word of “{gold.attributed_to}”, and told as a fact"
        corrections.append(("lost hedge", told))
    qualifier = attribute("qualifier", gold.qualifier, item.qualifier, right=hedged)
    credit = attribute("attributed_to", gold.attributed_to, item.attributed_to, right=credited)
    return faults, corrections, (*qualifier, *credit)


def is_credited(view: CardView, predicted: str | None, names: tuple[str | None, ...]) -> bool:
    """Whether `predicted` is one of the labelled `names`; None is the article's own voice."""
    if predicted is None:
        return None in names
    return any(name is not None and view.labels.names(name, predicted) for name in names)


def _loose(view: CardView, item: Figure) -> tuple[tuple[ErrorKind, str], ...]:
    if value_in_article(view.labels, item.value) and (
        item.value_to is None or value_in_article(view.labels, item.value_to)
    ):
        return ()
    return (("wrong figure", f"the article has no number {told_value(item)}"),)


def told_value(figure: GoldFigure | Figure) -> str:
    """Value, upper end and unit in a few words."""
    value = decimal_text(figure.value)
    if figure.value_to is not None:
        value += f" to {decimal_text(figure.value_to)}"
    return f"{value} {figure.unit}" if figure.unit else value


def _marked(words: str | None) -> str:
    return f"“{words}”" if words else "nothing"
