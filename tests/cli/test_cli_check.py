from __future__ import annotations

import json
from pathlib import Path

from command_line import ARTICLE, HARBOUR, InProcess


def edited(folder: Path, old: str, new: str) -> Path:
    path = folder / "edited.txt"
    path.write_text(ARTICLE.read_text("utf-8").replace(old, new), encoding="utf-8")
    return path


def test_an_unchanged_article_leaves_every_fact_standing(in_process: InProcess) -> None:
    ended = in_process("check", HARBOUR, ARTICLE)
    assert ended.code == 0
    assert "Next: nothing to mend." in ended.err
    assert {line.split()[0] for line in ended.out.splitlines()[2:]} == {"stands"}


def test_a_changed_number_ends_with_1_and_is_shown(in_process: InProcess, tmp_path: Path) -> None:
    ended = in_process("check", HARBOUR, edited(tmp_path, "1,150", "1,510"))
    assert ended.code == 1
    assert "‹1,150›" in ended.out
    assert "‹1,510›" in ended.out


def test_a_new_first_paragraph_only_moves_the_facts(in_process: InProcess, tmp_path: Path) -> None:
    path = edited(tmp_path, "By Ines Tarrant", "By Ines Tarrant\n\nIt had rained since Sunday.")
    ended = in_process("check", HARBOUR, path, "--format", "json")
    assert ended.code == 0
    counts = json.loads(ended.out)["counts"]
    assert counts["changed"] == counts["gone"] == 0
    assert counts["moved"] > 20


def test_a_check_can_be_passed_on_as_markdown(in_process: InProcess, tmp_path: Path) -> None:
    path = edited(tmp_path, "at least 200 jobs", "at least 300 jobs")
    ended = in_process("check", HARBOUR, path, "--format", "markdown", "--quiet")
    assert ended.out.startswith("# Check: ")
    assert "| changed | figures | 200 |" in ended.out
    assert ended.err == ""


def test_a_missing_article_ends_with_2(in_process: InProcess) -> None:
    ended = in_process("check", HARBOUR, "none.txt")
    assert ended.code == 2
    assert ended.err.startswith("error: no such file: none.txt\nhint: ")
