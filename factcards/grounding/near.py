"""The passage most like a quote that is not there: for messages, never for evidence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from heapq import nlargest
from itertools import chain
from operator import eq

from factcards.card import Span

_UNSPACED = (
    "\u0e00-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff"
)
"""Scripts written without spaces between words: there every letter is compared by itself."""
_TOKEN = re.compile(r"[$€£¥]?\w+(?:[.,'’\-]\w+)*%?")
_HAS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_TOKEN_UNSPACED = re.compile(
    rf"[{_UNSPACED}]|[$€£¥]?(?:(?![{_UNSPACED}])\w)+(?:[.,'’\-](?:(?![{_UNSPACED}])\w)+)*%?"
)
_BLOCK = 256
"""Words are counted by blocks of about so many code points, so that few need to be gone through
again to learn where one stands."""
_BLOCK_END = re.compile(r"\s")
_VOTERS = 12
_PLACES = 64
"""How many words of a quote vote, and for how many places each: bounds the cost of a look-up."""
_CANDIDATES = 4
"""How many of the places with most votes are compared word by word."""
_SHARE = 0.5


class NearMisses:
    """A table of where each word of a text stands, for looking up like passages.

    Words of the quote vote for the place at which the quote would have to
    start for them to stand where they do; rare words vote first. Building is
    linear in the text, a look-up linear in the quote.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: list[int] = []
        """Where each block of the text starts."""
        self._firsts: list[int] = []
        """The number of its first word."""
        blocks: list[list[str]] = []
        start = 0
        while start < len(text):
            end = _BLOCK_END.search(text, start + _BLOCK)
            stop = end.end() if end else len(text)
            self._blocks.append(start)
            blocks.append(text[start:stop].split())
            start = stop
        # No word has white space in it, and a text says most things again: what stands
        # between two white spaces is taken apart once.
        chunks = set(chain.from_iterable(blocks))
        unspaced = any(not c.isascii() and _HAS_UNSPACED.search(c) for c in chunks)
        self._pattern = _TOKEN_UNSPACED if unspaced else _TOKEN
        words_of = self._taken_apart(chunks)
        self._words: list[str] = []
        for block in blocks:
            self._firsts.append(len(self._words))
            self._words += chain.from_iterable(map(words_of.__getitem__, block))
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)

    def _taken_apart(self, chunks: set[str]) -> dict[str, tuple[str, ...]]:
        """The words of each chunk, in lower case."""
        found: dict[str, tuple[str, ...]] = {}
        if self._pattern is _TOKEN:
            found = {chunk: (chunk.lower(),) for chunk in chunks if chunk.isalnum()}
        for chunk in chunks - found.keys():
            found[chunk] = tuple(map(str.lower, self._pattern.findall(chunk)))
        return found

    def nearest(self, quote: str) -> Span | None:
        """The span of the passage most like `quote`, or None where nothing comes near.

        A passage comes near when it shares at least half of the quote's words,
        or, for a quote of one word, when the one word holds the other.
        """
        words = [word.lower() for word in self._pattern.findall(quote)]
        if not words:
            return None
        if len(words) == 1:
            return self._holding(words[0])
        votes, every = self._votes(words)
        if not votes:
            return None
        # Most votes first, then the earliest place, in one number each.
        size = len(self._words) + len(words)
        ranks = [count * size - at for at, count in votes.items()]
        counts = Counter(words)
        known = sum(count for word, count in counts.items() if word in self._places)
        best, score = 0, -1.0
        # Where every word voted for all its places and all of them are in the first passage,
        # no other has more of them, nor more in their place.
        for most in (1, _CANDIDATES):
            for rank in nlargest(most, ranks):
                start = -rank % size
                start = start - size if start > len(self._words) else start
                reached = self._score(start, words, counts)
                if reached > score:
                    best, score = start, reached
            if every and score >= known:
                break
        if score < _SHARE * len(words):
            return None
        first, last = max(best, 0), min(best + len(words), len(self._words)) - 1
        return Span(self._span(first)[0], self._span(last)[1])

    def _votes(self, words: list[str]) -> tuple[dict[int, int], bool]:
        """How many words of the quote ask for each starting place; whether each had its whole say.

        Words that the text lacks have none.
        """
        table = self._places
        known = [(len(table[w]), i, w) for i, w in enumerate(words) if w in table]
        known.sort()
        votes: dict[int, int] = {}
        for _, index, word in known[:_VOTERS]:
            for place in table[word][:_PLACES]:
                start = place - index
                votes[start] = votes.get(start, 0) + 1
        return votes, len(known) <= _VOTERS and (not known or known[-1][0] <= _PLACES)

    def _score(self, start: int, words: list[str], counts: Counter[str]) -> float:
        """How many of `words` stand in the passage at `start`, those in their place foremost."""
        passage = self._words[max(0, start) : start + len(words)]
        left = dict(counts)
        shared = 0
        for word in passage:
            if left.get(word, 0):
                left[word] -= 1
                shared += 1
        placed: int = sum(map(eq, passage, words[max(0, -start) :]))
        return shared + placed / (len(words) + 1)

    def _holding(self, word: str) -> Span | None:
        """The first word of the text that holds `word` or, from four letters on, begins like it."""
        core = word.strip("$€£¥%")
        begins = None
        for token, places in self._places.items():
            if core and core in token:
                return Span(*self._span(places[0]))
            if begins is None and len(core) >= 4 and token[:4] == core[:4]:
                begins = places[0]
        return Span(*self._span(begins)) if begins is not None else None

    def _span(self, number: int) -> tuple[int, int]:
        """Where the word of that number stands."""
        block = bisect_right(self._firsts, number) - 1
        stop = self._blocks[block + 1] if block + 1 < len(self._blocks) else len(self._text)
        matches = self._pattern.finditer(self._text, self._blocks[block], stop)
        for _ in range(number - self._firsts[block]):
            next(matches)
        return next(matches).span()
