"""A number with its sign, currency and unit: "$4.2 million", "-5 °C", "11-year"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from factcards.reading.numerals import Numeral, Scan, numeral_at
from factcards.reading.units import currency_of, unit_table

_HYPHENS = frozenset("-‐‑")
_MINUS = frozenset("-−")
_DEGREES = frozenset({"°C", "°F", "°"})
# One-letter units that stand behind a space as well ("5 m"); the others only right behind ("5s").
_SPACED_LETTERS = frozenset({"m", "g", "t", "l", "h", "W", "V", "%", "°", "º"})
_UNSPACED_ONLY = frozenset({"in", "s", "L", "mi", "pp", "kt", "kn", "pps"})
# Codes that are words as well when a text is set in capitals, or name events ("COP 26").
_GUARDED_CODES = frozenset({"COP", "TRY", "PEN", "MAD", "TOP", "RON", "CUP", "LAK"})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral with what belongs to it, from token `first` up to `end`."""

    first: int
    end: int
    number: Numeral
    value: Decimal
    unit: str | None = None
    money: bool = False
    prefixed: bool = False
    """Whether a currency stands before the number."""
    hyphened: bool = False
    """Whether a hyphen ties it to what follows: "11-year", "24-member"."""


def plain(value: Decimal) -> Decimal:
    """`value` without exponent and without zeros behind the point."""
    text = format(value, "f")
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def prefix_before(s: Scan, i: int) -> tuple[int, str] | None:
    """The currency that stands before token `i`: its first token and its code."""
    table, tokens = unit_table(), s.tokens
    j = i - 1
    if j < 0 or tokens[i].gap == "\n":
        return None
    token = tokens[j]
    if token.kind == "sym" and token.text in table.money_symbols:
        code, first = table.money_symbols[token.text], j
        if j and not token.gap and tokens[j - 1].kind == "word":
            longer = table.money_symbols.get(tokens[j - 1].text + token.text)
            if longer is not None:
                return j - 1, longer
        return first, code
    if (
        token.kind == "sym"
        and token.text == "."
        and j
        and tokens[j - 1].text + "."
        in (
            "Rs.",
            "Fr.",
        )
    ):
        return j - 1, table.money_symbols[tokens[j - 1].text + "."]
    if token.kind == "word" and token.text.isupper() and token.text in table.codes:
        return j, table.codes[token.text]
    if token.kind == "word" and token.text in ("Rs", "RM", "Fr", "SFr"):
        return j, table.money_symbols[token.text]
    return None


def amount_at(s: Scan, i: int) -> Amount | None:
    """The amount whose number starts at token `i`; None where no number does."""
    prefix = prefix_before(s, i)
    number = numeral_at(s, i, money=prefix is not None)
    if number is None or number.value is None:
        return None
    value = plain(number.value)
    if prefix is not None and s.tokens[prefix[0]].text in _GUARDED_CODES and value < 1000:
        prefix = None
    if prefix is not None and number.kind == "multiple":
        prefix = None
    if number.kind in ("ordinal", "year"):
        return Amount(i, number.end, number, value)
    if number.unit is not None:
        return Amount(i, number.end, number, value, number.unit, hyphened=True)
    first = prefix[0] if prefix else i
    if prefix is not None:
        amount = Amount(first, number.end, number, value, prefix[1], money=True, prefixed=True)
        amount = _after_prefix(s, amount)
    else:
        amount = _with_unit(s, Amount(first, number.end, number, value))
    return _signed(s, amount, i)


def _after_prefix(s: Scan, amount: Amount) -> Amount:
    """A prefixed amount with a currency word or code that repeats behind it: "$5 USD"."""
    code = unit_table().codes.get(s.tokens[amount.end].text) if amount.end < len(s.tokens) else None
    if code is not None and s.gap(amount.end) != "\n":
        return replace(amount, end=amount.end + 1, unit=code)
    return amount


def _signed(s: Scan, amount: Amount, i: int) -> Amount:
    """`amount` below zero where a minus stands right before it, and is no dash or hyphen."""
    tokens = s.tokens
    for at in {amount.first, i}:
        j = at - 1
        if j < 0 or tokens[at].gap or tokens[j].kind != "sym":
            continue
        before = s.low(j - 1)
        opens = tokens[j].gap or before in ("(", "[", "$", "€", "£") or j == 0
        minus = tokens[j].text in _MINUS or (
            tokens[j].text == "–" and amount.unit in _DEGREES | {"%"}
        )
        bullet = tokens[j].gap == "\n" and tokens[j].text != "−"
        if minus and opens and not (bullet and amount.unit is None):
            return replace(amount, first=min(j, amount.first), value=-amount.value)
        if tokens[j].text == "+" and opens:
            return replace(amount, first=min(j, amount.first))
    words = s.low(amount.first - 1)
    if words == "minus" and amount.unit in _DEGREES and s.gap(amount.first) == " ":
        return replace(amount, first=amount.first - 1, value=-amount.value)
    return amount


def _with_unit(s: Scan, amount: Amount) -> Amount:
    end = amount.end
    if end >= len(s.tokens) or s.tokens[end].gap == "\n":
        return amount
    hyphened = s.tokens[end].text in _HYPHENS and not s.tokens[end].gap and not s.gap(end + 1)
    at = end + 1 if hyphened and end + 1 < len(s.tokens) else end
    if amount.number.kind == "multiple":
        return amount
    found = _symbol(s, at) if not hyphened else None
    found = found or _unit_word(s, at, amount, hyphened=hyphened)
    found = found or _money_word(s, at, amount)
    if found is None:
        return replace(amount, hyphened=True) if hyphened else amount
    stop, unit, money = found
    if unit == "°C" and amount.number.kind == "fraction":
        return amount
    value = amount.value
    if unit == "penny":
        value, unit = plain(value / _HUNDRED), "GBP"
    return replace(amount, end=stop, unit=unit, money=money, hyphened=hyphened, value=value)


