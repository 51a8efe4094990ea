"""Names that differ from the article's in one letter."""

from __future__ import annotations

import pytest
from card_samples import article_of, card_of

from factcards.checking import check_card

TEXT = "Bad für Marlow\n\nMarlow verlässt den letzten Platz, wie die Wasserwacht am Montag sagte."


@pytest.mark.parametrize(
    ("told", "misspelt"),
    [
        ("Marlow verlässt den letzten Platz.", False),
        ("Marzow verlässt den letzten Platz.", True),
        ("Marlow verlässt laut Wassezwacht den letzten Platz.", True),
        ("Marlows Platz ist nicht mehr der letzte, wie die Wasserwacht sagt.", False),
    ],
)
def test_a_letter_exchanged_inside_a_name_is_seen(told: str, misspelt: bool) -> None:
    article = article_of(TEXT, language="de")
    card = card_of(article, summary=[{"text": told, "evidence": TEXT.split("\n\n")[1]}])
    found = [f for f in check_card(card, article) if "does not name" in f.message]
    assert bool(found) is misspelt


@pytest.mark.parametrize(("told", "fine"), [("a year", True), ("a month", False)])
def test_a_rate_keeps_its_period(told: str, fine: bool) -> None:
    article = article_of("Lamps\n\nThe town spends $146,000 a year on its lamps.")
    row = {
        "text": f"The town spends $146,000 {told} on its lamps.",
        "evidence": "The town spends $146,000 a year on its lamps",
    }
    found = check_card(card_of(article, summary=[row]), article)
    assert (not [f for f in found if f.rule == "figure-supported"]) is fine


@pytest.mark.parametrize(("kind", "fine"), [("person", True), ("organisation", False)])
def test_a_person_is_no_organisation(kind: str, fine: bool) -> None:
    article = article_of("Strike\n\nMayor Hanne Lorup said she would stay. Lorup left at noon.")
    row = {"name": "Hanne Lorup", "kind": kind, "evidence": "Mayor Hanne Lorup said"}
    found = check_card(card_of(article, who=[row]), article)
    assert (not [f for f in found if f.path.endswith("/kind")]) is fine
