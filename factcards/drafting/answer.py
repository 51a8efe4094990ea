"""What a model answers in the `whole` strategy: one object with everything for a card.

The order of fields is the order in which a model writes them: first the numbers
of the sentences, so that what follows is copied from them; first the facts, so
that headline and summary are told from them. No description quotes an example: small
models copy it into their answers. Bounds on lengths are told to the
model and not held against its answer: one long quotation must not cost a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, get_args

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from pydantic_core import PydanticCustomError

from factcards.card import PlaceRelation, Qualifier, SourceKind, Stance, WhoKind

MOST_DIGITS = 30
MOST = 10**MOST_DIGITS
_PLAIN = re.compile(rf"-?\d{{1,{MOST_DIGITS}}}(?:\.\d{{1,{MOST_DIGITS}}})?")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3}){1,9}(?:\.\d{1,10})?")
_NO_NUMBER = "must be a plain number in digits: 4200000 for 4.2 million"


def _plain_number(value: Any) -> Any:
    """`value` as a decimal of bounded size, also from text such as "1,415" or "4.2".

    Written out, a number such as 1e999999999 would fill the memory.
    """
    text = value
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        text = format(Decimal(str(value)), "f") if abs(value) < MOST else ""
    if isinstance(text, str):
        text = text.strip()
        if _GROUPED.fullmatch(text):
            text = text.replace(",", "")
        if _PLAIN.fullmatch(text):
            return Decimal(text)
    raise PydanticCustomError("no_number", _NO_NUMBER)


_OPEN = frozenset({"null", "none", "n/a"})

Sentences = Annotated[
    list[int],
    Field(json_schema_extra={"minItems": 1, "maxItems": 6}),
]
Words = Annotated[str, Field(json_schema_extra={"maxLength": 600})]
Phrase = Annotated[str, Field(json_schema_extra={"maxLength": 160})]
Value = Annotated[Decimal, BeforeValidator(_plain_number), WithJsonSchema({"type": "number"})]


def _at_most(items: int) -> dict[str, Any]:
    return {"maxItems": items}


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    @field_validator("*", mode="before")
    @classmethod
    def _left_open(cls, value: Any, info: ValidationInfo) -> Any:
        """`value`; None where a field that may be left open says so in a word, as models do."""
        if isinstance(value, str) and value.strip().casefold() in _OPEN:
            field = cls.model_fields[info.field_name or ""]
            if type(None) in get_args(field.annotation):
                return None
        return value


class TextAnswer(_Answer):
    """One sentence in your own words."""

    sentences: Sentences
    text: Words


class WhoAnswer(_Answer):
    """A person, organisation or group that has a part in the story."""

    sentences: Sentences
    name: Phrase = Field(description="The fullest form the article writes, without a title.")
    kind: WhoKind
    role: Phrase | None = Field(
        description="Office, profession or part in the story, copied; null if unsaid."
    )
    aliases: list[Phrase] = Field(
        description="Other forms of the name that the article writes; no pronouns.",
        json_schema_extra=_at_most(5),
    )


class WhatAnswer(_Answer):
    """One thing that happened, is planned, or is claimed by somebody."""

    sentences: Sentences
    stance: Stance = Field(
        description="stated: the article's own voice. Otherwise what a speaker does: claims, "
        "denies, alleges wrongdoing, plans, gives an opinion."
    )
    attributed_to: Phrase | None = Field(
        description="Whose word it is, as the article names them; null when stated."
    )
    text: Words = Field(
        description="One short clause close to the article's words, with every “not”, “could” "
        "and “at least”."
    )


class WhereAnswer(_Answer):
    """A place, as the article writes it."""

    sentences: Sentences
    name: Phrase
    relation: PlaceRelation = Field(
        description="scene: the main event took place there; mentioned: any other."
    )


class WhenAnswer(_Answer):
    """A moment or period."""

    sentences: Sentences
    text: Phrase = Field(description="The article's words for it, copied.")


class FigureAnswer(_Answer):
    """A number that counts or measures something. No year, date, time of day or telephone."""

    sentences: Sentences
    text: Phrase = Field(description="The number with its unit, copied.")
    value: Value = Field(
        description="4.2 million is 4200000, 25 percent is 25, two-thirds is 0.6667. "
        "The lower end of a range; “hundreds” is 100."
    )
    value_to: Value | None = Field(description="The upper end of a range, else null.")
    unit: Phrase | None = Field(
        description="%, a currency as the article gives it, or a unit of measure. null for a "
        "plain count: people, homes and the like go to counts."
    )
    qualifier: Qualifier | None = Field(
        description="Only what the article says; “hundreds of” and “dozens of” are at least."
    )
    counts: Phrase | None = Field(description="What it counts or measures, copied.")
    attributed_to: Phrase | None = Field(description="Whose word it is; null for the article's.")


class QuoteAnswer(_Answer):
    """Direct speech: one stretch between two quotation marks."""

    sentences: Sentences
    text: Words = Field(description="Copied letter for letter, without the outer marks.")
    speaker: Phrase | None = Field(description="Name, or the words for who says it.")


class SourceAnswer(_Answer):
    """Whoever or whatever the article credits with information."""

    sentences: Sentences
    name: Phrase
    kind: SourceKind = Field(description="anonymous: a person or group without a name.")
    via: Phrase | None = Field(description="The channel it came through, copied; null if unsaid.")
    said: Phrase | None = Field(description="What it is credited with, in the article's words.")


class CardAnswer(_Answer):
    """The fact card of one article."""

    who: list[WhoAnswer] = Field(json_schema_extra=_at_most(20))
    where: list[WhereAnswer] = Field(json_schema_extra=_at_most(15))
    when: list[WhenAnswer] = Field(json_schema_extra=_at_most(12))
    figures: list[FigureAnswer] = Field(description="All of them.", json_schema_extra=_at_most(30))
    quotes: list[QuoteAnswer] = Field(description="All of them.", json_schema_extra=_at_most(30))
    sources: list[SourceAnswer] = Field(json_schema_extra=_at_most(15))
    what: list[WhatAnswer] = Field(
        description="The three to eight that matter most.", json_schema_extra=_at_most(8)
    )
    headline: TextAnswer | None = Field(description="The main event in one sentence.")
    summary: list[TextAnswer] = Field(
        description="Two or three sentences.", json_schema_extra=_at_most(4)
    )


def outline(model: type[BaseModel]) -> str:
    """What the fields of `model` mean, one line for each, for a model that sees no schema."""
    schema = model.model_json_schema()
    return "\n".join(_outlined(schema, schema["$defs"]))


def _outlined(node: dict[str, Any], definitions: dict[str, Any], indent: str = "") -> Iterator[str]:
    for name, part in node["properties"].items():
        choices = part.get("anyOf", [part])
        reference = next((c["$ref"] for c in (*choices, part.get("items", {})) if "$ref" in c), "")
        inner = definitions.get(reference.rpartition("/")[2])
        values = next((c["enum"] for c in choices if "enum" in c), ())
        means = (part.get("description"), inner and inner.get("description"), " / ".join(values))
        if told := " ".join(m for m in means if m):
            yield f"{indent}{name}: {told}"
        if inner is not None and "properties" in inner:
            yield from _outlined(inner, definitions, indent + "  ")
