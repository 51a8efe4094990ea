"""No evidence comes from boilerplate: appeals, captions' credits, links."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context, span_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import clip


def _check(context: Context) -> Iterator[Fault]:
    boilerplate = [p for p in context.article.paragraphs if p.role == "boilerplate"]
    for item in context.card.items():
        for evidence in item.evidence:
            span = span_of(evidence)
            paragraph = next((p for p in boilerplate if p.span.overlaps(span)), None)
            if paragraph is not None:
                why = f" ({paragraph.why})" if paragraph.why else ""
                yield Fault(
                    f"{item.id}/evidence",
                    "boilerplate",
                    f"“{clip(evidence.quote)}” is not part of the story{why}",
                    (evidence,),
                )


rule = Rule(
    name="evidence-in-story",
    summary="No evidence stands in a paragraph that is boilerplate.",
    verdicts=(
        RuleVerdict(
            "boilerplate",
            "error",
            "The words stand in an appeal, a caption’s credit, a link or the like.",
            "Support us with $5 a month → $5",
        ),
    ),
    check=_check,
)
