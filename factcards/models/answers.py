"""What came back from a provider, read in any of the shapes that providers use."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from factcards.models.recorded_call import RECORDED


@dataclass(frozen=True)
class Usage:
    """Tokens of one attempt. `counted` is False where the provider did not say."""

    tokens_in: int = 0
    tokens_out: int = 0
    cached: int = 0
    counted: bool = False
    tokens_per_second: float | None = None
    recorded_seconds: float | None = None
    """For an answer played back: how long it took when it was recorded."""


def usage_of(response: object) -> Usage:
    """Tokens of `response`, whichever provider it is from."""
    usage = getattr(response, "usage", None) or getattr(response, "usage_metadata", None)
    tokens_in = _count(usage, "prompt_tokens", "input_tokens", "prompt_token_count")
    tokens_out = _count(usage, "completion_tokens", "output_tokens", "candidates_token_count")
    if tokens_in is None and tokens_out is None:
        return Usage(recorded_seconds=_recorded_seconds(response))
    details = getattr(usage, "prompt_tokens_details", None)
    cached = _count(details, "cached_tokens") or 0
    # Anthropic counts what it read from or wrote to its cache beside `input_tokens`.
    read = _count(usage, "cache_read_input_tokens") or 0
    written = _count(usage, "cache_creation_input_tokens") or 0
    recorded = _recorded_seconds(response)
    timings = getattr(response, "timings", None)
    speed = timings.get("predicted_per_second") if isinstance(timings, dict) else None
    return Usage(
        tokens_in=(tokens_in or 0) + read + written,
        tokens_out=tokens_out or 0,
        cached=cached + read,
        counted=True,
        tokens_per_second=float(speed) if isinstance(speed, (int, float)) else None,
        recorded_seconds=recorded,
    )


def _recorded_seconds(response: object) -> float | None:
    recorded = getattr(response, RECORDED, None)
    seconds = recorded.get("seconds") if isinstance(recorded, dict) else None
    return float(seconds) if isinstance(seconds, (int, float)) else None


def _count(usage: object, *names: str) -> int | None:
    for name in names:
        value = getattr(usage, name, None)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
    return None


def first_choice(response: object) -> Any | None:
    """The first choice of an OpenAI-like answer; None where there is none."""
    choices = getattr(response, "choices", None)
    return choices[0] if isinstance(choices, list) and choices else None


def refusal_of(response: object) -> str | None:
    """Why the model declined, "" if it did not say; None if it did not decline."""
    choice = first_choice(response)
    message = getattr(choice, "message", None)
    refusal = getattr(message, "refusal", None)
    if isinstance(refusal, str) and refusal:
        return refusal
    filtered = getattr(choice, "finish_reason", None) == "content_filter"
    if filtered or getattr(response, "stop_reason", None) == "refusal":
        return ""
    return None


def cut_off(response: object) -> bool:
    """Whether the answer ended because it ran into a length limit."""
    reason = getattr(first_choice(response), "finish_reason", None)
    return reason == "length" or getattr(response, "stop_reason", None) == "max_tokens"


def answer_text(response: object) -> str:
    """The answer as text: a message, a tool call's arguments or a content block; else ""."""
    message = getattr(first_choice(response), "message", None)
    for call in getattr(message, "tool_calls", None) or ():
        arguments = getattr(getattr(call, "function", None), "arguments", None)
        if isinstance(arguments, str):
            return arguments
    content = getattr(message, "content", None)
    if isinstance(content, str):
        return content
    blocks = getattr(response, "content", None)
    for block in blocks if isinstance(blocks, list) else ():
        given = getattr(block, "input", None)
        if isinstance(given, dict):
            return json.dumps(given, ensure_ascii=False, default=str)
        text = getattr(block, "text", None)
        if isinstance(text, str):
            return text
    return ""
