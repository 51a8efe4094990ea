"""The card that the labels of an article make: what a perfect reader would hand in.

It keeps the contract: every item has evidence at its place, texts of quotes,
figures and moments are the article's own, names and identifiers are linked. It
is the yardstick's own yardstick: scored against its labels it must lose nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Figure,
    Headline,
    Provenance,
    Quote,
    Source,
    Span,
    SummarySentence,
    What,
    When,
    Where,
    Who,
)
from factcards.checking import check_card, enforce, measure_coverage
from factcards.drafting.identity import Identifiers
from factcards.errors import FixtureError
from factcards.evaluation.fixtures import Fixture
from factcards.reading.units import canonical_unit
from factcards.version import __version__

MODEL_NAME = "gold"
"""What the provenance of such a card names as its model, so that nobody takes it for one."""


@dataclass(frozen=True, kw_only=True)
class GoldCardOptions:
    """How a card is made from labels."""

    checked: bool = False
    """Run every rule; what fails one leaves the card, as it would a drafted one."""
    tiers: frozenset[str] = frozenset(("core", "minor"))
    """Which tiers are on the card."""
    with_summary: bool = True
    """Carry the reference summary."""
    with_coverage: bool = True
    """Count what of the article the card carries: needs the article's reading."""


PERFECT = GoldCardOptions()


def gold_card(fixture: Fixture, options: GoldCardOptions = PERFECT) -> FactCard:
    """The card that the labels of `fixture` make.

    Evidence is in offsets of `fixture.article.text`. Its `generated_at` is the
    publication date, so that the same labels give the same card.
    """
    work = _Making(fixture)
    gold = fixture.gold
    tiers = options.tiers
    who = tuple(work.who(n) for n, item in enumerate(gold.who) if item.tier in tiers)
    sources = tuple(work.source(n) for n, item in enumerate(gold.sources) if item.tier in tiers)
    work.learn_names(who, sources)
    what = [work.what(n) for n, item in enumerate(gold.what) if item.tier in tiers]
    where = [work.where(n) for n, item in enumerate(gold.where) if item.tier in tiers]
    when = [work.when(n) for n, item in enumerate(gold.when) if item.tier in tiers]
    figures = [work.figure(n) for n, item in enumerate(gold.figures) if item.tier in tiers]
    quotes = [work.quote(n) for n, item in enumerate(gold.quotes) if item.tier in tiers]
    card = FactCard(
        headline=work.headline(),
        summary=work.summary() if options.with_summary else (),
        who=who,
        what=tuple(what),
        where=tuple(where),
        when=tuple(when),
        figures=tuple(figures),
        quotes=tuple(quotes),
        sources=sources,
        article=fixture.article.info(),
        coverage=_NOTHING,
        provenance=Provenance(
            model=MODEL_NAME,
            provider=None,
            strategy="rules",
            generated_at=gold.published,
            factcards=__version__,
        ),
    )
    if options.checked:
        card = enforce(card, check_card(card, fixture.article, fixture.reading))
    if not options.with_coverage:
        return card
    coverage = measure_coverage(card, fixture.article, fixture.reading)
    return card.model_copy(update={"coverage": coverage})


def summary_of(fixture: Fixture, name: str) -> tuple[SummarySentence, ...]:
    """The sentences of a summary file as a card carries them; `name` is "copied" or "reworded".

    A copied sentence rests on itself. A reworded one rests on what its label
    names; the file has the sentences of the labels in their order.
    Raises `FixtureError` where a sentence rests on nothing.
    """
    work = _Making(fixture)
    sentences = fixture.summary(name)
    if name == "reworded":
        if len(sentences) != len(fixture.gold.summary):
            raise FixtureError(
                f"{fixture.folder}: the reworded summary has {len(sentences)} sentences and its "
                f"labels {len(fixture.gold.summary)}",
                hint="bring the two together",
            )
        evidence = [work.evidence(f"summary[{n}]") for n in range(len(sentences))]
    else:
        evidence = [work.words(text) for text in sentences]
    return tuple(
        SummarySentence(id=work.ids.make("summary", text), text=text, evidence=found)
        for text, found in zip(sentences, evidence, strict=True)
    )


_COUNT = CoverageCount(mentions=0, carried=0)
_NOTHING = Coverage(figures=_COUNT, names=_COUNT, quotes=_COUNT, dates=_COUNT)


