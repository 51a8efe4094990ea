"""Rule characters-seen."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import SAMPLES, article_of, card_of, changed, harbour

from factcards.checking import check_card

RULE = "characters-seen"


@pytest.mark.parametrize("name", SAMPLES)
def test_characters_that_can_be_seen_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("item", "fields", "path"),
    [
        ("summary-1", {"text": "A court \u202efreed\u202c 31 dockers."}, "text"),
        ("summary-1", {"text": "A court freed 31\u200b dockers."}, "text"),
        ("what-1", {"text": "A court \x1b[31mfreed 31 dockers."}, "text"),
        ("who-1", {"role": "their \u2066leader\u2069"}, "role"),
        ("sources-1", {"said": "workers remain\u200d without pay"}, "said"),
        ("figures-3", {"unit": "US\u00adD"}, "unit"),
    ],
)
def test_a_hidden_character_is_an_error(item: str, fields: dict[str, Any], path: str) -> None:
    article, card = harbour()
    found = [f for f in check_card(changed(card, item, **fields), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", f"{item}/{path}")]


def test_a_joiner_of_the_article_is_fine() -> None:
    article = article_of("Talk in Torv\n\nThe family 👩\u200d👧 left Torv.")
    row = {"text": "The family 👩\u200d👧 left.", "evidence": "left Torv"}
    card = card_of(article, summary=[row])
    assert [f for f in check_card(card, article) if f.rule == RULE] == []
