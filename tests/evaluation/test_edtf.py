"""Dates as intervals."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.evaluation.edtf import interval_of, relation_of


@pytest.mark.parametrize(
    ("date", "start", "end"),
    [
        ("2025-03-04", (2025, 3, 4), (2025, 3, 5)),
        ("2025-12", (2025, 12, 1), (2026, 1, 1)),
        ("2025", (2025, 1, 1), (2026, 1, 1)),
        ("199X", (1990, 1, 1), (2000, 1, 1)),
        ("19XX", (1900, 1, 1), (2000, 1, 1)),
        ("2025-22", (2025, 6, 1), (2025, 9, 1)),
        ("2025-24", (2025, 12, 1), (2026, 3, 1)),
        ("2025-03-04T18:40", (2025, 3, 4, 18, 40), (2025, 3, 4, 18, 41)),
        ("2025-03-04/2025-03-06", (2025, 3, 4), (2025, 3, 7)),
        ("2025-03-04~", (2025, 3, 4), (2025, 3, 5)),
        ("2024-02-29", (2024, 2, 29), (2024, 3, 1)),
    ],
)
def test_a_date_is_an_interval(date: str, start: tuple[int, ...], end: tuple[int, ...]) -> None:
    assert interval_of(date) == (datetime(*start), datetime(*end))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "date", ["2025-02-30", "2025-13", "199X-03", "soon", "2025-03-05/2025-03-04"]
)
def test_what_is_no_date_has_no_interval(date: str) -> None:
    assert interval_of(date) is None


@pytest.mark.parametrize(
    ("predicted", "gold", "relation"),
    [
        ("2025-03-04", "2025-03-04", "same"),
        ("2025-03-04~", "2025-03-04", "same"),
        ("2025-03", "2025-03-04", "coarser"),
        ("2025/..", "2025-03-04", "coarser"),
        ("2025-03-04", "2025-03", "finer"),
        ("2025-03-05", "2025-03-04", "apart"),
        ("2025-03-01/2025-03-05", "2025-03-04/2025-03-08", "overlaps"),
        ("someday", "2025-03-04", "apart"),
    ],
)
def test_two_dates_lie_to_one_another(predicted: str, gold: str, relation: str) -> None:
    assert relation_of(predicted, gold) == relation


@given(st.dates().map(str), st.dates().map(str))
def test_the_relation_is_the_other_one_the_other_way_round(one: str, other: str) -> None:
    mirrored = {"coarser": "finer", "finer": "coarser"}
    relation = relation_of(one, other)
    assert relation_of(other, one) == mirrored.get(relation, relation)
    assert (relation == "same") == (one == other)
