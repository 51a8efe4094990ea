"""Entries of a live report or a diary: the stamp above an entry dates what stands in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from factcards.card import Span
from factcards.reading.clocks import at_time, minutes_of
from factcards.reading.dates import read_dates
from factcards.reading.mentions import DateMention
from factcards.reading.moments import Anchor, day_of

_LONGEST_STAMP = 60
_MOST_OF_A_DAY = 18 * 60
_FEWEST = 2
"""A single date above a text is its dateline, and a single time its moment of publication."""
_ENDS = re.compile(r"\n|\s[-–—|]\s|\s*\||:\s")
_DIGITS = re.compile(r"\b\d{1,2}[.:h]\d{2}\b|\b\d{4}\b|\b\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE)
# What a stamp may hold beside its date and its time.
_BESIDE = re.compile(
    r"\b(?:updated|posted|published|update|at|on|um|am|den|le|el|à|a|las|la|de|del|der|die|the"
    r"|actualizado|aktualisiert|mis|jour|uhr|gmt|utc|bst|cet|cest|est|edt|et|ist|msk|local|time"
    r"|h|hrs|horas)\b|[\s,.;()\[\]•·*]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The stamp that opens a paragraph. `minutes` count from midnight; None for a day alone."""

    span: Span
    day: Anchor | None
    minutes: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """What dates a paragraph: the anchor of its relative dates, and its own stamp, if it has one.

    `stamped` says that a time of day stands above it, so that times in it are of its day.
    """

    anchor: Anchor | None
    stamp: Stamp | None = None
    stamped: bool = False
    minutes: int | None = None


def entries_of(
    text: str, paragraphs: Sequence[Span], language: str, anchor: Anchor | None
) -> tuple[Entry, ...] | None:
    """The entry that each of `paragraphs` belongs to; None where the text has no stamps.

    A day that stands above entries is theirs until another one does. A time
    alone is of that day, else of the day of `anchor`; where the times run past
    midnight without a day above them, nothing says which day is meant, and
    their entries have no anchor.
    """
    stamps = [_stamp_of(text, span, language, anchor) for span in paragraphs]
    if sum(stamp is not None for stamp in stamps) < _FEWEST:
        return None
    loose = _loose_times(stamps)
    turned = _turned(loose)
    out: list[Entry] = []
    day, stamped, minutes, headed = anchor, False, None, False
    for stamp in stamps:
        if stamp is not None:
            stamped = stamp.minutes is not None
            minutes = stamp.minutes
            if stamp.day is not None:
                day, headed = stamp.day, True
            elif turned and not headed:
                day = None
        out.append(Entry(day, stamp, stamped, minutes))
    return tuple(out)


def _loose_times(stamps: Sequence[Stamp | None]) -> list[int]:
    """The times that stand before any day, in the order of the text."""
    out: list[int] = []
    for stamp in stamps:
        if stamp is None:
            continue
        if stamp.day is not None:
            break
        if stamp.minutes is not None:
            out.append(stamp.minutes)
    return out


def _turned(times: Sequence[int]) -> bool:
    """Whether the times run past midnight: one turns back, or most of a day passes."""
    steps = [b - a for a, b in pairwise(times) if a != b]
    return len({step > 0 for step in steps}) > 1 or any(abs(s) > _MOST_OF_A_DAY for s in steps)


def _stamp_of(text: str, span: Span, language: str, anchor: Anchor | None) -> Stamp | None:
    head = span.of(text)[: _LONGEST_STAMP + 1]
    end = _ENDS.search(head)
    head = head[: end.start()] if end is not None else head
    if not head.strip() or (end is None and len(head) > _LONGEST_STAMP):
        return None
    dates = read_dates(head, language, anchor)
    rest = head
    for mention in dates:
        rest = _blanked(rest, mention.span)
    days = [d for d in dates if day_of(d.date) is not None]
    if len(days) > 1 or any(d not in days and minutes_of(d.span.of(head)) is None for d in dates):
        return None
    minutes = minutes_of(_blanked(head, days[0].span) if days else head)
    if minutes is None and days:
        minutes = minutes_of(days[0].span.of(head))
    if _BESIDE.sub("", _DIGITS.sub("", rest)) or not (days or minutes is not None):
        return None
    return Stamp(
        span=Span(span.start, span.start + len(head.rstrip())),
        day=_anchor(days[0]) if days else None,
        minutes=minutes,
    )


def _blanked(text: str, span: Span) -> str:
    return text[: span.start] + " " * len(span) + text[span.end :]


def _anchor(mention: DateMention) -> Anchor | None:
    day = day_of(mention.date)
    return None if day is None else Anchor(day, "dateline")


def dated(text: str, mentions: Sequence[DateMention], entry: Entry) -> list[DateMention]:
    """`mentions` of one paragraph without its stamp, times of day on the day of its entry.

    Spans are those of `text`. A stamp only dates what stands in its entry: it is
    no moment that the story tells. A time later than the stamp may be of the day
    before, and stays open.
    """
    out: list[DateMention] = []
    stamp, day = entry.stamp, entry.anchor
    for mention in mentions:
        if stamp is not None and stamp.span.overlaps(mention.span):
            continue
        words = mention.span.of(text)
        minutes = minutes_of(words) if mention.date is None else None
        if minutes is not None and day is not None and _within(entry, minutes):
            date, rule = at_time(day.date.isoformat(), words), "the day of the entry"
            mention = replace(mention, date=date, basis=day.basis, rule=rule)
        out.append(mention)
    return out


def _within(entry: Entry, minutes: int) -> bool:
    """Whether a time told in `entry` is not later than its stamp."""
    return entry.stamped and entry.minutes is not None and minutes <= entry.minutes
