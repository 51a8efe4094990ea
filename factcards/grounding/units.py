"""Words and signs that belong to the number before or behind them: units and money.

They are the forms of money, measures and shares that reading knows (`reading/data/units.toml` and
`currencies.toml`), in all its languages together: a token of an article must not
depend on the language it was taken for. Years, days and hours are words of their own,
and so is a unit that goes on ("metres per second").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from factcards.reading.units import unit_table

_AMBIGUOUS = frozenset(
    ("in", "a", "s", "t", "h", "L", "no", "can", "real", "grand", "quid", "feet")
)
"""Unit forms that are mostly other words or letters; feet are cut by the rule for measures."""
_WORD = re.compile(r"[^\W\d_]+[\u00b2\u00b3]?(?![\w\u00b2\u00b3])")
_PER = re.compile(r"\d\s?[^\W\d_]{1,8}$")
_GOES_ON = re.compile(r"(?:\s\w+)?\s(?:per|por|par|pro)\s(?!cent)")
_WINDOW = 40


@dataclass(frozen=True, slots=True)
class _Forms:
    symbols: frozenset[str]
    words: frozenset[str]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    """Units of several words, by each word that another one of them follows."""
    before: re.Pattern[str]
    """Money that stands before its amount in letters: "Rs.", "kr"."""


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    table = unit_table()
    several: dict[str, set[tuple[str, ...]]] = {}
    words = {word for word in table.money_words if len(word) > 1}
    for phrases in (*table.phrases.values(), table.money_phrases):
        for entries in phrases.entries.values():
            for phrase, name in entries:
                unit = table.units.get(name)
                if (unit and unit.kind == "duration") or not all(map(str.isalpha, phrase)):
                    continue
                if len(phrase) == 1:
                    words.add(phrase[0])
                for part in phrase[:-1]:
                    several.setdefault(part, set()).add(phrase)
    lettered = sorted((s for s in table.money_symbols if s[0].isalpha() and "$" not in s), key=len)
    names = "|".join(re.escape(sign) for sign in (*reversed(lettered), "kr", "Kr"))
    return _Forms(
        frozenset(
            sign
            for sign, name in table.symbols.items()
            if sign[0].isalpha() and table.units[name].kind != "duration"
        )
        - _AMBIGUOUS,
        frozenset(words) - _AMBIGUOUS,
        {word: tuple(phrases) for word, phrases in several.items()},
        re.compile(rf"(?<!\w)(?:{names})$"),
    )


def unit_at(text: str, position: int) -> bool:
    """Whether the words at `position` are a unit of the number before them."""
    match = _WORD.match(text, position)
    if match is None or _GOES_ON.match(text, match.end()):
        return False
    forms, word = _forms(), match.group()
    if word in forms.symbols or word.lower() in forms.words:
        return True
    low = word.lower()
    for phrase in forms.phrases.get(low, ()):
        if phrase[0] == low and _follows(text, match.end(), phrase[1:]):
            return True
    return False


def inside_unit(text: str, start: int, end: int, word: str) -> bool:
    """Whether the white space from `start` to `end` stands inside a unit of several words.

    `word` is the word before it, in lower case.
    """
    for phrase in _forms().phrases.get(word, ()):
        for place, part in enumerate(phrase[:-1], start=1):
            if part != word or not _follows(text, start, phrase[place:]):
                continue
            before = text[max(0, start - _WINDOW) : start].lower().split()[-place:]
            if tuple(before) == phrase[:place]:
                return True
    return False


def money_before(text: str, position: int) -> bool:
    """Whether letters that stand for a currency end at `position`: "Rs.", "kr"."""
    window = text[max(0, position - 6) : position]
    return _forms().before.search(window) is not None


def is_per(text: str, slash: int) -> bool:
    """Whether the slash stands inside a unit: "5 km/h"."""
    if not text[slash + 1 : slash + 2].isalpha():
        return False
    return _PER.search(text, max(0, slash - 10), slash) is not None


def _follows(text: str, position: int, words: tuple[str, ...]) -> bool:
    """Whether `words` stand behind `position`, white space before each of them."""
    found = text[position : position + _WINDOW].lower().split(None, len(words))[: len(words)]
    if len(found) < len(words) or not text[position : position + 1].isspace():
        return False
    last = re.match(r"\w+", found[-1])
    return tuple(found[:-1]) == words[:-1] and last is not None and last.group() == words[-1]
