"""Quotations: the words between marks, whether they are speech, and whose.

`docs/decisions/quotation-edges.md` says where a quotation begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcards.card import Span
from factcards.reading.clauses import DASHES, Unit
from factcards.reading.hearing import Hearing, hear
from factcards.reading.marks import Pair
from factcards.reading.mentions import Entity, Quotation, Sentence
from factcards.reading.voices import Heard, Voice

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_FULL_CLAUSE_WORDS = 4
_SPEECH_WORDS = 4
_TERM_WORDS = 2
_CLOSED = ("determiners", "prepositions", "conjunctions", "adverbs", "negations")
_DESCRIBING = frozenset({"describe", "call", "brand", "label", "denounce", "hail", "condemn"})
_SHORT_UNIT = 12
"""Tokens of a sentence that says no more of its subject than how it is."""
_ENDS = frozenset(".!?…,。！？")


@dataclass(frozen=True, slots=True)
class _Speaker:
    voice: Voice | None
    verb: Span | None


def read_quotations(
    text: str, language: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
) -> tuple[Quotation, ...]:
    """The quotations of the story, in order, with their speakers where the text names them.

    `span` is what stands between the outer marks, without the comma that house
    style puts before a closing mark. A quotation over several paragraphs is one
    item for each. Quotations inside others are given too, with `direct` false.
    Offsets count code points. Linear in the length of `text`.
    """
    return quotations_of(hear(text, language, sentences, entities))


def quotations_of(hearing: Hearing) -> tuple[Quotation, ...]:
    """The quotations of what was heard."""
    speakers = _speakers(hearing)
    places = {
        tok.start: (unit, index)
        for unit in hearing.units
        for index, tok in enumerate(unit.toks)
        if tok.kind == "quote"
    }
    position = {pair.outer: index for index, pair in enumerate(hearing.outer)}
    found: list[Quotation] = []
    for pair in hearing.pairs:
        index = position.get(pair.outer) if pair.depth == 0 else None
        if index is None:
            found.append(Quotation(pair.inner, pair.outer, direct=False))
            continue
        speaker = speakers.get(index)
        place = places.get(pair.outer.start, (None, -1))
        direct = _is_direct(hearing, pair, place, spoken=speaker is not None)
        voice = speaker.voice if speaker and direct else None
        found.append(
            Quotation(
                pair.inner,
                pair.outer,
                direct,
                voice.name if voice else None,
                voice.span if voice else None,
                speaker.verb if speaker and direct else None,
            )
        )
    return tuple(found)


def _speakers(hearing: Hearing) -> dict[int, _Speaker]:
    """Speakers by the index of their outermost quotation."""
    found: dict[int, _Speaker] = {}
    previous: _Speaker | None = None
    pending: _Speaker | None = None
    open_speaker: _Speaker | None = None
    last_paragraph = -1
    for unit, heard in zip(hearing.units, hearing.heard, strict=True):
        if unit.paragraph != last_paragraph:
            previous = None
        last_paragraph = unit.paragraph
        quotes = [(i, tok.ref) for i, tok in enumerate(unit.toks) if tok.kind == "quote"]
        for place, pair in quotes:
            speaker = _governing(hearing, unit, heard, place)
            if speaker is None:
                speaker = _labelled(hearing, unit, place)
            if speaker is None:
                speaker = _going_on(unit, heard, place)
            if speaker is None and _leads(unit, place):
                speaker = open_speaker or (pending if place == 0 else None)
                if speaker is None and unit.only_quote():
                    speaker = previous
            open_speaker = None
            if speaker is not None:
                found[pair] = speaker
                if hearing.outer[pair].close is None:
                    open_speaker = speaker
        _backwards(hearing, quotes, found)
        pending = _announced(unit, heard) or _characterised(hearing, unit, quotes)
        previous = _carried(unit, heard, quotes, found, previous)
    return found


def _backwards(hearing: Hearing, quotes: list[tuple[int, int]], found: dict[int, _Speaker]) -> None:
    """Give a speaker named at the end of a long quotation to its earlier paragraphs too."""
    for _, pair in quotes:
        speaker = found.get(pair)
        at = pair - 1
        while (
            speaker is not None and at >= 0 and hearing.outer[at].close is None and at not in found
        ):
            found[at] = speaker
            at -= 1


def _governing(hearing: Hearing, unit: Unit, heard: Sequence[Heard], place: int) -> _Speaker | None:
    """The speaker of the quotation at token `place`: of the nearest frame that takes it in."""
    tok = unit.toks[place]
    best: tuple[int, Heard] | None = None
    for item in heard:
        if item.voice is None:
            continue
        content = item.frame.content
        if not any(
            span is not None and span.start <= tok.start and tok.end <= span.end
            for span in (content.left, content.right)
        ):
            continue
        distance = abs(item.frame.at - place)
        if best is None or distance < best[0]:
            best = (distance, item)
    if best is None:
        return None
    item = best[1]
    return _Speaker(item.voice, item.frame.cue)


def _going_on(unit: Unit, heard: Sequence[Heard], place: int) -> _Speaker | None:
    """The sentence's only speaker, whose words go on behind a semicolon.

    "It may help, she says; it may also be “a very wet hole”."
    """
    if len(heard) != 1 or heard[0].voice is None or heard[0].frame.kind != "verb":
        return None
    frame = heard[0].frame
    ended = frame.at + 1 < place and frame.content.left is not None and not frame.content.right
    if not ended or unit.toks[frame.at + 1].low != ";":
        return None
    return _Speaker(heard[0].voice, frame.cue)


def _labelled(hearing: Hearing, unit: Unit, place: int) -> _Speaker | None:
    """The speaker of "Holt: “…”" and of "“…” — Holt"."""
    opening = hearing.openings[unit.number]
    if opening is not None and unit.toks[place - 1].low == ":":
        return _Speaker(opening, None)
    behind = hearing.endings[unit.number]
    return _Speaker(behind, None) if behind is not None else None


def _announced(unit: Unit, heard: Sequence[Heard]) -> _Speaker | None:
    """The speaker whose words the next unit gives: "She wrote on X:"."""
    if not unit.toks or unit.toks[-1].low != ":":
        return None
    for item in reversed(heard):
        if item.voice is not None:
            return _Speaker(item.voice, item.frame.cue)
    return None


def _leads(unit: Unit, place: int) -> bool:
    """Whether nothing but a bracket ("(Photo: …)") stands before the quotation at `place`."""
    inside = False
    for tok in unit.toks[:place]:
        if tok.kind == "punct" and tok.low in "([":
            inside = True
        elif tok.kind == "punct" and tok.low in ")]":
            inside = False
        elif not inside and tok.kind != "punct":
            return False
    return True


def _characterised(hearing: Hearing, unit: Unit, quotes: list[tuple[int, int]]) -> _Speaker | None:
    """The speaker whose words follow "Holt was blunt.": one person, and how that person is."""
    if quotes or not 2 <= len(unit.toks) <= _SHORT_UNIT or unit.toks[-1].low not in ".:":
        return None
    if unit.toks[-2].low not in hearing.attitudes:
        return None
    voice = hearing.subjects[unit.number]
    names = {tok.ref for tok in unit.toks if tok.kind == "name"}
    if voice is None or voice.name is None or voice.kind != "person" or len(names) > 1:
        return None
    return _Speaker(voice, None)


def _carried(
    unit: Unit,
    heard: Sequence[Heard],
    quotes: list[tuple[int, int]],
    found: dict[int, _Speaker],
    previous: _Speaker | None,
) -> _Speaker | None:
    """The speaker who goes on when the next sentence of the paragraph is all quotation."""
    if quotes and (speaker := found.get(quotes[-1][1])) is not None:
        return speaker
    if heard:
        named = [item for item in heard if item.voice is not None and not item.frame.shared]
        return _Speaker(named[0].voice, None) if len(named) == 1 else None
    return None


def _is_direct(hearing: Hearing, pair: Pair, at: tuple[Unit | None, int], *, spoken: bool) -> bool:
    """Whether the words are speech, and no title, nickname or so-called thing."""
    words = _WORD.findall(pair.inner.of(hearing.text))
    if not words:
        return False
    unit, place = at
    if _names_something(hearing, unit, place, words):
        return False
    if spoken:
        return True
    inner = pair.inner.of(hearing.text)
    last = hearing.text[pair.outer.end - 2] if pair.close else inner[-1]
    whole = inner[:1].isupper() and (inner[-1] in _ENDS or last in _ENDS)
    if whole and len(words) > 1 and unit is not None and unit.only_quote():
        return True
    if whole and len(words) >= _FULL_CLAUSE_WORDS and not _title_case(words):
        return True
    return len(words) >= _SPEECH_WORDS and not _title_case(words)


def _names_something(hearing: Hearing, unit: Unit | None, place: int, words: list[str]) -> bool:
    if unit is None or place < 0 or len(words) > 7:
        return False
    toks = unit.toks
    before = toks[place - 1] if place else None
    after = toks[place + 1] if place + 1 < len(toks) else None
    if before is None:
        return False
    if before.kind == "name" and after is not None and after.kind == "name":
        return len(words) <= 3
    if len(words) <= _TERM_WORDS and _is_term(hearing, unit, place):
        return True
    naming = before.kind == "word" and before.low in hearing.speech.naming
    article = naming and before.low in hearing.speech.words("determiners")
    if before.low == "as" or (article and not _title_case(words)):
        earlier = toks[place - 2].low if place > 1 else ""
        return before.low == "as" and earlier == "known"
    if naming:
        return not (
            before.low in ("as", "like")
            or (
                before.low in ("called", "branded", "labelled", "labeled", "dubbed")
                and len(words) > 4
            )
        )
    return (
        _title_case(words)
        and len(words) > 1
        and before.kind in ("word", "name")
        and not _spoken_before(hearing, before.low)
    )


def _is_term(hearing: Hearing, unit: Unit, place: int) -> bool:
    """Whether the words stand before the noun that they tell apart: “the "smart lock" unit”.

    Behind "a" they are what somebody calls a thing ("a “historic” day"), and
    behind a verb that wants a quotation they are its words.
    """
    speech, toks = hearing.speech, unit.toks
    if speech.language != "en" or place + 1 >= len(toks) or toks[place + 1].kind != "word":
        return False
    before, after = toks[place - 1], toks[place + 1]
    closed = (*_CLOSED, "relatives", "subordinators", "auxiliaries", "modals", "temporal")
    if any(after.low in speech.words(group) for group in closed) or after.low in speech.verbs:
        return False
    if after.low.endswith(("ly", "ed")) or before.low not in ("the", "of"):
        return False
    quoting = (
        verb.needs == "quote" or verb.lemma in _DESCRIBING
        for tok in toks[max(0, place - _SHORT_UNIT) : place]
        for verb in speech.verbs.get(tok.low, ())
    )
    return not any(quoting)


def _spoken_before(hearing: Hearing, word: str) -> bool:
    return word in hearing.speech.verbs or word in ("that", "of", "was", "is", "as", *DASHES)


def _title_case(words: list[str]) -> bool:
    """Whether every word but the small ones begins with a capital."""
    large = [w for w in words if len(w) > 3 or w[0].isupper()]
    return (
        bool(large)
        and words[0][0].isupper()
        and all(w[0].isupper() or w[0].isdigit() for w in large)
    )
