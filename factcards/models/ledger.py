"""What was asked of a model and what it took, every attempt counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

AttemptStatus = Literal["ok", "invalid", "refused", "cut off", "failed"]


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One request to a model, whatever came of it."""

    question: int
    """Attempts with the same number belong to one question."""
    status: AttemptStatus
    tokens_in: int
    tokens_out: int
    seconds: float
    cost: Decimal | None
    """US dollars; None where the model's price is unknown."""
    counted: bool = True
    """False where no usage came back, so that the tokens are not known."""
    cached_tokens: int = 0
    """How many of `tokens_in` the provider or the runtime had read before."""
    tokens_per_second: float | None = None
    """Speed of generation where the runtime tells it."""
    recorded_seconds: float | None = None
    """For an answer played back: how long it took when it was recorded."""
    problem: str = ""
    """In short, what went wrong; free of secrets and of the answer's text."""


class Ledger:
    """Every attempt of one open model, in the order they ended.

    A ledger that is `part_of` another enters its attempts there too.
    """

    def __init__(self, *, part_of: Ledger | None = None) -> None:
        self._attempts: list[Attempt] = []
        self._questions = 0
        self._part_of = part_of

    def __repr__(self) -> str:
        return (
            f"Ledger({len(self._attempts)} attempts, {self.tokens_in} tokens in, "
            f"{self.tokens_out} out)"
        )

    def next_question(self) -> int:
        """A number for a new question, which no other question of the model has."""
        self._questions += 1
        return self._part_of.next_question() if self._part_of else self._questions

    def add(self, attempt: Attempt) -> None:
        """Enter an attempt that has ended."""
        self._attempts.append(attempt)
        if self._part_of is not None:
            self._part_of.add(attempt)

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts so far."""
        return tuple(self._attempts)

    @property
    def questions(self) -> int:
        """How many questions were asked."""
        return self._questions

    @property
    def tokens_in(self) -> int:
        """Prompt tokens of all attempts."""
        return sum(attempt.tokens_in for attempt in self._attempts)

    @property
    def tokens_out(self) -> int:
        """Answer tokens of all attempts."""
        return sum(attempt.tokens_out for attempt in self._attempts)

    @property
    def seconds(self) -> float:
        """Time spent in attempts; concurrent ones add up."""
        return sum(attempt.seconds for attempt in self._attempts)

    @property
    def recorded_seconds(self) -> float | None:
        """What the answers played back took when they were recorded; None where none was."""
        known = [a.recorded_seconds for a in self._attempts if a.recorded_seconds is not None]
        return sum(known) if known else None

    @property
    def cost(self) -> Decimal | None:
        """US dollars of all attempts; None as soon as one of them has no known cost.

        An attempt that failed before any usage came back counts as nothing: what
        a provider charges for it, if anything, cannot be known.
        """
        costs = [attempt.cost for attempt in self._attempts if attempt.counted]
        if any(cost is None for cost in costs):
            return None
        return sum((cost for cost in costs if cost is not None), Decimal(0))

    def count(self, status: AttemptStatus) -> int:
        """How many attempts ended with `status`."""
        return sum(attempt.status == status for attempt in self._attempts)
