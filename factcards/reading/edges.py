"""Whether a span may be cut out of its text: neither edge lies inside a word or a number.

A figure or a date inside a longer token ("one" in "one-on-one", "4" in "4K",
"800" in "1-800-555") is no figure of the text. Where a doubt is left the answer
is no: a fact that is left out harms less than one that is cut out of another.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from factcards.reading.number_words import LANGUAGES, lexicon
from factcards.reading.numerals import Scan
from factcards.reading.units import unit_table

_HYPHENS = frozenset("-‐‑")
# Tokens that hyphens may tie to a number: "$45,000-a-year", "40-metre-deep".
_LONGEST_TAIL = 6
_JOINERS = frozenset("-‐‑\u00ad\u200c")
_APOSTROPHES = frozenset("'’ʼ＇")
_RANGE_DASHES = frozenset("-‐‑‒–−")
_SIGNS = frozenset("+±−‒–-‐‑")
_SEPARATORS = frozenset(".,'’:/·٫٬^")
_RATES = frozenset("%‰‱°٪％")
# Written without spaces, so that a letter may follow a digit ("24人").
_UNSPACED = ((0x0E00, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x9FFF))
_HAN_SCALES = frozenset("十百千万萬亿億兆〇零一二三四五六七八九")
# Words that belong to the number before them, whatever the language of the text.
_SCALE_WORDS = (
    "hundred hundreds thousand thousands million millions billion billions trillion trillions "
    "dozen dozens lakh lakhs crore crores bn tn mn mln mil millon millones millón billón billones "
    "millardo millardos tausend millionen milliarde milliarden billionen mio mrd mille millier "
    "milliers milliard milliards percent pct prozent"
)
_SCALES = frozenset(_SCALE_WORDS.split())
_PERCENT = frozenset(
    ["per cent", "por ciento", "pour cent", "percentage point", "percentage points"]
)


def widened(s: Scan, first: int, end: int) -> tuple[int, int]:
    """The tokens `[first, end)` with the words that hyphens tie to it: "40-metre | -deep"."""
    reach = end + _LONGEST_TAIL
    while (
        end < reach
        and s.low(end) in _HYPHENS
        and not s.gap(end)
        and not s.gap(end + 1)
        and s.tokens[end + 1].kind == "word"
    ):
        end += 2
    return first, end


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` begins and ends where words and numbers do. Constant time."""
    return _left(text, start, end) and _right(text, start, end)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or (bool(char) and unicodedata.category(char)[0] == "M")


def _unspaced(char: str) -> bool:
    point = ord(char)
    return char not in _HAN_SCALES and any(low <= point <= high for low, high in _UNSPACED)


def _currency(char: str) -> bool:
    return bool(char) and unicodedata.category(char) == "Sc"


def _char(text: str, at: int) -> str:
    return text[at] if 0 <= at < len(text) else ""


def _left(text: str, start: int, end: int) -> bool:
    if start == 0:
        return True
    before, first = text[start - 1], text[start]
    number = first.isdigit() or _currency(first) or first in _SIGNS or first == "."
    if before.isspace():
        if first.isalpha() or _currency(first):
            return not _scales(text, start)
        return not (number and _number_before(text, start))
    if _is_word(before) or before == "\u200d":
        return _unspaced(before) and number and not first.isalpha()
    beyond = _char(text, start - 2)
    tied = before in _JOINERS | _APOSTROPHES | _RANGE_DASHES | _SEPARATORS
    if (tied or before in "$€£") and _is_word(beyond):
        return False
    if before in _RANGE_DASHES and (_currency(beyond) or beyond in _RATES):
        return False
    if number and (before in _SIGNS or _currency(before) or before == "."):
        return False
    return not (before == "." and first == ".") and not (before == "°" and first.isalpha())


