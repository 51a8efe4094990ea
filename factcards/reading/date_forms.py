"""Dates and periods that start with a word, and the one way in: which tokens name a moment."""

from __future__ import annotations

from dataclasses import replace

from factcards.reading.date_digits import (
    counted_ago,
    day_first,
    day_number,
    decade,
    moment_in_digits,
    month_at,
    with_year,
    year_behind,
    years,
)
from factcards.reading.date_periods import counted_shift, night_at, period_at
from factcards.reading.date_words import DateWords, date_words, small_count, unit_at, word_set
from factcards.reading.moments import Moment
from factcards.reading.number_words import lexicon, phrase_of
from factcards.reading.numerals import Scan

__all__ = ["counted_ago", "counted_shift", "date_words", "moment_at"]

_HYPHENS = frozenset("-‐‑–—")
_NEWSPAPERS = frozenset(
    ["times", "telegraph", "mirror", "mail", "post", "herald", "express", "star"]
)
_NOT_A_DAY = frozenset(
    [
        "black",
        "good",
        "bloody",
        "easter",
        "ash",
        "holy",
        "cyber",
        "palm",
        "shrove",
        "maundy",
        "remembrance",
        "thanksgiving",
        "super",
    ]
)
# Behind these even "April Dean" would be a month: "in April Dean left".
_SURE_CUES = frozenset(["in", "since", "until", "during", "last", "next", "this", "early", "late"])
_SEASON_ADJECTIVES = frozenset(["arab", "prague", "nuclear", "indian"])


def moment_at(s: Scan, i: int, w: DateWords) -> Moment | None:
    """The date or period whose words start at token `i`, if one does."""
    token = s.tokens[i]
    if token.kind == "num":
        return period_at(s, i, w) or moment_in_digits(s, i, w) or counted_shift(s, i, w)
    if token.kind == "code":
        return period_at(s, i, w)
    if token.kind != "word":
        return None
    low = token.low.removesuffix("'s")
    if low in w.starters:
        return _from_word(s, i, w)
    return None


def _from_word(s: Scan, i: int, w: DateWords) -> Moment | None:
    return (
        period_at(s, i, w)
        or _named_day(s, i, w)
        or _weekday(s, i, w)
        or _month(s, i, w)
        or _towards(s, i, w)
        or _before_count(s, i, w)
        or _unit_then_side(s, i, w)
        or _season(s, i, w)
        or _early(s, i, w)
        or _named_period(s, i, w)
    )


def _named_day(s: Scan, i: int, w: DateWords) -> Moment | None:
    for phrase, shift in w.days:
        whose = len(phrase) == 1 and s.low(i) == phrase[0] + "'s"
        if not whose and (phrase[0] != s.low(i) or not s.phrase(i, phrase)):
            continue
        if (
            phrase[0] in word_set(w, "tomorrow_guarded")
            and len(phrase) == 1
            and (
                s.low(i - 1) in word_set(w, "tomorrow_not_after")
                or (
                    s.tokens[i].capital
                    and (
                        s.lex.language == "de"
                        and s.gap(i) == " "
                        and s.low(i - 1) not in (".", "!", "?")
                    )
                )
            )
        ):
            return None
        end = i + len(phrase)
        if (
            s.low(end) in ("'s", "'")
            or (
                s.tokens[i].capital
                and s.tokens[i - 1].capital
                and i
                and s.gap(i) == " "
                and s.lex.language == "en"
                and s.tokens[i - 1].low not in ("on", "the")
            )
        ) and s.low(end) not in ("'s", "'"):  # "USA Today"
            return None
        return Moment(i, _part(s, end), "days", number=shift)
    low = s.low(i)
    if (
        s.lex.language == "en"
        and low == "this"
        and s.low(i + 1) in ("morning", "afternoon", "evening")
    ):
        return Moment(i, i + 2, "days", number=0)
    if s.lex.language == "en" and low == "last" and s.low(i + 1) == "night":
        return Moment(i, i + 2, "days", number=-1)
    return None


def _part(s: Scan, end: int) -> int:
    """The token behind "morning", "night" and the like at `end`."""
    parts = word_set(date_words(s.lex.language), "day_parts")
    if s.low(end) in parts and s.gap(end) == " ":
        return end + 1
    phrases = date_words(s.lex.language).day_part_phrases
    return next((end + len(p) for p in phrases if s.phrase(end, p)), end)


