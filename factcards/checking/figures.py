"""The figures of free text against those of the cited sentences: a verdict for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcards.card import Evidence, Item, Span
from factcards.checking.context import Context
from factcards.checking.derivations import Derivation, Ground, derive
from factcards.checking.free_text import FreeText, digits_of, numerals_in, read_free_text, words_of
from factcards.checking.numbers import Comparison, Told, compare, with_qualifier
from factcards.checking.rule import Fault
from factcards.checking.support import is_copied
from factcards.checking.surroundings import content_stems, same_neighbours, surroundings
from factcards.checking.unannounced import worked_out
from factcards.checking.wording import quoted
from factcards.reading.mentions import FigureMention
from factcards.reading.units import same_unit

_FINE = frozenset({"verbatim", "same-value", "rounded"})
_FINAL = frozenset({"converted", "shortened", "hedge-added", "hedge-lost", "bound-flipped"})
"""Verdicts that no computation can better."""
_ALIKE = 2
"""How many of them two figures must share to stand for the same."""
_MESSAGES = {
    "converted": "the article says {said}: {told} is the same in another unit",
    "shortened": "the article says {said}: {told} is that in fewer digits",
    "rounded-unmarked": "the article says {said}; the card rounds it to {told} without saying so",
    "points": "percent, percentage points and basis points are three things: the article says "
    "{said}; the card says {told}",
    "currency": "another currency: the article says {said}; the card says {told}",
}
_PERIODS = {
    "second": ("second", "sekunde", "segundo"), "minute": ("minut",),
    "hour": ("hour", "stunde", "hora", "heure"), "day": ("day", "tag", "día", "jour"),
    "week": ("week", "woche", "semana", "semaine"), "month": ("month", "monat", "mes", "mois"),
    "year": ("year", "jahr", "año", "an"),
}  # fmt: skip
_RATE = re.compile(
    r"\s+(?:(?:a|an|per|each|every|pro|im|am|in der|je|al|a la|por|cada|par|chaque)\s+|/\s*)"
    r"(second|minut\w*|hour|day|week|month|year|sekunde|stunde|tag|woche|monat|jahr|"
    r"segundo|hora|día|semana|mes|año|heure|jour|semaine|mois|année|an)\b",
    re.IGNORECASE,
)
_numerals_of = lru_cache(maxsize=1024)(numerals_in)


@dataclass(frozen=True, slots=True)
class _Claim:
    """One field of one item, with what its sentences have."""

    context: Context
    item: Item
    path: str
    free: FreeText
    candidates: tuple[FigureMention, ...]

    def fault(self, verdict: str, message: str, *operands: FigureMention) -> Fault:
        """A fault of this field; `operands` are its evidence where there are any."""
        return Fault(self.path, verdict, message, self._places(operands) or self.item.evidence)

    def _places(self, figures: tuple[FigureMention, ...]) -> tuple[Evidence, ...]:
        text = self.context.article.text
        return tuple(
            Evidence(quote=f.span.of(text), start=f.span.start, end=f.span.end) for f in figures
        )


def figure_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """What is to be said of each number of `words`, the free text of `field`.

    Words that are copied can still have lost the hedge in front of them, and nothing else.
    """
    for fault in _figure_faults(context, item, field, words):
        if fault.verdict == "hedge-lost" or not is_copied(context, item, words):
            yield fault


def _figure_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    free = read_free_text(words, context.language, context.anchor)
    if not (free.figures or free.numerals or free.counting):
        return
    claim = _Claim(
        context, item, f"{item.id}/{field}", free, context.figures_in(context.support(item))
    )
    used = _Used(claim)
    for figure in free.figures:
        fault = _figure_fault(claim, Told(figure, words), used)
        if fault is not None:
            yield fault
    yield from _loose_numbers(claim, words)


class _Used:
    """Which figures of the article the figures of a text already stand for, worked out once."""

    def __init__(self, claim: _Claim) -> None:
        self.claim = claim
        self._values: frozenset[tuple[object, object]] | None = None

    def __contains__(self, figure: FigureMention) -> bool:
        if self._values is None:
            self._values = frozenset((f.value, f.value_to) for f in self.claim.free.figures)
        return (figure.value, figure.value_to) in self._values


def _figure_fault(claim: _Claim, told: Told, used: _Used) -> Fault | None:
    context, text = claim.context, claim.context.article.text
    result = compare(told, claim.candidates, text, context.units)
    other = _another_rate(told, result, text)
    if other is not None:
        return claim.fault("unit", other, *((result.against,) if result.against else ()))
    if result.verdict in _FINE or _told_elsewhere_so(context, told, result):
        return None
    if result.verdict in _FINAL and result.against is not None:
        return _compared(claim, told, result)
    if _is_printed(told, context.support_text(claim.item)):
        return None
    twin, beside = _twin(claim, told, used)
    found = derive(told, _ground(claim), announced_only=beside >= _ALIKE)
    if found is not None and _may_be_computed(told, found, twin, beside, text):
        message = f"worked out from the article: {found.shown}"
        return claim.fault("derived", message, *found.operands)
    if result.against is not None:
        return _compared(claim, told, result)
    if twin is not None:
        said = quoted(with_qualifier(twin, text))
        message = f"the article says {said}; the card says {quoted(told.hedged)}"
        return claim.fault("conflicting", message, twin)
    if _is_article(told):
        return None
    missing = _missing(claim, told)
    if missing.verdict == "absent":
        guess = worked_out(told, _wider_ground(claim))
        if guess is not None:
            message = f"not in the article, though it could be worked out: {guess.shown}"
            return claim.fault("unannounced", message, *guess.operands)
    return missing


def _another_rate(told: Told, result: Comparison, text: str) -> str | None:
    """What is to be said where a figure is told a month and the article has it a year.

    A bare "month" is no rate: "a month" right behind a number is.
    """
    if result.against is None or result.verdict not in (*_FINE, "shortened", "rounded-unmarked"):
        return None
    own = _RATE.match(told.text, told.figure.span.end)
    said = _RATE.match(text, result.against.span.end)
    if own is None or said is None or _period(own) == _period(said):
        return None
    one, two = quoted(result.against.span.of(text) + said[0]), quoted(told.words + own[0])
    return f"the article says {one}; the card says {two}"


def _period(rate: re.Match[str]) -> str:
    return next(name for name, words in _PERIODS.items() if rate[1].lower().startswith(words))


def _may_be_computed(
    told: Told, found: Derivation, twin: FigureMention | None, beside: int, text: str
) -> bool:
    """Whether `told` does not plainly stand for `twin`, altered: then the result is chance."""
    if twin is None or beside < _ALIKE:
        return True
    if twin not in found.operands:
        return False
    return found.operation == "sum" or not same_neighbours(told.figure, told.text, twin, text)


def _compared(claim: _Claim, told: Told, result: Comparison) -> Fault:
    against = result.against
    assert against is not None  # noqa: S101 - an absent figure has its own message
    said = quoted(with_qualifier(against, claim.context.article.text))
    shape = _MESSAGES.get(result.verdict, "the article says {said}; the card says {told}")
    message = shape.format(said=said, told=quoted(told.hedged))
    if result.verdict in ("unit", "currency", "points"):
        message += f" ({against.unit or 'no unit'}, not {told.figure.unit or 'no unit'})"
    return claim.fault(result.verdict, message, against)


def _missing(claim: _Claim, told: Told) -> Fault:
    """The fault of a figure that the cited sentences do not have."""
    context, text = claim.context, claim.context.article.text
    elsewhere = compare(told, context.reading.figures, text, context.units)
    if elsewhere.verdict in _FINE and elsewhere.against is not None:
        message = f"{quoted(told.words)} is in another sentence of the article than it cites"
        return claim.fault("uncited", message, elsewhere.against)
    message = f"the sentences it cites do not say {quoted(told.words)}"
    others = [quoted(c.span.of(text)) for c in claim.candidates[:3]]
    return claim.fault("absent", message + (f"; they say {', '.join(others)}" if others else ""))


def _ground(claim: _Claim) -> Ground:
    context = claim.context
    return Ground(
        context.article.text, context.language, claim.candidates, context.reading.sentence_at
    )


def _wider_ground(claim: _Claim) -> Ground:
    """All figures of the article: prose cites nothing, and a sum may rest on another paragraph."""
    context = claim.context
    figures = context.reading.figures
    return Ground(context.article.text, context.language, figures, context.reading.sentence_at)


def _told_elsewhere_so(context: Context, told: Told, result: Comparison) -> bool:
    """Whether another sentence of the article tells this figure with the card's very hedge."""
    if result.verdict not in ("hedge-lost", "hedge-added"):
        return False
    same = compare(told, context.reading.figures, context.article.text, context.units)
    return same.verdict in ("verbatim", "same-value")


