from __future__ import annotations

import pytest

from factcards.article import article_from_text
from factcards.reading import read, read_text

TALK = """\
Ines Platt on mistakes

Ines Platt, 49, runs the league. Platt took over from Tom Reed.

Q: Did the clubs agree?

A: Eleven of the sixteen clubs voted against it. They cheered later.

It was not easy.

Q: And Reed?

A: Reed said nothing.
"""


def credited(text: str) -> dict[str, str | None]:
    reading = read(article_from_text(text))
    return {a.span.of(reading.text): a.source for a in reading.attributions}


@pytest.mark.parametrize(
    "answer",
    ["Eleven of the sixteen clubs voted against it.", "They cheered later.", "It was not easy."],
)
def test_answers_are_the_word_of_whoever_is_interviewed(answer: str) -> None:
    assert credited(TALK)[answer] == "Ines Platt"


def test_questions_are_nobodys_word() -> None:
    assert "Did the clubs agree?" not in " ".join(credited(TALK))


def test_reported_speech_goes_on_with_the_word_of_the_sentence_before() -> None:
    text = "Anna Becker sagte, es fehle Geld. Sechzig Prozent seien gedeckt. Der Klub ist klein."

    found = {a.span.of(text): a.source for a in read_text(text, language="de").attributions}

    assert found == {
        "es fehle Geld": "Anna Becker",
        "Sechzig Prozent seien gedeckt.": "Anna Becker",
    }


def test_without_questions_nobody_answers() -> None:
    text = TALK.replace("Q: ", "").replace("A: ", "")

    assert "It was not easy." not in credited(text)


def test_without_a_person_before_the_questions_nobody_answers() -> None:
    text = "Q: Did the clubs agree?\n\nA: Eleven of the clubs voted against it."

    assert not read_text(text).attributions
