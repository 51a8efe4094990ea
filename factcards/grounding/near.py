"""The passage most like a quote that is not there: for messages, never for evidence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from heapq import nsmallest

from factcards.card import Span

_TOKEN = re.compile(r"[$€£¥]?\w+(?:[.,'’\-]\w+)*%?")
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
        self._spans = [match.span() for match in _TOKEN.finditer(text)]
        self._words = [text[start:end].lower() for start, end in self._spans]
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self._words):
            self._places[word].append(place)

    def nearest(self, quote: str) -> Span | None:
        """The span of the passage most like `quote`, or None where nothing comes near.

        A passage comes near when it shares at least half of the quote's words,
        or, for a quote of one word, when the one word holds the other.
        """
        words = [match.group().lower() for match in _TOKEN.finditer(quote)]
        if not words:
            return None
        if len(words) == 1:
            return self._holding(words[0])
        votes = self._votes(words)
        if not votes:
            return None
        ranked = nsmallest(_CANDIDATES, votes.items(), key=lambda vote: (-vote[1], vote[0]))
        best, score = max(
            ((start, self._score(start, words)) for start, _ in ranked), key=lambda pair: pair[1]
        )
        if score < _SHARE * len(words):
            return None
        first, last = max(best, 0), min(best + len(words), len(self._spans)) - 1
        return Span(self._spans[first][0], self._spans[last][1])

    def _votes(self, words: list[str]) -> Counter[int]:
        """How many words of the quote ask for each starting place."""
        known = [(len(self._places[w]), i, w) for i, w in enumerate(words) if w in self._places]
        votes: Counter[int] = Counter()
        for _, index, word in sorted(known)[:_VOTERS]:
            for place in self._places[word][:_PLACES]:
                votes[place - index] += 1
        return votes

    def _score(self, start: int, words: list[str]) -> float:
        """How many of `words` stand in the passage at `start`, those in their place foremost."""
        passage = self._words[max(0, start) : start + len(words)]
        shared = sum((Counter(passage) & Counter(words)).values())
        offset = max(0, -start)
        placed = sum(a == b for a, b in zip(passage, words[offset:], strict=False))
        return shared + placed / (len(words) + 1)

    def _holding(self, word: str) -> Span | None:
        """The first word of the text that holds `word` or, from four letters on, begins like it."""
        core = word.strip("$€£¥%")
        begins = None
        for token, places in self._places.items():
            if core and core in token:
                return Span(*self._spans[places[0]])
            if begins is None and len(core) >= 4 and token[:4] == core[:4]:
                begins = Span(*self._spans[places[0]])
        return begins
