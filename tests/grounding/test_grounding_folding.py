"""Which differences are typography and which are not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.grounding.folding import LIGATURES, fold

SAME = [
    ("“yes”", '"yes"'),
    ("„ja“", '"ja"'),
    ("‘yes’", "'yes'"),
    ("it’s", "it's"),
    ("a–b", "a-b"),
    ("a — b", "a - b"),
    ("a\u2011b", "a-b"),
    ("5–10", "5-10"),
    ("1\u00a0415", "1 415"),
    ("1\u202f415", "1 415"),
    ("one\ntwo", "one two"),
    ("one \n  two", "one two"),
    ("wait…", "wait..."),
    ("cafe\u0301", "café"),
    ("\u1112\u1161\u11ab", "한"),
    ("ﬁnance oﬀer baﬄe", "finance offer baffle"),
    ("one\n\ntwo", "one\n \ntwo"),
]

DIFFERENT = [
    ("10²", "102"),
    ("½", "1/2"),
    ("№ 5", "No 5"),
    ("ﬁ", "f"),
    ("æ", "ae"),
    ("œuvre", "oeuvre"),
    ("straße", "strasse"),
    ("at –24", "at -24"),
    ("at \u221224", "at -24"),
    ("a\u2212b", "a-b"),
    ("one\n\ntwo", "one two"),
    ("“yes”", "'yes'"),
    ("«oui»", '"oui"'),
    ("resume", "résumé"),
    ("A", "a"),
    ("１", "1"),
    ("a\u00adb", "ab"),
    ("a\u200bb", "ab"),
    ("5′", "5'"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_typography_folds(one: str, other: str) -> None:
    assert fold(one).text == fold(other).text


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_anything_else_does_not_fold(one: str, other: str) -> None:
    assert fold(one).text != fold(other).text


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    once = unicodedata.normalize("NFD", text)
    assert fold(once).text == fold(unicodedata.normalize("NFC", text)).text


PIECES = st.sampled_from(
    [*LIGATURES, "…", "\u00a0", "  ", "\n\n", "“", "–", "e\u0301", "a", "7", " "]
)


@given(st.lists(PIECES).map("".join))
def test_every_folded_place_has_a_source_or_stands_inside_one_piece(text: str) -> None:
    folded = fold(text)
    sources = [folded.source_of(i) for i in range(len(folded.text) + 1)]
    known = [s for s in sources if s is not None]
    assert sources[0] == 0
    assert sources[-1] == len(text)
    assert known == sorted(set(known))


@given(st.lists(PIECES).map("".join))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == once


def test_a_long_run_of_combining_marks_costs_linear_time() -> None:
    text = "a" + "\u0315\u0316" * 200_000
    assert len(fold(text).text) == len(text)
