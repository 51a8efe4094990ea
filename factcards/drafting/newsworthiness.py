"""How much of the news a sentence tells: what an editor would keep of a story.

News is told from the top down. What comes first, what the title speaks of, what
has a day, a number or a name, what is announced, alleged or denied is the news;
direct speech, questions and sentences that lean on the one before colour it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence

from factcards.card import Span, Stance
from factcards.drafting.taken_back import tells_error
from factcards.reading import Reading, Sentence

LEANING = re.compile(
    r"(?:[\"“«„'‘]|(?:he|she|it|they|his|her|its|their|this|that|these|those|but|and|so|also"
    r"|él|ella|ellos|su|esto|er|sie|es|ihr|dies|il|elle|ils|elles|son|sa|leur|cela)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that leans on the one before."""
LEAST_WORDS = 4
_SHORT_WORDS = 8
_WORD = re.compile(r"[^\W\d_]{3,}")
_STANCES: dict[Stance, float] = {"denied": 1.6, "alleged": 1.0, "planned": 0.8}
"""A denial, a charge and a plan are news of their own, wherever they stand."""


def content_words(text: str) -> frozenset[str]:
    """The words of `text` with three letters or more, in lower case."""
    return frozenset(match.group().casefold() for match in _WORD.finditer(text))


class Newsworthiness:
    """Weighs the sentences of one story's running text, `body`, against its title."""

    def __init__(self, reading: Reading, body: Sequence[Sentence], title: str) -> None:
        self.text = reading.text
        self.body = body
        self.title = content_words(title)
        self.frequency: Counter[str] = Counter()
        for sentence in body:
            self.frequency.update(content_words(sentence.span.of(self.text)))
        self.names = _starts(m.span for e in reading.entities for m in e.mentions)
        self.figures = _starts(m.span for m in reading.figures)
        self.dates = _starts(m.span for m in reading.dates)
        self.stances = sorted(
            (a.cue.start, _STANCES[a.stance]) for a in reading.attributions if a.stance in _STANCES
        )
        self.spoken = sorted(q.outer for q in reading.quotations if q.direct)

    def weights(self) -> list[float]:
        """One weight for each sentence of the body; those that tell too little have none at all."""
        return [self._weight(at, sentence) for at, sentence in enumerate(self.body)]

    def _weight(self, at: int, sentence: Sentence) -> float:
        text = sentence.span.of(self.text)
        words = content_words(text)
        if len(words) < LEAST_WORDS or tells_error(text) or text.rstrip('"”’»').endswith("?"):
            return float("-inf")
        share = len(words & self.title) / max(1, len(self.title))
        mean = sum(self.frequency[word] for word in words) / len(words) / len(self.body)
        value = 1.3 / (1 + at) + 0.4 * (at < len(self.body) / 3) + share + mean
        value += 0.2 * _any_in(self.figures, sentence.span)
        value += 0.4 * _any_in(self.dates, sentence.span)
        value += 0.4 * _any_in(self.names, sentence.span)
        value += max((w for s, w in self.stances if _holds(sentence.span, s)), default=0.0)
        value -= 1.0 * self._spoken_share(sentence.span)
        value -= 0.3 * (len(text.split()) < _SHORT_WORDS)
        return value - 0.2 * bool(LEANING.match(text))

    def _spoken_share(self, span: Span) -> float:
        """How much of `span` stands between quotation marks."""
        first = max(0, bisect_left(self.spoken, span.start, key=lambda s: s.start) - 1)
        inside = 0
        for outer in self.spoken[first:]:
            if outer.start >= span.end:
                break
            inside += max(0, min(outer.end, span.end) - max(outer.start, span.start))
        return min(1.0, inside / len(span))


def _starts(spans: Iterable[Span]) -> list[int]:
    return sorted(span.start for span in spans)


def _any_in(starts: Sequence[int], span: Span) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _holds(span: Span, at: int) -> bool:
    return span.start <= at < span.end
