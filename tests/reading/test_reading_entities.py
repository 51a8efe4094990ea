"""Hand-written cases of names, kinds, roles, short forms and countries."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from factcards.card import Span
from factcards.reading.entities import read_entities
from factcards.reading.mentions import Entity, Sentence
from factcards.reading.sentences import split_sentences

LANGUAGES = ("en", "es", "de", "fr")


def _cases() -> list[tuple[str, dict[str, Any]]]:
    cases = []
    for language in LANGUAGES:
        path = Path(__file__).parent / f"names_{language}.toml"
        with path.open("rb") as file:
            cases += [(language, case) for case in tomllib.load(file)["case"]]
    return cases


CASES = _cases()


def _entities(text: str, language: str = "en") -> tuple[Entity, ...]:
    return read_entities(text, language, split_sentences(text, language))


@pytest.mark.parametrize(
    ("language", "case"), CASES, ids=[f"{lang}-{case['text'][:40]}" for lang, case in CASES]
)
def test_case(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = {entity.name: entity for entity in _entities(text, language)}
    expected = case.get("entities", {})
    for name, wanted in expected.items():
        assert name in found, f"{name!r} is not among {sorted(found)}"
        _check(found[name], wanted, text)
    if case.get("only"):
        assert sorted(found) == sorted(expected)
    forms = {form for entity in found.values() for form in (entity.name, *entity.aliases)}
    assert not forms & set(case.get("absent", ()))


def _check(entity: Entity, wanted: dict[str, Any], text: str) -> None:
    roles = [span.of(text) for span in entity.roles]
    if "kind" in wanted:
        assert entity.kind == wanted["kind"]
    if "sure" in wanted:
        assert entity.sure is wanted["sure"]
    if "role" in wanted:
        assert (roles[0] if roles else "") == wanted["role"]
    assert set(wanted.get("roles", ())) <= set(roles)
    if "aliases" in wanted:
        assert sorted(entity.aliases) == sorted(wanted["aliases"])
    if "country" in wanted:
        assert (entity.country or "") == wanted["country"]
    if "mentions" in wanted:
        assert len(entity.mentions) == wanted["mentions"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 120
    assert all(sum(lang == code for lang, _ in CASES) >= 12 for code in LANGUAGES)


def test_boilerplate_sentences_name_nobody() -> None:
    text = "Maria Holt resigned. Support Korvane Holdings today."
    cut = text.index("Support")
    sentences = (
        Sentence(1, Span(0, cut - 1), 0, True),
        Sentence(2, Span(cut, len(text)), 1, False),
    )
    assert [entity.name for entity in read_entities(text, "en", sentences)] == ["Maria Holt"]


def test_a_script_without_case_has_no_names() -> None:
    assert _entities("東京で会議が開かれた。", "ja") == ()
    assert _entities("قال المتحدث إن الاجتماع انتهى.", "ar") == ()


def test_an_empty_text_has_no_names() -> None:
    assert _entities("") == ()


def test_the_adjective_of_a_place_that_the_text_names_is_no_place_of_its_own() -> None:
    text = "It rained in Ostrelia on Monday. The Ostrelian army stayed in Ostrelia, he said."
    sentences = split_sentences(text, "en")
    assert [e.name for e in read_entities(text, "en", sentences)] == ["Ostrelia"]
