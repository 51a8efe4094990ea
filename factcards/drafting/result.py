"""What drafting hands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcards.article import Article
from factcards.card import Finding, Strategy
from factcards.drafting.draft import Draft
from factcards.drafting.prompts import Prompt
from factcards.reading import Reading

if TYPE_CHECKING:
    from decimal import Decimal

    from factcards.models import LanguageModel


@dataclass(frozen=True)
class Usage:
    """Tokens and cost of one card, every attempt counted."""

    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal | None = None
    """US dollars, where the price is known."""


@dataclass(frozen=True)
class Drafting:
    """A draft with the article and the reading it is about, and how it was made."""

    draft: Draft
    article: Article
    """As drafted from: a model may have revised paragraph roles."""
    reading: Reading
    strategy: Strategy
    model: LanguageModel | None = None
    prompt: Prompt | None = None
    usage: Usage | None = None
    notes: tuple[Finding, ...] = ()
