"""Rule quotation-verbatim."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, article_of, card_of, changed, dam, harbour

from factcards.checking import check_card

RULE = "quotation-verbatim"


@pytest.mark.parametrize("name", SAMPLES)
def test_quotations_word_for_word_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    "text",
    [
        "We did not touch a single ship",
        "We did touch a single crane",
        "We did not touch any single crane",
        "We didn't touch a single crane",
        "We did not touch a crane",
    ],
)
def test_an_altered_quotation_is_an_error(text: str) -> None:
    article, card = harbour()
    found = [f for f in check_card(changed(card, "quotes-1", text=text), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", "quotes-1/text")]
    assert "touch a single" in found[0].message


def test_words_that_the_article_does_not_quote_are_an_error() -> None:
    article, card = harbour()
    card = changed(card, "quotes-1", text="denied withholding wages")
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert "quotation marks" in found.message


def test_a_quotation_cited_elsewhere_is_an_error() -> None:
    article, card = dam()
    other = card.quotes[1].evidence
    card = changed(card, "quotes-1", evidence=other, speaker=None)
    assert [f.path for f in check_card(card, article) if f.rule == RULE] == ["quotes-1/text"]


def test_a_quotation_cut_behind_its_negation_is_an_error() -> None:
    article = article_of("Talk\n\n“We never took bribes,” said Ola Brint.")
    card = card_of(
        article,
        quotes=[{"text": "took bribes,", "evidence": "“We never took bribes,” said Ola Brint"}],
    )
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert "We never took bribes" in found.message


@pytest.mark.parametrize("text", ["We did not touch", "They wanted a culprit"])
def test_half_of_a_sentence_is_a_warning(text: str) -> None:
    article, card = harbour()
    said = next(
        p.span.of(article.text)
        for p in article.paragraphs
        if text in article.text[p.span.start : p.span.end]
    )
    card = card_of(article, quotes=[{"text": text, "evidence": said}])
    assert [f.severity for f in check_card(card, article) if f.rule == RULE] == ["warning"]


def test_one_of_two_sentences_is_fine() -> None:
    article = article_of("Talk\n\n“We lost it. We have no plan,” said Ola Brint.")
    rows = [{"text": text, "evidence": text} for text in ("We lost it.", "We have no plan,")]
    card = card_of(article, quotes=rows)
    assert [f for f in check_card(card, article) if f.rule == RULE] == []
