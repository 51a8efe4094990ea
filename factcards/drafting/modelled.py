"""Drafting with a language model: the strategy its profile asks for, and what it took."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from factcards.article import Article
from factcards.card import Finding, Strategy
from factcards.drafting.result import Drafting, Usage
from factcards.drafting.stepwise import draft_stepwise
from factcards.drafting.whole import draft_whole
from factcards.reading import Reading

if TYPE_CHECKING:
    from factcards.models import LanguageModel


async def draft_with_model(
    article: Article,
    reading: Reading,
    model: LanguageModel,
    strategy: Strategy | None,
    report: Callable[[str, int, int], None],
) -> Drafting:
    """A draft by `model`, with the strategy of its profile unless another is named.

    Raises `ModelError` where the model cannot do its part.
    """
    chosen = strategy or model.profile.strategy
    # Cards may be made side by side with one model: each counts its own attempts.
    asked = model.counted_apart()
    notes: tuple[Finding, ...] = ()
    if chosen == "stepwise":
        draft, prompt = await draft_stepwise(article, reading, asked, report)
    else:
        report("asking for the whole card", 0, 1)
        draft, prompt, notes = await draft_whole(article, reading, asked)
    ledger = asked.ledger
    usage = Usage(tokens_in=ledger.tokens_in, tokens_out=ledger.tokens_out, cost=ledger.cost)
    return Drafting(draft, article, reading, chosen, model, prompt, usage, notes)
