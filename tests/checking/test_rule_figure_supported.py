"""Rule figure-supported."""

from __future__ import annotations

import pytest
from card_samples import SAMPLES, article_of, card_of, changed
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Finding
from factcards.checking import check_card

RULE = "figure-supported"


def judged(story: str, summary: str, language: str = "en") -> list[Finding]:
    """The findings of this rule on a one-sentence summary that cites the whole story."""
    article = article_of(f"Title\n\n{story}", language=language)
    card = card_of(article, summary=[{"text": summary, "evidence": story}])
    return [f for f in check_card(card, article) if f.rule == RULE]


def severities(story: str, summary: str, language: str = "en") -> list[str]:
    return [f.severity for f in judged(story, summary, language)]


@pytest.mark.parametrize("name", SAMPLES)
def test_supported_numbers_are_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "old", "new"),
    [
        ("harbour", "headline", "31", "13"),
        ("harbour", "summary-1", "31 dockers", "41 dockers"),
        ("harbour", "summary-2", "4 years", "14 years"),
        ("harbour", "summary-2", "4 years", "4 months"),
        ("harbour", "what-1", "31", "310"),
        ("dam", "headline", "4.2 million euros", "4.2 billion euros"),
        ("dam", "headline", "4.2 million euros", "4.2 million dollars"),
        ("dam", "headline", "4.2 million euros", "4.3 million euros"),
        ("dam", "summary-1", "more than 600", "fewer than 600"),
        ("mercado", "headline", "120", "210"),
        ("mercado", "summary-2", "20 por ciento", "30 por ciento"),
    ],
)
def test_an_altered_number_is_an_error(sample: str, item: str, old: str, new: str) -> None:
    article, card = SAMPLES[sample]()
    text = next(getattr(i, "text", "") for i in card.items() if i.id == item)
    assert old in text
    card = changed(card, item, text=text.replace(old, new))
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [("error", f"{item}/text")]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("Some 1,234 people marched in Lund.", "About 1,200 people marched in Lund."),
        ("The tax rises by 25 percent.", "The tax rises by 25%."),
        ("He paid twelve crowns.", "He paid 12 crowns."),
        ("The club has 4,200,000 members.", "The club has 4.2 million members."),
        ("It cost 1.84 billion Swiss francs.", "It cost 1.84bn Swiss francs."),
        ("She lost 300 million Swiss francs, then 40 million francs.", "40 million Swiss francs."),
        ("They expect between 40 and 60 boats.", "They expect at least 40 boats."),
        ("They expect between 40 and 60 boats.", "They expect up to 60 boats."),
        ("Nearly 900 of the boats sank.", "Nearly 900 boats went down."),
        ("The third gate failed.", "One gate failed."),
    ],
)
def test_the_same_number_is_fine(story: str, summary: str) -> None:
    assert judged(story, summary) == []


@pytest.mark.parametrize(
    ("story", "summary", "shown"),
    [
        (
            "Profit rose to €4.2 million from €3.1 million.",
            "Profit rose by €1.1 million.",
            "€4.2 million − €3.1 million = €1.1 million",
        ),
        (
            "The vote was 31 percent, against 26 percent in 2019.",
            "The vote rose 5 percentage points.",
            "31 percent − 26 percent = 5 percentage points",
        ),
        (
            "The yield went from 3.1 percent to 3.4 percent.",
            "The yield rose 30 basis points.",
            "3.4 percent − 3.1 percent = 30 basis points",
        ),
        (
            "Fires killed 120 goats in Torv and 345 goats in Lund.",
            "Fires killed 465 goats in total.",
            "120 + 345 = 465",
        ),
        (
            "In flight tests, 31 of 50 moths dodged the bat.",
            "62 percent of the moths dodged the bat.",
            "31 / 50 = 62 percent",
        ),
        (
            "Some 640 of the 14,300 jobs will go.",
            "Roughly one in 22 of its jobs will go.",
            "640 / 14,300 = one in 22",
        ),
        (
            "Sales of boats rose to 250 boats from 200 boats.",
            "Sales of boats rose 25 percent.",
            "200 → 250 = 25 percent",
        ),
        (
            "The fair drew 8,000 visitors, after 4,000 visitors in May.",
            "The fair drew twice as many visitors as in May.",
            "8,000 / 4,000 = 2",
        ),
        (
            "The three crews caught 600 crabs.",
            "The crews caught an average of 200 crabs each.",
            "600 / three = 200",
        ),
        (
            "The work costs £86 million. Lund pays £31 million, Torv £27.5 million and the "
            "county £14 million; the remainder is to come from savers.",
            "Savers are to pay £13.5 million.",
            "£86 million − £31 million − £27.5 million − £14 million = £13.5 million",
        ),
        (
            "The river rose to 4.1 metres, and the wall is built for 3.6 metres.",
            "The river stood 50 centimetres above what the wall is built for.",
            "4.1 metres − 3.6 metres = 50 centimetres",
        ),
        (
            "Profit is expected at €310 million to €330 million, down from €370 million to "
            "€400 million.",
            "Profit is expected €60 million to €70 million below the earlier range.",
            "€370 million to €400 million − €310 million to €330 million = "
            "€60 million to €70 million",
        ),
    ],
)
def test_a_computed_number_is_shown_with_its_operands(story: str, summary: str, shown: str) -> None:
    (found,) = judged(story, summary)
    assert found.severity == "note"
    assert found.message == f"worked out from the article: {shown}"
    assert found.evidence
    assert all(e.quote in shown for e in found.evidence)


