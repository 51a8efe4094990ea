"""Rule figure-current."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, article_of, card_of

from factcards.checking import check_card

RULE = "figure-current"


def judged(story: str, told: str, cited: str, language: str = "en") -> list[str]:
    """The severities of this rule's findings on a summary sentence that cites `cited`."""
    article = article_of(f"Title\n\n{story}", language=language)
    card = card_of(article, summary=[{"text": told, "evidence": cited}])
    return [f.severity for f in check_card(card, article) if f.rule == RULE]


@pytest.mark.parametrize("name", SAMPLES)
def test_articles_that_correct_nothing_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("first", "later", "told", "language"),
    [
        (
            "The fire hurt nine people.",
            "The clinic now says 11 people were hurt, and not nine.",
            "A fire hurt nine people.",
            "en",
        ),
        (
            "The strike cost 14 million euros.",
            "Correction: an earlier version said it cost 14 million euros. It cost 12 million "
            "euros.",
            "The strike cost 14 million euros.",
            "en",
        ),
        (
            "Das Feuer verletzte neun Menschen.",
            "Die Klinik spricht jetzt von elf Menschen und nicht neun.",
            "Neun Menschen wurden verletzt.",
            "de",
        ),
    ],
)
def test_a_figure_that_is_taken_back_is_an_error(
    first: str, later: str, told: str, language: str
) -> None:
    assert judged(f"{first} {later}", told, first, language) == ["error"]
    assert judged(f"{later} {first}", told, first, language) == ["error"]


def test_a_figure_of_the_card_that_is_taken_back_is_an_error() -> None:
    story = "The fire hurt nine people. The clinic now says 11 people were hurt, and not nine."
    article = article_of(f"Title\n\n{story}")
    row = {"text": "nine", "value": "9", "counts": "people", "evidence": "hurt nine people"}
    found = [f for f in check_card(card_of(article, figures=[row]), article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", "figures-1/value")]
    assert found[0].message == "superseded: the article takes “nine” back and says “11”"
    assert [e.quote for e in found[0].evidence] == ["11", "nine"]


@pytest.mark.parametrize(
    ("story", "told"),
    [
        # The figure that holds now.
        ("The clinic now says 11 people were hurt, and not nine.", "11 people were hurt."),
        # Both are told.
        ("The clinic now says 11 people were hurt, and not nine.", "11, not nine, were hurt."),
        # Rival figures: nobody takes any back.
        ("Police say 3,000 people came. The club says 10,000 people came.", "3,000 people came."),
        # Nine of something else.
        ("Nine boats sank. It now says 11 people were hurt, and not nine.", "Nine boats sank."),
        # A comparison is no correction.
        ("The club now has 250 boats, up from 200 boats in May.", "It had 200 boats in May."),
    ],
)
def test_what_still_holds_is_fine(story: str, told: str) -> None:
    assert judged(story, told, story) == []
