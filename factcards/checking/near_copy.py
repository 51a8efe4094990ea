"""A sentence that all but copies another, and the words in which the two part.

Where somebody copies a sentence word for word but for a name, a number or a
"not", the exchanged words stand in one another's place. Reading need not know
what they are to see that they differ.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcards.card import Span

_TOKEN = re.compile(r"[^\W_]+(?:[.,'’\-‐‑][^\W_]+)*|[%€$£]")
_MOST_WORDS = 120
"""Of a sentence that is compared; the comparison is quadratic."""
_FEWEST_WORDS = 5
_SHARED = 0.75
"""Share of its words, in their order, that a near copy has from the other sentence."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Words of a sentence, and the words of its near copy that stand in their place.

    Spans count code points of the two sentences; an empty one is where words
    were put in or left out.
    """

    said: Span
    told: Span


@dataclass(frozen=True, slots=True)
class NearCopy:
    """A sentence, and where its near copy parts from it."""

    said: str
    told: str
    exchanges: tuple[Exchange, ...]

    def moved_numbers(self) -> Exchange | None:
        """Where a number stands between other words than it did, and another one in its place.

        None where no number has moved, or each took its neighbours along.
        """
        said, told = _numbers(self.said), _numbers(self.told)
        kept = [n for n in said if n in told]
        if kept == [n for n in told if n in said]:
            return None
        for number, (span, before, behind) in told.items():
            if number not in said or before == said[number][1] or behind == said[number][2]:
                continue
            # It must have come between the words of another number, which told something else.
            others = [row for name, row in said.items() if name != number]
            if any(before == row[1] or behind == row[2] for row in others):
                return Exchange(said[number][0], span)
        return None


def near_copy(sentences: Sequence[str], told: str) -> NearCopy | None:
    """How `told` parts from the one of `sentences` that it nearly copies; None where it does not.

    Time is linear in `sentences`, and quadratic in the words of the nearest.
    """
    words = _tokens(told)
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS:
        return None
    bag = Counter(_folded(told, words))
    best, most = None, 0
    for sentence in sentences:
        tokens = _tokens(sentence)
        if len(tokens) > _MOST_WORDS:
            continue
        shared = (bag & Counter(_folded(sentence, tokens))).total()
        if shared > most:
            best, most = sentence, shared
    if best is None or most < _SHARED * len(words):
        return None
    return _compared(best, told, words)


def _compared(said: str, told: str, words: list[Span]) -> NearCopy | None:
    tokens = _tokens(said)
    matcher = SequenceMatcher(None, _folded(said, tokens), _folded(told, words), autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks())
    if in_order < _SHARED * len(words):
        return None
    exchanges = tuple(
        Exchange(_range(tokens, low, high), _range(words, start, end))
        for kind, low, high, start, end in matcher.get_opcodes()
        if kind != "equal"
    )
    return NearCopy(said, told, exchanges)


def _range(tokens: list[Span], low: int, high: int) -> Span:
    if low < high:
        return Span(tokens[low].start, tokens[high - 1].end)
    at = tokens[low].start if low < len(tokens) else (tokens[-1].end if tokens else 0)
    return Span(at, at)


def _tokens(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _TOKEN.finditer(text)]


def _folded(text: str, tokens: Sequence[Span]) -> list[str]:
    return [span.of(text).casefold().replace("’", "'") for span in tokens]


def _numbers(text: str) -> dict[str, tuple[Span, str, str]]:
    """The numbers in digits that `text` has once: where each stands, and between which words."""
    tokens = _tokens(text)
    words = ["", *_folded(text, tokens), ""]
    once = Counter(words)
    return {
        word: (tokens[place], words[place], words[place + 2])
        for place, word in enumerate(words[1:-1])
        if word[0].isdigit() and once[word] == 1
    }


def words_in(text: str, span: Span) -> Iterator[str]:
    """The words of `text` inside `span`."""
    for match in _TOKEN.finditer(text, span.start, span.end):
        yield match.group()
