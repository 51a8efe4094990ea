"""A role is the one that the article gives to this person, and not to another."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Span, Who
from factcards.checking.context import Context
from factcards.checking.names import entity_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import Entity


def _check(context: Context) -> Iterator[Fault]:
    for who in context.card.who:
        if not who.role:
            continue
        owner = _owner(context, who, who.role)
        if owner is not None:
            told = f"the article says {quoted(who.role)} of {quoted(owner)}"
            yield Fault(f"{who.id}/role", "somebody-else", told, who.evidence)


def _owner(context: Context, who: Who, role: str) -> str | None:
    """Who else has this role, where it stands in the cited sentences as somebody else's alone."""
    own = entity_of(context, who.name)
    words = stems_of(role, context.language)
    if own is None or not words or any(words & _stems(context, r) for r in own.roles):
        return None
    places = [
        place.span
        for place in context.index.occurrences(role)
        if any(s.contains(place.span) for s in context.support(who))
    ]
    owners = [_holder(context, place, own.name) for place in places]
    return owners[0] if owners and all(owners) else None


def _holder(context: Context, place: Span, own: str) -> str | None:
    for entity in context.reading.entities:
        if (
            entity.name != own
            and not _shares_a_word(entity, own)
            and any(role.overlaps(place) for role in entity.roles)
        ):
            return entity.name
    return None


def _shares_a_word(entity: Entity, own: str) -> bool:
    """Whether a name may be part of this one: "Maddox", partner of "Crewe Maddox"."""
    words = set(own.split())
    return any(words & set(form.split()) for form in (entity.name, *entity.aliases))


def _stems(context: Context, role: Span) -> frozenset[str]:
    return stems_of(role.of(context.article.text), context.language)


rule = Rule(
    name="role-agrees",
    summary="A role is not one that the cited sentences give to somebody else.",
    verdicts=(
        RuleVerdict(
            "somebody-else",
            "error",
            "The cited sentences give the role to somebody else.",
            "Mayor Lorup met engineer Brandt → Lorup, engineer",
        ),
    ),
    check=_check,
)
