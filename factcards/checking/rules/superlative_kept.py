"""A superlative is the article's, with its rank and with the words that bound it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcards.card import Headline, SummarySentence, What
from factcards.checking.context import Context
from factcards.checking.free_text import claims
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.superlatives import Superlative, roots_of, superlatives_in
from factcards.checking.support import is_copied
from factcards.checking.wording import quoted

_Claim = Headline | SummarySentence | What
_Said = tuple[str, Superlative]
"""A sentence and a superlative of it."""
_BESIDE = 2
"""Sentences before and behind the cited ones that may tell of what a degree is said."""


def _check(context: Context) -> Iterator[Fault]:
    for item in claims(context.card):
        told = superlatives_in(item.text, context.language)
        if not told or is_copied(context, item, item.text):
            continue
        sentences = [span.of(context.article.text) for span in context.support(item)]
        said = [(text, s) for text in sentences for s in superlatives_in(text, context.language)]
        for superlative in told:
            yield from _faults(context, item, superlative, said)


def _faults(
    context: Context, item: _Claim, told: Superlative, said: Sequence[_Said]
) -> Iterator[Fault]:
    path = f"{item.id}/text"
    words = quoted(told.span.of(item.text))
    if not said:
        if _has_word(context, item, told):
            return
        message = f"the sentences it cites have no superlative for {words}"
        yield Fault(path, "added", message, item.evidence)
        return
    same = [(text, s) for text, s in said if s.degree == told.degree]
    if not same:
        return
    if not told.ranked and all(s.ranked for _, s in same):
        yield Fault(path, "rank-lost", _message(same[0], words), item.evidence)
        return
    known = roots_of(item.text)
    if all(s.bounds and not s.bounds & known for _, s in same):
        yield Fault(path, "bound-lost", _message(same[0], words), item.evidence)


def _has_word(context: Context, item: _Claim, told: Superlative) -> bool:
    """Whether the cited sentences, or one beside them, have the very word."""
    word = told.span.of(item.text).lower()
    near = (*context.support(item), *context.around(item, _BESIDE))
    return any(word in span.of(context.article.text).lower() for span in near)


def _message(said: _Said, words: str) -> str:
    text, superlative = said
    span = superlative.span
    shown = " ".join((*text[: span.start].split()[-2:], *text[span.start :].split()[:5]))
    return f"the article says {quoted(shown)}; the card says {words} of more than that"


rule = Rule(
    name="superlative-kept",
    summary="A superlative is the article's, with its rank and the words that bound it.",
    verdicts=(
        RuleVerdict(
            "added",
            "error",
            "The cited sentences have no superlative.",
            "a large dam → the largest dam",
        ),
        RuleVerdict(
            "rank-lost",
            "error",
            "The second, or one of several, is told as the first.",
            "the second-largest dam in Ostermark → the largest dam in Ostermark",
        ),
        RuleVerdict(
            "bound-lost",
            "error",
            "The words that say among what are left out.",
            "the largest dam in Ostermark → the largest dam",
        ),
    ),
    check=_check,
)
