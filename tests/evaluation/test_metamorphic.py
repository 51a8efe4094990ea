"""Articles changed in one respect: what is known of their cards, and whether they follow."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest
from cases import ARTICLE, write_fixture

from factcards import make_card
from factcards.card import FactCard
from factcards.evaluation.fixtures import Fixture, load_fixture
from factcards.evaluation.making import Making
from factcards.evaluation.metamorphic import (
    Alteration,
    Substitution,
    alterations_of,
    difference_of,
    facts_of,
    render_metamorphic,
    run_metamorphic,
)

APART = (
    "The port authority of Brennick counts 340 berths.",
    "Swimmers crossed Lake Orvane in record numbers, Dora Pell of the Orvane club reported.",
    "Nothing of the kind is known from Lake Merrow.",
)
"""The first two may change places."""


def fixture_of(tmp_path: Path, article: str = ARTICLE) -> Fixture:
    return load_fixture(write_fixture(tmp_path, article=article))


def with_body(*paragraphs: str) -> str:
    """The small article with more paragraphs before its boilerplate."""
    return ARTICLE.replace("\n\nSign", "\n\n" + "\n\n".join(paragraphs) + "\n\nSign")


def card_of(fixture: Fixture) -> FactCard:
    return make_card(fixture.as_read, model="rules")


def altered(fixture: Fixture, operator: str) -> list[Alteration]:
    found = alterations_of(fixture, card_of(fixture), most=9)
    return [alteration for alteration in found if alteration.operator == operator]


def test_every_kind_of_change_is_made_and_the_card_of_rules_follows(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path, with_body(*APART))
    outcome = asyncio.run(run_metamorphic([fixture], Making(model="rules")))
    assert {it.operator for it in outcome.rates if it.trials} == {
        "reorder paragraphs",
        "add boilerplate",
        "change a number",
        "change a name",
    }
    assert [trial for trial in outcome.trials if not trial.followed] == []
    assert "100.0 % followed" in render_metamorphic(outcome)


def test_a_number_changes_where_it_stands_and_with_it_the_value(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path)
    (change,) = (a for a in altered(fixture, "change a number") if a.told.startswith("4.2 "))
    assert "4.3 million kroner" in change.article.text
    wanted = facts_of(card_of(fixture), change.change)["figures"]
    assert any("4.3 million kroner" in fact and "4300000" in fact for fact in wanted)
    assert all(p.span.end <= len(change.article.text) for p in change.article.paragraphs)


def test_a_number_that_stands_twice_is_left_alone(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path)
    assert not any(a.told.startswith("12 ") for a in altered(fixture, "change a number"))


def test_a_name_changes_wherever_it_stands(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path, ARTICLE.replace("Repairs", "Holt waved. Repairs"))
    (change,) = (a for a in altered(fixture, "change a name") if a.told.startswith("Holt "))
    assert "Holt" not in change.article.text
    assert change.article.text.count("Varnholm") == 2


@pytest.mark.parametrize("words", ["Holthaven is near.", "They holt there."])
def test_a_name_that_is_part_of_a_word_or_a_word_is_left_alone(tmp_path: Path, words: str) -> None:
    fixture = fixture_of(tmp_path, ARTICLE.replace("Repairs", f"{words} Repairs"))
    assert not any(a.told.startswith("Holt ") for a in altered(fixture, "change a name"))


def test_paragraphs_that_stand_alone_change_places(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path, with_body(*APART))
    (change,) = altered(fixture, "reorder paragraphs")
    old = sorted(p.span.of(fixture.as_read.text) for p in fixture.as_read.paragraphs)
    new = [p.span.of(change.article.text) for p in change.article.paragraphs]
    assert sorted(new) == old
    assert new.index(APART[1]) < new.index(APART[0])
    assert new[0] == fixture.as_read.paragraphs[0].span.of(fixture.as_read.text)


@pytest.mark.parametrize(
    "second",
    [
        "Swimmers crossed the lake in record numbers, she said.",
        "Swimmers also crossed Lake Orvane, Dora Pell of the Orvane club reported.",
        "Other harbours count the berths by the Orvane method, Dora Pell of the club reported.",
    ],
)
def test_a_paragraph_that_leans_on_another_stays(tmp_path: Path, second: str) -> None:
    fixture = fixture_of(tmp_path, with_body(APART[0], second, APART[2]))
    for change in altered(fixture, "reorder paragraphs"):
        places = [change.article.text.index(text) for text in (APART[0], second, APART[2])]
        assert places == sorted(places)


def test_what_a_card_loses_and_gains_is_told_by_field(tmp_path: Path) -> None:
    card = card_of(fixture_of(tmp_path))
    change = Substitution(old="Holt", new="Kelvane")
    assert difference_of(facts_of(card), facts_of(card)) == {}
    difference = difference_of(facts_of(card, change), facts_of(card))
    assert "who" in difference
    assert any(line.startswith("- Ines Kelvane") for line in difference["who"])
    assert any(line.startswith("+ Ines Holt") for line in difference["who"])


def test_a_number_is_exchanged_whole() -> None:
    change = Substitution(old="12", new="14", factor=Fraction(14, 12))
    assert change.of("12 people, 1,12 and 12.5, on 12.") == "14 people, 1,12 and 12.5, on 14."


def test_an_article_without_a_card_is_told_and_not_counted_as_followed(tmp_path: Path) -> None:
    fixture = fixture_of(tmp_path)
    making = Making(model="openai/nobody", mode="replay")
    outcome = asyncio.run(run_metamorphic([fixture], making))
    assert [trial.operator for trial in outcome.failed] == ["none"]
    assert "no card:" in render_metamorphic(outcome)
