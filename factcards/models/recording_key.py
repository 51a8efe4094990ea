"""The key of a recording: what was asked of a model, without what does not matter.

The key is a hash of the request in one canonical form. Whatever may change the
answer is in it; whatever changes with a library's version, a machine or a run is
not: headers, addresses, ports, keys, paths, names of schemas, random identifiers.
The form is written down in docs/recordings.md.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from factcards.models.options import JsonObject

KEY_FORM = 1
"""Goes up when the canonical form changes; every recording is then to be made again."""

_WITHOUT_EFFECT = frozenset(
    {
        *("stream", "stream_options", "user", "metadata", "store", "service_tier"),
        *("safety_identifier", "prompt_cache_key", "cache_prompt"),
    }
)
_NAMED_TWICE = {"max_completion_tokens": "max_tokens"}
"""One setting that OpenAI and compatible servers call by different names."""


def recording_key(body: JsonObject, trial: int) -> str:
    """The key of the chat request `body` in the trial numbered `trial`: 64 hexadecimal digits."""
    asked = {"form": KEY_FORM, "trial": trial, **canonical_request(body)}
    return _hash(asked)


def canonical_request(body: JsonObject) -> JsonObject:
    """What `body`, a request of OpenAI's chat protocol, asks: the part that a key is made of.

    Members come in a fixed order, but for a schema's properties: a model writes its
    answer in theirs. 1.0 and 1 are the same number.
    """
    rest = {key: value for key, value in body.items() if key not in _WITHOUT_EFFECT}
    model, messages = rest.pop("model", None), rest.pop("messages", None)
    shape = _shape(rest)
    parameters = {_NAMED_TWICE.get(key, key): value for key, value in rest.items()}
    canonical = {
        "model": model,
        "messages": _messages(messages),
        "shape": shape,
        "parameters": dict(sorted(parameters.items())),
    }
    return {key: _plain(value) for key, value in canonical.items()}


def opening_hash(body: JsonObject) -> str:
    """Twelve hexadecimal digits for all messages before the last: the prompt and its examples."""
    messages = _messages(body.get("messages"))
    before = messages[:-1] if isinstance(messages, list) else messages
    return _hash({"messages": _plain(before)})[:12]


def _hash(value: JsonObject) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # A lone surrogate cannot be written as UTF-8; a hash of it can.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _shape(rest: JsonObject) -> Any:
    """The answer's schema or grammar, taken out of `rest`."""
    grammar = rest.pop("grammar", None)
    if grammar is not None:
        return {"grammar": grammar}
    told = rest.get("response_format")
    answer = told.get("json_schema") if isinstance(told, dict) else None
    if not isinstance(answer, dict):
        return None
    del rest["response_format"]
    schema = answer.get("schema")
    if isinstance(schema, dict):
        schema = {key: value for key, value in schema.items() if key != "title"}
    return {"schema": _schema(schema), "strict": answer.get("strict") is True}


def _schema(node: Any) -> Any:
    """A schema with its keywords sorted and its properties in their own order."""
    if isinstance(node, list):
        return [_schema(inner) for inner in node]
    if not isinstance(node, dict):
        return node
    return {
        keyword: {name: _schema(inner) for name, inner in value.items()}
        if keyword == "properties" and isinstance(value, dict)
        else _schema(value)
        for keyword, value in sorted(node.items())
    }


def _messages(messages: Any) -> Any:
    """The messages, members sorted, identifiers of tool calls renumbered in their order."""
    if not isinstance(messages, list):
        return messages
    numbers: dict[str, str] = {}

    def numbered(identifier: Any) -> str:
        return numbers.setdefault(str(identifier), f"call-{len(numbers) + 1}")

    told = []
    for message in messages:
        if not isinstance(message, dict):
            told.append(message)
            continue
        known = {key: value for key, value in message.items() if value is not None}
        if "tool_call_id" in known:
            known["tool_call_id"] = numbered(known["tool_call_id"])
        if isinstance(known.get("tool_calls"), list):
            known["tool_calls"] = [
                {**call, "id": numbered(call.get("id"))} if isinstance(call, dict) else call
                for call in known["tool_calls"]
            ]
        told.append(dict(sorted(known.items())))
    return told


def _plain(value: Any) -> Any:
    """`value` with whole numbers written as such."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
