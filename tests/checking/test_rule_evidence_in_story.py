"""Rule evidence-in-story."""

from __future__ import annotations

from card_samples import changed, evidence_of, harbour

from factcards.checking import check_card

RULE = "evidence-in-story"


def test_evidence_from_the_story_is_fine() -> None:
    article, card = harbour()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


def test_evidence_from_an_appeal_for_money_is_an_error() -> None:
    article, card = harbour()
    card = changed(card, "figures-3", evidence=evidence_of(article, "a gift of $5"))
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert (found.severity, found.path) == ("error", "figures-3/evidence")
    assert "asks for money" in found.message


def test_one_piece_from_boilerplate_is_enough() -> None:
    article, card = harbour()
    evidence = evidence_of(article, "fined $12,500", "independent reporting")
    card = changed(card, "figures-3", evidence=evidence)
    assert [f.path for f in check_card(card, article) if f.rule == RULE] == ["figures-3/evidence"]
