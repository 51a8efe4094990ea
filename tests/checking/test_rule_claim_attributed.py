"""Rule claim-attributed."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, card_of, changed, dam, harbour

from factcards.checking import check_card

RULE = "claim-attributed"


@pytest.mark.parametrize("name", SAMPLES)
def test_claims_told_as_claims_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    found = [f for f in check_card(card, article) if f.rule == RULE and f.severity != "note"]
    assert found == []


def test_a_claim_told_as_fact_is_an_error() -> None:
    article, card = dam()
    card = changed(card, "what-2", stance="stated", attributed_to=None)
    (found,) = [f for f in check_card(card, article) if f.rule == RULE and f.severity == "error"]
    assert found.path == "what-2/stance"
    assert "Ivo Brandt" in found.message


def test_another_source_than_the_articles_is_an_error() -> None:
    article, card = dam()
    card = changed(card, "what-2", attributed_to="Jonas Aske")
    (found,) = [f for f in check_card(card, article) if f.rule == RULE and f.severity == "error"]
    assert found.path == "what-2/attributed_to"


def test_a_figure_without_its_source_is_noted() -> None:
    article, card = harbour()
    card = changed(card, "figures-4", attributed_to=None)
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("note", "figures-4/attributed_to")]


def test_a_summary_that_tells_a_claim_without_its_source_is_a_warning() -> None:
    article, card = dam()
    card = changed(card, "summary-2", text="The wall could fail if the rain returned.")
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("warning", "summary-2/text")]


def test_a_claim_is_known_by_its_words_whatever_the_event_cites() -> None:
    article, _ = harbour()
    row = {
        "text": "18 percent of them had lost their homes.",
        "stance": "stated",
        "evidence": "The fund said",
    }
    found = check_card(card_of(article, what=[row]), article)
    assert [f.severity for f in found if f.rule == RULE] == ["error"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"stance": "claimed", "attributed_to": "Pavel Orrin"}, "attributed_to"),
        ({"stance": "denied", "attributed_to": "Marta Velden"}, "stance"),
    ],
)
def test_a_credit_that_the_article_does_not_give_is_a_warning(
    fields: dict[str, str], path: str
) -> None:
    article, card = harbour()
    found = check_card(changed(card, "what-1", **fields), article)
    assert [(f.severity, f.path) for f in found if f.rule == RULE] == [
        ("warning", f"what-1/{path}")
    ]


def test_the_articles_own_voice_credits_nobody() -> None:
    article, card = harbour()
    found = check_card(changed(card, "what-1", attributed_to="Marta Velden"), article)
    assert [f.severity for f in found if f.path == "what-1/stance"] == ["warning"]


def test_a_claim_without_its_source_is_noted() -> None:
    article, card = dam()
    found = check_card(changed(card, "what-2", attributed_to=None), article)
    assert [f.severity for f in found if f.path == "what-2/attributed_to"] == ["note"]
