"""Figures that an article takes back or that a later entry overtakes, and what it says instead."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcards.checking.stems import stems_of
from factcards.reading.entries import Entry
from factcards.reading.mentions import FigureMention, Reading, Sentence
from factcards.reading.units import same_unit

_DENIED = re.compile(
    r"(?:(?:\band|,) not|\binstead of|\brather than|\b(?:corrected|revised)(?: up| down)? from"
    r"|\bund nicht|, nicht|\bstatt|\by no|, no|\ben lugar de|\bet non|\bau lieu de)"
    r"\s+(?:as |the |an? )?(?:[^\W\d]+ )?$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:now|correct\w*|revis\w*|updat\w*|mistak\w*|wrong\w*|jetzt|nun|korrig\w*|korrekt\w*"
    r"|ahora|corrig\w*|correc\w*|désormais|rectifi\w*)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:an? (?:earlier|previous)|the original|eine frühere|una versión anterior|une version "
    r"précédente)(?: (?:version|figure|report|edition|estimate|count|toll|Fassung|Angabe))?",
    re.IGNORECASE,
)
_BEFORE = 60
"""Code points before a figure in which the word that takes it back must end."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """A figure that the article takes back, and the one it gives instead."""

    old: FigureMention
    new: FigureMention
    counts: frozenset[str]
    """Stems of the words that either counts."""


def corrects(text: str) -> bool:
    """Whether `text` speaks of what was said before, or of something being put right."""
    return bool(_TURNED.search(text) or _EARLIER.search(text))


def superseded_figures(reading: Reading) -> Iterator[Superseded]:
    """Every figure of the story that a sentence of it takes back."""
    text, sentences = reading.text, reading.sentences
    for place, sentence in enumerate(sentences):
        words = sentence.span.of(text)
        turned, earlier = _TURNED.search(words), _EARLIER.search(words)
        if not sentence.story or not (turned or earlier):
            continue
        own = _figures_in(reading, sentence)
        following = sentences[place + 1 : place + 2]
        near = (*own, *(f for s in following if s.story for f in _figures_in(reading, s)))
        for old in own:
            behind = earlier is not None and old.span.start >= sentence.span.start + earlier.end()
            if not behind and not (turned and _is_denied(text, sentence, old)):
                continue
            others = (f for f in near if f.value != old.value and same_unit(f.unit, old.unit))
            new = next((f for f in others if f.kind == old.kind), None)
            if new is not None:
                yield Superseded(old, new, _counted(reading, old) | _counted(reading, new))


def _figures_in(reading: Reading, sentence: Sentence) -> tuple[FigureMention, ...]:
    return tuple(f for f in reading.figures if sentence.span.contains(f.span))


def _is_denied(text: str, sentence: Sentence, figure: FigureMention) -> bool:
    start = max(sentence.span.start, figure.span.start - _BEFORE)
    return _DENIED.search(text[start : figure.span.start]) is not None


def _counted(reading: Reading, figure: FigureMention) -> frozenset[str]:
    if figure.counts is None:
        return frozenset()
    return stems_of(figure.counts.of(reading.text), reading.language)


_ADDED = re.compile(
    r"\b(?:another|more|further|additional|other|extra|weitere\w*|otr[oa]s|más|autres|de plus)\b",
    re.IGNORECASE,
)
_BESIDE = 16


def overtaken_figures(
    reading: Reading, entries: Sequence[tuple[int, Entry]]
) -> Iterator[Superseded]:
    """Every count of an entry of a live report that a later entry gives another value.

    `entries` are the entries by where each of their paragraphs begins, in
    order. Only figures that count the same things by the same words are
    compared, and none that says it is added to others ("three more people").
    """
    if not _is_one_day(entries):
        return
    counts = [
        (when, figure, counted)
        for figure in reading.figures
        if figure.kind == "count"
        and (when := _moment_of(entries, figure.span.start)) is not None
        and (counted := _counted(reading, figure))
        and not _is_added(reading.text, figure)
    ]
    for when, old, counted in counts:
        later = [
            (then, figure)
            for then, figure, others in counts
            if then > when and others == counted and same_unit(figure.unit, old.unit)
        ]
        if not later:
            continue
        newest = max(later, key=lambda pair: pair[0])[1]
        if newest.value != old.value:
            yield Superseded(old, newest, counted)


def _is_one_day(entries: Sequence[tuple[int, Entry]]) -> bool:
    """Whether entries without a day can be of one day: their times rise, or fall, throughout."""
    if all(e.anchor is not None for _, e in entries if e.stamp is not None):
        return True
    times = [e.minutes for _, e in entries if e.stamp is not None and e.minutes is not None]
    return times in (sorted(times), sorted(times, reverse=True))


def _moment_of(entries: Sequence[tuple[int, Entry]], offset: int) -> tuple[str, int] | None:
    """The day and the minute of the entry that `offset` stands in; None without a stamp."""
    place = bisect_right([start for start, _ in entries], offset) - 1
    if place < 0:
        return None
    entry = entries[place][1]
    if entry.minutes is None:
        return None
    day = entry.anchor.date.isoformat() if entry.anchor is not None else ""
    return day, entry.minutes


def _is_added(text: str, figure: FigureMention) -> bool:
    before = text[max(0, figure.span.start - _BESIDE) : figure.span.start]
    return bool(_ADDED.search(before) or _ADDED.search(text[figure.span.end :][:_BESIDE]))
