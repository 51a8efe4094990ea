"""Every piece of evidence is the article's own text, where it says it is."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context, span_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import clip, near_words


def _check(context: Context) -> Iterator[Fault]:
    text = context.article.text
    for item in context.card.items():
        for evidence in item.evidence:
            span = span_of(evidence)
            path = f"{item.id}/evidence"
            if span.of(text) != evidence.quote:
                told = f"the article does not say “{clip(evidence.quote)}” at this place"
                yield Fault(path, "not-said", told + near_words(context, evidence.quote))
            elif not context.index.is_aligned(span):
                told = f"“{clip(evidence.quote)}” cuts a word or a number of the article"
                yield Fault(path, "cut", told)


rule = Rule(
    name="evidence-found",
    summary="The quote of every evidence stands in the article at its offsets, whole words only.",
    verdicts=(
        RuleVerdict(
            "not-said",
            "error",
            "The article does not have these words at this place.",
            "freed 31 dockers → freed all 31 dockers",
        ),
        RuleVerdict(
            "cut",
            "error",
            "The words begin or end inside a word or a number.",
            "1,415 prisoners → 415 prisoners",
        ),
    ),
    check=_check,
)
