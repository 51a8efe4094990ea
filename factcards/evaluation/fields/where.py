"""Places: the name decides, whether it is the scene and its country must agree."""

from __future__ import annotations

from factcards.card import Where
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldWhere
from factcards.evaluation.normalising import name_key
from factcards.evaluation.pairs import Judgement
from factcards.evaluation.view import CardView


def score(view: CardView) -> Found:
    """The pairs of `where`."""
    return match(view, "where", view.labels.gold.where, view.card.where, _judge)


def _judge(view: CardView, place: str, gold: GoldWhere, item: Where) -> Judgement | None:
    if name_key(item.name) not in {name_key(form) for form in (gold.name, *gold.aliases)}:
        return None
    related = gold.relation_open or item.relation == gold.relation
    same_country = item.country == gold.country
    attributes = (
        *attribute("relation", gold.relation, item.relation, right=related),
        *attribute("country", gold.country, item.country, right=same_country),
    )
    faults = []
    if not related:
        faults.append(f"is {gold.relation}, not {item.relation}")
    if item.country is not None and not same_country:
        faults.append(f"its country is {gold.country or 'left open'}, not {item.country}")
    return Judgement(
        status="partial" if faults else "correct",
        why="; ".join(faults),
        attributes=attributes,
        closeness=0.5 * (name_key(item.name) == name_key(gold.name)) + 0.5 * view.near(item, place),
    )