def _weekday(s: Scan, i: int, w: DateWords, towards: int = 0) -> Moment | None:
    number = w.weekdays.get(s.low(i).removesuffix("'s"))
    if number is None or not _is_day(s, i):
        return None
    end = i + 1
    if s.low(end) in ("before", "after", "when", "prior", "following") and s.low(i - 1) == "the":
        return Moment(i, end, "open")  # "the Saturday before the vote": not of this week
    if s.low(i - 1) in ("every", "each", "a", "any", "one"):
        return Moment(i, end, "open")
    if s.low(end) == "." and s.low(i) in lexicon(s.lex.language).dates.get("weekdays_short", {}):
        end += 1
    after = end + (s.low(end) == ",")
    after += s.low(after) in ("the", "den", "dem", "el", "le", "der")
    full = day_first(s, after, w) if after < len(s.tokens) and s.gap(after) != "\n" else None
    if full is None and after < len(s.tokens) and s.gap(after) != "\n":
        full = _month(s, after, w) if s.tokens[after].kind == "word" else None
        if full is not None and full.kind not in ("day-month", "fixed"):
            full = None
        if full is not None and not full.day:
            full = None
    if full is not None:
        return replace(full, first=i)
    for phrase, side in w.towards_after:
        if s.phrase(end, phrase):
            return Moment(i, end + len(phrase), "weekday", number=number, towards=side)
    night = night_at(s, i, w)
    if night is not None:
        return night
    return Moment(i, _part(s, end), "weekday", number=number, towards=towards)


def _is_day(s: Scan, i: int) -> bool:
    token = s.tokens[i]
    if s.lex.language in ("en", "de") and not token.capital:
        return False
    if i and s.gap(i) == " " and s.low(i - 1) in _NOT_A_DAY and s.tokens[i - 1].capital:
        return False
    following = s.tokens[i + 1] if i + 1 < len(s.tokens) else None
    return not (following is not None and following.capital and following.low in _NEWSPAPERS)


def _month(s: Scan, i: int, w: DateWords, towards: int = 0) -> Moment | None:
    got = month_at(s, i, w)
    if got is None:
        return None
    month, end = got
    day = _month_day(s, i, month, end)
    if day is not None:
        return day
    year = year_behind(s, end)
    if (year is not None and s.low(end) != ",") or (year is not None and s.low(i) not in w.guarded):
        assert year is not None  # noqa: S101 - narrows the type
        return Moment(i, year[1], "fixed", f"{year[0]:04d}-{month:02d}", month=month)
    for phrase, side in w.towards_after:
        if s.phrase(end, phrase):
            return Moment(i, end + len(phrase), "month", month=month, towards=side)
    if not towards and not _bare_month(s, i, end, w):
        return None
    return Moment(i, end, "month", month=month, towards=towards)


def _month_day(s: Scan, i: int, month: int, end: int) -> Moment | None:
    """ "March 5", "Mar. 5th, 2025", "March 5-7": the English order."""
    if s.lex.language != "en" or end >= len(s.tokens) or s.gap(end) == "\n":
        return None
    got = day_number(s, end)
    if got is None or s.tokens[end].kind != "num":
        return None
    day, stop = got
    if s.low(stop) in ("%", ":") and not s.gap(stop):
        return None
    last = 0
    if s.low(stop) in _HYPHENS or s.low(stop) in ("to", "and"):
        second = day_number(s, stop + 1)
        if (
            second is not None
            and second[0] > day
            and (not s.gap(stop) or s.low(second[1]) in (",", ".", ""))
        ):
            last, stop = second
    return with_year(s, Moment(i, stop, "day-month", month=month, day=day, last_day=last))


def _bare_month(s: Scan, i: int, end: int, w: DateWords) -> bool:
    """Whether a month's name alone is the month and not a person, a verb or a march."""
    token, before = s.tokens[i], s.low(i - 1)
    if before in _HYPHENS and i > 1 and not s.gap(i):
        before = s.low(i - 2)
    if s.tokens[i].low in w.short_months and token.low not in w.months:
        return False
    following = s.tokens[end] if end < len(s.tokens) else None
    if (
        (
            following is not None
            and following.gap == " "
            and following.capital
            and following.kind == "word"
        )
        and s.lex.language == "en"
        and before not in _SURE_CUES
    ):
        return False
    named = i > 0 and s.gap(i) == " " and s.tokens[i - 1].capital and s.lex.language == "en"
    return not ((named or token.low in w.guarded) and before not in w.month_cues)