def _symbol(s: Scan, at: int) -> tuple[int, str, bool] | None:
    """A unit or currency sign at token `at`, the longest first."""
    table, tokens = unit_table(), s.tokens
    if tokens[at].text not in table.sign_starts:
        return None
    gap = tokens[at].gap
    for length in (3, 2, 1):
        stop = at + length
        if stop > len(tokens) or any(tokens[k].gap for k in range(at + 1, stop)):
            continue
        text = "".join(tokens[k].text for k in range(at, stop))
        if (
            stop < len(tokens)
            and not tokens[stop].gap
            and tokens[stop].kind in ("word", "num", "code")
        ) and (text[-1].isalnum() or tokens[stop].kind == "num"):
            continue
        if text in ("C", "F") and not (gap and s.low(stop).isalpha()):
            return stop, "°" + text, False
        if text in table.symbols:
            letters = text.isalpha()
            if gap and (text in _UNSPACED_ONLY or (len(text) == 1 and text not in _SPACED_LETTERS)):
                continue
            if text == "s" or (letters and text == "in"):
                continue
            return stop, table.symbols[text], False
        if text in table.money_symbols and not text.isalpha():
            following = stop < len(tokens) and tokens[stop].kind == "num" and not tokens[stop].gap
            if not following:
                return stop, table.money_symbols[text], True
        if text in ("zł", "Kč", "Ft") and text in table.money_symbols:
            return stop, table.money_symbols[text], True
        if text.isupper() and text in table.codes and length == 1 and text not in _GUARDED_CODES:
            return stop, table.codes[text], True
    return None


def _unit_word(s: Scan, at: int, amount: Amount, *, hyphened: bool) -> tuple[int, str, bool] | None:
    table, low = unit_table(), s.low(at)
    phrases = table.phrases.get(s.lex.language)
    if phrases is None:
        phrases = table.phrases["en"]
    half_of = amount.number.kind == "fraction" and low in s.lex.numbers.articles
    if half_of:  # "half an hour"
        at, low = at + 1, s.low(at + 1)
    elif amount.number.kind == "fraction":
        at, low = _part_of_unit(s, at)
    for phrase, unit in phrases.entries.get(low, ()):
        elided = len(phrase) == 1 and s.low(at) == f"d'{low}"
        if not elided and not s.phrase(at, phrase):
            continue
        stop = at + len(phrase)
        if unit == "pound" and _pounds_are_money(s, stop, amount, hyphened=hyphened):
            return stop, "GBP", True
        if unit == "°" and s.low(stop) == "north":
            return stop, unit, False
        return stop, unit, False
    return None


def _part_of_unit(s: Scan, at: int) -> tuple[int, str]:
    """Where the unit of "a quarter | of an | hour", "un quart | d'|heure" stands, and its word."""
    low = s.low(at)
    if s.lex.language == "fr" and low.startswith("d'"):
        return at, low[2:]
    if low not in s.lex.numbers.fraction_of | s.lex.numbers.vague_links:
        return at, low
    one = s.low(at + 1) in s.lex.numbers.articles or s.lex.language == "es"
    at += 1 + (s.low(at + 1) in s.lex.numbers.articles)
    return (at, s.low(at)) if one else (at, "")


def _pounds_are_money(s: Scan, stop: int, amount: Amount, *, hyphened: bool) -> bool:
    """Whether "pounds" is sterling: by what stands around it, else by the text's own £ signs."""
    labels = s.lex.labels
    near = {s.low(k) for k in range(max(0, amount.first - 4), min(len(s.tokens), stop + 3))}
    if s.low(stop) in ("sterling",):
        return True
    if near & labels.get("mass_pound_cues", frozenset()) - {"of"}:
        return False
    if near & labels.get("money_pound_cues", frozenset()):
        return True
    if s.low(stop) == "of" or hyphened:
        return False
    return "£" in s.text


def _money_word(s: Scan, at: int, amount: Amount) -> tuple[int, str, bool] | None:
    table = unit_table()
    if amount.number.kind == "vague" and s.low(at) == "of" and s.low(at + 1) in table.money_words:
        at += 1  # "billions of dollars"
    if amount.number.scaled and s.lex.language in ("es", "fr") and s.gap(at) == " ":
        if s.low(at) == "de":
            at += 1
        elif s.low(at)[:2] == "d'" and s.low(at)[2:] in table.money_words:
            return at + 1, table.money_words[s.low(at)[2:]], True
    for phrase, code in table.money_phrases.entries.get(s.low(at), ()):
        if s.phrase(at, phrase):
            return at + len(phrase), code, True
    word = s.low(at)
    if word in table.money_words:
        if word in table.money_guarded and not (amount.number.scaled or amount.value >= 1000):
            return None
        code = table.money_words[word]
        after = currency_of(s.low(at + 1), code) if s.gap(at + 1) == " " else None
        return (at + 2, after, True) if after else (at + 1, code, True)
    for length in (1, 2, 3, 4):
        code = table.money_words.get(s.low(at + length), "")
        if not code or any(s.gap(at + k) == "\n" for k in range(1, length + 1)):
            continue
        words = [s.tokens[at + k] for k in range(length)]
        adjective = "".join((" " if k and w.gap else "") + w.low for k, w in enumerate(words))
        named = currency_of(adjective, code)
        if named is not None:
            return at + length + 1, named, True
    return None
