"""A text with its typography levelled, and the way back to its own offsets.

Two texts that fold to the same string differ in typography only:

- curly and straight quotation marks, single for single and double for double
  (guillemets are other marks and stay);
- hyphens and dashes, one for another; but a dash directly before a number at
  the start of a token is a sign and stays what it is, and the minus sign
  (U+2212) is never a dash;
- one white space for another; a run of white space inside a paragraph counts
  as one space, a blank line stays a blank line;
- the ellipsis sign and three full stops;
- canonically equivalent characters (NFC and NFD), and the ligatures of
  `LIGATURES`. Never NFKC: "10²" is not "102".

Source of the limit on combining marks: Unicode Standard Annex 15, Stream-Safe
Text Format, 30 non-starters; longer runs are left as they are, because sorting
them takes quadratic time.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge

from factcards.card import Span

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
"""The typesetter's ligatures. Letters such as æ, œ and ß are letters and stay."""

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015"
"""Hyphen-minus, hyphen, non-breaking hyphen, figure, en and em dash, horizontal bar."""

_MARKS = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
}
_LONGER = {**LIGATURES, "\u2026": "..."}
_OPENING = re.escape("([{<\"'\u201c\u2018\u201e\u201a\u00ab\u2039\u00bf\u00a1")
_CURRENCY = "$\u20a0-\u20c0\u00a2-\u00a5"
_PLAIN_DASH = re.compile(
    f"(?<![\\s{_OPENING}{_CURRENCY}])(?<!^)[{DASHES}]|[{DASHES}](?![{_CURRENCY}]?[.]?\\d)"
)
_LINE_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_MOST_MARKS = 30
_ODD = re.compile(r"[^ -~\n]")
_ODD_SPACES = ("  ", " \n", "\n ", "\n\n\n")
"""Without these and without rarer white space, a blank line is two line ends and stays."""
_LONE_LINE_END = re.compile(r"\n(?!\n)(?<!\n\n)")


@dataclass(frozen=True, slots=True)
class Folded:
    """The folded text, and where its pieces came from."""

    text: str
    starts: tuple[int, ...]
    """First code point of each piece in the folded text, ascending, from 0."""
    sources: tuple[int, ...]
    """Where that piece starts in the text that was folded."""
    whole: tuple[bool, ...]
    """Whether the piece changed its length, and so has no places inside it."""

    def source_of(self, position: int) -> int | None:
        """The offset that folded to `position`, or None inside a piece that changed length."""
        piece = bisect_right(self.starts, position) - 1
        inside = position - self.starts[piece]
        if inside and self.whole[piece]:
            return None
        return self.sources[piece] + inside

    def position_of(self, source: int) -> int:
        """The first position of the folded text whose source is `source` or lies behind it."""
        piece = bisect_left(self.sources, source)
        if piece < len(self.sources) and self.sources[piece] == source:
            return self.starts[piece]
        piece -= 1
        if self.whole[piece]:
            return self.starts[piece + 1]
        return self.starts[piece] + source - self.sources[piece]

    def at(self, source: int) -> str:
        """What the character at `source` folded to, or the first part of that."""
        return self.text[self.position_of(source)]

    def places(self, first: str, rest: str, within: Span) -> Iterator[Span]:
        """Where a character of `first` and then `rest` stand, in offsets of the text folded.

        `within` bounds where a place may start, in the same offsets. Places
        inside a piece that changed its length, and places in the middle of a
        word, are left out.
        """
        text = self.text
        lettered = first.isascii() and first.isalnum()
        begin, stop = self.position_of(within.start), self.position_of(within.end)
        for at in _standing(text, first, rest, begin, stop):
            before = text[at - 1] if at else " "
            if lettered and before.isascii() and before.isalnum():
                continue
            start, end = self.source_of(at), self.source_of(at + 1 + len(rest))
            if start is not None and end is not None:
                yield Span(start, end)


def _standing(text: str, first: str, rest: str, begin: int, stop: int) -> Iterator[int]:
    """Where one of the characters of `first` and then `rest` stand, in order.

    Places start from `begin` on and before `stop`. What follows the first
    character is sought, so that one search finds both of its cases.
    """
    if not rest or len(first) == 1:
        yield from merge(*(_all(text, char + rest, begin, stop) for char in first))
        return
    for at in _all(text, rest, begin + 1, stop + 1):
        if text[at - 1] in first:
            yield at - 1


def _all(text: str, needle: str, begin: int, stop: int) -> Iterator[int]:
    """Every start of `needle` from `begin` on and before `stop`; they may overlap."""
    last = min(len(text), stop + len(needle) - 1)
    at = text.find(needle, begin, last)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1, last)


def fold(text: str) -> Folded:
    """`text` folded, in time linear in its length.

    Only characters that occur are looked for, so that plain text is passed
    through by the C string functions.
    """
    alphabet = set(_ODD.findall(text))
    spaced = any(map(str.isspace, alphabet)) or any(run in text for run in _ODD_SPACES)
    if not spaced and "\n" in text:
        text = _LONE_LINE_END.sub(" ", text)
    if not alphabet and not spaced:
        return Folded(text, (0,), (0,), (False,))
    pattern = _changing_pattern(frozenset(alphabet), spaced)
    starts, sources, whole, chunks = [0], [0], [False], []
    done = length = 0
    if pattern is not None:
        for match in pattern.finditer(text):
            new = _replacement(match.group())
            begin, end = match.span()
            chunks.append(text[done:begin])
            length += begin - done
            chunks.append(new)
            if len(new) != end - begin:
                starts += (length, length + len(new))
                sources += (begin, end)
                whole += (True, False)
            length += len(new)
            done = end
    chunks.append(text[done:])
    folded = "".join(chunks)
    for mark in alphabet & _MARKS.keys():
        folded = folded.replace(mark, _MARKS[mark])
    if not alphabet.isdisjoint(DASHES[1:]):
        folded = _PLAIN_DASH.sub("-", folded)
    return Folded(folded, tuple(starts), tuple(sources), tuple(whole))


@lru_cache(maxsize=256)
def _changing_pattern(alphabet: frozenset[str], spaced: bool) -> re.Pattern[str] | None:
    """What to look for in a text of this alphabet: whatever may change its length, and spaces."""
    parts = []
    extending = "".join(re.escape(c) for c in alphabet if _extends(c))
    single = "".join(re.escape(c) for c in alphabet if unicodedata.normalize("NFC", c) != c)
    if extending:
        parts.append(f"[^{extending}\\s][{extending}]+|[{extending}]+")
    if single:
        parts.append(f"[{single}]")
    longer = "".join(alphabet & _LONGER.keys())
    if longer:
        parts.append(f"[{longer}]")
    if spaced:
        parts.append(r"\s{2,}|[^\S ]")
    return re.compile("|".join(parts)) if parts else None


def _extends(char: str) -> bool:
    """Whether `char` may combine with the character before it."""
    if char.isascii():
        return False
    return unicodedata.category(char)[0] == "M" or 0x1160 <= ord(char) <= 0x11FF


def _replacement(found: str) -> str:
    if found.isspace():
        return "\n\n" if len(_LINE_BREAK.findall(found)) > 1 else " "
    if found in _LONGER:
        return _LONGER[found]
    if len(found) > _MOST_MARKS:
        return found
    new = unicodedata.normalize("NFC", found)
    return _LONGER.get(new[0], new[0]) + new[1:] if new else found