def _is_printed(told: Told, support: str) -> bool:
    """Whether the very digits stand in the sentences, where reading takes them for no figure."""
    if told.figure.unit is not None or not told.words[:1].isdecimal():
        return False
    return re.search(rf"(?<![\w.,:/]){re.escape(told.words)}(?![\w]|[.,:/]\d)", support) is not None


def _is_article(told: Told) -> bool:
    """Whether the number is "one" in words, which says little more than "a"."""
    return told.figure.value == 1 and told.figure.unit is None and told.words.isalpha()


def _twin(claim: _Claim, told: Told, used: _Used) -> tuple[FigureMention | None, int]:
    """The figure of the cited sentences that stands where `told` stands: the one it should be.

    With it, how many words beside the two figures are the same.
    """
    text = claim.context.article.text
    here = surroundings(told.figure, told.text)
    counted = _counted(told.figure, told.text)
    best, most, shared = None, _ALIKE - 1, 0
    for candidate in claim.candidates:
        if candidate in used or not same_unit(candidate.unit, told.figure.unit):
            continue
        there = surroundings(candidate, text)
        beside = sum(len(one & other) for one, other in zip(here, there, strict=True))
        alike = beside + _ALIKE * bool(counted & _counted(candidate, text))
        if alike > most:
            best, most, shared = candidate, alike, beside
    return best, shared


