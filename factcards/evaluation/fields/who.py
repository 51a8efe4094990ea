"""People, organisations and groups: the name decides, the kind must agree."""

from __future__ import annotations

from factcards.card import Who
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldWho
from factcards.evaluation.normalising import name_key, name_keys, says_same
from factcards.evaluation.pairs import ErrorKind, Judgement
from factcards.evaluation.view import CardView


def score(view: CardView) -> Found:
    """The pairs of `who`, and the people that the article does not know."""
    return match(view, "who", view.labels.gold.who, view.card.who, _judge, _loose)


def _judge(view: CardView, place: str, gold: GoldWho, item: Who) -> Judgement | None:
    forms = name_keys(gold.name, *gold.aliases)
    if name_key(item.name) not in forms and forms.isdisjoint(_keys(gold, item.name)):
        return None
    language = view.labels.language
    roles = tuple(role for role in (gold.role, *gold.role_aliases) if role)
    said = item.role is not None and says_same(item.role, roles, language, shorter=True)
    right_role = said if item.role is not None else not roles
    attributes = (
        *attribute("kind", gold.kind, item.kind, right=item.kind == gold.kind),
        *attribute("role", gold.role, item.role, right=right_role),
    )
    closeness = (name_key(item.name) == name_key(gold.name)) * 0.5 + view.near(item, place) * 0.5
    if item.kind != gold.kind:
        why = f"is {gold.kind}, not {item.kind}"
        return Judgement(status="partial", why=why, attributes=attributes, closeness=closeness)
    return Judgement(status="correct", attributes=attributes, closeness=closeness)


def _keys(gold: GoldWho, name: str) -> frozenset[str]:
    """The keys `name` may go by: its own, and without the labelled role before it."""
    key = name_key(name)
    roles = (name_key(role) for role in (gold.role, *gold.role_aliases) if role)
    shorter = (key.removeprefix(role).strip() for role in roles if key.startswith(f"{role} "))
    return frozenset((key, *shorter))


def _loose(view: CardView, item: Who) -> tuple[tuple[ErrorKind, str], ...]:
    if item.kind == "person" and not view.labels.in_article(item.name):
        return (("invented person", f"the article names no “{item.name}”"),)
    return ()
