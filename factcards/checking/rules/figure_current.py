"""No figure stands on the card as current that the article itself takes back."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcards.card import Evidence
from factcards.checking.context import Context
from factcards.checking.free_text import claims, read_free_text
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.superseded import Superseded, corrects, superseded_figures
from factcards.checking.wording import quoted
from factcards.reading.units import same_unit


def _check(context: Context) -> Iterator[Fault]:
    replaced = list(superseded_figures(context.reading))
    if not replaced:
        return
    for figure in context.card.figures:
        counted = stems_of(figure.counts or "", context.language)
        for pair in replaced:
            if _is_old(pair, figure.value, figure.unit, counted):
                yield _fault(context, f"{figure.id}/value", pair)
    for claim in claims(context.card):
        told = read_free_text(claim.text, context.language, context.anchor).figures
        if corrects(claim.text):
            continue
        for mention in told:
            words = mention.counts.of(claim.text) if mention.counts else ""
            for pair in replaced:
                both = any(m.value == pair.new.value for m in told)
                counted = stems_of(words, context.language)
                if not both and _is_old(pair, mention.value, mention.unit, counted):
                    yield _fault(context, f"{claim.id}/text", pair)


def _is_old(pair: Superseded, value: Decimal, unit: str | None, counted: frozenset[str]) -> bool:
    """Whether this is the figure that is taken back, and of the same things as far as is known."""
    if value != pair.old.value or not same_unit(unit, pair.old.unit):
        return False
    return not counted or not pair.counts or bool(counted & pair.counts)


def _fault(context: Context, path: str, pair: Superseded) -> Fault:
    text = context.article.text
    old, new = (quoted(f.span.of(text)) for f in (pair.old, pair.new))
    told = f"superseded: the article takes {old} back and says {new}"
    places = tuple(
        Evidence(quote=f.span.of(text), start=f.span.start, end=f.span.end)
        for f in (pair.new, pair.old)
    )
    return Fault(path, "superseded", told, places)


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
    ),
    check=_check,
)
