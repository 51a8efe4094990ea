"""A question over real HTTP: what is sent, retried, counted, and what error comes out."""

from __future__ import annotations

import asyncio
import email.utils
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Literal

import pytest
from openai_like import (
    OpenAILike,
    answer,
    failure,
    openai_like,
    raw,
    reset_in_the_middle,
    silence,
)
from pydantic import BaseModel, ConfigDict, ValidationInfo, field_validator

from factcards.errors import (
    AnswerCutOffError,
    FactCardsError,
    InvalidAnswerError,
    ModelError,
    ModelKeyError,
    ModelRefusalError,
    ModelUnavailableError,
    UnknownModelError,
)
from factcards.models import Ledger, ModelOptions, open_model
from factcards.models.options import Message

KEY = "sk-test-4f9d2c7a81b6e350"
GOOD = '{"kind": "person", "role": null}'
ASKED: list[Message] = [{"role": "user", "content": "Who is {{ 7 * 7 }} {% raw %} Ada Quill?"}]


class Who(BaseModel):
    """Somebody."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["person", "group"]
    role: str | None = None


def ask(
    server: OpenAILike,
    *,
    model: type[BaseModel] = Who,
    times: int = 1,
    options: Callable[[str], ModelOptions] | None = None,
) -> tuple[list[BaseModel | FactCardsError], Ledger]:
    """Answers or errors of `times` questions at once, and the ledger."""
    made = (
        options(server.base_url)
        if options
        else ModelOptions(base_url=server.base_url, retry_wait=0.01, timeout=5)
    )

    async def run() -> tuple[list[BaseModel | FactCardsError], Ledger]:
        async with await open_model("openai/played", made) as opened:

            async def one() -> BaseModel | FactCardsError:
                try:
                    return await opened.ask(model, ASKED, max_tokens=50)
                except FactCardsError as error:
                    return error

            return list(await asyncio.gather(*(one() for _ in range(times)))), opened.ledger

    return asyncio.run(run())


def error_of(server: OpenAILike) -> tuple[FactCardsError, Ledger]:
    (outcome,), ledger = ask(server)
    assert isinstance(outcome, FactCardsError)
    return outcome, ledger


def statuses(ledger: Ledger) -> list[str]:
    return [attempt.status for attempt in ledger.attempts]


def test_a_request_is_strict_and_carries_the_messages_untouched() -> None:
    with openai_like(answer(GOOD)) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    assert type(outcome) is Who
    body = server.requests[0].body
    assert body["response_format"]["json_schema"]["strict"] is True
    assert body["messages"] == ASKED
    assert body["model"] == "played"
    assert body["max_tokens"] == 50
    assert "grammar" not in body
    assert (ledger.tokens_in, ledger.tokens_out, statuses(ledger)) == (100, 10, ["ok"])
    assert ledger.cost is None


def test_a_rate_limit_is_waited_out_as_long_as_the_server_asks() -> None:
    with openai_like(failure(429, "Slow down", retry_after="1"), answer(GOOD)) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    assert server.requests[1].at - server.requests[0].at >= 1
    assert statuses(ledger) == ["failed", "ok"]
    assert (ledger.tokens_in, ledger.tokens_out) == (100, 10)


def test_a_wait_in_milliseconds_is_kept_too() -> None:
    with openai_like(failure(429, retry_after_ms="300"), answer(GOOD)) as server:
        ask(server)
    assert 0.3 <= server.requests[1].at - server.requests[0].at < 1.5


def test_a_wait_may_be_given_as_a_date() -> None:
    date = email.utils.formatdate(time.time() + 2, usegmt=True)
    with openai_like(failure(503, retry_after=date), answer(GOOD)) as server:
        ask(server)
    assert server.requests[1].at - server.requests[0].at > 0.8


def test_a_wait_beyond_the_deadline_is_not_begun() -> None:
    began = time.monotonic()
    with openai_like(failure(429, "Slow down", retry_after="3600")) as server:
        error, ledger = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert error.status == 429
    assert time.monotonic() - began < 5
    assert statuses(ledger) == ["failed"]


def test_server_errors_are_retried_until_one_answer_comes() -> None:
    with openai_like(failure(500), failure(502), failure(503), answer(GOOD)) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    assert statuses(ledger) == ["failed", "failed", "failed", "ok"]


def test_server_errors_end_as_unavailable_after_eight_attempts() -> None:
    with openai_like(*[failure(500, "Boom")] * 20) as server:
        error, ledger = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert error.exit_code == 3
    assert "500" in str(error)
    assert "Boom" in str(error)
    assert len(server.requests) == len(ledger.attempts) == 8


def test_a_connection_reset_in_the_middle_is_retried() -> None:
    with openai_like(reset_in_the_middle, answer(GOOD)) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    assert statuses(ledger) == ["failed", "ok"]


def test_silence_is_retried_and_then_told_as_such() -> None:
    with openai_like(silence(2.0), silence(2.0), silence(2.0)) as server:
        (outcome,), ledger = ask(
            server,
            options=lambda url: ModelOptions(
                base_url=url, timeout=0.4, deadline=1.0, retry_wait=0.01
            ),
        )
    assert isinstance(outcome, ModelUnavailableError)
    assert "in time" in str(outcome)
    assert 2 <= len(ledger.attempts) <= 3
    assert statuses(ledger) == ["failed"] * len(ledger.attempts)


def test_a_server_that_is_down_is_unavailable_after_three_attempts() -> None:
    with openai_like() as server:
        pass
    error, ledger = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert server.base_url in str(error)
    assert statuses(ledger) == ["failed"] * 3


def test_spent_quota_is_not_retried() -> None:
    with openai_like(failure(429, "You exceeded your quota", "insufficient_quota")) as server:
        error, _ = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert "quota" in str(error)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 422])
def test_a_rejected_request_is_not_retried(status: int) -> None:
    with openai_like(failure(status, "No such parameter")) as server:
        error, _ = error_of(server)
    assert type(error) is ModelError
    assert "No such parameter" in str(error)
    assert len(server.requests) == 1


def test_an_unknown_model_is_the_command_lines_fault() -> None:
    with openai_like(
        failure(404, "The model `played` does not exist", "model_not_found")
    ) as server:
        error, _ = error_of(server)
    assert isinstance(error, UnknownModelError)
    assert error.exit_code == 2
    assert len(server.requests) == 1


def test_a_wrong_base_url_is_named() -> None:
    with openai_like() as server:
        server.base_url = server.base_url.removesuffix("/v1")
        error, _ = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert "/v1" in error.hint


def test_an_invalid_answer_is_sent_back_with_the_reasons() -> None:
    wrong = '{"kind": "cat", "tail": 1}'
    with openai_like(answer(wrong, tokens=(100, 20)), answer(GOOD, tokens=(150, 10))) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    first, second = (request.body["messages"] for request in server.requests)
    assert second[: len(first)] == first
    assert second[-2] == {"role": "assistant", "content": wrong}
    assert "kind: is not allowed; it must be 'person' or 'group'" in second[-1]["content"]
    assert "tail: is not a field; leave it out" in second[-1]["content"]
    assert len(second[-1]["content"]) < 400
    assert statuses(ledger) == ["invalid", "ok"]
    assert (ledger.tokens_in, ledger.tokens_out, ledger.questions) == (250, 30, 1)


def test_an_answer_of_the_wrong_shape_three_times_is_invalid() -> None:
    with openai_like(*[answer("Ada Quill is a person.")] * 5) as server:
        error, ledger = error_of(server)
    assert isinstance(error, InvalidAnswerError)
    assert "3 times" in str(error)
    assert len(server.requests) == 3
    assert statuses(ledger) == ["invalid"] * 3
    assert (ledger.tokens_in, ledger.tokens_out) == (300, 30)


def test_a_hiccup_does_not_use_up_a_chance_to_mend() -> None:
    plays = [answer("?"), failure(500), answer("?"), failure(500), answer(GOOD)]
    with openai_like(*plays) as server:
        (outcome,), ledger = ask(server)
    assert outcome == Who(kind="person")
    assert statuses(ledger) == ["invalid", "failed", "invalid", "failed", "ok"]


def test_a_refusal_is_not_asked_again() -> None:
    with openai_like(answer(None, refusal="I can't help with that.")) as server:
        error, ledger = error_of(server)
    assert isinstance(error, ModelRefusalError)
    assert "I can't help" in str(error)
    assert statuses(ledger) == ["refused"]
    assert ledger.tokens_out == 10


def test_filtered_content_is_a_refusal() -> None:
    with openai_like(answer("", finish="content_filter")) as server:
        error, _ = error_of(server)
    assert isinstance(error, ModelRefusalError)


def test_an_answer_cut_off_names_its_limit_and_is_not_asked_again() -> None:
    with openai_like(answer('{"kind": "per', finish="length")) as server:
        error, ledger = error_of(server)
    assert isinstance(error, AnswerCutOffError)
    assert "50 tokens" in str(error)
    assert "--strategy stepwise" in error.hint
    assert statuses(ledger) == ["cut off"]
    assert ledger.tokens_in == 100


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"<html><body>Welcome to the router</body></html>", "text/html"),
        (b'{"object": "chat.comple', "application/json"),
        (b'{"object": "chat.completion", "choices": []}', "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b"", "application/json"),
        (b'{"id": "x"}', "application/json"),
        (b"\xff\xfe\x00", "application/json"),
    ],
)
def test_an_answer_outside_the_protocol_is_told_cleanly(body: bytes, kind: str) -> None:
    with openai_like(*[raw(body, kind=kind)] * 3) as server:
        error, ledger = error_of(server)
    assert isinstance(error, ModelUnavailableError)
    assert "cannot be read" in str(error)
    assert len(ledger.attempts) == 3


def test_an_error_page_in_html_does_not_reach_the_message() -> None:
    page = b"<html><body><h1>502 Bad Gateway</h1></body></html>"
    with openai_like(*[raw(page, 502, "text/html")] * 8) as server:
        error, _ = error_of(server)
    assert "<html>" not in str(error)
    assert "502" in str(error)


def test_a_refused_key_never_shows_though_the_server_echoes_it(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    caplog.set_level("DEBUG")
    with openai_like(key="sk-another") as server:
        error, ledger = error_of(server)
    assert isinstance(error, ModelKeyError)
    assert error.exit_code == 3
    assert "OPENAI_API_KEY" in error.hint
    assert error.__cause__ is None
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    written = capfd.readouterr()
    for text in (
        *(str(error), repr(error), repr(ledger.attempts), written.out, written.err),
        *(repr(error.__dict__), repr(error.__context__), caplog.text),
    ):
        assert KEY not in text
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_no_other_error_shows_a_key_that_a_server_echoes(
    status: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    caplog.set_level("DEBUG")
    with openai_like(*[failure(status, f"Bad request with {KEY}, model gone")] * 8) as server:
        error, ledger = error_of(server)
    assert KEY not in str(error) + repr(ledger.attempts) + caplog.text


def test_a_failure_is_silent_on_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    with openai_like(failure(400, "No"), *[failure(500)] * 8) as server:
        error_of(server)
        error_of(server)
    assert capfd.readouterr().err == ""


def test_questions_at_the_same_time_are_counted_apart() -> None:
    plays = [answer("?", tokens=(1, 1)), *[answer(GOOD, tokens=(7, 3))] * 12]
    with openai_like(*plays) as server:
        outcomes, ledger = ask(server, times=12)
    assert outcomes == [Who(kind="person")] * 12
    assert ledger.tokens_in == 12 * 7 + 1
    assert ledger.tokens_out == 12 * 3 + 1
    by_question = [[a for a in ledger.attempts if a.question == n] for n in range(1, 13)]
    assert sorted(len(attempts) for attempts in by_question) == [1] * 11 + [2]
    assert all(attempts[-1].status == "ok" for attempts in by_question)


def test_validation_context_reaches_validators_and_not_the_messages() -> None:
    class Chosen(BaseModel):
        name: str

        @field_validator("name")
        @classmethod
        def known(cls, value: str, info: ValidationInfo) -> str:
            if value not in (info.context or {})["names"]:
                raise ValueError("must be one of the names given")
            return value

    async def run(server: OpenAILike) -> Chosen:
        options = ModelOptions(base_url=server.base_url)
        async with await open_model("openai/played", options) as opened:
            return await opened.ask(Chosen, ASKED, context={"names": ["Ada"]})

    with openai_like(answer('{"name": "Eve"}'), answer('{"name": "Ada"}')) as server:
        assert asyncio.run(run(server)).name == "Ada"
    assert server.requests[0].body["messages"] == ASKED
    assert "must be one of the names given" in server.requests[1].body["messages"][-1]["content"]


def test_known_prices_give_a_cost(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(server: OpenAILike) -> Decimal | None:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        async with await open_model("openai/gpt-4o-mini") as opened:
            await opened.ask(Who, ASKED)
            return opened.ledger.cost

    with openai_like(answer(GOOD, tokens=(2_000_000, 1_000_000)), key=KEY) as server:
        assert asyncio.run(run(server)) == Decimal("0.90")
    assert server.requests[0].body["max_completion_tokens"] == 1024


def test_reasoning_models_get_room_to_think_and_no_temperature(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def run(server: OpenAILike) -> None:
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        async with await open_model("openai/gpt-5-mini") as opened:
            await opened.ask(Who, ASKED)

    with openai_like(answer(GOOD)) as server:
        asyncio.run(run(server))
    body = server.requests[0].body
    assert body["max_completion_tokens"] > 4096
    assert "temperature" not in body


def test_an_interrupted_question_is_in_the_ledger() -> None:
    async def run(server: OpenAILike) -> Ledger:
        options = ModelOptions(base_url=server.base_url)
        async with await open_model("openai/played", options) as opened:
            task = asyncio.create_task(opened.ask(Who, ASKED))
            await asyncio.sleep(0.3)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return opened.ledger

    with openai_like(silence(1.0)) as server:
        ledger = asyncio.run(run(server))
    assert [(a.status, a.problem) for a in ledger.attempts] == [("failed", "interrupted")]
