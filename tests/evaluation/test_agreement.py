"""How far two labellings agree."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from cases import GOLD, write_fixture

from factcards.errors import FixtureError
from factcards.evaluation.agreement import Agreement, agreement, labelled_twice, paired_labels
from factcards.evaluation.fixtures import load_suite
from factcards.evaluation.reporting import render_agreement


def second(folder: Path, name: str = "gold.second.yaml", **changes: Any) -> Path:
    """A further labelling of the small article in `folder`, changed by `changes`."""
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    path = folder / name
    path.write_text(yaml.safe_dump({**gold, **changes}, allow_unicode=True), encoding="utf-8")
    return path


def f1(found: Agreement, field: str) -> float | None:
    return next(row.f1 for row in found.fields if row.field == field)


def other_figures() -> list[dict[str, Any]]:
    figures: list[dict[str, Any]] = copy.deepcopy(GOLD["figures"])
    figures[0]["value"] = "13"
    return figures


def test_a_labelling_agrees_with_itself(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path, {"status": "draft"})
    second(folder)
    found = agreement(labelled_twice(tmp_path))
    assert {row.f1 for row in found.fields} == {1.0}
    assert found.documents == ("ferry",)


def test_another_value_counts_against_both_ways_and_in_its_field_alone(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path, {"status": "draft"})
    second(folder, figures=other_figures())
    found = agreement(labelled_twice(tmp_path))
    assert f1(found, "figures") == 0.5
    assert {row.f1 for row in found.fields if row.field != "figures"} == {1.0}


def test_agreement_is_the_same_whichever_labelling_comes_first(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    other = second(folder, "other.yaml", figures=other_figures(), who=GOLD["who"][:1])
    one_way = agreement(paired_labels(folder / "gold.yaml", other))
    other_way = agreement(paired_labels(other, folder / "gold.yaml"))
    assert one_way.f1 == other_way.f1
    assert f1(one_way, "who") != 1.0


def test_items_of_each_labelling_are_counted(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path, {"status": "draft"})
    second(folder, who=GOLD["who"][:2])
    who = next(row for row in agreement(labelled_twice(tmp_path)).fields if row.field == "who")
    assert (who.first, who.second, who.documents) == (3, 2, 1)


def test_adjudication_leaves_agreement_as_it_was(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    second(folder, "gold.first.yaml", status="draft", figures=other_figures())
    second(folder)
    assert f1(agreement(labelled_twice(tmp_path)), "figures") == 0.5


def test_first_and_second_labels_are_no_gold(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    second(folder, "gold.first.yaml", figures=other_figures())
    second(folder, figures=other_figures())
    (fixture,) = load_suite(tmp_path)
    assert fixture.gold.figures[0].value == 12


def test_adjudicated_labels_without_their_first_ones_are_told(tmp_path: Path) -> None:
    second(write_fixture(tmp_path))
    with pytest.raises(FixtureError, match="are not kept"):
        labelled_twice(tmp_path)


def test_a_fault_in_second_labels_names_their_file(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path, {"status": "draft"})
    figures = other_figures()
    figures[0]["quote"] = "At least 13 people were hurt"
    second(folder, figures=figures)
    with pytest.raises(FixtureError, match=r"gold\.second\.yaml: figures\[0\]"):
        labelled_twice(tmp_path)


def test_labels_of_two_articles_are_told(tmp_path: Path) -> None:
    write_fixture(tmp_path / "a")
    article = (tmp_path / "a" / "ferry" / "article.txt").read_text(encoding="utf-8")
    write_fixture(tmp_path / "b", article=article + "\nSign up again.\n")
    with pytest.raises(FixtureError, match="two articles"):
        paired_labels(tmp_path / "a", tmp_path / "b")


def test_two_suites_are_compared_over_what_both_have(tmp_path: Path) -> None:
    write_fixture(tmp_path / "a")
    write_fixture(tmp_path / "a", {"id": "ferry-two"})
    write_fixture(tmp_path / "b", {"figures": other_figures()})
    found = agreement(paired_labels(tmp_path / "a", tmp_path / "b"))
    assert found.documents == ("ferry",)
    assert f1(found, "figures") == 0.5


def test_agreement_is_shown_as_a_table_and_as_json(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path, {"status": "draft"})
    second(folder, figures=other_figures())
    found = agreement(labelled_twice(tmp_path))
    lines = [line.split() for line in render_agreement(found, "terminal").splitlines()]
    assert ["figures", "50.0", "1", "2", "2"] in lines
    rows = json.loads(render_agreement(found, "json"))["fields"]
    assert [row["f1"] for row in rows if row["field"] == "figures"] == [0.5]
