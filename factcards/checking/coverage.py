"""How much of the story a card carries."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from factcards.article.model import Article
from factcards.card import Coverage, CoverageCount, Evidence, FactCard, Span
from factcards.reading.mentions import Reading


def measure_coverage(card: FactCard, article: Article, reading: Reading) -> Coverage:
    """Per kind, what the story mentions and how much of that the card carries.

    Figures are counted once per value and unit, names once per person,
    organisation, group or place, quotations and dates one by one (a date that
    is told twice counts once). Boilerplate and scores are left out.
    """
    return Coverage(
        figures=_figures(card, article, reading),
        names=_names(card, article, reading),
        quotes=_quotes(card, article, reading),
        dates=_dates(card, article, reading),
    )


def _in_story(article: Article, span: Span) -> bool:
    paragraph = article.paragraph_at(span.start)
    return paragraph is not None and paragraph.role == "story"


def _overlaps(evidence: Iterable[Evidence], span: Span) -> bool:
    return any(e.start < span.end and span.start < e.end for e in evidence)


def _count(told: Iterable[object], carried: Iterable[object]) -> CoverageCount:
    mentioned = set(told)
    return CoverageCount(mentions=len(mentioned), carried=len(mentioned & set(carried)))


def _figures(card: FactCard, article: Article, reading: Reading) -> CoverageCount:
    mentions = [f for f in reading.figures if f.kind != "score" and _in_story(article, f.span)]
    on_card: dict[tuple[Decimal, Decimal | None, str | None], list[Evidence]] = {}
    for figure in card.figures:
        key = (figure.value, figure.value_to, figure.unit)
        on_card.setdefault(key, []).extend(figure.evidence)
    told = {(m.value, m.value_to, m.unit) for m in mentions}
    carried = {
        (m.value, m.value_to, m.unit)
        for m in mentions
        if _overlaps(on_card.get((m.value, m.value_to, m.unit), ()), m.span)
    }
    return _count(told, carried)


def _names(card: FactCard, article: Article, reading: Reading) -> CoverageCount:
    on_card = {form.casefold() for who in card.who for form in (who.name, *who.aliases)}
    on_card |= {place.name.casefold() for place in card.where}
    on_card |= {source.name.casefold() for source in card.sources}
    entities = [
        e
        for e in reading.entities
        if e.kind != "other" and any(_in_story(article, m.span) for m in e.mentions)
    ]
    told = [e.name for e in entities]
    carried = [
        e.name for e in entities if any(form.casefold() in on_card for form in (e.name, *e.aliases))
    ]
    return _count(told, carried)


def _quotes(card: FactCard, article: Article, reading: Reading) -> CoverageCount:
    mentions = [q.span for q in reading.quotations if q.direct and _in_story(article, q.span)]
    evidence = [e for quote in card.quotes for e in quote.evidence]
    texts = {_bare(quote.text) for quote in card.quotes}
    carried = [
        span
        for span in mentions
        if _bare(span.of(article.text)) in texts and _overlaps(evidence, span)
    ]
    return _count(mentions, carried)


def _dates(card: FactCard, article: Article, reading: Reading) -> CoverageCount:
    mentions = [d for d in reading.dates if _in_story(article, d.span)]
    told = [d.date or d.span.of(article.text) for d in mentions]
    carried = [
        d.date or d.span.of(article.text)
        for d in mentions
        if any(
            d.span.of(article.text) in moment.text and _overlaps(moment.evidence, d.span)
            for moment in card.when
        )
    ]
    return _count(told, carried)


def _bare(words: str) -> str:
    """`words` without the marks that a quotation may end with."""
    return words.strip().rstrip(",.;:")
