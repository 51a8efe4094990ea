"""Other providers, through Instructor's own door: the same policies, ledger and silence.

Databricks stands for all of them: its address comes from the environment, so that
a server on loopback can take its place.
"""

from __future__ import annotations

import asyncio
from typing import Literal

import pytest
from openai_like import OpenAILike, failure, openai_like, tool_call
from pydantic import BaseModel, Field

from factcards.errors import FactCardsError, InvalidAnswerError, ModelKeyError
from factcards.models import COPY_FROM, Ledger, ModelOptions, open_model
from factcards.models.options import Message

KEY = "dapi-0123456789-do-not-show"
ASKED: list[Message] = [{"role": "user", "content": "Who is {{ 7 * 7 }} Ada Quill?"}]


class Who(BaseModel):
    """Somebody."""

    kind: Literal["person", "group"]
    role: str | None = Field(default=None, json_schema_extra={COPY_FROM: "words of a sentence"})


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABRICKS_TOKEN", KEY)


def ask(server: OpenAILike, monkeypatch: pytest.MonkeyPatch) -> tuple[object, Ledger]:
    monkeypatch.setenv("DATABRICKS_HOST", server.base_url)

    async def run() -> tuple[object, Ledger]:
        options = ModelOptions(retry_wait=0.01, timeout=5)
        async with await open_model("databricks/played", options) as model:
            try:
                return await model.ask(Who, ASKED, context={"any": 1}), model.ledger
            except FactCardsError as error:
                return error, model.ledger

    return asyncio.run(run())


def test_failures_and_wrong_answers_are_mended_and_each_attempt_counts_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plays = [failure(500), tool_call('{"kind": "cat"}'), tool_call('{"kind": "person"}')]
    with openai_like(*plays, key=KEY, strict=False) as server:
        outcome, ledger = ask(server, monkeypatch)
    assert outcome == Who(kind="person")
    assert [attempt.status for attempt in ledger.attempts] == ["failed", "invalid", "ok"]
    assert (ledger.tokens_in, ledger.tokens_out) == (200, 20)
    assert server.requests[0].body["messages"] == ASKED
    assert "it must be 'person' or 'group'" in server.requests[2].body["messages"][-1]["content"]


def test_keywords_of_the_embedded_runtime_do_not_leave_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with openai_like(tool_call('{"kind": "person"}'), strict=False) as server:
        ask(server, monkeypatch)
    assert "x-" not in str(server.requests[0].body)
    assert "words of a sentence" not in str(server.requests[0].body)


def test_three_wrong_answers_are_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with openai_like(*[tool_call("[]")] * 5, strict=False) as server:
        outcome, ledger = ask(server, monkeypatch)
    assert isinstance(outcome, InvalidAnswerError)
    assert len(server.requests) == len(ledger.attempts) == 3


def test_a_refused_key_shows_nowhere_though_instructor_logs_the_servers_words(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    with openai_like(key="another", strict=False) as server:
        outcome, ledger = ask(server, monkeypatch)
    assert isinstance(outcome, ModelKeyError)
    assert outcome.__cause__ is None
    assert "DATABRICKS_TOKEN" in outcome.hint
    assert len(server.requests) == 1
    assert "instructor" in {record.name.split(".")[0] for record in caplog.records}
    written = capfd.readouterr()
    for text in (str(outcome), repr(ledger.attempts), caplog.text, written.out, written.err):
        assert KEY not in text
    assert written.err == ""
