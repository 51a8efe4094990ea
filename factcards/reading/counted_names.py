"""Whose a result is: the name in a list of votes, in a poll or beside a score."""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.counted_before import Place, noun_left, subject_of
from factcards.reading.numerals import Scan
from factcards.reading.phrases import is_closed, is_word, noun_phrase, phrase_span
from factcards.reading.tokens import span_of

_LONGEST = 5
_POLLED = {"en": ("on", "at"), "de": ("bei", "auf"), "es": ("con",), "fr": ("à", "avec")}
_WON = frozenset(
    ["won", "win", "wins", "lost", "lose", "loses", "led", "lead", "leads", "trailed", "trail",
     "drew", "was", "were", "is", "are", "split", "voted", "ruled", "decided"]
)  # fmt: skip
_OF_VOTES = frozenset(["vote", "score", "majority", "result", "split"])


def name_counted(s: Scan, place: Place) -> Span | None:
    """The name that a number of votes or a share in a poll belongs to, or None."""
    if place.first == 0 or s.gap(place.first) == "\n":
        return None
    at, low = place.first - 1, s.low(place.first - 1)
    if place.kind == "share" and place.unit == "%" and low in _POLLED.get(s.lex.language, ()):
        return _name_left(s, at - 1) if s.lex.language != "de" else None
    ends = s.low(place.end) in (";", ".", ",", "") or s.gap(place.end) == "\n"
    if place.kind != "count" or low != ")" or not ends:
        return None
    opened = next((k for k in range(at - 1, max(-1, at - 6), -1) if s.low(k) == "("), None)
    return None if opened is None else _name_left(s, opened - 1)


def _name_left(s: Scan, at: int) -> Span | None:
    """The capitalised words that end at token `at`, where they are more than a sentence's first."""
    first = at + 1
    while first > 0 and at + 1 - first < _LONGEST and is_word(s, first - 1):
        if not s.tokens[first - 1].capital or is_closed(s, first - 1):
            break
        first -= 1
        if s.gap(first) == "\n":
            break
    return span_of(s.tokens, first, at + 1) if first <= at else None


def _joined(s: Scan, verb: int) -> bool:
    """Whether "and" joins two subjects before the verb: "Orlin and Dost drew 2-2"."""
    return any(s.low(k) == "and" for k in range(max(0, verb - 4), verb))


def score_of(s: Scan, first: int, end: int) -> Span | None:
    """What a score or a vote is of: "a 3-2 | decision", "a vote of 11-9", "Rovers won 3-1"."""
    if s.lex.language != "en":
        foreign = s.lex.language == "de" or s.gap(first) != " "  # German nouns look like names
        return None if foreign else _name_left(s, first - 1)
    low = s.low(first - 1)
    if low in s.lex.grammar["determiners"] and is_word(s, end) and not is_closed(s, end):
        bounds = noun_phrase(s, end, singular=True)
        return phrase_span(s, bounds) if bounds else None
    if s.gap(first) != " ":
        return None
    if low == "of" and s.low(first - 2) in _OF_VOTES:
        return noun_left(s, first - 2)
    verb = first - 2 if low == "by" else first - 1
    if s.low(verb) in _WON:
        while s.low(verb - 1) in s.lex.grammar["auxiliaries"]:
            verb -= 1
        return None if _joined(s, verb) else subject_of(s, verb)
    if s.low(verb) in ("been", "be"):
        return subject_of(s, verb - 1)
    return _name_left(s, first - 1)


def verb_counted(s: Scan, place: Place) -> Span | None:
    """The verb that says what a sum is: "paid $38 million", "165 Millionen Euro investiert".

    It tells what the noun would: paid, earned, spent, raised.
    """
    if place.kind not in ("money", "measure") or place.first == 0:
        return None
    verbs = s.lex.grammar["sum_verbs"]
    at = place.first - 1
    while s.low(at) in ("only", "just", "another", "noch", "solo", "encore") and s.gap(at) == " ":
        at -= 1
    if s.low(at) in verbs and s.gap(place.first) == " ":
        noun = s.low(at - 1) in s.lex.grammar["determiners"]
        return None if noun else span_of(s.tokens, at, at + 1)
    if s.lex.language == "de" and s.low(place.end) in verbs and s.gap(place.end) == " ":
        return span_of(s.tokens, place.end, place.end + 1)
    return None