def _right(text: str, start: int, end: int) -> bool:
    if end >= len(text):
        return True
    last, after = text[end - 1], text[end]
    if after.isspace():
        return not (_number_behind(text, end))
    if _is_word(after) or after == "\u200d":
        return last.isdigit() and after.isalpha() and _unspaced(after)
    beyond = _char(text, end + 1)
    if after in _APOSTROPHES:
        return not _is_word(beyond) or (beyond in "sS" and not _is_word(_char(text, end + 2))
                                        and not last.isdigit())  # fmt: skip
    if after in _JOINERS | _RANGE_DASHES:
        starts = _is_word(beyond) or _currency(beyond) or beyond == "."
        return not starts and not unicodedata.category(after).startswith("C")
    if last.isdigit() and (after in _RATES or _currency(after)):
        return False
    if after in _SEPARATORS and _is_word(beyond) and (last.isdigit() or after == "."):
        return False
    if last == "." and (after == "." or after.isdigit()):
        return False
    if last == "°" and after.isalpha():
        return False
    signed = after in _SIGNS and (beyond.isdigit() or _currency(beyond))
    return not (_currency(last) and (signed or (after == "." and beyond.isdigit()))) and not (
        last.isalpha() and _currency(after) and beyond.isdigit()
    )


def _number_behind(text: str, end: int) -> bool:
    """Whether the white space at `end` is followed by more of the same number."""
    at = end
    while at < len(text) and at - end < 3 and text[at].isspace():
        at += 1
    last, right = text[end - 1], _char(text, at)
    starts = right.isdigit() or (right == "." and _char(text, at + 1).isdigit())
    if starts and _currency(last):
        return not _char(text, end - 2).isdigit()
    if starts and last.isupper() and text[max(0, end - 3) : end] in unit_table().codes:
        return not _char(text, end - 5).isdigit()
    if last.isdigit() and right.isdigit():
        group = text[at : at + 3]
        return at - end == 1 and len(group) == 3 and group.isdigit() and text[end] != "\n"
    if last.isdigit() and right in _RATES:
        return True
    if last.isdigit() and _currency(right):
        return not _char(text, at + 1).isdigit()
    if not right.isalpha():
        return last.isalpha() and _currency(right) and not _char(text, at + 1).isdigit()
    words = re.findall(r"\w+", text[at : at + 32])[:2]
    if not words or not (last.isdigit() or last.isalpha()):
        return False
    if words[0].lower() in _SCALES or " ".join(words).lower() in _PERCENT:
        return True
    return bool(words[0].isupper()) and words[0] in unit_table().codes


def _scales(text: str, start: int) -> bool:
    """Whether the word or sign at `start` belongs to a number before it: "5 | million"."""
    first = text[start]
    if _currency(first):  # "10:40 ₽ 1,415": the sign belongs to what stands before it
        bound = not _char(text, start + 1).isdigit() and _char(text, start + 1) != "."
    else:
        word = re.match(r"\w+", text[start : start + 16])
        name = word.group() if word is not None else ""
        bound = name.lower() in _SCALES or (name.isupper() and name in unit_table().codes)
    if not bound:
        return False
    at = start
    while at > 0 and start - at < 3 and text[at - 1].isspace():
        at -= 1
    if _char(text, at - 1).isdigit():
        return True
    words = re.findall(r"\w+", text[max(0, at - 16) : at])
    return bool(words) and words[-1].lower() in _number_words() | _SCALES


@lru_cache(maxsize=1)
def _number_words() -> frozenset[str]:
    """The number words of every language that is read: a text may quote another."""
    return frozenset(word for code in LANGUAGES for word in lexicon(code).numbers.values)


def _number_before(text: str, start: int) -> bool:
    """Whether the number at `start` goes on from what stands before the white space."""
    at = start
    while at > 0 and start - at < 3 and text[at - 1].isspace():
        at -= 1
    left, first = _char(text, at - 1), text[start]
    if left.isdigit() and first.isdigit():
        group = text[start : start + 3]
        return start - at == 1 and len(group) == 3 and group.isdigit()
    if _currency(left) and not _currency(first):
        return not _char(text, at - 2).isdigit()
    if left.isupper() and not _currency(first):
        word = text[max(0, at - 3) : at]
        return word in unit_table().codes and not _char(text, at - 4).isalpha()
    return False
