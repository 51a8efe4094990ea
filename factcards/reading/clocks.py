"""Times of day: what "6am", "half past nine at night" or "18 Uhr" is on a 24-hour clock."""

from __future__ import annotations

import re

_NAMES = {"noon": 720, "midday": 720, "mediodía": 720, "midi": 720}
"""Midnight is left out: it ends one day and begins another."""
_TIME = re.compile(
    r"(?<![\d.:,])(?P<hour>(?:2[0-4]|[01]?\d)(?!\d))(?:\s?(?P<mark>[.:h])\s?(?P<minute>[0-5]\d))?"
    r"(?P<half>\s*[ap]\.?\s?m\b)?(?P<hours>\s*(?:uhr|h|hrs|heures?|horas|o['’]clock)\b)?"
    r"(?P<zone>\s*(?:gmt|utc|bst|cet|cest|est|edt|et|ist|msk|local)\b)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?<!\d)([01]\d|2[0-3])([0-5]\d)(?=\s*(?:gmt|utc|hrs|hours)\b)", re.IGNORECASE
)
_LATE = re.compile(
    r"\b(?:afternoon|evening|night|tarde|noche|abends?|nachmittags?|soir|après-midi)\b|abend\b",
    re.IGNORECASE,
)
_HALF_A_DAY = 12


def minutes_of(text: str) -> int | None:
    """Minutes from midnight of the one time of day that `text` tells; None where it leaves it open.

    A bare hour is none ("5 March"): minutes, "am" or "pm", "Uhr", "h" or a time zone must say
    that it is a time. "Midnight" stays open.
    """
    for name, minutes in _NAMES.items():
        if re.search(rf"\b{name}\b", text, re.IGNORECASE):
            return minutes
    compact = _COMPACT.search(text)
    if compact is not None:
        return int(compact.group(1)) * 60 + int(compact.group(2))
    for match in _TIME.finditer(text):
        if any(match.group(name) for name in ("minute", "half", "hours", "zone")):
            return _minutes(match, text)
    return None


def _minutes(match: re.Match[str], text: str) -> int | None:
    hour, minute = int(match.group("hour")), int(match.group("minute") or 0)
    half = (match.group("half") or "").strip().lower()[:1]
    if half and hour > _HALF_A_DAY:
        half = ""
    if half == "p" or (not half and hour < _HALF_A_DAY and _LATE.search(text)):
        hour = hour % _HALF_A_DAY + _HALF_A_DAY
    elif half == "a":
        hour %= _HALF_A_DAY
    return hour * 60 + minute if hour < 24 else None


def at_time(day: str, text: str) -> str:
    """`day` with the time that `text` tells: "2025-03-04T06:00"; `day` where it tells none."""
    minutes = minutes_of(text)
    return day if minutes is None else f"{day}T{minutes // 60:02d}:{minutes % 60:02d}"
