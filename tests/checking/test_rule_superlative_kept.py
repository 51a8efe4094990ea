"""Rule superlative-kept."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, article_of, card_of

from factcards.checking import check_card

RULE = "superlative-kept"


def judged(story: str, told: str, language: str = "en") -> list[str]:
    """The severities of this rule's findings on a summary sentence that cites the whole story."""
    article = article_of(f"Title\n\n{story}", language=language)
    card = card_of(article, summary=[{"text": told, "evidence": story}])
    return [f.severity for f in check_card(card, article) if f.rule == RULE]


@pytest.mark.parametrize("name", SAMPLES)
def test_cards_that_keep_their_superlatives_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("story", "told", "language"),
    [
        ("The firm opened the largest dam in Europe.", "Europe's largest dam has opened.", "en"),
        ("It is the biggest fire since 1990.", "The largest fire since 1990 burned.", "en"),
        (
            "He is one of the oldest judges in Torv.",
            "One of the oldest judges in Torv spoke.",
            "en",
        ),
        ("Sales rose to a record in May.", "Sales were the highest ever in May.", "en"),
        ("She protested in the west of Torv.", "A protest was held in the west of Torv.", "en"),
        ("Es ist das größte Bad in Bayern.", "Das größte Bad in Bayern schließt.", "de"),
        ("Es la mayor presa de Europa.", "Abre la mayor presa de Europa.", "es"),
        ("C'est le plus grand barrage d'Europe.", "Le plus grand barrage d'Europe ouvre.", "fr"),
    ],
)
def test_the_same_superlative_is_fine(story: str, told: str, language: str) -> None:
    assert judged(story, told, language) == []


@pytest.mark.parametrize(
    ("story", "told", "language"),
    [
        ("The firm opened the largest dam in Europe.", "The firm opened the largest dam.", "en"),
        ("The firm opened the world's largest dam.", "The firm opened the largest dam.", "en"),
        ("It is the biggest fire since 1990.", "It was the largest fire.", "en"),
        ("The firm opened a large dam in Torv.", "The firm opened the largest dam in Torv.", "en"),
        ("Torv has the second-largest dam in Europe.", "Torv has Europe's largest dam.", "en"),
        ("He is one of the oldest judges in Torv.", "He is the oldest judge in Torv.", "en"),
        ("Es ist das größte Bad in Bayern.", "Es ist das größte Bad.", "de"),
        ("Es ist das zweitgrößte Bad in Bayern.", "Es ist das größte Bad in Bayern.", "de"),
        ("Es la mayor presa de Europa.", "Es la mayor presa.", "es"),
        ("C'est le plus grand barrage en Europe.", "C'est le plus grand barrage.", "fr"),
    ],
)
def test_more_than_the_article_says_is_an_error(story: str, told: str, language: str) -> None:
    assert judged(story, told, language) == ["error"]
