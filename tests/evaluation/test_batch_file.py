"""Answers that were given elsewhere, brought in through the files of a batch."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from openai_like import completion
from test_making import MODEL, NOTHING, replayed, suite

from factcards.errors import RecordingMissingError, UsageError
from factcards.evaluation.batch_file import (
    enter_answers,
    read_answers,
    request_lines,
    wanted_answers,
)
from factcards.evaluation.making import Making, recordings_of

MAKING = Making(model=MODEL)


def wanted(folders: list[Path], making: Making = MAKING) -> list[dict[str, Any]]:
    lines = request_lines(asyncio.run(wanted_answers(folders, making)))
    return [json.loads(line) for line in lines.splitlines()]


def answers(path: Path, *lines: Any) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def output(key: str, *, status: int = 200) -> dict[str, Any]:
    body = json.loads(completion(NOTHING, tokens=(700, 30)))
    response = {"status_code": status, "request_id": "r", "body": body}
    return {"id": "batch_req_1", "custom_id": key, "response": response, "error": None}


def test_what_is_missing_is_written_as_a_batch_of_requests(tmp_path: Path) -> None:
    lines = wanted(suite(tmp_path, "astrid", "brenda"))
    assert len(lines) == 2
    for line in lines:
        assert (line["method"], line["url"]) == ("POST", "/v1/chat/completions")
        assert line["body"]["model"] == "played"
        assert line["body"]["response_format"]["json_schema"]["strict"] is True
    assert "Astrid" in lines[0]["body"]["messages"][-1]["content"]


def test_a_batchs_answers_are_recorded_and_played_back(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid", "brenda")
    lines = [output(line["custom_id"]) for line in wanted(folders)]
    found = read_answers(answers(tmp_path / "out.jsonl", *reversed(lines)))
    entered, made = asyncio.run(enter_answers(folders, MAKING, found))
    assert entered == 2
    assert all(one.card is not None for one in made)
    again = replayed(folders)
    for one in again:
        assert one.card is not None
        assert one.card.provenance.tokens_in == 700
        assert one.recorded_seconds is None
    assert wanted(folders) == []


def test_questions_that_hang_on_answers_come_round_by_round(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid")
    making = Making(model=MODEL, strategy="stepwise")
    known: dict[str, Any] = {}
    rounds = 0
    while lines := wanted(folders, making):
        [line] = lines
        shape = line["body"]["response_format"]["json_schema"]["schema"]["properties"]
        answer = {
            "kind": "other",
            "role": "",
            "counts": "",
            "sentences": shape.get("sentences", {}).get("items", {}).get("enum", [])[:1],
        }
        told = {"custom_id": line["custom_id"], "answer": {name: answer[name] for name in shape}}
        found = read_answers(answers(tmp_path / "out.jsonl", told))
        assert found.keys().isdisjoint(known)
        known |= found
        entered, _ = asyncio.run(enter_answers(folders, making, found))
        assert entered == 1
        rounds += 1
        assert rounds < 30
    assert rounds > 1
    recordings_of(folders[0], MODEL).path.unlink()
    entered, made = asyncio.run(enter_answers(folders, making, known))
    assert entered == rounds
    assert made[0].card is not None


def test_failed_requests_and_strangers_answers_record_nothing(tmp_path: Path) -> None:
    folders = suite(tmp_path, "astrid")
    [line] = wanted(folders)
    path = answers(tmp_path / "out.jsonl", output(line["custom_id"], status=500), output("0" * 64))
    entered, made = asyncio.run(enter_answers(folders, MAKING, read_answers(path)))
    assert entered == 0
    assert isinstance(made[0].error, RecordingMissingError)
    assert not recordings_of(folders[0], MODEL).path.exists()


def test_one_question_of_two_fixtures_is_asked_once_and_answers_both(tmp_path: Path) -> None:
    folders = suite(tmp_path / "one", "astrid") + suite(tmp_path / "two", "astrid")
    [line] = wanted(folders)
    found = read_answers(answers(tmp_path / "out.jsonl", output(line["custom_id"])))
    entered, made = asyncio.run(enter_answers(folders, MAKING, found))
    assert entered == 2
    assert all(one.card is not None for one in made)


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"answer": "x"}', '{"custom_id": "a", "answer": NaN}']
)
def test_a_line_of_another_shape_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text(json.dumps(output("0" * 64)) + "\n\n" + line + "\n", "utf-8")
    with pytest.raises(UsageError, match="line 3: no answer of a batch"):
        read_answers(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_answers(tmp_path / "none.jsonl")
