"""Headline, summary and events say nothing that the sentences they cite do not say."""

from __future__ import annotations

from collections.abc import Iterator

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
            yield from faults(context, item, "text", item.text)


rule = Rule(
    name="summary-supported",
    severity="error",
    summary="Numbers, dates, names, quotations and negations of free text are in its sentences.",
    check=_check,
)
