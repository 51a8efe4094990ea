"""Bylines, time stamps and datelines: who wrote a story, and when it says so itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from factcards.article.vocabulary import entries, month_numbers, vocabulary, words_of

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?)?")
_DAY_MONTH = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de\s+|of\s+)?([^\W\d_]{3,10})\.?"
    r"(?:,?\s+(?:de\s+|del\s+)?(\d{4}))?\b",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,?\s+(\d{4})\b)?", re.IGNORECASE
)
_NUMERIC = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:.h](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?"
    r"(?:\s*(?:GMT|UTC|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|ET|PT|IST|MSK|Z|Uhr|h)\b)?",
    re.IGNORECASE,
)
_UTC = re.compile(r"\b(?:GMT|UTC|Z)\b")
_STAMP_REST = re.compile(
    r"\b(?:at|on|am|pm|gmt|utc|bst|est|edt|cet|cest|et|a|à|às|um|uhr|el|le|den|der|am|las|h|hrs"
    r"|p\.?m|a\.?m|the|of|de|z)\b",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"@\w+|\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+")
_NAME_WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][^\W\d_]*(?:['’.-][^\W\d_]*)*\.?"
_NAME = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:{_NAME_WORD}|de|del|la|von|van|der|den|di|da|bin|al|el|le|du|dos|y))"
    r"{0,5}"
)
# "LONDON, March 3 (Agency) — ", "MINSK (AP) -- ", "Kyiv, 3 March –"
_DATELINE = re.compile(
    r"(?P<place>[A-ZÀ-ÖØ-Þ][\w.'’-]+(?:[ ,/]+[\w.'’-]+){0,5}?)"
    r"(?:,\s+(?P<date>[^()—–]{3,24}?))?"
    r"\s*(?:\((?P<agency>[^)]{2,30})\))?\s*(?:\.?[—–]|\.-|--?(?=\s))\s*",
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date that a line gives, perhaps without its year, perhaps with a time of day."""

    month: int
    day: int
    year: int | None = None
    time: str = ""
    """"T10:40", with "Z" where the zone is UTC."""

    def iso(self) -> str | None:
        """ISO 8601, or None where the year is not known or the date does not exist."""
        if self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day).isoformat() + self.time
        except ValueError:
            return None


def iso_date(text: str | date | None) -> str | None:
    """`text` as an ISO 8601 date or date and time; None where it is none.

    Reads ISO 8601, the dates of mail headers, and dates in words.
    """
    if text is None:
        return None
    if isinstance(text, date):
        return text.isoformat()
    plain = text.strip()[:100]
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", plain):
            return date.fromisoformat(plain).isoformat()
        if re.match(r"\d{4}-?\d\d-?\d\d", plain):
            moment = datetime.fromisoformat(plain)
            return _moment(moment, dated=len(plain) <= 10)
    except ValueError:
        pass
    try:
        from email.utils import parsedate_to_datetime

        if re.match(r"(?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4} \d", plain):
            return _moment(parsedate_to_datetime(plain), dated=False)
    except (ValueError, TypeError, IndexError):
        pass
    stamp = find_stamp(plain)
    return stamp.iso() if stamp else None


