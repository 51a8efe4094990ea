"""The written forms of dates and times: which tokens name a moment, and which one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from factcards.reading.moments import Moment, valid_day
from factcards.reading.number_words import Phrase, lexicon, phrase_of
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.phrases import is_word
from factcards.reading.years import year_at, year_text

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


@dataclass(frozen=True)
class DateWords:
    """The date words of one language, made ready."""

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    guarded: frozenset[str]
    month_cues: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: tuple[tuple[Phrase, int], ...]
    towards: Mapping[str, int]
    towards_after: tuple[tuple[Phrase, int], ...]
    units: tuple[tuple[Phrase, str], ...]
    ago: frozenset[str]
    ago_before: tuple[tuple[Phrase, int], ...]
    hence: tuple[Phrase, ...]
    sets: Mapping[str, frozenset[str]]
    starters: frozenset[str]


@lru_cache(maxsize=16)
def date_words(language: str) -> DateWords:
    """The date words of `language`; empty where there is no data file."""
    data = lexicon(language).dates
    towards = dict.fromkeys(data.get("last", ()), -1) | dict.fromkeys(data.get("this", ()), 2)
    towards |= dict.fromkeys(data.get("next", ()), 3)
    after = [(phrase_of(p), -1) for p in data.get("last_after", ())]
    after += [(phrase_of(p), 3) for p in data.get("next_after", ())]
    before = [(phrase_of(p), -1) for p in data.get("ago_before", ())]
    before += [(phrase_of(p), 1) for p in data.get("hence_before", ())]
    days = sorted(
        ((phrase_of(p), v) for p, v in data.get("days", {}).items() if abs(v) < 9),
        key=lambda row: -len(row[0]),
    )
    units = sorted(
        ((phrase_of(p), u) for p, u in data.get("units", {}).items()), key=lambda row: -len(row[0])
    )
    months, short = data.get("months", {}), data.get("months_short", {})
    seasons = data.get("seasons", {})
    weekdays = data.get("weekdays", {}) | data.get("weekdays_short", {})
    starters = {
        *months, *short, *seasons, *weekdays, *towards, *(p[0] for p, _ in days),
        *(p[0] for p, _ in before), *data.get("early", ()), *data.get("century_before", ()),
        *(phrase_of(p)[0] for p in data.get("decade_before", ())),
        *(p[0] for p, _ in units if after),
        *lexicon(language).numbers.ordinals,
    }  # fmt: skip
    return DateWords(
        months=months,
        short_months=short,
        guarded=frozenset(data.get("months_guarded", ())),
        month_cues=frozenset(data.get("month_cues", ())),
        weekdays=weekdays,
        seasons=seasons,
        days=tuple(days),
        towards=towards,
        towards_after=tuple(after),
        units=tuple(units),
        ago=frozenset(data.get("ago", ())),
        ago_before=tuple(before),
        hence=tuple(phrase_of(p) for p in data.get("hence", ())),
        sets={name: frozenset(v) for name, v in data.items() if isinstance(v, list)},
        starters=frozenset(starters),
    )


def _set(w: DateWords, name: str) -> frozenset[str]:
    return w.sets.get(name, frozenset())


def moment_at(s: Scan, i: int, w: DateWords) -> Moment | None:
    """The date or period whose words start at token `i`, if one does."""
    token = s.tokens[i]
    if token.kind == "num":
        return _from_number(s, i, w)
    if token.kind != "word":
        return None
    low = token.low
    if low in w.starters:
        return _from_word(s, i, w)
    return None


def counted_ago(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "two days ago", "a week ago": a number that starts at token `i`, a unit and "ago"."""
    if not w.ago and not w.hence:
        return None
    if s.low(i) in s.lex.numbers.articles and _unit_at(s, i + 1, w) is None:
        return None
    count = _small_count(s, i)
    if count is None:
        return None
    value, end = count
    unit = _unit_at(s, end, w)
    if unit is None:
        return None
    name, stop = unit
    for phrase, _ in s.lex.before.entries.get(s.low(i - 1), ()):
        if s.phrase_before(i, phrase):
            return None
    if s.low(stop) in w.ago and s.gap(stop) == " ":
        return Moment(i, stop + 1, "ago", number=-value, unit=name)
    for phrase in w.hence:
        if s.phrase(stop, phrase):
            return Moment(i, stop + len(phrase), "ago", number=value, unit=name)
    return None


def _small_count(s: Scan, i: int) -> tuple[int, int] | None:
    numeral = numeral_at(s, i)
    if numeral is not None and numeral.kind == "plain" and numeral.value is not None:
        if numeral.value == numeral.value.to_integral_value() and numeral.value < 10000:
            return int(numeral.value), numeral.end
        return None
    if s.low(i) in s.lex.numbers.articles:
        return 1, i + 1
    return None


