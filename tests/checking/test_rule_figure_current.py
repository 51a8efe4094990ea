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


def judged_live(paragraphs: list[str], told: str, cited: str) -> list[tuple[str, str]]:
    """Severity and message of this rule's findings on a sentence about a live report."""
    article = article_of("\n\n".join(["Fire in Torv: live", *paragraphs]))
    card = card_of(article, summary=[{"text": told, "evidence": cited}])
    return [(f.severity, f.message) for f in check_card(card, article) if f.rule == RULE]


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_number_that_a_later_entry_overtakes_is_a_warning(newest_first: bool) -> None:
    entries = [
        ["09:10", "Three people were hurt in the fire, police say."],
        ["11:30", "Five people were hurt in the fire, police say."],
    ]
    ordered = entries[::-1] if newest_first else entries
    paragraphs = [paragraph for entry in ordered for paragraph in entry]
    found = judged_live(paragraphs, "Three people were hurt in the fire.", entries[0][1])
    assert [severity for severity, _ in found] == ["warning"]
    assert "“Five" in found[0][1]
    assert judged_live(paragraphs, "Five people were hurt in the fire.", entries[1][1]) == []


def test_a_number_that_is_added_overtakes_none() -> None:
    paragraphs = [
        "09:10",
        "Three people were hurt in the fire, police say.",
        "11:30",
        "Five more people were hurt in the fire, police say.",
    ]
    assert judged_live(paragraphs, "Three people were hurt in the fire.", paragraphs[1]) == []
