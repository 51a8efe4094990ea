"""Roles never cross the border of their clause."""

from __future__ import annotations

import pytest

from factcards.reading.entities import read_entities
from factcards.reading.sentences import split_sentences


def _roles(text: str, name: str) -> list[str]:
    for entity in read_entities(text, "en", split_sentences(text, "en")):
        if entity.name == name:
            return [role.of(text) for role in entity.roles]
    raise AssertionError(f"{name} was not read")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Speaking after Nora Quist, the minister said taxes would rise.", "Nora Quist"),
        ("Unlike Nora Quist, the minister has no car.", "Nora Quist"),
        ("She thanked the minister, and Nora Quist left.", "Nora Quist"),
        ("Nora Quist told reporters that the mayor was ill.", "Nora Quist"),
        ("When Nora Quist arrived, the mayor had left, witnesses said.", "Nora Quist"),
        ("The mayor said Nora Quist was wrong.", "Nora Quist"),
        ("They spoke to a lawyer. Nora Quist was not there.", "Nora Quist"),
    ],
)
def test_somebody_elses_words_are_no_role(text: str, name: str) -> None:
    assert _roles(text, name) == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Nora Quist, the town's first mayor, died.", "Nora Quist", "first mayor"),
        ("Nora Quist, former head of the port, died.", "Nora Quist", "former head of the port"),
        ("They asked Nora Quist, chair of the union.", "Nora Quist", "chair of the union"),
        (
            "Nora Quist, chief executive of Korvane, left.",
            "Nora Quist",
            "chief executive of Korvane",
        ),
        ("Its chairwoman, Nora Quist, left.", "Nora Quist", "Its chairwoman"),
        ("A teacher named Nora Quist left.", "Nora Quist", "teacher"),
        ("Korvane's founder, Nora Quist, left.", "Nora Quist", "Korvane's founder"),
        ("It was led by retired judge Nora Quist.", "Nora Quist", "retired judge"),
        ("Nora Quist, 54, who leads the union, left.", "Nora Quist", "leads the union"),
    ],
)
def test_the_role_is_the_phrase_without_its_article(text: str, name: str, role: str) -> None:
    assert _roles(text, name)[:1] == [role]
