"""What becomes of a card when the model's side fails: retried, counted, told, and the exit code.

    python benchmarks/failures.py

Each row is one card by the `whole` strategy, asked for over HTTP from a server
on loopback that plays the failure. The server checks every request as OpenAI
does and fails a structured one without `strict: true` or with a keyword outside
the documented subset; the last lines show that it does. "asked" counts requests
that reached the server, "ledger" what was written down about each attempt. Ends
with 1 where a row is not as it should be.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "servers"), str(ROOT / "tests" / "generator")]

import httpx  # noqa: E402
from openai_like import (  # noqa: E402
    Play,
    answer,
    failure,
    openai_like,
    reset_in_the_middle,
    silence,
)
from quarry import QUARRY, as_text, good_answer, options  # noqa: E402

from factcards import FactCard, FactCardsError, Generator, GeneratorOptions  # noqa: E402

KEY = "sk-loopback-0123456789abcdef"
CARD = "a card"
NOWHERE = "http://127.0.0.1:9/v1"
"""The port of the discard service: nobody listens."""
TOKENS = (900, 400)
TIMEOUT = 1.0


@dataclass(frozen=True)
class Scene:
    """One failure, and what should come of it."""

    name: str
    plays: tuple[Play, ...]
    end: str
    """Name of the error, or `CARD`."""
    asked: int
    key: str = KEY
    base_url: str | None = None


@dataclass
class Outcome:
    """What came of a scene."""

    end: str = CARD
    code: int = 0
    message: str = ""
    hint: str = ""
    asked: int = 0
    seconds: float = 0.0
    statuses: Counter[str] = field(default_factory=Counter)
    tokens: tuple[int, int] = (0, 0)
    on_card: tuple[int, int] | None = None


def scenes() -> list[Scene]:
    """Every failure of a model that the design names."""
    good = answer(as_text(good_answer()), tokens=TOKENS)
    wrong = answer('{"who": "everybody"}', tokens=(900, 7))
    spoilt = good_answer()
    spoilt["figures"][0]["value"] = "some hundreds"
    mendable = answer(as_text(spoilt), tokens=TOKENS)
    echo = failure(401, f"Incorrect API key provided: {KEY}.", "invalid_api_key")
    refusal = answer(None, refusal="I cannot help with that.", tokens=(900, 9))
    cut = answer(as_text(good_answer())[:700], finish="length", tokens=(900, 6000))
    lost = "ModelUnavailableError"
    return [
        Scene("no failure", (good,), CARD, 1),
        Scene("429, Retry-After: 1", (failure(429, "Slow down", Retry_After="1"), good), CARD, 2),
        Scene("429, no quota left", (failure(429, "Top up", "insufficient_quota"),), lost, 1),
        Scene("500, 502, 503", (failure(500), failure(502), failure(503), good), CARD, 4),
        Scene("500 without end", (failure(500),) * 20, lost, 8),
        Scene("reset in the middle", (reset_in_the_middle, good), CARD, 2),
        Scene("timeout once", (silence(TIMEOUT * 2), good), CARD, 2),
        Scene("server down", (), lost, 0, base_url=NOWHERE),
        Scene("401 that echoes the key", (echo,), "ModelKeyError", 1),
        Scene("404, no such model", (failure(404, "No model", "model_not_found"),),
              "UnknownModelError", 1),
        Scene("invalid, then valid", (mendable, good), CARD, 2),
        Scene("no JSON, then valid", (answer("Sure! Here it is:", tokens=(900, 5)), good), CARD, 2),
        Scene("wrong shape three times", (wrong,) * 3, "InvalidAnswerError", 3),
        Scene("503 between two wrong shapes", (wrong, failure(503), wrong, good), CARD, 4),
        Scene("refusal", (refusal,), "ModelRefusalError", 1),
        Scene("answer cut off", (cut,), "AnswerCutOffError", 1),
    ]  # fmt: skip


def play(scene: Scene) -> Outcome:
    """Make the card of one scene."""
    os.environ["OPENAI_API_KEY"] = scene.key
    with openai_like(*scene.plays, key=KEY) as server:
        address = scene.base_url or server.base_url
        asked = options(server, base_url=address, timeout=TIMEOUT, deadline=30.0)
        outcome = asyncio.run(_made(asked))
        outcome.asked = len(server.requests)
    return outcome


async def _made(asked: GeneratorOptions) -> Outcome:
    outcome = Outcome()
    started = time.perf_counter()
    async with Generator(asked) as generator:
        try:
            outcome.on_card = _counted_on(await generator.make_card(QUARRY))
        except FactCardsError as error:
            outcome.end, outcome.code = type(error).__name__, error.exit_code
            outcome.message, outcome.hint = error.message, error.hint
    outcome.seconds = time.perf_counter() - started
    if generator.ledger is not None:
        outcome.statuses = Counter(a.status for a in generator.ledger.attempts)
        outcome.tokens = (generator.ledger.tokens_in, generator.ledger.tokens_out)
    return outcome


def _counted_on(card: FactCard) -> tuple[int, int]:
    return card.provenance.tokens_in, card.provenance.tokens_out


def faults(scene: Scene, outcome: Outcome) -> list[str]:
    """What is not as it should be."""
    found = []
    if outcome.end != scene.end:
        found.append(f"ended as {outcome.end}, not {scene.end}")
    if outcome.asked != scene.asked:
        found.append(f"asked {outcome.asked} times, not {scene.asked}")
    if outcome.on_card not in (None, outcome.tokens):
        found.append(f"the card counts {outcome.on_card}, the ledger {outcome.tokens}")
    if KEY in outcome.message + outcome.hint:
        found.append("the key is in the message")
    if outcome.end != CARD and not outcome.hint:
        found.append("no hint")
    return found


def objection(response_format: dict[str, Any]) -> str:
    """The server's answer to a request in this format, sent past factcards."""
    body = {"model": "m", "messages": [], "response_format": response_format}
    with openai_like(answer("{}")) as server:
        got = httpx.post(f"{server.base_url}/chat/completions", json=body)
    return f"{got.status_code} {got.json()['error']['message']}"


def main() -> int:
    """Print the table."""
    print(f"{'failure':<29} {'asked':>5} {'ledger':<22} {'tokens in/out':>13} {'s':>5}  exit, end")
    # The first card loads what all of them need; a time limit of a second is not for that.
    play(scenes()[0])
    wrong = 0
    told = []
    for scene in scenes():
        outcome = play(scene)
        ledger = ", ".join(f"{n} {status}" for status, n in outcome.statuses.items())
        tokens = "/".join(map(str, outcome.tokens))
        print(
            f"{scene.name:<29} {outcome.asked:>5} {ledger:<22} {tokens:>13} "
            f"{outcome.seconds:>5.1f}  {outcome.code} {outcome.end}"
        )
        for fault in faults(scene, outcome):
            wrong += 1
            print(f"  NOT AS IT SHOULD BE: {fault}")
        if outcome.message:
            told.append(f"{scene.name}\n  error: {outcome.message}\n  hint: {outcome.hint}")
    print("\nwhat a user reads")
    print("\n".join(told))
    print("\nthe server's own check, asked past factcards")
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}},
        "required": ["a"],
        "additionalProperties": False,
    }
    lax = {"type": "json_schema", "json_schema": {"name": "A", "schema": schema}}
    print(f"  no strict: {objection(lax)}")
    schema["properties"] = {"a": {"type": "string", "minLength": 1}}
    strict = {"type": "json_schema", "json_schema": {"name": "A", "schema": schema, "strict": True}}
    print(f"  minLength: {objection(strict)}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
