"""One tiny call to a model, and what it showed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from factcards.errors import ModelError
from factcards.models.ledger import Attempt
from factcards.models.opening import open_model
from factcards.models.options import Message, ModelOptions

_SENTENCE = "The harbour of Port Ellis was closed on Monday after 14 boats broke loose."
_MESSAGES: list[Message] = [
    {
        "role": "user",
        "content": f"Sentence: {_SENTENCE}\nWhat is Port Ellis, and how many boats broke loose? "
        "Answer as JSON.",
    }
]


class _Probe(BaseModel):
    """What the sentence says."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["person", "place"] = Field(description="What Port Ellis is.")
    boats: int = Field(description="How many boats broke loose.")


@dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """What one tiny call to a model showed."""

    name: str
    dialect: str | None
    """How the schema was sent; None where the model could not be opened."""
    strict_sent: bool
    """Whether the request carried `strict: true`."""
    structured: bool
    """Whether the first answer had the right shape."""
    correct: bool
    """Whether it was also the right answer."""
    opened_seconds: float
    latency_seconds: float | None
    """Of the first attempt; None where no answer came."""
    tokens_per_second: float | None
    """Of generation, as the runtime tells it, else answer tokens by the whole latency."""
    attempts: tuple[Attempt, ...]
    error: ModelError | None

    @property
    def ok(self) -> bool:
        """Whether the model can be used."""
        return self.error is None and self.structured


async def diagnose(name: str, options: ModelOptions | None = None) -> Diagnosis:
    """What one tiny call to the model `name` shows; a model's failure is part of it.

    Raises `UnknownModelError` and `UsageError` as `open_model` does for a name that
    stands for no language model.
    """
    began = time.monotonic()
    try:
        model = await open_model(name, options)
    except ModelError as error:
        if error.exit_code == 2:
            raise
        return _diagnosis(name, opened=time.monotonic() - began, error=error)
    opened = time.monotonic() - began
    failure: ModelError | None = None
    answer: _Probe | None = None
    async with model:
        try:
            answer = await model.ask(_Probe, _MESSAGES, max_tokens=64)
        except ModelError as error:
            failure = error
    return _diagnosis(
        name,
        opened=opened,
        error=failure,
        dialect=model.profile.dialect,
        answer=answer,
        attempts=model.ledger.attempts,
    )


def _diagnosis(
    name: str,
    *,
    opened: float,
    error: ModelError | None,
    dialect: str | None = None,
    answer: _Probe | None = None,
    attempts: tuple[Attempt, ...] = (),
) -> Diagnosis:
    answered = [attempt for attempt in attempts if attempt.counted]
    first = answered[0] if answered else None
    speed = None
    if first is not None:
        speed = first.tokens_per_second or first.tokens_out / max(first.seconds, 1e-6)
    return Diagnosis(
        name=name,
        dialect=dialect,
        strict_sent=dialect == "openai-strict",
        structured=first is not None and first.status == "ok",
        correct=answer is not None and answer.kind == "place" and answer.boats == 14,
        opened_seconds=opened,
        latency_seconds=first.seconds if first else None,
        tokens_per_second=speed,
        attempts=attempts,
        error=error,
    )
