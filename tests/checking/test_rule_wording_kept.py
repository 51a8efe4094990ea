"""Rule wording-kept."""

from __future__ import annotations

import time

import pytest
from card_samples import SAMPLES, empty_card, evidence_of

from factcards.article import ReadOptions, Text, read_article
from factcards.card import Severity, SummarySentence
from factcards.checking import check_card
from factcards.checking.near_copy import near_copy

RULE = "wording-kept"
STORY = """Ferry strike ends

Talks between Anna Velden and Otto Brask ended early on Monday in Port Ardell, the coastguard said.

Of 340 sailors 12 voted against the deal, and nobody from the union was hurt.

Velden told reporters that the harbour office had confirmed the deal. Brask, of Karsen Lines,
declined to speak. Nine years later the same harbour would close. The union denied the delay."""
GERMAN = """Streit um das Bad

Der Stadtrat von Ellerbrunn hat am Montag die Sanierung des alten Waldbads abgelehnt, sagte er."""


def weights(told: str, story: str = STORY, language: str = "en") -> set[Severity]:
    """The weights of the rule's findings against `told`, which cites all of the story."""
    article = read_article(Text(story), ReadOptions(language=language))
    evidence = evidence_of(article, *(p.span.of(article.text) for p in article.paragraphs))
    sentence = SummarySentence(id="s", text=told, evidence=evidence)
    card = empty_card(article).model_copy(update={"summary": (sentence,)})
    findings = check_card(card, article)
    return {f.severity for f in findings if f.rule == RULE}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_that_tells_the_article_is_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    "told",
    [
        "Of 12 sailors 340 voted against the deal, and nobody from the union was hurt.",
        "Of 340 sailors 12 voted against the deal, and somebody from the union was hurt.",
        "Of 340 sailors 12 did not vote against the deal, and nobody from the union was hurt.",
        "Talks between Anna Velden and Otto Brask were not early on Monday in Port Ardell.",
        "Talks between Anna Velden and Otto Brask ended early on Monday in Karsen Lines.",
        "Talks between Anna Velden and Otto Brask ended early on Monday in Port Ardell, "
        "the union said.",
        "Brask told reporters that the harbour office had confirmed the deal.",
        "Ten years later the same harbour would close.",
    ],
)
def test_an_exchange_in_a_near_copy_is_an_error(told: str) -> None:
    assert "error" in weights(told)


@pytest.mark.parametrize(
    "told",
    [
        "Talks between Ms Velden and Mr Brask ended early on Monday in Port Ardell.",
        "Talks between Anna Velden and Otto Brask stopped early on Monday in Port Ardell.",
        "On Monday talks between Anna Velden and Otto Brask ended early in Port Ardell.",
        "Of 340 sailors 12 voted against the deal, and no one from the union was hurt.",
        "She told reporters that the harbour office had confirmed the deal.",
        "Anna Velden told reporters that the harbour office had confirmed the deal.",
        "Of some 300 sailors 12 voted against the deal, and nobody from the union was hurt.",
        "The harbour would close.",
    ],
)
def test_another_wording_of_the_same_is_fine(told: str) -> None:
    assert weights(told) == set()


def test_a_speaker_that_the_article_never_heard_is_a_warning() -> None:
    told = "Talks between Anna Velden and Otto Brask ended early on Monday, the admiral said."
    assert weights(told) == {"warning"}


def test_a_letter_inside_a_name_is_a_warning_where_every_noun_has_a_capital() -> None:
    told = "Der Stadtrat von Ellerbrunn hat am Montag die Sanierung des alten Walzbads abgelehnt."
    assert weights(told, GERMAN, "de") == {"warning"}


def test_another_noun_in_german_is_a_warning_and_an_inflected_one_is_fine() -> None:
    told = "Der Stadtrat von Ellerbrunn hat am Montag die Sanierung des alten Rathauses abgelehnt."
    assert weights(told, GERMAN, "de") == {"warning"}
    told = "Stadtrats von Ellerbrunn hat am Montag die Sanierung des alten Waldbad abgelehnt."
    assert weights(told, GERMAN, "de") == set()


def test_finds_what_stands_in_the_place_of_what() -> None:
    said = ["It rained.", "The fund paid 18 million euros to 40 towns."]
    found = near_copy(said, "The fund paid 40 million euros to 18 towns.")
    assert found is not None
    pairs = [(e.said.of(found.said), e.told.of(found.told)) for e in found.exchanges]
    assert pairs == [("18", "40"), ("40", "18")]


def test_a_sentence_in_other_words_is_no_near_copy() -> None:
    assert near_copy(["The fund paid 18 million euros to 40 towns."], "Towns got money.") is None
    assert near_copy([], "The fund paid 18 million euros.") is None


def test_endless_sentences_are_left_alone_in_short_time() -> None:
    endless = " ".join(f"word{n % 7} and" for n in range(50_000))
    started = time.process_time()
    assert near_copy([endless], endless) is None
    assert time.process_time() - started < 2
