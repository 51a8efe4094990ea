"""What only prose is held to: who speaks, and words that the article does not use."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Finding, SummarySentence
from factcards.checking.context import Context
from factcards.checking.names import entity_of, same_name
from factcards.checking.prose.claims import Claim
from factcards.checking.prose.contrasts import Contrast, contrast_findings
from factcards.checking.stems import stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import Attribution, Reading

_MOSTLY = 0.6
"""Share of its content words that one clause must take from another to be telling it."""


def meaning_findings(contrast: Contrast, told: Reading) -> list[Finding]:
    """What these checks have against the claim of `contrast`; `told` is the prose's reading."""
    context, claim, item = contrast.context, contrast.claim, contrast.item
    return [
        *speaker_findings(context, claim, item, told),
        *contrast_findings(contrast),
    ]


def speaker_findings(
    context: Context, claim: Claim, item: SummarySentence, told: Reading
) -> Iterator[Finding]:
    """The prose has somebody say what the article has somebody else say."""
    for credit in told.attributions:
        if not claim.span.overlaps(credit.span) or credit.source is None:
            continue
        words = credit.span.of(told.text)
        said = [
            other.source
            for other in context.reading.attributions
            if other.source is not None and _retells(context, words, other)
        ]
        yield from _wrong_speaker(context, item, credit.source, said)
    for quotation in told.quotations:
        if not claim.span.overlaps(quotation.outer) or quotation.speaker is None:
            continue
        places = [
            g.span for g in context.index.occurrences(quotation.span.of(told.text).strip(" ,."))
        ]
        said = [
            other.speaker
            for other in context.reading.quotations
            if other.speaker is not None and any(other.outer.contains(p) for p in places)
        ]
        yield from _wrong_speaker(context, item, quotation.speaker, said)


def _wrong_speaker(
    context: Context, item: SummarySentence, name: str, said: list[str]
) -> Iterator[Finding]:
    if not said or any(_same_speaker(context, name, other) for other in said):
        return
    sure = entity_of(context, name) is not None and all(entity_of(context, s) for s in said)
    sources = " or ".join(quoted(other) for other in dict.fromkeys(said))
    yield Finding(
        rule="speaker-kept",
        severity="error" if sure else "warning",
        path=f"{item.id}/text",
        message=f"the article credits this to {sources}; the text to {quoted(name)}",
        evidence=item.evidence,
    )


def _same_speaker(context: Context, name: str, other: str) -> bool:
    """Whether two names, or a name and a role of whoever bears it, can mean the same speaker."""
    if same_name(context, name, other):
        return True
    entity = entity_of(context, other)
    roles = entity.roles if entity is not None else ()
    known = (other, *(role.of(context.article.text) for role in roles))
    said = {stem for words in known for stem in _stems(context, words)}
    told = _stems(context, name)
    return bool(told) and told <= said


def _stems(context: Context, words: str) -> frozenset[str]:
    return stems_of(words, context.language)


def _retells(context: Context, words: str, said: Attribution) -> bool:
    told = _stems(context, words)
    known = _stems(context, said.span.of(context.article.text))
    return len(told) > 2 and len(told & known) >= _MOSTLY * len(told)
