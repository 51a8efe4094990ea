from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article.model import Paragraph
from factcards.card import Span
from factcards.reading import split_sentences

TABLE = tomllib.loads((Path(__file__).parent / "data" / "sentences.toml").read_text("utf-8"))
SPACELESS = {"ja", "zh"}
CASES = [(language, case) for language in TABLE for case in TABLE[language]["cases"]]


def split(text: str, language: str = "en") -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "case"), CASES, ids=lambda v: v if isinstance(v, str) else v[0]
)
def test_a_text_falls_into_its_sentences(language: str, case: list[str]) -> None:
    text = ("" if language in SPACELESS else " ").join(case)
    assert split(text, language) == case


@pytest.mark.parametrize("case", TABLE["en"]["lines"])
def test_lines_and_blank_lines_part_sentences(case: str) -> None:
    text, *sentences = case.split("|")
    assert split(text) == sentences


def test_sentences_are_numbered_from_one_over_the_whole_text() -> None:
    found = split_sentences("One here. Two here.\n\nThree here.")
    assert [(s.number, s.paragraph) for s in found] == [(1, 0), (2, 0), (3, 1)]


@pytest.mark.parametrize(
    ("role", "kind", "story"),
    [
        ("story", "body", True),
        ("story", "title", True),
        ("story", "byline", False),
        ("story", "dateline", False),
        ("boilerplate", "body", False),
    ],
)
def test_only_the_storys_own_paragraphs_are_story(role: str, kind: str, story: bool) -> None:
    text = "By Ana Ruiz"
    paragraph = Paragraph(Span(0, len(text)), role, kind)  # type: ignore[arg-type]
    assert [s.story for s in split_sentences(text, "en", [paragraph])] == [story]


def test_no_sentence_crosses_a_paragraph_border() -> None:
    text = "the end of one and the start of two"
    paragraphs = [Paragraph(Span(0, 14), "story"), Paragraph(Span(15, len(text)), "story")]
    assert [s.span.of(text) for s in split_sentences(text, "en", paragraphs)] == [
        "the end of one",
        "and the start of two",
    ]


TEXTS = st.text(alphabet=st.sampled_from(list("aAbB .!?…\"“”«»'()\n1,;:—-。？।äß")), max_size=200)


@given(TEXTS, st.sampled_from(["en", "de", "fr", "es", "ja"]))
@settings(max_examples=200, deadline=None)
def test_sentences_tile_the_text_in_order(text: str, language: str) -> None:
    covered = 0
    for sentence in split_sentences(text, language):
        assert not text[covered : sentence.span.start].strip()
        assert sentence.span.start < sentence.span.end
        words = sentence.span.of(text)
        assert words == words.strip()
        covered = sentence.span.end
    assert not text[covered:].strip()
