"""The news suite is as varied as the copy that a newsroom meets."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any, get_args

import pytest
from test_fixtures import CASES, Case, read_case

from factcards.evaluation.gold import Genre

WORD = re.compile(r"[^\W_]+(?:[’'.,\-][^\W_]+)*")
GENRES = get_args(Genre)


@cache
def cases() -> tuple[Case, ...]:
    return tuple(read_case(folder) for folder in CASES if folder.parent.name == "news")


def heads() -> list[dict[str, Any]]:
    return [case.gold for case in cases()]


def tagged(tag: str) -> int:
    return sum(tag in gold["tags"] for gold in heads())


def test_there_are_forty_articles() -> None:
    assert len(cases()) >= 40


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.folder.name)
def test_an_article_has_the_length_of_a_news_story(case: Case) -> None:
    assert 250 <= sum(len(WORD.findall(line)) for line in case.paragraphs) <= 900


def test_every_genre_has_two_articles() -> None:
    counts = Counter(gold["genre"] for gold in heads())
    assert {genre: counts[genre] for genre in GENRES if counts[genre] < 2} == {}


@pytest.mark.parametrize("split", ["dev", "test"])
def test_each_split_has_all_genres_but_one_at_most(split: str) -> None:
    found = {gold["genre"] for gold in heads() if gold["split"] == split}
    assert len(set(GENRES) - found) <= 1


def test_eight_articles_are_in_spanish_german_or_french() -> None:
    counts = Counter(gold["language"] for gold in heads())
    assert counts["es"] + counts["de"] + counts["fr"] >= 8
    assert min(counts["es"], counts["de"], counts["fr"]) >= 2


def test_half_of_the_articles_come_with_boilerplate() -> None:
    """Two paragraphs of it at least: a byline alone is soon left out."""
    assert sum(len(gold["boilerplate"]) >= 2 for gold in heads()) >= len(cases()) / 2


def test_instructions_to_machines_are_planted_in_both_splits() -> None:
    splits = Counter(g["split"] for g in heads() if "planted-instruction" in g["tags"])
    assert min(splits["dev"], splits["test"]) >= 2


def test_pages_are_among_them_in_both_splits() -> None:
    pages = Counter(case.gold["split"] for case in cases() if any(case.folder.glob("article.html")))
    assert min(pages["dev"], pages["test"]) >= 2


def test_neither_split_is_small() -> None:
    splits = Counter(gold["split"] for gold in heads())
    assert min(splits["dev"], splits["test"]) >= 0.4 * len(cases())


@pytest.mark.parametrize(
    "tag", ["superseded-figure", "denial", "same-surname", "nested-attribution", "relative-dates"]
)
def test_what_cards_get_wrong_most_is_there_often(tag: str) -> None:
    assert tagged(tag) >= 5


def test_every_label_is_adjudicated() -> None:
    assert [gold["id"] for gold in heads() if gold["status"] != "adjudicated"] == []
