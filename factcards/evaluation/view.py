"""A card as the scorer sees it: its evidence in the fixture's article, its names in one form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from factcards.card import Evidence, FactCard, Figure, Item, Quote, Span, When
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.gold import GoldSource, GoldWho
from factcards.evaluation.normalising import folded, name_key


class Labels:
    """What is worked out once of a fixture and used for every card that is held against it."""

    def __init__(self, fixture: Fixture) -> None:
        self.fixture = fixture
        self.gold = fixture.gold
        self.language = fixture.gold.language
        self.text = fixture.article.text
        self.sentences: dict[str, frozenset[int]] = {
            place: frozenset(s.number for span in spans for s in fixture.sentences_in(span))
            for place, spans in fixture.places.items()
        }
        self.words: dict[str, Span] = {
            f"{field}[{number}]": fixture.words_at(f"{field}[{number}]", item.text)
            for field in ("when", "figures", "quotes")
            for number, item in enumerate(getattr(self.gold, field))
        }

    def places(self, place: str) -> tuple[Span, ...]:
        """The narrowest spans that name the item at `place`: its own words, and further places."""
        return self._places[place]

    @cached_property
    def _places(self) -> dict[str, tuple[Span, ...]]:
        found = {}
        for place, spans in self.fixture.places.items():
            own = self.words.get(place)
            found[place] = (own, *spans[1:]) if own is not None else spans
        return found

    @cached_property
    def forms(self) -> dict[str, frozenset[str]]:
        """For each name of `who` and `sources`, the keys of all its forms."""
        found: dict[str, set[str]] = {}
        named: tuple[GoldWho | GoldSource, ...] = (*self.gold.who, *self.gold.sources)
        for item in named:
            forms = (item.name, *item.aliases)
            found.setdefault(item.name, set()).update(name_key(form) for form in forms)
        return {name: frozenset(keys) for name, keys in found.items()}

    def names(self, name: str, predicted: str) -> bool:
        """Whether `predicted` names whom the labels call `name`."""
        return name_key(predicted) in self.forms.get(name, frozenset((name_key(name),)))

    @cached_property
    def worked_figures(self) -> tuple[str, ...]:
        """The figures that the reference summary works out itself, as it writes them."""
        return tuple(figure.text for sentence in self.gold.summary for figure in sentence.figures)

    @cached_property
    def said_names(self) -> str:
        """The article folded and in one case, to look names up in."""
        return folded(self.text).casefold()

    def in_article(self, name: str) -> bool:
        """Whether the article has `name`, as whole words, in either case."""
        key = name_key(name)
        at = self.said_names.find(key) if key else -1
        while at >= 0:
            before = self.said_names[at - 1] if at else " "
            after = self.said_names[at + len(key) : at + len(key) + 1] or " "
            if not before.isalnum() and not after.isalnum():
                return True
            at = self.said_names.find(key, at + 1)
        return False


@dataclass(frozen=True)
class CardView:
    """One card beside the labels of its article. Spans count in the fixture's article."""

    labels: Labels
    card: FactCard

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """Where the evidence of each item stands, by the item's id."""
        return {
            item.id: tuple(s for e in item.evidence if (s := self._place(e)) is not None)
            for item in self.card.items()
        }

    @cached_property
    def same_text(self) -> bool:
        """Whether the card's offsets count in the fixture's text."""
        return self.card.article.sha256 == self.labels.fixture.article.sha256

    def _place(self, evidence: Evidence) -> Span | None:
        """Where `evidence` stands; None where the article does not have it there.

        A card of another reading of the same article is looked up by its words.
        """
        index = self.labels.fixture.index
        if self.same_text:
            if not evidence.start < evidence.end <= len(self.labels.text):
                return None
            span = Span(evidence.start, evidence.end)
            return span if span.of(self.labels.text) == evidence.quote else None
        found = index.ground(evidence.quote, near=evidence.start)
        return found.span if found is not None else None

    def sentences(self, item: Item) -> frozenset[int]:
        """Numbers of the sentences that the evidence of `item` touches."""
        return self._sentences[item.id]

    @cached_property
    def _sentences(self) -> dict[str, frozenset[int]]:
        fixture = self.labels.fixture
        return {
            name: frozenset(s.number for span in spans for s in fixture.sentences_in(span))
            for name, spans in self.spans.items()
        }

    def words(self, item: When | Figure | Quote) -> tuple[Span, ...]:
        """Where the text of `item` stands inside its evidence; else the evidence itself."""
        return self._words[item.id]

    @cached_property
    def _words(self) -> dict[str, tuple[Span, ...]]:
        ground = self.labels.fixture.index.ground_within
        found = {}
        card = self.card
        items: tuple[When | Figure | Quote, ...] = (*card.when, *card.figures, *card.quotes)
        for item in items:
            spans = self.spans[item.id]
            places = tuple(g.span for s in spans if (g := ground(item.text, s)) is not None)
            found[item.id] = places or spans
        return found

    def near(self, item: Item, place: str) -> bool:
        """Whether `item` rests on a sentence that the label at `place` rests on."""
        return bool(self.sentences(item) & self.labels.sentences[place])

    def sentence_of(self, item: Item) -> str:
        """The first whole sentence that `item` rests on; "" where it rests on none."""
        numbers = self.sentences(item)
        if not numbers:
            return ""
        span = self.labels.fixture.sentences[min(numbers) - 1].span
        return " ".join(span.of(self.labels.text).split())


def overlap(some: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    """Whether a span of the one lot shares a code point with one of the other."""
    # In plain loops: every item is asked of every label.
    for one in some:
        for other in others:
            if one.start < other.end and other.start < one.end:
                return True
    return False
