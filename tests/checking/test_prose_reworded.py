"""True summaries in words of their own: nothing in them is an error."""

from __future__ import annotations

import pytest
from card_samples import article_of

from factcards.article import read_prose
from factcards.checking import SentenceCheck, check_prose
from factcards.reading import read

ENGLISH = """Kiln museum in Wendham to close

The kiln museum in Wendham will close on Dec. 1, police and councillors were told on Monday. \
Harriet Moss, a potter, has run it for 30 years without pay. She is 71.

Within 30 years the number of visitors has dropped from 9,400 to 2,350. Police in Lowmoor found \
a broken window.

The roof alone would cost 96,000 pounds a year to keep. Of 12 kilns that once stood here, 5 are \
left."""
GERMAN = """WALDHAUS – Der Gemeinderat von Waldhaus hat am Montag die Brücke gesperrt. Ein \
Ingenieur fand Risse im Beton."""
SPANISH = """Tres hombres robaron el lunes un cuadro en Villanar. La policía los busca desde \
entonces. El robo duró cuatro minutos y 20 segundos."""


def only(prose: str, story: str, language: str = "en") -> SentenceCheck:
    article = article_of(story, language=language, published="2025-11-12")
    (sentence,) = check_prose(read_prose(prose), article, read(article)).sentences
    return sentence


TRUE = [
    # The age stands in a sentence that says "she".
    ("Harriet Moss, 71, keeps the museum going for nothing.", ENGLISH, "en"),
    # A day that the tense puts into another year.
    ("The kiln museum was shut for good if it did close on 1 December.", ENGLISH, "en"),
    # A moment told by a span of time.
    ("Fewer people visit than 30 years ago.", ENGLISH, "en"),
    # A place and a noun as a name.
    ("The Lowmoor Police found a broken window.", ENGLISH, "en"),
    ("Der Waldhauser Gemeinderat hat die Brücke gesperrt.", GERMAN, "de"),
    # A verb at the head of a sentence that names nobody.
    ("Robaron un cuadro en Villanar y tardaron 260 segundos.", SPANISH, "es"),
    ("Tardaron 260 segundos, y la policía los busca.", SPANISH, "es"),
]
FALSE = [
    ("Harriet Moss, 61, keeps the museum going for nothing.", ENGLISH, "en"),
    ("The kiln museum was shut for good if it did close on 3 December.", ENGLISH, "en"),
    ("Fewer people visit than 40 years ago.", ENGLISH, "en"),
    ("The Lowmoor Moss found a broken window.", ENGLISH, "en"),
    ("Der Steinhauser Gemeinderat hat die Brücke gesperrt.", GERMAN, "de"),
    ("Ramón tardó 260 segundos, y la policía los busca.", SPANISH, "es"),
]


@pytest.mark.parametrize(("prose", "story", "language"), TRUE)
def test_a_true_retelling_has_no_error(prose: str, story: str, language: str) -> None:
    sentence = only(prose, story, language)
    assert [f.message for f in sentence.findings if f.severity == "error"] == []


@pytest.mark.parametrize(("prose", "story", "language"), FALSE)
def test_its_altered_twin_has_one(prose: str, story: str, language: str) -> None:
    assert only(prose, story, language).status == "unsupported"


def test_ordinary_words_of_a_sentence_that_is_placed_are_no_warning() -> None:
    sentence = only("Potter Harriet Moss toiled unsalaried, uncomplaining and cheerful.", ENGLISH)
    found = [f.severity for f in sentence.findings if f.rule == "words-supported"]
    assert found == ["note"]


def test_a_sentence_of_foreign_words_alone_is_not_supported() -> None:
    sentence = only("Volunteers repaired ceramics, baked cakes and sang carols.", ENGLISH)
    assert sentence.status == "unsupported"


WORKED_OUT = """Kiln museum in Wendham to close

The lease costs 96,000 pounds a year, the trustees said. The first kiln burns 1.2 tonnes of coal a \
day and the second twice as much.

A ticket that was 2 pounds in 2019 is 8 pounds now."""


@pytest.mark.parametrize(
    "prose",
    [
        "The trustees pay 8,000 pounds a month for the lease.",
        "The first kiln burns 1.2 tonnes a day, the second 2.4.",
        "A ticket costs four times what it did in 2019.",
    ],
)
def test_a_figure_worked_out_rightly_is_no_error(prose: str) -> None:
    sentence = only(prose, WORKED_OUT)
    assert [f.message for f in sentence.findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    "prose",
    [
        "The trustees pay 9,000 pounds a month for the lease.",
        "The trustees pay 8,000 pounds a week for the lease.",
        "The first kiln burns 1.2 tonnes a day, the second 2.6.",
        "A ticket costs five times what it did in 2019.",
    ],
)
def test_a_figure_worked_out_wrongly_is_an_error(prose: str) -> None:
    assert only(prose, WORKED_OUT).status == "unsupported"
