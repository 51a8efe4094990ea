"""Figures read from sentences that a non-programmer can extend in `data/figures.*.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from factcards.card import decimal_text
from factcards.reading.figures import (
    number_spans,
    numeric_values,
    read_figures,
    read_value,
    same_unit,
)
from factcards.reading.mentions import FigureMention

DATA = Path(__file__).parent / "data"


def cases(language: str) -> list[tuple[str, list[str]]]:
    groups = tomllib.loads((DATA / f"figures.{language}.toml").read_text(encoding="utf-8"))
    return [(row[0], row[1:]) for group in groups.values() for row in group["cases"]]


def row(text: str, figure: FigureMention) -> str:
    value = decimal_text(figure.value)
    if figure.value_to is not None:
        value += ".." + decimal_text(figure.value_to)
    counts = figure.counts.of(text) if figure.counts else "-"
    return " | ".join(
        (figure.span.of(text), value, figure.unit or "-", figure.qualifier or "-", counts)
    )


def read(text: str, language: str) -> list[str]:
    return [row(text, figure) for figure in read_figures(text, language)]


@pytest.mark.parametrize(("text", "expected"), cases("en"))
def test_english_sentence(text: str, expected: list[str]) -> None:
    assert read(text, "en") == expected


@pytest.mark.parametrize(("text", "expected"), cases("es"))
def test_spanish_sentence(text: str, expected: list[str]) -> None:
    assert read(text, "es") == expected


@pytest.mark.parametrize(("text", "expected"), cases("de"))
def test_german_sentence(text: str, expected: list[str]) -> None:
    assert read(text, "de") == expected


@pytest.mark.parametrize(("text", "expected"), cases("fr"))
def test_french_sentence(text: str, expected: list[str]) -> None:
    assert read(text, "fr") == expected


def kind(text: str) -> str:
    (figure,) = read_figures(text)
    return figure.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 people came.", "count"),
        ("It cost $5.", "money"),
        ("About 25 percent agreed.", "share"),
        ("Two-thirds of them agreed.", "share"),
        ("It is 5 km long.", "measure"),
        ("It took 11 years.", "duration"),
        ("A 54-year-old man spoke.", "age"),
        ("Orlin won 3-1.", "score"),
        ("One in five voters agreed.", "ratio"),
    ],
)
def test_kind_of_figure(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_qualifier_stands_outside_the_figure() -> None:
    text = "Police held at least 24 people."
    (figure,) = read_figures(text)
    assert figure.qualifier_span is not None
    assert figure.qualifier_span.of(text) == "at least"
    assert figure.span.of(text) == "24"


def test_vague_count_has_no_words_for_its_qualifier() -> None:
    (figure,) = read_figures("Dozens of cars burned.")
    assert (figure.qualifier, figure.qualifier_span) == ("at least", None)


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("at least 24", "24", None, "at least"),
        ("$4.2 million", "4200000", "USD", None),
        ("hundreds of thousands", "100000", None, "at least"),
        ("25 percent", "25", "%", None),
        ("11-year", "11", "year", None),
        ("2020", "2020", None, None),
        ("twenty-four", "24", None, None),
    ],
)
def test_value_of_a_phrase(text: str, value: str, unit: str | None, qualifier: str | None) -> None:
    figure = read_value(text)
    assert figure is not None
    assert (figure.value, figure.unit, figure.qualifier) == (Decimal(value), unit, qualifier)


@pytest.mark.parametrize("text", ["", "nothing", "24 men and 12 women", "the first"])
def test_no_single_value(text: str) -> None:
    assert read_value(text) is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("km", "kilometres"), ("kilometer", "Kilometres"), ("$", "USD"), ("dollars", "USD"),
        ("%", "percent"), ("%", "Prozent"), ("year", "years"), ("year", "Jahre"), ("€", "euros"),
        (None, None), (None, ""), ("pp", "percentage points"), ("Canadian dollars", "CAD"),
        ("tonne", "tonnes"), ("seat", "seats"),
    ],
)  # fmt: skip
def test_one_unit_in_two_forms(a: str | None, b: str | None) -> None:
    assert same_unit(a, b)
    assert same_unit(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [("%", "pp"), ("km", "mile"), ("USD", "EUR"), ("ton", "tonne"), ("km", None), ("bp", "%"),
     ("CAD", "dollars"), ("year", "month")],
)  # fmt: skip
def test_two_units(a: str | None, b: str | None) -> None:
    assert not same_unit(a, b)


def test_every_number_is_spanned_whatever_it_is() -> None:
    text = "On 5 March 2020 at 10:40 the 3rd F-16 cost $4.2 million, -5%; twenty-four left."
    found = [span.of(text) for span in number_spans(text, "en")]
    assert found == ["5", "2020", "10:40", "3rd", "16", "$4.2 million", "-5%", "twenty-four"]


def test_values_are_equal_in_digits_and_words() -> None:
    assert numeric_values("24 men in 2020", "en") == numeric_values("twenty-four men in 2020", "en")


def test_values_of_free_text() -> None:
    expected = [Decimal(n) for n in ("1415", "4200000", "2", "2025", "3", "5")]
    text = "1,415 people, 4.2 million, the second, 2025-03-05"
    assert list(numeric_values(text, "en")) == expected


def test_unknown_language_reads_digits() -> None:
    (figure,) = read_figures("قُتل ٢٤ شخصا", "ar")
    assert figure.value == 24


def test_devanagari_digits_are_read() -> None:
    assert [f.value for f in read_figures("१,४१५ लोग", "hi")] == [1415]


def test_a_table_row_of_numbers_holds_no_figures() -> None:
    assert read_figures("Votes " + "12 1,400 $5 " * 10) == ()
    assert len(read_figures("They drew 7, 12, 19, 23, 31 and 44.")) == 6
