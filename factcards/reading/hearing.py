"""Everything said in a text, heard once: marks, units, frames and voices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcards.card import Span
from factcards.reading.clauses import DASHES, NameIndex, Unit, units_of
from factcards.reading.dialogue import DIALOGUE_LANGUAGES, dialogue_pairs
from factcards.reading.frames import frames_of
from factcards.reading.marks import Family, Pair, begins_with_mark, paired_marks
from factcards.reading.mentions import Entity, Sentence
from factcards.reading.noun_phrases import Clause, Phrase
from factcards.reading.speech import Speech, attitudes_of, speech_of
from factcards.reading.voices import Heard, Voice, Voices

_FAMILIES: tuple[Family, ...] = ("double", "guillemet", "single")

_TOLD = frozenset({"him", "her", "them"})


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
    endings: tuple[Voice | None, ...]
    """For each unit that is a quotation and "— Name", the voice that name is."""
    subjects: tuple[Voice | None, ...]
    """The voice that each unit opens with, if any."""

    @property
    def attitudes(self) -> frozenset[str]:
        """What somebody is whose words follow in the next sentence; empty but in English."""
        return attitudes_of(self.speech.language)


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
    endings: list[Voice | None] = []
    for unit in units:
        clause = Clause(unit, speech)
        voices.enter(clause)
        openings.append(_opening(unit, voices))
        frames = frames_of(clause)
        voiced = [Heard(f, voices.of(f.subject) if f.subject else None) for f in frames]
        heard.append(tuple(_first_hand(clause, voiced)))
        endings.append(_ending(unit, voices, speech) if not frames else None)
    return Hearing(
        text,
        speech,
        tuple(pairs),
        tuple(outer),
        tuple(units),
        tuple(heard),
        tuple(openings),
        tuple(endings),
        tuple(voices.subject(unit) for unit in units),
    )


def _first_hand(clause: Clause, heard: Sequence[Heard]) -> list[Heard]:
    """What was heard without what an unnamed person told the person who passes it on.

    "Holt said an engineer had told her that …": it is Holt's word that he did.
    """
    kept: list[Heard] = []
    teller: Heard | None = None
    for item in heard:
        right = teller.frame.content.right if teller is not None else None
        if right is not None and _second_hand(clause, item, right):
            continue
        kept.append(item)
        if item.voice is not None and item.voice.kind == "person" and item.voice.name:
            teller = item
    return kept


def _second_hand(clause: Clause, item: Heard, told: Span) -> bool:
    phrase, voice = item.frame.subject, item.voice
    if phrase is None or voice is None or voice.kind != "anonymous" or voice.entity >= 0:
        return False
    at = item.frame.at
    had_told = clause.low(at - 1) in ("had", "'d") and clause.low(at + 1) in _TOLD
    unnamed = clause.is_word(phrase.first, "indefinite")
    return unnamed and had_told and told.contains(phrase.span)


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
        spoken = (
            dialogue_pairs(text, region, speech_of(language).verbs)
            if language in DIALOGUE_LANGUAGES
            else []
        )
        pairs.extend(spoken or paired_marks(text, region, language, goes_on=goes_on))
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
    for index in range(1, len(toks)):
        if toks[index].kind == "quote" and toks[index - 1].low == ":":
            # "Holt groaned: “…”": no verb of the list, but a colon before the words.
            return voices.subject(unit)
    return None


def _ending(unit: Unit, voices: Voices, speech: Speech) -> Voice | None:
    """The voice of "“…” — Jane Holt, mayor" and of "“…,” beamed Holt", whatever the verb."""
    toks = unit.toks
    if len(toks) < 3 or toks[0].kind != "quote" or toks[1].kind != "punct":
        return None
    at = 2
    if toks[1].low == ",":
        closed = speech.words("prepositions") | speech.words("conjunctions")
        closed |= speech.words("relatives") | speech.words("subordinators")
        while at < min(5, len(toks)) and toks[at].kind == "word" and toks[at].low not in closed:
            at += 1
    elif toks[1].low not in DASHES:
        return None
    if at == len(toks) or toks[at].kind != "name":
        return None
    return voices.of(Phrase(at, at + 1, toks[at].ref, span=Span(toks[at].start, toks[at].end)))
