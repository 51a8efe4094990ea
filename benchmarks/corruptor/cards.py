"""Cards made false: one field of one item at a time, in the card's own JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from corruptor.model import Material
from corruptor.prose import corrupt_sentence, plain

Json = dict[str, Any]

_OTHER_UNITS = {
    "kilometre": "metre",
    "metre": "kilometre",
    "mile": "kilometre",
    "centimetre": "millimetre",
    "millimetre": "centimetre",
    "hour": "minute",
    "minute": "hour",
    "day": "week",
    "week": "month",
    "month": "year",
    "year": "month",
    "second": "minute",
    "tonne": "kilogram",
    "kilogram": "tonne",
    "hectare": "acre",
    "megawatt": "kilowatt",
    "kilowatt hour": "megawatt hour",
    "gigawatt hour": "megawatt hour",
    "decibel": "hertz",
    "time": "year",
}
_CURRENCY = re.compile(r"[A-Z]{3}")
_OTHER_QUALIFIERS = {
    "at least": "at most",
    "at most": "at least",
    "more than": "less than",
    "less than": "more than",
    "nearly": "more than",
    "about": "more than",
}
_OWN_WORDS = ("headline", "summary", "what")
_FIELD_KINDS = {
    "digit",
    "number word",
    "unit",
    "scale",
    "currency",
    "name: other of article",
    "name: invented",
    "name: one letter",
    "negation added",
    "negation removed",
    "hedge removed",
    "hedge altered",
    "date",
    "percent to points",
    "points to percent",
    "values swapped",
}


@dataclass(frozen=True)
class CorruptedCard:
    """A card with one item made false."""

    kind: str
    """One of `KINDS`."""
    before: str
    after: str
    path: str
    """Item and fields: "figure-3/value"."""
    item_id: str
    card: Json


def corrupt_card(card: Json, material: Material) -> Iterator[CorruptedCard]:
    """Every corruption of a card, given and returned in the JSON of its contract.

    Only fields of items are changed; evidence and the article stay as they are.
    """
    for kind, name, place, changes in _changes(card, material):
        items = [card[name]] if name == "headline" else card[name]
        old = items[place]
        new = {**old, **changes}
        if new == old:
            continue
        field = next(iter(changes))
        whole = new if name == "headline" else [new if i is old else i for i in items]
        yield CorruptedCard(
            kind=kind,
            before=str(old.get(field)),
            after=str(changes[field]),
            path=f"{old['id']}/{'+'.join(changes)}",
            item_id=old["id"],
            card={**card, name: whole},
        )


_Change = tuple[str, str, int, Json]
"""Kind, list of the card, place in it, and the fields that are changed."""


def _changes(card: Json, material: Material) -> Iterator[_Change]:
    for name in _OWN_WORDS:
        items = [card["headline"]] if name == "headline" else card[name]
        for place, item in enumerate(items):
            if item is not None:
                for found in corrupt_sentence(item["text"], material):
                    if found.kind in _FIELD_KINDS:
                        yield found.kind, name, place, {"text": found.text}
    yield from _figure_changes(card, material)
    yield from _name_changes(card, material)
    yield from _quote_changes(card, material)
    yield from _date_changes(card, material)
    yield from _credit_changes(card, material)


def _figure_changes(card: Json, material: Material) -> Iterator[_Change]:
    figures = card["figures"]
    for place, figure in enumerate(figures):
        unit = figure["unit"]
        for changed in _other_values(figure["value"], material):
            yield "digit", "figures", place, {"value": changed}
        for found in corrupt_sentence(figure["text"], material):
            if found.kind in ("digit", "number word", "scale"):
                yield found.kind, "figures", place, {"text": found.text}
        if unit is not None and _CURRENCY.fullmatch(unit):
            other = "USD" if unit != "USD" else "EUR"
            yield "currency", "figures", place, {"unit": other}
        elif unit == "%":
            yield "percent to points", "figures", place, {"unit": "percentage point"}
        elif unit == "percentage point":
            yield "points to percent", "figures", place, {"unit": "%"}
        elif unit in _OTHER_UNITS:
            yield "unit", "figures", place, {"unit": _OTHER_UNITS[unit]}
        if figure["qualifier"] in _OTHER_QUALIFIERS:
            other = _OTHER_QUALIFIERS[figure["qualifier"]]
            yield "hedge altered", "figures", place, {"qualifier": other}
            yield "hedge removed", "figures", place, {"qualifier": None}
        for other_figure in figures:
            if _may_trade(figure, other_figure):
                yield "values swapped", "figures", place, {"counts": other_figure["counts"]}


def _other_values(value: str, material: Material) -> Iterator[str]:
    """`value` with another first, and with another last digit that counts."""
    stripped = value.rstrip("0") if "." not in value else value
    for at in dict.fromkeys((0, len(stripped) - 1)):
        if value[at].isdigit():
            for step in (1, 3, 7):
                new = str((int(value[at]) + step) % 10)
                changed = value[:at] + new + value[at + 1 :]
                if changed not in material.values and plain(changed).strip("0"):
                    yield changed
                    break


def _may_trade(figure: Json, other: Json) -> bool:
    """Whether what `other` counts is in reach of `figure`, and not what `figure` counts."""
    if other is figure or not figure["counts"] or not other["counts"]:
        return False
    words = [set(re.findall(r"\w{4,}", f["counts"].lower())) for f in (figure, other)]
    near = abs(figure["evidence"][0]["start"] - other["evidence"][0]["start"]) < 200
    return near and not words[0] & words[1] and figure["value"] != other["value"]


def _name_changes(card: Json, material: Material) -> Iterator[_Change]:
    words = material.words
    for name, groups, invented in (
        ("who", (*material.people, *material.bodies), words["invented_people"]),
        ("where", material.places, words["invented_places"]),
        ("sources", material.sources, words["invented_bodies"]),
    ):
        for place, item in enumerate(card[name]):
            own = {item["name"], *item.get("aliases", ())}
            tokens = {w for form in own for w in re.findall(r"\w{3,}", form.lower())}
            cited = _paragraphs(item, material)
            for group in groups:
                taken = {w for form in group for w in re.findall(r"\w{3,}", form.lower())}
                # Another name of the same paragraph may stand there by right.
                if not tokens & taken and not any(form.lower() in cited for form in group):
                    yield "name: other of article", name, place, {"name": group[0]}
            for new in invented[:2]:
                yield "name: invented", name, place, {"name": new}
            for found in corrupt_sentence(item["name"], material):
                if found.kind == "name: one letter":
                    yield found.kind, name, place, {"name": found.text}


def _paragraphs(item: Json, material: Material) -> str:
    """The paragraphs of the story that hold the evidence of `item`, in lower case."""
    quotes = [e["quote"] for e in item["evidence"]]
    lines = [line for line in material.story.split("\n") if any(q in line for q in quotes)]
    return "\n".join(lines).lower()


def _quote_changes(card: Json, material: Material) -> Iterator[_Change]:
    for place, quote in enumerate(card["quotes"]):
        for found in corrupt_sentence(f"“{quote['text']}”", material):
            if found.kind in ("quoted word", "digit", "number word"):
                yield "quoted word", "quotes", place, {"text": found.text.strip("“”")}
        for group in material.sources:
            speaker = quote["speaker"]
            if speaker and not _alike(speaker, group, material.sources):
                yield "speaker", "quotes", place, {"speaker": group[0], "speaker_id": None}


def _alike(name: str, group: tuple[str, ...], groups: Any) -> bool:
    """Whether `group` may be who goes by `name`."""
    own = next((g for g in groups if name in g), (name,))
    words = {w for form in own for w in re.findall(r"\w{4,}", form.lower())}
    return own == group or any(w in form.lower() for form in group for w in words)


def _date_changes(card: Json, material: Material) -> Iterator[_Change]:
    for place, moment in enumerate(card["when"]):
        for found in corrupt_sentence(moment["text"], material):
            if found.kind == "date":
                yield "date", "when", place, {"text": found.text}
        date = moment["date"]
        for changed in _other_dates(date) if date else ():
            if changed not in material.dates:
                yield "date", "when", place, {"date": changed}


def _other_dates(date: str) -> Iterator[str]:
    """`date` with another year, month and day, as far as it has them."""
    match = re.match(r"(\d{4})(?:-([01]\d)(?:-(\d\d))?)?", date)
    if match is None:
        return
    year, month, day = match.groups()
    rest = date[match.end() :]
    tail = date[4 : match.end()]
    yield f"{int(year) - 1}{tail}{rest}"
    if month and int(month) <= 12:
        other = int(month) % 12 + 1
        yield f"{year}-{other:02d}{date[7 : match.end()]}{rest}"
    if day:
        yield f"{year}-{month}-{int(day) % 27 + 1:02d}{rest}"


def _credit_changes(card: Json, material: Material) -> Iterator[_Change]:
    for place, event in enumerate(card["what"]):
        if event["attributed_to"] and event["stance"] != "stated":
            gone = {"stance": "stated", "attributed_to": None, "attributed_to_id": None}
            yield "credit dropped", "what", place, gone
    for name in ("what", "figures"):
        for place, item in enumerate(card[name]):
            credited = item["attributed_to"]
            for group in material.sources if credited else ():
                if not _alike(credited, group, material.sources):
                    new = {"attributed_to": group[0], "attributed_to_id": None}
                    yield "speaker", name, place, new
