"""Headline, summary and events say nothing that the sentences they cite do not say."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Headline, SummarySentence, What
from factcards.checking.context import Context
from factcards.checking.free_text import claims
from factcards.checking.rule import Fault, Rule
from factcards.checking.support import (
    date_faults,
    flip_faults,
    hedge_faults,
    is_copied,
    name_faults,
    number_faults,
    opposite_faults,
    quotation_faults,
)
from factcards.reading.cues import read_cues

_CHECKS = (
    number_faults,
    date_faults,
    name_faults,
    quotation_faults,
    flip_faults,
    opposite_faults,
    hedge_faults,
)


def _check(context: Context) -> Iterator[Fault]:
    for item in claims(context.card):
        checks = (flip_faults, hedge_faults) if is_copied(context, item, item.text) else _CHECKS
        for faults in checks:
            if faults is flip_faults and _is_what_was_denied(context, item):
                continue
            yield from faults(context, item, "text", item.text)


def _is_what_was_denied(context: Context, item: Headline | SummarySentence | What) -> bool:
    """Whether the stance tells the denial, so that the text, copied from behind it, need not.

    Whether the article does say that it was denied is for `claim-attributed`.
    """
    if not isinstance(item, What) or item.stance != "denied":
        return False
    if any(c.kind == "negation" for c in read_cues(item.text, context.reading.language)):
        return False
    return item.text.rstrip(" .").casefold() in context.support_text(item).casefold()


rule = Rule(
    name="summary-supported",
    severity="error",
    summary="Numbers, dates, names, quotations and negations of free text are in its sentences.",
    check=_check,
)
