"""What a caller may set about a model, and what is known about it beforehand."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, TypedDict

from factcards.card import Strategy
from factcards.models.recordings import Recordings

JsonObject = dict[str, Any]

Dialect = Literal["openai-strict", "local-guidance", "plain"]


class Message(TypedDict):
    """One turn of a conversation. `content` is sent as it is, never as a template."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What is known about a model before it is asked anything."""

    strategy: Strategy
    """How to draft with it unless the caller says otherwise."""
    context_tokens: int
    """Prompt and answer together."""
    dialect: Dialect
    """The form in which it gets the schema of an answer."""
    price_in: Decimal | None = None
    """US dollars per million prompt tokens; None where unknown, 0 for a local model."""
    price_out: Decimal | None = None
    """US dollars per million tokens of the answer."""
    weighs_sentences: bool = True
    """It can compare sentences of an article; a very small model takes the first ones."""
    reasoning: bool = False
    """It thinks before it answers, in tokens that count, and takes no temperature."""


@dataclass(frozen=True, kw_only=True)
class ModelOptions:
    """How to reach a model and how to ask it.

    Keys are never set here: they come from the environment alone.
    """

    base_url: str | None = None
    """Address of an OpenAI-compatible server, up to and including `/v1`."""
    send_key: bool = True
    """Whether a key of the environment may go to `base_url`; a file must not decide that alone."""
    timeout: float | None = None
    """Seconds for one attempt. None: 120 for a hosted model, 600 for a local one."""
    deadline: float | None = None
    """Seconds for one question with all of its retries. None: three timeouts."""
    temperature: float = 0.0
    seed: int | None = None
    threads: int | None = None
    """CPU threads of the embedded runtime. None: as measured best."""
    context_tokens: int | None = None
    """Context window of the embedded runtime. None: the profile's."""
    max_reasks: int = 2
    """How often an answer of the wrong shape is sent back with the reasons."""
    retry_wait: float = 0.5
    """Seconds; the first wait after a network failure is drawn from 0 to this, then doubled."""
    headers: dict[str, str] = field(default_factory=dict)
    """Further HTTP headers for an OpenAI-compatible server."""
    recordings: Recordings | None = None
    """Record the model's answers, or play them back. None: neither."""
