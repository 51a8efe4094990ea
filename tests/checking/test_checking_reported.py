"""Words that show by their own form that they are somebody's, a plan, or a forecast."""

from __future__ import annotations

import pytest
from card_samples import article_of, card_of

from factcards.checking import check_card
from factcards.checking.reported import is_content_alone, is_outlook


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("That the board had known of the leak.", "en", True),
        ("That was the third fire in a week.", "en", False),
        ("That house burned down in 1990.", "en", False),
        ("The board said that it had known.", "en", False),
        ("Dass der Damm undicht sei.", "de", True),
        ("Der Damm sei undicht.", "de", True),
        ("Der Damm ist undicht.", "de", False),
        ("Que la presa tuviera grietas.", "es", True),
        ("Que le barrage soit fissuré.", "fr", True),
        ("Der Damm sei undicht.", "fr", False),
    ],
)
def test_content_without_a_statement_is_known(text: str, language: str, expected: bool) -> None:
    assert is_content_alone(text, language) is expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The council is to vote on Monday.", "en", True),
        ("The firm plans to sell its depot.", "en", True),
        ("Profit is expected to fall.", "en", True),
        ("The council voted on Monday.", "en", False),
        ("The depot lends boats to anyone who promises to mend them.", "en", False),
        ("Das Lager soll verkauft werden.", "de", True),
        ("Das Lager wurde verkauft.", "de", False),
        ("La empresa planea vender el almacén.", "es", True),
        ("La ville envisage un emprunt.", "fr", True),
        ("La ville a vendu le dépôt.", "fr", False),
    ],
)
def test_plans_and_forecasts_are_known(text: str, language: str, expected: bool) -> None:
    assert is_outlook(text, language) is expected


ARTICLE = (
    "The Ostrand dam held on Monday. The council is to vote on a new one in May. "
    "Mayor Hanne Lorup said the council had paid for the old one twice."
)


@pytest.mark.parametrize(
    ("text", "quote", "verdict"),
    [
        ("The Ostrand dam held.", "The Ostrand dam held on Monday.", None),
        ("The council is to vote on a new dam.", "The council is to vote on a new one", "error"),
        (
            "The council had paid for the old one twice.",
            "the council had paid for the old one twice",
            "error",
        ),
        (
            "Hanne Lorup said the council had paid for the old one twice.",
            "the council had paid for the old one twice",
            "warning",
        ),
    ],
)
def test_a_stated_event_is_the_articles_own(text: str, quote: str, verdict: str | None) -> None:
    article = article_of(ARTICLE)
    card = card_of(article, what=[{"text": text, "stance": "stated", "evidence": quote}])
    found = [f for f in check_card(card, article) if f.path.endswith("/stance")]
    assert [f.severity for f in found] == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("summary", "uncredited"),
    [
        ("The dam held; the council had paid for the old one twice.", True),
        ("The dam held, Hanne Lorup said; the council had paid for the old one twice.", True),
        ("The dam held; Hanne Lorup said the council had paid for the old one twice.", False),
        ("The dam held; the council is to vote on a new one.", False),
    ],
)
def test_each_part_of_a_summary_is_credited_by_itself(summary: str, uncredited: bool) -> None:
    article = article_of(ARTICLE)
    card = card_of(article, summary=[{"text": summary, "evidence": ARTICLE}])
    found = [f for f in check_card(card, article) if f.rule == "claim-attributed"]
    assert [f.severity for f in found] == (["warning"] if uncredited else [])


def test_what_is_denied_is_no_fact_of_a_summary() -> None:
    story = "The Ostrand dam held. Mayor Hanne Lorup denied that the council had hidden a leak."
    article = article_of(story)
    card = card_of(article, summary=[{"text": "The council had hidden a leak.", "evidence": story}])
    found = [f for f in check_card(card, article) if f.rule == "claim-attributed"]
    assert [(f.severity, f.path.rpartition("/")[2]) for f in found] == [("error", "text")]
