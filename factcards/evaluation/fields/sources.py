"""Sources: who or what is credited, and with what.

What is credited agrees where the item rests on a sentence in which the labels
see the source credited, or says what they say.
"""

from __future__ import annotations

from factcards.card import Source
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldSource
from factcards.evaluation.normalising import name_key, name_keys, says_same
from factcards.evaluation.pairs import ErrorKind, Judgement
from factcards.evaluation.view import CardView


def score(view: CardView) -> Found:
    """The pairs of `sources`, and the people that the article does not know."""
    return match(view, "sources", view.labels.gold.sources, view.card.sources, _judge, _loose)


def _judge(view: CardView, place: str, gold: GoldSource, item: Source) -> Judgement | None:
    forms = name_keys(gold.name, *gold.aliases)
    if name_key(item.name) not in forms:
        return None
    language = view.labels.language
    right_kind = item.kind in (gold.kind, *gold.kind_aliases)
    said = item.said is not None and says_same(item.said, (gold.said,), language)
    credited = view.near(item, place) or said
    channel = item.via is not None and gold.via is not None
    right_via = channel and says_same(item.via or "", (gold.via or "",), language, shorter=True)
    attributes = (
        *attribute("kind", gold.kind, item.kind, right=right_kind),
        *attribute("said", gold.said, item.said, right=credited and item.said is not None),
        *attribute("via", gold.via, item.via, right=right_via),
    )
    faults = []
    if not right_kind:
        faults.append(f"is {gold.kind}, not {item.kind}")
    if not credited:
        faults.append(f"is credited with “{gold.said}”")
    return Judgement(
        status="partial" if faults else "correct",
        why="; ".join(faults),
        attributes=attributes,
        closeness=0.5 * (name_key(item.name) == name_key(gold.name)) + 0.5 * credited,
    )


def _loose(view: CardView, item: Source) -> tuple[tuple[ErrorKind, str], ...]:
    if item.kind == "person" and not view.labels.in_article(item.name):
        return (("invented person", f"the article names no “{item.name}”"),)
    return ()
