"""Countries of places, the scene of a story, and the gazetteer's tables."""

from __future__ import annotations

import time

import pytest

from factcards.reading import gazetteer, gazetteer_build
from factcards.reading.entities import read_entities
from factcards.reading.gazetteer import look_up
from factcards.reading.places import country_in_context, country_of, scene_places
from factcards.reading.sentences import split_sentences


def _scene(text: str, language: str = "en") -> list[str]:
    sentences = split_sentences(text, language)
    entities = read_entities(text, language, sentences)
    return [place.name for place in scene_places(text, sentences, entities, language)]


@pytest.mark.parametrize(
    ("place", "country"),
    [
        ("Belarus", "BY"),
        ("Alemania", "DE"),
        ("Frankreich", "FR"),
        ("Pays-Bas", "NL"),
        ("U.S.", "US"),
        ("Scotland", "GB"),
        ("Minsk", "BY"),
        ("Londres", "GB"),
        ("Córdoba", None),
        ("Georgia", None),
        ("Congo", None),
        ("Quarrymouth", None),
    ],
)
def test_country_of_a_place(place: str, country: str | None) -> None:
    assert country_of(place) == country


def test_a_country_the_article_names_settles_a_city() -> None:
    assert country_in_context("Córdoba", named=frozenset({"ES"})) == "ES"
    assert country_in_context("Córdoba", named=frozenset({"ES", "AR"})) is None


def test_a_country_without_such_a_city_is_no_hint() -> None:
    assert country_in_context("Minsk", named=frozenset({"PL"})) == "BY"


def test_the_region_after_the_comma_goes_first() -> None:
    assert country_in_context("Paris", after="Texas") == "US"


def test_a_place_after_in_in_the_lead_is_the_scene() -> None:
    text = "A fire killed two people in Lyon on Monday.\n\nHelp came from Poland."
    assert _scene(text) == ["Lyon"]


def test_a_dateline_is_the_scene() -> None:
    text = "LISBON — Ministers met on Tuesday.\n\nThey will go to Poland next."
    assert _scene(text)[0] == "LISBON"


@pytest.mark.parametrize(
    "lead",
    [
        "A former Lyon politician was found dead in Minsk on Monday.",
        "A Lyon-based singer was found dead in Minsk on Monday.",
        "Lyon Mayor Nora Quist was found dead in Minsk on Monday.",
    ],
)
def test_a_place_that_describes_somebody_is_no_scene(lead: str) -> None:
    assert _scene(lead) == ["Minsk"]


def test_a_town_inside_a_phrase_of_place_is_a_scene() -> None:
    assert "Lyon" in _scene("Two people fell ill in France's old city of Lyon on Monday.")


def test_a_place_no_gazetteer_knows_is_the_scene_after_a_preposition() -> None:
    assert _scene("Two drivers crashed near Orrinlagos on Sunday.") == ["Orrinlagos"]


def test_a_town_is_the_scene_and_not_its_hospital() -> None:
    text = (
        "QUARRYMOUTH, Friday 14 March 2025 — A ferry ran aground off Quarrymouth.\n\n"
        "Nobody died, according to Quarrymouth General Hospital."
    )
    assert _scene(text) == ["Quarrymouth"]


def test_a_building_that_people_stand_outside_is_the_scene() -> None:
    text = "Crowds gathered outside the Hallow Palace on Monday."
    assert _scene(text) == ["Hallow Palace"]


def test_no_place_no_scene() -> None:
    assert _scene("Nobody knows where it happened.") == []


def test_the_tables_are_what_their_builder_makes() -> None:
    places = (gazetteer.DATA / "places.tsv").read_text(encoding="utf-8")
    assert places == gazetteer_build.PLACES_HEAD + "\n".join(gazetteer_build.place_lines()) + "\n"
    countries = (gazetteer.DATA / "countries.tsv").read_text(encoding="utf-8")
    lines = gazetteer_build.country_lines()
    assert countries == gazetteer_build.COUNTRIES_HEAD + "\n".join(lines) + "\n"


def test_the_gazetteer_loads_quickly() -> None:
    for table in (gazetteer._cities, gazetteer._countries, gazetteer._regions, look_up):
        table.cache_clear()
    start = time.perf_counter()
    assert look_up("Minsk") is not None
    assert time.perf_counter() - start < 0.5
