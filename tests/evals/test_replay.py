"""What the embedded model once answered about the suite, played back: the code of today on it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from factcards.evaluation.fixtures import Filter, load_suite
from factcards.evaluation.gates import LIMITS, check_gates, read_gates
from factcards.evaluation.run import Run
from factcards.evaluation.running import RunOrder, run_suite

EVALS = Path(__file__).parent.parent.parent / "evals"
SUITE = EVALS / "suites" / "news"
MODEL = "local/qwen2.5-coder-0.5b"
KEPT = ("schema_faults", "ungrounded", "altered_quotes", "wrong_figures", "invented_people")
"""Limits that code alone can keep whatever the model says."""


@pytest.fixture(scope="module")
def run() -> Run:
    fixtures = load_suite(SUITE, Filter(split="dev"))
    order = RunOrder(suite=str(SUITE), model=MODEL, replay=True, baselines=False)
    return asyncio.run(run_suite(fixtures, order))


def test_every_question_of_today_has_a_recorded_answer(run: Run) -> None:
    missing = {document.id: document.error for document in run.documents if document.error}

    assert not missing, "re-record: factcards eval record --missing --model " + MODEL


@pytest.mark.parametrize("limit", KEPT)
def test_no_card_breaks_what_code_can_keep(run: Run, limit: str) -> None:
    count = LIMITS[limit]  # type: ignore[index]
    broken = {d.id: count(d.scores) for d in run.documents if d.scores and count(d.scores)}

    assert not broken


def test_no_field_falls_below_its_floor(run: Run) -> None:
    results = check_gates(run, read_gates(EVALS / "gates.toml"), None)
    floors = [result for result in results if result.name.startswith("F1 of")]

    assert floors
    assert [result.name for result in floors if not result.passed] == []
