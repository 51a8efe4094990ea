"""Speech frames without a verb: "according to …", and a headline's "… – police"."""

from __future__ import annotations

from dataclasses import replace

from factcards.card import Span
from factcards.reading.clauses import DASHES
from factcards.reading.informants import can_inform
from factcards.reading.noun_phrases import (
    Clause,
    Phrase,
    Pronoun,
    phrase_after,
    phrase_ending,
)
from factcards.reading.speech_frames import Content, Frame

_OBLIQUE: dict[str, Pronoun] = {"ihm": "he", "ihr": "she", "ihnen": "they"}
_ARTICLES = frozenset({"dem", "den", "der", "des", "einem", "einer", "eines"})
_TO_COMMA = 10
"""Tokens within which a phrase at the start of a sentence is closed by a comma."""


def phrase_frame(clause: Clause, index: int) -> Frame | None:
    """The frame of the phrase that begins at token `index`, if one does."""
    speech = clause.speech
    low = clause.low(index)
    if low in speech.cues_after:
        subject = _pronoun_before(clause, index) or phrase_ending(clause, index - 1)
        if subject is None or not can_inform(clause, subject, spoken=False):
            return None
        return _phrase_found(clause, index, index + 1, _without_article(clause, subject))
    for words in speech.cues:
        if low != words[0] or any(clause.low(index + k) != w for k, w in enumerate(words)):
            continue
        if low == "per" and clause.low(index - 1) != ",":
            continue
        subject = phrase_after(clause, index + len(words))
        if subject is None or not can_inform(clause, subject, spoken=False):
            return None
        subject = _without_article(clause, subject)
        return _phrase_found(clause, index, index + len(words), subject)
    return None


def _without_article(clause: Clause, subject: Phrase) -> Phrase:
    """The phrase without the German article that the preposition put into its case.

    "Laut dem Bericht": the report is no "dem Bericht".
    """
    tok = clause.toks[subject.first]
    oblique = clause.speech.language == "de" and tok.low in _ARTICLES
    if not oblique or subject.end - subject.first < 2 or subject.span.start != tok.start:
        return subject
    span = Span(clause.toks[subject.first + 1].start, subject.span.end)
    return replace(subject, span=span)


def _pronoun_before(clause: Clause, index: int) -> Phrase | None:
    """The pronoun of "ihm zufolge", which stands in no subject's case."""
    pronoun = _OBLIQUE.get(clause.low(index - 1)) if clause.kind(index - 1) == "word" else None
    if pronoun is None:
        return None
    tok = clause.toks[index - 1]
    return Phrase(index - 1, index, pronoun=pronoun, span=Span(tok.start, tok.end))


def _phrase_found(clause: Clause, first: int, end: int, subject: Phrase) -> Frame:
    toks = clause.toks
    last = max(end, subject.end)
    begin = min(first, subject.first)
    content = _around(clause, begin, last)
    return Frame(
        clause.unit.number,
        first,
        Span(toks[first].start, toks[end - 1].end),
        "claimed",
        subject,
        content,
        "phrase",
        toks[first].low,
    )


def _around(clause: Clause, first: int, end: int) -> Content:
    """What a phrase such as "according to …" credits: what follows it, or what stands before."""
    toks = clause.toks
    opens = (
        first == 0
        or clause.low(first - 1) in {";", ":"}
        or (
            clause.is_word(first - 1, "conjunctions")
            and (first == 1 or clause.low(first - 2) in {",", ";"})
        )
    )
    stop = len(toks) - (clause.kind(len(toks) - 1) == "punct")
    after = end
    # An apposition to the source: "according to Ostrel, a ferry line, …".
    while after < stop and clause.low(after) != "," and not opens:
        after += 1
    if opens:
        english = clause.speech.language == "en"
        reach = min(stop, end + (_TO_COMMA if english else 1))
        comma = next((i for i in range(end, reach) if clause.low(i) == ","), None)
        after = comma + 1 if comma is not None else end
        return (
            Content(right=Span(toks[after].start, toks[stop - 1].end))
            if after < stop
            else Content()
        )
    if clause.speech.language == "de" and end < stop and clause.kind(end) != "punct":
        return _german_middle(clause, first, end, stop)
    begin = 0
    for index in range(first - 1, -1, -1):
        if clause.low(index) == ";":
            begin = index + 1
            break
    before = first - 1
    while before > begin and clause.kind(before) == "punct":
        before -= 1
    if before < begin:
        return Content()
    rest = end < stop and clause.low(end) == ","
    last = stop - 1 if rest else before
    return Content(left=Span(toks[begin].start, toks[max(last, before)].end))


def _german_middle(clause: Clause, first: int, end: int, stop: int) -> Content:
    """What a phrase in the middle of a German clause credits.

    "Im Mai waren es ihm zufolge 36": the whole clause. "…, laut Polizei rund
    200, …": what follows up to the next comma.
    """
    toks = clause.toks
    last = next((i for i in range(end, stop) if clause.low(i) in {",", ";"}), stop)
    if clause.low(first - 1) == ",":
        return Content(right=Span(toks[end].start, toks[last - 1].end))
    begin = first
    while begin > 0 and clause.low(begin - 1) not in {";", ":"}:
        begin -= 1
    return Content(left=Span(toks[begin].start, toks[last - 1].end))


def headline_frame(clause: Clause) -> Frame | None:
    """A headline's "… – Rights Group": the source behind a dash, and no full stop."""
    toks = clause.toks
    if len(toks) < 4 or toks[-1].kind == "punct":
        return None
    for index in range(len(toks) - 2, max(2, len(toks) - 6), -1):
        if toks[index].kind != "punct":
            continue
        if toks[index].low not in DASHES:
            return None
        subject = phrase_after(clause, index + 1)
        if subject is None or subject.end != len(toks):
            return None
        if subject.name < 0 and subject.head not in clause.speech.kinds:
            return None
        return Frame(
            clause.unit.number,
            index,
            Span(toks[index].start, toks[index].end),
            "claimed",
            subject,
            Content(left=Span(toks[0].start, toks[index - 1].end)),
            "phrase",
            "headline",
        )
    return None
