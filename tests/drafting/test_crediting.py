"""What the card says of each source: its name, its channel and what it said."""

from __future__ import annotations

import pytest

from factcards.article import article_from_text
from factcards.card import Span
from factcards.drafting.crediting import SAID_WORDS, credit_sources, shorten
from factcards.drafting.draft import Citation, DraftSource
from factcards.reading import read


def sources(text: str) -> dict[str, DraftSource]:
    article = article_from_text(text)
    reading = read(article)

    def cite(span: Span, *supports: str) -> Citation:
        return Citation(quote=span.of(reading.text), near=span.start, supports=supports)

    return {s.name: s for s in credit_sources(article, reading, cite)}


def test_a_source_is_given_once_under_its_full_name() -> None:
    found = sources(
        'The Dockers\' Union, which speaks for crews, called the offer "an insult" on Monday.\n\n'
        "The union says pay has fallen by a third since 2019."
    )
    assert list(found) == ["Dockers' Union"]
    assert found["Dockers' Union"].said == "pay has fallen by a third since 2019"


def test_what_is_said_begins_behind_the_dateline() -> None:
    found = sources("TARNVIK, Friday 14 March 2025 — The bridge will stay shut, police said.")
    assert found["police"].said == "The bridge will stay shut"


def test_a_denial_and_a_plan_keep_their_verb() -> None:
    found = sources(
        "Ostrel denied that it had ignored the report. The harbour board plans to publish it."
    )
    assert found["Ostrel"].said == "denied that it had ignored the report"
    assert found["The harbour board"].said == "plans to publish it"


def test_the_channel_of_what_is_said_goes_before_another() -> None:
    found = sources(
        "Jane Holt said in a letter that the road was open. Holt told AFP that it was safe too."
    )
    assert found["Jane Holt"].via == "in a letter"


def test_an_audience_is_no_channel() -> None:
    found = sources("Jane Holt told reporters that the road was open to lorries.")
    assert found["Jane Holt"].via is None


def test_a_report_is_credited_with_its_author() -> None:
    found = sources("According to a report by the coastguard, the wreck is safe.")
    assert [(s.name, s.kind) for s in found.values()] == [
        ("a report by the coastguard", "document")
    ]


def test_a_clause_before_its_speaker_ends_there() -> None:
    found = sources(
        "A boy of nine has died in the flood in Derby, police have said, the third this year."
    )
    assert found["police"].said == "A boy of nine has died in the flood in Derby"


def test_a_clause_that_its_speaker_interrupts_stays_whole() -> None:
    text = "The old harbour bridge, which was closed in May after a fire, police said, is safe."
    assert sources(text)["police"].said == text[:-1]


def test_nobody_in_particular_is_no_source() -> None:
    assert sources("Tom Reed was accused of fraud. He is thought to have fled to Spain.") == {}


@pytest.mark.parametrize(
    ("text", "words", "short"),
    [
        ("The road is shut", SAID_WORDS, "The road is shut"),
        ("one two three four, five six seven", 5, "one two three four"),
        ("a b c d e f g h because i j", 10, "a b c d e f g h"),
        ("a b c d e f g h i j of the house", 12, "a b c d e f g h i j"),
    ],
)
def test_a_long_statement_ends_where_a_clause_does(text: str, words: int, short: str) -> None:
    assert shorten(text, words) == short


def test_a_statement_is_not_cut_before_its_condition() -> None:
    text = "the plant will close for good by May if nobody pays for it " + "and " * 20
    assert "if" in shorten(text).split()
