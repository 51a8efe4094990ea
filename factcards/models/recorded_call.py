"""One recorded answer: out of a server's response, into a response, and as a file has it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

from factcards.models.options import JsonObject
from factcards.models.recording_key import opening_hash
from factcards.models.redaction import HIDDEN

QUESTION_SHOWN = 1200
"""Characters of a question that a file shows: enough to see what was asked."""
RECORDED = "factcards_recorded"
"""Member of a played answer that carries what the protocol has no place for."""

_KEY = re.compile(r"\b(?:sk|pk|rk|gsk|xai|tok)[-_](?=[A-Za-z0-9_\-]*\d)[A-Za-z0-9_\-]{20,512}")

Text = str | tuple[str, ...]
"""A text as a file has it: one string, or one string per line."""


class Tokens(BaseModel):
    """What an answer took."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    tokens_in: Annotated[int, Field(ge=0, alias="in")] = 0
    tokens_out: Annotated[int, Field(ge=0, alias="out")] = 0
    cached: Annotated[int, Field(ge=0)] = 0
    """How many of the tokens in the provider had read before."""


class RecordedCall(BaseModel):
    """One answer of a model, and what it answers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    request: JsonObject | None = None
    """In a recording written by hand: the request itself, from which the key is worked out."""
    opening: str = ""
    """Stands for the messages before the question, see `opening_hash`; for readers of a diff."""
    question: Text = ""
    """The last message, as far as it is shown; for readers."""
    answer: JsonObject | Text | None = None
    """An object stands for its compact JSON; anything else is the text itself."""
    refusal: Text | None = None
    finish: Annotated[str, Field(max_length=40)] = "stop"
    """Why the answer ended, as OpenAI calls it: stop, length, content_filter."""
    tokens: Tokens | None = None
    seconds: Annotated[float, Field(ge=0, allow_inf_nan=False)] | None = None
    """How long the answer took when it was recorded."""

    @model_validator(mode="after")
    def _whole(self) -> RecordedCall:
        if (self.key is None) == (self.request is None):
            raise ValueError("either `key` or `request` must be there, and not both")
        if self.answer is None and self.refusal is None and self.finish == "stop":
            raise ValueError("`answer` is missing")
        return self

    @property
    def content(self) -> str | None:
        """The answer, letter for letter."""
        if isinstance(self.answer, dict):
            return compact(self.answer)
        return None if self.answer is None else joined(self.answer)

    def response(self, model: str) -> JsonObject:
        """The body of the answer as a server of OpenAI's protocol sends it."""
        message = {
            "role": "assistant",
            "content": self.content,
            "refusal": None if self.refusal is None else joined(self.refusal),
        }
        body: JsonObject = {
            "id": f"recorded-{(self.key or '')[:12]}",
            "object": "chat.completion",
            "created": 0,
            "model": model,
            "choices": [{"index": 0, "message": message, "finish_reason": self.finish}],
            RECORDED: {"seconds": self.seconds},
        }
        if self.tokens is not None:
            body["usage"] = {
                "prompt_tokens": self.tokens.tokens_in,
                "completion_tokens": self.tokens.tokens_out,
                "total_tokens": self.tokens.tokens_in + self.tokens.tokens_out,
                "prompt_tokens_details": {"cached_tokens": self.tokens.cached},
            }
        return body

    def told(self) -> JsonObject:
        """The members that a file shows, in its order; what is at its default is left out."""
        shown = self.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return {name: shown[name] for name in type(self).model_fields if name in shown}


def recorded_call(
    key: str, asked: JsonObject, body: object, *, seconds: float | None, secrets: Iterable[str] = ()
) -> RecordedCall | None:
    """The recording of a server's answer `body` to the request `asked`.

    None where `body` is no answer of OpenAI's chat protocol: such a failure is
    never recorded. `secrets`, and what plainly is a key, are replaced in all texts.
    """
    hidden = tuple(secrets)
    choices = body.get("choices") if isinstance(body, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    if not (isinstance(body, dict) and isinstance(choice, dict) and isinstance(message, dict)):
        return None
    content, refusal = message.get("content"), message.get("refusal")
    finish = choice.get("finish_reason")
    finish = finish if isinstance(finish, str) else "stop"
    if message.get("tool_calls") or not (content is None or isinstance(content, str)):
        return None
    if content is None and not isinstance(refusal, str) and finish == "stop":
        return None
    return RecordedCall(
        key=key,
        opening=opening_hash(asked),
        question=split(shown_question(asked, hidden)),
        answer=None if content is None else _as_object(_clean(content, hidden)),
        refusal=split(_clean(refusal, hidden)) if isinstance(refusal, str) else None,
        finish=finish[:40],
        tokens=_tokens(body.get("usage")),
        seconds=None if seconds is None else round(seconds, 2),
    )


def shown_question(asked: JsonObject, secrets: Iterable[str] = ()) -> str:
    """The question of a request as a file shows it: its beginning, without keys."""
    question = _clean(last_question(asked), secrets)
    if len(question) <= QUESTION_SHOWN:
        return question
    left = len(question) - QUESTION_SHOWN
    return f"{question[:QUESTION_SHOWN]}\n… and {left} characters more"


def last_question(asked: JsonObject) -> str:
    """The text of the last message of a request; "" where there is none."""
    messages = asked.get("messages")
    last = messages[-1] if isinstance(messages, list) and messages else None
    content = last.get("content") if isinstance(last, dict) else None
    return content if isinstance(content, str) else ""


def compact(value: object) -> str:
    """`value` as JSON without spaces, as the embedded model and OpenAI write it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def joined(text: Text) -> str:
    """The text that a file's string, or strings per line, stand for."""
    return text if isinstance(text, str) else "\n".join(text)


def split(text: str) -> Text:
    """`text` as a file shows it: one string per line where it has several."""
    lines = text.split("\n")
    return text if len(lines) == 1 else tuple(lines)


def _as_object(content: str) -> JsonObject | Text:
    """The answer as an object where that is the same, letter for letter."""
    try:
        value = json.loads(content)
        same = isinstance(value, dict) and compact(value) == content
    except (ValueError, RecursionError):
        return split(content)
    return value if same else split(content)


def _tokens(usage: object) -> Tokens | None:
    if not isinstance(usage, dict):
        return None
    details = usage.get("prompt_tokens_details")
    cached = details.get("cached_tokens") if isinstance(details, dict) else None
    return Tokens(
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
        cached=_count(cached),
    )


def _count(value: object) -> int:
    known = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return value if known and isinstance(value, int) else 0


def _clean(text: str, secrets: Iterable[str]) -> str:
    """`text` without keys. Ordinary words that begin like one ("key-workers") stay."""
    for secret in sorted((s for s in secrets if len(s) >= 6), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _KEY.sub(HIDDEN, text)
