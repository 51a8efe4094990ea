"""Numbers in digits and words: where one stands, and what it is worth.

A numeral is the number alone; unit, sign and qualifier are read around it.
"""

from __future__ import annotations

from decimal import Decimal

from factcards.reading.digits import digits_value
from factcards.reading.numeral_words import numeral_in_words
from factcards.reading.scan import (
    Numeral,
    NumeralKind,
    Scan,
    fraction_value,
    scan,
    vulgar_fraction,
    with_scales,
)

__all__ = ["Numeral", "Scan", "fraction_value", "numeral_at", "scan"]

_SLASH_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16})


def numeral_at(s: Scan, i: int, *, money: bool = False) -> Numeral | None:
    """The numeral that starts at token `i`, if one does.

    `money` says that a currency stands before it, so that "m" is a million.
    """
    key = (i, money)
    if key not in s.numerals:
        s.numerals[key] = _read(s, i, money=money)
    return s.numerals[key]


def _read(s: Scan, i: int, *, money: bool) -> Numeral | None:
    token = s.tokens[i]
    if token.kind == "num":
        return _from_digits(s, i, money=money)
    if token.kind == "sym":
        part = vulgar_fraction(token.text)
        if part is None:
            return None
        return with_scales(s, Numeral(i, i + 1, part, "fraction", digits=True))
    if token.kind != "word":
        return None
    return numeral_in_words(s, i)


def _from_digits(s: Scan, i: int, *, money: bool) -> Numeral:
    tokens, words = s.tokens, s.lex.numbers
    value = digits_value(tokens[i].text, s.mark)
    if value is None:
        return Numeral(i, i + 1, None, "opaque", digits=True)
    end = i + 1
    if end < len(tokens) and tokens[end].gap == "" and tokens[end].low in words.ordinal_suffixes:
        return Numeral(i, end + 1, value, "ordinal", digits=True)
    kind: NumeralKind = "plain"
    if end < len(tokens) and tokens[end].kind == "sym" and tokens[end].gap == "":
        part = vulgar_fraction(tokens[end].text)
        if part is not None:
            value, end = value + part, end + 1
    slash = _slash_fraction(s, end - 1)
    mixed = _slash_fraction(s, end) if s.gap(end) == " " else None
    if slash is not None:
        value, end, kind = slash, end + 2, "fraction"
    elif mixed is not None and value == value.to_integral_value():
        value, end = value + mixed, end + 3
    numeral = Numeral(i, end, value, kind, digits=True)
    short = _short_scale(s, end, money=money)
    if short is not None:
        return Numeral(i, end + 1, value * short, kind, scaled=True, digits=True, base=value)
    return with_scales(s, numeral)


def _slash_fraction(s: Scan, i: int) -> Decimal | None:
    """The value of "3/4" whose first number is token `i`; None for dates, idioms ("24/7")."""
    tokens = s.tokens
    if i + 2 >= len(tokens) or tokens[i + 1].text not in ("/", "⁄"):
        return None
    upper, lower = tokens[i], tokens[i + 2]
    if tokens[i + 1].gap or lower.gap or not (upper.text.isdecimal() and lower.text.isdecimal()):
        return None
    if len(upper.text) > 2 or len(lower.text) > 2 or (s.low(i + 3) == "/" and not s.gap(i + 3)):
        return None
    above, below = int(upper.text), int(lower.text)
    if below not in _SLASH_DENOMINATORS or not 0 < above < below:
        return None
    return fraction_value(above, below)


def _short_scale(s: Scan, end: int, *, money: bool) -> Decimal | None:
    """The scale of a letter behind digits: "4.2m", "$4 bn", "10k"."""
    if end >= len(s.tokens):
        return None
    token = s.tokens[end]
    scale = s.lex.numbers.short_scales.get(token.low)
    if scale is None or token.gap == "\n" or token.kind != "word":
        return None
    if (len(token.low) == 1 and token.low != "k") or token.low == "mm":
        # "4m" is four metres unless money, or a plural that can be counted, says otherwise.
        following = s.low(end + 1)
        counted = s.gap(end + 1) == " " and (
            following in s.lex.grammar["irregular_plurals"]
            or (following.endswith("s") and following not in s.lex.grammar.closed)
        )
        if not money and not (token.gap == "" and counted and token.low == "m"):
            return None
    elif token.low == "k" and token.gap:
        return None
    elif token.text == "K" and not money and not s.low(end + 1).endswith("s"):
        return None  # "4K", "a 10K run": names of a format and a race
    return scale
