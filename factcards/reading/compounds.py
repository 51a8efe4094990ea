"""German numbers, which are written as one word: "zweiundzwanzigtausend"."""

from __future__ import annotations

import re
from functools import lru_cache

from factcards.reading.number_words import NumberWords, lexicon


@lru_cache(maxsize=4)
def _compound_pattern(language: str) -> re.Pattern[str]:
    parts = sorted(lexicon(language).numbers.compounds, key=lambda part: -len(part))
    return re.compile("|".join(map(re.escape, parts)))


def compound_value(word: str, language: str) -> int | None:
    """What a number written as one word is worth ("zweiundzwanzig"), or None."""
    words: NumberWords = lexicon(language).numbers
    if not words.compounds or word in words.compound_not or len(word) > 120:
        return None
    pattern, at, parts = _compound_pattern(language), 0, []
    while at < len(word):
        match = pattern.match(word, at)
        if match is None:
            return None
        parts.append(words.compounds[match.group()])
        at = match.end()
    return _compound_sum(parts)


_ENDINGS = ("", "e", "er", "es", "en", "em")


def tied_value(word: str, language: str) -> tuple[int, str] | None:
    """The number and the unit of an adjective made of both ("elfjährige": 11, "year"), or None."""
    for stem, unit in lexicon(language).numbers.tied_units.items():
        head, found, ending = word.rpartition(stem)
        if found and ending in _ENDINGS:
            value = compound_value(head, language) if head else None
            return None if value is None else (value, unit)
    return None


def _compound_sum(parts: list[int]) -> int | None:
    """The sum of the parts of a German number: unit, "und" (-1), ten; hundred; thousand."""
    total, current, and_pending = 0, 0, False
    for part in parts:
        if part == -1:
            if current % 100 > 9 or and_pending:
                return None
            and_pending = True
        elif part == 1000:
            if total:
                return None
            total, current = max(current, 1) * 1000, 0
        elif part == 100:
            if current > 9:
                return None
            current = max(current, 1) * 100
        elif and_pending:
            if part > 9 and part % 10:
                return None
            current, and_pending = current + part, False
        else:
            if current % 100:
                return None
            current += part
    if and_pending:
        return None
    return total + current
