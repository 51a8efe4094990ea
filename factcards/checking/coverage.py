"""How much of the story a card carries, and what of it the card lacks."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from factcards.article.model import Article
from factcards.card import Coverage, CoverageCount, Evidence, FactCard, Missing, Span, StoryPlace
from factcards.reading.mentions import Reading

MOST_LISTED = 20
"""Missing mentions that a card lists of each kind; the counts tell of the rest."""
_WEIGHTS: Mapping[StoryPlace, float] = {"title": 4.0, "lead": 2.0, "body": 0.0}
"""What a place of the story adds to prominence; one more for each doubling of the mentions."""
_FIGURE = 0.5
"""What each figure in the sentence adds, up to two: that is where the news is dense."""


def measure_coverage(card: FactCard, article: Article, reading: Reading) -> Coverage:
    """Per kind, what the story mentions, how much of that the card carries, and what it lacks.

    Figures are counted once per value and unit, names once per person,
    organisation, group or place, quotations and dates one by one (a date that
    is told twice counts once). Boilerplate and scores are left out. What is
    missing is listed by prominence: in the title, in the lead, how often it is
    mentioned, and how many figures stand in its sentence; then in the order of
    the article.
    """
    story = _Story(article, reading)
    return Coverage(
        figures=story.count(_figures(card, story)),
        names=story.count(_names(card, story)),
        quotes=story.count(_quotes(card, story)),
        dates=story.count(_dates(card, story)),
    )


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """A kind of which a card carries less than was asked for."""

    kind: str
    share: float
    """What the card carries, of 1."""
    least: float
    """What was asked for, of 1."""
    missing: tuple[Missing, ...]


def coverage_gaps(card: FactCard, least: Mapping[str, float]) -> tuple[CoverageGap, ...]:
    """The kinds of which `card` carries a smaller share than `least` says, in its order.

    Shares are of 1. A kind that the story does not mention at all has no gap.
    """
    gaps = []
    for kind, wanted in least.items():
        count = card.coverage.by_kind()[kind]
        if count.mentions and count.carried / count.mentions < wanted:
            share = count.carried / count.mentions
            gaps.append(CoverageGap(kind, share, wanted, count.missing))
    return tuple(gaps)


@dataclass(frozen=True, slots=True)
class _Told:
    """One mention of the story."""

    key: Hashable
    """What counts as the same."""
    span: Span
    carried: bool


class _Story:
    """The story's mentions, and how prominent a place is."""

    def __init__(self, article: Article, reading: Reading) -> None:
        self.article = article
        self.reading = reading
        body = [p for p in article.story if p.kind == "body"]
        self._lead = body[0].span if body else Span(0, 0)
        self._figures: dict[int, int] = {}
        for figure in reading.figures:
            sentence = reading.sentence_at(figure.span.start)
            if sentence is not None:
                self._figures[sentence.number] = self._figures.get(sentence.number, 0) + 1

    def holds(self, span: Span) -> bool:
        """Whether `span` is part of the story."""
        paragraph = self.article.paragraph_at(span.start)
        return paragraph is not None and paragraph.role == "story"

    def count(self, told: Iterable[_Told]) -> CoverageCount:
        """How many things were told and carried, and the most prominent of the others."""
        by_key: dict[Hashable, list[_Told]] = {}
        for one in told:
            by_key.setdefault(one.key, []).append(one)
        lacking = [ones for ones in by_key.values() if not any(one.carried for one in ones)]
        ranked = sorted(lacking, key=lambda ones: (-self._prominence(ones), ones[0].span.start))
        return CoverageCount(
            mentions=len(by_key),
            carried=len(by_key) - len(lacking),
            missing=tuple(self._missing(ones) for ones in ranked[:MOST_LISTED]),
        )

    def _prominence(self, ones: list[_Told]) -> float:
        near = max(self._near(one.span) for one in ones)
        return _WEIGHTS[self._place(ones)] + math.log2(1 + len(ones)) + _FIGURE * near

    def _near(self, span: Span) -> int:
        sentence = self.reading.sentence_at(span.start)
        return min(2, self._figures.get(sentence.number, 0)) if sentence is not None else 0

    def _place(self, ones: list[_Told]) -> StoryPlace:
        places = {self._place_of(one.span) for one in ones}
        return "title" if "title" in places else "lead" if "lead" in places else "body"

    def _place_of(self, span: Span) -> StoryPlace:
        if self._lead.contains(span):
            return "lead"
        paragraph = self.article.paragraph_at(span.start)
        return "title" if paragraph is not None and paragraph.kind == "title" else "body"

    def _missing(self, ones: list[_Told]) -> Missing:
        # The fullest form says most: "Marta Velden" and not "Velden".
        shown = max(ones, key=lambda one: (len(one.span), -one.span.start)).span
        words = shown.of(self.article.text)
        evidence = Evidence(quote=words, start=shown.start, end=shown.end)
        return Missing(text=words, times=len(ones), place=self._place(ones), evidence=(evidence,))


def _overlaps(evidence: Iterable[Evidence], span: Span) -> bool:
    return any(e.start < span.end and span.start < e.end for e in evidence)


def _figures(card: FactCard, story: _Story) -> Iterable[_Told]:
    on_card: dict[Hashable, list[Evidence]] = {}
    for figure in card.figures:
        key = (figure.value, figure.value_to, figure.unit)
        on_card.setdefault(key, []).extend(figure.evidence)
    for mention in story.reading.figures:
        if mention.kind != "score" and story.holds(mention.span):
            key = (mention.value, mention.value_to, mention.unit)
            yield _Told(key, mention.span, _overlaps(on_card.get(key, ()), mention.span))


def _names(card: FactCard, story: _Story) -> Iterable[_Told]:
    on_card = {form.casefold() for who in card.who for form in (who.name, *who.aliases)}
    on_card |= {place.name.casefold() for place in card.where}
    on_card |= {source.name.casefold() for source in card.sources}
    for entity in story.reading.entities:
        if entity.kind == "other":
            continue
        carried = any(form.casefold() in on_card for form in (entity.name, *entity.aliases))
        for mention in entity.mentions:
            if story.holds(mention.span):
                yield _Told(entity.name, mention.span, carried)


def _quotes(card: FactCard, story: _Story) -> Iterable[_Told]:
    evidence = [e for quote in card.quotes for e in quote.evidence]
    texts = {_bare(quote.text) for quote in card.quotes}
    for quotation in story.reading.quotations:
        span = quotation.span
        if quotation.direct and story.holds(span):
            same = _bare(span.of(story.article.text)) in texts
            yield _Told(span, span, same and _overlaps(evidence, span))


def _dates(card: FactCard, story: _Story) -> Iterable[_Told]:
    for date in story.reading.dates:
        if story.holds(date.span):
            words = date.span.of(story.article.text)
            carried = any(
                words in moment.text and _overlaps(moment.evidence, date.span)
                for moment in card.when
            )
            yield _Told(date.date or words, date.span, carried)


def _bare(words: str) -> str:
    """`words` without the marks that a quotation may end with."""
    return words.strip().rstrip(",.;:")
