"""Numbers in words: "twenty-four", "half a million", "hundreds of thousands", "two-thirds"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from factcards.reading.compounds import compound_value, tied_value
from factcards.reading.scan import (
    HYPHENS,
    LARGEST,
    Numeral,
    Scan,
    fraction_value,
    scale_at,
    with_scales,
)

# "Sales fell by a fifth", "up a third": what it is a part of stands elsewhere.
_MOVED = frozenset(
    [
        "by",
        "up",
        "down",
        "than",
        "almost",
        "nearly",
        "about",
        "around",
        "um",
        "fast",
        "rund",
        "etwa",
        "knapp",
        "d'un",
        "un",
    ]
)
_HALVED = frozenset(["hour", "day", "week", "month", "year", "decade", "mile", "minute"])


def numeral_in_words(s: Scan, i: int) -> Numeral | None:
    """The number whose words start at token `i`, if one does."""
    words, low = s.lex.numbers, s.tokens[i].low
    if low in words.values or low in words.scales or low in words.articles or low in words.half:
        return _fraction(s, i) or _plain_words(s, i) or _several(s, i) or _vague(s, i)
    if low in words.parts_left:
        return Numeral(i, i + 1, fraction_value(1, words.parts_left[low]), "multiple")
    if low in words.multiples:
        return Numeral(i, i + 1, Decimal(words.multiples[low]), "multiple")
    if low in words.ordinals:
        return _fraction(s, i) or Numeral(i, i + 1, Decimal(words.ordinals[low]), "ordinal")
    if low in words.every:
        return _every(s, i)
    if low in words.with_half:
        return with_scales(s, Numeral(i, i + 1, words.with_half[low]))
    if low in words.approximate:
        return Numeral(i, i + 1, words.approximate[low], about=True)
    if words.compounds:
        value = compound_value(low, s.lex.language)
        tied = None if value is not None else tied_value(low, s.lex.language)
        if tied is not None:
            return Numeral(i, i + 1, Decimal(tied[0]), unit=tied[1])
        if value is not None:
            return _fraction_after(s, i, i + 1, int(value)) or with_scales(
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
        if grown > LARGEST:
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
        if scale_at(s, i + 1) is None or s.low(i + 1) in words.vague:
            return None
        at = i + 1
    elif tokens[i].low in words.half:
        return _half_of_scale(s, i)
    elif s.lex.language == "en" and scale_at(s, i, begins=True) is not None:
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
        elif (scale := scale_at(s, at, begins=at == i)) is not None:
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
    last = sum_.last_scale if sum_.after_scale else Decimal(0)
    return with_scales(s, Numeral(i, end, sum_.value, scaled=scaled), last=last)


def _next_part(s: Scan, end: int, sum_: _Sum) -> int:
    """Where the next word of the number may stand: behind a hyphen, "and", "y", "et"."""
    words, tokens = s.lex.numbers, s.tokens
    if end + 1 >= len(tokens):
        return end
    token, after = tokens[end], tokens[end + 1]
    if token.text in HYPHENS and not token.gap and not after.gap:
        if after.low in words.joiners and end + 3 < len(tokens):  # "vingt-et-un"
            return end + 3 if tokens[end + 2].text in HYPHENS else end + 2
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
    if s.low(at) in s.lex.numbers.articles or s.low(at) in HYPHENS:
        at += 1
    scale = scale_at(s, at)
    if scale is None:
        return None
    return Numeral(i, at + 1, (scale / 2).normalize() + 0, scaled=True)


def _ends_phrase(s: Scan, i: int) -> bool:
    """Whether no noun stands at token `i` that an ordinal or a half would belong to."""
    return s.gap(i) == "\n" or not s.low(i)[:1].isalpha() or s.low(i) in s.lex.grammar.closed


def _every(s: Scan, i: int) -> Numeral | None:
    """ "every third child", "jeder fünfte Wähler": one in so many."""
    words = s.lex.numbers
    ordinal = words.ordinals.get(s.low(i + 1))
    if ordinal is None or ordinal < 2 or s.gap(i + 1) != " " or s.gap(i + 2) != " ":
        return None
    following = s.low(i + 2)
    if not following[:1].isalpha() or any(
        following in s.lex.dates.get(name, {}) for name in ("units", "weekdays", "months")
    ):
        return None  # "every second day"
    return Numeral(i, i + 2, fraction_value(1, ordinal), "fraction")


def _fraction(s: Scan, i: int) -> Numeral | None:
    """ "half", "a third of", "a quarter of a million"; a bare one needs what it is part of."""
    words, at = s.lex.numbers, i
    if s.low(at) in words.articles and s.low(at + 1) in words.fractions_one:
        at += 1
    part = _part_word(s, i)
    if part is not None:
        return part
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
    of = s.low(at + 1) in words.vague_links or s.low(at + 1) in words.fraction_of
    wide = s.low(at) in words.half and (
        s.low(at + 1) in s.lex.grammar["determiners"] or s.low(at + 1) in words.articles
    )
    moved = s.low(i - 1) in _MOVED and s.gap(i) == " " and _ends_phrase(s, at + 1)
    if not of and not wide and not moved:
        return None
    return _of_scale(s, Numeral(i, at + 1, fraction_value(1, denominator), "fraction"))


def _part_word(s: Scan, i: int) -> Numeral | None:
    """ "una cuarta parte", "la quinta parte de": an ordinal of a word for parts."""
    words, at = s.lex.numbers, i
    if not words.part_words:
        return None
    if s.low(at) in words.articles:
        at += 1
    denominator = words.ordinals.get(s.low(at), 0)
    if denominator < 3 or s.low(at + 1) not in words.part_words or s.gap(at + 1) != " ":
        return None
    if at == i and s.low(at + 2) not in words.vague_links | words.fraction_of:
        return None
    return Numeral(i, at + 2, fraction_value(1, denominator), "fraction")


def _fraction_after(s: Scan, i: int, end: int, numerator: int) -> Numeral | None:
    """ "two-thirds", "three quarters", "one third": a small number and its parts."""
    words, at = s.lex.numbers, end
    if s.low(at) in HYPHENS and not s.gap(at):
        at += 1
    low = s.low(at)
    denominator = words.fractions_many.get(low) if numerator != 1 else words.fractions_one.get(low)
    if denominator is None and s.low(at + 1) in words.part_words and low.endswith("s"):
        denominator = words.ordinals.get(low[:-1])  # "tres cuartas partes"
        at += denominator is not None
    if denominator is None or not 0 < numerator < denominator or s.gap(at) == "\n":
        return None
    value = fraction_value(numerator, denominator)
    return _of_scale(s, Numeral(i, at + 1, value, "fraction"))


def _of_scale(s: Scan, part: Numeral) -> Numeral:
    """ "a quarter of a million": the fraction with the scale it is taken of."""
    words, end = s.lex.numbers, part.end
    if s.low(end) in words.vague_links and s.low(end + 1) in words.articles and part.value:
        scale = scale_at(s, end + 2)
        if scale is not None and s.low(end + 2) not in words.vague:
            value = (part.value * scale).normalize() + 0
            return Numeral(part.first, end + 3, value, scaled=True)
    return part


def _ordinal_after(s: Scan, end: int, sum_: _Sum) -> bool:
    """Whether "-first" makes an ordinal of the number before it."""
    hyphen = s.low(end) in HYPHENS and not s.gap(end) and not s.gap(end + 1)
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
        scale = scale_at(s, end)
        if scale is None:
            scale = words.vague.get(s.low(end))
        if scale is None or s.gap(end) == "\n":
            continue
        tail = _vague(s, end)
        if tail is not None and tail.value is not None:
            return Numeral(i, tail.end, tail.value * least, "vague", scaled=True)
        rest = with_scales(s, Numeral(end, end + 1, scale))
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
        and value * words.vague[tokens[end + 1].low] <= LARGEST
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
