"""Canonical text: the one form of a text that every offset counts in.

The definition, in one paragraph, is in `docs/canonical-text.md`.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from factcards.article.composing import compose
from factcards.card import Span

SEPARATOR = "\n\n"

_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, soft hyphen, zero-width space, word joiner, bidirectional
# marks, byte order mark and the invisible tag characters. The zero-width joiners
# stay: Persian, Indic scripts and emoji mean something by them.
_REMOVED_CLASS = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_REMOVED = re.compile(f"[{_REMOVED_CLASS}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = re.compile("\t[ \t]*| [ \t]+")
_BULLET = re.compile(r"(?:[-*•‣◦▪–]|\d{1,2}[.)])\s")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_FIRST_WORD = re.compile(r"\S{1,40}")
_LINE_END_HYPHEN = re.compile(r"[^\W\d_]{2,}[-‐]$")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")

WIDEST_WRAP = 110
NARROWEST_WRAP = 30
# How full a line must be, as a share of the wrapping width, to count as broken by
# the wrapping. Proportional type (PDF) leaves up to about 15 % of a line open.
_FULL = 0.85
_MID_SENTENCE_SHARE = 0.25


class _Line(NamedTuple):
    start: int
    end: int
    indent: int
    text: str


@dataclass(frozen=True)
class Canonical:
    """A canonical text, its paragraphs, and where each of its lines came from."""

    text: str
    paragraphs: tuple[Span, ...]
    raw: str = field(repr=False)
    starts: array[int] = field(repr=False)
    """Canonical offset at which each source line begins."""
    lines: tuple[_Line, ...] = field(repr=False)

    def to_raw(self, span: Span) -> Span:
        """Where `span` of the canonical text stands in the raw text, in code points."""
        if not self.lines:
            return Span(0, 0)
        first = self._extent(min(span.start, max(len(self.text) - 1, 0)))
        if len(span) == 0:
            return Span(first[0], first[0])
        last = self._extent(span.end - 1)
        return Span(first[0], max(first[0], last[1]))

    def _extent(self, offset: int) -> tuple[int, int]:
        """The raw range of the one canonical character at `offset`."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        line = self.lines[index]
        inside = offset - self.starts[index]
        raw_line = self.raw[line.start : line.end]
        if inside >= len(line.text):
            if index + 1 < len(self.lines):
                return line.end, self.lines[index + 1].start
            return line.end, line.end
        if line.text == raw_line[: len(line.text)]:
            return line.start + inside, line.start + inside + 1
        starts, ends = _aligned(raw_line, line.text)
        return line.start + starts[inside], line.start + ends[inside]


def canonical_text(text: str) -> str:
    """`text` in canonical form; canonical text comes back unchanged.

    Linear in the length of the text.
    """
    return canonicalise(text).text


def one_line(text: str) -> str:
    """`text` as one canonical paragraph: every line end becomes a space."""
    return _clean(" ".join(_LINE_END.split(text)))


def canonicalise(raw: str, *, layout_hyphens: bool = False) -> Canonical:
    """The canonical form of `raw`, with the map back to it.

    `layout_hyphens` says that a hyphen at a line end is the typesetter's, as in
    a PDF, and goes when the line is joined to the next.
    """
    blocks = list(_blocks(raw))
    width = _wrap_width(blocks)
    words: set[str] | None = None
    pieces: list[str] = []
    starts: array[int] = array("q")
    used: list[_Line] = []
    paragraphs: list[Span] = []
    at = 0
    begun = 0
    previous: _Line | None = None
    for block in blocks:
        for number, line in enumerate(block):
            joined = False
            if previous is not None:
                joined = number > 0 and width > 0 and _continues(previous, line, width)
                if joined:
                    glue = _glue(previous.text, line.text)
                    if glue == "-":
                        words = _words(raw) if words is None else words
                        glue = ""
                        if _drops_hyphen(previous.text, line.text, words, layout_hyphens):
                            shorter = pieces[-1][:-1]
                            pieces[-1] = shorter
                            used[-1] = used[-1]._replace(text=shorter)
                            at -= 1
                else:
                    paragraphs.append(Span(begun, at))
                    glue = SEPARATOR
                pieces.append(glue)
                at += len(glue)
            if not joined:
                begun = at
            starts.append(at)
            used.append(line)
            pieces.append(line.text)
            at += len(line.text)
            previous = line
    if previous is not None:
        paragraphs.append(Span(begun, at))
    return Canonical("".join(pieces), tuple(paragraphs), raw, starts, tuple(used))


def _blocks(raw: str) -> Iterator[list[_Line]]:
    """Runs of lines with something in them, between blank lines."""
    block: list[_Line] = []
    for start, end in _line_ranges(raw):
        text = raw[start:end]
        clean = _clean(text)
        if not clean:
            if block:
                yield block
                block = []
            continue
        left = len(text) - len(text.lstrip())
        right = len(text.rstrip())
        block.append(_Line(start + left, start + right, left, clean))
    if block:
        yield block


