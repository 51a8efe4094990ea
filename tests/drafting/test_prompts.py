import json

import pytest

from factcards.drafting.prompts import Prompt, load_prompt
from factcards.drafting.stepwise import examples
from factcards.errors import FactCardsError


@pytest.mark.parametrize("name", ["whole", "stepwise"])
def test_a_prompt_file_has_a_version_and_a_hash(name: str) -> None:
    prompt = load_prompt(name)
    assert int(prompt.version) >= 1
    assert len(prompt.sha256) == 64


def test_what_is_filled_in_is_never_searched_for_places() -> None:
    prompt = Prompt("p", "1", "0" * 64, {"q": "Title: {{title}} by {{author}}"})
    filled = prompt.fill("q", {"title": "{{author}} {% raw %}", "author": "X"})
    assert filled == "Title: {{author}} {% raw %} by X"


def test_a_place_without_a_value_is_an_error_that_names_it() -> None:
    prompt = Prompt("p", "1", "0" * 64, {"q": "{{title}}"})
    with pytest.raises(FactCardsError, match="title is missing"):
        prompt.fill("q", {})


def test_a_missing_prompt_file_says_so() -> None:
    with pytest.raises(FactCardsError, match=r"nowhere\.md"):
        load_prompt("nowhere")


@pytest.mark.parametrize("kind", ["names", "figures", "summary"])
def test_every_example_of_the_small_questions_is_copied_from_its_own_sentence(kind: str) -> None:
    pairs = examples(load_prompt("stepwise").sections[f"{kind} examples"])
    assert pairs
    for question, answer in pairs:
        for key, value in json.loads(answer).items():
            if key in ("role", "counts"):
                assert value in question
            if key == "sentences":
                assert all(f"[{number}]" in question for number in value)
