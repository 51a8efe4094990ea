"""Everything said in a text, heard once: marks, units, frames and voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcards.card import Span
from factcards.reading.clauses import NameIndex, Unit, units_of
from factcards.reading.frames import frames_of
from factcards.reading.marks import Family, Pair, begins_with_mark, paired_marks
from factcards.reading.mentions import Entity, Sentence
from factcards.reading.noun_phrases import Phrase
from factcards.reading.speech import Speech, speech_of
from factcards.reading.voices import Heard, Voice, Voices

_FAMILIES: tuple[Family, ...] = ("double", "guillemet", "single")


@dataclass(frozen=True)
class Hearing:
    """What the readers of quotations and attributions share."""

    text: str
    speech: Speech
    pairs: tuple[Pair, ...]
    """Every pair of marks, nested ones included, in order."""
    outer: tuple[Pair, ...]
    """Those that stand in no other."""
    units: tuple[Unit, ...]
    heard: tuple[tuple[Heard, ...], ...]
    """The frames of each unit."""
    openings: tuple[Voice | None, ...]
    """For each unit that begins "Name:", the voice that name is."""


def hear(
    text: str, language: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
) -> Hearing:
    """What is said in the story sentences of `text`. Linear in the length of `text`."""
    speech = speech_of(language)
    pairs = _pairs(text, language, sentences)
    outer = [pair for pair in pairs if pair.depth == 0]
    units = units_of(text, language, sentences, outer, NameIndex.of(entities))
    voices = Voices(text, speech, entities)
    heard: list[tuple[Heard, ...]] = []
    openings: list[Voice | None] = []
    for unit in units:
        voices.enter(unit)
        openings.append(_opening(unit, voices))
        heard.append(
            tuple(
                Heard(frame, voices.of(frame.subject) if frame.subject else None)
                for frame in frames_of(unit, speech)
            )
        )
    return Hearing(
        text, speech, tuple(pairs), tuple(outer), tuple(units), tuple(heard), tuple(openings)
    )


def _pairs(text: str, language: str, sentences: Sequence[Sentence]) -> list[Pair]:
    regions: list[tuple[int, Span]] = []
    for sentence in sentences:
        if not sentence.story:
            continue
        if regions and regions[-1][0] == sentence.paragraph:
            regions[-1] = (sentence.paragraph, Span(regions[-1][1].start, sentence.span.end))
        else:
            regions.append((sentence.paragraph, sentence.span))
    pairs: list[Pair] = []
    for index, (_, region) in enumerate(regions):
        following = regions[index + 1][1] if index + 1 < len(regions) else None
        goes_on = following is not None and any(
            begins_with_mark(text, following, family) for family in _FAMILIES
        )
        pairs.extend(paired_marks(text, region, language, goes_on=goes_on))
    return pairs


def _opening(unit: Unit, voices: Voices) -> Voice | None:
    """The voice of "Holt: …" at the start of a unit."""
    toks = unit.toks
    for index in range(min(4, len(toks) - 1)):
        if toks[index].kind == "name" and toks[index + 1].low == ":":
            tok = toks[index]
            return voices.of(Phrase(index, index + 1, tok.ref, span=Span(tok.start, tok.end)))
        if toks[index].kind != "word":
            break
    return None
