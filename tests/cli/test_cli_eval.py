"""`factcards eval`, as a user runs it: a small suite, cards of rules, a model played back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from cases import write_fixture
from command_line import ROOT, InProcess
from openai_like import answer, openai_like

LISTS = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
NOTHING = json.dumps({"headline": None, **{name: [] for name in LISTS}})


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    write_fixture(tmp_path / "suite")
    write_fixture(tmp_path / "suite", {"id": "ferry-two", "split": "test"})
    return tmp_path / "suite"


@pytest.fixture
def stored(in_process: InProcess, suite: Path) -> Path:
    path = suite.parent / "run.json"
    assert in_process("eval", "run", suite, "-o", path, "-q").code == 0
    return path


def read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def bend(path: Path, target: Path) -> None:
    """Write the run at `path` with a wrong value in the first figure of its first card."""
    run = read(path)
    run["documents"][0]["card"]["figures"][0]["value"] = "77"
    target.write_text(json.dumps(run), encoding="utf-8")


def test_run_scores_every_document_and_keeps_the_run(stored: Path) -> None:
    run = read(stored)
    assert [document["id"] for document in run["documents"]] == ["ferry", "ferry-two"]
    assert run["replayed"] is False
    assert all(document["scores"]["fields"]["who"] for document in run["documents"])


def test_run_goes_by_split_id_and_field(in_process: InProcess, suite: Path) -> None:
    ended = in_process(
        "eval", "run", suite, "--split", "test", "--field", "who", "--format", "json", "-q"
    )
    assert ended.code == 0
    report = json.loads(ended.out)
    assert (report["documents"], [row["field"] for row in report["rows"]]) == (1, ["who"])
    assert (
        json.loads(in_process("eval", "run", suite, "--id", "ferry", "--format", "json", "-q").out)[
            "documents"
        ]
        == 1
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--field", "beauty"), "there is no field beauty"),
        (("--split", "all"), "there is no split"),
        (("--resume",), "--resume needs the file"),
        (("--format", "pdf"), "there is no format"),
        (("--id", "nobody"), "has no fixture nobody"),
    ],
)
def test_run_ends_with_2_where_the_command_line_is_at_fault(
    in_process: InProcess, suite: Path, arguments: tuple[str, ...], told: str
) -> None:
    ended = in_process("eval", "run", suite, *arguments)
    assert ended.code == 2
    assert told in ended.err
    assert ended.out == ""


def test_run_refuses_drafts_unless_they_are_allowed(in_process: InProcess, tmp_path: Path) -> None:
    write_fixture(tmp_path / "drafts", {"status": "draft"})
    refused = in_process("eval", "run", tmp_path / "drafts", "-q")
    assert (refused.code, "--drafts" in refused.err) == (2, True)
    allowed = in_process("eval", "run", tmp_path / "drafts", "--drafts", "-q")
    assert allowed.code == 0
    assert "take the scores as drafts" in allowed.out


def test_run_ends_with_3_where_no_answer_is_recorded(in_process: InProcess, suite: Path) -> None:
    ended = in_process("eval", "run", suite, "--model", "openai/played", "--replay", "-q")
    assert ended.code == 3
    assert "Not measured: ferry" in ended.out


def test_what_was_recorded_is_played_back_and_says_so(in_process: InProcess, suite: Path) -> None:
    with openai_like(answer(NOTHING), answer(NOTHING)) as server:
        recorded = in_process(
            "eval", "record", suite, "--model", "openai/played", "--base-url", server.base_url
        )
    assert recorded.code == 0
    once, again = suite.parent / "once.json", suite.parent / "again.json"
    for path in (once, again):
        ended = in_process(
            "eval", "run", suite, "--model", "openai/played", "--replay", "-o", path, "-q"
        )
        assert ended.code == 0
        assert "this tests the code and not the model" in ended.out
    ended = in_process("eval", "compare", once, again)
    assert ended.code == 0
    assert "every difference is exact" in ended.out
    assert "Holm" not in ended.out
    page = suite.parent / "page.html"
    assert in_process("eval", "report", once, "-o", page, "-q").code == 0
    assert "this tests the code and not the model" in page.read_text("utf-8")


def test_a_gate_that_fails_ends_with_1_and_names_the_document(
    in_process: InProcess, stored: Path, suite: Path
) -> None:
    gates = suite.parent / "gates.toml"
    gates.write_text("[limits]\nwrong_figures = 0\n", encoding="utf-8")
    assert in_process("eval", "regate", stored, "--gates", gates, "-q").code == 0
    bent = suite.parent / "bent.json"
    bend(stored, bent)
    ended = in_process("eval", "regate", bent, "--gates", gates, "--format", "junit", "-q")
    assert ended.code == 1
    failed = [
        case.get("name")
        for case in ElementTree.fromstring(ended.out).iter("testcase")
        if case.find("failure") is not None
    ]
    assert failed == ["ferry", "wrong figures"]


def test_regate_scores_against_the_labels_as_they_are_now(
    in_process: InProcess, stored: Path, suite: Path
) -> None:
    before = read(stored)["documents"][0]["scores"]["fields"]["who"]
    write_fixture(suite, {"who": []})
    again = suite.parent / "again.json"
    assert in_process("eval", "regate", stored, "-o", again, "-q").code == 0
    after = read(again)["documents"][0]["scores"]["fields"]["who"]
    assert after["tally"]["missing"] == 0
    assert after != before


def test_compare_names_the_documents_that_fell_and_ends_with_1(
    in_process: InProcess, stored: Path, suite: Path
) -> None:
    gates = suite.parent / "gates.toml"
    gates.write_text("pass_to_fail = 0\n[limits]\nwrong_figures = 0\n", encoding="utf-8")
    bent, scored = suite.parent / "bent.json", suite.parent / "scored.json"
    bend(stored, bent)
    in_process("eval", "regate", bent, "-o", scored, "-q")
    ended = in_process("eval", "compare", scored, stored, "--gates", gates)
    assert ended.code == 1
    assert "From pass to fail: ferry;" in ended.out
    assert "look at the documents that fell" in ended.err
    assert in_process("eval", "compare", stored, stored, "--gates", gates).code == 0


def test_compare_has_no_junit(in_process: InProcess, stored: Path) -> None:
    ended = in_process("eval", "compare", stored, stored, "--format", "junit")
    assert (ended.code, "no test cases" in ended.err) == (2, True)


@pytest.mark.parametrize("command", ["regate", "report"])
def test_what_is_no_run_is_told(in_process: InProcess, tmp_path: Path, command: str) -> None:
    path = tmp_path / "run.json"
    path.write_text("{}", encoding="utf-8")
    ended = in_process("eval", command, path)
    assert (ended.code, "holds no run" in ended.err) == (2, True)


def test_report_writes_one_page(in_process: InProcess, stored: Path, suite: Path) -> None:
    page = suite.parent / "page.html"
    ended = in_process("eval", "report", stored, "-o", page)
    assert ended.code == 0
    assert f"Next: open {page} in a browser." in ended.err
    assert page.read_text("utf-8").startswith("<!doctype html>")


def test_selftest_catches_every_corruption_of_a_real_fixture(
    in_process: InProcess, tmp_path: Path
) -> None:
    names = ("council-parking-wexcombe", "science-moth-hearing", "release-tidewell-turbine")
    for name in names:
        source = ROOT / "evals" / "suites" / "news" / name
        ignored = shutil.ignore_patterns("recordings")
        shutil.copytree(source, tmp_path / "suite" / name, ignore=ignored)
    ended = in_process("eval", "selftest", tmp_path / "suite")
    assert ended.code == 0, ended.out
    assert "FAIL" not in ended.out
    assert ended.out.count("100.0 %") == ended.out.count("\n")


def test_metamorphic_tells_the_rate_of_each_change(in_process: InProcess, suite: Path) -> None:
    ended = in_process("eval", "metamorphic", suite, "--id", "ferry", "--least", "100")
    assert ended.code == 0, ended.out
    assert "change a name        100.0 % followed" in ended.out
    told = json.loads(
        in_process("eval", "metamorphic", suite, "--id", "ferry", "--format", "json", "-q").out
    )
    assert {trial["id"] for trial in told["trials"]} == {"ferry"}
    missing = in_process("eval", "metamorphic", suite, "--format", "pdf")
    assert missing.code == 2
