"""Calendar arithmetic: a found moment and an anchor become an EDTF date.

EDTF is the Extended Date/Time Format of the Library of Congress (ISO 8601-2:2019,
annex A): https://www.loc.gov/standards/datetime/
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from factcards.card import DateBasis

MomentKind = Literal[
    "fixed", "open", "day-month", "month", "weekday", "days", "unit", "ago", "season", "clock",
    "part", "past", "overnight", "shift",
]  # fmt: skip

_FULL_YEAR_BACK = 300
# Beyond half a year back, the same day ahead is as likely meant.
_HALF_YEAR = 183
_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What relative dates are resolved against, and where it comes from."""

    date: date
    basis: DateBasis


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment from token `first` up to `end`, not yet resolved."""

    first: int
    end: int
    kind: MomentKind
    fixed: str | None = None
    """EDTF, for moments that need no anchor."""
    month: int = 0
    day: int = 0
    last_day: int = 0
    timed: bool = False
    """Whether its words tell a time of day, too: "6am on Tuesday"."""
    number: int = 0
    """Weekday 1-7, days or units of time from the anchor, or a season's EDTF code."""
    unit: str = ""
    towards: int = 0
    """-1 for "last", 1 for "next" and for moments that a future verb governs, 2 for "this"."""


def day_name(day: date) -> str:
    """`day` for people: "Thursday 6 March 2025"."""
    return f"{_NAMES[day.weekday()]} {day.day} {_MONTHS[day.month]} {day.year}"


