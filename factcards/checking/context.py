"""What every rule looks at: the card, the article, its reading, and what lies around evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from factcards.article.model import Article
from factcards.card import Evidence, FactCard, Item, Span
from factcards.grounding import GroundingIndex
from factcards.reading.dates import Anchor
from factcards.reading.entries import Entry, entries_of
from factcards.reading.mentions import Cue, Entity, FigureMention, Reading, Sentence
from factcards.reading.reader import anchor_of


@dataclass(frozen=True)
class Context:
    """A card, its article and the article's reading, with the look-ups that rules share.

    Offsets count code points of `article.text`. Built once per check.
    """

    card: FactCard
    article: Article
    reading: Reading
    _sentences: dict[int, tuple[Sentence, ...]] = field(default_factory=dict, repr=False)
    _supports: dict[int, tuple[Span, ...]] = field(default_factory=dict, repr=False)
    _words: dict[str, list[tuple[Entity, frozenset[str]]]] = field(default_factory=dict, repr=False)
    _passages: dict[int, Item] = field(default_factory=dict, repr=False)

    @cached_property
    def index(self) -> GroundingIndex:
        """The grounding index of the article."""
        return GroundingIndex(self.article.text, self.reading.sentences)

    @cached_property
    def anchor(self) -> Anchor | None:
        """What the article's relative dates count from."""
        return anchor_of(self.article)

    @property
    def language(self) -> str:
        """The language the article was read in, ISO 639-1."""
        return self.reading.language

    @cached_property
    def entries(self) -> tuple[tuple[int, Entry], ...]:
        """The entries of a live report, each with where its paragraph begins; none elsewhere."""
        spans = [p.span for p in self.article.story]
        found = entries_of(self.article.text, spans, self.language, self.anchor) or ()
        return tuple((span.start, entry) for span, entry in zip(spans, found, strict=False))

    def sentences(self, item: Item) -> tuple[Sentence, ...]:
        """The whole sentences that the evidence of `item` touches, in order."""
        # The card keeps its items alive, so their identity is a key that cannot be taken over.
        found = self._sentences.get(id(item))
        if found is None:
            known = {s.number: s for e in item.evidence for s in self.sentences_at(e)}
            found = tuple(known[number] for number in sorted(known))
            self._sentences[id(item)] = found
        return found

    def sentences_at(self, evidence: Evidence) -> tuple[Sentence, ...]:
        """The whole sentences that `evidence` touches."""
        span = span_of(evidence)
        all_sentences = self.reading.sentences
        low, high = 0, len(all_sentences)
        while low < high:
            middle = (low + high) // 2
            if all_sentences[middle].span.end <= span.start:
                low = middle + 1
            else:
                high = middle
        found = []
        for sentence in all_sentences[low:]:
            if sentence.span.start >= span.end:
                break
            found.append(sentence)
        return tuple(found)

    def around(self, item: Item, reach: int) -> tuple[Span, ...]:
        """The sentences of `item`, and `reach` more before and behind them."""
        own = self.sentences(item)
        if not own:
            return ()
        first = max(0, own[0].number - 1 - reach)
        return tuple(s.span for s in self.reading.sentences[first : own[-1].number + reach])

    def support(self, item: Item) -> tuple[Span, ...]:
        """The spans that may prove `item`: its whole sentences; the evidence itself outside any."""
        found = self._supports.get(id(item))
        if found is not None:
            return found
        spans = [s.span for s in self.sentences(item)]
        for evidence in item.evidence:
            span = span_of(evidence)
            if not any(s.overlaps(span) for s in spans):
                spans.append(span)
        self._supports[id(item)] = tuple(sorted(spans))
        return self._supports[id(item)]

    def with_passage(self, item: Item) -> Item:
        """`item` with the paragraphs of its evidence, and the one before each, for evidence.

        What a number counts is often told once, and "two-thirds of them" goes on from there.
        """
        found = self._passages.get(id(item))
        if found is None:
            places = {p for e in item.evidence for p in self._paragraphs_at(e)}
            text = self.article.text
            wider = tuple(
                Evidence(quote=span.of(text), start=span.start, end=span.end)
                for span in sorted(places)
            )
            found = item.model_copy(update={"evidence": wider or item.evidence})
            self._passages[id(item)] = found
        return found

    def _paragraphs_at(self, evidence: Evidence) -> Iterator[Span]:
        story = [p.span for p in self.article.story]
        for number, span in enumerate(story):
            if span.overlaps(span_of(evidence)):
                yield from story[max(0, number - 1) : number + 1]

    def support_text(self, item: Item) -> str:
        """The words of the support, one sentence per line."""
        return "\n".join(span.of(self.article.text) for span in self.support(item))

    def cues_in(self, spans: Iterable[Span]) -> Iterator[Cue]:
        """The negations and hedges that the article has inside `spans`."""
        for span in spans:
            for cue in self.reading.cues[bisect_left(self._cue_starts, span.start) :]:
                if cue.span.start >= span.end:
                    break
                yield cue

    @cached_property
    def _cue_starts(self) -> list[int]:
        return [cue.span.start for cue in self.reading.cues]

    @cached_property
    def units(self) -> frozenset[str | None]:
        """The units of the article's figures."""
        return frozenset(figure.unit for figure in self.reading.figures)

    def figures_in(self, spans: Iterable[Span]) -> tuple[FigureMention, ...]:
        """The figures that the article has inside `spans`."""
        spans = tuple(spans)
        return tuple(f for f in self.reading.figures if any(s.contains(f.span) for s in spans))

    def shared_words(
        self, entity: Entity, words: Callable[[Context, Entity], frozenset[str]]
    ) -> frozenset[str]:
        """Those `words` that other entities of the article have, or are named by."""
        key = getattr(words, "__name__", "")
        table = self._words.get(key)
        if table is None:
            table = [
                (other, words(self, other) | _names_of(other)) for other in self.reading.entities
            ]
            self._words[key] = table
        return frozenset().union(*(found for other, found in table if other is not entity))

    def entity(self, name: str) -> Entity | None:
        """The entity of the article that goes by `name`, whatever its marks and dashes."""
        found = self.reading.entity_named(name)
        if found is not None:
            return found
        folded = " ".join(name.split()).casefold()
        for entity in self.reading.entities:
            if any(form.casefold() == folded for form in (entity.name, *entity.aliases)):
                return entity
        return None


def _names_of(entity: Entity) -> frozenset[str]:
    return frozenset(w.lower() for form in (entity.name, *entity.aliases) for w in form.split())


def span_of(evidence: Evidence) -> Span:
    """Where `evidence` stands."""
    return Span(evidence.start, max(evidence.start, evidence.end))
