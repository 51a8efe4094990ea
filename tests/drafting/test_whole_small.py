"""What a small model may answer is bounded by what code sees in the story."""

from __future__ import annotations

from typing import Any

import pytest

from factcards.drafting.answer import CardAnswer
from factcards.drafting.whole import SMALL_LISTS, small_schema
from factcards.models.dialect import schema_for
from factcards.reading import read_text

READING = read_text(
    "Mayor Runa Teigen said that about 260 passengers had spent between 11 and 14 hours on "
    'board. "We have asked for an inquiry," she said. Two-thirds of them were children.'
)


def schema() -> dict[str, Any]:
    return small_schema(READING, READING.sentences)


def test_lists_are_no_longer_than_what_code_counts() -> None:
    lists = schema()["properties"]
    assert (lists["quotes"]["minItems"], lists["quotes"]["maxItems"]) == (1, 1)
    assert (lists["figures"]["minItems"], lists["figures"]["maxItems"]) == (2, 3)
    assert lists["when"]["maxItems"] == 0


def test_lists_of_a_long_story_stay_short() -> None:
    figures = " ".join(f"The mill sold {n} barrels." for n in range(20, 80))
    told = read_text(figures)
    assert (
        small_schema(told, told.sentences)["properties"]["figures"]["maxItems"]
        == (SMALL_LISTS["figures"])
    )


def test_a_value_is_one_that_code_reads() -> None:
    fields = schema()["$defs"]["FigureAnswer"]["properties"]
    assert fields["value"] == {"type": "number", "enum": [260, 11, 0.6667]}
    assert fields["value_to"]["anyOf"] == [{"type": "number", "enum": [14]}, {"type": "null"}]


def test_a_sentence_is_one_that_was_shown() -> None:
    items = schema()["$defs"]["TextAnswer"]["properties"]["sentences"]["items"]
    assert (items["minimum"], items["maximum"]) == (1, 3)


@pytest.mark.parametrize("text", ["It rained.", "The mill sold 20 barrels."])
def test_the_schema_can_be_told_as_a_grammar_whatever_the_story_holds(text: str) -> None:
    told = read_text(text)
    bounded = small_schema(told, told.sentences)
    assert schema_for(CardAnswer, "local-guidance", schema=bounded)["properties"]["figures"]


def test_the_schema_of_other_models_is_left_as_it_is() -> None:
    before = CardAnswer.model_json_schema()
    schema()
    assert CardAnswer.model_json_schema() == before
