"""Questions out, answers in: recordings of a model that is asked somewhere else.

The files are those of OpenAI's batch API, which others have taken over: a line of
JSON per request, its `custom_id` the key of the recording, and a line per answer.
https://platform.openai.com/docs/guides/batch
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcards.errors import RecordingMissingError, UsageError
from factcards.evaluation.making import Made, Making, make_cards, recordings_of
from factcards.models import JsonObject
from factcards.models.recorded_call import RecordedCall, compact, recorded_call
from factcards.models.recording_book import close_book, open_book

MOST_BYTES = 500_000_000


@dataclass(frozen=True)
class Wanted:
    """A question that a fixture's recordings do not answer."""

    folder: Path
    trial: int
    key: str
    request: JsonObject


async def wanted_answers(folders: Sequence[Path], making: Making) -> tuple[Wanted, ...]:
    """The first question of each fixture and trial that is not recorded. Nobody is asked.

    A strategy that asks one question after the other gives the next one when the
    first is answered.
    """
    return _wanted(await make_cards(folders, replace(making, mode="replay")))


def _wanted(made: Iterable[Made]) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(one.folder, one.trial, one.error.key, one.error.request)
        for one in made
        if isinstance(one.error, RecordingMissingError)
    )


def request_lines(wanted: Iterable[Wanted]) -> str:
    """The requests as lines of a batch file, each question once."""
    unique = {one.key: one.request for one in wanted}
    lines = (
        {"custom_id": key, "method": "POST", "url": "/v1/chat/completions", "body": body}
        for key, body in unique.items()
    )
    return "".join(compact(line) + "\n" for line in lines)


def read_answers(path: Path) -> dict[str, JsonObject]:
    """The bodies of the answers in a batch's output file, by key; failed requests are left out.

    A line may also be `{"custom_id": …, "answer": …}`, the answer as text or as JSON.
    Raises `UsageError` that names the line at fault.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(f"{path} is too large for a file of answers")
        lines = path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from None
    answers = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line, parse_constant=_no_number)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict) or not isinstance(told.get("custom_id"), str):
            raise UsageError(
                f"{path}, line {number}: no answer of a batch",
                hint='a line is {"custom_id": "…", "response": {"status_code": 200, "body": …}}',
            )
        body = _body(told)
        if body is not None:
            answers[told["custom_id"]] = body
    return answers


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _body(told: JsonObject) -> JsonObject | None:
    if "answer" in told:
        answer = told["answer"]
        content = answer if isinstance(answer, str) else compact(answer)
        return {"choices": [{"message": {"content": content}, "finish_reason": "stop"}]}
    response = told.get("response")
    if not isinstance(response, dict) or response.get("status_code") != 200:
        return None
    body = response.get("body")
    return body if isinstance(body, dict) else None


async def enter_answers(
    folders: Sequence[Path], making: Making, answers: dict[str, JsonObject]
) -> tuple[int, tuple[Made, ...]]:
    """How many answers were recorded, and what comes of every fixture with them."""
    entered = 0
    while True:
        made = await make_cards(folders, replace(making, mode="replay"))
        new = sum(_entered(one, making.model, answers) for one in _wanted(made))
        if not new:
            return entered, made
        entered += new


def _entered(wanted: Wanted, model: str, answers: dict[str, JsonObject]) -> bool:
    body = answers.get(wanted.key)
    call: RecordedCall | None = None
    if body is not None:
        call = recorded_call(wanted.key, wanted.request, body, seconds=None)
    if call is None:
        return False
    recordings = recordings_of(wanted.folder, model, wanted.trial)
    book = open_book(replace(recordings, mode="record-missing"), model)
    try:
        book.add(call)
    finally:
        close_book(book)
    return True
