"""Dates as intervals of minutes, so that two of them can be held against each other.

EDTF, levels 0 and 1 as the labelling guide allows them (Library of Congress,
ISO 8601-2:2019 annex A): days, months, years, decades (199X), seasons (21 to 24),
clock times, periods with open ends. Marks of doubt (~ ? %) widen nothing.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

Relation = Literal["same", "coarser", "finer", "overlaps", "apart"]

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?[?~%]?"
)
_SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
"""First month of spring, summer, autumn and winter on the northern half of the Earth."""


class Interval(NamedTuple):
    """From `start` up to, and without, `end`."""

    start: datetime
    end: datetime


@lru_cache(maxsize=8192)
def interval_of(date: str) -> Interval | None:
    """The interval that `date` means, or None where it is no such date."""
    if "/" in date:
        first, _, last = date.partition("/")
        one = Interval(datetime.min, datetime.min) if first in ("", "..") else interval_of(first)
        other = Interval(datetime.max, datetime.max) if last in ("", "..") else interval_of(last)
        if one is None or other is None or one.start >= other.end:
            return None
        return Interval(one.start, other.end)
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    try:
        return _plain(match)
    except (ValueError, OverflowError):
        return None


def _plain(match: re.Match[str]) -> Interval:
    year, month = match["year"], match["month"]
    unknown = year.count("X")
    if unknown:
        if month is not None:
            raise ValueError("a month of a decade")
        first = int(year.replace("X", "0"))
        return Interval(datetime(first, 1, 1), datetime(first + 10**unknown, 1, 1))
    number = int(year)
    if month is None:
        return Interval(datetime(number, 1, 1), datetime(number + 1, 1, 1))
    if int(month) in _SEASON_MONTHS and match["day"] is None:
        first = _SEASON_MONTHS[int(month)]
        return Interval(datetime(number, first, 1), _month_after(number, first, 3))
    if match["day"] is None:
        return Interval(datetime(number, int(month), 1), _month_after(number, int(month), 1))
    day = datetime(number, int(month), int(match["day"]))
    if match["hour"] is None:
        return Interval(day, day + timedelta(days=1))
    moment = day.replace(hour=int(match["hour"]), minute=int(match["minute"]))
    return Interval(moment, moment + timedelta(minutes=1))


def _month_after(year: int, month: int, count: int) -> datetime:
    later = month - 1 + count
    return datetime(year + later // 12, later % 12 + 1, 1)


def relation_of(predicted: str, gold: str) -> Relation:
    """How `predicted` lies to `gold`: coarser means that it holds it and more.

    Dates that cannot be read are the same only where they are written alike.
    """
    one, other = interval_of(predicted), interval_of(gold)
    if one is None or other is None:
        return "same" if predicted == gold else "apart"
    if one == other:
        return "same"
    if one.start <= other.start and other.end <= one.end:
        return "coarser"
    if other.start <= one.start and one.end <= other.end:
        return "finer"
    return "overlaps" if one.start < other.end and other.start < one.end else "apart"
