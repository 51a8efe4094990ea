"""Rule speaker-in-article."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, changed, dam, harbour, mercado

from factcards.checking import check_card

RULE = "speaker-in-article"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_articles_speakers_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize("speaker", ["Martha Velden", "Olaf Prisk", "Marta Holden"])
def test_a_speaker_whom_the_article_does_not_name_is_an_error(speaker: str) -> None:
    article, card = harbour()
    card = changed(card, "quotes-1", speaker=speaker, speaker_id=None)
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", "quotes-1/speaker")]


@pytest.mark.parametrize(
    ("sample", "item", "speaker"),
    [
        (harbour, "quotes-1", "Pavel Orrin"),
        (harbour, "quotes-1", "Tomas Irwell"),
        (dam, "quotes-1", "Ivo Brandt"),
        (dam, "quotes-2", "Hanne Lorup"),
        (mercado, "quotes-1", "Julio Renedo"),
    ],
)
def test_another_speaker_than_the_articles_is_an_error(
    sample: type, item: str, speaker: str
) -> None:
    article, card = sample()
    card = changed(card, item, speaker=speaker, speaker_id=None)
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert (found.severity, found.path) == ("error", f"{item}/speaker")
    assert speaker in found.message


def test_a_short_form_of_the_speaker_is_fine() -> None:
    article, card = harbour()
    card = changed(card, "quotes-1", speaker="Velden")
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


def test_no_speaker_is_fine() -> None:
    article, card = harbour()
    card = changed(card, "quotes-1", speaker=None, speaker_id=None)
    assert [f for f in check_card(card, article) if f.rule == RULE] == []
