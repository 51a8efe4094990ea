"""Rule phrase-supported."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import SAMPLES, article_of, card_of, changed

from factcards.checking import check_card

RULE = "phrase-supported"


@pytest.mark.parametrize("name", SAMPLES)
def test_phrases_of_the_cited_sentences_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "fields", "path"),
    [
        ("harbour", "who-1", {"role": "leader of the Blue Anchor Party"}, "role"),
        ("harbour", "who-1", {"role": "a leader found not guilty of blocking"}, "role"),
        ("harbour", "sources-1", {"via": "on Chirper"}, "via"),
        ("dam", "figures-4", {"counts": "people of Grauberg"}, "counts"),
    ],
)
def test_a_name_or_negation_of_its_own_is_an_error(
    sample: str, item: str, fields: dict[str, Any], path: str
) -> None:
    article, card = SAMPLES[sample]()
    found = [f for f in check_card(changed(card, item, **fields), article) if f.rule == RULE]
    assert {(f.severity, f.path) for f in found} == {("error", f"{item}/{path}")}


@pytest.mark.parametrize(("said", "fine"), [("denied", True), ("is not", False)])
def test_a_denial_beside_a_copied_role_leaves_it_standing(said: str, fine: bool) -> None:
    article = article_of(f"Pool\n\nHanne Lorup, who {said} a member of the board, left at noon.")
    row = {"name": "Hanne Lorup", "kind": "person", "role": "member of the board"}
    card = card_of(article, who=[{**row, "evidence": "Hanne Lorup, who"}])
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert (not found) is fine
