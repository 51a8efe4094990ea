from decimal import Decimal

import pytest

from factcards.article import Article, article_from_text
from factcards.card import FactCard, Provenance
from factcards.drafting import assemble
from factcards.drafting.draft import (
    Citation,
    Draft,
    DraftFigure,
    DraftQuote,
    DraftSource,
    DraftText,
    DraftWhat,
    DraftWhen,
    DraftWhere,
    DraftWho,
)
from factcards.reading import read

TEXT = """Council of Brennick votes to close two swimming pools

The council of Brennick voted on Monday 3 March 2025 to close two swimming pools, which will save at least €4.2 million a year.

“We have kept them open for as long as we could,” said Hanna Olsvik, the mayor. “It hurts.”

Olsvik said about 300 children were learning to swim there. The swimmers’ club denied that.
"""  # noqa: E501

PROVENANCE = Provenance(
    model=None,
    provider=None,
    strategy="rules",
    generated_at="2025-03-04T08:00:00+00:00",
    factcards="0",
)


@pytest.fixture(scope="module")
def article() -> Article:
    return article_from_text(TEXT)


def card_of(article: Article, draft: Draft) -> FactCard:
    return assemble(draft, article, read(article), PROVENANCE)


def cite(quote: str, sentence: int | None = None) -> tuple[Citation, ...]:
    return (Citation(quote=quote, sentence=sentence),)


def test_evidence_is_the_articles_own_slice(article: Article) -> None:
    who = DraftWho(name="Hanna Olsvik", kind="person", evidence=cite("Hanna Olsvik, the mayor"))
    (made,) = card_of(article, Draft(who=(who,))).who
    (evidence,) = made.evidence
    assert evidence.quote == "Hanna Olsvik, the mayor"
    assert article.text[evidence.start : evidence.end] == evidence.quote
    assert evidence.status == "exact"


def test_other_quotation_marks_are_typographic_evidence(article: Article) -> None:
    what = DraftWhat(
        text="The club denied that.",
        stance="denied",
        attributed_to="The swimmers' club",
        evidence=cite("The swimmers' club denied that."),
    )
    (made,) = card_of(article, Draft(what=(what,))).what
    assert made.evidence[0].status == "typographic"
    assert made.evidence[0].quote == "The swimmers’ club denied that."


def test_an_item_whose_words_are_not_in_the_article_is_rejected_whole(article: Article) -> None:
    figure = DraftFigure(
        text="€4.8 million", value=Decimal(4_800_000), unit="EUR", evidence=cite("€4.8 million")
    )
    card = card_of(article, Draft(figures=(figure,)))
    assert card.figures == ()
    (rejected,) = card.rejected
    assert rejected.item["value"] == "4800000"
    assert "€4.8 million" in rejected.reason
    assert "€4.2 million" in rejected.reason


def test_an_item_without_any_citation_is_rejected(article: Article) -> None:
    card = card_of(article, Draft(where=(DraftWhere(name="Brennick", relation="scene"),)))
    assert card.where == ()
    assert card.rejected[0].path.endswith("/evidence")


def test_one_lost_citation_of_several_is_a_warning(article: Article) -> None:
    evidence = (*cite("Hanna Olsvik"), *cite("Hanna Olsvik, the premier"))
    who = DraftWho(name="Hanna Olsvik", kind="person", evidence=evidence)
    card = card_of(article, Draft(who=(who,)))
    assert len(card.who[0].evidence) == 1
    assert card.findings[0].path == f"{card.who[0].id}/evidence"
    assert card.findings[0].severity == "warning"


def test_the_text_of_a_figure_is_its_span_and_the_words_settle_what_is_left_open(
    article: Article,
) -> None:
    figure = DraftFigure(
        text="at least €4.2 million",
        value=Decimal(4_200_000),
        evidence=cite("at least €4.2 million a year"),
    )
    (made,) = card_of(article, Draft(figures=(figure,))).figures
    assert made.text == "€4.2 million"
    assert made.unit == "EUR"
    assert made.qualifier == "at least"


def test_a_drafted_value_is_never_overwritten(article: Article) -> None:
    figure = DraftFigure(
        text="€4.2 million", value=Decimal("4.2"), unit="EUR", evidence=cite("€4.2 million")
    )
    (made,) = card_of(article, Draft(figures=(figure,))).figures
    assert made.value == Decimal("4.2")


def test_a_moment_gets_its_date_from_the_calendar(article: Article) -> None:
    when = DraftWhen(text="Monday 3 March 2025", evidence=cite("Monday 3 March 2025"))
    (made,) = card_of(article, Draft(when=(when,))).when
    assert made.date == "2025-03-03"
    assert made.basis == "stated"


def test_a_quotation_loses_its_outer_marks_and_is_linked_to_its_speaker(article: Article) -> None:
    draft = Draft(
        who=(
            DraftWho(
                name="Hanna Olsvik",
                kind="person",
                aliases=("Olsvik",),
                evidence=cite("Hanna Olsvik"),
            ),
        ),
        quotes=(DraftQuote(text='"It hurts."', speaker="Olsvik", evidence=cite("“It hurts.”")),),
    )
    card = card_of(article, draft)
    assert card.quotes[0].text == "It hurts."
    assert card.quotes[0].speaker == "Hanna Olsvik"
    assert card.quotes[0].speaker_id == card.who[0].id


def test_a_name_that_is_no_item_has_no_link(article: Article) -> None:
    quote = DraftQuote(text="It hurts.", speaker="Hanna Olsvik", evidence=cite("It hurts."))
    (made,) = card_of(article, Draft(quotes=(quote,))).quotes
    assert made.speaker == "Hanna Olsvik"
    assert made.speaker_id is None


def test_an_altered_quotation_is_rejected(article: Article) -> None:
    quote = DraftQuote(text="It hurts a lot.", evidence=cite("“It hurts.”"))
    card = card_of(article, Draft(quotes=(quote,)))
    assert card.quotes == ()
    assert card.rejected[0].path.endswith("/text")


def test_a_headline_that_cites_nothing_true_is_null(article: Article) -> None:
    draft = Draft(headline=DraftText(text="Pools saved", evidence=cite("Pools saved")))
    card = card_of(article, draft)
    assert card.headline is None
    assert card.rejected[0].path == "headline/evidence"


def test_sources_may_be_linked_to_as_well(article: Article) -> None:
    draft = Draft(
        sources=(
            DraftSource(
                name="The swimmers’ club",
                kind="organisation",
                evidence=cite("The swimmers’ club denied that."),
            ),
        ),
        what=(
            DraftWhat(
                text="The swimmers’ club denied that.",
                stance="denied",
                attributed_to="The swimmers’ club",
                evidence=cite("The swimmers’ club denied that."),
            ),
        ),
    )
    card = card_of(article, draft)
    assert card.what[0].attributed_to_id == card.sources[0].id
