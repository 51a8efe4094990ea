"""The contract as JSON Schema, for tools that are not written in Python."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel

from factcards.card.model import SCHEMA_VERSION, FactCard

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def card_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a fact card as factcards writes it.

    It requires every field that is always written; `load_card` is more lenient
    and fills in what has a default.
    """
    return schema_of(FactCard, "card", mode="serialization")


def schema_of(
    model: type[BaseModel], name: str, *, mode: Literal["validation", "serialization"]
) -> dict[str, Any]:
    """JSON Schema of `model`, identified as schema `name` of this contract's version."""
    schema = model.model_json_schema(mode=mode)
    head = {
        "$schema": DIALECT,
        "$id": f"urn:factcards:schema:{name}:{SCHEMA_VERSION}",
        "title": model.__name__,
        "description": schema.pop("description", ""),
    }
    return head | {key: value for key, value in schema.items() if key not in head}


def schema_text(schema: dict[str, Any]) -> str:
    """`schema` as it is printed and committed: two spaces, UTF-8, one last line end."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