def _counted(figure: FigureMention, text: str) -> frozenset[str]:
    """The stems of what `figure` counts."""
    return (
        content_stems(words_of(figure.counts.of(text)))
        if figure.counts is not None
        else frozenset()
    )


def _loose_numbers(claim: _Claim, words: str) -> Iterator[Fault]:
    """Numbers that are no figures: in digits, in signs, "twice", "the third"."""
    free, context = claim.free, claim.context
    if not free.numerals and not free.counting:
        return
    text = context.support_text(claim.item)
    said = text.casefold()
    for span in free.counting:
        told = span.of(words)
        if told.casefold() not in said:
            message = f"the sentences it cites do not say {quoted(told)}"
            yield claim.fault("count-absent" if told.isascii() else "absent", message)
    known = _numerals_of(text) | _resolved_numerals(context, context.support(claim.item))
    values = {format(c.value, "f") for c in claim.candidates}
    for span in free.numerals:
        digits = digits_of(span.of(words))
        if digits not in known and digits not in values:
            told = quoted(span.of(words))
            yield claim.fault("absent", f"the sentences it cites do not say {told}")


def _resolved_numerals(context: Context, spans: tuple[Span, ...]) -> frozenset[str]:
    """Days and years of the moments that the cited sentences name, resolved."""
    found: set[str] = set()
    for date in context.reading.dates:
        if date.date is not None and any(s.overlaps(date.span) for s in spans):
            for part in date.date.split("-"):
                found |= {part, part.lstrip("0")}
    return frozenset(found)
