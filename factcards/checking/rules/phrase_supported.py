"""Roles and other short phrases hold no name, number or negation that their sentences lack."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context
from factcards.checking.free_text import phrases
from factcards.checking.rule import Fault, Rule
from factcards.checking.support import date_faults, flip_faults, name_faults, number_faults


def _check(context: Context) -> Iterator[Fault]:
    for item, field, words in phrases(context.card):
        for faults in (name_faults, number_faults, date_faults, flip_faults):
            yield from faults(context, item, field, words)


rule = Rule(
    name="phrase-supported",
    severity="error",
    summary="Names, numbers and negations in role, counts, said and via are in their sentences.",
    check=_check,
)
