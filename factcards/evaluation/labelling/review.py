"""What an annotator is walked through: each label, and the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from factcards.card import Span
from factcards.errors import UsageError
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.gold import ITEM_FIELDS, Gold
from factcards.evaluation.labelling.drafting import OPEN

REVIEWED_FIELDS = ("headline", "summary", *ITEM_FIELDS, "forbidden")
"""In the order of the file."""
NULL = "null"
"""How a list of aliases says that naming nobody is right too."""


@dataclass(frozen=True)
class ReviewItem:
    """One label as the file has it, and where the story proves it."""

    field: str
    number: int | None
    """Place in the list, from 0; None for the headline."""
    values: dict[str, Any]
    """The keys of the label as the file writes them."""
    passages: tuple[tuple[str, Span], ...]
    """Each place: the sentences round it, and the quote's span within them in code points."""

    @property
    def place(self) -> str:
        """As in `figures[3]`."""
        return self.field if self.number is None else f"{self.field}[{self.number}]"

    @property
    def open_keys(self) -> tuple[str, ...]:
        """Keys that a draft left to a person."""
        return tuple(key for key, value in self.values.items() if value == OPEN)


def review_items(
    fixture: Fixture, raw: dict[str, Any], fields: Iterable[str] = REVIEWED_FIELDS
) -> tuple[ReviewItem, ...]:
    """The labels of `fixture` in the order of the file; `raw` is the file as plain data.

    Raises `UsageError` for a field that no labels have.
    """
    wanted = tuple(fields)
    unknown = [field for field in wanted if field not in REVIEWED_FIELDS]
    if unknown:
        raise UsageError(
            f"labels have no field {unknown[0]}", hint=f"choose from {', '.join(REVIEWED_FIELDS)}"
        )
    found: list[ReviewItem] = []
    for field in (f for f in REVIEWED_FIELDS if f in wanted):
        values = raw.get(field)
        if isinstance(values, dict):
            found.append(ReviewItem(field, None, values, _passages(fixture, values)))
        for number, item in enumerate(values if isinstance(values, list) else ()):
            found.append(ReviewItem(field, number, item, _passages(fixture, item)))
    return tuple(found)


def unfinished(raw: dict[str, Any]) -> tuple[str, ...]:
    """Places of the labels that still have a question mark for an answer."""
    found = []
    for field in REVIEWED_FIELDS:
        values = raw.get(field)
        items = values if isinstance(values, list) else [values] if values else []
        for number, item in enumerate(items):
            found += [f"{field}[{number}].{key}" for key, value in item.items() if value == OPEN]
    return tuple(found)


def keys_of(field: str) -> tuple[str, ...]:
    """The keys that an item of `field` may have, in the order of the guide."""
    model = next(iter(_models(Gold.model_fields[field].annotation)))
    proof = [key for key in ("tier", "quote", "also", "note") if key in model.model_fields]
    return (*(key for key in model.model_fields if key not in proof), *proof)


def value_typed(field: str, key: str, typed: str) -> Any:
    """What somebody means who typed `typed` for `key`: lists are parted by semicolons.

    Raises `UsageError` where items of `field` have no such key.
    """
    model = next(iter(_models(Gold.model_fields[field].annotation)))
    info = model.model_fields.get(key)
    if info is None:
        raise UsageError(
            f"{field} have no “{key[:40]}”", hint=f"choose from {', '.join(keys_of(field))}"
        )
    words = typed.strip()
    if not words:
        return None
    if get_origin(info.annotation) is tuple:
        parts = (part.strip() for part in words.split(";"))
        return [None if part == NULL else part for part in parts if part]
    if info.annotation is bool:
        return words.lower() in ("yes", "true", "y")
    return words


def _models(annotation: Any) -> Iterable[Any]:
    """The models that stand in a type such as `tuple[GoldWho, ...]` or `GoldHeadline | None`."""
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        yield annotation
    for part in get_args(annotation):
        yield from _models(part)


def _passages(fixture: Fixture, item: dict[str, Any]) -> tuple[tuple[str, Span], ...]:
    """The sentences round each quote of `item`: by its words, as a page's reader may lose items."""
    found = []
    for quote in (item.get("quote"), *(item.get("also") or ())):
        spans = (place.span for place in fixture.index.occurrences(quote)) if quote else ()
        span = next((span for span in spans if _in_story(fixture, span)), None)
        if span is None:
            continue
        sentences = fixture.sentences_in(span)
        start = min([span.start, *(s.span.start for s in sentences)])
        end = max([span.end, *(s.span.end for s in sentences)])
        text = fixture.article.text[start:end]
        found.append((text, Span(span.start - start, span.end - start)))
    return tuple(found)


def _in_story(fixture: Fixture, span: Span) -> bool:
    paragraph = fixture.article.paragraph_at(span.start)
    return paragraph is not None and paragraph.role == "story"
