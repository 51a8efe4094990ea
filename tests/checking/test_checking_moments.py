"""Dates of a card that a careful reader can take the article's words for, and others."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from card_samples import NOTHING, article_of

from factcards.card import Coverage, Evidence, FactCard, Provenance, When
from factcards.checking import check_card

CASES = tomllib.loads((Path(__file__).parent / "data" / "moments.toml").read_text("utf-8"))["case"]


def _findings(text: str, printed: str, words: str, date: str) -> list[str]:
    article = article_of(f"The mill\n\n{text}", published=printed)
    start = article.text.index(words)
    cited = Evidence(quote=words, start=start, end=start + len(words))
    card = FactCard(
        when=(When(id="when-1", text=words, date=date, basis="published", evidence=(cited,)),),
        article=article.info(),
        coverage=Coverage(figures=NOTHING, names=NOTHING, quotes=NOTHING, dates=NOTHING),
        provenance=Provenance(
            model=None, provider=None, strategy="rules", generated_at="", factcards=""
        ),
    )
    return [f.path for f in check_card(card, article) if f.rule == "date-agrees"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"])
def test_a_fair_reading_passes_and_another_date_does_not(case: dict[str, str]) -> None:
    told = case["text"], case["printed"], case["words"]
    assert _findings(*told, case["fair"]) == []
    assert _findings(*told, case["wrong"]) == ["when-1/date"]
