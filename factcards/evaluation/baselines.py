"""What needs no model, and so is the least that one must beat."""

from __future__ import annotations

from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Headline,
    Provenance,
    What,
    When,
)
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.gold import FieldName
from factcards.version import __version__

RULES = "rules"
TITLE = "headline as what"
DATE = "publication date as when"
BASELINES: dict[str, tuple[FieldName, ...]] = {
    RULES: (
        "headline", "summary", "who", "what", "where", "when", "figures", "quotes", "sources",
    ),
    TITLE: ("headline", "what"),
    DATE: ("when",),
}  # fmt: skip
"""Each baseline and the fields it says something about."""

_NONE = CoverageCount(mentions=0, carried=0)


def title_and_date_card(fixture: Fixture) -> FactCard:
    """The card that the article's title and its publication date make."""
    article = fixture.as_read
    paragraph = next((p for p in article.paragraphs if p.kind == "title"), article.paragraphs[0])
    span = paragraph.span
    title = span.of(article.text)
    evidence = (Evidence(quote=title, start=span.start, end=span.end),)
    what = What(id="what-title", text=title, stance="stated", evidence=evidence)
    when = When(
        id="when-published",
        text=title,
        date=fixture.gold.published[:10],
        basis="published",
        evidence=evidence,
    )
    return FactCard(
        headline=Headline(text=title, evidence=evidence),
        what=(what,),
        when=(when,),
        article=article.info(),
        coverage=Coverage(figures=_NONE, names=_NONE, quotes=_NONE, dates=_NONE),
        provenance=Provenance(
            model=None,
            provider=None,
            strategy="rules",
            generated_at=fixture.gold.published,
            factcards=__version__,
        ),
    )
