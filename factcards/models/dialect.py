"""One response model, one schema per kind of receiver.

A schema is written once, as Pydantic gives it, and told in the receiver's own
dialect. Keywords of one receiver never reach another: each dialect copies only
the keywords on its own list.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import BaseModel

from factcards.models.options import Dialect, JsonObject

COPY_FROM = "x-copy-from"
"""Schema keyword: the value is made of consecutive words of this text, or empty."""

_COMMON = ("type", "enum", "const", "description")
_PLAIN = (
    *_COMMON,
    "title",
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minItems",
    "maxItems",
)
# https://platform.openai.com/docs/guides/structured-outputs, "Supported schemas": number and
# array bounds and these formats are supported, string lengths are not. `pattern` is, but
# Pydantic's patterns use lookaheads, which are not: the answer is checked against them here.
_STRICT = (*_COMMON, "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
_STRICT_ARRAYS = ("minItems", "maxItems")
_STRICT_FORMATS = frozenset(
    {"date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"}
)
_LOCAL = (
    "type",
    "enum",
    "const",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "minItems",
    "maxItems",
)

MAX_PROPERTIES = 5000
MAX_DEPTH = 10
MAX_ENUM_VALUES = 1000
MAX_TEXT = 120_000
MAX_LARGE_ENUM_TEXT = 15_000
LARGE_ENUM = 250


class SchemaError(ValueError):
    """A response model that cannot be told in a dialect. A fault of the program, not of a user."""


def schema_for(
    response_model: type[BaseModel], dialect: Dialect, *, schema: JsonObject | None = None
) -> JsonObject:
    """JSON Schema of `response_model` in `dialect`; `schema` stands in for the model's own.

    Raises `SchemaError` where the dialect cannot express it or a limit is exceeded.
    """
    source = response_model.model_json_schema() if schema is None else schema
    if dialect == "openai-strict":
        told = _Strict(source).told()
        check_strict_limits(told)
        return told
    if dialect == "local-guidance":
        return _Local(source).told()
    return _Plain(source).told()


def schema_name(response_model: type[BaseModel]) -> str:
    """A name for the schema that every provider accepts: `[a-zA-Z0-9_-]{1,64}`."""
    return re.sub(r"[^a-zA-Z0-9_-]+", "_", response_model.__name__).strip("_")[:64] or "Answer"


class _Teller:
    """Walks a schema and copies the keywords of one dialect, and no others."""

    keywords: tuple[str, ...] = ()

    def __init__(self, source: JsonObject) -> None:
        self.source = source
        self.definitions: dict[str, Any] = dict(source.get("$defs", {}))
        self.recursive = _recursive_names(self.definitions)

    def told(self) -> JsonObject:
        root = {key: value for key, value in self.source.items() if key != "$defs"}
        if set(root) == {"$ref"}:
            root = self.definitions[_reference_name(root["$ref"])]
        result = self.node(root, "the answer")
        used = _references(result)
        told: dict[str, Any] = {}
        while used - told.keys():
            name = min(used - told.keys())
            told[name] = self.node(self.definitions[name], name)
            used |= _references(told[name])
        if told:
            result["$defs"] = {name: told[name] for name in self.definitions if name in told}
        return result

    def node(self, node: Any, where: str) -> JsonObject:
        if not isinstance(node, dict):
            raise SchemaError(f"{where}: a schema must be an object, not {node!r}.")
        if "$ref" in node:
            return self.reference(node, where)
        if len(node.get("allOf", ())) == 1:
            merged = {**node["allOf"][0], **{k: v for k, v in node.items() if k != "allOf"}}
            return self.node(merged, where)
        for keyword in ("allOf", "not", "if", "dependentRequired", "dependentSchemas"):
            if keyword in node:
                raise SchemaError(f"{where}: no provider's strict schema allows {keyword!r}.")
        if "prefixItems" in node:
            raise SchemaError(f"{where}: a tuple of fixed places is not allowed; use an object.")
        result = self.copied(node)
        choices = node.get("anyOf") or node.get("oneOf")
        if choices:
            result.pop("type", None)
            result["anyOf"] = [self.node(choice, where) for choice in choices]
        elif node.get("type") == "array" or "items" in node:
            result["items"] = self.node(node.get("items", {}), f"{where}[]")
        elif node.get("type") == "object" or "properties" in node:
            self.object(node, result, where)
        elif not result.keys() & {"type", "enum", "const"}:
            raise SchemaError(f"{where}: it may be anything, which no strict schema allows.")
        return result

    def copied(self, node: JsonObject) -> JsonObject:
        return {key: node[key] for key in self.keywords if key in node}

    def reference(self, node: JsonObject, where: str) -> JsonObject:
        name = _reference_name(node["$ref"])
        if name not in self.definitions:
            raise SchemaError(f"{where}: {node['$ref']!r} is not defined.")
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        if self.copied(siblings) and name not in self.recursive:
            return self.node({**self.definitions[name], **siblings}, where)
        return {"$ref": f"#/$defs/{name}"}

    def object(self, node: JsonObject, result: JsonObject, where: str) -> None:
        properties = node.get("properties", {})
        if isinstance(node.get("additionalProperties"), dict) or not properties:
            raise SchemaError(f"{where}: an object must list its properties; use a list of pairs.")
        result["properties"] = {
            name: self.node(value, f"{where}.{name}") for name, value in properties.items()
        }
        result["required"] = list(properties)
        result["additionalProperties"] = False


class _Strict(_Teller):
    """OpenAI's strict structured outputs."""

    keywords = _STRICT

    def told(self) -> JsonObject:
        result = super().told()
        if result.get("type") != "object":
            raise SchemaError("The answer must be an object: a strict schema has no other root.")
        return result

    def copied(self, node: JsonObject) -> JsonObject:
        result = super().copied(node)
        if node.get("type") == "array":
            result.update({key: node[key] for key in _STRICT_ARRAYS if key in node})
        if node.get("format") in _STRICT_FORMATS:
            result["format"] = node["format"]
        return result


