"""Where the words that a model copied stand in the story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from factcards.card import Span
from factcards.drafting.draft import Citation
from factcards.grounding import GroundingIndex
from factcards.reading import FigureMention, Quotation, Reading, Sentence

_ARTICLES = frozenset(
    {"the", "a", "an", "der", "die", "das", "el", "la", "los", "las", "le", "les", "un", "una"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Words as the article has them, and the sentence they begin in."""

    words: str
    sentence: int
    start: int


class Locator:
    """Finds again what an answer cites; its numbers count `shown` from 1."""

    def __init__(self, reading: Reading, shown: Sequence[Sentence]) -> None:
        self.reading = reading
        self.index = GroundingIndex(reading.text, reading.sentences)
        self.shown = dict(enumerate(shown, start=1))
        self.credited = {
            word
            for attribution in reading.attributions
            for word in attribution.source_span.of(reading.text).split()
        }

    def sentences(self, numbers: Iterable[int]) -> list[Sentence]:
        """The cited sentences; numbers that do not exist prove nothing."""
        return [self.shown[n] for n in dict.fromkeys(numbers) if n in self.shown]

    def place(self, words: str, numbers: Sequence[int]) -> Place | None:
        """Where `words` stand: in a cited sentence, else exactly elsewhere in the story."""
        for sentence in self.sentences(numbers):
            found = self.index.ground(words, sentence=sentence.number)
            if found is not None and sentence.span.contains(
                Span(found.span.start, found.span.start)
            ):
                return Place(words, sentence.number, found.span.start)
        for found in self.index.occurrences(words, exact_only=True):
            sentence_there = self.reading.sentence_at(found.span.start)
            if sentence_there is not None and sentence_there.story:
                return Place(words, sentence_there.number, found.span.start)
        return None

    def first_place(self, forms: Iterable[str], numbers: Sequence[int]) -> Place | None:
        """Where the first of `forms` that the story has stands."""
        places = (self.place(form, numbers) for form in forms)
        return next((place for place in places if place is not None), None)

    def whole(self, numbers: Iterable[int], *supports: str) -> tuple[Citation, ...]:
        """The cited sentences themselves."""
        text = self.reading.text
        return tuple(
            Citation(quote=s.span.of(text), sentence=s.number, near=s.span.start, supports=supports)
            for s in self.sentences(numbers)
        )

    def words(
        self, place: Place | None, given: str, numbers: Sequence[int], field: str
    ) -> Citation:
        """The citation of what stands at `place`; of the words as given where it stands nowhere."""
        if place is None:
            cited = self.sentences(numbers)
            number = cited[0].number if cited else None
            return Citation(quote=given, sentence=number, supports=(field,))
        return Citation(
            quote=place.words, sentence=place.sentence, near=place.start, supports=(field,)
        )

    def name(self, given: str | None, numbers: Sequence[int]) -> str | None:
        """Somebody's name as the article writes it; as given where it writes none like it."""
        if given is None or not given.strip():
            return None
        place = self.first_place(self.name_forms(given), numbers)
        return place.words if place else given.strip()

    def name_forms(self, name: str) -> Iterator[str]:
        """`name`, with its first letter in the other case, and both without an article in front.

        A single word loses its capital only if the article credits what it
        says to such a word: "Police" may be "police", and "May" is not "may".
        """
        name = name.strip()
        head, _, rest = name.partition(" ")
        for form in (name, rest.strip() if head.lower() in _ARTICLES else ""):
            if not form:
                continue
            yield form
            other = form[:1].swapcase() + form[1:]
            if " " in form or other[:1].isupper() or other in self.credited:
                yield other

    def in_cited(self, words: str, numbers: Sequence[int]) -> bool:
        """Whether `words` stand in a cited sentence."""
        found = (self.index.ground_within(words, s.span) for s in self.sentences(numbers))
        return any(place is not None for place in found)

    def place_at(self, span: Span) -> Place | None:
        """What stands at `span`."""
        sentence = self.reading.sentence_at(span.start)
        words = span.of(self.reading.text)
        return Place(words, sentence.number, span.start) if sentence else None

    def quotation_at(self, place: Place | None) -> Quotation | None:
        """The quotation that holds the words at `place`."""
        if place is None:
            return None
        middle = place.start + len(place.words) // 2
        at = Span(middle, middle)
        return next((q for q in self.reading.quotations if q.outer.contains(at)), None)

    def mention_at(self, place: Place | None) -> FigureMention | None:
        """The one figure among the words at `place`."""
        if place is None:
            return None
        span = Span(place.start, place.start + len(place.words))
        inside = [m for m in self.reading.figures if m.span.overlaps(span)]
        return inside[0] if len(inside) == 1 else None
