"""Quotes become spans, or they do not."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.card import Span
from factcards.grounding import GroundingIndex, is_token_aligned
from factcards.reading.mentions import Sentence

TEXT = (
    "At least 1,415 prisoners remain in Orvalla. “We are not-guilty of anything,” said "
    "Minsk’s former mayor… The cost was $4.2 million, or 5–10 times more.\n\n"
    "The mayor left. A ﬁne of 1\u00a0200 crowns was paid in the café."
)
INDEX = GroundingIndex(TEXT)


def words(quote: str, index: GroundingIndex = INDEX) -> str | None:
    found = index.ground(quote)
    return found.span.of(index.text) if found else None


@pytest.mark.parametrize("quote", ["1,415 prisoners", "Orvalla", "$4.2 million", "The mayor left."])
def test_words_that_stand_there_are_exact(quote: str) -> None:
    found = INDEX.ground(quote)
    assert found is not None
    assert found.status == "exact"
    assert found.span.of(TEXT) == quote


@pytest.mark.parametrize(
    ("quote", "article"),
    [
        ('"We are not-guilty', "“We are not-guilty"),
        ("Minsk's former mayor...", "Minsk’s former mayor…"),
        ("5-10 times", "5–10 times"),
        ("fine of 1 200 crowns", "ﬁne of 1\u00a0200 crowns"),
        ("cafe\u0301", "café"),
        ("at least 1,415", "At least 1,415"),
        ("the mayor left", "The mayor left"),
    ],
)
def test_other_typography_is_typographic_and_gives_the_articles_words(
    quote: str, article: str
) -> None:
    found = INDEX.ground(quote)
    assert found is not None
    assert found.status == "typographic"
    assert found.span.of(TEXT) == article


@pytest.mark.parametrize(
    "quote",
    [
        "415 prisoners",
        "1,416 prisoners",
        "guilty",
        "We are guilty",
        "4.2 million",
        "€4.2 million",
        "$4.2 billion",
        "10 times",
        "1,415 … Orvalla",
        "At 1,415 prisoners",
        "orvalla",
        "Former mayor",
        "more. The mayor left",
        "fne of",
        "",
        "   ",
        "“”",
        "...",
        "—",
    ],
)
def test_nothing_looser_is_found(quote: str) -> None:
    assert INDEX.ground(quote) is None


def test_surrounding_space_of_a_quote_is_left_out() -> None:
    found = INDEX.ground(" Orvalla \n")
    assert found is not None
    assert found.span.of(TEXT) == "Orvalla"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("İstanbul is large.", "istanbul is large"),
        ("Irmak fell.", "ırmak fell"),
        ("ılık su.", "Ilık su"),
        ("He met Apple staff.", "apple staff"),
    ],
)
def test_case_is_levelled_only_for_a_simple_first_letter_of_a_sentence(
    text: str, quote: str
) -> None:
    assert GroundingIndex(text).ground(quote) is None


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Äpfel fehlen.", "äpfel fehlen"),
        ("Все ушли.", "все ушли"),
        ("“Yes, we can.”", "yes, we can"),
    ],
)
def test_first_letter_case_is_levelled_at_the_start_of_a_sentence(text: str, quote: str) -> None:
    found = GroundingIndex(text).ground(quote)
    assert found is not None
    assert found.status == "typographic"


def test_a_quote_found_by_a_sign_keeps_its_sign() -> None:
    assert GroundingIndex("Apollo–11 flew.").ground("-11") is None
    assert words("–5 degrees", GroundingIndex("at –5 degrees")) == "–5 degrees"
    assert GroundingIndex("at –5 degrees").ground("-5 degrees") is None


def test_scripts_without_spaces_ground_anywhere_between_letters() -> None:
    assert words("市長", GroundingIndex("昨日、市長は辞任した。")) == "市長"
    assert words("นายก", GroundingIndex("วันนี้นายกลาออก")) == "นายก"


REPEATED = "Holt spoke. Holt left. Then Holt wept."
SENTENCES = tuple(
    Sentence(number, Span(*bounds), 0, True)
    for number, bounds in enumerate([(0, 11), (12, 22), (23, 38)], start=1)
)


def test_a_sentence_hint_settles_a_repeated_phrase() -> None:
    index = GroundingIndex(REPEATED, SENTENCES)
    starts = []
    for number in (1, 2, 3):
        found = index.ground("Holt", sentence=number)
        assert found is not None
        starts.append(found.span.start)
    assert starts == [0, 12, 28]


def test_a_wrong_sentence_hint_does_not_hide_the_words() -> None:
    index = GroundingIndex(REPEATED, SENTENCES)
    for number in (0, 1, 99):
        found = index.ground("wept", sentence=number)
        assert found is not None
        assert found.span.start == 33


def test_the_place_nearest_to_an_offset_is_chosen() -> None:
    found = GroundingIndex(REPEATED).ground("Holt", near=30)
    assert found is not None
    assert found.span.start == 28


def test_a_used_place_is_passed_over_while_another_is_left() -> None:
    index = GroundingIndex(REPEATED)
    used: list[Span] = []
    for _ in range(4):
        found = index.ground("Holt", used=used)
        assert found is not None
        used.append(found.span)
    assert [span.start for span in used] == [0, 12, 28, 0]


def test_the_nearest_unused_place_comes_before_a_used_one() -> None:
    found = GroundingIndex(REPEATED).ground("Holt", near=30, used=[Span(28, 32)])
    assert found is not None
    assert found.span.start == 12


def test_a_hinted_sentence_is_searched_for_typography_before_the_rest_of_the_text() -> None:
    text = 'He said “no”. She said "no".'
    index = GroundingIndex(text, (Sentence(1, Span(0, 13), 0, True),))
    found = index.ground('"no"', sentence=1)
    assert found is not None
    assert (found.span.start, found.status) == (8, "typographic")


def test_occurrences_are_all_places_in_order() -> None:
    text = 'Said "no" and “no” and "no".'
    found = GroundingIndex(text).occurrences('"no"')
    assert [(g.span.start, g.status) for g in found] == [
        (5, "exact"),
        (14, "typographic"),
        (23, "exact"),
    ]


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        ("415 prisoners remain", "1,415 prisoners remain"),
        (
            "At least 1,514 prisoners remain in Orvalla",
            "At least 1,415 prisoners remain in Orvalla",
        ),
        ("The cost was $4.3 million", "The cost was $4.2 million"),
        ("415", "1,415"),
        ("Orvallo", "Orvalla"),
    ],
)
def test_a_near_miss_names_the_articles_words(quote: str, passage: str) -> None:
    assert INDEX.ground(quote) is None
    near = INDEX.near_miss(quote)
    assert near is not None
    assert near.of(TEXT) == passage


@pytest.mark.parametrize("quote", ["", "...", "entirely unrelated words", "zebra"])
def test_nothing_near_is_no_near_miss(quote: str) -> None:
    assert INDEX.near_miss(quote) is None


TOKENS = st.sampled_from(
    [
        "Minsk", "Minsk’s", "guilty", "not-guilty", "isn't", "1,415", "415", "$4.2 million", "4.2",
        "-24", "24", "25%", "25", "5–10", "10", "“no”", "no", "…", "cafe\u0301", "cafe", "ﬁne",
        "Zoë", "東京", "O’Brien", "11-year", "years",
    ]
)  # fmt: skip
SPACES = st.sampled_from([" ", "\u00a0", "\n", "  ", "\n\n", ", ", ". ", " — "])
TEXTS = st.lists(st.tuples(TOKENS, SPACES), min_size=1, max_size=10)


def laid_out(pairs: list[tuple[str, str]]) -> tuple[str, list[Span]]:
    """The text of the pairs, and where each of its tokens stands."""
    text, spans = "", []
    for token, space in pairs:
        spans.append(Span(len(text), len(text) + len(token)))
        text += token + space
    return text, spans


SLOW_TABLE = {
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("“”„‟", '"'),
    "…": "...",
    "ﬁ": "fi",
}


def slow_fold(text: str) -> str:
    """An independent folding, piece by piece, for texts of the tokens above."""
    out = ""
    for piece in re.split(r"(\s+)", unicodedata.normalize("NFC", text)):
        if piece.isspace():
            out += "\n\n" if piece.count("\n") > 1 else " "
            continue
        for place, char in enumerate(piece):
            sign = place == 0 or piece[place - 1] in '“"'
            if char in "–—" and not (sign and piece[place + 1 : place + 2].isdigit()):
                out += "-"
            else:
                out += SLOW_TABLE.get(char, char)
    return out


@given(TEXTS, st.data())
def test_any_token_aligned_slice_grounds_to_an_equal_slice(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    text, spans = laid_out(pairs)
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    quote = text[spans[first].start : spans[last].end]
    span = Span(spans[first].start, spans[last].end)
    if not any(map(str.isalnum, quote)) or not is_token_aligned(text, span):
        return
    found = GroundingIndex(text).ground(quote)
    assert found is not None
    assert found.status == "exact"
    assert found.span.of(text) == quote


@given(st.text(max_size=40), st.data())
def test_any_aligned_slice_of_any_text_grounds_to_an_equal_slice(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    if not is_token_aligned(text, Span(start, end)) or not any(map(str.isalnum, quote)):
        return
    found = GroundingIndex(text).ground(quote)
    assert found is not None
    assert found.span.of(text) == quote


@settings(max_examples=200)
@given(TEXTS, st.data())
def test_an_edit_grounds_only_where_its_folded_words_stand_between_tokens(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    text, spans = laid_out(pairs)
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    quote = text[spans[first].start : spans[last].end]
    place = data.draw(st.integers(0, len(quote)))
    cut = data.draw(st.integers(0, 2))
    new = data.draw(st.sampled_from(["", "1", "9", "a", " ", "-", "–", "$", "%", "not ", "“", '"']))
    quote = (quote[:place] + new + quote[place + cut :]).strip()
    found = GroundingIndex(text).ground(quote)
    if found is None:
        return
    assert is_token_aligned(text, found.span)
    stands, asked = slow_fold(found.span.of(text)), slow_fold(quote)
    if stands != asked:
        assert found.status == "typographic"
        assert stands[0] == asked[0].swapcase()
        assert stands[1:] == asked[1:]
    elif found.status == "exact":
        assert found.span.of(text) == quote


@settings(max_examples=100)
@given(st.lists(st.tuples(TOKENS, SPACES), min_size=1, max_size=4), st.data())
def test_an_edit_that_stands_nowhere_between_tokens_grounds_to_nothing(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    text, spans = laid_out(pairs)
    span = data.draw(st.sampled_from(spans))
    quote = span.of(text)
    place = data.draw(st.integers(0, len(quote)))
    new = data.draw(st.sampled_from(["", "1", "a", "-", "–", "not ", "é", "“", "%"]))
    quote = (quote[:place] + new + quote[place + data.draw(st.integers(0, 2)) :]).strip()
    asked = slow_fold(quote)
    stands = {
        slow_fold(text[start:end])
        for start in range(len(text))
        for end in range(start + 1, len(text) + 1)
        if is_token_aligned(text, Span(start, end))
    }
    if not asked or stands & {asked, asked[0].swapcase() + asked[1:]}:
        return
    assert GroundingIndex(text).ground(quote) is None


@given(
    st.lists(st.sampled_from(["Holt ", "Ann ", "x"]), max_size=40), st.integers(0, 200), st.data()
)
def test_the_nearest_unused_place_is_that_of_a_plain_search(
    words: list[str], near: int, data: st.DataObject
) -> None:
    text = "".join(words) + "." * 5_000 * data.draw(st.integers(0, 1)) + " Holt " + "".join(words)
    index = GroundingIndex(text)
    places = [found.span for found in index.occurrences("Holt", exact_only=True)]
    used = data.draw(st.sets(st.sampled_from(places))) if places else set()
    found = index.ground("Holt", near=near, used=used)
    expected = min(places, key=lambda s: (s in used, abs(s.start - near), s.start), default=None)
    assert (found.span if found else None) == expected


def test_a_near_miss_is_found_in_scripts_without_spaces() -> None:
    text = "昨日、市長は辞任を発表した。"
    near = GroundingIndex(text).near_miss("市長は退任を発表した")
    assert near is not None
    assert near.of(text) == "市長は辞任を発表した"


@given(TEXTS, st.data())
def test_other_typography_of_an_aligned_slice_grounds_in_its_place(
    pairs: list[tuple[str, str]], data: st.DataObject
) -> None:
    text, spans = laid_out(pairs)
    first = data.draw(st.integers(0, len(spans) - 1))
    last = data.draw(st.integers(first, len(spans) - 1))
    span = Span(spans[first].start, spans[last].end)
    quote = span.of(text)
    if not any(map(str.isalnum, quote)) or not is_token_aligned(text, span):
        return
    for old, new in (
        ("’", "'"),
        ("“", '"'),
        ("”", '"'),
        ("…", "..."),
        ("ﬁ", "fi"),
        ("\u00a0", " "),
    ):
        quote = quote.replace(old, new)
    quote = unicodedata.normalize("NFC", quote)
    found = GroundingIndex(text).occurrences(quote)
    assert span in [g.span for g in found]


@pytest.mark.parametrize("unit", ["1", "“", "A", "a ", "1 ", "1,", "\n", "-", "a\u0301", "ﬁ"])
def test_a_long_run_of_one_thing_is_indexed_and_searched_in_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    index = GroundingIndex(text)
    for quote in ("1", "a", "“A”", "ﬁ", "1 1 1", "x" * 50):
        index.ground(quote)
        index.near_miss(quote)
    assert time.process_time() - started < 10
