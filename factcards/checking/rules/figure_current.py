"""No figure stands on the card as current that the article itself takes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcards.card import Evidence, Headline, SummarySentence, What
from factcards.checking.context import Context
from factcards.checking.free_text import claims, read_free_text
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.superseded import (
    Superseded,
    corrects,
    overtaken_figures,
    superseded_figures,
)
from factcards.checking.wording import quoted
from factcards.reading.units import same_unit

_Replaced = tuple[Superseded, str]
"""Two figures, and the verdict on whoever tells the first."""


def _check(context: Context) -> Iterator[Fault]:
    taken_back = [(pair, "superseded") for pair in superseded_figures(context.reading)]
    overtaken = [
        (pair, "overtaken") for pair in overtaken_figures(context.reading, context.entries)
    ]
    replaced = [*taken_back, *overtaken]
    if not replaced:
        return
    for figure in context.card.figures:
        counted = stems_of(figure.counts or "", context.language)
        for pair, verdict in replaced:
            if _is_old(pair, figure.value, figure.unit, counted):
                yield _fault(context, f"{figure.id}/value", pair, verdict)
                break
    for claim in claims(context.card):
        if not corrects(claim.text):
            yield from _claim_faults(context, claim, replaced)


def _claim_faults(
    context: Context, claim: Headline | SummarySentence | What, replaced: Sequence[_Replaced]
) -> Iterator[Fault]:
    told = read_free_text(claim.text, context.language, context.anchor).figures
    for mention in told:
        words = mention.counts.of(claim.text) if mention.counts else ""
        counted = stems_of(words, context.language)
        for pair, verdict in replaced:
            both = any(m.value == pair.new.value for m in told)
            if not both and _is_old(pair, mention.value, mention.unit, counted):
                yield _fault(context, f"{claim.id}/text", pair, verdict)
                break


def _is_old(pair: Superseded, value: Decimal, unit: str | None, counted: frozenset[str]) -> bool:
    """Whether this is the figure that is taken back, and of the same things as far as is known."""
    if value != pair.old.value or not same_unit(unit, pair.old.unit):
        return False
    return not counted or not pair.counts or bool(counted & pair.counts)


def _fault(context: Context, path: str, pair: Superseded, verdict: str) -> Fault:
    text = context.article.text
    old, new = (quoted(f.span.of(text)) for f in (pair.old, pair.new))
    told = (
        f"superseded: the article takes {old} back and says {new}"
        if verdict == "superseded"
        else f"a later entry of the article says {new}; {old} is from an earlier one"
    )
    places = tuple(
        Evidence(quote=f.span.of(text), start=f.span.start, end=f.span.end)
        for f in (pair.new, pair.old)
    )
    return Fault(path, verdict, told, places)


rule = Rule(
    name="figure-current",
    summary="No figure is told as current that the article itself corrects or takes back.",
    verdicts=(
        RuleVerdict(
            "superseded",
            "error",
            "A sentence of the article puts another figure in its place.",
            "nine were hurt; it now says 11 were hurt, and not nine → nine were hurt",
        ),
        RuleVerdict(
            "overtaken",
            "warning",
            "A later entry of a live report has another number of the same.",
            "09.10: 3 people hurt; 11.30: 5 people hurt → 3 people hurt",
        ),
    ),
    check=_check,
)
