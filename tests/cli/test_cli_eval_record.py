"""`factcards eval record`, as a user runs it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import ROOT, InProcess
from openai_like import Play, answer, failure, openai_like

FIXTURE = ROOT / "evals" / "suites" / "news" / "brief-containers-adrift"
LISTS = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
NOTHING = json.dumps({"headline": None, **{name: [] for name in LISTS}})


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    shutil.copytree(
        FIXTURE, tmp_path / "suite" / FIXTURE.name, ignore=shutil.ignore_patterns("recordings")
    )
    return tmp_path / "suite"


def recording(suite: Path, trial: int = 1) -> Path:
    return suite / FIXTURE.name / "recordings" / "openai-played" / f"trial-{trial}.json"


def asked(in_process: InProcess, suite: Path, *arguments: object, plays: tuple[Play, ...]) -> int:
    """The exit code of a run that must use all of `plays` and no more."""
    with openai_like(*plays) as server:
        ended = in_process(
            "eval", "record", suite, "--model", "openai/played", "--base-url", server.base_url,
            *arguments,
        )  # fmt: skip
        assert len(server.requests) == len(plays)
    return ended.code


def test_answers_are_recorded_and_told_line_by_line(in_process: InProcess, suite: Path) -> None:
    with openai_like(answer(NOTHING)) as server:
        ended = in_process(
            "eval", "record", suite, "--model", "openai/played", "--base-url", server.base_url
        )
    assert ended.code == 0
    assert ended.out == f"recorded    1 answers  {recording(suite)}\n"
    assert f"Next: factcards eval run {suite} --model openai/played --replay" in ended.err
    assert json.loads(recording(suite).read_text("utf-8"))["model"] == "openai/played"


def test_missing_ones_alone_are_asked_for(in_process: InProcess, suite: Path) -> None:
    two = (answer(NOTHING), answer(NOTHING))
    assert asked(in_process, suite, plays=two[:1]) == 0
    assert asked(in_process, suite, "--missing", plays=()) == 0
    assert asked(in_process, suite, "--missing", "--trials", 3, plays=two) == 0
    assert recording(suite, 3).is_file()


def test_what_could_not_be_had_ends_with_3_and_says_how_to_go_on(
    in_process: InProcess, suite: Path
) -> None:
    with openai_like(failure(400, "Too many tokens")) as server:
        ended = in_process(
            "eval", "record", suite, "--model", "openai/played", "--base-url", server.base_url
        )
    assert ended.code == 3
    assert "error: brief-containers-adrift: " in ended.err
    assert ended.out.startswith("failed      0 answers")
    assert ended.err.rstrip().endswith("--model openai/played --missing")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--model", "rules"), "nothing to record without a model"),
        ((), "nothing to record without a model"),
        (("--model", "openai/played", "--id", "none"), "has no fixture none"),
        (("--model", "deepseek/x", "--trials", "0"), "greater than or equal to 1"),
    ],
)
def test_a_wrong_call_ends_with_2(
    in_process: InProcess, suite: Path, arguments: tuple[str, ...], words: str
) -> None:
    ended = in_process("eval", "record", suite, *arguments)
    assert ended.code == 2
    assert words in ended.err


def test_a_missing_key_is_told_once(in_process: InProcess, suite: Path) -> None:
    ended = in_process("eval", "record", suite, "--model", "openai/gpt-5-mini")
    assert ended.code == 3
    assert ended.err.count("OPENAI_API_KEY is not set") == 1


def test_answers_given_elsewhere_come_in_through_the_files_of_a_batch(
    in_process: InProcess, suite: Path, tmp_path: Path
) -> None:
    there, back = tmp_path / "there.jsonl", tmp_path / "back.jsonl"
    order = ("eval", "record", suite, "--model", "openai/played")
    ended = in_process(*order, "--requests", there)
    assert (ended.code, ended.out) == (0, f"1 requests in {there}\n")
    key = json.loads(there.read_text("utf-8"))["custom_id"]
    back.write_text(json.dumps({"custom_id": key, "answer": NOTHING}), "utf-8")
    ended = in_process(*order, "--answers", back)
    assert ended.code == 0
    assert ended.out == f"recorded    1 answers  {recording(suite)}\n"
    assert ended.err.startswith("1 answers recorded.\n")
    ended = in_process(*order, "--requests", there)
    assert (ended.code, there.read_text("utf-8")) == (0, "")
    assert "every answer is recorded" in ended.err


def test_answers_still_missing_end_with_3(
    in_process: InProcess, suite: Path, tmp_path: Path
) -> None:
    back = tmp_path / "back.jsonl"
    back.write_text("", "utf-8")
    ended = in_process("eval", "record", suite, "--model", "openai/played", "--answers", back)
    assert ended.code == 3
    assert "No answer of openai/played" in ended.err
