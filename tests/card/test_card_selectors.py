from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Coverage, CoverageCount, Evidence, FactCard, Provenance, Where
from factcards.card.model import ArticleInfo
from factcards.card.selectors import with_selectors, without_text
from factcards.card.stored import load_card
from factcards.errors import CardError

CARDS = Path(__file__).parent.parent / "cards"


@pytest.fixture
def flood() -> FactCard:
    return load_card(CARDS / "flood.json")


def card_over(text: str, start: int, end: int) -> FactCard:
    none = CoverageCount(mentions=0, carried=0)
    evidence = Evidence(quote=text[start:end], start=start, end=end)
    return FactCard(
        where=(Where(id="where1", name="x", relation="scene", evidence=(evidence,)),),
        article=ArticleInfo(
            reader="test",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            characters=len(text),
            text=text,
        ),
        coverage=Coverage(figures=none, names=none, quotes=none, dates=none),
        provenance=Provenance(
            model=None,
            provider=None,
            strategy="rules",
            generated_at="2025-01-01T00:00:00+00:00",
            factcards="0",
        ),
    )


def test_every_piece_of_evidence_gets_a_selector(flood: FactCard) -> None:
    card = with_selectors(flood)
    evidence = [e for item in card.items() for e in item.evidence]
    assert all(e.selector is not None and e.utf16 is not None for e in evidence)


def test_findings_get_selectors_too() -> None:
    card = with_selectors(load_card(CARDS / "harbour.json"))
    assert all(e.selector for finding in card.findings for e in finding.evidence)


def test_prefix_and_suffix_are_what_stands_around_the_words() -> None:
    card = with_selectors(card_over("The old bridge fell.", 4, 7), context=4)
    selector = card.where[0].evidence[0].selector
    assert selector is not None
    assert (selector.prefix, selector.exact, selector.suffix) == ("The ", "old", " bri")


def test_prefix_and_suffix_end_with_the_text() -> None:
    selector = with_selectors(card_over("old", 0, 3)).where[0].evidence[0].selector
    assert selector is not None
    assert (selector.prefix, selector.suffix) == ("", "")


def test_utf16_offsets_are_left_out_when_not_wanted(flood: FactCard) -> None:
    card = with_selectors(flood, utf16=False)
    assert card.who[0].evidence[0].utf16 is None
    assert card.who[0].evidence[0].selector is not None


@given(st.text(alphabet="ab 🌊é山𝒳\n", min_size=1, max_size=60), st.data())
def test_utf16_offsets_cut_the_same_words_out_of_utf16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = with_selectors(card_over(text, start, end)).where[0].evidence[0].utf16
    assert span is not None
    units = text.encode("utf-16-le")
    assert units[2 * span.start : 2 * span.end].decode("utf-16-le") == text[start:end]


def test_a_card_without_text_keeps_its_selectors(flood: FactCard) -> None:
    card = without_text(flood)
    assert card.article.text is None
    assert card.article.characters == flood.article.characters
    assert card.quotes[0].evidence[0].selector is not None


def test_a_card_without_text_loads_again(flood: FactCard) -> None:
    card = without_text(flood)
    assert load_card(card.model_dump_json()) == card


def test_selectors_cannot_be_added_once_the_text_is_gone(flood: FactCard) -> None:
    bare = flood.model_copy(update={"article": flood.article.model_copy(update={"text": None})})
    with pytest.raises(CardError, match="without its article's text"):
        with_selectors(bare)


def test_selectors_that_are_there_stay_once_the_text_is_gone(flood: FactCard) -> None:
    card = without_text(flood)
    assert with_selectors(card) == card
