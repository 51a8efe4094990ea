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
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

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

    def places(self, needle: str) -> Iterator[Span]:
        """Where `needle` stands in the folded text, in offsets of the text that was folded.

        Places inside a piece that changed its length, and places in the middle
        of a word, are left out.
        """
        lettered = needle[0].isascii() and needle[0].isalnum()
        at = self.text.find(needle)
        while at >= 0:
            before = self.text[at - 1] if at else " "
            if not (lettered and before.isascii() and before.isalnum()):
                start, end = self.source_of(at), self.source_of(at + len(needle))
                if start is not None and end is not None:
                    yield Span(start, end)
            at = self.text.find(needle, at + 1)


def fold(text: str) -> Folded:
    """`text` folded, in time linear in its length.

    Only characters that occur are looked for, so that plain text is passed
    through by the C string functions.
    """
    alphabet = set(text)
    pattern = _changing_pattern(alphabet)
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


def _changing_pattern(alphabet: set[str]) -> re.Pattern[str] | None:
    """What to look for in a text of this alphabet: whatever may change its length."""
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
    spaces = "".join(c for c in alphabet if c.isspace())
    if spaces:
        parts.append(r"\s{2,}")
    if spaces.strip(" "):
        parts.append(r"[^\S ]")
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
