"""The words that name dates and times, language by language, made ready for reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from factcards.reading.number_words import Phrase, lexicon, phrase_of
from factcards.reading.numerals import Scan, numeral_at

_ROMAN = ("xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi")
ROMAN = {numeral: 12 + k for k, numeral in enumerate(_ROMAN)}
"""The centuries that copy writes in Roman numerals."""
ROMAN_ORDINALS = {numeral + end: n for numeral, n in ROMAN.items() for end in ("e", "ème")}
"""The same as ordinals, as French has them: "XIXe"."""


@dataclass(frozen=True)
class DateWords:
    """The date words of one language, made ready."""

    months: Mapping[str, int]
    short_months: Mapping[str, int]
    guarded: frozenset[str]
    month_cues: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    days: tuple[tuple[Phrase, int], ...]
    towards: Mapping[str, int]
    towards_after: tuple[tuple[Phrase, int], ...]
    units: Mapping[str, tuple[tuple[Phrase, str], ...]]
    """By their first word, a possessive of one word included."""
    ago: frozenset[str]
    ago_before: tuple[tuple[Phrase, int], ...]
    hence: tuple[Phrase, ...]
    later: tuple[tuple[Phrase, int], ...]
    """What stands behind a count told from a moment before: "two days | later"."""
    next_day: tuple[tuple[Phrase, int], ...]
    """Days told from a moment before: "le lendemain"."""
    nights: tuple[tuple[str, ...], ...]
    """The words around the days of a night: ("nacht", "zum") and a day; with a third, two days."""
    day_part_phrases: tuple[Phrase, ...]
    decade_names: Mapping[str, int]
    sets: Mapping[str, frozenset[str]]
    starters: frozenset[str]


@lru_cache(maxsize=16)
def date_words(language: str) -> DateWords:
    """The date words of `language`; empty where there is no data file."""
    data = lexicon(language).dates
    towards = dict.fromkeys(data.get("last", ()), -1) | dict.fromkeys(data.get("this", ()), 2)
    towards |= dict.fromkeys(data.get("next", ()), 3)
    after = [(phrase_of(p), -1) for p in data.get("last_after", ())]
    after += [(phrase_of(p), 3) for p in data.get("next_after", ())]
    before = [(phrase_of(p), -1) for p in data.get("ago_before", ())]
    before += [(phrase_of(p), 1) for p in data.get("hence_before", ())]
    days = sorted(
        ((phrase_of(p), v) for p, v in data.get("days", {}).items() if abs(v) < 9),
        key=lambda row: -len(row[0]),
    )
    units: dict[str, tuple[tuple[Phrase, str], ...]] = {}
    for name, unit in data.get("units", {}).items():
        phrase = phrase_of(name)
        for first in (phrase[0], *((phrase[0] + "'s",) if len(phrase) == 1 else ())):
            rows = (*units.get(first, ()), (phrase, unit))
            units[first] = tuple(sorted(rows, key=lambda row: -len(row[0])))
    months, short = data.get("months", {}), data.get("months_short", {})
    seasons = data.get("seasons", {})
    weekdays = data.get("weekdays", {}) | data.get("weekdays_short", {})
    starters = {
        *months, *short, *seasons, *weekdays, *towards, *(p[0] for p, _ in days),
        *(p[0] for p, _ in before), *data.get("early", ()), *data.get("century_before", ()),
        *(phrase_of(p)[0] for p in data.get("decade_before", ())),
        *(units if after else ()),
        *lexicon(language).numbers.ordinals,
        *(("overnight", "following", "preceding", "previous") if language == "en" else ()),
        *data.get("fiscal", ()), *data.get("decade_names", {}), *data.get("clock_names", ()),
        *data.get("roman_century_before", ()),
        *(phrase_of(p)[0] for p in data.get("next_day", {})),
        *(ROMAN_ORDINALS if data.get("roman_century") else ()),
    }  # fmt: skip
    return DateWords(
        months=months,
        short_months=short,
        guarded=frozenset(data.get("months_guarded", ())),
        month_cues=frozenset(data.get("month_cues", ())),
        weekdays=weekdays,
        seasons=seasons,
        days=tuple(days),
        towards=towards,
        towards_after=tuple(after),
        units=units,
        ago=frozenset(data.get("ago", ())),
        ago_before=tuple(before),
        hence=tuple(phrase_of(p) for p in data.get("hence", ())),
        later=tuple((phrase_of(p), v) for p, v in data.get("later", {}).items()),
        next_day=tuple((phrase_of(p), v) for p, v in data.get("next_day", {}).items()),
        nights=tuple(
            tuple(row) for name in ("night_before", "night_to") for row in data.get(name, ())
        ),
        day_part_phrases=tuple(phrase_of(p) for p in data.get("day_part_phrases", ())),
        decade_names=data.get("decade_names", {}),
        sets={name: frozenset(v) for name, v in data.items() if _is_words(v)},
        starters=frozenset(starters),
    )


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def word_set(w: DateWords, name: str) -> frozenset[str]:
    """The list `name` of the data file as a set; empty where the language has none."""
    return w.sets.get(name, frozenset())


def small_count(s: Scan, i: int) -> tuple[int, int] | None:
    """The whole number below ten thousand at token `i` ("two", "a"), and the token behind it."""
    numeral = numeral_at(s, i)
    if numeral is not None and numeral.kind == "plain" and numeral.value is not None:
        if numeral.value == numeral.value.to_integral_value() and numeral.value < 10000:
            return int(numeral.value), numeral.end
        return None
    if s.low(i) in s.lex.numbers.articles:
        return 1, i + 1
    return None


def unit_at(s: Scan, i: int, w: DateWords) -> tuple[str, int] | None:
    """The unit of time at token `i`, and the token behind it."""
    low = s.low(i)
    for phrase, unit in w.units.get(low, ()):
        if s.gap(i) == "\n":
            return None
        whose = len(phrase) == 1 and low != phrase[0]  # "last year's"
        if whose or s.phrase(i, phrase):
            return unit, i + len(phrase)
    return None
