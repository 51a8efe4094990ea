"""Words of a prose that stand against what the article says."""

from __future__ import annotations

import pytest
from card_samples import article_of

from factcards.article import read_prose
from factcards.checking import SentenceCheck, check_prose
from factcards.reading import read

STORY = """Ferry inquiry opens in Torvik

The inquiry into the sinking of the Norwegian ferry Havlyn opened in Torvik on Monday, 35 years \
ago to the day. The controlled descent failed, engineer Ragna Holm said.

The commission heard 870 witnesses and released 12 reports. An unknown buyer has the wreck. Many \
passengers came from Denmark. Ulf Brekke sold the ferry to Tone Aas in 1988. Brekke died in 1999.

Holm said the crew was trained well."""
ARTICLE = article_of(STORY, published="2025-03-05")
READING = read(ARTICLE)


def only(prose: str) -> SentenceCheck:
    (sentence,) = check_prose(read_prose(prose), ARTICLE, READING).sentences
    return sentence


ALTERED = [
    ("moment-kept", "The inquiry into the sinking opened 32 years ago to the day."),
    ("prefix-kept", "The uncontrolled descent failed, Ragna Holm said."),
    ("prefix-kept", "A known buyer has the wreck."),
    ("people-kept", "The inquiry into the sinking of the Canadian ferry Havlyn opened in Torvik."),
    ("bound-kept", "The commission heard more than 870 witnesses."),
    ("bound-kept", "The commission heard less than 870 witnesses."),
    ("name-kept", "Ragna Holm sold the ferry to Tone Aas in 1988."),
    ("name-kept", "Ulf Brekke sold the ferry to Ragna Holm in 1988."),
    ("words-kept", "The commission heard 12 witnesses and released 870 reports."),
    ("words-kept", "Ulf Brekke sold the ferry to Tone Aas in 1999."),
    ("summary-supported", "The ferry inquiry opened in Torvik on Sunday, 35 years ago to the day."),
    ("negation-kept", "Ragna Holm said the crew was not trained well."),
    ("negation-kept", "The commission never heard 870 witnesses."),
]
FAITHFUL = [
    "The inquiry into the sinking opened 35 years ago to the day.",
    "The controlled descent failed, Ragna Holm said.",
    "An unknown buyer has the wreck.",
    "The inquiry into the sinking of the Norwegian ferry Havlyn opened in Torvik.",
    "Many Danish passengers came.",
    "Ulf Brekke, who died in 1999, sold the ferry to Tone Aas.",
    "The commission heard 870 witnesses.",
    "The commission heard at least 870 witnesses.",
    "Ragna Holm said the crew was trained well.",
]


@pytest.mark.parametrize(("rule", "prose"), ALTERED)
def test_an_altered_word_is_an_error(rule: str, prose: str) -> None:
    sentence = only(prose)
    assert rule in {f.rule for f in sentence.findings if f.severity == "error"}, sentence.findings
    assert sentence.status == "unsupported"


@pytest.mark.parametrize("prose", FAITHFUL)
def test_a_faithful_sentence_is_not_refused(prose: str) -> None:
    assert only(prose).status != "unsupported", only(prose).findings


def test_a_finding_shows_what_the_article_says() -> None:
    (finding,) = [f for f in only(ALTERED[0][1]).findings if f.rule == "moment-kept"]
    assert "32 years ago" in finding.message
    assert "35 years ago" in finding.message


def test_what_a_retelling_brings_together_is_supported_sentence_by_sentence() -> None:
    sentence = only("The commission heard 870 witnesses about the Havlyn, Ragna Holm said.")
    assert sentence.status != "unsupported", sentence.findings
    assert len(sentence.support) > 1


def test_one_altered_number_is_told_once() -> None:
    sentence = only("The commission heard 970 witnesses and released 12 reports.")
    assert len([f for f in sentence.findings if f.severity == "error"]) == 1


def test_a_short_quotation_finds_its_sentence() -> None:
    article = article_of(STORY + "\n\n“Why me?” asked Tone Aas. “Why now?”", published="2025-03-05")
    (sentence,) = check_prose(read_prose("“Why now?” asked Tone Aas."), article).sentences
    assert sentence.status == "supported", sentence.findings


def test_a_small_first_word_is_no_name() -> None:
    assert only("Passengers came from Denmark.").status == "supported"


def test_a_short_english_text_is_not_taken_for_another_language() -> None:
    sentence = only("Torvik is a port; a ferry sank.")
    assert "compared-abroad" not in {f.rule for f in sentence.findings}
