from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from factcards.errors import FixtureError
from factcards.evaluation.labelling import LabelsFile

SUITE = Path(__file__).parent.parent.parent / "evals" / "suites" / "news"
LABELS = """\
# the head stays
id: fire
headline:
  text: A depot burned.  # short
  quote: The depot burned down
who:
- name: Ana Ruiz
  kind: person
  quote: said Ana Ruiz
# about the second
- name: Brennick Fire
  kind: organisation
  aliases:
  - the brigade
  quote: said Brennick Fire
figures: []
forbidden:
- name: Tom Oduya
  why: a photographer
"""


def test_a_changed_value_moves_no_other_line() -> None:
    changed = LabelsFile(LABELS).with_value("who", 0, "kind", "group")

    assert changed.text == LABELS.replace("kind: person", "kind: group")


def test_a_number_is_written_so_that_it_stays_text() -> None:
    changed = LabelsFile(LABELS).with_value("who", 1, "role", "12")

    assert yaml.safe_load(changed.text)["who"][1]["role"] == "12"


def test_a_list_is_replaced_whole() -> None:
    changed = LabelsFile(LABELS).with_value("who", 1, "aliases", ["firefighters", "crews"])

    assert yaml.safe_load(changed.text)["who"][1]["aliases"] == ["firefighters", "crews"]
    assert "# about the second" in changed.text


def test_a_new_key_goes_to_the_end_of_its_item() -> None:
    changed = LabelsFile(LABELS).with_value("who", 0, "note", "the mayor")

    assert "  quote: said Ana Ruiz\n  note: the mayor\n# about the second\n" in changed.text


def test_a_key_is_taken_away() -> None:
    changed = LabelsFile(LABELS).with_value("who", 1, "aliases", None)

    assert "aliases" not in yaml.safe_load(changed.text)["who"][1]
    assert changed.text.count("\n") == LABELS.count("\n") - 2


def test_a_key_of_the_file_itself_is_changed() -> None:
    changed = LabelsFile(LABELS).with_value("", None, "id", "blaze")

    assert changed.text == LABELS.replace("id: fire", "id: blaze")


def test_the_first_key_of_an_item_is_not_taken_away() -> None:
    with pytest.raises(FixtureError, match="first line"):
        LabelsFile(LABELS).with_value("who", 0, "name", None)


def test_a_dropped_item_leaves_comments_of_its_neighbours() -> None:
    changed = LabelsFile(LABELS).without_item("who", 0)

    assert "# about the second" in changed.text
    assert [item["name"] for item in yaml.safe_load(changed.text)["who"]] == ["Brennick Fire"]


def test_the_last_item_leaves_an_empty_list() -> None:
    changed = LabelsFile(LABELS).without_item("forbidden", 0)

    assert yaml.safe_load(changed.text)["forbidden"] == []


def test_an_item_is_added_to_a_list() -> None:
    changed = LabelsFile(LABELS).with_item("who", {"name": "Tom Vale", "kind": "person"})

    assert [item["name"] for item in yaml.safe_load(changed.text)["who"]][2] == "Tom Vale"
    assert "# about the second" in changed.text


def test_an_item_is_added_to_an_empty_list() -> None:
    changed = LabelsFile(LABELS).with_item("figures", {"text": "three", "value": "3"})

    assert yaml.safe_load(changed.text)["figures"] == [{"text": "three", "value": "3"}]


def test_an_item_in_braces_gets_lines_of_its_own_when_it_is_changed() -> None:
    braces = LabelsFile("who:\n  - {name: Ana, kind: person}\n  # below\n  - {name: Tom}\n")

    changed = braces.with_value("who", 0, "kind", "group")

    assert changed.text == ("who:\n  - name: Ana\n    kind: group\n  # below\n  - {name: Tom}\n")


def test_a_list_in_brackets_keeps_what_it_had() -> None:
    changed = LabelsFile("who: [{name: Ana}]\nfigures: []\n").with_item("who", {"name": "Tom"})

    assert yaml.safe_load(changed.text) == {
        "who": [{"name": "Ana"}, {"name": "Tom"}],
        "figures": [],
    }


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(FixtureError, match=r"who\[2\]"):
        LabelsFile(LABELS).without_item("who", 2)


@pytest.mark.parametrize("path", sorted(SUITE.glob("*/gold.yaml")), ids=lambda p: p.parent.name)
def test_every_label_of_the_suite_can_be_dropped_and_nothing_else_goes(path: Path) -> None:
    file = LabelsFile(path.read_text(encoding="utf-8"))
    before = yaml.safe_load(file.text)

    for field in ("who", "figures", "forbidden"):
        last = len(before[field]) - 1
        if last < 0:
            continue
        after = yaml.safe_load(file.without_item(field, last).text)
        assert after == before | {field: before[field][:-1]}
