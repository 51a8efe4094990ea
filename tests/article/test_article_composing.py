"""Composed characters, in time that many combining marks cannot stretch."""

from __future__ import annotations

import unicodedata

from growth import grows_with_length
from hypothesis import given
from hypothesis import strategies as st

from factcards.article.composing import MOST_MARKS, compose

MARKS = st.sampled_from(["\u0301", "\u0315", "\u0316", "e", "é", "—", "\u1161", "\u1100", "“"])


@given(st.text() | st.lists(MARKS, max_size=MOST_MARKS).map("".join))
def test_text_with_few_marks_is_composed_as_unicode_says(text: str) -> None:
    assert compose(text) == unicodedata.normalize("NFC", text)


@given(st.lists(MARKS, min_size=20).map("".join), st.integers(0, 60))
def test_composing_twice_changes_nothing(text: str, marks: int) -> None:
    once = compose(text + "\u0316\u0301" * marks)
    assert compose(once) == once


def test_more_marks_than_any_letter_bears_stay_as_they_are() -> None:
    run = "\u0301\u0316" * MOST_MARKS
    assert compose(f"e\u0301a{run}e\u0301") == f"éa{run}é"


def test_a_long_run_of_marks_takes_linear_time() -> None:
    assert grows_with_length(compose, "\u0315\u0316", 40_000)
