"""Who says a quote is named in the article, and is who the article says it is."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Quote
from factcards.checking.context import Context
from factcards.checking.names import is_named, is_named_in, is_pronoun, same_name
from factcards.checking.quotations import quotations_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import near_words, quoted

_REACH = 2
"""How many sentences before and behind its own a quotation's speaker may be named in."""


def _check(context: Context) -> Iterator[Fault]:
    for quote in context.card.quotes:
        if quote.speaker is None:
            continue
        path = f"{quote.id}/speaker"
        if not is_named(context, quote.speaker):
            told = f"the article does not name {quoted(quote.speaker)}"
            yield Fault(path, "altered", told + near_words(context, quote.speaker), quote.evidence)
            continue
        speakers = {q.speaker for _, q in quotations_of(context, quote) if q.speaker is not None}
        if any(same_name(context, quote.speaker, speaker) for speaker in speakers):
            continue
        if speakers:
            known = " or ".join(quoted(speaker) for speaker in sorted(speakers))
            told = f"in the article {known} says this; the card says {quoted(quote.speaker)}"
            yield Fault(path, _verdict(context, quote), told, quote.evidence)
        elif not is_named_in(context, quote.speaker, context.around(quote, _REACH)):
            told = f"the article does not show that {quoted(quote.speaker)} says this"
            yield Fault(path, "not-shown", told, quote.evidence)


def _verdict(context: Context, quote: Quote) -> str:
    """`doubtful` where the article says "he" and reading does not know the card's speaker."""
    spans = [q.speaker_span for _, q in quotations_of(context, quote)]
    named = any(s is not None and not is_pronoun(s.of(context.article.text)) for s in spans)
    known = quote.speaker is not None and context.entity(quote.speaker) is not None
    return "somebody-else" if named or known else "doubtful"


rule = Rule(
    name="speaker-in-article",
    summary="A quote's speaker is named in the article and is the one the article gives.",
    verdicts=(
        RuleVerdict(
            "somebody-else",
            "error",
            "The article gives the words to somebody else.",
            "“I did not,” Velden said → Orrin: “I did not”",
        ),
        RuleVerdict(
            "altered",
            "error",
            "The article has no such name.",
            "Velden → Valden",
        ),
        RuleVerdict(
            "doubtful",
            "warning",
            "The article says “he”, and reading takes it for another one.",
            "“I did not,” he said → Orrin",
        ),
        RuleVerdict(
            "not-shown",
            "warning",
            "The speaker is named, but not near the quotation.",
            "Orrin in the last paragraph → Orrin: “I did not”",
        ),
    ),
    check=_check,
)
