"""Ways to bend a perfect card: some make it wrong, some must make no difference."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from factcards.card import LIST_FIELDS, Evidence, FactCard, What, Who
from factcards.evaluation.gates import LimitName
from factcards.evaluation.normalising import name_key
from factcards.evaluation.view import Labels
from factcards.reading import read_cues

Bend = Callable[[Labels, FactCard], Iterator[FactCard]]


@dataclass(frozen=True, slots=True)
class Operator:
    """One way to make a card wrong."""

    name: str
    field: str
    """Where points must be lost."""
    gate: LimitName | None
    """The limit that must trip; None: a floor of 100 on the field."""
    bend: Bend


def _with(card: FactCard, field: str, number: int, **changes: Any) -> FactCard:
    items = list(getattr(card, field))
    items[number] = items[number].model_copy(update=changes)
    return card.model_copy(update={field: tuple(items)})


def _swapped_digits(_: Labels, card: FactCard) -> Iterator[FactCard]:
    for number, figure in enumerate(card.figures):
        digits = list(str(figure.value))
        place = next(n for n, c in enumerate(digits) if c.isdigit())
        digits[place] = str(int(digits[place]) % 9 + 1)
        yield _with(card, "figures", number, value=Decimal("".join(digits)))


def _swapped_units(_: Labels, card: FactCard) -> Iterator[FactCard]:
    for number, figure in enumerate(card.figures):
        other = "percentage point" if figure.unit == "%" else "%"
        yield _with(card, "figures", number, unit=other)


def _swapped_speakers(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    named: list[str] = [*(who.name for who in card.who), *(source.name for source in card.sources)]
    for number, quote in enumerate(card.quotes):
        for name in named:
            if quote.speaker is None or not labels.names(quote.speaker, name):
                yield _with(card, "quotes", number, speaker=name, speaker_id=None)
                break


def _dropped_sources(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    for number, source in enumerate(labels.gold.sources):
        if source.core:
            kept = (*card.sources[:number], *card.sources[number + 1 :])
            yield card.model_copy(update={"sources": kept})


def _invented_people(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    evidence = next((item.evidence for item in card.items()), None)
    people = [who.name.split() for who in card.who if who.kind == "person"]
    names = [f"{one[0]} {two[-1]}" for one, two in pairwise(people)]
    for name in (*names, "Quillon Farnsby-Etterdam"):
        if evidence is not None and not labels.in_article(name):
            invented = Who(id="who-invented", name=name, kind="person", evidence=evidence)
            yield card.model_copy(update={"who": (*card.who, invented)})


_NEGATIONS = {
    "en": (r"\b(was|were|is|are|has|have|had|will|would|can|could|did|must)\b", r"\1 not"),
    "de": (r"\b(hat|haben|hatte|ist|sind|wurde|wurden|wird|werden|war|soll|will)\b", r"\1 nicht"),
    "es": (r"\b(ha|han|fue|fueron|es|son|está|había|será)\b", r"no \1"),
    "fr": (r"\b(a|ont|est|sont|était|sera|avait)\b", r"ne \1 pas"),
}


def _negated_verbs(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    pattern, new = _NEGATIONS.get(labels.language, (r"(?!)", ""))
    for number, what in enumerate(card.what):
        told = re.sub(pattern, new, what.text, count=1)
        if told != what.text and not read_cues(what.text, labels.language):
            yield _with(card, "what", number, text=told)


def _moved_dates(_: Labels, card: FactCard) -> Iterator[FactCard]:
    for number, when in enumerate(card.when):
        if when.date is None:
            continue
        moved = re.sub(r"\d{4}-\d{2}-\d{2}|\d{4}|\d{3}(?=X)", _later, when.date)
        yield _with(card, "when", number, date=moved)


def _later(match: re.Match[str]) -> str:
    found = match.group()
    if len(found) == len("2025-03-04"):
        return str(date.fromisoformat(found) + timedelta(days=400))
    return str(int(found) + 3)


def _copied_boilerplate(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    for paragraph in labels.fixture.article.paragraphs:
        if paragraph.role == "boilerplate":
            words = paragraph.span.of(labels.text)
            evidence = Evidence(quote=words, start=paragraph.span.start, end=paragraph.span.end)
            item = What(id="what-aside", text=words, stance="stated", evidence=(evidence,))
            yield card.model_copy(update={"what": (*card.what, item)})


OPERATORS: tuple[Operator, ...] = (
    Operator("swap a digit", "figures", "wrong_figures", _swapped_digits),
    Operator("swap a unit", "figures", "wrong_figures", _swapped_units),
    Operator("swap a speaker", "quotes", None, _swapped_speakers),
    Operator("drop a source", "sources", None, _dropped_sources),
    Operator("invent a person", "who", "invented_people", _invented_people),
    Operator("negate a verb", "what", None, _negated_verbs),
    Operator("move a date", "when", None, _moved_dates),
    Operator("copy boilerplate in", "what", "ungrounded", _copied_boilerplate),
)


def _reordered(_: Labels, card: FactCard) -> Iterator[FactCard]:
    lists = {field: tuple(reversed(getattr(card, field))) for field in LIST_FIELDS}
    yield card.model_copy(update=lists)


def _aliased(labels: Labels, card: FactCard) -> Iterator[FactCard]:
    who = tuple(
        item.model_copy(update={"name": item.aliases[0]}) if item.aliases else item
        for item in card.who
    )
    aliases = {item.name: item.aliases[0] for item in card.who if item.aliases}
    quotes = tuple(
        quote.model_copy(update={"speaker": aliases.get(quote.speaker or "", quote.speaker)})
        for quote in card.quotes
    )
    if len({name_key(item.name) for item in who}) == len(who):
        yield card.model_copy(update={"who": who, "quotes": quotes})


_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", " ": "\u00a0", "–": "-"})


def _retyped(_: Labels, card: FactCard) -> Iterator[FactCard]:
    def typed(text: str) -> str:
        return text.translate(_TYPOGRAPHY)

    yield card.model_copy(
        update={
            "quotes": tuple(
                q.model_copy(
                    update={"text": typed(q.text), "speaker": typed(q.speaker or "") or None}
                )
                for q in card.quotes
            ),
            "who": tuple(w.model_copy(update={"name": typed(w.name)}) for w in card.who),
            "where": tuple(w.model_copy(update={"name": typed(w.name)}) for w in card.where),
            "sources": tuple(s.model_copy(update={"name": typed(s.name)}) for s in card.sources),
        }
    )


NEUTRAL: dict[str, Bend] = {
    "reorder every list": _reordered,
    "call people by an alias": _aliased,
    "set it in other type": _retyped,
}
"""Ways to bend a card that must cost nothing."""
