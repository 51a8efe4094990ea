"""Live reports and diaries: what stands above an entry dates what stands in it."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.reading import read_text
from factcards.reading.moments import Anchor

THURSDAY = Anchor(date(2025, 3, 6), "published")


def dates(text: str, language: str = "en", anchor: Anchor | None = THURSDAY) -> dict[str, str]:
    reading = read_text(text, language=language, anchor=anchor)
    return {m.span.of(text): f"{m.date or '-'} {m.basis or '-'}" for m in reading.dates}


def test_day_above_entries_is_what_their_words_count_from() -> None:
    text = (
        "The flood, day by day.\n\nWednesday 5 March\n\nThe dam broke yesterday.\n\n"
        "Monday 3 March\n\nRain will fall tomorrow."
    )
    assert dates(text) == {"yesterday": "2025-03-04 dateline", "tomorrow": "2025-03-04 dateline"}


def test_times_alone_are_of_the_day_of_publication() -> None:
    text = (
        "21.38\n\nThe dam held today.\n\n9:15 am\n\nPolice came.\n\n08:02 GMT - It rained at 7 am."
    )
    assert dates(text) == {"today": "2025-03-06 published", "7 am": "2025-03-06T07:00 published"}


def test_stamp_in_bare_digits_is_no_figure() -> None:
    reading = read_text("21.38\n\nThe dam held.\n\n20.10\n\nPolice held 24 people.")
    assert [f.value for f in reading.figures] == [24]


def test_times_that_run_past_midnight_leave_the_day_open() -> None:
    text = "00:20\n\nThe dam held today.\n\n23:50\n\nPolice came.\n\n23:10\n\nIt rained."
    assert dates(text) == {"today": "- -"}


def test_day_and_time_in_one_stamp() -> None:
    text = "Tuesday 4 March, 9.15am\n\nIt rained.\n\nMonday 3 March, 10pm\n\nIt began at 8pm."
    assert dates(text)["8pm"] == "2025-03-03T20:00 dateline"


def test_time_later_than_its_stamp_stays_open() -> None:
    text = "9:15 am\n\nThe dam broke at 11 pm.\n\n8:10 am\n\nIt rained at 7 am."
    found = dates(text)
    assert (found["11 pm"], found["7 am"]) == ("- -", "2025-03-06T07:00 published")


def test_one_date_above_a_text_is_no_entry() -> None:
    text = "Wednesday 5 March\n\nThe dam broke yesterday."
    assert dates(text)["yesterday"] == "2025-03-05 published"


@pytest.mark.parametrize(
    ("language", "text", "words", "day"),
    [
        ("de", "14:02 Uhr\n\nEs regnet.\n\n5. März 2025\n\nGestern brach der Damm.", "Gestern",
         "2025-03-04 dateline"),
        ("fr", "21h38\n\nLe barrage tient.\n\n5 mars 2025\n\nHier, il pleuvait.", "Hier",
         "2025-03-04 dateline"),
        ("es", "21:38\n\nLa presa aguanta.\n\n5 de marzo de 2025\n\nAyer llovió.", "Ayer",
         "2025-03-04 dateline"),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str, words: str, day: str) -> None:
    assert dates(text, language)[words] == day


def test_paragraph_that_begins_with_a_day_is_no_stamp() -> None:
    text = "On Tuesday the dam broke.\n\nOn Monday it rained. It was closed yesterday."
    assert dates(text)["yesterday"] == "2025-03-05 published"


@given(st.lists(st.sampled_from(
    ["21.38", "9:15 am", "5 March", "12", "The dam broke.", "Tuesday", "2020", "—", "at", "…"]
), max_size=8))  # fmt: skip
def test_mentions_stand_in_order_and_never_overlap(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    spans = [m.span for m in read_text(text, anchor=THURSDAY).dates]
    assert all(a.end <= b.start for a, b in pairwise(spans))
