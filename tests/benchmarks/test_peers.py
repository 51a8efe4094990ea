"""What other ways of asking a model answer, as cards: taken at their word, and kept."""

from __future__ import annotations

import hashlib
import json
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from cases import write_fixture
from peers.kept import KeptModel
from peers.plain import PlainCard, PlainItem
from plain_instructor import items_of

from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.scores import score_card
from factcards.evaluation.view import Labels

QUESTION = json.dumps({"model": "m", "messages": []}).encode()


def keep(folder: Path) -> None:
    """Keep an answer to the question about the document "one"."""
    message = {"message": {"content": "{}"}, "finish_reason": "stop"}
    response = {"choices": [message], "usage": {"prompt_tokens": 5, "completion_tokens": 2}}
    path = folder / "one" / f"{hashlib.sha256(QUESTION).hexdigest()[:16]}.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"request": {}, "response": response, "seconds": 1.5}))


def test_a_kept_answer_is_given_again_and_counted_once(tmp_path: Path) -> None:
    keep(tmp_path)
    with KeptModel("m", tmp_path, ask=False) as model:
        model.begin("one")
        for _ in range(2):
            with urllib.request.urlopen(f"{model.base_url}/chat/completions", QUESTION) as given:
                assert json.load(given)["choices"][0]["message"]["content"] == "{}"
        assert [(a.tokens_in, a.tokens_out, a.seconds) for a in model.answers] == [(5, 2, 1.5)]


def test_what_is_not_kept_is_not_asked_for(tmp_path: Path) -> None:
    with KeptModel("m", tmp_path, ask=False) as model:
        model.begin("two")
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"{model.base_url}/chat/completions", QUESTION)


def test_evidence_that_the_article_lacks_stays_and_is_not_grounded(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    made = PlainCard(fixture=fixture, model="m")
    values = {"name": "Ines Holt", "kind": "person", "role": "null"}
    made.items = [
        PlainItem(field="who", values=values, quote="the captain, Ines Holt, told reporters"),
        PlainItem(field="who", values={**values, "name": "Ada Moe"}, quote="Ada Moe, the captain"),
        PlainItem(field="figures", values={"text": "12", "value": "a dozen"}, quote="12 people"),
    ]
    card = made.card()
    scores = score_card(Labels(fixture), card)
    assert [who.name for who in card.who] == ["Ines Holt", "Ada Moe"]
    assert card.who[0].role is None
    assert (scores.evidence, scores.ungrounded) == (2, 1)
    assert made.left_out == 1


def test_an_answer_that_was_cut_off_counts_as_far_as_it_goes() -> None:
    whole = '{"headline": "A", "summary": [], "who": [{"quote": "q", "name": "B", "kind": "person", "role": null}, {"quote": "q", "na'  # noqa: E501
    assert [(item.field, item.values) for item in items_of(whole)] == [
        ("headline", {"text": "A"}),
        ("who", {"name": "B", "kind": "person", "role": None}),
    ]
    assert items_of("no JSON at all") == []
