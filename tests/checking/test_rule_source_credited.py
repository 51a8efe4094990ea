"""Rule source-credited."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, changed, evidence_of, harbour

from factcards.checking import check_card

RULE = "source-credited"


@pytest.mark.parametrize("name", SAMPLES)
def test_what_a_source_says_in_the_article_is_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    "said",
    ["We did not touch a single crane", "the company could reopen the western terminal next week"],
)
def test_the_words_of_another_are_an_error(said: str) -> None:
    article, card = harbour()
    evidence = (*card.sources[0].evidence, *evidence_of(article, said))
    card = changed(card, "sources-1", said=said, evidence=evidence)
    assert [(f.severity, f.path) for f in check_card(card, article) if f.rule == RULE] == [
        ("error", "sources-1/said")
    ]
