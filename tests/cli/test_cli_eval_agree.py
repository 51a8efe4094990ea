from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from command_line import ROOT, InProcess

FIXTURE = ROOT / "evals" / "suites" / "news" / "nonews-bandstand"
LINE = "beyond this mark a score means little"


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """A suite of one article that is labelled twice."""
    shutil.copytree(FIXTURE, tmp_path / "suite" / FIXTURE.name)
    return tmp_path / "suite"


def test_a_suite_is_measured(in_process: InProcess, suite: Path) -> None:
    ended = in_process("eval", "agree", suite, "--format", "json")
    assert ended.code == 0, ended.err
    assert json.loads(ended.out)["documents"] == [FIXTURE.name]


def test_two_files_are_measured(in_process: InProcess, suite: Path) -> None:
    folder = suite / FIXTURE.name
    ended = in_process("eval", "agree", folder / "gold.yaml", folder / "gold.second.yaml")
    assert ended.code == 0, ended.err
    assert LINE in ended.out


def test_a_suite_that_nobody_labelled_twice_was_not_measured(
    in_process: InProcess, suite: Path
) -> None:
    (suite / FIXTURE.name / "gold.second.yaml").unlink()
    ended = in_process("eval", "agree", suite)
    assert ended.code == 3
    assert "labelled twice" in ended.err


def test_what_is_not_there_is_told(in_process: InProcess, tmp_path: Path) -> None:
    ended = in_process("eval", "agree", tmp_path / "none", tmp_path / "neither")
    assert ended.code == 2
    assert "there is no" in ended.err


@pytest.mark.parametrize("format_", ["terminal", "markdown"])
def test_a_run_shows_agreement_beside_its_scores(
    in_process: InProcess, suite: Path, format_: str
) -> None:
    ended = in_process("eval", "run", suite, "--drafts", "--format", format_, "-q")
    assert "labeller agreement" in ended.out, ended.err
    assert ended.out.count(LINE) == 1


def test_the_page_shows_agreement_beside_its_scores(
    in_process: InProcess, suite: Path, tmp_path: Path
) -> None:
    run, page = tmp_path / "run.json", tmp_path / "page.html"
    in_process("eval", "run", suite, "--drafts", "-o", run, "-q")
    ended = in_process("eval", "report", run, "-o", page)
    assert ended.code == 0, ended.err
    assert "labeller agreement" in page.read_text(encoding="utf-8")
    assert page.read_text(encoding="utf-8").count(LINE) == 1