class _Making:
    def __init__(self, fixture: Fixture) -> None:
        self.fixture = fixture
        self.gold = fixture.gold
        self.text = fixture.article.text
        self.ids = Identifiers()
        self.names: dict[str, str] = {}

    def learn_names(self, who: Sequence[Who], sources: Sequence[Source]) -> None:
        """Names that speakers and attributions link to, people first."""
        self.names = {source.name: source.id for source in sources}
        self.names |= {person.name: person.id for person in who}

    def linked(self, name: str | None) -> str | None:
        """The id of the item that goes by `name`, where it is on the card."""
        return self.names.get(name) if name is not None else None

    def evidence(self, place: str) -> tuple[Evidence, ...]:
        """The quotes of the label at `place`, in the order of the file."""
        spans = dict.fromkeys(self.fixture.places[place])
        return tuple(self._piece(span) for span in spans)

    def words(self, text: str) -> tuple[Evidence, ...]:
        """`text` as its own evidence."""
        inside = [g.span for g in self.fixture.index.occurrences(text) if self._told(g.span)]
        if not inside:
            raise FixtureError(
                f"{self.fixture.folder}: “{text[:80]}” is not in the story",
                hint="copy the sentence from the article",
            )
        return (self._piece(inside[0]),)

    def _told(self, span: Span) -> bool:
        paragraph = self.fixture.article.paragraph_at(span.start)
        return paragraph is not None and paragraph.role == "story"

    def _piece(self, span: Span) -> Evidence:
        return Evidence(quote=span.of(self.text), start=span.start, end=span.end)

    def own_words(self, place: str, text: str) -> str:
        """`text` as the article writes it inside the quote of the label at `place`."""
        return self.fixture.words_at(place, text).of(self.text)

    def headline(self) -> Headline | None:
        label = self.gold.headline
        if label is None:
            return None
        return Headline(text=label.text, evidence=self.evidence("headline"))

    def summary(self) -> tuple[SummarySentence, ...]:
        return tuple(
            SummarySentence(
                id=self.ids.make("summary", label.text),
                text=label.text,
                evidence=self.evidence(f"summary[{number}]"),
            )
            for number, label in enumerate(self.gold.summary)
        )

    def who(self, number: int) -> Who:
        label = self.gold.who[number]
        return Who(
            id=self.ids.make("who", label.name),
            name=label.name,
            kind=label.kind,
            role=label.role,
            aliases=label.aliases,
            evidence=self.evidence(f"who[{number}]"),
        )

    def what(self, number: int) -> What:
        label = self.gold.what[number]
        return What(
            id=self.ids.make("what", label.text),
            text=label.text,
            stance=label.stance,
            attributed_to=label.attributed_to,
            attributed_to_id=self.linked(label.attributed_to),
            evidence=self.evidence(f"what[{number}]"),
        )

    def where(self, number: int) -> Where:
        label = self.gold.where[number]
        return Where(
            id=self.ids.make("where", label.name),
            name=label.name,
            relation=label.relation,
            country=label.country,
            evidence=self.evidence(f"where[{number}]"),
        )

    def when(self, number: int) -> When:
        place, label = f"when[{number}]", self.gold.when[number]
        return When(
            id=self.ids.make("when", label.text),
            text=self.own_words(place, label.text),
            date=label.date,
            basis=label.basis,
            evidence=self.evidence(place),
        )

    def figure(self, number: int) -> Figure:
        place, label = f"figures[{number}]", self.gold.figures[number]
        unit = canonical_unit(label.unit) if label.unit is not None else None
        content = (label.value, label.value_to or "", unit or "", label.counts)
        return Figure(
            id=self.ids.make("figure", *content),
            text=self.own_words(place, label.text),
            value=label.value,
            value_to=label.value_to,
            unit=unit,
            qualifier=label.qualifier,
            counts=label.counts,
            attributed_to=label.attributed_to,
            attributed_to_id=self.linked(label.attributed_to),
            evidence=self.evidence(place),
        )

    def quote(self, number: int) -> Quote:
        place, label = f"quotes[{number}]", self.gold.quotes[number]
        return Quote(
            id=self.ids.make("quote", label.text),
            text=self.own_words(place, label.text),
            speaker=label.speaker,
            speaker_id=self.linked(label.speaker),
            evidence=self.evidence(place),
        )

    def source(self, number: int) -> Source:
        label = self.gold.sources[number]
        return Source(
            id=self.ids.make("source", label.name),
            name=label.name,
            kind=label.kind,
            via=label.via,
            said=label.said,
            evidence=self.evidence(f"sources[{number}]"),
        )
