"""The article credits a source with something, and with what the card says."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Source, Span
from factcards.checking.context import Context
from factcards.checking.names import same_name
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import quoted


def _check(context: Context) -> Iterator[Fault]:
    for source in context.card.sources:
        places = _places(context, source)
        if not places:
            continue
        near = {name for place in places for name, span in _credits(context, place)}
        over = [
            {name for name, span in _credits(context, place) if span.contains(place)}
            for place in places
        ]
        if all(over) and not any(same_name(context, source.name, name) for name in near):
            known = " or ".join(quoted(name) for name in sorted(set().union(*over)))
            told = f"in the article {known} says this; the card credits {quoted(source.name)}"
            yield Fault(f"{source.id}/said", "somebody-else", told, source.evidence)


def _places(context: Context, source: Source) -> list[Span]:
    """Where the words that the source is credited with stand in its sentences."""
    if not source.said:
        return []
    found = (context.index.ground_within(source.said, s) for s in context.support(source))
    return [place.span for place in found if place is not None]


def _credits(context: Context, place: Span) -> Iterator[tuple[str, Span]]:
    """Whom the article credits with words at `place` or beside it, and with which."""
    for quotation in context.reading.quotations:
        if quotation.speaker is not None and quotation.outer.overlaps(place):
            yield quotation.speaker, quotation.outer
    for attribution in context.reading.attributions:
        if attribution.source is not None and attribution.span.overlaps(place):
            yield attribution.source, attribution.span


rule = Rule(
    name="source-credited",
    summary="What a source is credited with is not what the article credits to somebody else.",
    verdicts=(
        RuleVerdict(
            "somebody-else",
            "error",
            "The article credits the words to somebody else.",
            "“The wall could fail,” Brandt said → Lorup: the wall could fail",
        ),
    ),
    check=_check,
)
