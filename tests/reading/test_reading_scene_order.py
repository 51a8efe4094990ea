"""The order of the places that a story happens in: the smaller and nearer one first."""

from __future__ import annotations

import pytest

from factcards.reading import read_text, scene_places


@pytest.mark.parametrize(
    ("text", "first"),
    [
        # The text itself says which place lies in which; no gazetteer knows these.
        ("Three people died in Tarnby, near Ostmark, on Monday. Ostmark police came.", "Tarnby"),
        ("A tram derailed in Tarnby, south Ostmark. In Ostmark trains stopped.", "Tarnby"),
        # The gazetteer says that a city is in its country.
        ("Floods struck Brazil on Monday. Schools in Recife were shut.", "Recife"),
    ],
)  # fmt: skip
def test_inner_place_comes_first(text: str, first: str) -> None:
    reading = read_text(text)
    names = [p.name for p in scene_places(text, reading.sentences, reading.entities)]
    assert names[0] == first


def test_place_of_a_headline_s_event_comes_first() -> None:
    text = (
        "Recife tram crash leaves seven dead\n\n"
        "Trains were stopped in Olinda, and seven people died in Recife."
    )
    reading = read_text(text)
    names = [p.name for p in scene_places(text, reading.sentences, reading.entities)]
    assert names[0] == "Recife"
