"""The words of the article that prove a fact, shown inside their sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from factcards.card import ArticleInfo, Evidence, FactCard, TextQuoteSelector
from factcards.rendering.clean import clean

_PARAGRAPH_BREAK = re.compile(r"\n{2,}")
# A full stop after a short word may be an abbreviation. Excerpts only need a good
# place to begin; what proves a fact is decided elsewhere.
_SENTENCE_END = re.compile(r"(?:(?<=\w{3})\.|[!?…。！？])[\"'”’»)\]]*(?=\s|$)")
_WINDOW = 240
"""Code points looked at on either side: enough for a long sentence."""

ELLIPSIS = "…"
LONGEST_WORD = 24
"""Code points. What is longer is an address or a script without spaces, and is cut."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt; `marked` where it is the evidence itself."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One line of proof: where it stands and the words in their sentence."""

    place: str
    """"¶4 812–846 +1": paragraph, code points of the article's text, and further spans."""
    pieces: tuple[Piece, ...]
    """Empty where the fact itself is the article's words, letter for letter."""
    typographic: bool = False
    """Whether the drafted words differed in quotation marks, dashes or spaces."""


class Places:
    """Where evidence stands in the text of one article, by paragraph."""

    def __init__(self, of: FactCard | ArticleInfo) -> None:
        article = of if isinstance(of, ArticleInfo) else of.article
        items = () if isinstance(of, ArticleInfo) else of.items()
        self._text = article.text
        self._characters = article.characters
        self._several = any(len(item.evidence) > 1 for item in items)
        breaks = _PARAGRAPH_BREAK.finditer(self._text or "")
        self._starts = [0, *(match.end() for match in breaks)]

    def excerpts(
        self, evidence: Sequence[Evidence], room: int, *, shown: str | None = None
    ) -> tuple[Excerpt, ...]:
        """One excerpt for each sentence that `evidence` stands in.

        `room` is the width in terminal cells. Evidence that repeats `shown`,
        the fact's own text, letter for letter is named by its place alone.
        """
        verbatim = [e for e in evidence if e.quote == shown]
        others = [e for e in evidence if e.quote != shown]
        return (
            *(Excerpt(self.place((e,)), (), e.status == "typographic") for e in verbatim),
            *(self._excerpt(group, room) for group in self._by_sentence(others)),
        )

    def place(self, evidence: Sequence[Evidence]) -> str:
        """ "¶4 812–846" for evidence in one paragraph; without text only the offsets."""
        offsets = f"{evidence[0].start}–{evidence[0].end}"
        if len(evidence) > 1:
            offsets += f" +{len(evidence) - 1}"
        return f"¶{self._paragraph(evidence[0].start)} {offsets}" if self._text else offsets

    def widest(self) -> int:
        """Cells that the longest `place` takes."""
        offsets = 2 * len(str(self._characters)) + 1
        paragraph = 2 + len(str(len(self._starts))) if self._text else 0
        return paragraph + offsets + (len(" +1") if self._several else 0)

    def _paragraph(self, offset: int) -> int:
        return bisect_right(self._starts, offset)

    def _sentence(self, evidence: Evidence) -> tuple[int, int]:
        """The evidence's sentence, as far as the window and its paragraph reach."""
        text = self._text
        if text is None:
            return evidence.start, evidence.end
        number = self._paragraph(evidence.start)
        low = max(self._starts[number - 1], evidence.start - _WINDOW)
        high = len(text) if number == len(self._starts) else self._starts[number]
        high = max(evidence.end, min(high, evidence.end + _WINDOW))
        start = low
        for match in _SENTENCE_END.finditer(text, low, evidence.start):
            # `endpos` hides what follows, so the last match may end at the evidence.
            if match.end() < evidence.start:
                start = match.end()
        found = _SENTENCE_END.search(text, max(evidence.start, evidence.end - 2), high)
        while found is not None and found.end() < evidence.end:
            found = _SENTENCE_END.search(text, found.end(), high)
        return start, found.end() if found else high

    def _by_sentence(self, evidence: Iterable[Evidence]) -> list[list[Evidence]]:
        groups: dict[tuple[int, int], list[Evidence]] = {}
        for one in evidence:
            groups.setdefault(self._sentence(one), []).append(one)
        return list(groups.values())

    def _excerpt(self, group: list[Evidence], room: int) -> Excerpt:
        ordered = sorted(group, key=lambda e: (e.start, e.end))
        place = self.place(ordered)
        typographic = any(e.status == "typographic" for e in group)
        if self._text is None:
            before, after = _surroundings(ordered[0].selector)
            quote = [Piece(clean(ordered[0].quote), marked=True)]
            return Excerpt(place, _fitted(before, quote, after, room), typographic)
        start, end = self._sentence(ordered[0])
        middle: list[Piece] = []
        at = ordered[0].start
        for one in ordered:
            if one.start > at:
                middle.append(Piece(clean(self._text[at : one.start]), marked=False))
            if one.end > at:
                marked = self._text[max(at, one.start) : one.end]
                middle.append(Piece(clean(marked), marked=True))
                at = one.end
        before = self._text[start : ordered[0].start]
        after = self._text[at : max(at, end)]
        return Excerpt(place, _fitted(before, middle, after, room), typographic)


