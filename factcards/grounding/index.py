"""The index that finds quotes in one article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from factcards.card import EvidenceStatus, Span
from factcards.grounding.folding import DASHES, Folded, fold
from factcards.grounding.near import NearMisses
from factcards.grounding.tokens import OPENERS, is_boundary
from factcards.reading.mentions import Sentence

_SENTENCE_ENDS = ".!?\u2026\u3002\uff01\uff1f"
_CLOSERS = ")]}\"'\u201d\u2019\u00bb\u203a"
_RING = 4096
"""How far from the hinted place a phrase is sought first, in code points."""

_Places = Callable[[Span], Iterator[Span]]
"""The places of a phrase that start inside a span, in order."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """Where a quote stands in the article, and how exactly."""

    span: Span
    status: EvidenceStatus


class GroundingIndex:
    """Finds quotes in one text: exactly, or with other typography, never looser.

    Built once per article; the folded text and the table for near misses are
    made when first needed, each in time linear in the text. `sentences` are
    numbered as a reading numbers them, and are what hints refer to; without
    them a sentence is taken to start at a line or behind a full stop.
    Offsets count code points.
    """

    def __init__(self, text: str, sentences: Sequence[Sentence] = ()) -> None:
        self.text = text
        self._sentences = {s.number: s.span for s in sentences}
        self._starts = [s.span.start for s in sentences]
        self._boundaries: dict[int, bool] = {}

    def ground(
        self,
        quote: str,
        *,
        sentence: int | None = None,
        near: int | None = None,
        used: Collection[Span] = (),
    ) -> Grounded | None:
        """Where `quote` stands, or None where the text does not have it.

        A repeated phrase is settled by the hints in this order: the sentence
        numbered `sentence`; places that are not in `used` before others; the
        place nearest to offset `near`; the first. A wrong hint does not hide
        words that stand elsewhere. An exact place comes before a
        typographic one, except that a hinted sentence is searched both ways
        first. A quote without a letter or digit stands nowhere.
        """
        quote = quote.strip()
        if not any(map(str.isalnum, quote)):
            return None
        hinted = self._sentences.get(sentence) if sentence is not None else None
        if hinted is not None:
            found = self._choose(quote, near, used, hinted)
            if found is not None:
                return found
        return self._choose(quote, near, used, Span(0, len(self.text)))

    def ground_within(self, quote: str, span: Span) -> Grounded | None:
        """The first place where `quote` stands inside `span`, or None."""
        quote = quote.strip()
        if not any(map(str.isalnum, quote)):
            return None
        for place in self._exact(quote, span):
            if place.end <= span.end:
                return Grounded(place, "exact")
        for place in self._typographic(quote)(span):
            if place.end <= span.end:
                return Grounded(place, "typographic")
        return None

    def occurrences(
        self, quote: str, *, exact_only: bool = False, starting: Span | None = None
    ) -> tuple[Grounded, ...]:
        """Every place where `quote` stands, in order, exact and typographic.

        With `exact_only` the typographic ones are left out; `starting` bounds
        where a place may start. Places may overlap ("ana ana ana").
        """
        quote = quote.strip()
        if not any(map(str.isalnum, quote)):
            return ()
        whole = starting or Span(0, len(self.text))
        found = {span: Grounded(span, "exact") for span in self._exact(quote, whole)}
        for span in () if exact_only else self._typographic(quote)(whole):
            found.setdefault(span, Grounded(span, "typographic"))
        return tuple(found[span] for span in sorted(found))

    def is_aligned(self, span: Span) -> bool:
        """Whether `span` starts and ends at token boundaries and is not blank at either end."""
        text = self.text
        if span.end > len(text) or span.start >= span.end:
            return False
        if text[span.start].isspace() or text[span.end - 1].isspace():
            return False
        return self._is_boundary(span.start) and self._is_boundary(span.end)

    def _is_boundary(self, position: int) -> bool:
        """`is_boundary`, remembered: the same words are asked for again and again."""
        known = self._boundaries.get(position)
        if known is None:
            known = self._boundaries[position] = is_boundary(self.text, position)
        return known

    def near_miss(self, quote: str) -> Span | None:
        """The passage most like `quote`, for messages only; never evidence.

        None where no passage shares half of its words.
        """
        span = self._near.nearest(quote)
        if span is None:
            return None
        start, end = span.start, span.end
        while not self._is_boundary(start):
            start -= 1
        while not self._is_boundary(end):
            end += 1
        return Span(start, end)

    def _choose(
        self, quote: str, near: int | None, used: Collection[Span], within: Span
    ) -> Grounded | None:
        span = _pick(partial(self._exact, quote), near, used, within)
        if span is not None:
            return Grounded(span, "exact")
        span = _pick(self._typographic(quote), near, used, within)
        return Grounded(span, "typographic") if span is not None else None

    def _exact(self, quote: str, within: Span) -> Iterator[Span]:
        """The token-aligned places of exactly `quote` that start inside `within`, in order."""
        text, size = self.text, len(quote)
        last = min(len(text), within.end + size - 1)
        lettered = quote[0].isascii() and quote[0].isalnum()
        at = text.find(quote, within.start, last)
        while at >= 0:
            # Most places that are none fail here, inside a word: the cheap test first.
            if not (lettered and at and text[at - 1].isascii() and text[at - 1].isalnum()):
                span = Span(at, at + size)
                if self.is_aligned(span):
                    yield span
            at = text.find(quote, at + 1, last)

    def _typographic(self, quote: str) -> _Places:
        """Finds the token-aligned places that fold to what `quote` folds to.

        Like those of `_exact`, they start inside the span that is asked for, and are in order.
        """
        folded = fold(quote).text
        signed = quote[0] in DASHES and quote[1:2].isdigit()
        return partial(self._folded_places, folded, quote[0] if signed else "")

    def _folded_places(self, folded: str, sign: str, within: Span) -> Iterator[Span]:
        """The places of `folded`; those with a sign must have the very `sign`."""
        same = folded[0]
        other = _other_case(same) or ""
        for span in self._folded.places(same + other, folded[1:], within):
            if sign and self.text[span.start] != sign:
                continue
            swapped = other and self._folded.at(span.start) == other
            if swapped and not self._starts_sentence(span.start):
                continue
            if self.is_aligned(span):
                yield span

    def _starts_sentence(self, offset: int) -> bool:
        """Whether only opening marks stand between `offset` and the start of its sentence."""
        start = offset
        while start > 0 and offset - start < 8 and self.text[start - 1] in OPENERS:
            start -= 1
        if self._starts:
            nearest = self._starts[max(0, bisect_right(self._starts, offset) - 1)]
            return start <= nearest <= offset
        before = start
        while before > 0 and start - before < 8 and self.text[before - 1].isspace():
            before -= 1
        if before == 0 or "\n\n" in self.text[before:start]:
            return True
        while before > 0 and start - before < 8 and self.text[before - 1] in _CLOSERS:
            before -= 1
        return before < start and self.text[before - 1] in _SENTENCE_ENDS

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.text)

    @cached_property
    def _near(self) -> NearMisses:
        return NearMisses(self.text)


def _pick(places: _Places, near: int | None, used: Collection[Span], within: Span) -> Span | None:
    """The place the hints ask for, or None where there is none inside `within`."""
    if near is not None:
        return _nearest(places, near, used, within)
    first = None
    for span in places(within):
        if span not in used:
            return span
        first = first or span
    return first


def _nearest(places: _Places, near: int, used: Collection[Span], within: Span) -> Span | None:
    """The place nearest to `near` that is not in `used`; the nearest of all where every one is.

    Looks outwards in rings, each wider than the one before, so that a phrase
    that the text has a million times costs no more than one it has twice.
    """
    nearest = None
    low = high = centre = min(max(near, within.start), within.end)
    reach = _RING
    while low > within.start or high < within.end:
        left = Span(max(within.start, centre - reach), low)
        right = Span(high, max(high, min(within.end, centre + reach)))
        low, high = left.start, right.end
        ring = [*places(left), *places(right)]
        ring.sort(key=lambda span: (abs(span.start - near), span.start))
        for span in ring:
            if span not in used:
                return span
            nearest = nearest or span
        reach *= 4
    return nearest


def _other_case(letter: str) -> str | None:
    """`letter` in its other case, where case is simple; None for ı, İ, ß and the like."""
    for other in (letter.upper(), letter.lower()):
        if other == letter or len(other) != 1:
            continue
        if other.upper() in (other, letter) and {other.lower(), other.upper()} == {
            letter.lower(),
            letter.upper(),
        }:
            return other
    return None
