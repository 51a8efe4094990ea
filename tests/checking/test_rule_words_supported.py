"""Rule words-supported."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import SAMPLES, article_of, card_of, changed

from factcards.card import Severity
from factcards.checking import check_card

RULE = "words-supported"


@pytest.mark.parametrize("name", SAMPLES)
def test_what_the_cited_sentences_tell_is_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "fields", "path"),
    [
        ("harbour", "summary-1", {"text": "The mayor resigned after a bribe."}, "text"),
        ("harbour", "what-1", {"text": "Police beat the prisoners to death."}, "text"),
        ("harbour", "summary-1", {"text": "THE POPE WAS SENTENCED."}, "text"),
        ("harbour", "who-1", {"role": "drug dealer"}, "role"),
        ("harbour", "sources-1", {"said": "the government is corrupt"}, "said"),
        ("harbour", "sources-1", {"via": "in a leaked tape"}, "via"),
        ("harbour", "figures-1", {"counts": "dockers drowned by police"}, "counts"),
        ("harbour", "summary-1", {"text": "\u200b … "}, "text"),
    ],
)
def test_words_that_the_article_does_not_use_are_an_error(
    sample: str, item: str, fields: dict[str, Any], path: str
) -> None:
    assert _severities(sample, item, fields, path) == {"error"}


def test_a_claim_about_other_things_than_its_sentences_is_an_error() -> None:
    told = {"text": "The company has reopened a terminal."}
    assert _severities("harbour", "summary-1", told, "text") == {"error"}


@pytest.mark.parametrize(
    ("item", "fields", "path"),
    [
        ("who-1", {"role": "engineer and leader"}, "role"),
        ("who-1", {"role": "spokesman"}, "role"),
    ],
)
def test_a_phrase_with_a_word_from_elsewhere_is_a_warning(
    item: str, fields: dict[str, Any], path: str
) -> None:
    assert _severities("harbour", item, fields, path) == {"warning"}


def test_what_is_counted_may_have_a_word_of_its_own() -> None:
    article, card = SAMPLES["harbour"]()
    card = changed(card, "figures-1", counts="drowned dockers")
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("note", "figures-1/counts")]


def test_other_forms_of_the_words_are_fine() -> None:
    told = {"text": "31 dockers were being held; a court is freeing them."}
    assert _severities("harbour", "summary-1", told, "text") == set()


def test_a_word_that_the_article_joins_to_a_number_is_fine() -> None:
    article = article_of("Fire in Ostermark\n\nA five-storey house burned in Ostermark.")
    row = {"text": "A house of five storeys burned.", "evidence": "five-storey house"}
    card = card_of(article, summary=[row])
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


def _severities(sample: str, item: str, fields: dict[str, Any], path: str) -> set[Severity]:
    article, card = SAMPLES[sample]()
    findings = check_card(changed(card, item, **fields), article)
    return {f.severity for f in findings if f.rule == RULE and f.path == f"{item}/{path}"}
