"""A moment's date is what the article's words resolve to."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context, span_of
from factcards.checking.moments import may_mean
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import quoted


def _check(context: Context) -> Iterator[Fault]:
    text = context.article.text
    for moment in context.card.when:
        spans = [span_of(e) for e in moment.evidence]
        if not any(moment.text in evidence.quote for evidence in moment.evidence):
            told = f"{quoted(moment.text)} is not in the words it cites"
            yield Fault(f"{moment.id}/text", "uncited", told, moment.evidence)
            continue
        mentions = [d for d in context.reading.dates if any(s.overlaps(d.span) for s in spans)]
        named = [d for d in mentions if d.span.of(text) == moment.text] or [
            d for d in mentions if moment.text in d.span.of(text) or d.span.of(text) in moment.text
        ]
        if may_mean(context, moment, tuple(named)):
            continue
        known = next((d for d in named if d.date is not None), None)
        if known is not None:
            how = f" ({known.rule})" if known.rule else ""
            told = f"{quoted(moment.text)} is {known.date}{how}; the card says {moment.date}"
            yield Fault(f"{moment.id}/date", "shifted", told, moment.evidence)
        else:
            told = f"the article does not settle the date of {quoted(moment.text)}"
            yield Fault(f"{moment.id}/date", "unsettled", told, moment.evidence)


rule = Rule(
    name="date-agrees",
    summary="A moment's words are in its evidence, and its date is what they resolve to.",
    verdicts=(
        RuleVerdict(
            "shifted",
            "error",
            "The words resolve to another day, month or year.",
            "on Thursday, printed on 6 March 2025 → 2025-03-13",
        ),
        RuleVerdict(
            "unsettled",
            "error",
            "The article leaves open what the card settles.",
            "on a Friday in spring → 2025-04-04",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The words of the moment are not in the evidence.",
            "cites “freed 31 dockers” → on Thursday",
        ),
    ),
    check=_check,
)
