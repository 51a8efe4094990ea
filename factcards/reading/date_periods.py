"""Quarters and halves of a year, the past year, and moments told from another: "two days later"."""

from __future__ import annotations

from dataclasses import replace

from factcards.reading.date_words import DateWords, small_count, unit_at, word_set
from factcards.reading.moments import Moment
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.years import year_text

# EDTF level 2 (ISO 8601-2:2019): 33-36 are the quarters of a year, 40 and 41 its halves.
_FIRST_QUARTER, _FIRST_HALF = 33, 40
_CODES = frozenset(["q1", "q2", "q3", "q4"])
_SHIFTS = {"next": 1, "following": 1, "previous": -1, "preceding": -1}
_LATER = {"later": 1, "after": 1, "earlier": -1, "before": -1}
_UNITS = frozenset(["day", "week", "month", "year"])


def period_at(s: Scan, i: int, w: DateWords) -> Moment | None:
    """The period that starts at token `i` and is no plain date, if one does."""
    return _part_of_year(s, i, w) or _past_unit(s, i, w) or _overnight(s, i) or _next_day(s, i, w)


def _part_of_year(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the third quarter of 2024", "Q3 2024", "the first half of last year", "last quarter"."""
    low = s.low(i)
    quarters, halves = word_set(w, "quarter_words"), word_set(w, "half_words")
    side = w.towards.get(low)
    if side is not None and low != "past" and s.low(i + 1) in quarters and s.gap(i + 1) == " ":
        number = {-1: -1, 2: 0, 3: 1}[side]
        return Moment(i, i + 2, "unit", unit="quarter", number=number)
    if low in _CODES:
        return _of_year(s, Moment(i, i + 1, "part", number=_FIRST_QUARTER - 1 + int(low[1])), w)
    if not quarters or s.low(i - 1) == "fiscal":
        return None
    ordinal = s.lex.numbers.ordinals.get(low)
    end = i + 1
    if ordinal is None and s.tokens[i].kind == "num":
        numeral = numeral_at(s, i)
        if numeral is None or numeral.kind != "ordinal" or numeral.value is None:
            return None
        ordinal, end = int(numeral.value), numeral.end
    if ordinal is None or s.gap(end) != " ":
        return None
    if s.low(end) in quarters and ordinal <= 4:
        return _of_year(s, Moment(i, end + 1, "part", number=_FIRST_QUARTER - 1 + ordinal), w)
    if s.low(end) in halves and ordinal <= 2:
        return _of_year(s, Moment(i, end + 1, "part", number=_FIRST_HALF - 1 + ordinal), w)
    return None


def _of_year(s: Scan, part: Moment, w: DateWords) -> Moment | None:
    """`part` with the year behind it; None without one: a match has quarters, too."""
    at = part.end
    if s.low(at) in ("of", "de", "del", ",", "des", "in", "im", "en"):
        at += 1
    if s.low(at) in ("the", "el", "le", "la"):
        at += 1
    if at >= len(s.tokens) or s.gap(at) != " ":
        return None
    year = year_text(s, at)
    if year is not None:
        return replace(part, end=at + 1, kind="fixed", fixed=f"{year:04d}-{part.number}")
    side, unit = w.towards.get(s.low(at)), unit_at(s, at + 1, w)
    if side is not None and unit is not None and unit[0] == "year":
        return replace(part, end=unit[1], towards={-1: -1, 2: 0, 3: 1}[side])
    return None


def _past_unit(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the past year": the time up to now, no calendar year."""
    if s.lex.language != "en" or s.low(i) != "past" or s.low(i - 1) not in ("the", "this"):
        return None
    unit = unit_at(s, i + 1, w)
    if unit is None or unit[0] not in _UNITS | {"decade"} or s.low(i + 1).endswith("s"):
        return None
    return Moment(i, unit[1], "past", unit=unit[0])


def _overnight(s: Scan, i: int) -> Moment | None:
    """ "overnight" as an adverb: the night before the day of the report."""
    if s.lex.language != "en" or s.low(i) != "overnight" or s.tokens[i].capital:
        return None
    following, before = s.low(i + 1), s.low(i - 1)
    adverb = following in s.lex.grammar.closed or not following.isalpha()
    adjective = before in s.lex.grammar["determiners"] or s.gap(i) != " "
    return Moment(i, i + 1, "overnight") if adverb and not adjective else None


def _next_day(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the next day", "the previous year": told from a moment named before."""
    number = _SHIFTS.get(s.low(i))
    if number is None or s.lex.language != "en" or s.low(i - 1) != "the":
        return None
    unit = unit_at(s, i + 1, w)
    if unit is None or unit[0] not in _UNITS or s.low(i + 1).endswith("s"):
        return None
    return Moment(i, unit[1], "shift", unit=unit[0], number=number)


def counted_shift(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "two days later", "a year earlier": a count at token `i` from a moment named before."""
    if s.lex.language != "en":
        return None
    if s.low(i) in s.lex.numbers.articles and unit_at(s, i + 1, w) is None:
        return None
    count = small_count(s, i)
    unit = unit_at(s, count[1], w) if count else None
    if count is None or unit is None or unit[0] not in _UNITS:
        return None
    sign = _LATER.get(s.low(unit[1]))
    if sign is None or s.gap(unit[1]) != " ":
        return None
    behind = s.low(unit[1] + 1)
    if s.low(unit[1]) in ("after", "before") and behind.isalnum():
        return None  # "two days before the vote"
    for phrase, _ in s.lex.before.entries.get(s.low(i - 1), ()):
        if s.phrase_before(i, phrase):
            return None
    return Moment(i, unit[1] + 1, "shift", unit=unit[0], number=sign * count[0])
