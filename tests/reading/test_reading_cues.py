from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.reading import read_cues


def cues(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [(cue.span.of(text), cue.kind) for cue in read_cues(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He did not go.", [("not", "negation")]),
        ("He didn't go.", [("didn't", "negation")]),
        ("He didn’t go.", [("didn’t", "negation")]),
        ("No one came.", [("No one", "negation")]),
        ("She was found NOT guilty.", [("NOT guilty", "negation")]),
        ("They failed to pay.", [("failed to", "negation")]),
        ("The firm denied it.", [("denied", "negation")]),
        ("He allegedly fled.", [("allegedly", "hedge")]),
        ("It may rain.", [("may", "hedge")]),
        ("He is believed to be dead.", [("is believed", "hedge")]),
        ("It could not be verified.", [("could not be verified", "hedge")]),
        ("He may not come.", [("may", "hedge"), ("not", "negation")]),
        ("It is unlikely.", [("unlikely", "negation")]),
    ],
)
def test_words_that_turn_or_weaken_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert cues(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "See No. 5.",
        "They met on May 3.",
        "It was not only cold.",
        "No doubt it rained.",
        "Notes and knots.",
    ],
)
def test_words_that_only_look_so_are_passed_over(text: str) -> None:
    assert cues(text) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("es", "No vino nadie.", [("No", "negation"), ("nadie", "negation")]),
        ("es", "El presunto ladrón huyó.", [("presunto", "hedge")]),
        ("es", "Sin embargo, vino.", []),
        ("de", "Er kam nicht.", [("nicht", "negation")]),
        ("de", "Der mutmaßliche Täter floh.", [("mutmaßliche", "hedge")]),
        ("de", "Nicht nur er kam.", []),
        ("fr", "Il n'est pas venu.", [("n'", "negation"), ("pas", "negation")]),
        ("fr", "Le tueur présumé a fui.", [("présumé", "hedge")]),
    ],
)
def test_other_languages_have_their_own_words(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert cues(text, language) == expected


def test_a_language_without_words_gives_none() -> None:
    assert cues("not no never", "fi") == []


@given(st.text(alphabet=st.sampled_from(list("notmaye 'N.5 '’")), max_size=80))
@settings(max_examples=100, deadline=None)
def test_cues_are_in_order_and_do_not_overlap(text: str) -> None:
    last = 0
    for cue in read_cues(text):
        assert last <= cue.span.start < cue.span.end <= len(text)
        last = cue.span.end
