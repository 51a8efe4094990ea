"""Fixtures are read whole, located in their article, and faults name the mend."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cases import ARTICLE, GOLD, shipped, write_fixture

from factcards.errors import FixtureError
from factcards.evaluation.fixtures import Filter, load_fixture, load_suite
from factcards.evaluation.normalising import folded


def with_item(field: str, number: int, **changes: Any) -> dict[str, Any]:
    items = [dict(item) for item in GOLD[field]]
    items[number].update(changes)
    return {field: items}


def fault(folder: Path) -> FixtureError:
    with pytest.raises(FixtureError) as caught:
        load_fixture(folder)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return caught.value


def test_every_quote_of_the_shipped_fixtures_is_found_in_their_story() -> None:
    for fixture in shipped():
        text = fixture.article.text
        for place, label in fixture.gold.labels():
            spans = fixture.places[place]
            assert len(spans) == len(label.quotes) or fixture.source.suffix == ".html"
            for span in spans:
                paragraph = fixture.article.paragraph_at(span.start)
                assert paragraph is not None
                assert paragraph.role == "story"
                assert span.end <= paragraph.span.end
            said = [folded(span.of(text)).casefold() for span in spans]
            assert said[0] == folded(label.quote).casefold()
            assert set(said) <= {folded(quote).casefold() for quote in label.quotes}


def test_roles_of_paragraphs_are_those_of_the_labels(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    aside = [p.span.of(ARTICLE) for p in fixture.article.paragraphs if p.role == "boilerplate"]
    assert aside == ["By Tom Vale", "Sign up for our newsletter, only 3 kroner."]


def test_an_absent_quote_names_file_item_and_the_nearest_words(tmp_path: Path) -> None:
    changes = with_item("who", 1, quote="The firm Halden Lines denied")
    error = fault(write_fixture(tmp_path, changes))
    assert "gold.yaml: who[1]:" in error.message
    assert "does not stand in the article" in error.message
    assert "Halden Line denied" in error.hint


def test_a_quote_that_stands_twice_is_refused(tmp_path: Path) -> None:
    changes = with_item("where", 0, quote="Brennick")
    assert "stands 2 times in the story" in fault(write_fixture(tmp_path, changes)).message


def test_a_quote_of_boilerplate_is_refused(tmp_path: Path) -> None:
    changes = with_item("figures", 1, quote="only 3 kroner")
    error = fault(write_fixture(tmp_path, changes))
    assert "figures[1]" in error.message
    assert "boilerplate only" in error.message


def test_part_of_a_number_is_no_place(tmp_path: Path) -> None:
    changes = with_item("figures", 1, quote="2 million kroner")
    assert "does not stand" in fault(write_fixture(tmp_path, changes)).message


def test_an_edited_article_is_refused(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    (folder / "article.txt").write_text(ARTICLE.replace("12", "13"), encoding="utf-8")
    error = fault(folder)
    assert "was edited since it was labelled" in error.message
    assert "look at every quote again" in error.hint


def test_boilerplate_that_begins_no_paragraph_is_refused(tmp_path: Path) -> None:
    error = fault(write_fixture(tmp_path, {"boilerplate": ["By Tom Vale", "Subscribe"]}))
    assert "no paragraph begins with “Subscribe”" in error.message


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (with_item("figures", 0, value=12), "figures[0].value: "),
        (with_item("who", 0, kind="ship"), "who[0].kind: "),
        (with_item("who", 0, colour="red"), "who[0].colour: "),
        ({"id": "ship"}, None),
        ({"forbidden": [{"why": "nothing named"}]}, "forbidden[0]: "),
    ],
)
def test_labels_that_are_not_as_the_schema_has_them_name_the_place(
    tmp_path: Path, changes: dict[str, Any], told: str | None
) -> None:
    folder = write_fixture(tmp_path, changes)
    if told is None:
        folder = folder.rename(tmp_path / "other")
        told = "is not the name of its folder"
    assert told in fault(folder).message


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    with (folder / "gold.yaml").open("a", encoding="utf-8") as file:
        file.write("genre: sport\n")
    assert "“genre” stands twice" in fault(folder).message


def test_words_of_a_figure_that_are_not_in_its_quote_are_told(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path, with_item("figures", 0, text="13")))
    with pytest.raises(FixtureError, match="is not in its quote"):
        fixture.words_at("figures[0]", "13")
    assert fixture.words_at("figures[0]", "12").of(ARTICLE) == "12"


def test_a_suite_can_be_filtered(tmp_path: Path) -> None:
    write_fixture(tmp_path)
    write_fixture(tmp_path, {"id": "ferry-two", "split": "test", "genre": "brief"})
    names = [f.id for f in load_suite(tmp_path, Filter(split="dev"))]
    assert names == ["ferry"]
    assert [f.id for f in load_suite(tmp_path, Filter(tags=("brief",)))] == ["ferry-two"]
    assert [f.id for f in load_suite(tmp_path, Filter(ids=("ferry-two",)))] == ["ferry-two"]
    assert len(load_suite(tmp_path)) == 2


@pytest.mark.parametrize("wanted", [Filter(ids=("boat",)), Filter(tags=("nothing",))])
def test_a_filter_that_leaves_nothing_is_told(tmp_path: Path, wanted: Filter) -> None:
    write_fixture(tmp_path)
    with pytest.raises(FixtureError):
        load_suite(tmp_path, wanted)


def test_a_folder_without_fixtures_is_told(tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match="holds no fixtures"):
        load_suite(tmp_path)
