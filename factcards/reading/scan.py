"""A text made ready for reading numbers, and what every numeral shares: scale words, fractions."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from factcards.reading.digits import decimal_mark
from factcards.reading.number_words import Lexicon, Phrase, lexicon
from factcards.reading.tokens import Token, tokenise

NumeralKind = Literal["plain", "vague", "fraction", "ordinal", "year", "multiple", "opaque"]

# Beyond this a chain of scale words is no number any more ("million million million ...").
LARGEST = Decimal("1e24")
_FRACTION_PLACES = Decimal("0.0001")
# No reader looks further than this beyond either end of a text.
_PADDING = ("",) * 64
HYPHENS = frozenset("-‐‑")
_ABBREVIATED = frozenset(["mio", "mrd", "md", "mln", "bln"])


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number from token `first` up to, not including, token `end`."""

    first: int
    end: int
    value: Decimal | None
    """None for digits that are no number ("1.2.3")."""
    kind: NumeralKind = "plain"
    scaled: bool = False
    """Whether a scale word or letter took part ("4.2 million", "10k")."""
    digits: bool = False
    """Whether it is written in digits."""
    about: bool = False
    """Whether the number word itself is a rough one (French "une vingtaine")."""
    unit: str | None = None
    """The unit that the same word names (German "elfjährig")."""
    base: Decimal | None = None
    """For digits with a scale word: the digits' own value (4.2 of "4.2 million")."""


@dataclass(frozen=True)
class Scan:
    """A text as tokens, with its language's lexicon and decimal mark."""

    text: str
    tokens: tuple[Token, ...]
    lex: Lexicon
    mark: str
    lows: tuple[str, ...]
    """The lower-case tokens and then empty ones, which indices just below zero reach as well."""
    gaps: tuple[str, ...]
    """The white space before each token, and line ends behind them all."""
    numerals: dict[tuple[int, bool], Numeral | None] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What `numeral_at` has read so far, so that no number is read twice."""

    def low(self, index: int) -> str:
        """The lower-case token at `index`, "" outside the text."""
        try:
            return self.lows[index]
        except IndexError:
            return ""

    def gap(self, index: int) -> str:
        """The white space before token `index`; a line end outside the text."""
        try:
            return self.gaps[index]
        except IndexError:
            return "\n"

    def phrase(self, index: int, phrase: Phrase) -> bool:
        """Whether `phrase` stands at token `index`, within one line."""
        tokens = self.tokens
        if not 0 <= index < len(tokens) or tokens[index].low != phrase[0]:
            return False
        if index + len(phrase) > len(tokens):
            return False
        return all(
            tokens[index + k].low == word and (k == 0 or tokens[index + k].gap != "\n")
            for k, word in enumerate(phrase)
        )

    def phrase_before(self, index: int, phrase: Phrase) -> bool:
        """Whether `phrase` ends right before token `index`, within one line."""
        return self.gap(index) != "\n" and self.phrase(index - len(phrase), phrase)


@lru_cache(maxsize=4)
def scan(text: str, language: str) -> Scan:
    """`text` made ready for the readers of numbers and dates."""
    tokens = tokenise(text, language[:2].lower())
    mark = decimal_mark(language, (t.text for t in tokens if t.kind == "num"))
    lows = (*(t.low for t in tokens), *_PADDING)
    gaps = (*(t.gap for t in tokens), *("\n" for _ in _PADDING))
    return Scan(text, tokens, lexicon(language), mark, lows, gaps)


def fraction_value(numerator: int, denominator: int) -> Decimal:
    """A fraction as a decimal with at most four places (docs/decisions/fractions.md)."""
    return (Decimal(numerator) / Decimal(denominator)).quantize(_FRACTION_PLACES).normalize()


def vulgar_fraction(char: str) -> Decimal | None:
    """The value of a sign such as ½, or None."""
    if len(char) != 1 or "FRACTION" not in unicodedata.name(char, ""):
        return None
    value = unicodedata.numeric(char, None)  # the fraction slash has none
    return None if value is None else Decimal(str(value)).quantize(_FRACTION_PLACES).normalize()


def with_scales(s: Scan, numeral: Numeral, *, last: Decimal = Decimal(0)) -> Numeral:
    """`numeral` with the scale words that follow: "4.2 million", "2 mil millones".

    `last` is the scale that `numeral` itself ends with: "a million | and a half".
    """
    words, tokens = s.lex.numbers, s.tokens
    value, end, scaled = numeral.value, numeral.end, False
    assert value is not None  # noqa: S101 - callers pass numbers only
    while True:
        at = end
        if at + 1 < len(tokens) and tokens[at].text in HYPHENS and not tokens[at].gap:
            at += 1
            if tokens[at].gap:
                break
        scale = scale_at(s, at)
        if scale is None or value * scale > LARGEST:
            break
        value, end, scaled, last = value * scale, at + 1, True, scale
        if tokens[at].low in _ABBREVIATED and s.low(end) == "." and s.gap(end + 1) == " ":
            end += 1
    low = s.low(end) if s.gap(end) == " " else ""
    for phrase, part in words.and_a_half if low else ():
        if phrase[0] == low and s.phrase(end, phrase):
            if last:
                return Numeral(
                    numeral.first,
                    end + len(phrase),
                    value + part * last,
                    scaled=True,
                    digits=numeral.digits,
                )
            more = Numeral(numeral.first, end + len(phrase), value + part, digits=numeral.digits)
            return with_scales(s, more) if scale_at(s, more.end) is not None else more
    if not scaled:
        return numeral
    kind: NumeralKind = "plain" if numeral.kind == "fraction" else numeral.kind
    return Numeral(
        numeral.first,
        end,
        value,
        kind,
        scaled=True,
        digits=numeral.digits,
        about=numeral.about,
        base=numeral.value,
    )


def scale_at(s: Scan, i: int, *, begins: bool = False) -> Decimal | None:
    """The value of a scale word at token `i` that multiplies what stands before it.

    `begins` allows a line end before it: the scale word starts the number.
    """
    if i >= len(s.tokens) or s.tokens[i].kind != "word":
        return None
    if s.tokens[i].gap == "\n" and not begins:
        return None
    words, low = s.lex.numbers, s.tokens[i].low
    if low in words.hundreds:
        return Decimal(100)
    scale = words.scales.get(low)
    if scale is None and low in words.vague and words.vague[low] >= 1000:
        scale = words.vague[low]
    return scale
