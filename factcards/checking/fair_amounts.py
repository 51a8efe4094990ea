"""What the words of a number may mean by themselves, whether or not reading takes them for one.

Reading leaves "one", "double", "an hour" and "19:34" aside where they are more often no
figure. A card that has one for a figure is not wrong for that: only its value can be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache
from typing import NamedTuple

from factcards.checking.conversion import converted_value
from factcards.reading.figures import read_figures, read_value
from factcards.reading.mentions import FigureMention
from factcards.reading.number_words import lexicon

_WORD = re.compile(r"\w+")
_SCORE = re.compile(r"\s*(\d{1,4})\s*[:\-–—]\s*(\d{1,4})\s*")
_TIMES = re.compile(r"(?:mal|fach)$")
_TIME_OVER = frozenset(["twice", "double", "thrice", "treble"])
_TWO = {"beide": 2, "beiden": 2, "both": 2, "ambos": 2, "ambas": 2, "pair": 2, "couple": 2}
_HALVES = frozenset(["half", "halves", "hälfte", "mitad", "moitié", "halved", "halbiert"])
_DECADES = {
    "teens": 13, "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_ONE = frozenset(["one", "ein", "eine", "einen", "einem", "einer", "uno", "una", "un", "une"])
_FOUR_PLACES = Decimal("0.0001")
_LONGEST = 60


class Amount(NamedTuple):
    """A value, the end of its range, and its unit."""

    value: Decimal
    value_to: Decimal | None = None
    unit: str | None = None


@lru_cache(maxsize=1024)
def fair_amounts(text: str, language: str) -> tuple[Amount, ...]:
    """Every amount that a reader can take `text`, the words of one figure, for."""
    if len(text) > _LONGEST:
        return ()
    return tuple(dict.fromkeys(_amounts(text, language)))


def _amounts(text: str, language: str) -> Iterator[Amount]:
    one = read_value(text, language)
    if one is not None:
        yield Amount(one.value, one.value_to, one.unit)
    score = _SCORE.fullmatch(text)
    if score is not None:
        yield Amount(Decimal(score[1]), Decimal(score[2]))
    yield from _of_several(text, language)
    yield from _in_words(text, language)


def _of_several(text: str, language: str) -> Iterator[Amount]:
    """ "11 votes to 18" is a score, "an hour and 50 minutes" a sum."""
    articles = "|".join(sorted(lexicon(language).numbers.articles))
    counted = re.sub(rf"\b(?:{articles})\b", "1", text, flags=re.IGNORECASE) if articles else text
    found = read_figures(counted, language)
    if len(found) == 2:
        first, second = found
        if first.unit is not None and second.unit is not None and first.unit != second.unit:
            yield from _sum(first, second)
        else:
            yield Amount(first.value, second.value, first.unit or second.unit)
    elif counted != text and (again := read_value(counted, language)) is not None:
        yield Amount(again.value, again.value_to, again.unit)
    shares = [share for word in _WORD.findall(text.lower()) if (share := _share(word, language))]
    if len(shares) == 2:
        yield Amount(shares[0], shares[1])


def _sum(first: FigureMention, second: FigureMention) -> Iterator[Amount]:
    for one, other in ((first, second), (second, first)):
        more = converted_value(one.value, one.unit, other.unit)
        if more is not None:
            yield Amount(more + other.value, None, other.unit)


def _in_words(text: str, language: str) -> Iterator[Amount]:
    """Words for one, a part, a multiple or an age: "one", "a third", "twice", "thirties"."""
    numbers = lexicon(language).numbers
    words = _WORD.findall(text.lower())
    if any(word in numbers.scales for word in words):
        return  # "half a million" is no half
    for at, word in enumerate(words):
        rest = [w for w in words[at + 1 :] if w not in ("of", "de", "von", *numbers.articles)]
        multiple = numbers.multiples.get(word) or (2 if word in _TIME_OVER else None)
        stem = _TIMES.sub("", word)
        if multiple is None and stem != word:
            multiple = numbers.values.get(stem)
        if multiple is not None:
            yield Amount(Decimal(multiple), None, "time")
            yield Amount(Decimal(multiple))
        share = _share(word, language)
        if share is not None and len(words) <= 6:
            yield from _of_unit(share, rest, language)
        if word in _DECADES:
            yield Amount(Decimal(_DECADES[word]), Decimal(_DECADES[word] + 9), "year")
        if word in _TWO:
            yield Amount(Decimal(_TWO[word]))
        if word in numbers.articles and at == 0 and rest[-1:] and rest[-1] in _HALVES:
            yield Amount(Decimal("1.5"))
            yield Amount(Decimal("1.5"), None, rest[0])
        if word in _ONE and at == 0 and not any(w in numbers.values for w in rest):
            yield from _of_unit(Decimal(1), rest, language)


def _of_unit(value: Decimal, rest: list[str], language: str) -> Iterator[Amount]:
    """`value` alone, and in the unit that follows it: "a quarter | of an hour"."""
    yield Amount(value)
    if not rest:
        return
    measured = read_value(f"1 {rest[0]}", language)
    if measured is not None and measured.unit is not None:
        yield Amount(value, None, measured.unit)
    if rest[-1] in _HALVES:  # "a page and a half"
        yield Amount(value + Decimal("0.5"), None, rest[0])


def _share(word: str, language: str) -> Decimal | None:
    if word in _HALVES:
        return Decimal("0.5")
    parts = lexicon(language).numbers.fractions_one.get(word)
    if parts is None:
        return None
    return (Decimal(1) / parts).quantize(_FOUR_PLACES, ROUND_HALF_EVEN).normalize()
