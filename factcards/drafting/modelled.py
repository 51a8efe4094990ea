"""Drafting with a language model: the strategy its profile asks for, and what it took."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from factcards.article import Article
from factcards.card import Finding, Strategy
from factcards.drafting.result import Drafting, Usage
from factcards.drafting.stepwise import draft_stepwise
from factcards.drafting.whole import draft_whole
from factcards.reading import read

if TYPE_CHECKING:
    from factcards.models import LanguageModel


async def draft_with_model(
    article: Article,
    model: LanguageModel,
    strategy: Strategy | None,
    report: Callable[[str, int, int], None],
) -> Drafting:
    """A draft by `model`, with the strategy of its profile unless another is named.

    Raises `ModelError` where the model cannot do its part.
    """
    chosen = strategy or model.profile.strategy
    reading = read(article)
    before = len(model.ledger.attempts)
    notes: tuple[Finding, ...] = ()
    if chosen == "stepwise":
        draft, prompt = await draft_stepwise(article, reading, model, report)
    else:
        report("asking for the whole card", 0, 1)
        draft, prompt, notes = await draft_whole(article, reading, model)
    attempts = model.ledger.attempts[before:]
    costs = [a.cost for a in attempts if a.counted]
    known = [cost for cost in costs if cost is not None]
    usage = Usage(
        tokens_in=sum(a.tokens_in for a in attempts),
        tokens_out=sum(a.tokens_out for a in attempts),
        cost=sum(known, Decimal(0)) if len(known) == len(costs) else None,
    )
    return Drafting(draft, article, reading, chosen, model, prompt, usage, notes)
