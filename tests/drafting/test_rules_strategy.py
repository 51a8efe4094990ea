"""The `rules` strategy on one article: what an editor must find on a card made without a model."""

from decimal import Decimal

import pytest

from factcards import FactCard, Text, make_card

ARTICLE = """Keep our newsroom alive
Your gift of $25 helps us report. Donate now.

Dam at Ulvesund cracks, 1,260 people leave their homes

ULVESUND, Tuesday 8 October 2024 — At least 1,260 people had to leave their homes on Monday night after a crack opened in the Ulvesund dam, the county said.

"The water is falling, but slowly," said Ragna Tveit, the county's head of rescue services. She said nobody had been hurt.

Kraftverk Nord, the company that owns the dam, denied that it had been warned. Its spokesman, Emil Aune, said the last inspection in May had found no fault.

A report by the national water agency put the cost of repairs at 340 million kroner.

Read more: Ten dams nobody looks after
"""  # noqa: E501


@pytest.fixture(scope="module")
def card() -> FactCard:
    return make_card(Text(ARTICLE), model="rules")


def test_people_and_organisations_with_their_roles(card: FactCard) -> None:
    who = {w.name: (w.kind, w.role) for w in card.who}
    assert who["Ragna Tveit"] == ("person", "head of rescue services")
    assert who["Kraftverk Nord"] == ("organisation", "company that owns the dam")
    assert who["Emil Aune"] == ("person", "Its spokesman")


def test_figures_with_qualifier_unit_and_what_they_count(card: FactCard) -> None:
    figures = {f.value: f for f in card.figures}
    people = figures[Decimal(1260)]
    assert (people.qualifier, people.counts) == ("at least", "people")
    assert people.attributed_to == "the county"
    assert figures[Decimal(340_000_000)].text == "340 million kroner"


def test_a_figure_of_the_title_and_of_the_text_is_one(card: FactCard) -> None:
    assert [f.value for f in card.figures].count(Decimal(1260)) == 1


def test_quotations_are_verbatim_and_linked_to_their_speaker(card: FactCard) -> None:
    (quote,) = card.quotes
    assert quote.text == "The water is falling, but slowly"
    assert quote.speaker == "Ragna Tveit"
    assert quote.speaker_id == next(w.id for w in card.who if w.name == "Ragna Tveit")


def test_a_denial_stays_a_denial(card: FactCard) -> None:
    source = next(s for s in card.sources if s.name == "Kraftverk Nord")
    assert source.said == "denied that it had been warned"
    denials = [w for w in card.what if "warned" in w.text]
    assert all((w.stance, w.attributed_to) == ("denied", "Kraftverk Nord") for w in denials)


def test_the_moment_of_the_lead_comes_first_and_is_resolved(card: FactCard) -> None:
    dates = {w.text: (w.date, w.basis) for w in card.when}
    assert dates["Monday night"] == ("2024-10-07", "dateline")


def test_nothing_of_the_appeal_or_the_links_is_on_the_card(card: FactCard) -> None:
    assert Decimal(25) not in [f.value for f in card.figures]
    text = card.article.text or ""
    story = (text.index("Dam at Ulvesund"), text.index("Read more"))
    for item in card.items():
        for evidence in item.evidence:
            assert story[0] <= evidence.start < evidence.end <= story[1]


def test_every_piece_of_evidence_is_the_articles_own_slice(card: FactCard) -> None:
    text = card.article.text or ""
    pieces = [e for item in card.items() for e in item.evidence]
    assert pieces
    assert all(text[e.start : e.end] == e.quote for e in pieces)


def test_it_says_that_no_model_was_used(card: FactCard) -> None:
    assert card.provenance.model is None
    assert card.provenance.strategy == "rules"
    assert card.provenance.tokens_in == 0


def test_the_dateline_is_evidence_and_no_part_of_what_is_told(card: FactCard) -> None:
    assert card.summary[0].text.startswith("At least 1,260 people")
    assert card.summary[0].evidence[0].quote.startswith("ULVESUND")
