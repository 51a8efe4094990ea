"""Roles and other short phrases hold no name, number or negation that their sentences lack."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context
from factcards.checking.free_text import phrases
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.support import (
    date_faults,
    flip_faults,
    is_copied,
    name_faults,
)

_CHECKS = (name_faults, date_faults, flip_faults)


def _check(context: Context) -> Iterator[Fault]:
    for item, field, words in phrases(context.card):
        # Words out of their sentence can be read otherwise; where they are copied, nothing is new.
        checks = (flip_faults,) if is_copied(context, item, words) else _CHECKS
        for faults in checks:
            yield from faults(context, item, field, words)


rule = Rule(
    name="phrase-supported",
    summary="Names, dates and negations in role, counts, said and via are in their sentences.",
    verdicts=(
        RuleVerdict(
            "name-altered",
            "error",
            "A name that the article does not have.",
            "leader of the Dockers → leader of the Bakers",
        ),
        RuleVerdict(
            "name-uncited",
            "error",
            "A name that the cited sentences do not speak of.",
            "cites “their leader” → leader in Ostermark",
        ),
        RuleVerdict(
            "date-shifted",
            "error",
            "A moment that the cited sentences neither name nor resolve to.",
            "mayor since 2019 → mayor since 2009",
        ),
        RuleVerdict(
            "negation-flipped",
            "error",
            "A negation is lost or added.",
            "not a member → member",
        ),
        RuleVerdict(
            "date-open",
            "warning",
            "The article leaves open what the moment resolves to.",
            "since the spring → since spring 2025",
        ),
    ),
    check=_check,
)
