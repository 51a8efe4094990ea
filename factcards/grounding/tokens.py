"""Where a token of a text begins and ends.

A quote is evidence only when it starts and ends at token boundaries: "415" is
not in "1,415", nor "24" in "-24", nor "25" in "25%".

- A number is one token with its separators, sign ("-", "minus", "≥", "~"), scale
  word ("4.2 million"), percent, currency and unit ("415 km", "500 euros"),
  attached or one space away. Ranges ("5-10"), scores, times and fractions are
  one token as well, and so is a number in several words ("twenty five", "three
  hundred and five", "two thirds"). What is counted ("people") is not part of it.
- A word is one token with its apostrophes and hyphens ("isn't", "not-guilty").
  Three things can be cut off: a possessive "'s" ("Minsk's"), an elided article
  ("l'accord"), and a lower-case tail behind a capitalised name ("Minsk-based")
  or behind a measure ("100 feet-long").
- A character and its combining marks, and an emoji sequence, are never split.
- In scripts written without spaces there is a boundary between any two letters
  but those of a number, of a run of katakana, and of one Thai or Lao syllable's
  vowel and consonant.

Every test looks at a bounded window around the position, so its cost does not
depend on the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from factcards.card import Span
from factcards.grounding.scripts import (
    HEBREW_MARKS,
    between_letters,
    inside_cluster,
    is_hebrew,
    is_word,
)
from factcards.grounding.units import inside_unit, is_per, money_before, unit_at

HYPHENS = "-\u2010\u2011"
"""Hyphen-minus, hyphen, non-breaking hyphen: what joins the parts of a word."""
_WORD_JOINERS = HYPHENS + "\u00ad\u200c\u05be&@"
_RANGE_DASHES = HYPHENS + "\u2012\u2013\u2212"
SIGNS = "+\u00b1\u2212\u2012\u2013~\u2248<>\u2264\u2265" + HYPHENS
"""What is a sign when it stands directly before a number at the start of a token."""
APOSTROPHES = "'\u2019\u02bc\uff07"
OPENERS = "([{<\"'\u201c\u2018\u201e\u201a\u00ab\u2039\u00bf\u00a1"
"""What may stand before the first character of a token."""
_SEPARATORS = ".,'\u2019:/\u00b7\u066b\u066c^"
_AFTER_NUMBER = "%\u2030\u2031\u00b0\u066a\uff05"
_WIDE_SEPARATORS = "\uff0c\uff0e"
_DOTS = "."

_SCALES = (
    "hundreds?|thousands?|millions?|billions?|trillions?|dozens?|lakhs?|crores?|bn|tn|mn|mln|"
    "mil|mill[oó]n(?:es)?|bill[oó]n(?:es)?|millardos?|"
    "tausend|million(?:en)?|milliarden?|billionen?|mio\\.?|mrd\\.?|"
    "mille|milliers|milliards?|"
    "milh(?:ão|ões)|bilh(?:ão|ões)|milion[ei]|miliard[oi]|miljoen|miljard(?:er)?|miljon(?:er)?|"
    "milyon|milyar|tys\\.?|mld\\.?|milion(?:y|ów)?|miliard(?:y|ów)?|"
    "тыс\\.?|тысяч[аиу]?|млн\\.?|миллион(?:а|ов)?|млрд\\.?|миллиард(?:а|ов)?|мільйон(?:а|ів|и)?|"
    "мільярд(?:а|ів|и)?|тисяч[аі]?|مليون|مليار|ألف|آلاف|מיליון|מיליארד|אלף|लाख|करोड़|हज़ार"
)
_CODES = (
    "USD|EUR|GBP|JPY|CNY|RUB|BYN|UAH|PLN|CZK|HUF|RON|BGN|SEK|NOK|DKK|CHF|TRY|INR|PKR|BDT|LKR|"
    "KRW|THB|VND|IDR|MYR|PHP|SGD|HKD|TWD|AUD|NZD|CAD|MXN|BRL|ARS|CLP|COP|PEN|ZAR|NGN|KES|EGP|"
    "ILS|SAR|AED|QAR|IRR|IQD|KZT|GEL|AMD|AZN"
)
_PERCENT = "per\\s?cent|percentage\\s+points?|pct|prozent|por\\s+ciento|pour\\s+cent"
_WINDOW = 24

_BEHIND_DIGIT = re.compile(
    rf"(?:(?:{_SCALES}|{_PERCENT})(?!\w)|[%\u2030\u2031\u00b0\u066a\uff05])", re.IGNORECASE
)
_CODE = re.compile(rf"(?:{_CODES})(?!\w)")
_CODE_BEFORE = re.compile(rf"(?:^|(?<=\W))(?:{_CODES})$")
_SCALE = re.compile(rf"(?:{_SCALES})(?!\w)", re.IGNORECASE)
_SCALE_ONLY = re.compile(rf"(?:{_SCALES})", re.IGNORECASE)
_OF_SCALE = re.compile(r"of\s(?:hundreds|thousands|millions|billions|trillions)(?!\w)", re.I)
_MANY = re.compile(r"(?:^|(?<=\W))(?:tens|dozens|hundreds|thousands|millions|billions)$", re.I)
_MANY_OF = re.compile(r"(?:^|(?<=\W))(?:tens|dozens|hundreds|thousands|millions)\sof$", re.I)
_NUMBER_WORDS = frozenset(
    re.findall(
        r"\w+",
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
        sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
        dos tres cuatro cinco seis siete ocho nueve diez veinte treinta cincuenta cien
        zwei drei vier fünf sechs sieben acht neun zehn zwanzig dreißig fünfzig
        deux trois quatre cinq six sept huit neuf dix vingt trente cinquante cent""",
    )
)
_ELISION = re.compile(
    rf"(?:^|(?<=[^\w]))(?:[ldjmtsc]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|un)[{APOSTROPHES}]$"
)
_MEASURE = re.compile(r"\d\s?[^\W\d_]{1,12}$")
_PREFIXES = frozenset(("anti", "co", "de", "ex", "in", "non", "post", "pre", "pro", "re", "un"))
_TENS = frozenset(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
_BELOW_TEN = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"])
_BIG = re.compile(r"(?:^|(?<=\W))(?:hundred|thousand|million|billion)(?:\s+and)?$", re.IGNORECASE)
_Y = re.compile(
    r"(?:^|(?<=\W))(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?:\s+y)?$"
)
_PARTS = re.compile(
    r"(?:thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|tercios|cuartos|"
    r"quintos|tiers|quarts|cinquièmes|drittel|viertel|fünftel)(?!\w)",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"[^\W\d_]{1,14}(?!\w)")
_VULGAR = frozenset("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_POINTS_SPLIT = re.compile(r"(?<!\w)(?:per|percentage|por|pour)$", re.IGNORECASE)
_POINTS_REST = re.compile(r"(?:cent|points?|ciento)(?!\w)", re.IGNORECASE)


def is_token_aligned(text: str, span: Span) -> bool:
    """Whether `span` starts and ends at token boundaries of `text` and is not blank.

    Offsets count code points.
    """
    if span.end > len(text) or span.start >= span.end:
        return False
    if text[span.start].isspace() or text[span.end - 1].isspace():
        return False
    return is_boundary(text, span.start) and is_boundary(text, span.end)


def is_boundary(text: str, position: int) -> bool:
    """Whether a token of `text` may begin or end at code point `position`."""
    if position <= 0 or position >= len(text):
        return True
    before, after = text[position - 1], text[position]
    if inside_cluster(before, after):
        return False
    word_before, word_after = is_word(before), is_word(after)
    if word_before and word_after:
        return between_letters(before, after)
    if before.isspace() or after.isspace():
        return not _inside_spaced_number(text, position)
    return not (
        (word_before and _joins_next(text, position))
        or (word_after and _joins_previous(text, position))
        or _inside_number(text, position)
    )


def _is_currency(char: str) -> bool:
    return char == "$" or (not char.isascii() and unicodedata.category(char) == "Sc")


def _is_wide_digit(char: str) -> bool:
    return "\uff10" <= char <= "\uff19"


def _char(text: str, position: int) -> str:
    """The character at `position`, or a line break beyond either end."""
    return text[position] if 0 <= position < len(text) else "\n"


def _joins_next(text: str, position: int) -> bool:
    """Whether the word before `position` runs on through the mark behind it."""
    mark, beyond, last = text[position], _char(text, position + 1), text[position - 1]
    if not is_word(beyond):
        return False
    if mark in HEBREW_MARKS and is_hebrew(last) and is_hebrew(beyond):
        return True
    if mark in APOSTROPHES:
        possessive = beyond in "sS" and not is_word(_char(text, position + 2))
        return not possessive or last.isdigit()
    if mark in _WORD_JOINERS:
        return not _ends_name(text, position, beyond)
    return mark == "." and _inside_abbreviation(text, position)


def _joins_previous(text: str, position: int) -> bool:
    """Whether the word behind `position` began before the mark in front of it."""
    mark, beyond = text[position - 1], _char(text, position - 2)
    if not is_word(beyond):
        return False
    if mark in HEBREW_MARKS and is_hebrew(beyond) and is_hebrew(text[position]):
        return True
    if mark in APOSTROPHES:
        return not _ELISION.search(text, max(0, position - 8), position)
    if mark in _WORD_JOINERS:
        return True
    return mark == "." and _inside_abbreviation(text, position - 1)


def _ends_name(text: str, position: int, beyond: str) -> bool:
    """Whether a name or a measure ends before the hyphen: "Minsk-based", "100 feet-long"."""
    if not beyond.islower() or text[position] not in HYPHENS:
        return False
    if _MEASURE.search(text, max(0, position - _WINDOW), position):
        return True
    word = _word_before(text, position)
    return word[:1].isupper() and word.lower() not in _PREFIXES


def _inside_abbreviation(text: str, dot: int) -> bool:
    """Whether the dot stands inside "U.S", "e.g" or "example.com"."""
    left, right = _char(text, dot - 1), _char(text, dot + 1)
    if not (left.isalpha() and right.isalpha()):
        return False
    return right.islower() or not is_word(_char(text, dot - 2))


def _word_before(text: str, position: int) -> str:
    """The letters and digits directly before `position`, at most `_WINDOW` of them."""
    start = position
    while start > 0 and position - start < _WINDOW and is_word(text[start - 1]):
        start -= 1
    return text[start:position]


def _starts_number(text: str, position: int) -> bool:
    """Whether digits stand at `position`, behind a currency symbol or a point at most."""
    char = _char(text, position)
    if _is_currency(char):
        position += 1
        char = _char(text, position)
    return char.isdigit() or (char == "." and _char(text, position + 1).isdigit())


def _is_sign(text: str, position: int) -> bool:
    """Whether the character at `position` is the sign of a number right behind it."""
    if text[position] not in SIGNS or not _starts_number(text, position + 1):
        return False
    before = _char(text, position - 1)
    return before.isspace() or before in OPENERS or _is_currency(before)


def _inside_number(text: str, position: int) -> bool:
    """Whether a number goes on from before `position` to behind it, no space between."""
    before, after = text[position - 1], text[position]
    if before == "." and after == ".":
        return True
    if _is_sign(text, position - 1) or (_is_currency(before) and _is_sign(text, position)):
        return True
    if before.isdigit():
        if after in _AFTER_NUMBER:
            return True
        if after in _SEPARATORS and _char(text, position + 1).isdigit():
            return True
        if after in _WIDE_SEPARATORS:
            return _is_wide_digit(before) and _is_wide_digit(_char(text, position + 1))
        if _is_currency(after):
            return not _char(text, position + 1).isdigit()
    if after.isdigit():
        if _is_currency(before):
            return True
        if before in _SEPARATORS and _char(text, position - 2).isdigit():
            return True
        if before == "." and not is_word(_char(text, position - 2)):
            return True
        if before in _WIDE_SEPARATORS:
            return _is_wide_digit(after) and _is_wide_digit(_char(text, position - 2))
    if before.isalpha() and _is_currency(after):
        beyond = position + 1 + _char(text, position + 1).isspace()
        return _char(text, beyond).isdigit()
    if (after == "/" and is_per(text, position)) or (before == "/" and is_per(text, position - 1)):
        return True
    if before == "\u00b0":
        return after.isalpha()
    if _is_currency(before) and after == ".":
        return _char(text, position + 1).isdigit()
    return _in_range(text, position)


def _in_range(text: str, position: int) -> bool:
    """Whether the dash beside `position` joins two ends of a range: "5-10", "$5-$10"."""
    if text[position] in _RANGE_DASHES:
        dash = position
    elif text[position - 1] in _RANGE_DASHES:
        dash = position - 1
    else:
        return False
    left, right = _char(text, dash - 1), _char(text, dash + 1)
    left_number = left.isdigit() or left in _AFTER_NUMBER or _is_currency(left)
    right_number = _starts_number(text, dash + 1)
    return (left_number and (right_number or is_word(right))) or (right_number and is_word(left))


def _inside_spaced_number(text: str, position: int) -> bool:
    """Whether the white space beside `position` stands inside a number and its unit."""
    start = end = position
    while start > 0 and position - start < 3 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - position < 3 and text[end].isspace():
        end += 1
    left, right = _char(text, start - 1), _char(text, end)
    if left.isdigit():
        if right.isdigit() and end - start == 1 and _groups(text, start, end):
            return True
        if _BEHIND_DIGIT.match(text, end) or _CODE.match(text, end) or unit_at(text, end):
            return True
        if right in _VULGAR:
            return True
        if _is_currency(right):
            return not _starts_number(text, end)
    if _starts_number(text, end) and not _is_currency(right):
        if _is_currency(left) and not _char(text, start - 2).isdigit():
            return True
        if left.isupper() and _CODE_BEFORE.search(text[max(0, start - 4) : start]):
            return not _char(text, start - 5).isdigit()
        if (left.isalpha() or left == ".") and money_before(text, start):
            return True
        if left in "sS" and _word_before(text, start).lower() == "minus":
            return True
    if left in _VULGAR:
        return unit_at(text, end)
    return left.isalpha() and _inside_number_words(text, start, end)


def _groups(text: str, start: int, end: int) -> bool:
    """Whether a space parts groups of three digits: "1 415"."""
    if text[start] == "\n":
        return False
    digits = 1
    while digits < 4 and _char(text, start - 1 - digits).isdigit():
        digits += 1
    if digits > 3 or _char(text, end + 3).isdigit():
        return False
    return text[end : end + 3].isdigit() and len(text[end : end + 3]) == 3


def _joins_number_words(text: str, start: int, end: int, word: str) -> bool:
    """Whether the space stands inside "twenty five", "hundred and five", "treinta y cinco"."""
    behind = _NEXT_WORD.match(text, end)
    if behind is None:
        return False
    following = behind.group().lower()
    if word in _TENS and following in _BELOW_TEN:
        return True
    counts = following in _NUMBER_WORDS
    window = text[max(0, start - _WINDOW) : start]
    if following == "and" or (following == "y" and word != "y"):
        beyond = _NEXT_WORD.match(text, behind.end() + 1)
        if beyond is None or beyond.group().lower() not in _NUMBER_WORDS:
            return False
        return (_BIG if following == "and" else _Y).search(window) is not None
    return counts and (
        (word == "and" and _BIG.search(window) is not None)
        or (word == "y" and _Y.search(window) is not None)
    )


def _inside_number_words(text: str, start: int, end: int) -> bool:
    """Whether the space stands inside "four million", "hundreds of thousands", "3 million €"."""
    right = _char(text, end)
    word = _word_before(text, start)
    lower = word.lower()
    if lower in _NUMBER_WORDS and (_SCALE.match(text, end) or _PARTS.match(text, end)):
        return True
    if _joins_number_words(text, start, end, lower) or inside_unit(text, start, end, lower):
        return True
    scale = _is_scale(word)
    counts = scale or (lower in _NUMBER_WORDS and lower != "one")
    if counts and unit_at(text, end):
        return True
    window = text[max(0, start - _WINDOW) : start]
    if right in "oO" and _OF_SCALE.match(text, end) and _MANY.search(window):
        return True
    if lower == "of" and _SCALE.match(text, end) and _MANY_OF.search(window):
        return True
    if scale and _is_currency(right):
        return not _starts_number(text, end)
    if word[-1:] in "eErR" and _POINTS_SPLIT.search(window) and _POINTS_REST.match(text, end):
        return True
    return scale and _CODE.match(text, end) is not None


@lru_cache(maxsize=4096)
def _is_scale(word: str) -> bool:
    """Whether `word` is a word of scale; remembered, for it is asked behind every word."""
    return _SCALE_ONLY.fullmatch(word) is not None
