"""What a card tells happened: parted, with its stance, and without what is taken back."""

from __future__ import annotations

import pytest

from factcards import Text, make_card
from factcards.card import FactCard


def card_of(text: str) -> FactCard:
    return make_card(Text(f"Norrland Ferries and its plans\n\n{text}"), model="rules")


def told(text: str) -> list[tuple[str, str]]:
    return [(item.text, item.stance) for item in card_of(text).what]


def test_a_deed_and_what_is_said_after_it_are_two_events() -> None:
    events = told(
        "Norrland Ferries cut its forecast for the year on Thursday, "
        "and said it would close its yard in Orlin."
    )
    assert ("Norrland Ferries cut its forecast for the year on Thursday", "stated") in events
    assert len(events) == 2


def test_a_denial_tells_what_is_denied() -> None:
    events = told("Mayor Ines Holt denied that the wall had failed in the night.")
    assert events == [("the wall had failed in the night", "denied")]


@pytest.mark.parametrize(
    "text",
    [
        "Norrland Ferries will close its yard in Orlin in March.",
        "The council of Orlin, which owns the yard, is to vote on its sale in March.",
    ],
)
def test_what_the_article_announces_is_planned(text: str) -> None:
    assert told(text) == [(text, "planned")]


def test_an_early_count_is_no_figure() -> None:
    figures = card_of(
        "The ferry sank off Orlin. Officials first put the number of dead at 13; 11 people died."
    ).figures
    assert [figure.text for figure in figures] == ["11"]


def test_an_unnamed_spokesman_is_his_body() -> None:
    sources = card_of("A county spokesman said the yard would stay open until March.").sources
    assert [source.kind for source in sources] == ["organisation"]
