"""Grammars for the embedded runtime: an answer that can only have the right shape.

The runtime's HTTP API takes a JSON Schema as `response_format`, but turns it into
a grammar that lets the model pad with line ends and spaces: measured on the 0.5B
model, 19 to 25 tokens where 12 do. A `grammar` in LLGuidance's Lark dialect
(https://github.com/guidance-ai/llguidance/blob/main/docs/syntax.md) is kept to the
letter, so that the schema goes there. The runtime ignores a grammar that it cannot
read, and answers freely: only constructs tested here are ever written.
"""

from __future__ import annotations

import json
import re
from typing import Any

from factcards.models.dialect import COPY_FROM
from factcards.models.options import JsonObject

# A number with its separators and a word with its hyphens are one piece: "1,415", "ex-mayor".
_TOKEN = re.compile(r"\w+(?:[.,'’-]\w+)*|\s+|[^\w\s]")


def local_grammar(schema: JsonObject) -> str:
    """The grammar of compact JSON that fits `schema`, keys in the schema's order.

    `schema` is in the dialect `local-guidance`. A string property marked
    `x-copy-from` can only be consecutive words of that text, or empty, and no longer
    than its `maxLength`.
    """
    return _Grammar(schema).written()


def copy_chunks(text: str) -> list[str]:
    """`text` cut where a copy may start or end, each piece as it stands inside JSON."""
    return [json.dumps(piece, ensure_ascii=False)[1:-1] for piece in _TOKEN.findall(text)]


class _Grammar:
    def __init__(self, schema: JsonObject) -> None:
        self.schema = schema
        self.definitions: dict[str, Any] = schema.get("$defs", {})
        self.rules: list[str] = []
        self.copies: dict[tuple[str, int | None], str] = {}

    def written(self) -> str:
        root = {key: value for key, value in self.schema.items() if key != "$defs"}
        start = self.expression(root)
        return "\n".join(["%llguidance {}", f"start: {start}", *self.rules, ""])

    def expression(self, node: JsonObject) -> str:
        """A Lark expression for `node`."""
        if not self.has_copies(node, ()):
            return self.json_expression(node)
        if "$ref" in node:
            return self.expression(self.definitions[node["$ref"].rpartition("/")[2]])
        if COPY_FROM in node:
            return f'"\\"" {self.copy_terminal(node[COPY_FROM], node.get("maxLength"))} "\\""'
        if "anyOf" in node:
            return "(" + " | ".join(self.expression(choice) for choice in node["anyOf"]) + ")"
        if "items" in node:
            return self.array(node)
        return self.object(node)

    def has_copies(self, node: Any, seen: tuple[str, ...]) -> bool:
        if isinstance(node, list):
            return any(self.has_copies(inner, seen) for inner in node)
        if not isinstance(node, dict):
            return False
        if "$ref" in node:
            name = node["$ref"].rpartition("/")[2]
            return name not in seen and self.has_copies(self.definitions[name], (*seen, name))
        return COPY_FROM in node or any(
            self.has_copies(inner, seen) for key, inner in node.items() if key != "$defs"
        )

    def json_expression(self, node: JsonObject) -> str:
        schema = {**node, "x-guidance": {"whitespace_flexible": False}}
        if self.definitions and '"$ref"' in json.dumps(node):
            schema["$defs"] = self.definitions
        return "%json " + json.dumps(schema, ensure_ascii=False)

    def object(self, node: JsonObject) -> str:
        parts = []
        opening = "{"
        for name, inner in node["properties"].items():
            parts.append(_literal(f"{opening}{json.dumps(name, ensure_ascii=False)}:"))
            parts.append(self.expression(inner))
            opening = ","
        return " ".join([*parts, '"}"'])

    def array(self, node: JsonObject) -> str:
        rule = f"item{len(self.rules)}"
        place = len(self.rules)
        self.rules.append("")
        self.rules[place] = f"{rule}: {self.expression(node['items'])}"
        least, most = node.get("minItems", 0), node.get("maxItems")
        rest = "*" if most is None else "{%d,%d}" % (max(least - 1, 0), max(most - 1, 0))  # noqa: UP031
        if most is None and least > 1:
            rest = "{%d,}" % (least - 1)  # noqa: UP031
        if most == 0:
            return '"[]"'
        items = f'{rule} ("," {rule}){rest}' if most != 1 else rule
        return f'"[" {items} "]"' if least else f'"[" ({items})? "]"'

    def copy_terminal(self, text: str, most: int | None) -> str:
        """A terminal for words of `text`, without space at the ends, `most` pieces of JSON long."""
        known = self.copies.get((text, most))
        if known is not None:
            return known
        name = f"COPY{len(self.copies)}"
        self.copies[text, most] = name
        chunks = json.dumps(copy_chunks(text), ensure_ascii=False)
        middle = ".*" if most is None else ".{0,%d}" % max(most - 2, 0)  # noqa: UP031
        self.rules.append(f"{name}: /(\\S({middle}\\S)?)?/ & {name}_TEXT")
        self.rules.append(f'{name}_TEXT: %regex {{ "substring_chunks": {chunks} }}')
        return name


def _literal(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
