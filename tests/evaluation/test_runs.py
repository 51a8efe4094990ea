"""Runs, gates, comparisons and their reports."""

from __future__ import annotations

import asyncio
from pathlib import Path
from xml.etree import ElementTree

import pytest
from cases import write_fixture

from factcards.errors import FixtureError, UsageError
from factcards.evaluation.fixtures import load_suite
from factcards.evaluation.gates import Gates, check_gates, read_gates
from factcards.evaluation.gold_card import gold_card
from factcards.evaluation.reporting import (
    EvalFormat,
    build_report,
    compare,
    render_comparison,
    render_run,
)
from factcards.evaluation.run import Run, read_run, run_text
from factcards.evaluation.running import RunOrder, rescore, rescored, run_suite
from factcards.evaluation.scores import FIELDS
from factcards.evaluation.view import Labels

ZERO = Gates.model_validate({"limits": {"forbidden": 0, "wrong_figures": 0, "ungrounded": 0}})


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    write_fixture(tmp_path / "suite")
    write_fixture(tmp_path / "suite", {"id": "ferry-two", "split": "test"})
    return tmp_path / "suite"


def made(suite: Path, **order: object) -> Run:
    wanted = RunOrder(suite=str(suite), model="rules", **order)  # type: ignore[arg-type]
    return asyncio.run(run_suite(load_suite(suite), wanted))


def perfected(run: Run, suite: Path) -> Run:
    """`run` with the cards that the labels make."""
    labels = {fixture.id: Labels(fixture) for fixture in load_suite(suite)}
    documents = tuple(
        rescored(d, gold_card(labels[d.id].fixture), labels[d.id], FIELDS) for d in run.documents
    )
    return run.model_copy(update={"documents": documents})


def test_a_run_has_every_document_scored_and_its_baselines_beside(suite: Path) -> None:
    run = made(suite)
    assert [document.id for document in run.documents] == ["ferry", "ferry-two"]
    assert len(run.scored) == 2
    assert run.failed == ()
    assert set(run.baselines) == {"headline as what", "publication date as when"}
    assert all(d.card is not None and d.card.article.text is None for d in run.documents)


def test_a_run_is_read_again_as_it_was_written(suite: Path, tmp_path: Path) -> None:
    run = made(suite, trials=2)
    path = tmp_path / "run.json"
    path.write_text(run_text(run), encoding="utf-8")
    assert read_run(path) == run
    assert len(run.documents) == 4


