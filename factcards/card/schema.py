"""The contract as JSON Schema, for tools that are not written in Python."""

from __future__ import annotations

import ast
import inspect
import json
import sys
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
    """JSON Schema of `model`, identified as schema `name` of this contract's version.

    Fields are described by the strings that stand under them in the source.
    """
    schema = model.model_json_schema(mode=mode)
    described = _docstrings(model.__module__)
    for owner, parts in ((model.__name__, schema), *schema.get("$defs", {}).items()):
        for field, part in parts.get("properties", {}).items():
            if description := described.get((owner, field)):
                part["description"] = description
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


def _docstrings(module: str) -> dict[tuple[str, str], str]:
    """The string under each field of each class of `module`, by class and field.

    Pydantic can do this when a class is made, which costs every import of the
    card a third more time; the schema alone needs them.
    """
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except OSError:
        # Installed without sources: a schema without descriptions is still right.
        return {}
    found = {}
    for owner in ast.walk(tree):
        if not isinstance(owner, ast.ClassDef):
            continue
        for field, below in zip(owner.body, owner.body[1:], strict=False):
            match field, below:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[owner.name, name] = inspect.cleandoc(text)
    return found
