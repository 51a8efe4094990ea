"""Labels become a card that keeps the contract."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from cases import shipped, write_fixture

from factcards.card import FactCard
from factcards.errors import FixtureError
from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.gold_card import GoldCardOptions, gold_card, summary_of


def test_a_gold_card_keeps_the_contract() -> None:
    for fixture in shipped():
        card = gold_card(fixture)
        assert FactCard.model_validate_json(card.model_dump_json()) == card
        assert len({item.id for item in card.items()}) == len(card.items())


def test_its_evidence_stands_at_its_offsets() -> None:
    for fixture in shipped():
        text = fixture.article.text
        card = gold_card(fixture)
        assert card.article.text == text
        for item in card.items():
            for piece in item.evidence:
                assert text[piece.start : piece.end] == piece.quote


def test_it_carries_every_label() -> None:
    for fixture in shipped():
        card, gold = gold_card(fixture), fixture.gold
        for field in ("summary", "who", "what", "where", "when", "figures", "quotes", "sources"):
            assert len(getattr(card, field)) == len(getattr(gold, field)), field
        assert (card.headline is None) == (gold.headline is None)


def test_texts_of_figures_quotes_and_moments_are_the_articles_own(tmp_path: Path) -> None:
    card = gold_card(load_fixture(write_fixture(tmp_path)))
    assert [figure.text for figure in card.figures] == ["12", "4.2 million kroner"]
    assert card.quotes[0].text == "We heard a bang and then nobody moved"
    assert card.when[0].text == "Tuesday"


def test_names_are_linked_people_first(tmp_path: Path) -> None:
    card = gold_card(load_fixture(write_fixture(tmp_path)))
    sources = {source.name: source.id for source in card.sources}
    assert card.quotes[0].speaker_id == card.who[0].id
    assert card.figures[0].attributed_to_id == sources["police"]


def test_units_are_named_as_the_card_names_them() -> None:
    flood = next(fixture for fixture in shipped() if fixture.id == "flood-ardnakeel")
    assert "metre" in {figure.unit for figure in flood.gold.figures}
    figures = {figure.text: figure.unit for figure in gold_card(flood).figures}
    assert figures["2.4 metres"] == "m"


def test_only_the_wanted_tiers_are_on_it(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path))
    card = gold_card(fixture, GoldCardOptions(tiers=frozenset(["core"]), with_summary=False))
    assert [person.name for person in card.who] == ["Ines Holt", "Halden Line"]
    assert card.summary == ()


def test_rules_are_run_on_request_and_only_then(tmp_path: Path) -> None:
    fixture = load_fixture(write_fixture(tmp_path, {"figures": []}))
    bent = fixture.gold.model_copy(
        update={
            "what": (
                fixture.gold.what[0].model_copy(
                    update={"text": "At least 13 people were hurt when the ferry rammed the pier."}
                ),
            )
        }
    )
    fixture = replace(fixture, gold=bent)
    assert len(gold_card(fixture).what) == 1
    checked = gold_card(fixture, GoldCardOptions(checked=True))
    assert checked.what == ()
    assert "13" in checked.rejected[0].reason


def test_the_same_labels_give_the_same_card(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    assert gold_card(load_fixture(folder)) == gold_card(load_fixture(folder))


@pytest.mark.parametrize("name", ["copied", "reworded"])
def test_summary_files_become_summaries_with_evidence(name: str) -> None:
    for fixture in shipped():
        sentences = summary_of(fixture, name)
        assert tuple(sentence.text for sentence in sentences) == fixture.summary(name)
        for sentence in sentences:
            for piece in sentence.evidence:
                assert fixture.article.text[piece.start : piece.end] == piece.quote


def test_a_copied_sentence_must_stand_in_the_story(tmp_path: Path) -> None:
    folder = write_fixture(tmp_path)
    (folder / "summary-copied.txt").write_text("Nothing happened.\n", encoding="utf-8")
    with pytest.raises(FixtureError, match="is not in the story"):
        summary_of(load_fixture(folder), "copied")
