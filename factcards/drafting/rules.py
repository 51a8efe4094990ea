"""The `rules` strategy: a plain card from what code reads, without any model."""

from __future__ import annotations

from factcards.article import Article
from factcards.drafting.choices import default_choices
from factcards.drafting.draft import Draft
from factcards.drafting.proposal import propose
from factcards.reading import Reading


def draft_by_rules(article: Article, reading: Reading) -> Draft:
    """The draft that code makes alone: the baseline that every model must beat."""
    return propose(article, reading, default_choices(article, reading))
