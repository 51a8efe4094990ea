"""What a free-text field of the card says: figures, numbers, names, quotations, cues."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from factcards.card import FactCard, Headline, Item, Span, SummarySentence, What
from factcards.reading.cues import read_cues
from factcards.reading.dates import Anchor, read_dates
from factcards.reading.figures import read_figures
from factcards.reading.mentions import Cue, DateMention, FigureMention
from factcards.reading.names import read_names

_NUMERAL = re.compile(r"\d+(?:[.,:/’'\u00a0\u202f\u2009]\d+)*")
_SEPARATOR = re.compile(r"[.,:/’'\u00a0\u202f\u2009]")
# Superscripts, circled numbers and Roman numerals of one character; fractions are figures.
_SIGNS = "⁰¹²³⁴-⁹₀-₉ⁱⅠ-ↈ①-⓿❶-➓㈠-㈩㉈-㉟㊀-㊉㊱-㊿〇-〩"
_COUNTING = re.compile(
    # From the start of the run alone, or a million digits are gone through a million times.
    rf"(?<![\d.,])[\d.,]*[{_SIGNS}]+"
    r"|\b(?:twice|thrice|none|(?:a|two|three|four) scores?(?= of)|a couple of|"
    r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= [a-z]))\b",
    re.IGNORECASE,
)
_MARKED = re.compile(
    "“([^“”]{1,2000})”|„([^„“”]{1,2000})[“”]|«([^«»]{1,2000})»|»([^«»]{1,2000})«"
    '|"([^"]{1,2000})"|(?<!\\w)[‘‚]([^‘’]{1,2000}(?:’\\w[^‘’]{0,2000}){0,20})[’‘](?!\\w)'
    "|(?<!\\w)'([^']{1,2000}(?:'\\w[^']{0,2000}){0,20})'(?!\\w)"
    "|‹([^‹›]{1,2000})›|›([^‹›]{1,2000})‹|`+([^`'´]{1,2000})(?:[`´]+|'')"
    "|「([^「」]{1,2000})」|『([^『』]{1,2000})』"
    # A quotation that nothing closes goes on to the end.
    '|[“„«"]([^“”„«»"]{1,2000})\\Z'
)
_WORD = re.compile(r"[^\W_]+(?:['’\-‐‑][^\W_]+)*")


@dataclass(frozen=True)
class FreeText:
    """One field in the card's own words, each kind read when first asked for.

    Spans count in `text`; relative dates are resolved against `anchor`, the
    article's own.
    """

    text: str
    language: str
    anchor: Anchor | None = None

    @cached_property
    def figures(self) -> tuple[FigureMention, ...]:
        """The figures of the text."""
        return read_figures(self.text, self.language)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The moments that the text names."""
        return read_dates(self.text, self.language, self.anchor)

    @cached_property
    def numerals(self) -> tuple[Span, ...]:
        """Numbers in digits that are part of no figure and no date."""
        taken = _Taken([f.span for f in self.figures] + [d.span for d in self.dates])
        spans = (Span(*match.span()) for match in _NUMERAL.finditer(self.text))
        return tuple(span for span in spans if not taken.overlap(span))

    @cached_property
    def counting(self) -> tuple[Span, ...]:
        """Words and signs that count and are no figure: "twice", "the third", "4²", "⑨"."""
        taken = _Taken(figure.span for figure in self.figures)
        return tuple(
            span
            for span in (Span(*match.span()) for match in _COUNTING.finditer(self.text))
            if not taken.overlap(span) or not span.of(self.text).isascii()
        )

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the text, each once, titles left off."""
        mentions = read_names(self.text, self.language)
        return tuple(dict.fromkeys(m.span.of(self.text) for m in mentions))

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """Words between quotation marks, without the marks."""
        return tuple(
            Span(*match.span(match.lastindex or 0))
            for match in _MARKED.finditer(self.text)
            if _WORD.search(match.group())
        )

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """The negations and hedges of the text."""
        return read_cues(self.text, self.language)


class _Taken:
    """Spans, to ask of many others whether they overlap one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        in_order = sorted(spans)
        self._starts = [span.start for span in in_order]
        self._reach = list(accumulate((span.end for span in in_order), max))
        """How far the spans up to each one go."""

    def overlap(self, span: Span) -> bool:
        """Whether one of them shares a code point with `span`."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start


@lru_cache(maxsize=4096)
def read_free_text(text: str, language: str, anchor: Anchor | None = None) -> FreeText:
    """`text`, to be read for whatever the article must support; linear in its length."""
    return FreeText(text, language, anchor)


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
