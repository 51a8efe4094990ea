"""Headline, summary and events say nothing that the sentences they cite do not say."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Headline, SummarySentence, What
from factcards.checking.context import Context
from factcards.checking.free_text import claims
from factcards.checking.names import entity_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.support import (
    date_faults,
    flip_faults,
    hedge_faults,
    is_copied,
    name_faults,
    opposite_faults,
    quotation_faults,
)
from factcards.reading.cues import read_cues

_CHECKS = (
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
    """Whether the stance tells the denial, so that the text, which says what is denied, need not.

    Whether the article does say that it was denied is for `claim-attributed`.
    """
    if not isinstance(item, What) or item.stance != "denied":
        return False
    if any(c.kind == "negation" for c in read_cues(item.text, context.reading.language)):
        return False
    if item.text.rstrip(" .").casefold() in context.support_text(item).casefold():
        return True
    # Whoever denies, as the subject, tells the whole denial: "Karsen Lines denied withholding".
    forms = [item.attributed_to or ""]
    entity = entity_of(context, forms[0]) if forms[0] else None
    forms += [entity.name, *entity.aliases] if entity is not None else []
    return not item.text.startswith(tuple(form for form in forms if form))


rule = Rule(
    name="summary-supported",
    summary="Dates, names, quotations and polarity of free text are those of its sentences.",
    verdicts=(
        RuleVerdict(
            "name-altered",
            "error",
            "The article has no such name: altered, merged or invented.",
            "Hanne Lorup → Anne Lorup",
        ),
        RuleVerdict(
            "name-uncited",
            "error",
            "The cited sentences do not speak of the name.",
            "cites “The dam cracked” → Lorup saw the dam crack",
        ),
        RuleVerdict(
            "date-shifted",
            "error",
            "A moment that the cited sentences neither name nor resolve to.",
            "in January → in June",
        ),
        RuleVerdict(
            "quotation-altered",
            "error",
            "Words in quotation marks that the article does not have.",
            "“plan is dead” → “plan is buried”",
        ),
        RuleVerdict(
            "quotation-uncited",
            "error",
            "Words in quotation marks that the cited sentences do not have.",
            "cites “The dam cracked” → “nobody voted for”",
        ),
        RuleVerdict(
            "negation-flipped",
            "error",
            "A negation is lost or added.",
            "not guilty of sabotage → guilty of sabotage",
        ),
        RuleVerdict(
            "opposite",
            "error",
            "The opposite of a word of the sentence that is retold.",
            "prices rose → prices fell",
        ),
        RuleVerdict(
            "made-certain",
            "error",
            "What is possible or planned is told as certain or done.",
            "plans to build a wall → has built a wall",
        ),
        RuleVerdict(
            "negation-doubtful",
            "warning",
            "A negation that the sentences lack, about something they tell in other words.",
            "the permit is outstanding → nobody has decided on the permit",
        ),
        RuleVerdict(
            "hedge-lost",
            "warning",
            "“Could”, “allegedly” or the like is lost.",
            "the wall could fail → the wall fails",
        ),
        RuleVerdict(
            "date-open",
            "warning",
            "The article leaves open what the moment resolves to.",
            "on a Friday → on Friday 4 April",
        ),
        RuleVerdict(
            "quotation-unmarked",
            "warning",
            "Words in quotation marks that have none in the article.",
            "The plan is dead → “the plan is dead”",
        ),
    ),
    check=_check,
)
