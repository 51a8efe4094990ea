"""What the words of a moment may mean, beyond the one date that reading takes them for.

Reading settles a moment only where the text leaves no choice; whoever labels or
drafts a card chooses. A date of the card is fair where a careful reader can take
the words so: "the end of July" for its last day, "the third quarter" for the one
just over, "5 pm" on a day that the paragraph tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from factcards.card import Span, When
from factcards.checking.calendar import Days, days_of, months_from, moved, same_days
from factcards.checking.context import Context, span_of
from factcards.reading.clocks import minutes_of
from factcards.reading.mentions import DateMention

_END = re.compile(r"\b(?:ends?|last|late|ende|fin(?:ales)?)\b", re.IGNORECASE)
_START = re.compile(
    r"\b(?:early|start|beginning|first|anfang|début|premi[eè]re?|principios|comienzos|inicios|"
    r"primera?)\b",
    re.IGNORECASE,
)
_MIDDLE = re.compile(r"\b(?:mid|middle|mitte|mi|milieu|mediados)\b", re.IGNORECASE)
# A verb or preposition that looks ahead, where reading looked back for want of one beside it.
_AHEAD = re.compile(
    r"\b(?:will|shall|would|must|is to|are to|due|expects?|expected|plans?|faces?|until|by|doubt|"
    r"next|(?:is|are|be) \w+ed on|wird|werden|soll|sollen|muss|müssen|bis|"
    r"será|serán|deberá|hasta|va a|van a|sera|seront|doit|doivent|devra|jusqu)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:(?P<n>first|second|third|fourth|1st|2nd|3rd|4th|erste[ns]?|zweite[ns]?|dritte[ns]?|"
    r"vierte[ns]?|primer|segundo|tercer|cuarto|premier|deuxième|troisième|quatrième)|"
    r"(?P<this>current|present|laufenden?|actual|en cours)) "
    r"(?P<unit>quarter|half|quartal|halbjahr|trimestre|semestre)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    "fir": 1, "1st": 1, "ers": 1, "pri": 1, "pre": 1, "sec": 2, "2nd": 2, "zwe": 2, "seg": 2,
    "deu": 2, "thi": 3, "3rd": 3, "dri": 3, "ter": 3, "tro": 3, "fou": 4, "4th": 4, "vie": 4,
    "cua": 4, "qua": 4,
}  # fmt: skip
_SEASONS = {
    21: "spring frühling frühjahr primavera printemps", 22: "summer sommer verano été",
    23: "autumn fall herbst otoño automne", 24: "winter invierno hiver",
}  # fmt: skip
_FEASTS = (
    (re.compile(r"\bnew year\b|\bneujahr\b|\baño nuevo\b|\bnouvel an\b", re.IGNORECASE), 1, 1, 1),
    (re.compile(r"\bchristmas\b|\bweihnacht|\bnavidad\b|\bnoël\b", re.IGNORECASE), 12, 24, 26),
)
_YEAR_BEFORE = re.compile(
    r"\byear (?:earlier|before|ago)\b|\bvorjahr|\bjahr (?:davor|zuvor)\b|"
    r"\baño (?:antes|anterior)\b|"
    r"\ban(?:née)? (?:plus tôt|auparavant|avant|précédente?)\b",
    re.IGNORECASE,
)
_THE_YEAR = re.compile(r"\b(?:the year|des jahres|del año|de l[’']année)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?P<n>\d+|a|an|one|two|three|four|five|six|nine|twelve|ein(?:em|er)?|zwei|drei|sechs|dos|tres|"
    r"seis|deux|trois)?\s*(?P<unit>days?|weeks?|months?|years?|tage?n?|wochen?|monate?n?|jahre?n?|"
    r"días?|semanas?|mes(?:es)?|años?|jours?|semaines?|mois|ans?)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9,
    "twelve": 12, "ein": 1, "einem": 1, "einer": 1, "zwei": 2, "drei": 3, "sechs": 6, "dos": 2,
    "tres": 3, "seis": 6, "deux": 2, "trois": 3,
}  # fmt: skip
_UP_TO = re.compile(
    r"\b(?:to|ended|ending|end of|through|bis|hasta|jusqu[’']à|au|al)\b", re.IGNORECASE
)
_WITHIN = re.compile(r"\b(?:within|binnen|innerhalb|dentro de|en|dans|sous)\b", re.IGNORECASE)
_HOURS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
_HALF_PAST = re.compile(rf"\b(half|quarter) (past|to) ({'|'.join(_HOURS)})\b", re.IGNORECASE)
_DAY_PART = re.compile(
    r"\b(?:morning|noon|afternoon|evening|night|morgens?|abends?|nachmittags?|mittags?|"
    r"nachts?|mañana|tarde|noche|madrugada|matin|après-midi|soir|nuit)\b",
    re.IGNORECASE,
)
_BEFORE = 40
"""Code points before a moment in which "end of" and "within" govern it."""
_SMALL_HOURS = 6


@dataclass(frozen=True)
class _Words:
    """The words of one moment of the card, with what lies around them."""

    context: Context
    text: str
    told: str
    at: Span
    mentions: tuple[DateMention, ...]

    @property
    def governed(self) -> str:
        """The words with those just before them in their paragraph."""
        line = self.context.article.text[max(0, self.at.start - _BEFORE) : self.at.end]
        return line.rpartition("\n")[2]

    @property
    def looks_ahead(self) -> bool:
        """Whether their sentence has a word that looks ahead."""
        sentence = self.context.reading.sentence_at(self.at.start)
        if sentence is None:
            return False
        return _AHEAD.search(sentence.span.of(self.context.article.text)) is not None


def may_mean(context: Context, moment: When, mentions: tuple[DateMention, ...]) -> bool:
    """Whether the words of `moment` can be taken for its date.

    `mentions` are the dates that reading found in its words.
    """
    told = moment.date
    if told is None:
        return True
    at = next((e for e in moment.evidence if moment.text in e.quote), moment.evidence[0])
    start = at.start + max(0, at.quote.find(moment.text))
    span = Span(start, start + len(moment.text)) if moment.text in at.quote else span_of(at)
    words = _Words(context, moment.text, told, span, mentions)
    if "T" in told and "/" not in told:
        return _is_timed(words)
    if any(m.date is not None and _agrees(words, m.date) for m in mentions):
        return True
    ends = told.split("/")
    read = {m.date.partition("T")[0] for m in mentions if m.date is not None}
    if len(ends) > 1 and len(read) > 1 and {end.partition("T")[0] for end in ends} == read:
        return True  # "Wednesday noon and Thursday noon"
    days = days_of(told)
    return days is not None and any(days == fair for fair in _fair(words))


def _agrees(words: _Words, read: str) -> bool:
    """Whether the date of the card is what was read, or the part of it that the words name."""
    if same_days(words.told, read) or same_days(words.told, read.partition("T")[0]):
        return True
    if words.told in read.split("/") and words.told[:4] in words.text:
        return True  # one end of "between 1951 and 1968"
    told, whole = days_of(words.told), days_of(read)
    if told is None or whole is None:
        return False
    if whole.holds(told):
        if _END.search(words.governed):
            return told.last == whole.last
        if _START.search(words.governed):
            return told.first == whole.first
        if _MIDDLE.search(words.governed):
            return whole.first < told.first and told.last < whole.last
    return words.looks_ahead and any(told == ahead for ahead in _next_ahead(words, whole))


def _next_ahead(words: _Words, read: Days) -> Iterator[Days]:
    """The next weekday, day of a month or month, for the last one that was read."""
    anchor = words.context.anchor
    if anchor is None or read.last > anchor.date or re.search(r"\d{4}", words.text):
        return
    if read.first == read.last and (anchor.date - read.first).days < 7:
        ahead = read.first + timedelta(days=7)
        yield Days(ahead, ahead)
    elif (anchor.date - read.first).days <= 366:
        yield moved(read, 12)


def _is_timed(words: _Words) -> bool:
    """Whether the words tell this time, and the article a day for it."""
    day, _, clock = words.told.partition("T")
    if any(m.date == words.told for m in words.mentions):
        return True
    read = next((m.date for m in words.mentions if m.date and "T" in m.date), None)
    minutes = _minutes(words.text)
    hour, _, minute = clock.partition(":")
    if minutes is None or not (hour.isdecimal() and minute[:2].isdecimal()):
        return False
    told = int(hour) * 60 + int(minute[:2])
    # Without "am" or "pm" a clock has two such times a day.
    sure = _says_half(words.text) or read is not None
    if told not in ({minutes} if sure else {minutes, minutes + 12 * 60}):
        return False
    if any(same_days(day, fair) for fair in _days_told(words)):
        return True
    whole = days_of(read) if read is not None else None
    if whole is None or not words.looks_ahead:
        return False
    return any(days_of(day) == ahead for ahead in _next_ahead(words, whole))


def _says_half(text: str) -> bool:
    return (
        re.search(r"\d\s?[ap]\.?\s?m\b|\bnoon\b|\buhr\b|\d\s?h\b|1[3-9]|2\d", text, re.I)
        is not None
    )


def _minutes(text: str) -> int | None:
    half = _HALF_PAST.search(text)
    if half is None:
        return minutes_of(text)
    part = 30 if half[1].lower() == "half" else 15
    hour = (_HOURS.index(half[3].lower()) + 1) % 12
    return hour * 60 + (part if half[2].lower() == "past" else -part)


def _days_told(words: _Words) -> Iterator[str]:
    """The days that the moment's own words, its paragraph and the one before tell of, and the
    day of the article; also the evening before a report of the small hours."""
    context = words.context
    own = [m.date for m in words.mentions if m.date is not None]
    if own:
        yield from own
        return
    paragraphs = context.article.paragraphs
    here = context.article.paragraph_at(words.at.start)
    at = paragraphs.index(here) if here is not None else 0
    reach = [p.span for p in paragraphs[max(0, at - 1) : at + 1]]
    for mention in context.reading.dates:
        if mention.date is not None and any(span.contains(mention.span) for span in reach):
            yield mention.date.partition("T")[0]
    if context.anchor is not None:
        yield context.anchor.date.isoformat()
        hour = re.search(r"T(\d\d)", context.article.published or "")
        if hour is not None and int(hour[1]) < _SMALL_HOURS:
            yield (context.anchor.date - timedelta(days=1)).isoformat()


def _fair(words: _Words) -> Iterator[Days]:
    """The periods that the words can mean, where reading leaves them open."""
    anchor = words.context.anchor
    yield from _years_before(words)
    yield from _counted(words)
    if anchor is None:
        return
    today = anchor.date
    if _DAY_PART.search(words.text) and not words.mentions:
        for told in _days_told(words):
            days = days_of(told)
            if days is not None:
                yield days
    yield from _parts_of_years(words, today)
    if _THE_YEAR.search(words.text):
        year = months_from(today.year, 1, 12)
        yield year
        if _END.search(words.governed):
            yield Days(year.last, year.last)
            yield months_from(today.year, 12, 1)


def _parts_of_years(words: _Words, today: date) -> Iterator[Days]:
    """Quarters, halves, seasons and feasts without a year: the nearest, and the next to come."""
    years = range(today.year - 1, today.year + 2)
    series: list[list[Days]] = []
    quarter = _QUARTER.search(words.governed)
    if quarter is not None and quarter.end() >= len(words.governed) - 1:
        length = 3 if quarter["unit"].lower() in ("quarter", "quartal", "trimestre") else 6
        if quarter["this"]:
            yield months_from(today.year, (today.month - 1) // length * length + 1, length)
            return
        number = _ORDINALS[quarter["n"].lower()[:3]]
        series.append([months_from(year, 1 + (number - 1) * length, length) for year in years])
    lowered = set(re.findall(r"\w+", words.text.lower()))
    for code, names in _SEASONS.items():
        if lowered & set(names.split()):
            series.append([d for y in years if (d := days_of(f"{y}-{code}")) is not None])
    for feast, month, first, last in _FEASTS:
        if feast.search(words.text):
            series += [
                [Days(on, on) for on in (date(year, month, day) for year in years)]
                for day in range(first, last + 1)
            ]
            if month == 1:
                series += [[months_from(year, 1, n) for year in years] for n in (1, 12)]
    for row in series:
        yield from [days for days in row if days.first <= today][-1:]
        yield from [days for days in row if days.first > today][:1]


def _years_before(words: _Words) -> Iterator[Days]:
    """ "A year earlier": a year before a period that the paragraph tells of, or before this one."""
    if _YEAR_BEFORE.search(words.text) is None:
        return
    context = words.context
    here = context.article.paragraph_at(words.at.start)
    for mention in context.reading.dates:
        if mention.date is None or here is None or not here.span.contains(mention.span):
            continue
        days = days_of(mention.date)
        if days is not None:
            yield moved(days, -12)
            yield from (moved(span, -12) for span in _up_to(context, mention, days))
    if context.anchor is not None:
        yield months_from(context.anchor.date.year - 1, 1, 12)


def _counted(words: _Words) -> Iterator[Days]:
    """ "The three months to June 30", "within 30 days"."""
    for mention in words.mentions:
        days = days_of(mention.date) if mention.date is not None else None
        if days is not None:
            yield from _up_to(words.context, mention, days)
    anchor = words.context.anchor
    found = _COUNTED.search(words.text)
    if anchor is None or found is None or not found["n"]:
        return
    last = _after(anchor.date, found)
    if _WITHIN.search(words.governed):
        yield Days(anchor.date, last)
        yield Days(last, last)


def _up_to(context: Context, mention: DateMention, days: Days) -> Iterator[Days]:
    """The period that ends with `mention`, where its length stands before it: "the year to"."""
    before = context.article.text[max(0, mention.span.start - _BEFORE) : mention.span.end]
    before = before.rpartition("\n")[2]
    counts = [c for c in _COUNTED.finditer(before) if _UP_TO.search(before, c.end())]
    if not counts:
        return
    found = counts[-1]
    number = _number(found)
    unit = found["unit"].lower()
    months = 12 * number if unit[0] in "yja" and unit[:2] != "jo" else number
    if unit[:2] in ("mo", "me") or months != number:
        first = moved(Days(days.last, days.last), -months).last + timedelta(days=1)
        yield Days(first, days.last)


def _after(day: date, counted: re.Match[str]) -> date:
    number, unit = _number(counted), counted["unit"].lower()
    if unit[:2] in ("da", "ta", "dí", "jo"):
        return day + timedelta(days=number)
    if unit[:2] in ("we", "wo", "se"):
        return day + timedelta(days=7 * number)
    months = number if unit[:2] in ("mo", "me") else 12 * number
    return moved(Days(day, day), months).last


def _number(counted: re.Match[str]) -> int:
    told = (counted["n"] or "a").lower()
    return int(told) if told.isdecimal() and len(told) < 4 else _NUMBERS.get(told, 1)