def _towards(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "last week", "next Tuesday", "this month", "last October", "diese Woche"."""
    side = w.towards.get(s.low(i))
    at = i + 1
    if side is None or at >= len(s.tokens) or s.gap(at) != " ":
        return None
    if s.low(i) == "previous":
        return None
    if s.low(i) == "past" and unit_at(s, at, w) is not None and s.lex.language == "en":
        return None  # "the past year": the twelve months up to now, no calendar year
    if s.low(i) in ("past", "coming") and s.low(i - 1) not in ("the", "this"):
        return None
    found = _weekday(s, at, w, side) or _month(s, at, w, side) or _season(s, at, w, side)
    if found is not None and found.kind in ("weekday", "month", "season"):
        return replace(found, first=i, towards=side)
    unit = unit_at(s, at, w)
    if (
        unit is None
        or unit[0] in ("quarter", "day")
        or (s.low(at).removesuffix("'s").endswith("s") and unit[0] != "weekend")
    ) and (unit is None or unit[0] in ("quarter", "day") or s.lex.language == "en"):
        return None
    for phrase, other in w.towards_after:
        if s.phrase(unit[1], phrase):
            return Moment(
                i, unit[1] + len(phrase), "unit", unit=unit[0], number=1 if other > 0 else -1
            )
    if s.lex.language == "en" and s.low(unit[1]) == "of":  # "the last week of the campaign"
        return None
    return Moment(i, unit[1], "unit", unit=unit[0], number={-1: -1, 2: 0, 3: 1}[side])


def _before_count(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "hace dos días", "vor zwei Wochen", "il y a deux ans"."""
    for phrase, sign in w.ago_before:
        if phrase[0] != s.low(i) or not s.phrase(i, phrase):
            continue
        at = i + len(phrase)
        if at >= len(s.tokens) or s.gap(at) == "\n":
            continue
        count = small_count(s, at)
        unit = unit_at(s, count[1], w) if count else None
        if count is None or unit is None:
            continue
        if sign > 0 and s.lex.language in ("fr", "de") and s.low(unit[1]) not in (".", ",", ""):
            continue
        return Moment(i, unit[1], "ago", unit=unit[0], number=sign * count[0])
    return None


def _unit_then_side(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "la semana pasada", "le mois dernier", "el próximo año" with the article left out."""
    if not w.towards_after:
        return None
    unit = unit_at(s, i, w)
    if unit is None:
        return None
    for phrase, side in w.towards_after:
        if s.phrase(unit[1], phrase):
            return Moment(
                i, unit[1] + len(phrase), "unit", unit=unit[0], number=1 if side > 0 else -1
            )
    return None


def _season(s: Scan, i: int, w: DateWords, towards: int = 0) -> Moment | None:
    """ "summer of 2020", "Sommer 2020", "last summer"."""
    code = w.seasons.get(s.low(i))
    if code is None or s.low(i - 1) in _SEASON_ADJECTIVES:
        return None
    year = year_behind(s, i + 1) if s.low(i + 1) != "," else None
    if year is not None:
        return Moment(i, year[1], "fixed", f"{year[0]:04d}-{code}")
    return Moment(i, i + 1, "season", number=code, towards=towards) if towards else None


def _early(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "late 2019", "early March": the whole words, at the precision of what they modify."""
    low = s.low(i)
    if low not in word_set(w, "early") or low in ("earlier", "later") or s.gap(i + 1) != " ":
        return None
    at = i + 1
    if at >= len(s.tokens):
        return None
    if s.tokens[at].kind == "num":
        found = years(s, at, w)
    elif s.tokens[at].kind == "word":
        found = _month(s, at, w, 0) or _season(s, at, w, 0)
    else:
        found = None
    return replace(found, first=i) if found is not None and not found.day else None


def _named_period(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the nineteenth century", "los años 90", "die 1990er" begin elsewhere."""
    for words in word_set(w, "decade_before"):
        phrase = phrase_of(words)
        if phrase[0] != s.low(i) or not s.phrase(i, phrase):
            continue
        at = i + len(phrase)
        text = s.low(at)
        if text.isdecimal() and len(text) in (2, 4) and int(text) % 10 == 0 and s.gap(at) == " ":
            value = int(text) if len(text) == 4 else 1900 + int(text)
            if len(text) == 4 or int(text) >= 20:
                return Moment(i, at + 1, "fixed", decade(value))
    ordinals = {
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    }  # fmt: skip
    end = i + 1 + (s.low(i + 1) == "-")
    if s.low(i) in ordinals and s.low(end) in word_set(w, "century"):
        return Moment(i, end + 1, "fixed", f"{ordinals[s.low(i)] - 1:02d}XX")
    return None