class _Local(_Teller):
    """LLGuidance in the embedded runtime; `x-copy-from` is kept for the grammar."""

    keywords = (*_LOCAL, COPY_FROM)


class _Plain(_Teller):
    """Ordinary JSON Schema for providers that Instructor serves in their own ways."""

    keywords = _PLAIN

    def object(self, node: JsonObject, result: JsonObject, where: str) -> None:
        super().object(node, result, where)
        if "required" in node:
            result["required"] = list(node["required"])


def _reference_name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _references(node: Any) -> set[str]:
    if isinstance(node, dict):
        found = {_reference_name(node["$ref"])} if isinstance(node.get("$ref"), str) else set()
        return found.union(*(_references(value) for value in node.values()))
    if isinstance(node, list):
        return set().union(*(_references(value) for value in node))
    return set()


def _recursive_names(definitions: dict[str, Any]) -> set[str]:
    direct = {name: _references(node) for name, node in definitions.items()}
    recursive = set()
    for name in definitions:
        reached: set[str] = set()
        front = set(direct[name])
        while front:
            reached |= front
            front = set().union(*(direct.get(found, set()) for found in front)) - reached
        if name in reached:
            recursive.add(name)
    return recursive


def check_strict_limits(schema: JsonObject) -> None:
    """Nothing, when `schema` keeps OpenAI's limits on size and depth.

    Raises `SchemaError` that names the limit. Source: OpenAI's guide to structured
    outputs, "Objects have limitations on nesting depth and size" (2026).
    """
    sizes = _Sizes()
    sizes.text += sum(len(name) for name in schema.get("$defs", {}))
    for node in (schema, *schema.get("$defs", {}).values()):
        sizes.measure(node)
    depth = _depth(schema, schema.get("$defs", {}), ())
    for what, found, limit in (
        ("properties", sizes.properties, MAX_PROPERTIES),
        ("enum values", sizes.enum_values, MAX_ENUM_VALUES),
        ("characters in names and values", sizes.text, MAX_TEXT),
        ("characters in one large enum", sizes.large_enum_text, MAX_LARGE_ENUM_TEXT),
        ("levels of nesting", depth, MAX_DEPTH),
    ):
        if found > limit:
            raise SchemaError(f"The schema has {found} {what}; OpenAI allows {limit}.")


class _Sizes:
    def __init__(self) -> None:
        self.properties = self.enum_values = self.text = self.large_enum_text = 0

    def measure(self, node: JsonObject) -> None:
        values = node.get("enum", [])
        self.enum_values += len(values)
        length = sum(len(str(value)) for value in values)
        self.text += length + len(str(node.get("const", "")))
        if len(values) > LARGE_ENUM:
            self.large_enum_text = max(self.large_enum_text, length)
        properties = node.get("properties", {})
        self.properties += len(properties)
        self.text += sum(len(name) for name in properties)
        for inner in (*properties.values(), *node.get("anyOf", ())):
            self.measure(inner)
        if "items" in node:
            self.measure(node["items"])


def _depth(node: JsonObject, definitions: dict[str, Any], seen: tuple[str, ...]) -> int:
    """Levels of objects and lists below and with `node`; a recursive reference ends a branch."""
    if "$ref" in node:
        name = _reference_name(node["$ref"])
        return 0 if name in seen else _depth(definitions[name], definitions, (*seen, name))
    below = [*node.get("properties", {}).values(), *node.get("anyOf", ())]
    if "items" in node:
        below.append(node["items"])
    own = 1 if "properties" in node else 0
    return own + max((_depth(inner, definitions, seen) for inner in below), default=0)