def _unit_at(s: Scan, i: int, w: DateWords) -> tuple[str, int] | None:
    for phrase, unit in w.units:
        if phrase[0] == s.low(i) and s.phrase(i, phrase) and s.gap(i) != "\n":
            return unit, i + len(phrase)
    return None


# --- starting with digits -------------------------------------------------------


def _from_number(s: Scan, i: int, w: DateWords) -> Moment | None:
    return (
        _clock(s, i, w)
        or _numeric_date(s, i)
        or _day_first(s, i, w)
        or _century(s, i, w)
        or _years(s, i, w)
        or counted_ago(s, i, w)
    )


def _tight(s: Scan, first: int, end: int) -> bool:
    """Whether tokens `first` up to `end` stand without space between them."""
    return end <= len(s.tokens) and all(not s.tokens[k].gap for k in range(first + 1, end))


def _clock(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "10:40", "10:40 GMT", "6am", "6.30 p.m.", "18 Uhr", "a las 10"."""
    tokens, text = s.tokens, s.tokens[i].text
    end = i + 1
    minutes = (
        s.low(end) == ":"
        and _tight(s, i, i + 3)
        and len(s.low(i + 2)) == 2
        and s.low(i + 2).isdecimal()
        and int(s.low(i + 2)) < 60
        and text.isdecimal()
        and int(text) < 25
    )
    if minutes:
        end = i + 3
        if s.low(end) == ":" and _tight(s, i, i + 5) and s.low(end + 1).isdecimal():
            end += 2
    elif not _hour_like(text):
        return None
    stop = _clock_words(s, end, w)
    if stop is None:
        if minutes:
            return Moment(i, end, "clock")
        if (
            s.lex.language == "es"
            and s.phrase_before(i, ("a", "las"))
            and text.isdecimal()
            and s.low(end) not in ("personas",)
        ):
            return Moment(i, end, "clock")
        if (
            tokens[i].gap
            and end < len(tokens)
            and tokens[end].kind == "code"
            and not tokens[end].gap
        ):
            letter, rest = tokens[end].low[:1], tokens[end].low[1:]
            if letter == "h" and len(rest) == 2 and rest.isdecimal():
                return Moment(i, end + 1, "clock")
        return None
    return Moment(i, stop, "clock")


def _hour_like(text: str) -> bool:
    if text.isdecimal():
        return (len(text) <= 2 and int(text) <= 24) or (len(text) == 4 and int(text) < 2400)
    hour, mark, minute = text.partition(".")
    return (
        bool(mark)
        and hour.isdecimal()
        and len(minute) == 2
        and minute.isdecimal()
        and (int(hour) <= 24 and int(minute) < 60)
    )


_ZONES = frozenset(
    ["gmt", "utc", "est", "edt", "bst", "cet", "cest", "et", "pt", "pst", "pdt", "ist", "msk"]
)


def _clock_words(s: Scan, i: int, w: DateWords) -> int | None:
    """The token behind "am", "p.m.", "GMT", "Uhr" at token `i`; None where none stands there."""
    if i >= len(s.tokens) or s.gap(i) == "\n":
        return None
    clock, end = _set(w, "clock"), None
    low = s.low(i)
    if low in ("a", "p") and s.low(i + 1) == "." and s.low(i + 2) == "m" and _tight(s, i, i + 3):
        end = i + 3 + (s.low(i + 3) == "." and not s.gap(i + 3))
    elif low in ("am", "pm") and clock:
        if low == "am" and s.lex.language == "de":
            return None
        end = i + 1
    elif low == "uhr" and low in clock:
        end = i + 1
    elif low in ("h", "heures", "heure") and s.lex.language == "fr":
        return i + 1 if s.low(i - 2) in ("à", "vers", "dès") else None
    elif low == "o'clock" or (low in _ZONES and s.tokens[i].text.isupper()):
        end = i + 1
    elif low in ("horas", "h", "hrs") and s.lex.language == "es":
        return i + 1 if s.phrase_before(i - 1, ("a", "las")) or s.low(i - 2) == "las" else None
    elif low in ("hrs", "hours") and s.lex.language == "en" and len(s.low(i - 1)) == 4:
        return (
            i + 1
            if s.low(i - 1)[:1] in "012" and s.low(i - 2) in ("at", "about", "around")
            else None
        )
    if end is None:
        return None
    if s.low(end) in _ZONES and s.tokens[end].text.isupper():
        end += 1
    if s.phrase(end, ("local", "time")):
        end += 2
    return end


def _numeric_date(s: Scan, i: int) -> Moment | None:
    """ "2025-03-05", "5/3/2025", "5.3.2025"; a day and month that could swap are left open."""
    tokens, text = s.tokens, s.tokens[i].text
    if text.count(".") == 2 and text.replace(".", "").isdecimal():
        parts = text.split(".")
        if len(parts[2]) in (2, 4) and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            return _ordered(i, i + 1, int(parts[2]), int(parts[1]), int(parts[0]))
        return None
    if i + 4 >= len(tokens) or not _tight(s, i, i + 5):
        return None
    mark, other = tokens[i + 1].text, tokens[i + 3].text
    numbers = (text, tokens[i + 2].text, tokens[i + 4].text)
    if (
        mark != other
        or mark not in "-/–"
        or not all(n.isdecimal() and len(n) <= 4 for n in numbers)
    ):
        return None
    a, b, c = (int(n) for n in numbers)
    if len(text) == 4 and len(numbers[1]) == 2:
        return _ordered(i, i + 5, a, b, c)
    if len(numbers[2]) not in (2, 4) or len(text) > 2 or len(numbers[1]) > 2:
        return None
    if mark == "/" and len(numbers[2]) == 2 and not (a <= 31 and b <= 31):
        return None
    if s.lex.language in ("es", "fr", "de"):
        return _ordered(i, i + 5, c, b, a)
    if a > 12 >= b:
        return _ordered(i, i + 5, c, b, a)
    if b > 12 >= a:
        return _ordered(i, i + 5, c, a, b)
    if a == b:
        return _ordered(i, i + 5, c, a, b)
    return Moment(i, i + 5, "open") if a <= 12 and b <= 12 and len(numbers[2]) == 4 else None


def _ordered(first: int, end: int, year: int, month: int, day: int) -> Moment | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not valid_day(year, month, day):
        return None
    return Moment(first, end, "fixed", f"{year:04d}-{month:02d}-{day:02d}", month=month, day=day)


def _day_number(s: Scan, i: int) -> tuple[int, int] | None:
    """The day of a month at token `i` ("5", "5th", "1er", "5."), and the token behind it."""
    if i >= len(s.tokens) or not s.low(i).isdecimal() or len(s.low(i)) > 2:
        return None
    day, end = int(s.low(i)), i + 1
    if not 1 <= day <= 31:
        return None
    if (s.low(end) in s.lex.numbers.ordinal_suffixes and not s.gap(end)) or (
        s.lex.language == "de" and s.low(end) == "." and not s.gap(end)
    ):
        end += 1
    return day, end


def _month_at(s: Scan, i: int, w: DateWords) -> tuple[int, int] | None:
    """The month named at token `i`, and the token behind it."""
    if not is_word(s, i):
        return None
    token = s.tokens[i]
    month = w.months.get(token.low) or w.short_months.get(token.low)
    if month is None:
        return None
    if s.lex.language in ("en", "de") and not token.capital:
        return None
    short = token.low in w.short_months and token.low not in w.months
    return month, i + 1 + (short and s.low(i + 1) == "." and not s.gap(i + 1))


def _year_behind(s: Scan, i: int) -> tuple[int, int] | None:
    """The year at token `i`, a comma or "de"/"of" before it allowed, and the token behind it."""
    at = i
    if s.low(at) in (",", "of", "de", "del") and s.gap(at + 1) != "\n":
        at += 1
    if at >= len(s.tokens) or s.gap(at) == "\n":
        return None
    value = year_text(s, at)
    if value is None or (at > i and s.low(i) == "," and not value >= 1000):
        return None
    return value, at + 1


def _day_first(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "5 March 2025", "5th of March", "5-7 March", "5 de marzo de 2025"."""
    got = _day_number(s, i)
    if got is None:
        return None
    day, end = got
    last = 0
    link = s.low(end)
    if link in _HYPHENS or link in ("to", "and", "y", "al", "et", "au", "und", "bis", "a"):
        second = _day_number(s, end + 1)
        if second is not None:
            beyond = second[1] + (s.low(second[1]) in ("of", "de"))
            if second[0] > day and _month_at(s, beyond, w) is not None and s.gap(second[1]) == " ":
                last, end = second
    if s.low(end) in ("of", "de"):
        end += 1
    month = _month_at(s, end, w)
    if month is None or s.gap(end) == "\n":
        return None
    return _with_year(s, Moment(i, month[1], "day-month", month=month[0], day=day, last_day=last))


def _with_year(s: Scan, moment: Moment) -> Moment | None:
    """A day and month with the year behind it, if one stands there."""
    year = _year_behind(s, moment.end)
    if not valid_day(2024 if year is None else year[0], moment.month, moment.day):
        return None
    if year is None:
        return moment
    head = f"{year[0]:04d}-{moment.month:02d}"
    text = f"{head}-{moment.day:02d}"
    if moment.last_day:
        if not valid_day(year[0], moment.month, moment.last_day):
            return None
        text = f"{text}/{head}-{moment.last_day:02d}"
    return replace(moment, end=year[1], kind="fixed", fixed=text)


def _century(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the 19th century", "19. Jahrhundert", "XIXe" is never read (Roman numerals)."""
    words = _set(w, "century") | _set(w, "century_ordinal")
    if not words or len(s.low(i)) > 2:
        return None
    numeral = numeral_at(s, i)
    if numeral is None or numeral.value is None:
        return None
    end = numeral.end
    if s.lex.language == "de" and s.low(end) == ".":
        end += 1
    elif numeral.kind != "ordinal":
        return None
    if s.low(end) == "-" and not s.gap(end):
        end += 1
    if s.low(end) not in words or not 1 <= numeral.value <= 30:
        return None
    return Moment(i, end + 1, "fixed", f"{int(numeral.value) - 1:02d}XX")


def _years(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "2020", "2015-2018", "2019-20", "the 1990s"."""
    value = year_text(s, i)
    if value is None:
        return None
    end = i + 1
    suffix = _set(w, "decade_suffix")
    tail = s.low(end)
    if tail in suffix and not s.gap(end):
        return Moment(i, end + 1, "fixed", _decade(value)) if value % 10 == 0 else None
    if tail in ("'", "’") and s.low(end + 1) == "s" and _tight(s, i, i + 3) and value % 10 == 0:
        return Moment(i, end + 2, "fixed", _decade(value))
    if end < len(s.tokens) and not s.gap(end) and s.tokens[end].kind in ("word", "code", "num"):
        return None
    if tail in _HYPHENS or tail == "/":
        second = _second_year(s, i, value)
        if second is not None:
            return Moment(i, i + 3, "fixed", f"{value:04d}/{second:04d}")
    if (
        tail in s.lex.numbers.range_to
        and s.low(i - 1) in s.lex.numbers.between | s.lex.numbers.from_
    ):
        other = year_text(s, end + 1) if end + 1 < len(s.tokens) else None
        if other is not None and other > value and year_at(s, end + 1):
            return Moment(i, end + 2, "fixed", f"{value:04d}/{other:04d}")
    if (
        i
        and not s.tokens[i].gap
        and s.low(i - 1) not in ("(", "[", '"', "“", "-", "–", "—", "‘", "'", "/")
    ):
        return None
    if i and s.low(i - 1) in ("-", "/") and not s.gap(i) and not _bound_year(s, i):
        return None
    if s.low(i - 1) in s.lex.labels.get("before", frozenset()) or not year_at(s, i):
        return None
    return Moment(i, end, "fixed", f"{value:04d}")


def _bound_year(s: Scan, i: int) -> bool:
    """Whether a hyphen only ties a modifier to the year: "mid-2020", "pre-1990"."""
    return s.low(i - 1) == "-" and s.low(i - 2) in ("mid", "early", "late", "pre", "post")


def _decade(value: int) -> str:
    return f"{value // 100:02d}XX" if value % 100 == 0 and value != 2000 else f"{value // 10:03d}X"


def _second_year(s: Scan, i: int, value: int) -> int | None:
    if i + 2 >= len(s.tokens) or not _tight(s, i, i + 3) or not s.low(i + 2).isdecimal():
        return None
    text = s.low(i + 2)
    if (
        i + 3 < len(s.tokens)
        and not s.gap(i + 3)
        and (s.tokens[i + 3].kind in ("num", "word", "code") or s.low(i + 3) in ("-", "/"))
    ):
        return None
    if len(text) == 4 and int(text) > value and year_text(s, i + 2) is not None:
        return int(text)
    if len(text) == 2 and int(text) == (value + 1) % 100:
        return value + 1
    return None


# --- starting with a word -------------------------------------------------------


def _from_word(s: Scan, i: int, w: DateWords) -> Moment | None:
    return (
        _named_day(s, i, w)
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
        if phrase[0] != s.low(i) or not s.phrase(i, phrase):
            continue
        if (
            phrase[0] in _set(w, "tomorrow_guarded")
            and len(phrase) == 1
            and (
                s.low(i - 1) in _set(w, "tomorrow_not_after")
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
    parts = ("morning", "afternoon", "evening", "night", "lunchtime", "abend", "nachmittag", "matin",
             "soir", "noche", "après-midi", "mittag")  # fmt: skip
    return end + 1 if s.low(end) in parts and s.gap(end) == " " else end


def _weekday(s: Scan, i: int, w: DateWords, towards: int = 0) -> Moment | None:
    number = w.weekdays.get(s.low(i))
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
    full = _day_first(s, after, w) if after < len(s.tokens) and s.gap(after) != "\n" else None
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
    got = _month_at(s, i, w)
    if got is None:
        return None
    month, end = got
    day = _month_day(s, i, month, end)
    if day is not None:
        return day
    year = _year_behind(s, end)
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
    got = _day_number(s, end)
    if got is None or s.tokens[end].kind != "num":
        return None
    day, stop = got
    if s.low(stop) in ("%", ":") and not s.gap(stop):
        return None
    last = 0
    if s.low(stop) in _HYPHENS or s.low(stop) in ("to", "and"):
        second = _day_number(s, stop + 1)
        if (
            second is not None
            and second[0] > day
            and (not s.gap(stop) or s.low(second[1]) in (",", ".", ""))
        ):
            last, stop = second
    return _with_year(s, Moment(i, stop, "day-month", month=month, day=day, last_day=last))


def _bare_month(s: Scan, i: int, end: int, w: DateWords) -> bool:
    """Whether a month's name alone is the month and not a person, a verb or a march."""
    token, before = s.tokens[i], s.low(i - 1)
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
    if i and s.gap(i) == " " and s.tokens[i - 1].capital and s.lex.language == "en":
        if s.tokens[i - 1].low not in w.month_cues:
            return False
    if token.low in w.guarded:
        return before in w.month_cues
    if s.lex.language == "en":
        possessive = following is not None and following.low == "'" and False
        return before in w.month_cues or before in ("of", "on", "a", "the", "(") or not possessive
    return True


def _towards(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "last week", "next Tuesday", "this month", "last October", "diese Woche"."""
    side = w.towards.get(s.low(i))
    at = i + 1
    if side is None or at >= len(s.tokens) or s.gap(at) != " ":
        return None
    if s.low(i) in ("past", "previous", "coming") and s.lex.language == "en":
        if s.low(i - 1) not in ("the", "this") or s.low(i) == "previous":
            return None
    found = _weekday(s, at, w, side) or _month(s, at, w, side) or _season(s, at, w, side)
    if found is not None and found.kind in ("weekday", "month", "season"):
        return replace(found, first=i, towards=side)
    unit = _unit_at(s, at, w)
    if (
        unit is None
        or unit[0] in ("quarter", "day")
        or (s.low(at).endswith("s") and unit[0] != "weekend")
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
        count = _small_count(s, at)
        unit = _unit_at(s, count[1], w) if count else None
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
    unit = _unit_at(s, i, w)
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
    year = _year_behind(s, i + 1) if s.low(i + 1) != "," else None
    if year is not None:
        return Moment(i, year[1], "fixed", f"{year[0]:04d}-{code}")
    return Moment(i, i + 1, "season", number=code, towards=towards) if towards else None


def _early(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "late 2019", "early March": the whole words, at the precision of what they modify."""
    low = s.low(i)
    if low not in _set(w, "early") or low in ("earlier", "later") or s.gap(i + 1) != " ":
        return None
    at = i + 1
    if at >= len(s.tokens):
        return None
    if s.tokens[at].kind == "num":
        found = _years(s, at, w)
    elif s.tokens[at].kind == "word":
        found = _month(s, at, w, 0) or _season(s, at, w, 0)
    else:
        found = None
    return replace(found, first=i) if found is not None and not found.day else None


def _named_period(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "the nineteenth century", "los años 90", "die 1990er" begin elsewhere."""
    for words in _set(w, "decade_before"):
        phrase = phrase_of(words)
        if phrase[0] != s.low(i) or not s.phrase(i, phrase):
            continue
        at = i + len(phrase)
        text = s.low(at)
        if text.isdecimal() and len(text) in (2, 4) and int(text) % 10 == 0 and s.gap(at) == " ":
            value = int(text) if len(text) == 4 else 1900 + int(text)
            if len(text) == 4 or int(text) >= 20:
                return Moment(i, at + 1, "fixed", _decade(value))
    ordinals = {
        "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    }  # fmt: skip
    end = i + 1 + (s.low(i + 1) == "-")
    if s.low(i) in ordinals and s.low(end) in _set(w, "century"):
        return Moment(i, end + 1, "fixed", f"{ordinals[s.low(i)] - 1:02d}XX")
    return None
