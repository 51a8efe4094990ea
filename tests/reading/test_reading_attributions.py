from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from growth import grows_with_length
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.grounding import is_token_aligned
from factcards.reading import (
    Attribution,
    read_attributions,
    read_entities,
    read_quotations,
    split_sentences,
)
from factcards.reading.speech import is_newsroom, speech_of

TABLE = tomllib.loads((Path(__file__).parent / "data" / "attributions.toml").read_text("utf-8"))
CASES = [(language, case) for language in TABLE for case in TABLE[language]["cases"]]


def attributions(text: str, language: str = "en") -> tuple[Attribution, ...]:
    sentences = split_sentences(text, language)
    entities = read_entities(text, language, sentences)
    found = read_quotations(text, language, sentences, entities)
    return read_attributions(text, language, sentences, entities, found)


def credited(text: str, language: str = "en") -> list[str]:
    return [
        f"{a.source or '?'} | {a.source_kind} | {a.kind} | {a.stance} | {a.span.of(text)}"
        f" | {a.via.of(text) if a.via else '-'}"
        for a in attributions(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "case"), CASES, ids=lambda v: v if isinstance(v, str) else v[0]
)
def test_statements_are_credited_to_their_sources(language: str, case: list[str]) -> None:
    text, *expected = case
    assert credited(text, language) == expected


def test_a_headlines_last_words_behind_a_dash_are_its_source() -> None:
    (found,) = attributions("Vesland Detains 24 People Across Country – Rights Group")
    assert (found.source, found.kind) == ("Rights Group", "according-to")


def test_it_is_the_last_organisation_that_spoke() -> None:
    text = "Viden, a rights group that counts arrests, warned of raids. It called for calm."
    assert [a.source for a in attributions(text)] == ["Viden", "Viden"]


def test_the_writer_is_no_source() -> None:
    assert attributions("I think we should go. We believe in this.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "The reports said nothing new was in the claims of 2019.",
        "The alleged thief ran off with the reported sum.",
        "Their demands, plans and promises were many.",
        "The state of the roads is bad.",
    ],
)
def test_nouns_and_adjectives_that_look_like_speech_verbs_credit_nobody(text: str) -> None:
    assert [a for a in attributions(text) if a.cue.of(text) != "said"] == []


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("say", {"say", "says", "said", "saying"}),
        ("deny", {"deny", "denies", "denied", "denying"}),
        ("write", {"write", "writes", "wrote", "written", "writing"}),
        ("admit", {"admit", "admits", "admitted", "admitting"}),
        ("accuse", {"accuse", "accuses", "accused", "accusing"}),
    ],
)
def test_english_verbs_are_known_in_every_form(base: str, forms: set[str]) -> None:
    verbs = speech_of("en").verbs
    known = {form for form, entries in verbs.items() if any(v.lemma == base for v in entries)}
    assert forms <= known


@pytest.mark.parametrize("name", ["Reuters", "the BBC", "Orlin Times", "Radio Vesland"])
def test_newsrooms_are_known_by_name_or_by_its_words(name: str) -> None:
    assert is_newsroom(name)


@pytest.mark.parametrize("name", ["Norrland Steel", "Times Square", "Viden"])
def test_other_names_are_no_newsrooms(name: str) -> None:
    assert not is_newsroom(name)


WORDS = [
    *("said", "told", "Ana Ruiz", "police", "who", "that", ",", '"', "“a”", "and", "according to"),
    *("the report", ".", "\n\n", "was accused of", "it", "on Monday", "—", ":", "saying", "’s"),
]
PIECES = st.lists(st.sampled_from(WORDS), max_size=40)


@given(PIECES)
@settings(max_examples=200, deadline=None)
def test_spans_lie_in_the_text_and_in_order(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = attributions(text)
    assert [a.span.start for a in found] == sorted(a.span.start for a in found)
    for attribution in found:
        for span in (attribution.span, attribution.source_span, attribution.cue):
            assert span.of(text).strip()


ENDLESS = ["said ", '"', "a, ", '"Go," he said. ', "who said, ", "“a ", "' a"]


@pytest.mark.parametrize("piece", ENDLESS)
def test_time_grows_with_length_and_no_faster(piece: str) -> None:
    assert grows_with_length(attributions, piece, 8_000)


LINES = [line for _, case in CASES for line in case[:1]]


@pytest.mark.parametrize("text", LINES)
def test_every_span_starts_and_ends_with_a_token(text: str) -> None:
    language = next(code for code, case in CASES if case[0] == text)
    for found in attributions(text, language):
        for span in (found.span, found.source_span, found.cue, found.via):
            assert span is None or is_token_aligned(text, span)


def test_police_in_small_letters_are_the_police_of_before() -> None:
    text = "Police closed the road, and police said it was icy. Police in May said it was safe."
    assert [a.source for a in attributions(text)][:1] == ["police"]
    text = "Police said the road was shut. The road is icy, police said."
    assert [a.source for a in attributions(text)] == ["Police", "Police"]
