"""Dates and times that start with digits: "5 March 2025", "2025-03-05", "10:40", "the 1990s"."""

from __future__ import annotations

from dataclasses import replace

from factcards.reading.date_words import DateWords, small_count, unit_at, word_set
from factcards.reading.moments import Moment, valid_day
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.phrases import is_word
from factcards.reading.years import year_at, year_text

_HYPHENS = frozenset("-‐‑–—")


def counted_ago(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "two days ago", "a week ago": a number that starts at token `i`, a unit and "ago"."""
    if not w.ago and not w.hence:
        return None
    if s.low(i) in s.lex.numbers.articles and unit_at(s, i + 1, w) is None:
        return None
    if i and not s.gap(i) and s.low(i - 1) in ("/", ".", "-"):
        return None
    count = small_count(s, i)
    if count is None:
        return None
    value, end = count
    unit = unit_at(s, end, w)
    if unit is None:
        return None
    name, stop = unit
    if name == "fortnight":
        value, name = 2 * value, "week"
    for phrase, _ in s.lex.before.entries.get(s.low(i - 1), ()):
        if s.phrase_before(i, phrase):
            return None
    if s.low(stop) in w.ago and s.gap(stop) == " ":
        return Moment(i, stop + 1, "ago", number=-value, unit=name)
    for phrase in w.hence:
        if s.phrase(stop, phrase):
            return Moment(i, stop + len(phrase), "ago", number=value, unit=name)
    if s.lex.language == "en" and s.low(i - 1) == "in" and _is_to_come(s, i, w):
        return Moment(i, stop, "ago", number=value, unit=name)
    return None


def _is_to_come(s: Scan, i: int, w: DateWords) -> bool:
    """Whether "in two weeks" tells when, not how long: a word of the future stands before."""
    cues = word_set(w, "future_cues")
    for k in range(i - 2, max(-1, i - 10), -1):
        if s.gap(k + 1) == "\n" or s.low(k) in (".", ";", "!", "?", ","):
            return False
        if s.low(k) in cues:
            return True
    return False


def moment_in_digits(s: Scan, i: int, w: DateWords) -> Moment | None:
    """The date or time that starts with the digits at token `i`, if one does."""
    return (
        _clock(s, i, w)
        or _numeric_date(s, i)
        or day_first(s, i, w)
        or _century(s, i, w)
        or years(s, i, w)
        or short_decade(s, i)
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
            and (text.isdecimal() or "." in text)
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
    clock, end = word_set(w, "clock"), None
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
    month = _year_and_month(s, i)
    if month is not None or i + 4 >= len(tokens) or not _tight(s, i, i + 5):
        return month
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


def _year_and_month(s: Scan, i: int) -> Moment | None:
    """ "2024-03", and not the years "2002-03"."""
    year, month = year_text(s, i), s.low(i + 2)
    if year is None or s.low(i + 1) != "-" or not _tight(s, i, i + 3):
        return None
    if not s.gap(i + 3) and (s.low(i + 3) in _HYPHENS or s.tokens[i + 3].kind != "sym"):
        return None
    if len(month) != 2 or not month.isdecimal() or not 1 <= int(month) <= 12:
        return None
    if int(month) == (year + 1) % 100:
        return None
    if int(month) > year % 100 and year >= 1700:
        return Moment(i, i + 3, "open")  # "2005-08": August, or four years
    return Moment(i, i + 3, "fixed", f"{year:04d}-{month}", month=int(month))


def _ordered(first: int, end: int, year: int, month: int, day: int) -> Moment | None:
    if year < 100:
        year += 2000 if year < 70 else 1900
    if not valid_day(year, month, day):
        return None
    return Moment(first, end, "fixed", f"{year:04d}-{month:02d}-{day:02d}", month=month, day=day)


def day_number(s: Scan, i: int) -> tuple[int, int] | None:
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


def month_at(s: Scan, i: int, w: DateWords) -> tuple[int, int] | None:
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


def year_behind(s: Scan, i: int) -> tuple[int, int] | None:
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


def day_first(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "5 March 2025", "5th of March", "5-7 March", "5 de marzo de 2025"."""
    got = day_number(s, i)
    if got is None:
        return None
    day, end = got
    last = 0
    link = s.low(end)
    if link in _HYPHENS or link in ("to", "and", "y", "al", "et", "au", "und", "bis", "a"):
        second = day_number(s, end + 1)
        if second is not None:
            beyond = second[1] + (s.low(second[1]) in ("of", "de"))
            if second[0] > day and month_at(s, beyond, w) is not None and s.gap(second[1]) == " ":
                last, end = second
    if s.low(end) in ("of", "de"):
        end += 1
    month = month_at(s, end, w)
    if month is None or s.gap(end) == "\n":
        return None
    return with_year(s, Moment(i, month[1], "day-month", month=month[0], day=day, last_day=last))


def with_year(s: Scan, moment: Moment) -> Moment | None:
    """A day and month with the year behind it, if one stands there."""
    year = year_behind(s, moment.end)
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
    words = word_set(w, "century") | word_set(w, "century_ordinal")
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


def years(s: Scan, i: int, w: DateWords) -> Moment | None:
    """ "2020", "2015-2018", "2019-20", "the 1990s"."""
    value = year_text(s, i)
    if value is None:
        return None
    end = i + 1
    suffix = word_set(w, "decade_suffix")
    tail = s.low(end)
    if tail in suffix and not s.gap(end):
        return Moment(i, end + 1, "fixed", decade(value)) if value % 10 == 0 else None
    if tail in ("'", "’") and s.low(end + 1) == "s" and _tight(s, i, i + 3) and value % 10 == 0:
        return Moment(i, end + 2, "fixed", decade(value))
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


def decade(value: int) -> str:
    """The EDTF decade of a year ("199X"), or its century for a round hundred ("18XX")."""
    return f"{value // 100:02d}XX" if value % 100 == 0 and value != 2000 else f"{value // 10:03d}X"


def short_decade(s: Scan, i: int) -> Moment | None:
    """ "the 80s", "the '80s", "the late 80s"; not "temperatures in the 80s" or "her 80s"."""
    text = s.low(i)
    if s.lex.language != "en" or len(text) != 2 or not text.isdecimal() or text[1] != "0":
        return None
    if s.low(i + 1) != "s" or s.gap(i + 1) or not 2 <= int(text[0]) <= 9:
        return None
    first = i - 1 if s.low(i - 1) in ("'", "’", "‘") and not s.gap(i) else i
    at = first - 1 - (s.low(first - 1) in ("early", "late", "mid", "-"))
    at -= s.low(at) in ("mid", "-")
    if s.low(at) != "the" or any(s.low(k) in _WARMTH for k in range(max(0, at - 6), at)):
        return None
    return Moment(i, i + 2, "fixed", f"19{text[0]}X")


_WARMTH = frozenset(
    ["temperature", "temperatures", "highs", "lows", "degrees", "mercury", "scores"]
)


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
    if len(text) != 2 or not 1700 <= value <= 2099:
        return None
    # "2010-12" in running text are years, not a month; "2019-20" and "1914-18" can be nothing else.
    return value - value % 100 + int(text) if int(text) > value % 100 else _turned(value, text)


def _turned(value: int, text: str) -> int | None:
    """The year behind the turn of a century: "1999-00"."""
    return value + 1 if int(text) == (value + 1) % 100 else None
