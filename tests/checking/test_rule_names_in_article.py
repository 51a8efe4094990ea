"""Rule names-in-article."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import SAMPLES, article_of, card_of, changed, evidence_of, harbour

from factcards.checking import check_card

RULE = "names-in-article"


@pytest.mark.parametrize("name", SAMPLES)
def test_names_as_the_article_writes_them_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "fields", "path"),
    [
        ("harbour", "who-1", {"name": "Marta Weldon"}, "name"),
        ("harbour", "who-1", {"name": "Marta Orrin"}, "name"),
        ("harbour", "who-1", {"name": "Pavel Orrin", "aliases": ()}, "name"),
        ("harbour", "who-1", {"name": "Judge Marta Velden"}, "name"),
        ("harbour", "who-1", {"name": "she", "aliases": ()}, "name"),
        ("harbour", "who-1", {"name": "the", "aliases": ()}, "name"),
        ("harbour", "where-1", {"name": "31"}, "name"),
        ("harbour", "who-1", {"aliases": ("Tomas Irwell",)}, "aliases"),
        ("harbour", "who-1", {"aliases": ("Velden", "The Crane")}, "aliases"),
        ("harbour", "where-1", {"name": "Port Arden"}, "name"),
        ("harbour", "sources-1", {"name": "Dockers' Release Fund"}, "name"),
        ("harbour", "what-2", {"attributed_to": "Karsten Lines"}, "attributed_to"),
        ("harbour", "figures-4", {"attributed_to": "Seamen's Union"}, "attributed_to"),
        ("mercado", "who-1", {"name": "Inés Corral"}, "name"),
    ],
)
def test_a_name_that_its_words_do_not_have_is_an_error(
    sample: str, item: str, fields: dict[str, Any], path: str
) -> None:
    article, card = SAMPLES[sample]()
    found = [f for f in check_card(changed(card, item, **fields), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", f"{item}/{path}")]


def test_the_message_names_the_nearest_name() -> None:
    article, card = harbour()
    (found,) = [
        f
        for f in check_card(changed(card, "where-1", name="Port Ardill"), article)
        if f.rule == RULE
    ]
    assert "“Port Ardill”" in found.message
    assert "“Port Ardell”" in found.message


def test_a_later_short_form_is_a_mention_of_the_name() -> None:
    article, card = harbour()
    card = changed(card, "who-1", evidence=evidence_of(article, "Velden, 47, was sentenced"))
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize("name", ["US", "WHO", "De Sa", "the county fire service"])
def test_a_name_may_look_like_a_small_word(name: str) -> None:
    text = f"Talks in Torv\n\nThe talks with {name} in Torv went on for a day."
    article = article_of(text)
    row = {"name": name, "kind": "group", "evidence": f"with {name} in"}
    found = check_card(card_of(article, who=[row]), article)
    assert [f for f in found if f.rule == RULE] == []


def test_a_title_that_the_article_gives_is_no_other_name() -> None:
    article, card = harbour()
    card = changed(card, "who-1", name="Ms Marta Velden")
    assert [f for f in check_card(card, article) if f.rule == RULE] == []