def _surroundings(selector: TextQuoteSelector | None) -> tuple[str, str]:
    """A selector's prefix and suffix, as far as the paragraph and whole words go."""
    if selector is None:
        return "", ""
    before, after = selector.prefix, selector.suffix
    if "\n\n" in before:
        before = before.rpartition("\n\n")[2]
    elif before:
        before = ELLIPSIS + before.partition(" ")[2]
    if "\n\n" in after:
        after = after.partition("\n\n")[0]
    elif " " in after.strip():
        after = after.rpartition(" ")[0] + ELLIPSIS
    return before, after


def _fitted(before: str, middle: list[Piece], after: str, room: int) -> tuple[Piece, ...]:
    """`middle` with as much of its surroundings as `room` cells hold.

    Long evidence may take two lines' room; past that its own middle is cut.
    """
    before, after = clean(before).lstrip(), clean(after).rstrip()
    taken = sum(cell_len(piece.text) for piece in middle)
    if taken + cell_len(before) + cell_len(after) <= room:
        pieces = (Piece(before, marked=False), *middle, Piece(after, marked=False))
    else:
        if taken > room - 12:
            # Words wrap at spaces, so two lines hold a little less than twice the room.
            room = 2 * room - 10
            middle = _shortened(middle, room)
            taken = sum(cell_len(piece.text) for piece in middle)
        spare = max(0, room - taken - 2)
        first = min(cell_len(before), max(spare // 2, spare - cell_len(after)))
        head = last_words(before, first)
        tail = first_words(after, spare - cell_len(head))
        pieces = (Piece(head, marked=False), *middle, Piece(tail, marked=False))
    return tuple(piece for piece in pieces if piece.text)


def _shortened(middle: list[Piece], room: int) -> list[Piece]:
    if sum(cell_len(piece.text) for piece in middle) <= room:
        return middle
    # Marks far apart: what stands between them goes first.
    middle = [
        piece if piece.marked or cell_len(piece.text) <= 8 else Piece(f" {ELLIPSIS} ", False)
        for piece in middle
    ]
    marks = sum(piece.marked for piece in middle)
    share = max(8, (room - 8 * (marks - 1)) // marks)
    return [
        Piece(_without_middle(piece.text, share), True) if piece.marked else piece
        for piece in middle
    ]


def _without_middle(text: str, room: int) -> str:
    if cell_len(text) <= room:
        return text
    head = first_words(text, room * 2 // 3).rstrip(ELLIPSIS)
    tail = last_words(text, room // 3).lstrip(ELLIPSIS)
    return f"{head} {ELLIPSIS} {tail}"


def first_words(text: str, room: int) -> str:
    """As many whole words from the start of `text` as `room` cells hold, then "…"."""
    if not text or cell_len(text) <= room:
        return text
    kept = _cut(text, room)
    space = kept.rfind(" ")
    # A script without spaces, or one long address, is cut where the room ends.
    broken = space > 0 and len(kept) - space <= LONGEST_WORD
    return (kept[:space] if broken else kept).rstrip(" ,;:–—-") + ELLIPSIS


def last_words(text: str, room: int) -> str:
    """An ellipsis, then as many whole words from the end of `text` as `room` cells hold."""
    if not text or cell_len(text) <= room:
        return text
    kept = _cut(text[::-1], room)[::-1]
    space = kept.find(" ")
    return ELLIPSIS + (kept[space + 1 :] if 0 <= space <= LONGEST_WORD else kept)


def _cut(text: str, room: int) -> str:
    """The start of `text` that fills at most `room` cells."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > room or index > 4 * room:
            return text[:index]
    return text
