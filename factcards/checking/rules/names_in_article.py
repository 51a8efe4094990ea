"""Every name on the card is one the article writes, and is in the words cited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Figure, Item, Source, Span, What, Who
from factcards.checking.context import Context
from factcards.checking.names import (
    is_named,
    is_named_in,
    is_somebody_else,
    may_be_meant,
    names_somebody,
)
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import near_words, quoted

_BEFORE = 30
"""Code points before a name in which it is said to be a firm's."""
_FIRM = re.compile(
    r"\b(?:firm|company|group|agency|bank|brand|practice|label|publisher|maker|club|team|band|"
    r"school|ship|boat|Firma|Kanzlei|Unternehmen|empresa|firma|despacho|entreprise|cabinet|"
    r"société)(?: of| von| de)?,? (?:the )?$",
    re.IGNORECASE,
)


def _check(context: Context) -> Iterator[Fault]:
    for item, field, name in _named(context):
        if not names_somebody(name):
            yield Fault(
                f"{item.id}/{field}", "no-name", f"{quoted(name)} is no name", item.evidence
            )
        elif not is_named(context, name):
            told = f"the article does not name {quoted(name)}" + near_words(context, name)
            yield Fault(f"{item.id}/{field}", "altered", told, item.evidence)
        elif field == "name" and _is_of_another_kind(context, item, name):
            told = f"{quoted(name)} is a person in the article"
            yield Fault(f"{item.id}/kind", "another-kind", told, item.evidence)
        elif isinstance(item, Who) and is_somebody_else(context, item.name, name):
            told = f"{quoted(name)} is somebody else in the article"
            yield Fault(f"{item.id}/{field}", "somebody-else", told, item.evidence)
        elif field == "name" and not (
            is_named_in(context, name, context.support(item))
            or may_be_meant(context, name, item, agreeing=True)
        ):
            told = f"the words it cites do not name {quoted(name)}"
            yield Fault(f"{item.id}/{field}", "uncited", told, item.evidence)


def _is_of_another_kind(context: Context, item: Item, name: str) -> bool:
    """Whether the card calls an organisation or a paper whom the article shows to be a person."""
    if not isinstance(item, Who | Source) or item.kind in ("person", "group"):
        return False
    entity = context.entity(name)
    return (
        entity is not None
        and entity.kind == "person"
        and entity.sure
        and entity.name == name
        and len(name.split()) > 1
        and not any(_is_firm(context, mention.span) for mention in entity.mentions)
    )


def _is_firm(context: Context, span: Span) -> bool:
    """Whether "the firm of" or the like stands right before: firms go by the names of people."""
    before = context.article.text[max(0, span.start - _BEFORE) : span.start]
    return _FIRM.search(before) is not None


def _named(context: Context) -> Iterator[tuple[Item, str, str]]:
    """Every field of the card that holds a name, but for the speakers of quotes."""
    card = context.card
    for who in card.who:
        yield who, "name", who.name
        for alias in who.aliases:
            yield who, "aliases", alias
    for place in card.where:
        yield place, "name", place.name
    for source in card.sources:
        yield source, "name", source.name
    credited: tuple[What | Figure, ...] = (*card.what, *card.figures)
    for item in credited:
        if item.attributed_to is not None:
            yield item, "attributed_to", item.attributed_to


rule = Rule(
    name="names-in-article",
    summary="Every name on the card is in the article, and an item's own name in its sentences.",
    verdicts=(
        RuleVerdict(
            "altered",
            "error",
            "The article has no such name: altered, merged or invented.",
            "Marta Velden and Judge Irwell → Marta Irwell",
        ),
        RuleVerdict(
            "another-kind",
            "error",
            "A person is told to be an organisation, a document or nobody by name.",
            "Marta Velden → Marta Velden, organisation",
        ),
        RuleVerdict(
            "somebody-else",
            "error",
            "An alias is the name of somebody else.",
            "Velden → aliases of Pavel Orrin",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The cited sentences do not name the item.",
            "cites “freed 31 dockers” → Pavel Orrin",
        ),
        RuleVerdict(
            "no-name",
            "error",
            "A pronoun, a number, an article or a whole sentence.",
            "She was sentenced → She",
        ),
    ),
    check=_check,
)
