from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.reading import Quotation, read_entities, read_quotations, split_sentences

TABLE = tomllib.loads((Path(__file__).parent / "data" / "quotations.toml").read_text("utf-8"))
CASES = [(language, case) for language in TABLE for case in TABLE[language]["cases"]]


def quotations(text: str, language: str = "en") -> tuple[Quotation, ...]:
    sentences = split_sentences(text, language)
    return read_quotations(text, language, sentences, read_entities(text, language, sentences))


def spoken(text: str, language: str = "en") -> list[str]:
    return [
        f"{q.span.of(text)} | {(q.speaker or '?') if q.direct else '-'}"
        for q in quotations(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "case"), CASES, ids=lambda v: v if isinstance(v, str) else v[0]
)
def test_quotations_are_found_with_their_speakers(language: str, case: list[str]) -> None:
    text, *expected = case
    assert spoken(text, language) == expected


def test_speech_over_paragraphs_is_one_item_each_with_one_speaker() -> None:
    text = '"We tried for a year," said Ana Ruiz. "It failed.\n\n"Then we tried again."'
    assert spoken(text) == [
        "We tried for a year | Ana Ruiz",
        "It failed. | Ana Ruiz",
        "Then we tried again. | Ana Ruiz",
    ]


def test_a_speaker_named_at_the_end_speaks_the_earlier_paragraphs_too() -> None:
    text = "“We tried for a year.\n\n“Then we tried again,” said Ana Ruiz."
    assert spoken(text) == [
        "We tried for a year. | Ana Ruiz",
        "Then we tried again | Ana Ruiz",
    ]


def test_a_closed_quotation_does_not_lend_its_speaker_to_the_next_paragraph() -> None:
    text = '"We tried for a year," said Ana Ruiz.\n\n"Nobody came to help us that day."'
    assert spoken(text)[1] == "Nobody came to help us that day. | ?"


def test_an_announced_quotation_in_the_next_paragraph_has_its_speaker() -> None:
    text = "Ana Ruiz wrote on Telegram:\n\n“The water is gone.”"
    assert spoken(text) == ["The water is gone. | Ana Ruiz"]


def test_the_span_leaves_out_marks_and_the_house_comma_and_outer_keeps_them() -> None:
    text = '"We go," said Ana Ruiz.'
    (quotation,) = quotations(text)
    assert quotation.outer.of(text) == '"We go,"'
    assert quotation.span.of(text) == "We go"


def test_speaker_and_verb_are_given_where_they_stand() -> None:
    text = '"We go," she said. "Now," said Ana Ruiz.'
    first, second = quotations(text)
    assert first.speaker_span is not None
    assert first.speaker_span.of(text) == "she"
    assert second.speaker_span is not None
    assert second.verb is not None
    assert (second.speaker_span.of(text), second.verb.of(text)) == ("Ana Ruiz", "said")


def test_a_pronoun_with_two_candidates_stays_open() -> None:
    text = 'After lunch Mary Byrne and Anna Cole met. "It is over," she said.'
    assert spoken(text) == ["It is over | ?"]


def test_a_pronoun_is_the_only_one_whose_gender_fits() -> None:
    text = 'Mr. Cole met Mrs. Byrne. "It is over," she said.'
    (line,) = spoken(text)
    assert line.endswith("Byrne")


def test_an_unclosed_mark_swallows_nothing() -> None:
    text = '"The road is long. Ana Ruiz left.\n\nNothing else happened. "We go," said Carl Weiss.'
    assert spoken(text) == ["We go | Carl Weiss"]


def test_quotations_of_boilerplate_are_not_read() -> None:
    from factcards.article.model import Paragraph
    from factcards.card import Span

    text = '"Support us," said Ana Ruiz.'
    sentences = split_sentences(text, "en", [Paragraph(Span(0, len(text)), "boilerplate")])
    assert read_quotations(text, "en", sentences, ()) == ()


MARKS = st.text(alphabet=st.sampled_from(list("ab .,!?\n\"“”„‘’'«»‹›「」—:AB")), max_size=150)


@given(MARKS, st.sampled_from(["en", "de", "fr", "es", "ja"]))
@settings(max_examples=200, deadline=None)
def test_every_quotation_lies_inside_its_marks_and_its_paragraph(text: str, language: str) -> None:
    sentences = split_sentences(text, language)
    last = -1
    for quotation in read_quotations(text, language, sentences, ()):
        assert quotation.outer.contains(quotation.span)
        assert len(quotation.span) > 0
        assert "\n\n" not in quotation.outer.of(text)
        assert quotation.outer.start >= last
        last = quotation.outer.start


@given(
    st.text(alphabet=st.sampled_from(list("abcde ,")), min_size=5, max_size=60),
    st.sampled_from(['""', "“”", "«»"]),
)
@settings(max_examples=100, deadline=None)
def test_quoted_words_come_back_verbatim(words: str, marks: str) -> None:
    inner = f"x{words}x"
    text = f"Then Ana Ruiz said: {marks[0]}{inner}.{marks[1]}"
    assert [q.span.of(text) for q in quotations(text)] == [inner + "."]
