"""What a model copies with small liberties is found again; nothing else is bent to fit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from factcards.drafting.answer import CardAnswer, FigureAnswer, outline
from factcards.drafting.citing import draft_of
from factcards.drafting.draft import Draft
from factcards.models.dialect import schema_for
from factcards.reading import read_text

TEXT = (
    "The ferry Alkyon lost power off Port Selin on Monday, police said. "
    "Mayor Runa Teigen told reporters that about 260 passengers had spent 11 hours on board. "
    '"We have asked for an inquiry," Teigen said. "It will be an open one." '
    "Two-thirds of them were children, according to the harbour office. "
    "May is the busiest month."
)
READING = read_text(TEXT)
EMPTY: dict[str, Any] = {
    name: None if name == "headline" else [] for name in CardAnswer.model_fields
}


def drafted(**given: Any) -> Draft:
    return draft_of(CardAnswer.model_validate(EMPTY | given), READING, READING.sentences)


def who(name: str, **more: Any) -> dict[str, Any]:
    given = {"sentences": [2], "name": name, "kind": "person", "role": None, "aliases": []}
    return given | more


def figure(text: str, value: Any, **more: Any) -> dict[str, Any]:
    given = dict.fromkeys(("value_to", "unit", "qualifier", "counts", "attributed_to"))
    return {**given, "sentences": [2], "text": text, "value": value, **more}


def what(**more: Any) -> dict[str, Any]:
    given = {"sentences": [1], "stance": "claimed", "attributed_to": None, "text": "It lost power"}
    return given | more


def quote(text: str, sentence: int = 3, speaker: str | None = None) -> dict[str, Any]:
    return {"sentences": [sentence], "text": text, "speaker": speaker}


def test_a_title_before_a_name_becomes_its_role() -> None:
    [person] = drafted(who=[who("Mayor Runa Teigen")]).who
    assert (person.name, person.role) == ("Runa Teigen", "Mayor")
    assert [c.quote for c in person.evidence] == ["Runa Teigen", "Mayor"]


def test_a_title_that_the_article_does_not_write_is_no_role() -> None:
    [person] = drafted(who=[who("Senator Runa Teigen")]).who
    assert (person.name, person.role) == ("Runa Teigen", None)


def test_somebody_elses_role_is_not_cited_for_a_person() -> None:
    text = "Captain Ines Varga was at the helm. Jonas Reith, the chief investigator, spoke to her."
    reading = read_text(text)
    given = EMPTY | {"who": [who("Ines Varga", role="the chief investigator", sentences=[1, 2])]}
    [person] = draft_of(CardAnswer.model_validate(given), reading, reading.sentences).who
    assert [c.quote for c in person.evidence if "role" in c.supports] == [
        "Captain Ines Varga was at the helm."
    ]


def test_numbers_count_the_sentences_that_were_shown() -> None:
    shown = READING.sentences[1:]
    given = EMPTY | {"headline": {"sentences": [1], "text": "Passengers spent hours on board"}}
    headline = draft_of(CardAnswer.model_validate(given), READING, shown).headline
    assert headline is not None
    assert [c.sentence for c in headline.evidence] == [2]


def test_a_summary_that_is_copied_is_cited_where_it_stands() -> None:
    copied = "May is the busiest month."
    [told] = drafted(summary=[{"sentences": [1], "text": copied}]).summary
    assert told.evidence[0].near == TEXT.index(copied)


def test_a_name_that_the_article_does_not_write_is_handed_on_as_it_is() -> None:
    [person] = drafted(who=[who("Senator Carl Moe")]).who
    assert person.name == "Senator Carl Moe"
    assert [c.quote for c in person.evidence] == ["Senator Carl Moe"]


def test_a_person_told_twice_is_one_with_the_role() -> None:
    [person] = drafted(who=[who("Runa Teigen"), who("Runa Teigen", role="Mayor")]).who
    assert person.role == "Mayor"


@pytest.mark.parametrize("name", ["police", "Police", "The police", "the Police"])
def test_a_source_is_named_as_the_article_writes_it(name: str) -> None:
    [event] = drafted(what=[what(attributed_to=name)]).what
    assert event.attributed_to == "police"


def test_a_single_word_does_not_lose_its_capital_to_become_another_word() -> None:
    [event] = drafted(what=[what(attributed_to="Reporters")]).what
    assert event.attributed_to == "Reporters"


def test_a_place_loses_the_country_that_the_article_does_not_name() -> None:
    place = {"sentences": [1], "name": "Port Selin, Norway", "relation": "scene"}
    assert [w.name for w in drafted(where=[place]).where] == ["Port Selin"]


def test_a_figure_in_other_words_is_found_by_its_value() -> None:
    [told] = drafted(figures=[figure("eleven hours", 11, unit="hours")]).figures
    assert told.text == "11 hours"
    assert told.evidence[0].near == TEXT.index("11 hours")


def test_a_figure_in_other_words_with_another_value_is_handed_on_as_it_is() -> None:
    [told] = drafted(figures=[figure("twelve hours", 12)]).figures
    assert (told.text, told.value) == ("twelve hours", Decimal(12))


def test_a_fraction_may_have_more_digits_than_reading_gives_it() -> None:
    [told] = drafted(figures=[figure("Two-thirds", 0.66666667, sentences=[5])]).figures
    assert told.value == Decimal("0.6667")


def test_a_whole_number_is_not_rounded_to_fit() -> None:
    [told] = drafted(figures=[figure("about 260", 260.4)]).figures
    assert told.value == Decimal("260.4")


@pytest.mark.parametrize(
    "text",
    [
        "We have asked for an inquiry",
        '"We have asked for an inquiry,"',
        "“We have asked for an inquiry.”",
        "We have asked for an inquiry.",
    ],
)
def test_marks_and_punctuation_around_a_quotation_do_not_matter(text: str) -> None:
    [quotation] = drafted(quotes=[quote(text)]).quotes
    assert quotation.text.strip('",') == "We have asked for an inquiry"


def test_a_quotation_that_the_article_interrupts_is_two() -> None:
    joined = "We have asked for an inquiry. It will be an open one."
    pieces = drafted(quotes=[quote(joined, speaker="Teigen")]).quotes
    assert [p.text for p in pieces] == ["We have asked for an inquiry", "It will be an open one."]
    assert {p.speaker for p in pieces} == {"Teigen"}


def test_a_quotation_with_an_added_word_is_not_mended() -> None:
    [quotation] = drafted(quotes=[quote("We have now asked for an inquiry")]).quotes
    assert quotation.text == "We have now asked for an inquiry"


def test_the_words_that_name_the_speaker_are_cited() -> None:
    [quotation] = drafted(quotes=[quote("We have asked for an inquiry", speaker="Teigen")]).quotes
    assert [(c.quote, c.supports) for c in quotation.evidence] == [
        ("We have asked for an inquiry", ("text",)),
        ("Teigen", ("speaker",)),
    ]


def test_a_moment_given_as_a_date_is_told_in_the_articles_words() -> None:
    dated = read_text("The mill shut on 3 May 2024.")
    answer = CardAnswer.model_validate(EMPTY | {"when": [{"sentences": [1], "text": "2024-05-03"}]})
    assert [w.text for w in draft_of(answer, dated, dated.sentences).when] == ["3 May 2024"]


def test_what_is_stated_and_somebodys_word_is_a_claim_where_the_article_credits_it() -> None:
    [event] = drafted(what=[what(stance="stated", attributed_to="police")]).what
    assert (event.stance, event.attributed_to) == ("claimed", "police")


def test_what_is_stated_and_somebodys_word_is_nobodys_where_the_article_credits_nobody() -> None:
    given = what(stance="stated", attributed_to="police", sentences=[6], text="May is busy")
    [event] = drafted(what=[given]).what
    assert (event.stance, event.attributed_to) == ("stated", None)


def test_what_says_the_same_twice_is_one() -> None:
    assert len(drafted(what=[what(), what()]).what) == 1


def test_an_empty_text_is_no_item() -> None:
    empty = drafted(headline={"sentences": [1], "text": " "}, quotes=[quote('""')], who=[who("")])
    assert (empty.headline, empty.quotes, empty.who) == (None, (), ())


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (24, "24"),
        ("1,415", "1415"),
        ("4.2", "4.2"),
        ("٣", "3"),
        (-0.5, "-0.5"),
        (1e16, "10000000000000000"),
    ],
)
def test_a_value_is_read_in_any_plain_form(given: object, value: str) -> None:
    assert FigureAnswer.model_validate(figure("x", given)).value == Decimal(value)


@pytest.mark.parametrize("given", ["about 24", "1e999999999", 1e300, True, None, "1,41"])
def test_a_value_that_is_no_plain_number_is_refused(given: object) -> None:
    with pytest.raises(ValidationError, match="must be a plain number in digits"):
        FigureAnswer.model_validate(figure("x", given))


def test_a_long_quotation_does_not_make_an_answer_invalid() -> None:
    assert drafted(quotes=[quote("word " * 400)]).quotes


def test_the_answer_can_be_asked_for_in_every_dialect() -> None:
    assert '"pattern"' not in str(schema_for(CardAnswer, "openai-strict"))
    assert schema_for(CardAnswer, "local-guidance")["properties"]["quotes"]["maxItems"] == 30
    assert "Copied letter for letter" in str(schema_for(CardAnswer, "plain"))


def test_the_outline_names_every_field_that_needs_telling() -> None:
    told = outline(CardAnswer)
    for words in ("\n  role: ", "person / organisation / group", "\nquotes: ", "\n  value: "):
        assert words in told
