"""Roles and other short phrases hold no name, number or negation that their sentences lack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Item
from factcards.checking.context import Context
from factcards.checking.free_text import phrases
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.support import (
    date_faults,
    flip_faults,
    is_copied,
    name_faults,
)
from factcards.reading.cues import read_cues

_NOT = re.compile(
    r"\b(?:not|no|never|nicht|kein\w*|nie|ni|ne|pas|sans|without|ohne|sin|non|former|ex)\b|n['’]t\b",
    re.IGNORECASE,
)
_NEAR = 30
"""Code points before a copied role in which "not" turns it."""
_CHECKS = (name_faults, date_faults, flip_faults)


def _check(context: Context) -> Iterator[Fault]:
    for item, field, words in phrases(context.card):
        # Words out of their sentence can be read otherwise; where they are copied, nothing is new.
        checks = (flip_faults,) if is_copied(context, item, words) else _CHECKS
        for faults in checks:
            for fault in faults(context, item, field, words):
                if faults is not flip_faults or _concerns(context, item, field, words):
                    yield fault


def _concerns(context: Context, item: Item, field: str, words: str) -> bool:
    """Whether a negation of the sentence can concern a phrase of it.

    What a number counts, and a role, is named and not stated: "denied" or "rejected" beside
    it turns the statement, never the name. "Not a member" before it does.
    """
    if field not in ("counts", "role"):
        return True
    if any(c.kind == "negation" for c in read_cues(words, context.language)):
        return True
    if field != "role":
        return False
    text = context.support_text(item)
    at = text.find(words)
    return _NOT.search(text[max(0, at - _NEAR) : at] if at >= 0 else text) is not None


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
            "negation-doubtful",
            "warning",
            "A negation that the sentences lack, about something they tell in other words.",
            "the permit is outstanding → nobody has decided on the permit",
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