def _moment(moment: datetime, *, dated: bool) -> str:
    if dated:
        return moment.date().isoformat()
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def find_stamp(text: str, *, day_first: bool = False) -> Stamp | None:
    """The first date in `text`, with the time of day beside it.

    `day_first` says how 3/4/2025 is meant; otherwise it is no date.
    """
    text = text[:300]
    found = _find_date(text, day_first=day_first)
    if found is None:
        return None
    stamp, start, end = found
    if stamp.time or stamp.year is None:
        return stamp
    clock = _CLOCK.search(text, end) or _CLOCK.search(text[:start])
    if clock is None:
        return stamp
    hour, minute = int(clock[1]), int(clock[2])
    half = (clock[3] or "").lower().replace(".", "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        return stamp
    zone = "Z" if _UTC.search(text) else ""
    return Stamp(stamp.month, stamp.day, stamp.year, f"T{hour:02}:{minute:02}:00{zone}")


def _find_date(text: str, *, day_first: bool = False) -> tuple[Stamp, int, int] | None:
    iso = _ISO.search(text)
    if iso:
        clock = f"T{iso[4]}:{iso[5]}:00" if iso[4] else ""
        if clock and (_UTC.search(text, iso.end()) or text[iso.end() : iso.end() + 1] == "Z"):
            clock += "Z"
        return _valid(Stamp(int(iso[2]), int(iso[3]), int(iso[1]), clock), iso)
    months = month_numbers()
    for pattern, month_at, day_at in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(text):
            month = months.get(match[month_at].lower())
            if month:
                year = int(match[3]) if match[3] else None
                found = _valid(Stamp(month, int(match[day_at]), year), match)
                if found:
                    return found
    numeric = _NUMERIC.search(text)
    if numeric:
        first, second = int(numeric[1]), int(numeric[3])
        # 03.04.2025 is day first wherever dots are used; 3/4/2025 depends on the reader.
        if numeric[2] == "." or first > 12 or first == second or day_first:
            return _valid(Stamp(second, first, int(numeric[4])), numeric)
        if second > 12:
            return _valid(Stamp(first, second, int(numeric[4])), numeric)
    return None


def _valid(stamp: Stamp, match: re.Match[str]) -> tuple[Stamp, int, int] | None:
    if not 1 <= stamp.month <= 12 or not 1 <= stamp.day <= 31:
        return None
    return stamp, match.start(), match.end()


def is_stamp_line(line: str) -> bool:
    """Whether `line` is a time stamp and nothing else: "Updated 3 March 2025, 10:40 GMT"."""
    if len(line) > 140 or not any(character.isdigit() for character in line):
        return bool(len(line) < 40 and vocabulary("timing").whole(words_of(line)))
    words = words_of(line)
    if not words:
        return False
    if vocabulary("timing").found(words) and len(words) <= 12:
        return True
    # A clock time alone at the head of a line opens an entry of a live report.
    rest = line
    dated = False
    while (found := _find_date(rest, day_first=True)) is not None:
        dated = True
        rest = rest[: found[1]] + " " + rest[found[2] :]
    rest = _CLOCK.sub(" ", rest)
    for name in ("updated", "weekdays", "timing", "by"):
        known = {word for entry in entries(name) for word in words_of(entry)}
        rest = " ".join(word for word in words_of(rest) if word not in known)
    rest = _STAMP_REST.sub(" ", " ".join(words_of(rest)))
    left = [word for word in words_of(rest) if word.isalpha()]
    if dated:
        return not left
    updated = vocabulary("updated").at(words, 0)
    return bool(updated) and not left


def clean_byline(text: str | None) -> str | None:
    """The authors of a byline: "By Jane Roe and @sam" → "Jane Roe"; None where none is left."""
    if not text:
        return None
    plain = _HANDLE.sub(" ", " ".join(text.split()))[:300]
    plain = re.sub(r"[\[\]<>{}\"]", " ", plain).strip(" ,;|·•-–—/")
    for lead in sorted(entries("by"), key=len, reverse=True):
        if plain.lower().startswith((lead + " ", lead + ":")):
            plain = plain[len(lead) :].lstrip(" :")
            break
    joints = "|".join(re.escape(word) for word in entries("and"))
    parts = re.split(rf"\s*[,;|·•]\s*|\s+(?:{joints})\s+", plain)
    names: list[str] = []
    for part in parts:
        name = " ".join(part.split()).strip(" .,-–—/()")
        if not name or "/" in name or not any(c.isalpha() for c in name) or len(name) > 60:
            continue
        if _is_job(name) or find_stamp(name) or is_stamp_line(name):
            continue
        if name not in names:
            names.append(name)
    return ", ".join(names) or None


def _is_job(text: str) -> bool:
    words = [word.removesuffix("s") for word in words_of(text)]
    return bool(text[:1].islower() or vocabulary("staff").found(words))


def byline_of(line: str) -> str | None:
    """The authors when `line` is a byline ("By Jane Roe, Crime Reporter"), else None."""
    if len(line) > 160 or line.endswith(("?", "!")):
        return None
    words = words_of(line)
    size = vocabulary("by").at(words, 0) if words else 0
    if not size or size == len(words):
        return None
    rest = line.split(maxsplit=size)[-1] if line[:1].isalpha() else line
    rest = rest.lstrip(": ")
    if not _NAME.match(rest):
        return None
    bare = re.split(r"\s[|·•–—-]\s", rest)[0]
    names = clean_byline(bare)
    if names is None:
        return None
    for name in names.split(", "):
        if not _NAME.fullmatch(name) or len(name.split()) > 6:
            return None
    if line.endswith(".") and len(words) > 8:
        return None
    return names


def dateline_of(paragraph: str) -> Stamp | None:
    """The date of a dateline at the head of `paragraph`; None where it has none."""
    match = dateline_match(paragraph)
    return find_stamp(match["date"]) if match and match["date"] else None


def dateline_match(paragraph: str) -> re.Match[str] | None:
    """The dateline that opens `paragraph`: a place, perhaps a date and an agency, a dash."""
    match = _DATELINE.match(paragraph[:120])
    if match is None:
        return None
    place = match["place"]
    dated = match["date"] and _find_date(match["date"])
    if dated or (match["agency"] and not match["date"]):
        return match
    # "ZUGERBACH, Switzerland —": what is no date behind the town says where it lies.
    land = match["date"] or ""
    if not place.isupper() or len(place) <= 3 or not _NAME.fullmatch(land or "Land"):
        return None
    words = words_of(place)
    label = vocabulary("command").whole(words) or vocabulary("caption_start").whole(words)
    return None if label or vocabulary("story").whole(words) else match


def resolve_stamp(stamp: Stamp, published: str | None) -> str | None:
    """The ISO date of a dateline; a missing year is the nearest one before `published`."""
    if stamp.year is not None:
        iso = stamp.iso()
        return iso[:10] if iso else None
    if not published:
        return None
    try:
        anchor = date.fromisoformat(published[:10])
        candidates = [date(year, stamp.month, stamp.day) for year in (anchor.year - 1, anchor.year)]
    except ValueError:
        return None
    # A dateline is written at most a day after publication by another clock.
    near = [day for day in candidates if -1 <= (anchor - day).days <= 60]
    return near[-1].isoformat() if near else None
