"""What a free-text field of the card says: figures, numbers, names, quotations, cues."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcards.card import FactCard, Headline, Item, Span, SummarySentence, What
from factcards.reading.cues import read_cues
from factcards.reading.dates import Anchor, read_dates
from factcards.reading.figures import read_figures
from factcards.reading.mentions import Cue, DateMention, FigureMention
from factcards.reading.names import read_names

_NUMERAL = re.compile(r"\d+(?:[.,:/’'\u00a0\u202f\u2009]\d+)*")
_SEPARATOR = re.compile(r"[.,:/’'\u00a0\u202f\u2009]")
_MARKED = re.compile(
    "“([^“”]{1,2000})”|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»|»([^«»]{1,2000})«"
    '|"([^"]{1,2000})"|(?<!\\w)‘([^‘’]{1,2000}(?:’\\w[^‘’]{0,2000}){0,20})’(?!\\w)'
)
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")
_NUMBER_MARK = re.compile(r"[$€£¥%]")


@dataclass(frozen=True, slots=True)
class FreeText:
    """One field in the card's own words, read. Spans count in `text`."""

    text: str
    figures: tuple[FigureMention, ...]
    numerals: tuple[Span, ...]
    """Numbers in digits that are part of no figure and no date."""
    names: tuple[str, ...]
    quoted: tuple[Span, ...]
    """Words between quotation marks, without the marks."""
    cues: tuple[Cue, ...]
    dates: tuple[DateMention, ...]


@lru_cache(maxsize=4096)
def read_free_text(text: str, language: str, anchor: Anchor | None = None) -> FreeText:
    """`text` read for whatever the article must support; linear in its length.

    Relative dates are resolved against `anchor`, the article's own.
    """
    figures = read_figures(text, language)
    dates = read_dates(text, language, anchor)
    taken = [m.span for m in figures] + [m.span for m in dates]
    numerals = tuple(
        span
        for span in (Span(*m.span()) for m in _NUMERAL.finditer(text))
        if not any(other.overlaps(span) for other in taken)
    )
    quoted = tuple(
        Span(*match.span(match.lastindex or 0))
        for match in _MARKED.finditer(text)
        if _WORD.search(match.group())
    )
    names = tuple(dict.fromkeys(m.span.of(text) for m in read_names(text, language)))
    return FreeText(text, figures, numerals, names, quoted, read_cues(text, language), dates)


def digits_of(numeral: str) -> str:
    """The digits of a numeral without what groups them: "1,415" and "1 415" are "1415"."""
    return _SEPARATOR.sub("", numeral)


def numerals_in(text: str) -> frozenset[str]:
    """The digits of every number that `text` writes in digits, with each of their parts."""
    found = set()
    for match in _NUMERAL.finditer(text):
        found.add(digits_of(match.group()))
        found.update(_SEPARATOR.split(match.group()))
    return frozenset(found)


def words_of(text: str) -> tuple[str, ...]:
    """The words of `text` in lower case."""
    return tuple(match.group().lower() for match in _WORD.finditer(text))


def claims(card: FactCard) -> Iterator[Headline | SummarySentence | What]:
    """The items whose `text` is in the card's own words."""
    if card.headline is not None:
        yield card.headline
    yield from card.summary
    yield from card.what


def phrases(card: FactCard) -> Iterator[tuple[Item, str, str]]:
    """The short free phrases of the card: item, field, words."""
    for who in card.who:
        if who.role:
            yield who, "role", who.role
    for figure in card.figures:
        if figure.counts:
            yield figure, "counts", figure.counts
    for source in card.sources:
        if source.said:
            yield source, "said", source.said
        if source.via:
            yield source, "via", source.via
