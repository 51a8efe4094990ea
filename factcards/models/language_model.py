"""One open language model: ask it a question, get a validated answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from pydantic import BaseModel, ValidationError

from factcards.errors import (
    AnswerCutOffError,
    InvalidAnswerError,
    ModelError,
    ModelRefusalError,
)
from factcards.models.answers import answer_text, cut_off, first_choice, refusal_of, usage_of
from factcards.models.binding import bound_model, unbound
from factcards.models.failures import CallFailedError, Endpoint, call_failed, garbled, timed_out
from factcards.models.ledger import Attempt, AttemptStatus, Ledger
from factcards.models.options import JsonObject, Message, ModelOptions, Profile
from factcards.models.reask import WrongShapeError, reask_messages, reasons_for
from factcards.models.redaction import shown
from factcards.models.retrying import network_policy, reask_policy

if TYPE_CHECKING:
    from instructor import AsyncInstructor

T = TypeVar("T", bound=BaseModel)

MILLION = Decimal(1_000_000)
HOSTED_TIMEOUT = 120.0
LOCAL_TIMEOUT = 600.0


@dataclass(frozen=True)
class _Question:
    """What stays the same over all attempts of one question."""

    number: int
    response_model: type[BaseModel]
    max_tokens: int
    ends: float
    """When the deadline is over, on the monotonic clock."""


class LanguageModel:
    """An open model. Made by `open_model`; to be closed, or used as an async context manager."""

    def __init__(
        self,
        *,
        name: str,
        endpoint: Endpoint,
        profile: Profile,
        options: ModelOptions,
        client: AsyncInstructor,
        resources: AsyncExitStack,
    ) -> None:
        self.name = name
        self.provider = endpoint.provider
        self.profile = profile
        self.options = options
        self.ledger = Ledger()
        self._endpoint = endpoint
        self._client = client
        self._resources = resources

    def __repr__(self) -> str:
        return f"LanguageModel({self.name!r}, dialect={self.profile.dialect!r})"

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Nothing; connections are closed and a local server ends if nobody else uses it."""
        await self._resources.aclose()

    def counted_apart(self) -> LanguageModel:
        """The same open model with a ledger of its own, for a card that others are made beside.

        This one's ledger goes on counting everything. The twin ends when this one is closed.
        """
        twin = copy(self)
        twin.ledger = Ledger(part_of=self.ledger)
        return twin

    @property
    def timeout(self) -> float:
        """Seconds that one attempt may take."""
        default = LOCAL_TIMEOUT if self.profile.dialect == "local-guidance" else HOSTED_TIMEOUT
        return self.options.timeout if self.options.timeout is not None else default

    async def ask(
        self,
        response_model: type[T],
        messages: Sequence[Message],
        *,
        max_tokens: int = 1024,
        schema: JsonObject | None = None,
        context: dict[str, Any] | None = None,
    ) -> T:
        """An answer that fits `response_model`, in the model's own words.

        `schema` stands in for the response model's own JSON Schema where a question
        needs a narrower one; `context` is Pydantic's validation context.
        Failures that may pass are retried, an answer of the wrong shape is sent back
        with the reasons; every attempt is in the ledger. Raises `ModelKeyError`,
        `ModelUnavailableError`, `UnknownModelError`, `ModelRefusalError`,
        `AnswerCutOffError`, `InvalidAnswerError`, or `ModelError` for a rejected
        request, and `SchemaError` for a response model that cannot be asked for.
        """
        bound = bound_model(response_model, self.profile.dialect, schema=schema, context=context)
        deadline = self.options.deadline
        seconds = deadline if deadline is not None else 3 * self.timeout
        question = _Question(
            self.ledger.next_question(), bound, max_tokens, time.monotonic() + seconds
        )
        failure: ModelError
        try:
            return unbound(await self._answered(question, list(messages)), response_model)
        except CallFailedError as failed:
            failure = failed.error
        except WrongShapeError as wrong:
            failure = self._wrong_to_the_end(wrong)
        raise failure

    async def _answered(self, question: _Question, messages: list[Message]) -> BaseModel:
        """The answer, asked again with the reasons while it has the wrong shape."""
        conversation = list(messages)
        async for attempt in reask_policy(self.options.max_reasks):
            with attempt:
                try:
                    return await self._reached(question, conversation)
                except WrongShapeError as wrong:
                    # Only the latest answer goes back: earlier ones are mended or repeated in it.
                    conversation = [*messages, *reask_messages(wrong)]
                    raise
        raise AssertionError("tenacity re-raises the last error")

    async def _reached(self, question: _Question, messages: list[Message]) -> BaseModel:
        """One answer of whatever shape, the network's failures retried."""
        policy = network_policy(ends=question.ends, first_wait=self.options.retry_wait)
        async for attempt in policy:
            with attempt:
                return await self._attempted(question, messages)
        raise AssertionError("tenacity re-raises the last error")

    async def _attempted(self, question: _Question, messages: list[Message]) -> BaseModel:
        """One request, entered into the ledger whatever comes of it."""
        responses: list[object] = []
        began = time.monotonic()
        status: AttemptStatus = "failed"
        problem = "interrupted"
        try:
            answer = await self._requested(question, messages, responses.append)
            status, problem = "ok", ""
            return answer
        except WrongShapeError as wrong:
            status, problem = "invalid", shown("; ".join(wrong.reasons), self._endpoint.secrets)
            raise
        except CallFailedError as failed:
            problem = failed.error.message
            raise
        except ModelRefusalError as refused:
            status, problem = "refused", refused.message
            raise
        except AnswerCutOffError as cut:
            status, problem = "cut off", cut.message
            raise
        finally:
            self._enter(question, status, problem, responses, time.monotonic() - began)

    async def _requested(
        self, question: _Question, messages: list[Message], note: Callable[[object], None]
    ) -> BaseModel:
        from instructor.core import (
            Hooks,
            IncompleteOutputException,
            InstructorRetryException,
        )

        seen: list[object] = []

        def on_response(response: object) -> None:
            seen.append(response)
            note(response)

        hooks = Hooks()
        hooks.on("completion:response", on_response)
        seconds = min(self.timeout, max(question.ends - time.monotonic(), 0.0))
        problem: Exception
        try:
            async with asyncio.timeout(seconds):
                answer = await cast(
                    "Awaitable[BaseModel]",
                    self._client.create(
                        response_model=question.response_model,
                        messages=cast("Any", list(messages)),
                        max_retries=0,
                        strict=False,
                        hooks=hooks,
                        max_tokens=question.max_tokens,
                    ),
                )
        except TimeoutError:
            problem = timed_out(self._endpoint)
        except InstructorRetryException as error:
            problem = error.__cause__ if isinstance(error.__cause__, Exception) else error
        except IncompleteOutputException as error:
            problem = error
        else:
            return answer
        raise self._told(problem, seen[-1] if seen else None, question)

    def _told(self, problem: Exception, response: object, question: _Question) -> Exception:
        """The error that a failed attempt stands for, told from the response where there is one."""
        if response is None:
            if isinstance(problem, CallFailedError):
                return problem
            return call_failed(problem, self._endpoint)
        refusal = refusal_of(response)
        if refusal is not None:
            words = shown(refusal, self._endpoint.secrets)
            return ModelRefusalError(
                f"{self.name} declined to answer" + (f": {words}" if words else "."),
                hint="Try another model; the article's subject may be one it will not touch.",
                provider=self.provider,
            )
        if cut_off(response):
            return AnswerCutOffError(
                f"{self.name} filled its {question.max_tokens} tokens before its answer was whole.",
                hint="Try a shorter article, a model with more context, or --strategy stepwise.",
                provider=self.provider,
            )
        if isinstance(getattr(response, "choices", None), list) and not first_choice(response):
            return garbled(self._endpoint, "it holds no answer")
        text = answer_text(response)
        if isinstance(problem, ValidationError):
            return WrongShapeError(reasons_for(problem), text)
        return WrongShapeError(["the answer: must be one JSON object and nothing else"], text)

    def _wrong_to_the_end(self, wrong: WrongShapeError) -> InvalidAnswerError:
        times = self.options.max_reasks + 1
        reasons = shown("; ".join(wrong.reasons), self._endpoint.secrets, limit=300)
        return InvalidAnswerError(
            f"{self.name} gave an answer of the wrong shape {times} times; the last: {reasons}",
            hint="Try a more capable model, or --strategy stepwise, which asks small questions.",
            provider=self.provider,
        )

    def _enter(
        self,
        question: _Question,
        status: AttemptStatus,
        problem: str,
        responses: list[object],
        seconds: float,
    ) -> None:
        usage = usage_of(responses[-1] if responses else None)
        price_in, price_out = self.profile.price_in, self.profile.price_out
        cost = None
        if usage.counted and price_in is not None and price_out is not None:
            cost = (usage.tokens_in * price_in + usage.tokens_out * price_out) / MILLION
        self.ledger.add(
            Attempt(
                question=question.number,
                status=status,
                tokens_in=usage.tokens_in,
                tokens_out=usage.tokens_out,
                seconds=seconds,
                cost=cost,
                counted=usage.counted,
                cached_tokens=usage.cached,
                tokens_per_second=usage.tokens_per_second,
                recorded_seconds=usage.recorded_seconds,
                problem=problem,
            )
        )
