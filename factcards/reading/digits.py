"""What a run of digits with dots, commas, spaces or apostrophes is worth, by language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

# Languages whose newspapers write a decimal point (Unicode CLDR, `decimal` of the default
# numbering system). Everything else that we know the code of writes a decimal comma.
_POINT = frozenset(
    [
        "en",
        "ja",
        "zh",
        "ko",
        "he",
        "hi",
        "th",
        "ur",
        "bn",
        "ta",
        "te",
        "ml",
        "mr",
        "gu",
        "pa",
        "my",
        "km",
        "am",
        "sw",
        "ga",
        "cy",
        "mt",
        "yo",
        "ha",
        "ig",
    ]
)
_COMMA = frozenset(
    [
        "de",
        "fr",
        "es",
        "it",
        "pt",
        "nl",
        "pl",
        "ru",
        "uk",
        "be",
        "cs",
        "sk",
        "sl",
        "hr",
        "sr",
        "bs",
        "mk",
        "bg",
        "ro",
        "hu",
        "fi",
        "sv",
        "nb",
        "no",
        "nn",
        "da",
        "is",
        "et",
        "lv",
        "lt",
        "el",
        "tr",
        "id",
        "vi",
        "ca",
        "gl",
        "eu",
        "sq",
        "hy",
        "ka",
        "az",
        "kk",
        "uz",
        "af",
        "lb",
    ]
)
# Spanish is written with either mark: a point in Mexico and Central America, a comma elsewhere.
_EITHER = frozenset({"es"})

# Longer runs are identifiers (cards, accounts, hashes); no newspaper counts that far in digits.
MAX_DIGITS = 30

_SPACES = re.compile("[\u0020\u00a0\u202f\u2009\u2007\u2008'’٬]")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
_SAYS_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}|\d+\.\d{1,2}")
_SAYS_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}|\d+,\d{1,2}")


def decimal_mark(language: str, numbers: Iterable[str]) -> str:
    """ "." or "," as the language writes decimals, or "" where only structure can tell.

    `numbers` are the numbers of the whole text: where the language leaves both
    open, one that can be read in one way only ("12,5", "1,234.5") settles it.
    """
    code = language[:2].lower()
    if code in _POINT:
        return "."
    if code in _COMMA and code not in _EITHER:
        return ","
    point = comma = False
    for number in numbers:
        if len(number) <= MAX_DIGITS * 2:
            point = point or _SAYS_POINT.fullmatch(number) is not None
            comma = comma or _SAYS_COMMA.fullmatch(number) is not None
    if point != comma:
        return "." if point else ","
    return "," if code in _COMMA else ""


def digits_value(text: str, mark: str) -> Decimal | None:
    """The number that `text` writes, or None where it is none (versions, lists, identifiers).

    `mark` is the decimal mark of the language, "" where it is not known. A
    single mark that does not fit the language is read by structure: three
    digits behind it are a group of thousands, fewer are decimals.
    """
    if text.isdecimal():
        return Decimal(text) if len(text) <= MAX_DIGITS else None
    if len(text) > 2 * MAX_DIGITS:
        return None
    text = text.replace("٫", mark or ".")
    if text.startswith("."):
        return Decimal("0" + text) if text[1:].isdecimal() else None
    text = _SPACES.sub("", text)
    if text.isdecimal():
        return Decimal(text)
    dots, commas = text.count("."), text.count(",")
    if dots and commas:
        last = "." if text.rfind(".") > text.rfind(",") else ","
        whole, _, fraction = text.rpartition(last)
        if last in whole:
            return None
        plain = _grouped(whole, "," if last == "." else ".")
        return None if plain is None else Decimal(f"{plain}.{fraction}")
    seen = "." if dots else ","
    if dots + commas > 1:
        plain = _grouped(text, seen)
        return None if plain is None else Decimal(plain)
    whole, _, fraction = text.partition(seen)
    groups = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if seen != mark and groups:
        return Decimal(whole + fraction)
    return Decimal(f"{whole}.{fraction}")


def _grouped(text: str, mark: str) -> str | None:
    parts = text.split(mark)
    if 1 <= len(parts[0]) <= 3 and all(len(part) == 3 for part in parts[1:]):
        return "".join(parts)
    if mark == "," and _INDIAN.fullmatch(text):
        return "".join(parts)
    return None
