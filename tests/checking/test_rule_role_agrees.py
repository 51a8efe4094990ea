"""Rule role-agrees."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, changed, evidence_of, harbour

from factcards.checking import check_card

RULE = "role-agrees"


@pytest.mark.parametrize("name", SAMPLES)
def test_roles_as_the_article_gives_them_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("role", "cited"), [("Judge", "Judge Tomas Irwell"), ("spokesman", "Its spokesman")]
)
def test_the_role_of_another_is_an_error(role: str, cited: str) -> None:
    article, card = harbour()
    evidence = evidence_of(article, "their leader, Marta Velden", cited)
    card = changed(card, "who-1", role=role, evidence=evidence)
    assert [(f.severity, f.path) for f in check_card(card, article) if f.rule == RULE] == [
        ("error", "who-1/role")
    ]
