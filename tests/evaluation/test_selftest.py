"""The scorer is tested by corrupting perfect cards."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import shipped, write_fixture

from factcards.evaluation import selftest
from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.mutations import NEUTRAL, OPERATORS
from factcards.evaluation.scores import score_card
from factcards.evaluation.selftest import Outcome, render_selftest, run_selftest


@pytest.fixture(scope="module")
def outcomes() -> tuple[Outcome, ...]:
    return run_selftest(shipped()[::3])


def test_every_corruption_is_caught(outcomes: tuple[Outcome, ...]) -> None:
    assert {o.name: o.escaped for o in outcomes if o.harmful and not o.passed} == {}
    assert sum(o.cards for o in outcomes if o.harmful) > 10 * len(OPERATORS)


def test_what_changes_nothing_costs_nothing(outcomes: tuple[Outcome, ...]) -> None:
    assert {o.name: o.escaped for o in outcomes if not o.harmful and not o.passed} == {}
    assert sum(not o.harmful for o in outcomes) == len(NEUTRAL)


def test_a_scorer_that_sees_nothing_fails_its_test(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    perfect = {}

    def blind(labels: object, card: object, fields: object = None) -> object:
        if labels not in perfect:
            perfect[labels] = score_card(labels, card)  # type: ignore[arg-type]
        return perfect[labels]

    monkeypatch.setattr(selftest, "score_card", blind)
    found = run_selftest([fixture])
    assert not any(outcome.passed for outcome in found if outcome.harmful)
    assert "FAIL  swap a digit" in render_selftest(found)
