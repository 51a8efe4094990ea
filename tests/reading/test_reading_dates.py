"""Dates read from sentences that a non-programmer can extend in `data/dates.toml`."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from factcards.reading.dates import Anchor, read_dates
from factcards.reading.mentions import DateMention

DATA = Path(__file__).parent / "data" / "dates.toml"
THURSDAY = Anchor(date(2025, 3, 6), "dateline")


def cases() -> list[tuple[str, str, list[str]]]:
    groups = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return [(code, row[0], row[1:]) for code, group in groups.items() for row in group["cases"]]


def row(text: str, mention: DateMention) -> str:
    return " | ".join((mention.span.of(text), mention.date or "-", mention.basis or "-"))


@pytest.mark.parametrize(("language", "text", "expected"), cases())
def test_sentence(language: str, text: str, expected: list[str]) -> None:
    assert [row(text, m) for m in read_dates(text, language, THURSDAY)] == expected


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "last week", "5 March", "in October"])
def test_relative_date_without_anchor_stays_open(text: str) -> None:
    (mention,) = read_dates(f"It was signed {text}.", "en", None)
    assert (mention.date, mention.basis) == (None, None)


def test_basis_is_the_anchor_s() -> None:
    (mention,) = read_dates("He left on Tuesday.", "en", Anchor(date(2025, 3, 6), "published"))
    assert mention.basis == "published"


def test_rule_is_in_words() -> None:
    (mention,) = read_dates("He left on Tuesday.", "en", THURSDAY)
    assert mention.rule == "Tuesday on or before Thursday 6 March 2025"


def test_day_that_no_calendar_has_is_no_date() -> None:
    assert not any(
        m.date
        for m in read_dates("On 31 February 2025 it froze.", "en", THURSDAY)
        if m.date == "2025-02-31"
    )


def test_month_ahead_without_a_verb_in_the_past_is_the_coming_one() -> None:
    anchor = Anchor(date(2025, 11, 10), "published")
    (mention,) = read_dates("The mayor takes office in January.", "en", anchor)
    assert mention.date == "2026-01"


def test_year_one_is_the_earliest() -> None:
    (mention,) = read_dates("That was 5000 years ago.", "en", THURSDAY)
    assert mention.date is None
