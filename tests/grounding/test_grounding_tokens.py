"""Where tokens begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Span
from factcards.grounding import is_boundary, is_token_aligned

INSIDE_A_TOKEN = [
    ("holding 1,415 prisoners", "415 prisoners"),
    ("holding 1 415 prisoners", "415"),
    ("holding 1\u00a0415 prisoners", "415"),
    ("holding 1\u202f415 prisoners", "1"),
    ("4.2 million euros", "4.2"),
    ("4.2 million euros", "million euros"),
    ("4.2 million euros", "2 million"),
    ("$4.2 million", "4.2 million"),
    ("US$10 each", "10"),
    ("US$10 each", "$10"),
    ("paid €5 then", "5"),
    ("paid 5 € then", "5"),
    ("paid 5€ then", "5"),
    ("3 million € then", "3 million"),
    ("paid EUR 70 then", "70"),
    ("paid 70 EUR then", "70"),
    ("rose 25% on", "25"),
    ("rose 25 % on", "25"),
    ("rose 25 percent on", "25"),
    ("rose 25 per cent on", "25"),
    ("rose 2 percentage points", "2"),
    ("subió 25 por ciento", "25"),
    ("at -24 degrees", "24"),
    ("at \u221224 degrees", "24"),
    ("(-24)", "24"),
    ("at 24 °C now", "24"),
    ("a .5 share", "5"),
    ("from 5–10 people", "10"),
    ("from 5-10 people", "5"),
    ("from $5-$10 each", "$5"),
    ("won 3-2 there", "3"),
    ("at 10:30 sharp", "30"),
    ("on 12/05 then", "12"),
    ("10² metres", "10"),
    ("5½ hours", "5"),
    ("the 24th day", "24"),
    ("Covid-19 wards", "19"),
    ("Covid-19 wards", "Covid"),
    ("an 11-year term", "11"),
    ("four million people", "million"),
    ("hundreds of thousands fled", "thousands"),
    ("hundreds of thousands fled", "hundreds"),
    ("four hundred votes", "four"),
    ("twenty-four cows", "four"),
    ("found not-guilty", "guilty"),
    ("it isn't so", "isn"),
    ("Mr O'Brien", "Brien"),
    ("the U.S. navy", "S."),
    ("Jean-Pierre", "Jean"),
    ("a non-violent act", "violent"),
    ("cafe\u0301 bar", "cafe"),
    ("👩\u200d🚀 x", "👩"),
    ("🇫🇷 x", "🇫"),
    ("👍🏽 x", "👍"),
    ("wait... what", "wait."),
    ("4.2亿人", "4.2"),
    ("a 415 km road", "415"),
    ("a 10 mg dose", "10"),
    ("at 5 km/h now", "5 km"),
    ("paid 500 euros then", "500"),
    ("paid 3 million euros", "3 million"),
    ("paid Rs. 500 then", "500"),
    ("paid US$ 500 then", "$ 500"),
    ("12 square metres of", "12 square"),
    ("rose 25 basis points", "25"),
    ("at minus 24 then", "24"),
    ("≥500 men", "500"),
    ("twenty five men", "five men"),
    ("three hundred and five men", "five men"),
    ("treinta y cinco personas", "cinco"),
    ("two thirds of it", "two"),
    ("3 ½ cups", "3"),
    ("5 млн рублей", "5"),
    ("3．５％ x", "５"),
    ("三十人", "十人"),
    ("1万3千人", "3千人"),
    ("百円の", "百"),
    ("ソマリアで", "マリ"),
    ("เก่า", "ก่า"),
    ("ארה״ב אמרה", "ארה"),
    ("AT&T said", "AT"),
    ("a@b.com x", "b.com"),
]

TOKENS = [
    ("holding 1,415 prisoners", "1,415"),
    ("holding 1,415 prisoners", "prisoners"),
    ("$4.2 million was", "$4.2 million"),
    ("4.2 million people", "people"),
    ("Minsk's mayor", "Minsk"),
    ("Minsk’s mayor", "Minsk"),
    ("Minsk-based lawyers", "Minsk"),
    ("l'accord signé", "accord"),
    ("a 30cm-wide pipe", "30cm"),
    ("a 100 feet-long tram", "100 feet"),
    ("in 2024 415 people", "2024"),
    ("the year 2024, 415 people", "415"),
    ("word—24 people", "24 people"),
    ("Paris–London line", "London"),
    ("said: “24 people”", "24 people"),
    ("end.Next line", "Next"),
    ("東京で会議", "東京"),
    ("東京で3人", "3人"),
    ("he said 5. Then", "5"),
    ("ten people", "ten"),
    ("11 years", "11 years"),
    ("10 $5 bills", "10"),
    ("au moins 5 personnes", "5"),
    ("1.250 metros cúbicos por segundo", "1.250"),
    ("sold 18 units", "18"),
    ("日本で十人", "十人"),
    ("2024年，415人", "415"),
    ("قال الرئيس", "الرئيس"),
    ("राष्ट्रपति ने", "राष्ट्रपति"),
    ("대통령은 말했다", "대통령은"),
]


@pytest.mark.parametrize(("text", "part"), INSIDE_A_TOKEN)
def test_part_of_a_token_is_not_aligned(text: str, part: str) -> None:
    start = text.index(part)
    assert not is_token_aligned(text, Span(start, start + len(part)))


@pytest.mark.parametrize(("text", "part"), TOKENS)
def test_whole_tokens_are_aligned(text: str, part: str) -> None:
    start = text.index(part)
    assert is_token_aligned(text, Span(start, start + len(part)))


def test_blank_and_reversed_spans_are_not_aligned() -> None:
    assert not is_token_aligned("a b", Span(1, 2))
    assert not is_token_aligned("a b", Span(1, 1))
    assert not is_token_aligned("a b", Span(0, 4))
    assert not is_token_aligned("a b", Span(0, 2))


@given(st.text(), st.integers(-3, 60))
def test_every_position_of_any_text_has_an_answer(text: str, position: int) -> None:
    assert is_boundary(text, position) in (True, False)


@given(st.text(alphabet="ab1é $", min_size=1))
def test_the_whole_text_is_aligned_when_it_has_no_outer_space(text: str) -> None:
    text = text.strip()
    assert not text or is_token_aligned(text, Span(0, len(text)))
