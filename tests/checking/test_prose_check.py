"""Somebody's prose against an article, sentence by sentence."""

from __future__ import annotations

import pytest
from card_samples import DAM, HARBOUR, article_of
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article import Text, read_article, read_prose
from factcards.checking import ProseCheck, SentenceCheck, check_prose
from factcards.reading import read

HARBOUR_ARTICLE = article_of(
    HARBOUR, published="2025-03-06", boilerplate=["Support"], kinds={1: "dateline"}
)
HARBOUR_READING = read(HARBOUR_ARTICLE)


def checked(prose: str) -> ProseCheck:
    return check_prose(read_prose(prose), HARBOUR_ARTICLE, HARBOUR_READING)


def only(prose: str) -> SentenceCheck:
    (sentence,) = checked(prose).sentences
    return sentence


def messages(sentence: SentenceCheck) -> str:
    return " ".join(f.message for f in sentence.findings if f.severity != "note")


def test_every_copied_sentence_is_supported_by_itself() -> None:
    story = [s for s in HARBOUR_READING.sentences if s.story]
    for sentence in story:
        words = sentence.span.of(HARBOUR_ARTICLE.text)
        for check in checked(words).sentences:
            assert check.status == "supported", (words, check.findings)
            assert sentence.span.start in {e.start for e in check.support}


def test_evidence_is_the_articles_own_text() -> None:
    for sentence in checked("A court freed 31 dockers. The operator denied it.").sentences:
        for evidence in sentence.support:
            assert HARBOUR_ARTICLE.text[evidence.start : evidence.end] == evidence.quote


def test_spans_are_those_of_the_prose() -> None:
    prose = read_prose("Freed dockers.\n\n- Velden was fined $12,500.\n- Orrin spoke.")
    for sentence in check_prose(prose, HARBOUR_ARTICLE).sentences:
        assert sentence.span.of(prose.text) == sentence.text


@pytest.mark.parametrize(
    ("prose", "said"),
    [
        ("The court freed 41 dockers.", "41"),
        ("Velden was fined €12,500.", "EUR"),
        ("Marta Velden was sentenced to 14 years in prison.", "14"),
        ("A judge in Kessel freed the dockers held since January.", "Kessel"),
    ],
)
def test_an_altered_fact_is_not_supported(prose: str, said: str) -> None:
    sentence = only(prose)
    assert sentence.status == "unsupported"
    assert said in messages(sentence)


def test_what_the_article_never_speaks_of_is_not_supported() -> None:
    sentence = only("Penguins waltzed gracefully under turquoise umbrellas.")
    assert sentence.status == "unsupported"
    assert sentence.support == ()
    assert sentence.findings[0].rule == "support-found"


def test_boilerplate_supports_nothing() -> None:
    boilerplate = next(p for p in HARBOUR_ARTICLE.paragraphs if p.role == "boilerplate")
    for sentence in checked(boilerplate.span.of(HARBOUR_ARTICLE.text)).sentences:
        assert not any(
            boilerplate.span.start <= e.start < boilerplate.span.end for e in sentence.support
        )


def test_words_put_into_another_mouth_are_not_supported() -> None:
    sentence = only("“We did not touch a single crane,” Pavel Orrin said.")
    assert sentence.status == "unsupported"
    assert "speaker-kept" in {f.rule for f in sentence.findings}
    assert "Marta Velden" in messages(sentence)


def test_a_speaker_by_short_form_is_the_same_speaker() -> None:
    assert only("“We did not touch a single crane,” Velden said.").status == "supported"


def test_a_pronoun_carries_whom_the_sentence_before_names() -> None:
    _, second = checked("Marta Velden was sentenced. She was fined $12,500.").sentences
    assert second.antecedent == "Marta Velden"
    assert second.status == "supported"


def test_quoted_speech_over_two_sentences_is_checked_in_both() -> None:
    first, second = checked(
        "“We did not touch a single crane. They wanted a dragon,” Velden said."
    ).sentences
    assert first.status == "supported"
    assert second.status == "unsupported"
    assert "They wanted a dragon" in messages(second)


def test_headings_and_lead_ins_say_nothing_and_bullets_are_sentences() -> None:
    found = checked("## Background\n\nKey points:\n\n* A court freed 31 dockers.\n* 3 cats fled.")
    assert [s.status for s in found.sentences] == ["label", "label", "supported", "unsupported"]
    assert found.sentences[2].text == "A court freed 31 dockers."


def test_a_heading_with_a_number_is_checked() -> None:
    assert only("# Court frees 41 dockers").status == "unsupported"


def test_messages_speak_of_the_text_and_not_of_a_card() -> None:
    said = messages(only("Velden was fined €12,500."))
    assert "card" not in said
    assert "the text" in said


def test_prose_in_another_language_is_held_to_numbers_and_names() -> None:
    article = article_of(DAM, published="2025-02-25")

    def status(text: str) -> str:
        (sentence,) = check_prose(read_prose(text), article).sentences
        return sentence.status

    right = "Die Reparatur des Damms kostet nach Angaben des Rates 4,2 Millionen Euro."
    assert status(right) == "supported"
    assert status(right.replace("4,2", "4,7")) == "unsupported"
    assert status("Der Bürgermeister war mit den Leuten nicht sehr zufrieden.") == "doubtful"


def test_a_long_prose_is_checked_whole() -> None:
    found = checked("\n\n".join(["A court in Port Ardell freed 31 dockers."] * 300))
    assert len(found.sentences) == 300
    assert {s.status for s in found.sentences} == {"supported"}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200).filter(lambda t: any(c.isalnum() for c in t)))
def test_any_text_is_checked_and_every_word_of_it_stands_in_a_sentence(text: str) -> None:
    prose = read_prose(Text(text))
    if not any(c.isalnum() for c in prose.text):
        return
    found = check_prose(prose, HARBOUR_ARTICLE, HARBOUR_READING)
    for sentence in found.sentences:
        assert sentence.span.of(prose.text) == sentence.text
        assert (sentence.status == "unsupported") == any(
            f.severity == "error" for f in sentence.findings
        )


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_number_that_stands_nowhere_is_never_supported(data: st.DataObject) -> None:
    figures = [f for f in HARBOUR_READING.figures if f.span.of(HARBOUR_ARTICLE.text).isdigit()]
    figure = data.draw(st.sampled_from(figures))
    number = data.draw(st.integers(100_000, 999_999))
    sentence = HARBOUR_READING.sentence_at(figure.span.start)
    assert sentence is not None
    text = HARBOUR_ARTICLE.text
    words = f"{text[sentence.span.start : figure.span.start]}{number}"
    words += text[figure.span.end : sentence.span.end]
    assert "unsupported" in {s.status for s in checked(words).sentences}


def test_the_article_may_be_read_from_text() -> None:
    article = read_article(Text("Fire at mill\n\nA fire burned the old mill in Torp on Monday."))
    (sentence,) = check_prose(read_prose("A fire burned the mill in Torp."), article).sentences
    assert sentence.status == "supported"
