"""What the models' answers of the `whole` strategy take, and what they send back."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from factcards.drafting.answer import SourceAnswer


def source(**fields: object) -> SourceAnswer:
    known = {"sentences": [1], "name": "Ada Holt", "kind": "person", "via": None, "said": None}
    return SourceAnswer.model_validate({**known, **fields})


@pytest.mark.parametrize("word", ["null", "None", " n/a "])
def test_a_field_left_open_in_a_word_is_left_open(word: str) -> None:
    assert source(via=word).via is None


def test_words_that_say_something_are_kept() -> None:
    assert source(said="none of the mills will close").said == "none of the mills will close"


def test_a_name_is_never_left_open() -> None:
    assert source(name="null").name == "null"
    with pytest.raises(ValidationError):
        source(name=None)