def day_of(edtf: str | None) -> date | None:
    """The calendar day of `edtf`, whatever its time; None where it is less precise or none."""
    try:
        return date.fromisoformat(edtf.partition("T")[0]) if edtf is not None else None
    except ValueError:
        return None


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this day."""
    return (
        1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= calendar.monthrange(year, month)[1]
    )


def resolve(moment: Moment, anchor: Anchor | None) -> tuple[str | None, DateBasis | None, str]:
    """The EDTF date of `moment`, what it rests on, and the rule in words.

    (None, None, "") where the text and the anchor do not settle it.
    """
    if moment.kind == "fixed":
        return moment.fixed, "stated" if moment.fixed else None, "as stated"
    if moment.kind in ("open", "clock", "shift") or anchor is None:
        return None, None, ""
    try:
        edtf, rule = _relative(moment, anchor.date)
    except (ValueError, OverflowError):  # before year 1 or after year 9999
        return None, None, ""
    if edtf is None:
        return None, None, ""
    return edtf, anchor.basis, rule


def _relative(moment: Moment, today: date) -> tuple[str | None, str]:
    if moment.kind == "weekday":
        morning, rule = _weekday(moment, today)
        if moment.unit == "night":
            evening = date.fromisoformat(morning) - timedelta(days=1)
            return f"{evening}/{morning}", f"the night to {rule}"
        return morning, rule
    if moment.kind == "days":
        day = today + timedelta(days=moment.number)
        return day.isoformat(), f"{_shift(moment.number, 'day')} {day_name(today)}"
    if moment.kind == "day-month":
        return _day_month(moment, today)
    if moment.kind == "month":
        year = _month_year(moment, today)
        return f"{year:04d}-{moment.month:02d}", _near(moment, _MONTHS[moment.month], today)
    if moment.kind == "unit":
        return _unit(moment.unit, moment.number, today)
    if moment.kind == "ago":
        return _ago(moment.unit, moment.number, today)
    if moment.kind == "season":
        return _season(moment, today)
    if moment.kind == "part":
        year = today.year + moment.towards
        return f"{year:04d}-{moment.number}", f"of the year {year}"
    if moment.kind == "past":
        return _past(moment.unit, today)
    if moment.kind == "overnight":
        before = today - timedelta(days=1)
        return f"{before}/{today}", f"the night to {day_name(today)}"
    return None, ""


def _past(unit: str, today: date) -> tuple[str | None, str]:
    """The year, month, week or day up to `today`."""
    rule = f"the {unit} up to {day_name(today)}"
    if unit in ("day", "week"):
        return f"{today - timedelta(days=7 if unit == 'week' else 1)}/{today}", rule
    if unit == "decade":
        return (f"{today.year - 10:04d}/{today.year:04d}" if today.year > 10 else None), rule
    months = {"month": 1, "year": 12}[unit]
    count = today.year * 12 + today.month - 1 - months
    if count < 12:
        return None, ""
    return f"{count // 12:04d}-{count % 12 + 1:02d}/{today.year:04d}-{today.month:02d}", rule


def shifted(moment: Moment, base: str) -> str | None:
    """The date of "two days later", told from `base`; None where `base` is not precise enough."""
    parts = base.partition("T")[0].split("-")
    if not all(part.isdecimal() for part in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= 12:
        return None
    try:
        if moment.unit in ("day", "week", "weekday"):
            if len(numbers) != 3:
                return None
            if moment.unit == "weekday":
                side = replace(moment, towards=3 if moment.towards > 0 else -1)
                return _weekday(side, date(*numbers))[0]
            weeks = moment.unit == "week"
            day = date(*numbers) + timedelta(days=moment.number * (7 if weeks else 1))
            return day.isoformat() + ("~" if weeks else "")
        if moment.unit == "month":
            return _unit("month", moment.number, date(numbers[0], numbers[1], 1))[0]
    except (ValueError, OverflowError, IndexError):
        return None
    year = numbers[0] + moment.number
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}-{numbers[1]:02d}" if len(numbers) == 2 else f"{year:04d}"


def _shift(number: int, unit: str) -> str:
    if number == 0:
        return f"the {unit} of"
    many = "" if abs(number) == 1 else "s"
    return f"{abs(number)} {unit}{many} {'before' if number < 0 else 'after'}"


def _near(moment: Moment, name: str, today: date) -> str:
    side = {-1: "last before", 1: "next from", 2: "of the same period as"}.get(
        moment.towards, "nearest to"
    )
    return f"{name}, {side} {day_name(today)}"


def _weekday(moment: Moment, today: date) -> tuple[str, str]:
    name = _NAMES[moment.number - 1]
    back = (today.isoweekday() - moment.number) % 7
    ahead = (moment.number - today.isoweekday()) % 7
    if moment.towards == 2:
        day = today + timedelta(days=moment.number - today.isoweekday())
        return day.isoformat(), f"{name} of the same week as {day_name(today)}"
    if moment.towards == 1:
        return (today + timedelta(days=ahead)).isoformat(), f"{name} on or after {day_name(today)}"
    if moment.towards == 3:
        day = today + timedelta(days=ahead or 7)
        return day.isoformat(), f"{name} after {day_name(today)}"
    if moment.towards == -1:
        day = today - timedelta(days=back or 7)
        return day.isoformat(), f"{name} before {day_name(today)}"
    return (today - timedelta(days=back)).isoformat(), f"{name} on or before {day_name(today)}"


def _day_month(moment: Moment, today: date) -> tuple[str | None, str]:
    def on(year: int, day: int) -> date | None:
        return date(year, moment.month, day) if valid_day(year, moment.month, day) else None

    if moment.unit == "year":
        named = on(today.year + moment.number, moment.day)
        return (named.isoformat(), _near(moment, "day", today)) if named else (None, "")
    days = [d for y in range(today.year - 4, today.year + 5) if (d := on(y, moment.day))]
    past = max((d for d in days if d <= today), default=None)
    ahead = min((d for d in days if d >= today), default=None)
    if past is None or ahead is None:
        return None, ""
    chosen = past
    if (
        moment.towards == 0
        and (today - past).days > _HALF_YEAR > (ahead - today).days
        and (today - past).days <= _FULL_YEAR_BACK
    ):
        return None, ""
    if moment.towards == 1 or (
        moment.towards == 0 and (today - past).days > _FULL_YEAR_BACK > (ahead - today).days
    ):
        chosen = ahead
    text = chosen.isoformat()
    if moment.last_day:
        last = on(chosen.year, moment.last_day)
        if last is None or last < chosen:
            return None, ""
        text = f"{text}/{last.isoformat()}"
    side = "on or after" if chosen == ahead and chosen != past else "on or before"
    return text, f"{chosen.day} {_MONTHS[moment.month]} {side} {day_name(today)}"


def _month_year(moment: Moment, today: date) -> int:
    if moment.unit == "year":  # "January last year"
        return today.year + moment.number
    if moment.towards == -1:
        return today.year if moment.month < today.month else today.year - 1
    if moment.towards in (1, 3):
        return today.year if moment.month >= today.month else today.year + 1
    if moment.towards == 2 or moment.month <= today.month:
        return today.year
    # The months just ahead are more often meant than those ten months back.
    return today.year if moment.month - today.month <= 1 else today.year - 1


def _unit(unit: str, number: int, today: date) -> tuple[str | None, str]:
    rule = f"{_shift(number, unit)} {day_name(today)}"
    if unit == "day":
        return (today + timedelta(days=number)).isoformat(), rule
    if unit == "week":
        monday = today + timedelta(days=1 - today.isoweekday(), weeks=number)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}", rule
    if unit == "weekend":
        saturday = today + timedelta(days=6 - today.isoweekday(), weeks=number)
        if number < 0 and today.isoweekday() == 7:
            saturday = today - timedelta(days=8)
        return f"{saturday.isoformat()}/{(saturday + timedelta(days=1)).isoformat()}", rule
    years = {"month": number // 12, "year": number, "decade": 10 * number}.get(unit, 0)
    if not 1 <= today.year + years <= 9999:
        return None, ""
    if unit == "quarter":
        count = today.year * 4 + (today.month - 1) // 3 + number
        return f"{count // 4:04d}-{33 + count % 4}", rule
    if unit == "month":
        count = today.year * 12 + today.month - 1 + number
        return f"{count // 12:04d}-{count % 12 + 1:02d}", rule
    if unit == "year":
        return f"{today.year + number:04d}", rule
    if unit == "decade":
        return f"{today.year // 10 + number:03d}X", rule
    if unit == "century":
        return f"{today.year // 100 + number:02d}XX", rule
    return None, ""


def _ago(unit: str, number: int, today: date) -> tuple[str | None, str]:
    rule = f"{_shift(number, unit)} {day_name(today)}"
    if unit == "week":
        # "Two weeks ago" is about a fortnight: the tilde is EDTF's "approximate".
        return f"{(today + timedelta(weeks=number)).isoformat()}~", rule
    if unit in ("day", "month", "year"):
        return _unit(unit, number, today)[0], rule
    if unit == "decade" and 1 <= today.year + 10 * number <= 9999:
        return f"{today.year + 10 * number:04d}~", rule
    return None, ""


def _season(moment: Moment, today: date) -> tuple[str | None, str]:
    """A season without its year, of the northern hemisphere's news year."""
    code, names = moment.number, {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
    first_month = {21: 3, 22: 6, 23: 9, 24: 12}[code]
    if code == 24:
        return _winter(moment, today)
    year = today.year
    if moment.towards == -1 and today.month < first_month + 3:
        year -= 1
    elif moment.towards in (1, 3) and today.month >= first_month:
        year += 1
    elif moment.towards == 0 and today.month < first_month:
        year -= 1
    return f"{year:04d}-{code}", _near(moment, names[code], today)


def _winter(moment: Moment, today: date) -> tuple[str | None, str]:
    """A winter, of the year of its December."""
    if moment.towards == 0:
        return None, ""
    inside = today.month in (12, 1, 2)
    year = today.year - (today.month <= 2)  # the year of the December of this winter
    if not inside and (moment.towards == -1 or (moment.towards == 2 and today.month <= 5)):
        year -= 1
    elif inside and moment.towards != 2:
        year += -1 if moment.towards == -1 else 1
    if not 1 <= year < 9999:
        return None, ""
    return f"{year:04d}-24", _near(moment, "winter", today)
