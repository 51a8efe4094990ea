"""One response model, one schema per receiver; nothing of one reaches another."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai_like import SUPPORTED, strict_fault
from pydantic import BaseModel, Field, create_model

from factcards.models.binding import bound_model
from factcards.models.dialect import COPY_FROM, SchemaError, schema_for, schema_name
from factcards.models.local_grammar import copy_chunks, local_grammar
from factcards.models.options import Dialect


class Colour(Enum):
    """An enum of its own."""

    RED = "red"
    BLUE = "blue"


class Part(BaseModel):
    """A part."""

    name: str = Field(min_length=1, max_length=40, pattern=r"^\w+$", description="Its name.")
    colour: Colour = Field(default=Colour.RED, description="A described reference.")
    price: Decimal | None = None
    made: date | None = None


class Circle(BaseModel):
    """One of two shapes."""

    kind: Literal["circle"]
    radius: float = Field(gt=0, le=10)


class Square(BaseModel):
    """The other shape."""

    kind: Literal["square"]
    side: float


class Tree(BaseModel):
    """A shape that holds itself."""

    label: str
    children: list[Tree] = Field(default_factory=list, max_length=3)


class Whole(BaseModel):
    """Everything at once."""

    parts: tuple[Part, ...] = Field(default=(), max_length=5)
    favourite: Part | None = None
    shape: Annotated[Circle | Square, Field(discriminator="kind")]
    tree: Tree
    copied: str = Field(default="", json_schema_extra={COPY_FROM: "the words", "x-other": 1})


def fault(schema: dict[str, Any]) -> str | None:
    answer = {"name": "A", "strict": True, "schema": schema}
    return strict_fault({"type": "json_schema", "json_schema": answer})


def keywords(node: Any, *, schema: bool = True) -> set[str]:
    if isinstance(node, list):
        return set().union(*(keywords(inner) for inner in node))
    if not isinstance(node, dict):
        return set()
    found = set(node) if schema else set()
    for key, inner in node.items():
        if key not in ("enum", "const", "required", "type"):
            found |= keywords(inner, schema=not (schema and key in ("properties", "$defs")))
    return found


def test_a_rich_model_becomes_a_schema_that_openai_takes() -> None:
    schema = schema_for(Whole, "openai-strict")
    assert fault(schema) is None
    assert schema["required"] == ["parts", "favourite", "shape", "tree", "copied"]
    assert {"type": "null"} in schema["properties"]["favourite"]["anyOf"]
    assert schema["properties"]["parts"]["maxItems"] == 5
    assert len(schema["properties"]["shape"]["anyOf"]) == 2
    assert schema["$defs"]["Part"]["properties"]["made"]["anyOf"][0]["format"] == "date"
    assert (
        schema["$defs"]["Part"]["properties"]["colour"]["description"] == "A described reference."
    )
    assert not keywords(schema) & {"default", "minLength", "maxLength", "pattern", "discriminator"}


def test_keywords_of_the_embedded_runtime_reach_nobody_else() -> None:
    local = local_grammar(schema_for(Whole, "local-guidance"))
    assert "the" in local
    assert "substring_chunks" in local
    assert "x-guidance" in local
    dialects: tuple[Dialect, ...] = ("openai-strict", "plain")
    for dialect in dialects:
        told = json.dumps(schema_for(Whole, dialect))
        assert "x-" not in told
        assert "the words" not in told


def test_keywords_of_openai_do_not_reach_the_embedded_runtime() -> None:
    schema = schema_for(Whole, "local-guidance")
    assert not keywords(schema) & {"strict", "title", "description", "format", "default", "pattern"}
    assert "strict" not in local_grammar(schema)


def test_a_schema_of_the_callers_goes_through_the_same_dialect() -> None:
    own = {
        "type": "object",
        "properties": {"role": {"type": "string", COPY_FROM: "mayor of Ellis"}},
        "x-guidance": {"whitespace_flexible": True},
    }
    told = schema_for(Part, "openai-strict", schema=own)
    assert fault(told) is None
    assert told["properties"] == {"role": {"type": "string"}}
    assert bound_model(Part, "openai-strict", schema=own).model_json_schema()["title"] == "Part"


def test_recursion_stays_a_reference_and_counts_once() -> None:
    schema = schema_for(Tree, "openai-strict")
    assert fault(schema) is None
    assert schema["$defs"]["Tree"]["properties"]["children"]["items"] == {"$ref": "#/$defs/Tree"}


def nested(depth: int) -> type[BaseModel]:
    model = create_model("Leaf", value=(str, ...))
    for level in range(depth - 1):
        model = create_model(f"Level{level}", inner=(model, ...))
    return model


def of_enum(values: int, length: int = 4) -> type[BaseModel]:
    allowed = [f"{number:0{length}}" for number in range(values)]
    one = Field(json_schema_extra={"enum": list[Any](allowed)})
    return create_model("Choice", one=(str, one))


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (nested(11), "levels of nesting"),
        (of_enum(1001), "enum values"),
        (of_enum(300, 60), "one large enum"),
        (create_model("Long", **{"x" * 120_001: (str, ...)}), "characters in names"),  # type: ignore[call-overload]
        (create_model("Open", any=(Any, ...)), "anything"),
        (create_model("Mapping", table=(dict[str, int], ...)), "list its properties"),
        (create_model("Pair", two=(tuple[int, str], ...)), "tuple"),
        (create_model("Empty"), "list its properties"),
    ],
)
def test_a_model_beyond_the_limits_is_told_when_its_schema_is_built(
    model: type[BaseModel], words: str
) -> None:
    with pytest.raises(SchemaError, match=words):
        schema_for(model, "openai-strict")


@pytest.mark.parametrize("model", [nested(10), of_enum(1000), of_enum(250, 60)])
def test_a_model_at_the_limits_is_told(model: type[BaseModel]) -> None:
    assert fault(schema_for(model, "openai-strict")) is None


def test_more_properties_than_openai_allows_are_told() -> None:
    own = {"type": "object", "properties": {f"p{n}": {"type": "string"} for n in range(5001)}}
    with pytest.raises(SchemaError, match="5001 properties"):
        schema_for(Part, "openai-strict", schema=own)


def test_a_name_keeps_to_the_letters_that_providers_take() -> None:
    odd = create_model("Réponse[int] to " + "x" * 80, a=(int, ...))
    name = schema_name(odd)
    assert len(name) <= 64
    assert name.replace("_", "").isascii()
    assert name.replace("_", "").isalnum()


@given(st.text(max_size=300))
def test_chunks_of_a_text_put_together_are_the_text(text: str) -> None:
    assert json.loads('"' + "".join(copy_chunks(text)) + '"') == text


@given(st.text(max_size=300))
def test_a_grammar_holds_any_text_on_one_line_of_json(text: str) -> None:
    own = {"type": "object", "properties": {"a": {"type": "string", COPY_FROM: text}}}
    grammar = local_grammar(schema_for(Part, "local-guidance", schema=own))
    line = next(line for line in grammar.split("\n") if line.startswith("COPY0_TEXT:"))
    held = json.loads(line.removeprefix("COPY0_TEXT: %regex "))
    assert held["substring_chunks"] == copy_chunks(text)


def test_a_number_and_a_name_are_each_one_piece_to_copy() -> None:
    assert copy_chunks("1,415.50 by O'Neil-Hart.") == [
        "1,415.50",
        " ",
        "by",
        " ",
        "O'Neil-Hart",
        ".",
    ]


def test_every_keyword_told_to_openai_is_on_its_list() -> None:
    assert keywords(schema_for(Whole, "openai-strict")) <= SUPPORTED
