"""Where a boundary may fall between two letters of one writing system.

Sources: Unicode Standard Annex 29 (grapheme clusters; runs of katakana are one
word; a quotation mark between Hebrew letters is a gershayim), and the order in
which Thai and Lao write their vowels.
"""

from __future__ import annotations

import unicodedata

_HAN_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆两兩")
_HAN_SCALES = frozenset("十百千万萬亿億兆")
_HAN_CURRENCIES = frozenset("円圓圆元")
_LEADING_VOWELS = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Thai and Lao vowels that are written before the consonant they are spoken after."""
_FOLLOWING = frozenset(
    "\u0e30\u0e32\u0e33\u0e45\u0e46\u0e2f\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6"
    "\u3005\u30fc\u3041\u3043\u3045\u3047\u3049\u3083\u3085\u3087\u308e"
)
"""What never begins a word: following vowels, repeat and length marks, small kana."""
HEBREW_MARKS = "\u05f3\u05f4\"'"
"""Geresh and gershayim, and the straight marks that are typed for them."""


def is_word(char: str) -> bool:
    """Whether `char` is part of a word: a letter, a digit, an underscore, a combining mark."""
    if char.isalnum() or char == "_":
        return True
    return not char.isascii() and unicodedata.category(char)[0] == "M"


def inside_cluster(before: str, after: str) -> bool:
    """Whether a boundary here would cut one visible character in two."""
    if after.isascii():
        return (before == "\r" and after == "\n") or before == "\u200d"
    if before == "\u200d" or after == "\u200d" or before in "\u17d2\u1039":
        return True
    point = ord(after)
    if 0x1F3FB <= point <= 0x1F3FF or 0xE0020 <= point <= 0xE007F:
        return True
    if 0x1F1E6 <= point <= 0x1F1FF and 0x1F1E6 <= ord(before) <= 0x1F1FF:
        return True
    return unicodedata.category(after)[0] == "M"


def between_letters(before: str, after: str) -> bool:
    """Whether two adjoining word characters belong to two tokens."""
    if not (_is_unspaced(before) or _is_unspaced(after)):
        return False
    counting = before.isdigit() or before in _HAN_NUMERALS
    if counting and (after.isdigit() or after in _HAN_NUMERALS):
        return before.isdigit() and after not in _HAN_SCALES and not after.isdigit()
    if (before.isdigit() or before in _HAN_SCALES) and after in _HAN_CURRENCIES:
        return False
    if before in _LEADING_VOWELS or after in _FOLLOWING:
        return False
    return not (_is_katakana(before) and _is_katakana(after))


def is_hebrew(char: str) -> bool:
    """Whether `char` is a Hebrew letter."""
    return "\u05d0" <= char <= "\u05ea"


def _is_katakana(char: str) -> bool:
    point = ord(char)
    return 0x30A1 <= point <= 0x30FE or 0x31F0 <= point <= 0x31FF or 0xFF66 <= point <= 0xFF9D


def _is_unspaced(char: str) -> bool:
    """Whether `char` is of a script written without spaces between words."""
    point = ord(char)
    if point < 0x0E00 or char.isdecimal():
        return False
    return (
        point <= 0x109F
        or 0x1780 <= point <= 0x17FF
        or point in (0x3005, 0x3007)
        or 0x3040 <= point <= 0x30FF
        or 0x31F0 <= point <= 0x31FF
        or 0x3400 <= point <= 0x4DBF
        or 0x4E00 <= point <= 0x9FFF
        or 0xF900 <= point <= 0xFAFF
        or 0xFF66 <= point <= 0xFF9D
        or 0x20000 <= point <= 0x3FFFF
    )
