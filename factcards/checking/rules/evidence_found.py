"""Every piece of evidence is the article's own text, where it says it is."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context, span_of
from factcards.checking.rule import Fault, Rule
from factcards.checking.wording import clip, near_words


def _check(context: Context) -> Iterator[Fault]:
    text = context.article.text
    for item in context.card.items():
        for evidence in item.evidence:
            span = span_of(evidence)
            path = f"{item.id}/evidence"
            if span.of(text) != evidence.quote:
                told = f"the article does not say “{clip(evidence.quote)}” at this place"
                yield Fault(path, told + near_words(context, evidence.quote))
            elif not context.index.is_aligned(span):
                yield Fault(
                    path, f"“{clip(evidence.quote)}” cuts a word or a number of the article"
                )


rule = Rule(
    name="evidence-found",
    severity="error",
    summary="The quote of every evidence stands in the article at its offsets, whole words only.",
    check=_check,
)
