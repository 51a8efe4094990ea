"""Waits that servers ask for, secrets that they echo, reasons in our words."""

from __future__ import annotations

import logging
import socket
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import BeyondLoopbackError
from pydantic import BaseModel, ValidationError

from factcards.models.failures import Endpoint, retry_after
from factcards.models.reask import MOST_REASONS, WrongShapeError, reask_messages, reasons_for
from factcards.models.redaction import RedactingFilter, redacted, shown

NOW = 1_750_000_000.0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "Sun, 15 Jun 2025 15:07:00 GMT"}, 20.0),
        ({"retry-after": "Sun, 15 Jun 2025 14:00:00 GMT"}, 0.0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after-ms": "x", "retry-after": "2"}, 2.0),
        ({}, None),
    ],
)
def test_a_wait_is_read_in_every_form(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after(headers, NOW) == seconds


@given(st.text(max_size=60))
def test_no_header_breaks_the_reading_of_a_wait(text: str) -> None:
    found = retry_after({"retry-after": text, "retry-after-ms": text}, NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: sk-proj-abc***********xyz9.",
        "Authorization: Bearer abcdef0123456789",
        "key gsk_0123456789abcdef is wrong",
    ],
)
def test_what_looks_like_a_key_is_hidden(text: str) -> None:
    clean = redacted(text)
    assert "[key]" in clean
    assert "abc" not in clean


@given(st.text(max_size=50), st.text(min_size=6, max_size=30), st.text(max_size=50))
def test_a_known_secret_is_hidden_wherever_it_stands(before: str, secret: str, after: str) -> None:
    if secret not in "[key]" + before + after:
        assert secret not in redacted(f"{before}\0{secret}\0{after}", [secret])


@given(st.text(max_size=500))
def test_a_servers_words_become_one_short_line(text: str) -> None:
    line = shown(text)
    assert len(line) <= 200
    assert not any(ord(character) < 32 or character in "\x7f\x9b\u2028" for character in line)


def test_ordinary_words_are_shown_as_they_are() -> None:
    text = "The model llama-3 is overloaded; a risk-free retry may help."
    assert shown(text) == text


def test_a_log_record_loses_the_secret_and_its_traceback() -> None:
    guard = RedactingFilter()
    guard.learn("hunter2-hunter2")
    raised = (ValueError, ValueError(), None)
    record = logging.LogRecord(
        "x", logging.ERROR, "f", 1, "refused: %s", ("hunter2-hunter2",), raised
    )
    assert guard.filter(record)
    assert record.getMessage() == "refused: [key]"
    assert record.exc_info is None


class Item(BaseModel):
    """An item."""

    kind: Literal["a", "b"]
    value: int


class Answer(BaseModel):
    """A list of items."""

    items: list[Item]


def wrong(text: str) -> ValidationError:
    with pytest.raises(ValidationError) as caught:
        Answer.model_validate_json(text)
    return caught.value


def test_reasons_name_the_field_the_fault_and_what_is_wanted() -> None:
    text = '{"items": [{"kind": "a", "value": 1}, {"kind": "c", "value": "x"}, {"value": 1}]}'
    assert reasons_for(wrong(text)) == [
        "items[1].kind: is not allowed; it must be 'a' or 'b'",
        "items[1].value: must be a whole number",
        "items[2].kind: is missing; it must be there",
    ]


def test_reasons_are_few_and_say_how_many_are_left() -> None:
    reasons = reasons_for(wrong('{"items": [' + ", ".join(["{}"] * 20) + "]}"))
    assert len(reasons) == MOST_REASONS + 1
    assert reasons[-1] == "and 32 more of the kind."


def test_an_endless_answer_is_not_sent_back_whole() -> None:
    answer, request = reask_messages(WrongShapeError(["the answer: is too long"], "x" * 100_000))
    assert answer["role"] == "assistant"
    assert len(answer["content"]) <= 4000
    assert request["role"] == "user"
    assert "x" * 100 not in request["content"]


def test_no_test_reaches_beyond_loopback() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as one,
        pytest.raises(BeyondLoopbackError),
    ):
        one.connect(("192.0.2.1", 80))


def test_a_login_in_the_servers_address_is_not_shown() -> None:
    address = "http://ada:s3cret@pass@127.0.0.1:9/v1"
    endpoint = Endpoint(provider="openai", model="x", base_url=address, key_variable="")
    assert endpoint.place == "http://127.0.0.1:9/v1"
