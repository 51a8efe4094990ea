"""Rule evidence-found."""

from __future__ import annotations

import pytest
from card_samples import article_of, card_of, changed, dam, evidence_of

from factcards.card import Evidence, FactCard, Finding
from factcards.checking import check_card

RULE = "evidence-found"


def findings(card: FactCard) -> list[Finding]:
    return [f for f in check_card(card, dam()[0]) if f.rule == RULE]


def test_evidence_in_its_place_is_fine() -> None:
    assert findings(dam()[1]) == []


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(quote="€4.3 million", start=100, end=112),
        Evidence(quote="people", start=0, end=6),
        Evidence(quote="beyond", start=100_000, end=100_006),
        Evidence(quote="twisted", start=10, end=3),
    ],
)
def test_other_words_than_the_articles_are_an_error(evidence: Evidence) -> None:
    _, card = dam()
    found = findings(changed(card, "figures-1", evidence=(evidence,)))
    assert [(f.severity, f.path) for f in found] == [("error", "figures-1/evidence")]


def test_the_message_names_the_articles_words() -> None:
    _, card = dam()
    wrong = Evidence(quote="more than 800 people left their homes", start=0, end=37)
    (found,) = findings(changed(card, "figures-4", evidence=(wrong,)))
    assert "800 people" in found.message
    assert "600 people" in found.message


def test_half_a_number_is_an_error() -> None:
    article = article_of("Cost\n\nIt cost 1,415 crowns.")
    card = card_of(article, figures=[{"text": "415", "value": "415", "evidence": ("415 crowns",)}])
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert "cuts a word or a number" in found.message
    whole = changed(card, "figures-1", evidence=evidence_of(article, "1,415 crowns"))
    assert [f for f in check_card(whole, article) if f.rule == RULE] == []
