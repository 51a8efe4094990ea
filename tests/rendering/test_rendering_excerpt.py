from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from factcards.card import ArticleInfo, Evidence, FactCard
from factcards.card.stored import load_card
from factcards.rendering.excerpt import Places, first_words, last_words

FLOOD = load_card(Path(__file__).parent.parent / "cards" / "flood.json")


def card_over(text: str) -> FactCard:
    info = ArticleInfo(reader="test", sha256="0" * 64, characters=len(text), text=text)
    return FLOOD.model_copy(update={"article": info})


def evidence_for(text: str, *quotes: str) -> list[Evidence]:
    return [
        Evidence(quote=quote, start=text.index(quote), end=text.index(quote) + len(quote))
        for quote in quotes
    ]


def excerpt(text: str, *quotes: str, room: int = 60) -> str:
    shown = Places(card_over(text)).excerpts(evidence_for(text, *quotes), room)
    return " / ".join(
        "".join(f"‹{p.text}›" if p.marked else p.text for p in one.pieces) for one in shown
    )


STORY = "First line.\n\nThe port was shut. Some 1,415 boats lay idle there. Nobody sailed."


def test_the_whole_sentence_is_shown_where_it_fits() -> None:
    assert excerpt(STORY, "1,415") == "Some ‹1,415› boats lay idle there."


def test_the_sentence_is_shortened_where_it_does_not_fit() -> None:
    assert excerpt(STORY, "1,415", room=20) == "Some ‹1,415› boats…"


def test_words_on_both_sides_are_kept() -> None:
    text = "One two three four five six seven MARK eight nine ten eleven twelve thirteen."
    assert excerpt(text, "MARK", room=30) == "…six seven ‹MARK› eight nine…"


def test_evidence_in_one_sentence_is_shown_together() -> None:
    assert excerpt(STORY, "idle", "1,415") == "Some ‹1,415› boats lay ‹idle› there."


def test_evidence_in_two_sentences_is_shown_apart() -> None:
    assert excerpt(STORY, "shut", "sailed") == "The port was ‹shut›. / Nobody ‹sailed›."


def test_overlapping_evidence_is_shown_once() -> None:
    assert excerpt(STORY, "1,415 boats", "boats lay") == "Some ‹1,415 boats›‹ lay› idle there."


def test_long_evidence_loses_its_own_middle() -> None:
    text = " ".join(f"word{number}" for number in range(60)) + "."
    shown = excerpt(text, text, room=40)
    assert shown.startswith("‹word0 word1")
    assert " … " in shown
    assert shown.endswith("word59.›")


def test_a_paragraph_is_not_left() -> None:
    assert excerpt("Title without stop\n\nBody here\n\nNext one", "here") == "Body ‹here›"


def test_the_place_names_paragraph_and_code_points() -> None:
    places = Places(card_over(STORY))
    assert places.place(evidence_for(STORY, "1,415")) == "¶2 37–42"


def test_evidence_that_is_the_fact_word_for_word_needs_no_excerpt() -> None:
    [one] = Places(card_over(STORY)).excerpts(evidence_for(STORY, "1,415"), 60, shown="1,415")
    assert one.pieces == ()


@given(st.text(alphabet="ab .山\n", max_size=80), st.integers(1, 40))
def test_cut_words_keep_to_their_room(text: str, room: int) -> None:
    assert cell_len(first_words(text, room)) <= room + 1
    assert cell_len(last_words(text, room)) <= room + 1


@given(st.text(alphabet="ab ,.!?”\n山", min_size=1, max_size=120), st.data())
def test_every_excerpt_holds_its_evidence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 10)))
    evidence = Evidence(quote=text[start:end], start=start, end=end)
    [one] = Places(card_over(text)).excerpts([evidence], 60)
    marked = "".join(piece.text for piece in one.pieces if piece.marked)
    assert marked.split() == text[start:end].split()


@pytest.mark.parametrize("unit", ["a", "!", "\n\n", " ", '."', "a." * 3])
def test_a_million_characters_take_no_time(unit: str) -> None:
    text = (unit * 1_000_000)[:1_000_000] + "END"
    card = card_over(text)
    evidence = [Evidence(quote="x", start=at, end=at + 1) for at in range(0, 1_000_000, 5_000)]
    started = time.perf_counter()
    Places(card).excerpts(evidence, 60)
    assert time.perf_counter() - started < 2