@pytest.mark.parametrize(
    ("story", "summary", "language"),
    [
        (
            "Der Verein hat 120 Segler und 80 Ruderer.",
            "Der Verein hat zusammen 200 Mitglieder.",
            "de",
        ),
        ("El club vendió 250 barcos, tras 200 barcos en 2019.", "Vendió 50 barcos más.", "es"),
        ("Le club a vendu 250 bateaux, contre 200 bateaux en 2019.", "50 bateaux de plus.", "fr"),
    ],
)
def test_computed_numbers_are_known_in_other_languages(
    story: str, summary: str, language: str
) -> None:
    assert severities(story, summary, language) == ["note"]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        # No word says that anything was computed.
        ("Lund has 4,200 boats and 3,100 cars.", "The storm hit 1,100 houses."),
        # The operation gives another number.
        ("Profit rose to €4.2 million from €3.1 million.", "Profit rose by €1.2 million."),
        ("In flight tests, 31 of 50 moths dodged.", "64 percent of the moths dodged."),
        # The article has its own number for the same thing.
        ("Profit fell 12 percent to 212 million from 241 million.", "Profit fell 13 percent."),
        # Apples and pears.
        ("Lund has 40 boats. Torv has 25 priests.", "Lund has 15 more cats than Torv."),
        # The figure stands where another one stands in the article.
        ("It killed two people and left 50 people missing.", "It left 52 people missing."),
    ],
)
def test_chance_is_no_computation(story: str, summary: str) -> None:
    assert "error" in severities(story, summary)


@pytest.mark.parametrize(
    ("story", "summary", "severity"),
    [
        ("The quarry is 2 miles from Torv.", "The quarry is 3.2 km from Torv.", "note"),
        ("It lost 40 percent of its cells.", "It lost two-fifths of its cells.", "note"),
        ("The rate rose 25 basis points.", "The rate rose 0.25 percentage points.", "note"),
        ("It was 86 °F in Torv.", "It was 30 °C in Torv.", "note"),
        ("The quarry is 2 miles from Torv.", "The quarry is 2 km from Torv.", "error"),
        ("The quarry is 2 miles from Torv.", "The quarry is 4.2 km from Torv.", "error"),
        ("The house cost €4 million.", "The house cost $4.4 million.", "error"),
        ("The house cost €4 million.", "The house cost $4 million.", "error"),
    ],
)
def test_units_are_converted_and_money_is_not(story: str, summary: str, severity: str) -> None:
    assert severities(story, summary) == [severity]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("The rate rose by 2 percentage points.", "The rate rose by 2 percent."),
        ("The tax rose by 2 percent.", "The tax rose by 2 percentage points."),
        ("The rate rose by 25 basis points.", "The rate rose by 25 percentage points."),
    ],
)
def test_percent_and_points_are_told_apart(story: str, summary: str) -> None:
    (found,) = judged(story, summary)
    assert found.severity == "error"
    assert found.message.startswith("percent, percentage points and basis points are three things")


@pytest.mark.parametrize(
    ("story", "summary", "severity"),
    [
        ("The town has 1,234,567 trees.", "The town has 1.2 million trees.", "note"),
        ("Some 1,234 people marched.", "1,200 people marched.", "warning"),
        ("The tax brought in 24.3 percent.", "The tax brought in 24 percent.", "warning"),
        ("The town has 870 boats.", "The town has about 870 boats.", "note"),
        ("More than 600 people fled.", "600 people fled.", "warning"),
        ("At least 600 people fled.", "At most 600 people fled.", "error"),
        # Too coarse, or wrongly rounded.
        ("In all 1,234 people marched.", "1,000 people marched.", "error"),
        ("Some 1,234 people marched.", "About 1,300 people marched.", "error"),
        ("The town has 1,234,567 trees.", "The town has 1.3 million trees.", "error"),
        ("The town has 415 boats.", "The town has 420 boats.", "error"),
    ],
)
def test_rounding_follows_the_conventions(story: str, summary: str, severity: str) -> None:
    assert severities(story, summary) == [severity]


