"""Moments and periods of a text, resolved to ISO 8601 or EDTF where the text settles them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from factcards.reading.date_forms import counted_ago, date_words, moment_at
from factcards.reading.mentions import DateMention
from factcards.reading.moments import Anchor, Moment, resolve
from factcards.reading.numerals import Scan, numeral_at, scan
from factcards.reading.tokens import span_of

__all__ = ["Anchor", "date_tokens", "read_dates"]

# What may stand between a time of day and its day: "at 6am on Tuesday", "Tuesday at around 6am".
_TIME_LINKS = frozenset(
    ["at", "on", "around", "about", ",", "just", "after", "before", "shortly", "um", "gegen", "am",
     "a", "las", "à", "vers", "le", "el", "de"]
)  # fmt: skip
_MOST_LINKS = 4
_SAYING = frozenset(
    ["said", "told", "announced", "reported", "warned", "added", "wrote", "confirmed", "stated",
     "died", "was", "were", "had", "did", "killed", "arrested", "detained"]
)  # fmt: skip
_CUE_REACH = 10
_UNTIL = frozenset(["until", "till", "by", "next", "for"])
_PAST = frozenset(
    [
        "has",
        "have",
        "been",
        "came",
        "went",
        "took",
        "became",
        "began",
        "fell",
        "rose",
        "won",
        "lost",
        "left",
        "met",
        "made",
        "held",
        "hit",
        "ran",
        "saw",
        "got",
        "gave",
        "found",
        "sent",
        "signed",
        "struck",
        "broke",
        "brought",
        "built",
        "led",
        "since",
        "shot",
        "led",
        "paid",
        "sold",
        "bought",
    ]
)


def read_dates(
    text: str, language: str = "en", anchor: Anchor | None = None
) -> tuple[DateMention, ...]:
    """Every date and period that `text` names, in order, without overlaps.

    Spans count code points. Absolute ones have basis "stated"; relative ones
    ("Tuesday", "last month", "two days ago", a day without its year) are
    resolved against `anchor` and carry its basis, or keep a date of None
    without one. Times of day without a day keep None as well. The format is
    EDTF: https://www.loc.gov/standards/datetime/
    """
    s = scan(text, language)
    out: list[DateMention] = []
    for moment in _found(text, language):
        date, basis, rule = resolve(_governed(s, moment, anchor), anchor)
        span = span_of(s.tokens, moment.first, moment.end)
        out.append(DateMention(span, date, basis, rule))
    return tuple(out)


def date_tokens(s: Scan) -> frozenset[int]:
    """Indices of the tokens that belong to dates and times, so that they are no figures."""
    return frozenset(
        k for m in _found(s.text, s.lex.language or "xx") for k in range(m.first, m.end)
    )


@lru_cache(maxsize=4)
def _found(text: str, language: str) -> tuple[Moment, ...]:
    s, w = scan(text, language), date_words(language)
    out: list[Moment] = []
    numbers = {*s.lex.numbers.values, *s.lex.numbers.articles}
    i, n = 0, len(s.tokens)
    while i < n:
        token = s.tokens[i]
        found = moment_at(s, i, w) if token.kind in ("num", "word") else None
        if found is None and token.low in numbers and token.kind == "word":
            found = counted_ago(s, i, w) or _year_in_words(s, i)
        if found is None:
            i += 1
            continue
        if out and _year_of(s, out[-1], found):
            out[-1] = replace(out[-1], end=found.end, unit="year", number=found.number)
        elif out and _joins(s, out[-1], found):
            out[-1] = _joined(out[-1], found)
        else:
            out.append(found)
        i = max(found.end, i + 1)
    return tuple(out)


def _year_in_words(s: Scan, i: int) -> Moment | None:
    numeral = numeral_at(s, i)
    if numeral is None or numeral.kind != "year" or numeral.value is None:
        return None
    return Moment(i, numeral.end, "fixed", f"{int(numeral.value):04d}")


def _year_of(s: Scan, a: Moment, b: Moment) -> bool:
    """Whether "last year" right behind a month or day says which year is meant."""
    return (
        a.kind in ("month", "day-month")
        and (b.kind, b.unit) == ("unit", "year")
        and a.end == b.first
        and s.gap(b.first) == " "
    )


def _joins(s: Scan, a: Moment, b: Moment) -> bool:
    """Whether a time of day and a day are one moment."""
    if (a.kind == "clock") == (b.kind == "clock") or b.first - a.end > _MOST_LINKS:
        return False
    if any(s.gap(k) == "\n" for k in range(a.end, b.first + 1)):
        return False
    other = b if a.kind == "clock" else a
    if other.kind not in ("weekday", "days", "day-month", "fixed"):
        return False
    if other.kind == "fixed" and not other.day:
        return False
    return all(s.low(k) in _TIME_LINKS for k in range(a.end, b.first))


def _joined(a: Moment, b: Moment) -> Moment:
    day = b if a.kind == "clock" else a
    return replace(day, first=a.first, end=b.end)


def _governed(s: Scan, moment: Moment, anchor: Anchor | None) -> Moment:
    """`moment` turned to the future where its clause says so; open where it could be either."""
    if moment.towards or moment.kind not in ("weekday", "day-month", "month"):
        return moment
    cues = frozenset(s.lex.dates.get("future_cues", ()))
    start = _sentence_part(s, moment.first)
    for k in range(moment.first - 1, start - 1, -1):
        if s.low(k) in _SAYING:
            return moment
        if s.low(k) in cues:
            return replace(moment, towards=1)
    end = moment.end
    while end < len(s.tokens) and end < moment.end + 8:
        if s.gap(end) == "\n" or s.low(end) in (".", ",", ";") or s.low(end) in _SAYING:
            break
        if s.low(end) in cues and end < moment.end + 6:
            return replace(moment, towards=1)
        end += 1
    if moment.kind != "month" or anchor is None or s.lex.language != "en":
        return moment
    # A month soon to come, without a verb in the past: "takes office in January" in November.
    ahead = (moment.month - anchor.date.month) % 12
    if not 0 < ahead < 6 or any(_past_verb(s, k) for k in range(start, end)):
        return moment
    if s.low(moment.first - 1) in _UNTIL or ahead <= 3:
        return replace(moment, towards=1)
    return replace(moment, kind="open")


def _sentence_part(s: Scan, i: int) -> int:
    """First token of the words before token `i` that may govern it."""
    at = i
    while at > 0 and i - at < _CUE_REACH and s.gap(at) != "\n":
        if s.low(at - 1) in (".", ";", "!", "?", '"', "“", "”", ":", "and", "but"):
            break
        at -= 1
    return at


def _past_verb(s: Scan, i: int) -> bool:
    low = s.low(i)
    return low in _SAYING or (len(low) > 4 and low.endswith("ed")) or low in _PAST
