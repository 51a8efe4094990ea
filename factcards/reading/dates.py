"""Moments and periods of a text, resolved to ISO 8601 or EDTF where the text settles them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from factcards.card import DateBasis, Span
from factcards.reading.clocks import at_time
from factcards.reading.date_forms import counted_ago, counted_shift, date_words, moment_at
from factcards.reading.edges import stands_alone, widened
from factcards.reading.lexicon import lexicon
from factcards.reading.mentions import DateMention
from factcards.reading.moments import Anchor, Moment, day_of, resolve, shifted, valid_day
from factcards.reading.numerals import Scan, numeral_at, scan
from factcards.reading.tokens import span_of

__all__ = ["Anchor", "date_tokens", "read_dates"]

# What may stand between a time of day and its day: "at 6am on Tuesday", "Tuesday at around 6am".
_TIME_LINKS = frozenset(
    ["at", "on", "around", "about", ",", "just", "after", "before", "shortly", "um", "gegen", "am",
     "a", "las", "à", "vers", "le", "el", "de", "del", "au", "du", "den"]
)  # fmt: skip
_MOST_LINKS = 4
_SAYING = frozenset(
    ["said", "told", "announced", "reported", "warned", "added", "wrote", "confirmed", "stated",
     "died", "was", "were", "had", "did", "killed", "arrested", "detained"]
)  # fmt: skip
_CUE_REACH = 10
_HYPHENS = frozenset("-‐‑")
_CHAIN = frozenset("-/")
# How far, in code points, a moment that is told from another may stand from it.
_NEAR = 250
_STOP = re.compile(r"[.!?][\"”’)]*\s+[\"“‘(]*[^\W\d_a-zà-ÿ]")
# A day behind a time is the time's own only within the same clause.
_ANOTHER_CLAUSE = re.compile(r"[,;:(–—]|\b(?:and|but|y|pero|und|aber|et|mais)\b")
_TO = frozenset(["and", "to", "until", "through", "-", "–", "till"])
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
    clocks: list[int] = []
    found = _found(text, language)
    for k, moment in enumerate(found):
        following = found[k + 1].first if k + 1 < len(found) else len(s.tokens)
        whole, open_end = _whole(s, moment, following)
        date, basis, rule = resolve(_governed(s, moment, anchor), anchor)
        if open_end:
            date, basis, rule = None, None, ""
        span = _trimmed(text, span_of(s.tokens, *whole))
        if not stands_alone(text, span.start, span.end):
            continue
        if moment.timed and date is not None and day_of(date) is not None:
            date = at_time(date, span.of(text))
        mention = DateMention(span, date, basis, rule)
        if moment.kind == "shift":
            told = _told_from(text, out[-1] if out else None, moment, span)
            if told is None and moment.unit != "weekday":
                continue
            mention = told or mention
        if moment.kind == "weekday" and not moment.towards and k and out:
            mention = _after_first(s, found[k - 1], moment, out[-1], mention)
        if moment.kind == "clock":
            clocks.append(len(out))
        out.append(mention)
    for k in clocks:
        out[k] = _on_its_day(text, out, k, language)
    return tuple(out)


def _whole(s: Scan, moment: Moment, following: int) -> tuple[tuple[int, int], bool]:
    """The tokens of `moment` with what hyphens tie to them, and whether they leave it open."""
    first, left_open = moment.first, False
    if first > 1 and s.low(first - 1) in _HYPHENS and not s.gap(first) and not s.gap(first - 1):
        first -= 2
        left_open = s.low(first) not in ("mid", "early", "late")  # "pre-2014" is not 2014
    end = widened(s, moment.first, moment.end)[1]
    if end > following:  # "Monday-Friday"
        return (moment.first, moment.end), left_open
    return (first, end), left_open


def _trimmed(text: str, span: Span) -> Span:
    """`span` without a possessive: "Tuesday | 's"."""
    if span.end - span.start > 2 and text[span.end - 2 : span.end] in ("'s", "’s"):
        return Span(span.start, span.end - 2)
    return span


def _after_first(
    s: Scan, before: Moment, moment: Moment, first: DateMention, last: DateMention
) -> DateMention:
    """`last` on or after `first` where the two are a span: "from Friday to Monday"."""
    tied = before.kind == "weekday" and moment.first == before.end + 1 and first.date is not None
    opens = s.low(before.first - 1) in s.lex.numbers.between | s.lex.numbers.from_
    if not (tied and opens and s.low(before.end) in s.lex.numbers.range_to) or last.date is None:
        return last
    assert first.date is not None  # noqa: S101 - narrows the type
    date = shifted(replace(moment, kind="shift", unit="weekday", towards=1), first.date)
    return last if date is None else replace(last, date=date, rule=f"told from {first.date}")


def _told_from(
    text: str, base: DateMention | None, moment: Moment, span: Span
) -> DateMention | None:
    """ "two days later", from the moment before it in the same sentence or the last one."""
    if base is None or base.date is None or span.start - base.span.end > _NEAR:
        return None
    between = text[base.span.end : span.start]
    if "\n" in between or len(_STOP.findall(between)) > 1:
        return None
    date = shifted(moment, base.date)
    if date is None:
        return None
    return DateMention(span, date, base.basis, f"told from {base.span.of(text)}")


def _on_its_day(text: str, mentions: list[DateMention], k: int, language: str) -> DateMention:
    """The time of day at index `k` on the one day that its sentence names, if one does."""
    clock = mentions[k]
    days: dict[str, DateBasis | None] = {}
    for other in (mentions[k - 1] if k else None, *mentions[k + 1 : k + 2]):
        day = day_of(other.date) if other is not None else None
        if other is None or day is None:
            continue
        first, second = sorted((other.span, clock.span), key=lambda span: span.start)
        between = text[first.end : second.start + 1]
        later = second == other.span and _ANOTHER_CLAUSE.search(between)
        if len(between) <= _NEAR and "\n" not in between and not _STOP.search(between):
            days[day.isoformat() if not later else ""] = other.basis
    if not days:
        return _on_the_day_before(text, mentions, k, language)
    if len(days) != 1 or "" in days:
        return clock
    ((date, basis),) = days.items()
    date = at_time(date, clock.span.of(text))
    return replace(clock, date=date, basis=basis, rule="the day that the sentence names")


def _on_the_paragraphs_day(
    text: str, mentions: list[DateMention], k: int, language: str
) -> DateMention:
    """The time of day at index `k`, early in a paragraph, on the one day of the one before.

    "Thieves robbed a museum on Tuesday." and, in the next paragraph, "They came
    in at 3.12." Not where the paragraph before tells of two days, or of the one
    on which somebody spoke.
    """
    clock = mentions[k]
    opening = text.rfind("\n", 0, clock.span.start) + 1
    before = text[:opening].rstrip()
    start = before.rfind("\n") + 1
    told = [m for m in mentions[:k] if start <= m.span.start < opening]
    days = {day_of(m.date) for m in told}
    if len(days) != 1 or None in days or _STOP.search(text[opening : clock.span.start + 1]):
        return clock
    verbs = lexicon(language).speech_verbs
    for mention in told:
        near = text[max(start, mention.span.start - 60) : mention.span.start]
        if any(word.casefold() in verbs for word in near.split()[-4:]):
            return clock
    date = at_time(_day_text(told[-1]), clock.span.of(text))
    rule = "the day that the paragraph before names"
    return replace(clock, date=date, basis=told[-1].basis, rule=rule)


def _day_text(mention: DateMention) -> str:
    """The calendar day of `mention`, without its time."""
    return (mention.date or "").partition("T")[0]


def _on_the_day_before(
    text: str, mentions: list[DateMention], k: int, language: str
) -> DateMention:
    """The time of day at index `k` on the one day that the sentence just before it tells of.

    Not the day on which somebody said something, nor one of two days.
    """
    clock = mentions[k]
    days = [m for m in mentions[max(0, k - 2) : k] if day_of(m.date) is not None]
    if not days:
        return clock
    day = days[-1]
    between = text[day.span.end : clock.span.start + 1]
    if "\n" in between:
        return _on_the_paragraphs_day(text, mentions, k, language)
    if len(between) > _NEAR or "\n" in between or len(_STOP.findall(between)) != 1:
        return clock
    earlier = text[days[0].span.end : day.span.start + 1] if len(days) > 1 else ""
    if earlier and day_of(days[0].date) != day_of(day.date) and not _STOP.search(earlier):
        return clock
    verbs = lexicon(language).speech_verbs
    if any(
        word.casefold() in verbs
        for word in text[max(0, day.span.start - 60) : day.span.start].split()[-4:]
    ):
        return clock
    rule = "the day that the sentence before names"
    date = at_time((day.date or "").partition("T")[0], clock.span.of(text))
    return replace(clock, date=date, basis=day.basis, rule=rule)


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
        if not token.gap and token.kind == "num" and _deep_in_chain(s, i):
            i += 1
            continue
        found = moment_at(s, i, w) if token.kind in ("num", "word", "code") else None
        if found is None and token.low in numbers and token.kind == "word":
            found = counted_ago(s, i, w) or counted_shift(s, i, w) or _year_in_words(s, i)
        if found is None:
            i += 1
            continue
        if out and (dated := _dated(s, out[-1], found)) is not None:
            out[-1] = dated
        if out and _year_of(s, out[-1], found):
            out[-1] = replace(out[-1], end=found.end, unit="year", number=found.number)
        elif out and _joins(s, out[-1], found):
            out[-1] = _joined(out[-1], found)
        else:
            out.append(found)
        i = max(found.end, i + 1)
    return tuple(out)


def _deep_in_chain(s: Scan, i: int) -> bool:
    """Whether token `i` is the fourth number or a later one of "1-2-3-4": no date is that long."""
    return i > 5 and all(
        s.tokens[k].gap == "" and s.low(k) in _CHAIN and s.tokens[k - 1].kind == "num"
        for k in (i - 1, i - 3, i - 5)
    )


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


def _dated(s: Scan, a: Moment, b: Moment) -> Moment | None:
    """`a` in the year of `b`: "between March | and May 2023", "March 5 | to March 9, 2024"."""
    if a.kind not in ("month", "day-month") or a.towards or a.last_day or b.kind != "fixed":
        return None
    linked = b.first == a.end + 1 and s.gap(b.first) != "\n" and s.gap(a.end) != "\n"
    if not linked or s.low(a.end) not in _TO or not b.fixed or "/" in b.fixed or not b.month:
        return None
    year = int(b.fixed[:4]) - (a.month > b.month)
    if a.kind == "month":
        return replace(a, kind="fixed", fixed=f"{year:04d}-{a.month:02d}")
    if not valid_day(year, a.month, a.day):
        return None
    return replace(a, kind="fixed", fixed=f"{year:04d}-{a.month:02d}-{a.day:02d}")


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
    return replace(day, first=a.first, end=b.end, timed=True)


_NOT_NAMES = frozenset(
    ("the", "a", "an", "this", "that", "his", "her", "their", "its", "our", "to")
)


def _is_subject(s: Scan, k: int) -> bool:
    """Whether a name or a pronoun stands at `k`: "Northwick visit Carrow on Wednesday"."""
    if k < 0:
        return False
    if s.low(k) in ("they", "he", "she", "it", "we"):
        return True
    return s.tokens[k].text[:1].isupper() and s.low(k) not in _NOT_NAMES


def _governed(s: Scan, moment: Moment, anchor: Anchor | None) -> Moment:
    """`moment` turned to the future where its clause says so; open where it could be either."""
    if moment.towards or moment.kind not in ("weekday", "day-month", "month"):
        return moment
    words = s.lex.dates
    cues, to_come = (frozenset(words.get(name, ())) for name in ("future_cues", "to_come"))
    timetabled = frozenset(words.get("timetabled", ()))
    start = _sentence_part(s, moment.first)
    if _still_to_come(s, moment.first, start):
        return replace(moment, towards=1)
    for k in range(moment.first - 1, start - 1, -1):
        if s.low(k) in _SAYING:
            return moment
        if s.low(k) in cues or (s.low(k) == "to" and s.low(k - 1) in to_come):
            return replace(moment, towards=1)
        if s.low(k) in timetabled and _is_subject(s, k - 1):
            return replace(moment, towards=1)
    end = moment.end
    while end < len(s.tokens) and end < moment.end + 8:
        if s.gap(end) == "\n" or s.low(end) in (".", ",", ";") or s.low(end) in _SAYING:
            break
        if s.low(end) in cues and end < moment.end + 6:
            return replace(moment, towards=1)
        end += 1
    if anchor is None or s.lex.language != "en":
        return moment
    if moment.kind == "day-month" and any(_past_verb(s, k) for k in range(start, end)):
        return replace(moment, towards=-1)
    if moment.kind != "month":
        return moment
    # A month soon to come, without a verb in the past: "takes office in January" in November.
    ahead = (moment.month - anchor.date.month) % 12
    if not 0 < ahead < 6 or any(_past_verb(s, k) for k in range(start, end)):
        return moment
    if s.low(moment.first - 1) in _UNTIL or ahead <= 3:
        return replace(moment, towards=1)
    return replace(moment, kind="open")


def _still_to_come(s: Scan, i: int, start: int) -> bool:
    """Whether the moment at token `i` is an end ahead: "until | Sunday", "bis | Freitag"."""
    words = frozenset(s.lex.dates.get("until_words", ()))
    at = next((k for k in range(i - 1, max(start, i - 5) - 1, -1) if s.low(k) in words), None)
    if at is None:
        return False
    told = [s.low(k) for k in range(start, at)]
    return not any(low in _WAS for low in told)


_WAS = frozenset(
    ["was", "were", "had", "stayed", "lasted", "war", "waren", "hatte", "hatten", "wurde", "wurden",
     "blieb", "dauerte", "estuvo", "fue", "era", "había", "duró", "était", "avait", "fut", "dura"]
)  # fmt: skip


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
