"""Numbers in digits and words: where one stands, and what it is worth.

A numeral is the number alone; unit, sign and qualifier are read around it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from factcards.reading.digits import decimal_mark, digits_value
from factcards.reading.number_words import Lexicon, NumberWords, Phrase, lexicon
from factcards.reading.tokens import Token, tokenise

NumeralKind = Literal["plain", "vague", "fraction", "ordinal", "year", "multiple", "opaque"]

# Beyond this a chain of scale words is no number any more ("million million million ...").
_LARGEST = Decimal("1e24")
_FRACTION_PLACES = Decimal("0.0001")
_SLASH_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16})
_HYPHENS = frozenset("-‐‑")
_ABBREVIATED = frozenset(["mio", "mrd", "md", "mln", "bln"])
_HALVED = frozenset(["hour", "day", "week", "month", "year", "decade", "mile", "minute"])


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
    base: Decimal | None = None
    """For digits with a scale word: the digits' own value (4.2 of "4.2 million")."""


@dataclass(frozen=True)
class Scan:
    """A text as tokens, with its language's lexicon and decimal mark."""

    text: str
    tokens: tuple[Token, ...]
    lex: Lexicon
    mark: str

    def low(self, index: int) -> str:
        """The lower-case token at `index`, "" outside the text."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""

    def gap(self, index: int) -> str:
        """The white space before token `index`; a line end outside the text."""
        return self.tokens[index].gap if 0 <= index < len(self.tokens) else "\n"

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
    return Scan(text, tokens, lexicon(language), mark)


def fraction_value(numerator: int, denominator: int) -> Decimal:
    """A fraction as a decimal with at most four places (docs/decisions/fractions.md)."""
    return (Decimal(numerator) / Decimal(denominator)).quantize(_FRACTION_PLACES).normalize()


def vulgar_fraction(char: str) -> Decimal | None:
    """The value of a sign such as ½, or None."""
    if len(char) != 1 or "FRACTION" not in unicodedata.name(char, ""):
        return None
    return Decimal(str(unicodedata.numeric(char))).quantize(_FRACTION_PLACES).normalize()


def numeral_at(s: Scan, i: int, *, money: bool = False) -> Numeral | None:
    """The numeral that starts at token `i`, if one does.

    `money` says that a currency stands before it, so that "m" is a million.
    """
    token = s.tokens[i]
    if token.kind == "num":
        return _from_digits(s, i, money=money)
    if token.kind == "sym":
        part = vulgar_fraction(token.text)
        if part is None:
            return None
        return _with_scales(s, Numeral(i, i + 1, part, "fraction", digits=True))
    if token.kind != "word":
        return None
    return _from_words(s, i)


# --- digits -----------------------------------------------------------------


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
    return _with_scales(s, numeral)


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
    return scale


def _with_scales(s: Scan, numeral: Numeral) -> Numeral:
    """`numeral` with the scale words that follow: "4.2 million", "2 mil millones"."""
    words, tokens = s.lex.numbers, s.tokens
    value, end, scaled, last = numeral.value, numeral.end, False, Decimal(0)
    assert value is not None  # noqa: S101 - callers pass numbers only
    while True:
        at = end
        if at + 1 < len(tokens) and tokens[at].text in _HYPHENS and not tokens[at].gap:
            at += 1
            if tokens[at].gap:
                break
        scale = _scale_at(s, at)
        if scale is None or value * scale > _LARGEST:
            break
        value, end, scaled, last = value * scale, at + 1, True, scale
        if tokens[at].low in _ABBREVIATED and s.low(end) == "." and s.gap(end + 1) == " ":
            end += 1
    for phrase, part in words.and_a_half if s.gap(end) == " " else ():
        if s.phrase(end, phrase):
            if scaled:
                return Numeral(
                    numeral.first,
                    end + len(phrase),
                    value + part * last,
                    scaled=True,
                    digits=numeral.digits,
                )
            more = Numeral(numeral.first, end + len(phrase), value + part, digits=numeral.digits)
            return _with_scales(s, more) if _scale_at(s, more.end) is not None else more
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


def _scale_at(s: Scan, i: int, *, begins: bool = False) -> Decimal | None:
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


# --- words ------------------------------------------------------------------


def _from_words(s: Scan, i: int) -> Numeral | None:
    words, low = s.lex.numbers, s.tokens[i].low
    if low in words.values or low in words.scales or low in words.articles or low in words.half:
        return _fraction(s, i) or _plain_words(s, i) or _several(s, i) or _vague(s, i)
    if low in words.multiples:
        return Numeral(i, i + 1, Decimal(words.multiples[low]), "multiple")
    if low in words.ordinals:
        return Numeral(i, i + 1, Decimal(words.ordinals[low]), "ordinal")
    if low in words.approximate:
        return Numeral(i, i + 1, words.approximate[low], about=True)
    if words.compounds:
        value = compound_value(low, s.lex.language)
        if value is not None:
            return _fraction_after(s, i, i + 1, int(value)) or _with_scales(
                s, Numeral(i, i + 1, Decimal(value))
            )
    return _fraction(s, i) or _several(s, i) or _vague(s, i)


@dataclass(slots=True)
class _Sum:
    """A number being added up from words."""

    total: Decimal = Decimal(0)
    current: int | None = None
    last_scale: Decimal = Decimal(0)
    after_scale: bool = False

    def add(self, value: int, *, vigesimal: bool) -> bool:
        """Take a word below a hundred, or a whole hundred; False where it cannot follow."""
        if self.current is None:
            if self.last_scale and value >= self.last_scale:
                return False
            self.current, self.after_scale = value, False
            return True
        rest = self.current % 100
        if value == 0 or self.current == 0:
            return False
        if rest == 0:
            fits = value < 100
        elif rest >= 20 and rest % 10 == 0:
            fits = value < 10 or (vigesimal and rest in (60, 80) and value < 20)
        elif vigesimal and rest == 10 and 7 <= value <= 9:  # "dix-sept"
            fits = True
        elif vigesimal and rest == 4 and value == 20:
            self.current += 76
            return True
        else:
            fits = False
        if fits:
            self.current += value
        return fits

    def hundred(self) -> bool:
        """Multiply by a hundred what was counted so far."""
        if self.current is None:
            self.current = 100
        elif 0 < self.current < 100:
            self.current *= 100
        else:
            return False
        self.after_scale = False
        return True

    def scale(self, scale: Decimal) -> bool:
        """Multiply by a scale word."""
        if self.current is None and not self.after_scale:
            self.total, self.last_scale, self.after_scale = scale, scale, True
            return self.total == scale
        if self.current is None:
            grown = self.total * scale
        elif self.last_scale and scale > self.last_scale:
            grown = (self.total + self.current) * scale
        elif self.last_scale == scale:
            return False
        else:
            grown = self.total + self.current * scale
        if grown > _LARGEST:
            return False
        self.total, self.current, self.last_scale, self.after_scale = grown, None, scale, True
        return True

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)


def _plain_words(s: Scan, i: int) -> Numeral | None:
    """A number in words from token `i`: "twenty-four", "a hundred", "two million"."""
    words, tokens = s.lex.numbers, s.tokens
    at = i
    if tokens[i].low in words.articles and tokens[i].low not in words.values:
        if _scale_at(s, i + 1) is None or s.low(i + 1) in words.vague:
            return None
        at = i + 1
    elif tokens[i].low in words.half:
        return _half_of_scale(s, i)
    elif s.lex.language == "en" and _scale_at(s, i, begins=True) is not None:
        return None
    sum_ = _Sum()
    end, scaled, small = i, False, True
    while at < len(tokens):
        low = tokens[at].low
        if at > i and tokens[at].gap == "\n":
            break
        if low in words.hundreds:
            if not sum_.hundred():
                break
        elif low in words.values:
            if not sum_.add(words.values[low], vigesimal=words.vigesimal):
                break
        elif (scale := _scale_at(s, at, begins=at == i)) is not None:
            if low in words.vague and end == i:
                break
            if not sum_.scale(scale):
                break
            scaled = True
        else:
            break
        small = not scaled
        end = at + 1
        at = _next_part(s, end, sum_)
    if end == i:
        return None
    year = _year_words(s, i, end, sum_)
    if year is not None:
        return year
    if small:
        part = _fraction_after(s, i, end, int(sum_.value))
        if part is not None:
            return part
        if _ordinal_after(s, end, sum_):
            return Numeral(i, end + 2, sum_.value + words.ordinals[s.low(end + 1)], "ordinal")
    return _with_scales(s, Numeral(i, end, sum_.value, scaled=scaled))


def _next_part(s: Scan, end: int, sum_: _Sum) -> int:
    """Where the next word of the number may stand: behind a hyphen, "and", "y", "et"."""
    words, tokens = s.lex.numbers, s.tokens
    if end + 1 >= len(tokens):
        return end
    token, after = tokens[end], tokens[end + 1]
    if token.text in _HYPHENS and not token.gap and not after.gap:
        if after.low in words.joiners and end + 3 < len(tokens):  # "vingt-et-un"
            return end + 3 if tokens[end + 2].text in _HYPHENS else end + 2
        return end + 1
    if token.low not in words.joiners or after.gap == "\n":
        return end
    value = words.values.get(after.low)
    if value is None or value >= 100 or after.low in words.hundreds:
        return end
    if s.lex.language != "en":
        tens = sum_.current is not None and sum_.current % 100 >= 20
        return end + 1 if tens and value < 20 else end
    if s.low(end + 2) in words.hundreds:
        return end
    whole = sum_.current is None or (sum_.current >= 100 and sum_.current % 100 == 0)
    big = sum_.current is not None or sum_.last_scale >= 100
    return end + 1 if whole and big else end


def _half_of_scale(s: Scan, i: int) -> Numeral | None:
    """ "half a million", "half-million", "half a dozen"."""
    at = i + 1
    if s.low(at) in s.lex.numbers.articles or s.low(at) in _HYPHENS:
        at += 1
    scale = _scale_at(s, at)
    if scale is None:
        return None
    return Numeral(i, at + 1, (scale / 2).normalize() + 0, scaled=True)


def _fraction(s: Scan, i: int) -> Numeral | None:
    """ "half", "a third of", "a quarter of a million"; a bare one needs what it is part of."""
    words, at = s.lex.numbers, i
    if s.low(at) in words.articles and s.low(at + 1) in words.fractions_one:
        at += 1
    denominator = words.fractions_one.get(s.low(at))
    if denominator is None or s.low(at) in words.articles:
        return None
    before = s.low(i - 1)
    if before in words.ordinals or before in ("other", "same", "better", "latter"):
        return None
    if before == "and" and s.low(i - 2) in _HALVED:  # "an hour and a half of talks"
        return None
    if s.low(at) in words.half and (scaled := _half_of_scale(s, at)) is not None:
        return Numeral(i, scaled.end, scaled.value, scaled=True)
    of = s.low(at + 1) in words.vague_links
    wide = s.low(at) in words.half and (
        s.low(at + 1) in s.lex.grammar["determiners"] or s.low(at + 1) in words.articles
    )
    if not of and not wide:
        return None
    return _of_scale(s, Numeral(i, at + 1, fraction_value(1, denominator), "fraction"))


def _fraction_after(s: Scan, i: int, end: int, numerator: int) -> Numeral | None:
    """ "two-thirds", "three quarters", "one third": a small number and its parts."""
    words, at = s.lex.numbers, end
    if s.low(at) in _HYPHENS and not s.gap(at):
        at += 1
    low = s.low(at)
    denominator = words.fractions_many.get(low) if numerator != 1 else words.fractions_one.get(low)
    if denominator is None or not 0 < numerator < denominator or s.gap(at) == "\n":
        return None
    value = fraction_value(numerator, denominator)
    return _of_scale(s, Numeral(i, at + 1, value, "fraction"))


def _of_scale(s: Scan, part: Numeral) -> Numeral:
    """ "a quarter of a million": the fraction with the scale it is taken of."""
    words, end = s.lex.numbers, part.end
    if s.low(end) in words.vague_links and s.low(end + 1) in words.articles and part.value:
        scale = _scale_at(s, end + 2)
        if scale is not None and s.low(end + 2) not in words.vague:
            value = (part.value * scale).normalize() + 0
            return Numeral(part.first, end + 3, value, scaled=True)
    return part


def _ordinal_after(s: Scan, end: int, sum_: _Sum) -> bool:
    """Whether "-first" makes an ordinal of the number before it."""
    hyphen = s.low(end) in _HYPHENS and not s.gap(end) and not s.gap(end + 1)
    return hyphen and sum_.value >= 20 and s.low(end + 1) in s.lex.numbers.ordinals


def _year_words(s: Scan, i: int, end: int, first: _Sum) -> Numeral | None:
    """ "nineteen ninety-four", "twenty twenty-five": two numbers side by side are a year."""
    if not 10 <= first.value <= 21 or end >= len(s.tokens) or s.tokens[end].gap == "\n":
        return None
    value = s.lex.numbers.values.get(s.tokens[end].low)
    if value is None or not 10 <= value < 100 or s.lex.language != "en":
        return None
    tail = _plain_words(s, end)
    if tail is None or tail.value is None or tail.value >= 100:
        return None
    return Numeral(i, tail.end, first.value * 100 + tail.value, "year")


def _several(s: Scan, i: int) -> Numeral | None:
    """ "several hundred", "a few thousand", "many dozens"."""
    words = s.lex.numbers
    for phrase, least in words.several.items():
        if not s.phrase(i, phrase):
            continue
        end = i + len(phrase)
        scale = _scale_at(s, end)
        if scale is None:
            scale = words.vague.get(s.low(end))
        if scale is None or s.gap(end) == "\n":
            continue
        tail = _vague(s, end)
        if tail is not None and tail.value is not None:
            return Numeral(i, tail.end, tail.value * least, "vague", scaled=True)
        rest = _with_scales(s, Numeral(end, end + 1, scale))
        return Numeral(i, rest.end, (rest.value or scale) * least, "vague", scaled=True)
    return None


def _vague(s: Scan, i: int) -> Numeral | None:
    """ "hundreds of thousands", "dozens", "cientos de miles": the least they name."""
    words, tokens = s.lex.numbers, s.tokens
    low = tokens[i].low
    value = words.vague.get(low)
    if value is None:
        return None
    end = i + 1
    while (
        end + 1 < len(tokens)
        and tokens[end].low in words.vague_links
        and tokens[end + 1].gap != "\n"
        and (words.vague.get(tokens[end + 1].low) or Decimal(0)) >= 1000
        and value * words.vague[tokens[end + 1].low] <= _LARGEST
    ):
        value *= words.vague[tokens[end + 1].low]
        end += 2
    if end == i + 1 and low in words.vague_guarded and not _guard_holds(s, end):
        return None
    return Numeral(i, end, value, "vague", scaled=True)


def _guard_holds(s: Scan, end: int) -> bool:
    grammar, low = s.lex.grammar, s.low(end)
    if low in s.lex.numbers.vague_links:
        return s.low(end + 1) not in grammar["determiners"]
    return (
        low in grammar["auxiliaries"]
        or low in grammar["irregular_plurals"]
        or low in ("killed", "arrested", "detained", "hurt")
    )


# --- words written together -------------------------------------------------


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
