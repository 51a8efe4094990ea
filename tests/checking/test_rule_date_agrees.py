"""Rule date-agrees."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, changed, harbour

from factcards.checking import check_card

RULE = "date-agrees"


@pytest.mark.parametrize("name", SAMPLES)
def test_dates_that_the_words_resolve_to_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize("date", ["2025-03-07", "2024-03-06", "2025-03", "2025-06-03"])
def test_another_date_is_an_error(date: str) -> None:
    article, card = harbour()
    found = [f for f in check_card(changed(card, "when-1", date=date), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", "when-1/date")]
    assert "2025-03-06" in found[0].message


def test_other_words_than_those_cited_are_an_error() -> None:
    article, card = harbour()
    card = changed(card, "when-1", text="on Friday")
    assert [f.path for f in check_card(card, article) if f.rule == RULE] == ["when-1/text"]


def test_no_date_is_fine() -> None:
    article, card = harbour()
    card = changed(card, "when-1", date=None, basis=None)
    assert [f for f in check_card(card, article) if f.rule == RULE] == []
