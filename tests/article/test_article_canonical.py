"""Canonical text is one form for all inputs, and plain text maps back to its bytes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article import Text, canonical_text, read_article
from factcards.card import Span

MESSY = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            [
                *"aAbe.,-\"'“”\t \n\r\x0b\x0c\x85\u2028\u2029\u00a0\u2009\u200b\u00ad\ufeff",
                "\u0301",
                "\u1112",
                "\u1161",
                "\u11ab",
                "가",
                "日",
                "\u0338",
                "ﬁ",
                "\x00",
            ]
        ),
        st.characters(),
    ),
    max_size=120,
)
WRAPPED = """The harbour of Norhavn was closed on Monday after a crane fell onto
the main quay, the port authority said, and two dock workers were
taken to hospital with broken legs.

Nobody knew why the crane gave way. It had been checked in the
spring, and its papers were in order."""


@settings(max_examples=300, deadline=None)
@given(MESSY)
def test_canonical_text_of_canonical_text_is_itself(text: str) -> None:
    once = canonical_text(text)
    assert canonical_text(once) == once


@settings(max_examples=150, deadline=None)
@given(MESSY)
def test_paragraphs_are_single_clean_lines_with_one_blank_line_between(text: str) -> None:
    once = canonical_text(text)
    for line in once.split("\n\n") if once else []:
        assert line
        assert line == line.strip()
        assert "\n" not in line
        assert "\t" not in line
        assert "  " not in line
        assert unicodedata.is_normalized("NFC", line)


def test_lines_wrapped_at_a_width_become_paragraphs() -> None:
    paragraphs = canonical_text(WRAPPED).split("\n\n")
    assert len(paragraphs) == 2
    assert paragraphs[0].endswith("taken to hospital with broken legs.")
    assert "onto the main quay" in paragraphs[0]


def test_wrapped_text_without_blank_lines_parts_at_short_lines() -> None:
    assert len(canonical_text(WRAPPED.replace("\n\n", "\n")).split("\n\n")) == 2


def test_each_long_line_is_a_paragraph_of_its_own() -> None:
    lines = [f"Sentence number {n} of a report that goes on for a while. " * 4 for n in range(5)]
    assert len(canonical_text("\n".join(lines)).split("\n\n")) == 5


def test_short_lines_that_are_whole_sentences_stay_apart() -> None:
    assert canonical_text("Support us\nRead more\nThe bridge is open.").count("\n\n") == 2


def test_bullets_stay_apart_in_a_wrapped_text() -> None:
    text = WRAPPED + "\n\n- first point of the list that is quite long, as lists go\n- second point"
    assert canonical_text(text).split("\n\n")[2:] == [
        "- first point of the list that is quite long, as lists go",
        "- second point",
    ]


def test_no_break_and_thin_spaces_inside_numbers_stay() -> None:
    assert canonical_text("1\u00a0234 and 5\u2009678") == "1\u00a0234 and 5\u2009678"


def test_superscripts_are_not_made_digits() -> None:
    assert canonical_text("10² m") == "10² m"


def test_a_hyphen_at_a_line_end_goes_only_where_the_text_has_the_word() -> None:
    torn = (
        "The ministry told the newspaper on Friday evening that the govern-\n"
        "ment would answer later, and that the long-running and well-\n"
        "known case of the harbour was in the hands of the judges.\n"
        "The government fell in May, and nobody in the town was surprised."
    )
    text = canonical_text(torn)
    assert "that the government would" in text
    assert "well-known case" in text


ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252")
PARTS = st.sampled_from(
    [
        "Zürich",
        "1\u00a0234",
        "naïve",
        "“quote”",
        "—",
        "e",
        "Košice",
        "12.5%",
        "\t",
        "  ",
        "\r\n\r\n",
    ]
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(PARTS, min_size=4, max_size=20),
    st.sampled_from(ENCODINGS),
    st.booleans(),
    st.data(),
)
def test_spans_map_back_to_the_bytes_that_came_in(
    parts: list[str], encoding: str, decomposed: bool, data: st.DataObject
) -> None:
    words = " ".join(parts).replace("Košice", "Kosice") if encoding == "cp1252" else " ".join(parts)
    raw = "The dam near Orlo failed on Monday, officials of the town said. " + words
    if decomposed and encoding != "cp1252":
        raw = unicodedata.normalize("NFD", raw)
    source = raw.encode(encoding)
    if encoding == "utf-16-le":
        source = source[:400]
    article = read_article(source)
    paragraph = data.draw(st.sampled_from(article.paragraphs)).span
    start = data.draw(st.integers(paragraph.start, paragraph.end - 1))
    end = data.draw(st.integers(start + 1, paragraph.end))
    piece = article.text[start:end]
    place = article.to_source(Span(start, end))
    plain = {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
    back = source[place.start : place.end].decode(plain.get(encoding, encoding))
    assert canonical_text(back) == piece.strip()


def test_a_text_given_as_a_string_maps_to_its_utf8_bytes() -> None:
    raw = "Bridge opens\r\n\r\nThe bridge in Zu\u0308rich opened on Monday, officials said."
    article = read_article(Text(raw))
    start = article.text.index("Zürich")
    place = article.to_source(Span(start, start + 6))
    assert raw.encode()[place.start : place.end].decode() == "Zu\u0308rich"


def test_a_span_over_a_wrapped_line_maps_to_both_lines() -> None:
    article = read_article(WRAPPED.encode())
    start = article.text.index("onto the main")
    place = article.to_source(Span(start, start + len("onto the main")))
    assert WRAPPED.encode()[place.start : place.end] == b"onto\nthe main"


@pytest.mark.parametrize("source", [b"<html><body><p>" + b"The dam failed, they said. " * 12])
def test_other_input_than_text_does_not_map_back(source: bytes) -> None:
    article = read_article(source)
    with pytest.raises(LookupError):
        article.to_source(Span(0, 1))
