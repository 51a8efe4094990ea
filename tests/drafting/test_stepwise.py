import asyncio
from dataclasses import replace

import pytest

from factcards.article import article_from_text
from factcards.card import Span
from factcards.drafting.stepwise import believable, draft_stepwise, role_beside
from factcards.models import open_model
from factcards.reading import Entity, NameMention, read

SENTENCE = "Brevik, a maker of boats, fell out with its banker, the moody Ilse Dorn, in May."


def span_of(words: str) -> Span:
    start = SENTENCE.index(words)
    return Span(start, start + len(words))


def role(name: str, words: str) -> str | None:
    found = role_beside(SENTENCE, Span(0, len(SENTENCE)), [span_of(name)], words)
    return found.of(SENTENCE) if found else None


def test_copied_words_beside_the_name_are_its_role() -> None:
    assert role("Brevik", "a maker of boats") == "a maker of boats"
    assert role("Ilse Dorn", "banker, the moody") == "banker, the moody"


def test_words_that_stand_elsewhere_are_no_role() -> None:
    assert role("Brevik", "its banker") is None
    assert role("Ilse Dorn", "maker of boats") is None


def test_words_that_are_not_in_the_sentence_are_no_role() -> None:
    assert role("Brevik", "a maker of ships") is None


def test_the_name_itself_is_no_role() -> None:
    assert role("Ilse Dorn", "Ilse") is None
    assert role("Ilse Dorn", "moody Ilse Dorn") is None


def unsure(name: str) -> Entity:
    return Entity(name, "other", sure=False, mentions=(NameMention(Span(0, len(name))),))


def test_a_lone_word_that_nothing_marks_becomes_nobody_on_a_models_word() -> None:
    assert not believable(unsure("Ostrish"), "organisation")
    assert not believable(unsure("Ostrish"), "person")
    assert believable(unsure("Ostrel"), "place")


def test_full_names_and_acronyms_may_become_somebody_on_a_models_word() -> None:
    assert believable(unsure("Ida Lund"), "person")
    assert believable(unsure("OKV"), "organisation")
    assert not believable(unsure("Lead Line"), "person")
    assert not believable(unsure("US"), "organisation")


def test_a_guess_of_the_code_gives_way_to_a_place_alone() -> None:
    guessed = replace(unsure("Kestrel"), kind="organisation")

    assert believable(guessed, "place")
    assert not believable(guessed, "person")


@pytest.mark.local_model
def test_the_embedded_model_is_asked_about_open_candidates_only_and_invents_no_word() -> None:
    article = article_from_text(
        "Korsvik gets a new pier\n\n"
        "Workers finished the pier of Korsvik on Friday after 14 months. "
        "The mayor, Ida Lund, cut a ribbon. "
        "The pier cost 3 million kroner, which Havnelag and the county had put up.\n"
    )
    reading = read(article)

    async def drafted() -> tuple[list[str], int, int]:
        asked: list[str] = []
        async with await open_model("local/qwen2.5-coder-0.5b") as model:
            draft, prompt = await draft_stepwise(
                article, reading, model, lambda step, done, total: asked.append(step)
            )
            assert prompt.name == "stepwise"
            for who in draft.who:
                assert who.name in article.text
                assert who.role is None or who.role in article.text
            for figure in draft.figures:
                assert figure.counts is None or figure.counts in article.text
            assert "Ida Lund" in [who.name for who in draft.who]
            return asked, model.ledger.questions, model.ledger.tokens_in

    asked, questions, tokens = asyncio.run(drafted())
    open_names = [
        e
        for e in reading.entities
        if not e.sure or (e.kind in ("person", "organisation", "group") and not e.roles)
    ]
    assert asked.count("asking about names") == len(open_names)
    assert questions == len(asked)
    assert tokens > 0
