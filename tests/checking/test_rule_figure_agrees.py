"""Rule figure-agrees."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import SAMPLES, changed, dam, harbour

from factcards.checking import check_card

RULE = "figure-agrees"


@pytest.mark.parametrize("name", SAMPLES)
def test_figures_told_as_they_stand_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "fields", "path"),
    [
        ("harbour", "figures-1", {"value": "13"}, "value"),
        ("harbour", "figures-2", {"value": "14"}, "value"),
        ("harbour", "figures-2", {"unit": "month"}, "unit"),
        ("harbour", "figures-2", {"value_to": "5"}, "value_to"),
        ("harbour", "figures-3", {"value": "125000"}, "value"),
        ("harbour", "figures-3", {"unit": "EUR"}, "unit"),
        ("harbour", "figures-3", {"unit": None}, "unit"),
        ("harbour", "figures-3", {"qualifier": "about"}, "qualifier"),
        ("harbour", "figures-4", {"qualifier": None}, "qualifier"),
        ("harbour", "figures-4", {"qualifier": "at most"}, "qualifier"),
        ("harbour", "figures-4", {"unit": "%"}, "unit"),
        ("harbour", "figures-5", {"unit": None}, "unit"),
        ("harbour", "figures-5", {"unit": "percentage point"}, "unit"),
        ("harbour", "figures-5", {"text": "19 percent"}, "text"),
        ("harbour", "figures-4", {"counts": "penguins"}, "counts"),
        ("dam", "figures-1", {"value": "4.2"}, "value"),
        ("dam", "figures-1", {"value": "4200000000"}, "value"),
        ("dam", "figures-2", {"qualifier": "nearly"}, "qualifier"),
        ("dam", "figures-4", {"qualifier": "less than"}, "qualifier"),
        ("mercado", "figures-1", {"value": "350"}, "value"),
        ("mercado", "figures-1", {"unit": "USD"}, "unit"),
        ("mercado", "figures-2", {"qualifier": None}, "qualifier"),
    ],
)
def test_a_figure_that_differs_from_its_words_is_an_error(
    sample: str, item: str, fields: dict[str, Any], path: str
) -> None:
    article, card = SAMPLES[sample]()
    found = [f for f in check_card(changed(card, item, **fields), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", f"{item}/{path}")]


def test_the_message_names_both_figures() -> None:
    article, card = harbour()
    (found,) = [
        f for f in check_card(changed(card, "figures-4", value="250"), article) if f.rule == RULE
    ]
    assert found.message == "the article says “1,250”; the card says 250"


def test_a_figure_that_counts_what_another_one_counts_is_an_error() -> None:
    article, card = dam()
    evidence = next(i.evidence for i in card.figures if i.id == "figures-4")
    longer = evidence[0].model_copy(
        update={
            "quote": "after 3 days of rain in February. Nobody was injured, "
            "but more than 600 people",
            "start": article.text.index("after 3 days"),
            "end": article.text.index("600 people") + len("600 people"),
        }
    )
    card = changed(card, "figures-3", counts="people", evidence=(longer,))
    paths = [f.path for f in check_card(card, article) if f.rule == RULE]
    assert paths in (["figures-3/counts"], [])
