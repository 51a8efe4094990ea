"""What of the story a card carries, and what it lacks, the most prominent first."""

from __future__ import annotations

from typing import Any

import pytest
from card_samples import article_of, card_of
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import COVERAGE_KINDS, FactCard
from factcards.card.selectors import with_selectors, without_text
from factcards.card.stored import load_card
from factcards.checking import coverage_gaps, measure_coverage
from factcards.checking.coverage import MOST_LISTED
from factcards.errors import CardError
from factcards.generator import make_card
from factcards.reading import read

STORY = """Ulla Brandt buys 12 trams for Torvik

Ulla Brandt bought 12 trams for 90 million kroner on 4 March 2025, the city of Torvik said.

“They are quiet,” Brandt told reporters. The trams weigh 38 tonnes and carry 240 passengers.

Peder Voll, who drives line 3, said he had waited 17 years. “At last,” Voll said.

Give $9 a month to keep this paper alive."""
ARTICLE = article_of(STORY, published="2025-03-05", boilerplate=["Give"])
READING = read(ARTICLE)


def card(**lists: list[dict[str, Any]]) -> FactCard:
    made = card_of(ARTICLE, **lists)
    return made.model_copy(update={"coverage": measure_coverage(made, ARTICLE, READING)})


def missing(made: FactCard, kind: str) -> list[str]:
    return [one.text for one in made.coverage.by_kind()[kind].missing]


def test_an_empty_card_lacks_everything_the_story_mentions() -> None:
    for kind, count in card().coverage.by_kind().items():
        assert count.carried == 0, kind
        assert count.mentions == len(count.missing) > 0, kind


def test_what_the_card_carries_is_not_missing() -> None:
    made = card(
        figures=[{"text": "240", "value": "240", "counts": "passengers", "evidence": "240"}],
        who=[{"name": "Peder Voll", "kind": "person", "evidence": "Peder Voll"}],
    )
    assert made.coverage.figures.carried == made.coverage.names.carried == 1
    assert "240" not in " ".join(missing(made, "figures"))
    assert "Peder Voll" not in missing(made, "names")


def test_the_title_goes_before_the_lead_and_the_lead_before_the_rest() -> None:
    made = card()
    assert missing(made, "names")[0] == "Ulla Brandt"
    places = [one.place for one in made.coverage.figures.missing]
    assert places == sorted(places, key=["title", "lead", "body"].index)
    assert made.coverage.names.missing[0].place == "title"


def test_repeated_mentions_count_and_the_fullest_form_is_shown() -> None:
    first = card().coverage.names.missing[0]
    assert (first.text, first.times) == ("Ulla Brandt", 3)


def test_boilerplate_is_not_missed() -> None:
    assert "$9" not in " ".join(missing(card(), "figures"))


def test_the_evidence_of_what_is_missing_is_the_articles_own_text() -> None:
    made = card()
    for count in made.coverage.by_kind().values():
        for one in count.missing:
            (evidence,) = one.evidence
            assert ARTICLE.text[evidence.start : evidence.end] == evidence.quote == one.text


def test_a_stored_card_whose_missing_words_are_not_in_its_text_is_refused() -> None:
    made = card()
    assert load_card(made.model_dump_json()) == made
    altered = made.model_dump(mode="json")
    altered["coverage"]["names"]["missing"][0]["evidence"][0]["start"] += 1
    with pytest.raises(CardError, match=r"coverage\.names\.missing"):
        load_card(FactCard.model_validate(altered).model_dump_json())


def test_a_card_stored_before_there_was_a_list_is_still_read() -> None:
    data = card().model_dump(mode="json")
    for kind in COVERAGE_KINDS:
        data["coverage"][kind].pop("missing")
    assert load_card(FactCard.model_validate(data).model_dump_json()).coverage.names.missing == ()


def test_selectors_are_put_on_what_is_missing_too() -> None:
    for made in (with_selectors(card()), without_text(card())):
        for count in made.coverage.by_kind().values():
            assert all(one.evidence[0].selector is not None for one in count.missing)


def test_a_long_list_ends_with_the_most_prominent() -> None:
    names = ". ".join(f"Mister Abram{chr(97 + n)} Karlson{chr(97 + n)} came" for n in range(26))
    article = article_of(f"Many guests\n\n{names}.")
    reading = read(article)
    count = measure_coverage(card_of(article), article, reading).names
    assert count.mentions > MOST_LISTED == len(count.missing)


@given(st.dictionaries(st.sampled_from(COVERAGE_KINDS), st.floats(0, 1)))
def test_a_gap_is_a_share_under_what_was_asked_for(least: dict[str, float]) -> None:
    made = card(quotes=[{"text": "At last", "evidence": "At last"}])
    gaps = {gap.kind: gap for gap in coverage_gaps(made, least)}
    for kind, wanted in least.items():
        count = made.coverage.by_kind()[kind]
        assert (kind in gaps) == (count.carried / count.mentions < wanted)


def test_a_kind_that_the_story_lacks_has_no_gap() -> None:
    article = article_of("Quiet day\n\nNothing of note was seen on the river.")
    made = card_of(article)
    counted = made.model_copy(update={"coverage": measure_coverage(made, article, read(article))})
    assert coverage_gaps(counted, {"quotes": 1.0}) == ()


def test_the_terminal_card_names_the_most_prominent_that_it_lacks() -> None:
    from factcards.rendering import render

    shown = render(card(), "terminal", width=80)
    assert "Not on the card, the most prominent first" in shown
    assert "Ulla Brandt (in the title, 3 times)" in " ".join(shown.split())
    whole = make_card(ARTICLE, model="rules")
    lacks = any(count.missing for count in whole.coverage.by_kind().values())
    assert ("Not on the card" in render(whole, "terminal", width=80)) == lacks
