"""A stored card against its article after an edit."""

from __future__ import annotations

import pytest
from card_samples import HARBOUR, SAMPLES, article_of, harbour

from factcards.article.model import Article
from factcards.checking import Verdict, recheck


def edited(text: str) -> Article:
    return article_of(text, published="2025-03-06", boilerplate=["Support"], kinds={1: "dateline"})


def verdicts(old: str, new: str, *, with_text: bool = True) -> dict[str, Verdict]:
    """What became of the harbour card's items when `old` was replaced."""
    article, card = harbour()
    assert old in article.text
    if not with_text:
        card = card.model_copy(update={"article": card.article.model_copy(update={"text": None})})
    return {v.item_id: v for v in recheck(card, edited(HARBOUR.replace(old, new)))}


@pytest.mark.parametrize("name", SAMPLES)
def test_everything_stands_in_an_unchanged_article(name: str) -> None:
    article, card = SAMPLES[name]()
    found = recheck(card, article)
    assert [v.item_id for v in found] == [i.id for i in card.items()]
    assert {v.status for v in found} == {"stands"}
    assert [v.evidence for v in found] == [i.evidence for i in card.items()]


def test_an_edited_number_is_changed_with_old_and_new_words() -> None:
    found = verdicts("At least 1,250 workers", "At least 1,310 workers")["figures-4"]
    assert found.status == "changed"
    assert found.list_name == "figures"
    assert "1,250" in found.old
    assert found.new is not None
    assert "1,310" in found.new


def test_an_edit_elsewhere_leaves_a_fact_standing() -> None:
    found = verdicts("At least 1,250 workers", "At least 1,310 workers")
    assert found["figures-1"].status == "stands"
    assert found["quotes-1"].status == "stands"


def test_a_negation_put_before_the_evidence_is_a_change() -> None:
    found = verdicts("was sentenced to 4 years", "was not sentenced to 4 years")["figures-2"]
    assert found.status == "changed"
    assert found.new is not None
    assert "not sentenced" in found.new


def test_text_put_above_moves_what_follows() -> None:
    found = verdicts("A court in Port", "Breaking news follows.\n\nA court in Port")
    assert found["headline"].status == "stands"
    moved = found["figures-1"]
    assert moved.status == "moved"
    assert moved.old == moved.new
    article = edited(
        HARBOUR.replace("A court in Port", "Breaking news follows.\n\nA court in Port")
    )
    for evidence in moved.evidence:
        assert article.text[evidence.start : evidence.end] == evidence.quote


def test_a_sentence_taken_out_is_gone() -> None:
    found = verdicts(
        " The fund said on its website that 18 percent of them had lost their homes.", ""
    )["figures-5"]
    assert found.status == "gone"
    assert found.new is None


def test_words_that_are_left_in_boilerplate_only_are_gone() -> None:
    found = verdicts("“They wanted a culprit and they found one.”", "")
    assert found["quotes-2"].status == "gone"


def test_an_item_is_as_bad_as_its_worst_evidence() -> None:
    found = verdicts("The fund said on its website", "The fund said by letter")["sources-1"]
    assert found.status == "changed"


def test_without_the_old_text_the_evidences_own_words_decide() -> None:
    found = verdicts("At least 1,250 workers", "At least 1,310 workers", with_text=False)
    assert found["figures-4"].status == "changed"
    assert found["figures-1"].status == "stands"


def test_other_typography_is_no_change() -> None:
    found = verdicts("“We did not touch a single crane,”", '"We did not touch a single crane,"')
    assert found["quotes-1"].status == "stands"


def test_a_card_that_says_something_else_than_its_words_disagrees() -> None:
    article, card = harbour()
    figure = card.figures[0]
    altered = card.model_copy(
        update={"figures": (figure.model_copy(update={"value": figure.value + 777}),)}
    )
    (verdict,) = [v for v in recheck(altered, article) if v.item_id == figure.id]
    assert verdict.status == "disagrees"
    assert "the article says" in verdict.reason
