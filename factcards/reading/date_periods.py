"""Quarters and halves of a year, the past year, and moments told from another: "two days later"."""

from __future__ import annotations

from dataclasses import replace

from factcards.reading.date_words import (
    ROMAN,
    ROMAN_ORDINALS,
    DateWords,
    small_count,
    unit_at,
    word_set,
)
from factcards.reading.moments import Moment
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.years import year_text

# EDTF level 2 (ISO 8601-2:2019): 33-36 are the quarters of a year, 40 and 41 its halves.
_FIRST_QUARTER, _FIRST_HALF = 33, 40
_CODES = frozenset(["q1", "q2", "q3", "q4"])
# These govern what follows them: "two days before the vote".
_GOVERNS = frozenset(["after", "before", "después", "antes", "après", "avant"])
_SHIFTS = {"next": 1, "following": 1, "previous": -1, "preceding": -1}
_JOINS = frozenset("-‐‑–/")
_UNITS = frozenset(["day", "week", "month", "year"])


def period_at(s: Scan, i: int, w: DateWords) -> Moment | None:
    """The period that starts at token `i` and is no plain date, if one does."""
    return (
        _fiscal(s, i, w)
        or _part_of_year(s, i, w)
        or _past_unit(s, i, w)
        or _overnight(s, i)
        or _next_day(s, i, w)
        or _decade_name(s, i, w)
        or _roman_century(s, i, w)
        or _named_time(s, i, w)
    )


def _fiscal(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "fiscal 2024", "FY2024", "the 2024-25 financial year": open, for its limits are not told."""
    words, years = word_set(w, "fiscal"), word_set(w, "fiscal_years")
    if s.low(i) in words:
        at = i + 1 + (s.low(i + 1) in years)
        if at < len(s.tokens) and s.gap(at) == " " and year_text(s, at) is not None:
            return Moment(i, _year_end(s, at), "open")
        return None
    if not words or s.tokens[i].kind != "num" or year_text(s, i) is None:
        return None
    end = _year_end(s, i)
    if s.low(end) in words and s.low(end + 1) in years and s.gap(end) == " ":
        return Moment(i, end + 2, "open")
    return None


def _year_end(s: Scan, i: int) -> int:
    """The token behind the year at token `i`, or behind "2024-25" and "2024/25"."""
    tied = s.low(i + 1) in _JOINS and not s.gap(i + 1) and not s.gap(i + 2)
    return i + 3 if tied and s.low(i + 2).isdecimal() else i + 1


def _decade_name(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the nineties", "in den Neunzigerjahren"; not "a man in his nineties"."""
    year = w.decade_names.get(s.low(i))
    if year is None:
        return None
    if s.lex.language == "en":
        before = s.low(i - 1) if s.low(i - 1) not in _JOINS else s.low(i - 2)
        late = before in ("early", "late", "mid")
        if before != "the" and not (late and "the" in (s.low(i - 2), s.low(i - 3))):
            return None
    return Moment(i, i + 1, "fixed", f"{year // 10:03d}X")


def _roman_century(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "siglo XIX", "XIXe siècle"."""
    number = None
    if s.low(i) in word_set(w, "roman_century_before") and s.gap(i + 1) == " ":
        number = ROMAN.get(s.low(i + 1))
    elif s.low(i + 1) in word_set(w, "roman_century") and s.gap(i + 1) == " ":
        number = ROMAN_ORDINALS.get(s.low(i))
    return None if number is None else Moment(i, i + 2, "fixed", f"{number - 1:02d}XX")


def _named_time(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "at noon", "um Mitternacht": a time of day by its name."""
    if s.low(i) not in word_set(w, "clock_names") or s.tokens[i - 1].kind != "word":
        return None
    cues = word_set(w, "clock_before") | {"al", "à"}
    return Moment(i, i + 1, "clock") if i and s.low(i - 1) in cues else None


def night_at(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "Nacht zum Sonntag", "nuit de samedi à dimanche": the night that ends on a weekday.

    Token `i` is the first weekday.
    """
    for first, link, *rest in w.nights:
        if s.low(i - 2) != first or s.low(i - 1) != link or s.gap(i) == "\n":
            continue
        at = i + 2 if rest else i
        number = w.weekdays.get(s.low(at))
        if number is not None and (not rest or s.low(i + 1) == rest[0]):
            return Moment(i - 2, at + 1, "weekday", number=number, unit="night")
    return None


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
    """ "the next day", "the following Monday", "le lendemain": told from a moment before."""
    for phrase, number in w.next_day:
        if s.phrase(i, phrase):
            return Moment(i, i + len(phrase), "shift", unit="day", number=number)
    sign = _SHIFTS.get(s.low(i))
    if sign is None or s.lex.language != "en" or s.low(i - 1) != "the":
        return None
    weekday = w.weekdays.get(s.low(i + 1))
    if weekday is not None and s.low(i) != "next" and s.gap(i + 1) == " ":
        return Moment(i, i + 2, "shift", unit="weekday", number=weekday, towards=sign)
    unit = unit_at(s, i + 1, w)
    if unit is None or unit[0] not in _UNITS or s.low(i + 1).endswith("s"):
        return None
    return Moment(i, unit[1], "shift", unit=unit[0], number=sign)


def counted_shift(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "two days later", "a year earlier": a count at token `i` from a moment named before."""
    if not w.later:
        return None
    if s.low(i) in s.lex.numbers.articles and unit_at(s, i + 1, w) is None:
        return None
    count = small_count(s, i)
    unit = unit_at(s, count[1], w) if count else None
    if count is None or unit is None or unit[0] not in _UNITS:
        return None
    found = next(((p, sign) for p, sign in w.later if s.phrase(unit[1], p)), None)
    if found is None or s.gap(unit[1]) != " ":
        return None
    phrase, sign = found
    end = unit[1] + len(phrase)
    if phrase[-1] in _GOVERNS and s.low(end).isalnum():
        return None  # "two days before the vote"
    for words, _ in s.lex.before.entries.get(s.low(i - 1), ()):
        if s.phrase_before(i, words):
            return None
    return Moment(i, end, "shift", unit=unit[0], number=sign * count[0])
