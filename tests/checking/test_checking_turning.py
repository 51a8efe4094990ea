"""Whether a text turns round what sentences say."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path

import pytest

from factcards.checking.turning import Pair, turned

TABLE = tomllib.loads((Path(__file__).parent / "data" / "negations.toml").read_text("utf-8"))
CASES = [
    pytest.param(language, row["said"], told, row.get("denied", False), key, id=told)
    for language, rows in TABLE.items()
    for row in rows
    for key in ("same", "turned")
    for told in row[key]
]


@pytest.mark.parametrize(("language", "said", "told", "denied", "key"), CASES)
def test_polarity(language: str, said: str, told: str, denied: bool, key: str) -> None:
    found = turned([said], told, language, denied=denied)
    assert bool(found) == (key == "turned"), found


def test_the_pair_shows_the_words_of_both() -> None:
    found = turned(["The bridge at Torv fell."], "The bridge at Torv did not fall.", "en")
    assert found == (Pair("The bridge at Torv fell", "not fall"),)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The permit is outstanding.", "Nobody has decided on the permit."),
        ("It is the clearest case of evolution by traffic.", "They do not blame traffic alone."),
    ],
)
def test_a_negation_of_other_words_is_doubtful_at_most(said: str, told: str) -> None:
    assert not any(pair.sure for pair in turned([said], told, "en"))


def test_time_is_linear_in_the_negations() -> None:
    said = "The town had no money and never paid, and nobody said who. " * 800
    started = time.process_time()
    turned([said], said + "No.", "en")
    assert time.process_time() - started < 5
