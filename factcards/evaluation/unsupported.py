"""What a free text says that the article does not: numbers, names, quotations.

Figures that the labels work out themselves (rounded, converted, derived) are
supported where the text writes them as the labels do.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from weakref import WeakKeyDictionary

from factcards.card import decimal_text
from factcards.checking.free_text import digits_of, numerals_in, read_free_text
from factcards.evaluation.normalising import folded
from factcards.evaluation.view import Labels
from factcards.reading import numeric_values


@dataclass(frozen=True)
class _Known:
    """What the story of one fixture has."""

    values: frozenset[Decimal]
    numerals: frozenset[str]
    words: frozenset[str]
    all_values: frozenset[Decimal]
    """Those of boilerplate too."""


_KNOWN: WeakKeyDictionary[Labels, _Known] = WeakKeyDictionary()


def _known(labels: Labels) -> _Known:
    known = _KNOWN.get(labels)
    if known is None:
        story, gold = labels.fixture.story, labels.gold
        values = set(_numbers_in(story, labels.language))
        for figure in gold.figures:
            values |= {figure.value, *filter(None, (figure.value_to,))}
        texts = [story, *(item.text for item in gold.what), *(item.text for item in gold.summary)]
        texts += [gold.headline.text] if gold.headline else []
        words = frozenset(_words("\n".join(texts)))
        everywhere = values | _numbers_in(labels.text, labels.language)
        known = _Known(frozenset(values), numerals_in(story), words, frozenset(everywhere))
        _KNOWN[labels] = known
    return known


@lru_cache(maxsize=256)
def _numbers_in(text: str, language: str) -> frozenset[Decimal]:
    """The values in `text`: one article may have several sets of labels."""
    return frozenset(numeric_values(text, language))


def _words(text: str) -> list[str]:
    return [
        word.strip(".,;:!?\"'()[]«»").removesuffix("'s") for word in folded(text).casefold().split()
    ]


def value_in_article(labels: Labels, value: Decimal) -> bool:
    """Whether the article, boilerplate included, or a label of it has a number of this value."""
    return value in _known(labels).all_values


@dataclass(frozen=True, slots=True)
class Unsupported:
    """What a text says without support, in its own words."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.numbers or self.names or self.quotations)

    @property
    def told(self) -> str:
        """The same for people."""
        parts = [f"no number “{number}”" for number in self.numbers]
        parts += [f"nobody and nothing called “{name}”" for name in self.names]
        parts += [f"no words “{words}”" for words in self.quotations]
        return f"the article has {', '.join(parts)}" if parts else ""


def without_worked_figures(labels: Labels, text: str) -> str:
    """`text` without the figures that the labels work out themselves, as they write them."""
    for worked in labels.worked_figures:
        text = text.replace(worked, " ")
    return text


def unsupported_in(labels: Labels, text: str) -> Unsupported:
    """The numbers, names and quotations of `text` that the story does not have."""
    rest = without_worked_figures(labels, text)
    known = _known(labels)
    free = read_free_text(rest, labels.language)
    numbers = [
        figure.span.of(rest)
        for figure in free.figures
        if not all(v in known.values for v in (figure.value, figure.value_to) if v is not None)
        and digits_of(figure.span.of(rest)) not in known.numerals
    ]
    numbers += [
        span.of(rest)
        for span in free.numerals
        if digits_of(span.of(rest)) not in known.numerals | {decimal_text(v) for v in known.values}
    ]
    names = [name for name in free.names if not set(_words(name)) <= known.words]
    quotations = [
        span.of(rest)
        for span in free.quoted
        if labels.fixture.index.ground(span.of(rest).strip(" .,;:!?…")) is None
    ]
    return Unsupported(tuple(numbers), tuple(names), tuple(quotations))
