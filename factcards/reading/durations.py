"""Times told in several units as one: "two hours 14 minutes", "1h 32m", "an hour and a half"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from factcards.reading.amounts import Amount
from factcards.reading.numerals import Numeral, Scan
from factcards.reading.units import unit_table

_SECONDS = {"hour": Decimal(3600), "minute": Decimal(60), "second": Decimal(1)}
_SMALLER = {"hour": ("minute", "second"), "minute": ("second",)}
_LINKS = frozenset({"and", "y", "und", "et", ",", "con"})
# "an hour and a half", "dos años y medio", "une heure et demie".
_HALVES = {
    "en": (("and", "a", "half"), ("and", "one", "half")),
    "es": (("y", "media"), ("y", "medio")),
    "fr": (("et", "demie"), ("et", "demi")),
    "de": (),
}
_HALF = Decimal("0.5")
_LETTERS = {"m": "minute", "min": "minute", "s": "second"}

ReadAmount = Callable[[Scan, int], Amount | None]


def whole_time(s: Scan, a: Amount, read: ReadAmount, masked: frozenset[int]) -> Amount:
    """`a` together with the smaller units behind it, in the smallest one; else `a` itself.

    Years and months stay apart: a sentence of "12 years and seven months" is told in two.
    """
    half = _with_half(s, a)
    if half is not None:
        return half
    while a.unit in _SMALLER and not a.hyphened and a.end < len(s.tokens):
        at = a.end
        while s.low(at) in _LINKS and at - a.end < 2 and s.gap(at) != "\n":
            at += 1
        if at in masked or s.gap(at) == "\n":
            break
        part = _part(s, at, a, read)
        if part is None or part.unit is None:
            break
        value = a.value * _SECONDS[a.unit] / _SECONDS[part.unit] + part.value
        number = replace(a.number, end=part.end, value=value)
        a = replace(a, end=part.end, value=value, unit=part.unit, number=number)
    return a


def _part(s: Scan, at: int, a: Amount, read: ReadAmount) -> Amount | None:
    """The amount of a smaller unit at token `at`, less than one of the larger."""
    if a.unit is None or a.value != a.value.to_integral_value():
        return None
    part = read(s, at)
    if part is None or part.first != at or part.number.kind != "plain" or part.hyphened:
        return None
    if part.unit is None and s.low(part.end) in _LETTERS and not s.gap(part.end):
        part = replace(part, end=part.end + 1)
    letter = _LETTERS.get(s.low(part.end - 1)) if part.unit in ("m", None) else None
    if letter is not None and not s.gap(part.end - 1) and len(s.low(a.end - 1)) < 4:
        part = replace(part, unit=letter)  # "1h 32m"
    if part.unit not in _SMALLER.get(a.unit, ()):
        return None
    fits = 0 <= part.value < _SECONDS[a.unit] / _SECONDS[part.unit]
    return part if fits else None


def _with_half(s: Scan, a: Amount) -> Amount | None:
    unit = unit_table().units.get(a.unit or "")
    if unit is None or unit.kind != "duration" or a.hyphened or a.number.kind != "plain":
        return None
    for phrase in _HALVES.get(s.lex.language, ()):
        if s.phrase(a.end, phrase) and s.gap(a.end) == " ":
            end = a.end + len(phrase)
            value = a.value + _HALF
            return replace(a, end=end, value=value, number=replace(a.number, end=end, value=value))
    return None


def time_of_one(s: Scan, i: int, read: ReadAmount, masked: frozenset[int]) -> Amount | None:
    """ "an hour and 50 minutes", "a year and a half": one by its article, with more behind it."""
    if s.low(i) not in s.lex.numbers.articles and s.low(i) not in _ONES.get(s.lex.language, ()):
        return None
    phrases = unit_table().phrases.get(s.lex.language)
    for phrase, unit in phrases.entries.get(s.low(i + 1), ()) if phrases else ():
        if len(phrase) > 1 or s.gap(i + 1) != " ":
            continue
        number = Numeral(i, i + 2, Decimal(1))
        one = Amount(i, i + 2, number, Decimal(1), unit)
        whole = whole_time(s, one, read, masked)
        return whole if whole.end > one.end else None
    return None


_ONES = {"es": ("un", "una"), "fr": ("un", "une"), "de": ("eine", "einer", "einem", "ein")}