def test_what_is_no_run_is_told(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no run"):
        read_run(path)


def test_a_run_goes_on_where_it_stopped(suite: Path) -> None:
    fixtures = load_suite(suite)
    order = RunOrder(suite=str(suite), model="rules")
    first = made(suite)
    half = first.model_copy(update={"documents": first.documents[:1]})
    begun: list[str] = []
    whole = asyncio.run(
        run_suite(fixtures, order, on_card=lambda *at: begun.append(at[2]), earlier=half)
    )
    assert begun == ["ferry-two"]
    assert len(whole.documents) == 2


def test_drafts_are_refused_unless_allowed(tmp_path: Path) -> None:
    write_fixture(tmp_path, {"status": "draft"})
    with pytest.raises(FixtureError, match="nobody has adjudicated"):
        made(tmp_path)
    assert made(tmp_path, drafts=True).drafts


def test_scoring_stored_cards_again_changes_nothing(suite: Path) -> None:
    run = made(suite)
    assert rescore(run, load_suite(suite)) == run


def test_only_the_fields_wanted_are_scored(suite: Path) -> None:
    run = made(suite, fields=("who",))
    assert all(set(scores.fields) == {"who"} for scores in run.scored)


def test_gates_hold_for_perfect_cards_and_name_who_breaks_them(suite: Path) -> None:
    run = perfected(made(suite), suite)
    assert all(result.passed for result in check_gates(run, ZERO))
    document = run.documents[0]
    assert document.card is not None
    figure = document.card.figures[0].model_copy(update={"value": 77})
    bent = document.card.model_copy(update={"figures": (figure,)})
    labels = Labels(load_suite(suite)[0])
    worse = run.model_copy(
        update={"documents": (rescored(document, bent, labels, FIELDS), run.documents[1])}
    )
    failed = [result for result in check_gates(worse, ZERO, run) if not result.passed]
    assert [result.name for result in failed] == ["wrong figures", "from pass to fail"]
    assert {result.documents for result in failed} == {("ferry",)}
    difference = compare(worse, run, ZERO)
    assert difference.fallen == ("ferry",)
    moved = {change.field: change.moved for change in difference.fields if change.moved}
    assert set(moved) == {"figures"}
    assert set(moved["figures"]) == {"ferry"}
    assert "ferry" in render_comparison(difference, "terminal")
    assert "| figures |" in render_comparison(difference, "markdown")


def test_a_floor_is_held_for_its_model_only(suite: Path) -> None:
    run = perfected(made(suite), suite)
    floors = [{"model": "rules", "f1": {"who": 100}}, {"model": "other", "f1": {"who": 101}}]
    results = check_gates(run, Gates.model_validate({"floors": floors}))
    assert [(result.name, result.passed) for result in results] == [("F1 of who", True)]
    strict = Gates.model_validate({"floors": [{"model": "rules", "f1": {"who": 100.5}}]})
    assert not check_gates(run, strict)[0].passed


def test_the_shipped_gates_can_be_read_and_unknown_ones_are_told(tmp_path: Path) -> None:
    shipped = read_gates(Path(__file__).parents[2] / "evals" / "gates.toml")
    assert shipped.limits["wrong_figures"] == 0
    path = tmp_path / "gates.toml"
    path.write_text("[limits]\nbeauty = 1\n", encoding="utf-8")
    with pytest.raises(UsageError, match="beauty"):
        read_gates(path)


def test_reports_say_the_same_in_every_format(suite: Path) -> None:
    run = made(suite)
    report = build_report(run, check_gates(run, ZERO))
    text = render_run(run, report, "terminal")
    assert "headline as what" in text
    assert "wrong figures" in text
    assert "## Evaluation" in render_run(run, report, "markdown")
    root = ElementTree.fromstring(render_run(run, report, "junit"))
    names = [case.get("name") for case in root.iter("testcase")]
    assert names == ["ferry", "ferry-two", "forbidden", "wrong figures", "ungrounded"]
    assert '"rows"' in render_run(run, report, "json")


def test_what_could_not_be_measured_is_an_error_in_junit(suite: Path) -> None:
    run = made(suite)
    lost = run.documents[0].model_copy(update={"card": None, "scores": None, "error": "no answer"})
    run = run.model_copy(update={"documents": (lost, run.documents[1])})
    report = build_report(run)
    assert report.failed == {"ferry": "no answer"}
    root = ElementTree.fromstring(render_run(run, report, "junit"))
    assert [error.get("message") for error in root.iter("error")] == ["no answer"]


def test_runs_of_other_labels_are_not_compared(suite: Path) -> None:
    run = made(suite)
    other = run.model_copy(
        update={"documents": tuple(d.model_copy(update={"fixture": "0"}) for d in run.documents)}
    )
    with pytest.raises(UsageError, match="labels or articles differ"):
        compare(run, other, ZERO)


def renamed(run: Run, **changes: object) -> Run:
    return run.model_copy(update={"model": "openai/small", **changes})


def test_replays_of_one_model_differ_exactly_and_document_by_document(suite: Path) -> None:
    run = made(suite)
    before, now = renamed(perfected(run, suite), replayed=True), renamed(run, replayed=True)
    difference = compare(now, before, ZERO)
    assert difference.deterministic
    assert difference.mcnemar is None
    assert {(c.low, c.p, c.adjusted, c.detectable) for c in difference.fields} == {(None,) * 4}
    shown = render_comparison(difference, "terminal")
    assert "of the code and not of the model" in shown
    moved = [change for change in difference.fields if change.moved]
    assert moved
    for change in moved:
        for name, by in change.moved.items():
            assert f"{name} {100 * by:+.1f}" in shown


@pytest.mark.parametrize(
    "base", [{"replayed": False}, {"replayed": True, "model": "openai/other"}], ids=str
)
def test_what_a_model_was_asked_for_is_held_against_chance(
    suite: Path, base: dict[str, object]
) -> None:
    run = made(suite)
    difference = compare(renamed(run, replayed=True), renamed(perfected(run, suite), **base), ZERO)
    assert not difference.deterministic
    assert difference.mcnemar is not None
    assert all(change.p is not None and change.adjusted is not None for change in difference.fields)
    assert "visible drop" in render_comparison(difference, "terminal")


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_a_replay_says_that_it_tests_the_code(suite: Path, format_: EvalFormat) -> None:
    note = "this tests the code and not the model"
    run = made(suite)
    replayed = run.model_copy(update={"replayed": True})
    assert note in render_run(replayed, build_report(replayed), format_)
    assert note not in render_run(run, build_report(run), format_)


def test_a_replay_does_not_go_on_with_what_a_model_was_asked_for(suite: Path) -> None:
    order = RunOrder(suite=str(suite), model="rules", replay=True)
    begun: list[str] = []
    asyncio.run(
        run_suite(
            load_suite(suite), order, on_card=lambda *at: begun.append(at[2]), earlier=made(suite)
        )
    )
    assert begun == ["ferry", "ferry-two"]
