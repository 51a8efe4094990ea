"""The yardstick's own yardstick: a perfect card loses nothing, and order changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import shipped, write_fixture
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.card import LIST_FIELDS, FactCard
from factcards.evaluation.fixtures import Fixture, load_fixture
from factcards.evaluation.gold_card import GoldCardOptions, gold_card
from factcards.evaluation.scores import FIELDS, DocumentScores, macro, micro, overall, score_card
from factcards.evaluation.view import Labels

PERFECT = (None, 1.0)


def scored(fixture: Fixture, card: FactCard | None = None) -> DocumentScores:
    return score_card(Labels(fixture), card if card is not None else gold_card(fixture))


def test_a_perfect_card_scores_one_in_every_field_of_every_fixture() -> None:
    lost = {
        f"{fixture.id} {field}": score.tally.f1
        for fixture in shipped()
        for field, score in scored(fixture).fields.items()
        if score.tally.f1 not in PERFECT
    }
    assert lost == {}


def test_a_perfect_card_has_every_attribute_right() -> None:
    lost = [
        (fixture.id, attribute)
        for fixture in shipped()
        for pair in scored(fixture).pairs
        for attribute in pair.attributes
        if attribute.status != "right"
    ]
    assert lost == []


def test_a_perfect_card_carries_nothing_forbidden_and_nothing_to_correct() -> None:
    for fixture in shipped():
        scores = scored(fixture)
        assert scores.forbidden == ()
        assert scores.corrections == ()
        assert scores.ungrounded == 0
        assert scores.evidence > 0
        assert scores.schema_valid
        measures = scores.summary
        assert measures.words == measures.reference_words
        assert measures.unsupported_numbers == measures.unsupported_names == 0


def test_a_card_of_core_items_alone_scores_one_too() -> None:
    core = GoldCardOptions(tiers=frozenset(["core"]))
    for fixture in shipped():
        scores = scored(fixture, gold_card(fixture, core))
        assert {f: s.tally.f1 for f, s in scores.fields.items() if s.tally.f1 not in PERFECT} == {}


def test_minor_items_alone_are_neither_wrong_nor_recall(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    minor = GoldCardOptions(tiers=frozenset(["minor"]), with_summary=False)
    who = scored(fixture, gold_card(fixture, minor)).fields["who"].tally
    assert (who.precision, who.recall, who.f1) == (None, 0.0, 0.0)
    assert who.missing == 2
    assert who.spurious == 0


def test_a_field_that_is_empty_on_both_sides_has_no_score(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path, {"quotes": [], "where": []}))
    scores = scored(fixture)
    assert scores.fields["where"].tally.f1 is None
    assert macro([scores], "where") is None
    assert overall(scores) == 1.0


def test_an_empty_card_has_recall_zero_and_no_precision(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    empty = gold_card(fixture).model_copy(
        update={"headline": None, **dict.fromkeys(LIST_FIELDS, ())}
    )
    for field, score in scored(fixture, empty).fields.items():
        assert score.tally.f1 == 0.0, field
        assert score.tally.recall == 0.0, field
        assert score.tally.precision is None, field


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_the_order_of_a_list_changes_no_score(data: st.DataObject) -> None:
    fixture = data.draw(st.sampled_from(shipped()[:6]))
    card = gold_card(fixture)
    mixed = card.model_copy(
        update={
            field: tuple(data.draw(st.permutations(getattr(card, field)))) for field in LIST_FIELDS
        }
    )
    before, after = scored(fixture, card), scored(fixture, mixed)
    assert {f: s.tally for f, s in before.fields.items()} == {
        f: s.tally for f, s in after.fields.items()
    }


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_dropping_items_lowers_recall_by_exactly_the_core_ones(data: st.DataObject) -> None:
    fixture = data.draw(st.sampled_from(shipped()[:6]))
    card = gold_card(fixture)
    field = data.draw(st.sampled_from(["who", "where", "figures", "quotes", "sources"]))
    items = getattr(card, field)
    kept = data.draw(st.sets(st.sampled_from(range(len(items))))) if items else set()
    fewer = card.model_copy(update={field: tuple(items[n] for n in sorted(kept))})
    labels = getattr(fixture.gold, field)
    core = sum(label.core for label in labels)
    left = sum(label.core for number, label in enumerate(labels) if number in kept)
    tally = scored(fixture, fewer).fields[field].tally
    assert tally.recall == (left / core if core else None)
    assert tally.precision == (1.0 if left else None)
    assert tally.missing == core - left


def test_micro_sums_over_documents_and_macro_is_their_mean(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    whole = scored(fixture)
    card = gold_card(fixture)
    half = scored(fixture, card.model_copy(update={"figures": card.figures[:1]}))
    assert micro([whole, half], "figures").recall == 3 / 4
    assert macro([whole, half], "figures", "recall") == 3 / 4
    assert macro([whole, half], "figures") == pytest.approx((1 + 2 / 3) / 2)
    assert set(whole.fields) == set(FIELDS)


def test_only_the_fields_asked_for_are_scored(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    scores = score_card(Labels(fixture), gold_card(fixture), ("who", "quotes"))
    assert set(scores.fields) == {"who", "quotes"}
    assert {pair.field for pair in scores.pairs} == {"who", "quotes"}
