"""Figures of a card that a careful reader can take the article's words for, and others."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from card_samples import article_of, card_of

from factcards.checking import check_card

_FILE = Path(__file__).parent / "data" / "figures.toml"
CASES = tomllib.loads(_FILE.read_text("utf-8"))["case"]


def _errors(case: dict[str, Any], **fields: str) -> list[str]:
    article = article_of(f"The mill\n\n{case['text']}")
    row = {"text": case["words"], "evidence": case["text"], **case["fair"], **fields}
    found = check_card(card_of(article, figures=[row]), article)
    return [f.path for f in found if f.rule == "figure-agrees" and f.severity == "error"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["words"])
def test_a_fair_reading_passes_and_another_one_does_not(case: dict[str, Any]) -> None:
    assert _errors(case) == []
    assert _errors(case, **case["wrong"])
