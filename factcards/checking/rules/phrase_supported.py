"""Roles and other short phrases hold no name, number or negation that their sentences lack."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context
from factcards.checking.free_text import phrases
from factcards.checking.rule import Fault, Rule
from factcards.checking.support import (
    date_faults,
    flip_faults,
    is_copied,
    name_faults,
    number_faults,
)

_CHECKS = (name_faults, number_faults, date_faults, flip_faults)


def _check(context: Context) -> Iterator[Fault]:
    for item, field, words in phrases(context.card):
        # Words out of their sentence can be read otherwise; where they are copied, nothing is new.
        checks = (flip_faults,) if is_copied(context, item, words) else _CHECKS
        for faults in checks:
            yield from faults(context, item, field, words)


rule = Rule(
    name="phrase-supported",
    severity="error",
    summary="Names, numbers and negations in role, counts, said and via are in their sentences.",
    check=_check,
)
