"""The first and last day that an EDTF date means, so that two spellings of a period are one."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

_DATE = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})(?:T.*)?)?)?[?~%]?"
)
# EDTF level 2 (ISO 8601-2:2019): seasons, quarters and halves of a year stand in a month's place.
_PARTS = {21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)}
_PARTS |= {33 + n: (1 + 3 * n, 3) for n in range(4)} | {40 + n: (1 + 6 * n, 6) for n in range(2)}
_CENTURY = re.compile(r"(\d{2})01/(\d{2})00")


class Days(NamedTuple):
    """A period from its first to its last day, both of it."""

    first: date
    last: date

    def holds(self, other: Days) -> bool:
        """Whether `other` lies inside."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=2048)
def days_of(edtf: str) -> Days | None:
    """The days that `edtf` means; None where it is open or no date. Times of day are left out."""
    century = _CENTURY.fullmatch(edtf)
    if century is not None and int(century[2]) == int(century[1]) + 1:
        edtf = f"{century[1]}XX"  # counted from its year 1 or its year 0, it is one century
    first, _, last = edtf.partition("/")
    one, other = _plain(first), _plain(last or first)
    if one is None or other is None or one.first > other.last:
        return None
    return Days(one.first, other.last)


def same_days(one: str, other: str) -> bool:
    """Whether two dates mean the same days: "2026-33" and "2026-01/2026-03"."""
    days = days_of(one)
    return one == other or (days is not None and days == days_of(other))


def months_from(year: int, month: int, count: int) -> Days:
    """The `count` months that begin with this one, whose number may be beyond 1 to 12."""
    start = year * 12 + month - 1
    end = start + count - 1
    last = monthrange(end // 12, end % 12 + 1)[1]
    return Days(date(start // 12, start % 12 + 1, 1), date(end // 12, end % 12 + 1, last))


def moved(days: Days, months: int) -> Days:
    """`days` so many months later, or earlier where `months` is negative."""
    return Days(_moved(days.first, months), _moved(days.last, months))


def _moved(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    length = monthrange(year, month)[1]
    # The last day of a month stays one: half a year ends in June, and in December.
    ends = day.day == monthrange(day.year, day.month)[1]
    return date(year, month, length if ends else min(day.day, length))


def _plain(edtf: str) -> Days | None:
    match = _DATE.fullmatch(edtf)
    if match is None:
        return None
    year, month = match["year"], int(match["month"] or 0)
    unknown = year.count("X")
    try:
        if unknown:
            start = int(year.replace("X", "0"))
            return Days(date(start, 1, 1), date(start + 10**unknown - 1, 12, 31))
        if match["day"]:
            day = date(int(year), month, int(match["day"]))
            return Days(day, day)
        if month in _PARTS:
            return months_from(int(year), *_PARTS[month])
        return months_from(int(year), month or 1, 1 if month else 12) if month < 13 else None
    except ValueError:
        return None