@pytest.mark.parametrize(
    ("story", "summary", "severity"),
    [
        ("Some 640 jobs will go.", "About 600 jobs will go.", "error"),
        ("The price rises from $3.10 to $11.75.", "It is nearly four times as high.", "note"),
        ("Of 50 moths, 31 dodged; 31 of 50 moths.", "38 percent of the moths dodged.", "error"),
        ("Only 4 percent ran, before it rose 5 percentage points.", "9 percent ran.", "note"),
    ],
)
def test_operands_and_hedges_are_held_to_their_reach(
    story: str, summary: str, severity: str
) -> None:
    assert severities(story, summary) == [severity]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("She counted nine of them. There are two now.", "Of nine benches seven are gone."),
        ("The roof cost £4,200. The paint cost £3,100.", "The mending came to £7,300."),
    ],
)
def test_a_sum_or_difference_that_no_word_announces_is_pointed_out(
    story: str, summary: str
) -> None:
    assert severities(story, summary) == ["warning"]


def test_a_time_of_several_units_is_the_same_in_the_smallest() -> None:
    assert severities("They took three minutes and 40 seconds.", "They took 220 seconds.") == []
    assert severities("They took three minutes and 40 seconds.", "They took 230 seconds.") == [
        "error"
    ]


def test_a_conflicting_figure_is_told_beside_the_articles_own() -> None:
    (found,) = judged("The court freed 31 dockers on Monday.", "The court freed 41 dockers.")
    assert found.message == "the article says “31”; the card says “41”"
    assert [e.quote for e in found.evidence] == ["31"]


def test_a_figure_of_another_sentence_is_shown_where_it_stands() -> None:
    story = "The court freed the dockers. The strike cost 12 million euros."
    article = article_of(f"Title\n\n{story}")
    card = card_of(
        article,
        summary=[
            {
                "text": "The court freed the dockers, who cost 12 million euros.",
                "evidence": "The court freed the dockers.",
            }
        ],
    )
    (found,) = [f for f in check_card(card, article) if f.rule == RULE]
    assert (found.severity, found.evidence[0].quote) == ("error", "12 million euros")


@pytest.mark.parametrize("number", ["4²", "⑨", "Ⅸ", "¹³", "4₇"])
def test_a_number_in_unusual_signs_is_an_error(number: str) -> None:
    found = severities(
        "Ada Lind was jailed for 4 years.", f"Ada Lind was jailed for {number} years."
    )
    assert "error" in found


@pytest.mark.parametrize(
    "told",
    [
        "Ada Lind was jailed twice.",
        "Ada Lind was jailed for the third time.",
        "A score of people were jailed with Ada Lind.",
        "Ada Lind and a couple of people were jailed.",
        "Ada Lind was jailed and none was freed.",
    ],
)
def test_a_count_that_the_sentences_do_not_give_is_a_warning(told: str) -> None:
    assert severities("Ada Lind was jailed with people from Torv.", told) == ["warning"]


def test_a_count_that_the_sentences_give_is_fine() -> None:
    story = "Ada Lind was jailed for the third time, and twice fined."
    assert judged(story, "Ada Lind was fined twice and jailed for the third time.") == []


NO_YEAR = st.one_of(st.integers(2, 999), st.integers(3000, 99999))


@given(NO_YEAR, NO_YEAR)
def test_any_other_number_of_the_same_things_is_an_error(said: int, told: int) -> None:
    found = severities(f"The court freed {said} dockers.", f"The court freed {told} dockers.")
    if said == told:
        assert found == []
    else:
        assert found in (["error"], ["warning"])


@given(st.integers(min_value=3000, max_value=99999), st.integers(min_value=3000, max_value=99999))
def test_any_true_difference_is_shown(one: int, other: int) -> None:
    more, less = max(one, other), min(one, other)
    if not 20 <= more - less < 1000:
        return
    story = f"Lund sold {more} boats. Torv sold {less} boats."
    (found,) = judged(story, f"Lund sold {more - less} more boats than Torv.")
    assert found.message.endswith(f"{more} − {less} = {more - less}")
