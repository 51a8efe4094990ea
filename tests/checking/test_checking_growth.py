"""Checking takes time in proportion to its text: what once took its square."""

import pytest
from growth import grows_with_length

from factcards.checking.free_text import read_free_text


@pytest.mark.parametrize("unit", ["1234567890", "1,000.", "10:30 ", "5 March 2024 ", "$5 million "])
def test_numbers_of_a_free_text_take_time_in_proportion(unit: str) -> None:
    def work(text: str) -> None:
        free = read_free_text(text, "en")
        assert free.numerals is not None
        assert free.counting is not None

    assert grows_with_length(work, unit, 4_000)


def test_a_sign_behind_many_digits_is_found_once_with_all_of_them() -> None:
    digits = "1234567890" * 50
    free = read_free_text(f"{digits}² and 7.5³", "en")
    assert [span.of(free.text) for span in free.counting] == [f"{digits}²", "7.5³"]


def test_a_number_that_is_part_of_no_figure_and_no_date_is_a_numeral() -> None:
    text = "At 10:30 on 5 March 2024 they found room 12B and paid $5 million."
    told = [span.of(text) for span in read_free_text(text, "en").numerals]
    assert "5" not in told
    assert "2024" not in told
    assert "12" in told
