"""Answers recorded over real HTTP and played back without: what is kept, told, refused."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openai_like import OpenAILike, Play, answer, completion, failure, openai_like, raw
from pydantic import BaseModel, ConfigDict

from factcards.errors import (
    AnswerCutOffError,
    FactCardsError,
    ModelError,
    ModelKeyError,
    ModelRefusalError,
    RecordingError,
    RecordingMissingError,
    UsageError,
)
from factcards.models import Ledger, ModelOptions, RecordingMode, Recordings, model_slug, open_model
from factcards.models.options import Message
from factcards.models.profiles import prices
from factcards.models.recorded_call import RecordedCall, recorded_call
from factcards.models.recording_book import FORM, RecordingBook, RecordingFile, read_recordings
from factcards.models.recording_key import recording_key

KEY = "sk-test-4f9d2c7a81b6e350"
GOOD = '{"kind":"person","role":"mayor of Port Ellis"}'


class Who(BaseModel):
    """Somebody."""

    model_config = ConfigDict(extra="forbid")

    kind: str
    role: str | None = None


def question(text: str) -> list[Message]:
    return [{"role": "system", "content": "Say who."}, {"role": "user", "content": text}]


def ask(
    folder: Path,
    mode: RecordingMode = "replay",
    *,
    server: OpenAILike | None = None,
    texts: tuple[str, ...] = ("Who is Ada Quill?",),
    trial: int = 1,
    model: str = "openai/played",
    **changes: Any,
) -> tuple[list[BaseModel | FactCardsError], Ledger]:
    """Answers or errors, one per question, all asked at once; and the ledger."""
    changed = {"retry_wait": 0.01, "timeout": 5, **changes}
    if server is not None:
        changed["base_url"] = server.base_url
    options = ModelOptions(recordings=Recordings(folder=folder, mode=mode, trial=trial), **changed)

    async def run() -> tuple[list[BaseModel | FactCardsError], Ledger]:
        async with await open_model(model, options) as opened:

            async def one(text: str) -> BaseModel | FactCardsError:
                try:
                    return await opened.ask(Who, question(text), max_tokens=50)
                except FactCardsError as error:
                    return error

            return list(await asyncio.gather(*(one(text) for text in texts))), opened.ledger

    return asyncio.run(run())


def record(folder: Path, *plays: Play, **asked: Any) -> tuple[list[Any], OpenAILike]:
    """Answers while recording, and the server that gave them, which has ended."""
    mode = asked.pop("mode", "record")
    with openai_like(*plays) as server:
        outcomes, _ = ask(folder, mode, server=server, **asked)
    return outcomes, server


def calls_in(folder: Path, trial: int = 1) -> list[dict[str, Any]]:
    file = json.loads((folder / f"trial-{trial}.json").read_text("utf-8"))
    calls: list[dict[str, Any]] = file["calls"]
    return calls


def test_an_answer_is_played_back_without_a_server_or_a_key(tmp_path: Path) -> None:
    recorded, _ = record(tmp_path, answer(GOOD, tokens=(321, 12)))
    played, ledger = ask(tmp_path)
    assert played == recorded == [Who(kind="person", role="mayor of Port Ellis")]
    assert (ledger.tokens_in, ledger.tokens_out) == (321, 12)
    [call] = calls_in(tmp_path)
    assert ledger.recorded_seconds == call["seconds"]


def test_the_recorded_tokens_have_the_models_price(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD, tokens=(1000, 100)), model="openai/gpt-4.1")
    price_in, price_out = prices()["openai/gpt-4.1"]
    [outcome], ledger = ask(tmp_path, model="openai/gpt-4.1")
    assert isinstance(outcome, Who)
    assert ledger.cost == (1000 * price_in + 100 * price_out) / Decimal(1_000_000)


def test_a_file_shows_question_and_answer_to_a_reader(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD), texts=("Sentence: It rained.\nWho is Ada Quill?",))
    file = json.loads((tmp_path / "trial-1.json").read_text("utf-8"))
    [call] = file.pop("calls")
    assert file == {"recording": FORM, "model": "openai/played", "trial": 1}
    assert call["question"] == ["Sentence: It rained.", "Who is Ada Quill?"]
    assert call["answer"] == {"kind": "person", "role": "mayor of Port Ellis"}
    assert call["tokens"] == {"in": 100, "out": 10}
    assert call.keys() == {"key", "opening", "question", "answer", "tokens", "seconds"}


def test_a_changed_question_is_missing_and_the_error_says_what_to_do(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD))
    [missing], ledger = ask(tmp_path, texts=("Who is Ada Quill now?",))
    assert isinstance(missing, RecordingMissingError)
    assert missing.exit_code == 3
    assert not missing.retryable
    assert "openai/played" in missing.message
    assert "Who is Ada Quill now?" in missing.message
    assert str(tmp_path) in missing.message
    assert "factcards eval record --model openai/played --missing" in missing.message
    assert [attempt.status for attempt in ledger.attempts] == ["failed"]


def test_no_file_is_a_missing_recording(tmp_path: Path) -> None:
    [missing], _ = ask(tmp_path / "nowhere")
    assert isinstance(missing, RecordingMissingError)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"timeout": 9, "max_reasks": 0}, True),
        ({"headers": {"X-Desk": "foreign"}}, True),
        ({"base_url": "http://127.0.0.1:9/v1"}, True),
        ({"temperature": 0.7}, False),
        ({"seed": 7}, False),
    ],
)
def test_what_may_change_the_answer_changes_the_key_and_nothing_else(
    tmp_path: Path, changes: dict[str, Any], found: bool
) -> None:
    record(tmp_path, answer(GOOD))
    [outcome], _ = ask(tmp_path, **changes)
    assert isinstance(outcome, Who) is found


def test_two_trials_are_kept_apart(tmp_path: Path) -> None:
    record(tmp_path, answer('{"kind":"first"}'))
    record(tmp_path, answer('{"kind":"second"}'), trial=2)
    assert ask(tmp_path)[0] == [Who(kind="first")]
    assert ask(tmp_path, trial=2)[0] == [Who(kind="second")]
    assert calls_in(tmp_path)[0]["key"] != calls_in(tmp_path, 2)[0]["key"]
    [missing], _ = ask(tmp_path, trial=3)
    assert isinstance(missing, RecordingMissingError)


def test_failures_are_retried_and_never_recorded(tmp_path: Path) -> None:
    plays = (failure(429), raw(b"<html>", kind="text/html"), answer(GOOD))
    outcomes, server = record(tmp_path, *plays)
    assert outcomes == [Who(kind="person", role="mayor of Port Ellis")]
    assert len(server.requests) == 3
    assert len(calls_in(tmp_path)) == 1


def test_an_answer_that_comes_with_a_servers_failure_is_not_recorded(tmp_path: Path) -> None:
    outcomes, _ = record(tmp_path, raw(completion('{"kind":"broken"}'), 500), answer(GOOD))
    assert outcomes == [Who(kind="person", role="mayor of Port Ellis")]
    assert len(calls_in(tmp_path)) == 1


def test_a_refused_key_leaves_no_file(tmp_path: Path) -> None:
    [error], _ = record(tmp_path, failure(401, f"Incorrect API key provided: {KEY}"))
    assert isinstance(error, ModelKeyError)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_is_played_back_as_one(tmp_path: Path) -> None:
    recorded, _ = record(tmp_path, answer(None, refusal="I cannot help with that."))
    played, _ = ask(tmp_path)
    for outcomes in (recorded, played):
        assert isinstance(outcomes[0], ModelRefusalError)
        assert "I cannot help with that." in outcomes[0].message


def test_an_answer_cut_off_is_played_back_as_one(tmp_path: Path) -> None:
    recorded, _ = record(tmp_path, answer('{"kind": "per', finish="length"))
    played, ledger = ask(tmp_path)
    assert isinstance(recorded[0], AnswerCutOffError)
    assert isinstance(played[0], AnswerCutOffError)
    assert ledger.tokens_out == 10


def test_wrong_answers_and_their_repetition_are_played_back_in_turn(tmp_path: Path) -> None:
    spaced = '{ "kind": 7 }'
    recorded, server = record(tmp_path, answer(spaced), answer(GOOD))
    played, ledger = ask(tmp_path)
    assert played == recorded == [Who(kind="person", role="mayor of Port Ellis")]
    assert [attempt.status for attempt in ledger.attempts] == ["invalid", "ok"]
    assert server.requests[1].body["messages"][-2]["content"] == spaced
    assert ledger.tokens_out == 20


def test_only_what_is_missing_is_asked(tmp_path: Path) -> None:
    record(tmp_path, answer('{"kind":"old"}'))
    outcomes, server = record(
        tmp_path,
        answer('{"kind":"new"}'),
        mode="record-missing",
        texts=("Who is Ada Quill?", "Who is Bo Lind?"),
    )
    assert outcomes == [Who(kind="old"), Who(kind="new")]
    assert len(server.requests) == 1
    assert len(calls_in(tmp_path)) == 2


def test_recording_anew_leaves_nothing_old(tmp_path: Path) -> None:
    record(tmp_path, answer('{"kind":"old"}'), texts=("Who is Bo Lind?",))
    record(tmp_path, answer(GOOD))
    [call] = calls_in(tmp_path)
    assert call["question"] == "Who is Ada Quill?"


def test_the_file_is_the_same_whoever_is_answered_first(tmp_path: Path) -> None:
    texts = tuple(f"Who is number {number}?" for number in range(12))
    one, other = tmp_path / "one", tmp_path / "other"
    record(one, *(answer(GOOD) for _ in texts), texts=texts)
    for text in reversed(texts):
        record(other, answer(GOOD), mode="record-missing", texts=(text,))
    assert len(calls_in(one)) == len(texts)
    for calls in (left := calls_in(one), right := calls_in(other)):
        for call in calls:
            del call["seconds"]
    assert left == right
    assert [call["question"] for call in left] == sorted(texts)
    assert [path.name for path in one.iterdir()] == ["trial-1.json"]


def test_two_who_record_into_one_file_at_once_lose_nothing(tmp_path: Path) -> None:
    async def run(server: OpenAILike) -> None:
        recordings = Recordings(folder=tmp_path, mode="record-missing")
        options = ModelOptions(base_url=server.base_url, recordings=recordings)
        async with (
            await open_model("openai/played", options) as one,
            await open_model("openai/played", options) as two,
        ):
            asked = [
                model.ask(Who, question(f"Who is {name}{number}?"), max_tokens=50)
                for number in range(8)
                for name, model in (("left", one), ("right", two))
            ]
            await asyncio.gather(*asked)

    with openai_like(*(answer(GOOD) for _ in range(16))) as server:
        asyncio.run(run(server))
    assert len(calls_in(tmp_path)) == 16


def test_a_question_asked_twice_has_one_answer(tmp_path: Path) -> None:
    plays = (answer('{"kind":"one"}'), answer('{"kind":"two"}'))
    outcomes, _ = record(tmp_path, *plays, texts=("Who?", "Who?"))
    assert outcomes[0] == outcomes[1]
    assert ask(tmp_path, texts=("Who?", "Who?"))[0] == outcomes


def test_no_secret_reaches_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    other = "sk-proj-Aa1Bb2Cc3Dd4Ee5Ff6Gg7Hh8"
    desk = "desk-password-of-ours"
    content = json.dumps({"kind": f"{KEY} {other} {desk} key-workers", "role": None})
    with openai_like(answer(content), key=KEY) as server:
        [outcome], _ = ask(tmp_path, "record", server=server, headers={"X-Desk": desk})
    assert outcome == Who(kind="[key] [key] [key] key-workers")
    text = (tmp_path / "trial-1.json").read_text("utf-8")
    for secret in (KEY, other, desk, "authorization", "Bearer", server.base_url):
        assert secret.lower() not in text.lower()


def hand_written(folder: Path, **changes: Any) -> None:
    request = {
        "model": "played",
        "messages": question("Who is Ada Quill?"),
        "response_format": {
            "type": "json_schema",
            "json_schema": {
                "name": "Whoever",
                "strict": True,
                "schema": {
                    "description": "Somebody.",
                    "type": "object",
                    "properties": {
                        "kind": {"type": "string"},
                        "role": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                    },
                    "required": ["kind", "role"],
                    "additionalProperties": False,
                },
            },
        },
        "temperature": 0,
        "max_completion_tokens": 50,
    }
    call = {"request": request, "answer": ["{", ' "kind": "by hand", "role": null', "}"]}
    file = {"recording": FORM, "model": "openai/played", "calls": [call], **changes}
    (folder / "trial-1.json").write_text(json.dumps(file), "utf-8")


def test_a_recording_written_by_hand_is_played_back(tmp_path: Path) -> None:
    hand_written(tmp_path)
    [outcome], ledger = ask(tmp_path)
    assert outcome == Who(kind="by hand")
    assert not ledger.attempts[0].counted


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "it is no JSON"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b"[]", "the file: Input should be a valid dictionary"),
        (b"[" * 100_000, "it is no JSON"),
        (b'{"recording": "factcards recording 9", "model": "m", "calls": []}', "recording: Input"),
        (b'{"recording": "factcards recording 1", "model": "m"}', "calls: Field required"),
    ],
)
def test_a_file_of_another_shape_is_told(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "trial-1.json").write_bytes(content)
    with pytest.raises(RecordingError) as told:
        ask(tmp_path)
    assert str(tmp_path / "trial-1.json") in told.value.message
    assert why in told.value.message
    assert told.value.exit_code == 2


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"key": "12ab"}, "calls.0.key"),
        ({"answer": 7}, "calls.0.answer"),
        ({"answer": None}, "`answer` is missing"),
        ({"seconds": -1}, "calls.0.seconds"),
        ({"tokens": {"in": -3}}, "calls.0.tokens.in"),
        ({"tokens": {"prompt": 3}}, "calls.0.tokens.prompt"),
        ({"headers": {}}, "calls.0.headers"),
        ({"request": {}}, "either `key` or `request`"),
    ],
)
def test_a_call_of_another_shape_is_told(tmp_path: Path, change: dict[str, Any], why: str) -> None:
    record(tmp_path, answer(GOOD))
    path = tmp_path / "trial-1.json"
    file = json.loads(path.read_text("utf-8"))
    file["calls"][0].update(change)
    path.write_text(json.dumps(file), "utf-8")
    with pytest.raises(RecordingError, match="is no recording") as told:
        ask(tmp_path)
    assert why in told.value.message


def test_a_question_changed_in_the_file_is_told(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD))
    path = tmp_path / "trial-1.json"
    path.write_text(path.read_text("utf-8").replace("Ada Quill", "Bo Lind"), "utf-8")
    [error], _ = ask(tmp_path)
    assert isinstance(error, RecordingError)
    assert "Who is Bo Lind?" in error.message


def test_an_answer_given_twice_is_told(tmp_path: Path) -> None:
    hand_written(tmp_path)
    path = tmp_path / "trial-1.json"
    file = json.loads(path.read_text("utf-8"))
    hand_written(tmp_path, calls=file["calls"] * 2)
    with pytest.raises(RecordingError, match=r"twice \(call 2\)"):
        ask(tmp_path)


def test_another_models_recordings_are_not_taken(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD))
    with pytest.raises(RecordingError, match="holds answers of openai/played, not of openai/other"):
        ask(tmp_path, model="openai/other")


def test_a_file_renamed_to_another_trial_is_told(tmp_path: Path) -> None:
    record(tmp_path, answer(GOOD))
    (tmp_path / "trial-1.json").rename(tmp_path / "trial-2.json")
    with pytest.raises(RecordingError, match="says it is trial 1, not 2"):
        ask(tmp_path, trial=2)


def test_a_folder_that_cannot_be_written_is_told_and_nothing_half_is_left(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder should be")
    [error], _ = record(tmp_path / "taken", answer(GOOD))
    assert isinstance(error, ModelError)
    assert error.exit_code == 3
    assert "cannot be written" in error.message
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_a_disk_that_is_full_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(tmp_path, answer(GOOD))
    before = (tmp_path / "trial-1.json").read_bytes()

    def full(_: Path, __: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as changed:
        changed.setattr(Path, "replace", full)
        [error], _ = record(tmp_path, answer(GOOD), mode="record-missing", texts=("Who is Bo?",))
    assert isinstance(error, ModelError)
    assert "No space left on device" in error.message
    assert [path.name for path in tmp_path.iterdir()] == ["trial-1.json"]
    assert (tmp_path / "trial-1.json").read_bytes() == before


def test_answers_of_other_protocols_are_not_recorded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEEPSEEK_API_KEY", KEY)
    with pytest.raises(UsageError, match="cannot be recorded through its own"):
        ask(tmp_path, "record", model="deepseek/deepseek-chat")


def test_any_providers_model_is_played_back(tmp_path: Path) -> None:
    [missing], _ = ask(tmp_path, model="anthropic/claude-sonnet-4-5")
    assert isinstance(missing, RecordingMissingError)
    assert "anthropic/claude-sonnet-4-5" in missing.message


def test_folders_of_models_have_plain_names() -> None:
    assert model_slug("local/qwen2.5-coder-0.5b") == "local-qwen2.5-coder-0.5b"
    assert model_slug("local/~/My Models/Tiny.Q4.gguf") == "local-tiny.q4"
    assert model_slug("openai/../../etc") == "openai-..-..-etc"


def test_the_key_is_the_one_that_the_docs_describe() -> None:
    """Whoever changes the key makes every committed recording worthless."""
    body = {
        "model": "played",
        "messages": [{"role": "user", "content": "Where is Ærø?"}],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "A", "schema": {"type": "object", "title": "A", "items": {}}},
        },
        "temperature": 0.0,
        "max_completion_tokens": 10,
        "store": True,
    }
    told = (
        '{"form":1,"trial":2,"model":"played",'
        '"messages":[{"content":"Where is Ærø?","role":"user"}],'
        '"shape":{"schema":{"items":{},"type":"object"},"strict":false},'
        '"parameters":{"max_tokens":10,"temperature":0}}'
    )
    assert recording_key(body, 2) == hashlib.sha256(told.encode()).hexdigest()


def test_the_files_that_the_docs_show_are_recordings() -> None:
    page = (Path(__file__).parents[2] / "docs" / "recordings.md").read_text("utf-8")
    shown = re.findall(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    files = [RecordingFile.model_validate_json(text) for text in shown]
    assert [file.model for file in files] == ["local/qwen2.5-coder-0.5b", "openai/gpt-5-mini"]
    assert json.loads(shown[0])["calls"] == [call.told() for call in files[0].calls]


def test_the_key_leaves_out_what_has_no_effect_and_renumbers_identifiers() -> None:
    def body(identifier: str, **more: Any) -> dict[str, Any]:
        call = {"id": identifier, "type": "function", "function": {"name": "f", "arguments": ""}}
        return {
            "messages": [
                {"role": "assistant", "content": None, "tool_calls": [call]},
                {"tool_call_id": identifier, "role": "tool", "content": "7"},
            ],
            "model": "m",
            **more,
        }

    plain = recording_key(body("call_x81"), 1)
    assert recording_key(body("call_q02", stream=False, user="desk"), 1) == plain
    assert recording_key(body("call_q02", top_p=0.5), 1) != plain
    assert recording_key(body("call_x81"), 2) != plain


def test_the_order_of_a_schema_is_part_of_the_key() -> None:
    def body(*names: str) -> dict[str, Any]:
        schema = {"type": "object", "properties": {name: {"type": "string"} for name in names}}
        return {"model": "m", "response_format": {"json_schema": {"schema": schema}}}

    assert recording_key(body("a", "b"), 1) != recording_key(body("b", "a"), 1)


@given(
    content=st.text() | st.dictionaries(st.text(), st.text() | st.floats()).map(json.dumps),
    asked=st.text(),
)
def test_any_answer_is_kept_letter_for_letter(
    tmp_path_factory: pytest.TempPathFactory, content: str, asked: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "trial-1.json"
    body = json.loads(json.dumps({"choices": [{"message": {"content": content}}]}))
    request = {"model": "m", "messages": [{"role": "user", "content": asked}]}
    call = recorded_call(recording_key(request, 1), request, body, seconds=0.5)
    assert call is not None
    RecordingBook(path, "openai/m", 1).add(call)
    found = read_recordings(path)
    assert found is not None
    [again] = found.calls
    assert again == call
    assert again.content == content


def test_a_call_is_written_in_a_fixed_order() -> None:
    call = RecordedCall(seconds=1, answer="x", key="0" * 64, finish="length")
    assert list(call.told()) == ["key", "answer", "finish", "seconds"]