def _line_ranges(raw: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _LINE_END.finditer(raw):
        yield start, match.start()
        start = match.end()
    yield start, len(raw)


def _clean(line: str) -> str:
    line = _REMOVED.sub("", line)
    if not line.isascii():
        line = compose(_SURROGATE.sub("\ufffd", line))
    return _BLANKS.sub(" ", line).strip()


def _wrap_width(blocks: list[list[_Line]]) -> int:
    """The width that lines were hard-wrapped at; 0 when the lines are paragraphs.

    A wrapped text is one where many full lines break in the middle of a sentence.
    """
    breaks = [(upper, lower) for block in blocks for upper, lower in pairwise(block)]
    if not breaks:
        return 0
    lengths = sorted(len(upper.text) for upper, _ in breaks)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.95))]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return 0
    torn = sum(
        _is_full(upper.text, lower.text, width) and _mid_sentence(upper.text, lower.text)
        for upper, lower in breaks
    )
    return width if torn >= max(1.0, _MID_SENTENCE_SHARE * len(breaks)) else 0


def _is_full(upper: str, lower: str, width: int) -> bool:
    word = _FIRST_WORD.match(lower)
    return len(upper) + 1 + (word.end() if word else 0) >= _FULL * width


def _mid_sentence(upper: str, lower: str) -> bool:
    if _SENTENCE_END.search(upper[-6:]):
        return False
    first = lower.lstrip("\"'“‘«„(")[:1]
    return first.isdigit() or (first.isalpha() and not first.isupper())


def _continues(upper: _Line, lower: _Line, width: int) -> bool:
    """Whether `lower` goes on with the paragraph of `upper` in a wrapped text."""
    if _BULLET.match(lower.text) or lower.indent > upper.indent + 1:
        # A bullet's own second line is indented under its first.
        return bool(
            _BULLET.match(upper.text)
            and not _BULLET.match(lower.text)
            and _is_full(upper.text, lower.text, width)
        )
    if len(upper.text) > WIDEST_WRAP * 2:
        return False
    if _is_full(upper.text, lower.text, width):
        return True
    # A headline broken by hand goes on with a small letter.
    return _mid_sentence(upper.text, lower.text) and len(upper.text) >= 0.3 * width


def _glue(upper: str, lower: str) -> str:
    if _LINE_END_HYPHEN.search(upper[-40:]) and lower[0].islower():
        return "-"
    if _CJK.match(upper[-1]) and _CJK.match(lower[0]):
        return ""
    return " "


def _words(raw: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", raw.lower()))


def _drops_hyphen(upper: str, lower: str, words: set[str], layout: bool) -> bool:
    """Whether the hyphen between two lines is layout: the text itself decides where it can."""
    head = re.search(r"[^\W\d_]+[-‐]$", upper[-40:])
    tail = re.match(r"[^\W\d_]+", lower)
    if head is None or tail is None:
        return False
    left, right = head.group()[:-1].lower(), tail.group().lower()
    if f"{left}-{right}" in words:
        return False
    return layout or left + right in words


def _aligned(raw_line: str, clean: str) -> tuple[array[int], array[int]]:
    """For each character of `clean`, where it starts and ends in `raw_line`.

    A base character and its combining marks come back as one range. Where the
    ranges cannot be told apart, every character has the range of the whole line.
    """
    text: list[str] = []
    starts: array[int] = array("q")
    ends: array[int] = array("q")
    for start, end in _clusters(raw_line):
        kept = _SURROGATE.sub("\ufffd", _REMOVED.sub("", raw_line[start:end]))
        composed = compose(kept).replace("\t", " ")
        for character in composed:
            if character == " " and text and text[-1] == " ":
                ends[-1] = end
                continue
            text.append(character)
            starts.append(start)
            ends.append(end)
    whole = "".join(text)
    lead = len(whole) - len(whole.lstrip())
    if not whole[lead:].startswith(clean):
        size = len(clean)
        return array("q", [0]) * size, array("q", [len(raw_line)]) * size
    return starts[lead:], ends[lead:]


def _clusters(line: str) -> Iterator[tuple[int, int]]:
    """Ranges of a base character with what may compose with it."""
    start = -1
    for index, character in enumerate(line):
        if _REMOVED.match(character):
            continue
        if start >= 0 and _composes(character):
            end = index + 1
            continue
        if start >= 0:
            yield start, end
        start, end = index, index + 1
    if start >= 0:
        yield start, end


# Vowel signs and Hangul letters that are starters and still compose with what
# stands before them (Unicode's NFC_Quick_Check=Maybe with combining class 0).
_COMPOSING_STARTERS = frozenset(
    "\u09be\u09d7\u0b3e\u0b56\u0b57\u0bbe\u0bd7\u0cc2\u0cd5\u0cd6\u0d3e\u0d57\u0dcf\u0ddf\u102e\u1b35"
)


def _composes(character: str) -> bool:
    if character < "\u0300":
        return False
    if unicodedata.combining(character):
        return True
    return (
        "\u1161" <= character <= "\u1175"
        or "\u11a8" <= character <= "\u11c2"
        or (character in _COMPOSING_STARTERS)
    )
