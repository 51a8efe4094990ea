"""What each field's scorer takes for right, half right and wrong."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from cases import GOLD, write_fixture

from factcards.card import LIST_FIELDS, Evidence, FactCard
from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.gold_card import gold_card
from factcards.evaluation.pairs import Pair
from factcards.evaluation.scores import DocumentScores, score_card
from factcards.evaluation.view import Labels


class Sheet:
    """The small fixture's labels and its perfect card, to be bent."""

    def __init__(self, folder: Path, changes: dict[str, Any] | None = None) -> None:
        self.fixture = load_fixture(write_fixture(folder, changes))
        self.labels = Labels(self.fixture)
        self.card = gold_card(self.fixture)

    def bent(self, field: str, number: int, **changes: Any) -> DocumentScores:
        items = list(getattr(self.card, field))
        items[number] = items[number].model_copy(update=changes)
        return self.scored(**{field: tuple(items)})

    def scored(self, **lists: Any) -> DocumentScores:
        return score_card(self.labels, self.card.model_copy(update=lists))

    def evidence(self, words: str) -> tuple[Evidence, ...]:
        at = self.fixture.article.text.index(words)
        return (Evidence(quote=words, start=at, end=at + len(words)),)


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    return Sheet(tmp_path)


def pair(scores: DocumentScores, place: str) -> Pair:
    field = place.partition("[")[0]
    (found,) = (p for p in scores.pairs if p.gold == place and p.field == field)
    return found


def kinds(scores: DocumentScores) -> list[str]:
    return [correction.kind for correction in scores.corrections]


# figures


def test_a_wrong_value_is_never_partly_right(sheet: Sheet) -> None:
    scores = sheet.bent("figures", 1, value=Decimal("4200001"))
    assert pair(scores, "figures[1]").status == "incorrect"
    assert scores.fields["figures"].tally.recall == 0.5
    assert kinds(scores) == ["wrong figure"]
    assert scores.corrections[0].sentence.startswith("Repairs will cost 4.2 million")


def test_decimals_are_compared_by_value(sheet: Sheet) -> None:
    scores = sheet.bent("figures", 1, value=Decimal("4.20E+6"))
    assert pair(scores, "figures[1]").status == "correct"


@pytest.mark.parametrize(
    ("gold", "unit", "status"),
    [
        ("metre", "m", "correct"),
        ("metre", "meters", "correct"),
        ("metre", "mile", "incorrect"),
        ("%", "percentage point", "incorrect"),
        ("NOK", "krone", "partial"),
        ("NOK", "franc", "incorrect"),
        ("NOK", None, "partial"),
    ],
)
def test_units_are_the_same_by_meaning_and_not_by_spelling(
    tmp_path: Path, gold: str, unit: str | None, status: str
) -> None:
    figure = {**GOLD["figures"][1], "unit": gold}
    sheet = Sheet(tmp_path, {"figures": [GOLD["figures"][0], figure]})
    assert pair(sheet.bent("figures", 1, unit=unit), "figures[1]").status == status


def test_an_upper_end_that_is_not_there_is_a_wrong_figure(sheet: Sheet) -> None:
    scores = sheet.bent("figures", 0, value_to=Decimal(14))
    assert pair(scores, "figures[0]").status == "incorrect"


@pytest.mark.parametrize("counts", ["people", "hurt", "The people who were hurt"])
def test_what_is_counted_agrees_by_its_content_words(sheet: Sheet, counts: str) -> None:
    assert pair(sheet.bent("figures", 0, counts=counts), "figures[0]").status == "correct"


@pytest.mark.parametrize("counts", ["ferries", None])
def test_a_figure_that_counts_something_else_is_half_right(
    sheet: Sheet, counts: str | None
) -> None:
    scores = sheet.bent("figures", 0, counts=counts)
    assert pair(scores, "figures[0]").status == "partial"
    assert scores.fields["figures"].tally.recall == 0.75


def test_a_lost_hedge_is_half_right_and_to_be_corrected(sheet: Sheet) -> None:
    scores = sheet.bent("figures", 0, qualifier=None)
    assert pair(scores, "figures[0]").status == "partial"
    assert kinds(scores) == ["lost hedge"]


def test_another_source_of_a_figure_is_a_misattribution(sheet: Sheet) -> None:
    scores = sheet.bent("figures", 1, attributed_to="police")
    assert kinds(scores) == ["misattribution"]
    assert pair(scores, "figures[1]").status == "partial"


def test_an_alias_of_the_source_will_do(sheet: Sheet) -> None:
    assert kinds(sheet.bent("figures", 0, attributed_to="The police")) == []


def test_a_number_the_article_does_not_have_is_a_wrong_figure(sheet: Sheet) -> None:
    invented = sheet.card.figures[1].model_copy(
        update={"id": "figure-x", "value": Decimal(77), "text": "77", "unit": None}
    )
    scores = sheet.scored(
        figures=(
            *sheet.card.figures,
            invented.model_copy(update={"evidence": sheet.evidence("Halden Line")}),
        )
    )
    assert kinds(scores) == ["wrong figure"]
    assert scores.fields["figures"].tally.spurious == 1
    assert scores.fields["figures"].tally.precision == 2 / 3


# who, where, sources


@pytest.mark.parametrize(
    "name", ["Holt", "INES HOLT", "Ines Holt’s", "captain Ines Holt", "the Ines  Holt"]
)
def test_names_are_the_same_by_normalisation_and_alias(sheet: Sheet, name: str) -> None:
    assert pair(sheet.bent("who", 0, name=name), "who[0]").status == "correct"


@pytest.mark.parametrize("name", ["Ines Hold", "Ines", "Inés Holt", "Ines Holt Moe", "Moe"])
def test_names_that_are_only_alike_are_others(sheet: Sheet, name: str) -> None:
    scores = sheet.bent("who", 0, name=name)
    assert pair(scores, "who[0]").status == "missing"
    assert scores.fields["who"].tally.spurious == 1


def test_a_person_the_article_does_not_name_is_invented(sheet: Sheet) -> None:
    assert kinds(sheet.bent("who", 0, name="Ines Moe")) == ["invented person"]
    assert kinds(sheet.bent("who", 0, name="Tom Vale")) == []


def test_a_wrong_kind_is_half_right(sheet: Sheet) -> None:
    assert pair(sheet.bent("who", 1, kind="group"), "who[1]").status == "partial"
    assert pair(sheet.bent("sources", 1, kind="media"), "sources[1]").status == "partial"


def test_a_wrong_relation_or_country_of_a_place_is_half_right(sheet: Sheet) -> None:
    assert pair(sheet.bent("where", 0, relation="mentioned"), "where[0]").status == "partial"
    assert pair(sheet.bent("where", 0, country="NO"), "where[0]").status == "partial"


def test_the_same_person_twice_counts_once(sheet: Sheet) -> None:
    again = sheet.card.who[0].model_copy(update={"id": "who-again", "name": "Holt"})
    tally = sheet.scored(who=(*sheet.card.who, again)).fields["who"].tally
    assert (tally.correct, tally.spurious) == (2, 1)


def test_a_source_credited_with_something_else_is_half_right(sheet: Sheet) -> None:
    elsewhere = sheet.evidence("Repairs will cost")
    scores = sheet.bent("sources", 1, evidence=elsewhere, said="repairs will cost")
    assert pair(scores, "sources[1]").status == "partial"
    told = sheet.bent("sources", 1, evidence=elsewhere, said="that nobody moved")
    assert pair(told, "sources[1]").status == "correct"


# when


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2025-03-04", "correct"),
        ("2025-03", "partial"),
        ("2025-03-03/2025-03-09", "partial"),
        ("2025-03-05", "incorrect"),
        ("2025-03-04T10:00", "incorrect"),
        (None, "incorrect"),
    ],
)
def test_a_coarser_date_is_half_right_and_a_finer_one_wrong(
    sheet: Sheet, date: str | None, status: str
) -> None:
    assert pair(sheet.bent("when", 0, date=date), "when[0]").status == status


def test_a_date_read_from_other_words_is_another_moment(sheet: Sheet) -> None:
    scores = sheet.bent(
        "when", 0, date="2025-03", text="12 people", evidence=sheet.evidence("12 people")
    )
    assert pair(scores, "when[0]").status == "missing"


# quotes


@pytest.mark.parametrize(
    "text", ["We heard a bang and then nobody moved.", "We  heard a bang and then nobody moved,"]
)
def test_typography_and_the_last_stop_of_a_quotation_do_not_matter(sheet: Sheet, text: str) -> None:
    assert pair(sheet.bent("quotes", 0, text=text), "quotes[0]").status == "correct"


def test_a_cut_quotation_is_half_right(sheet: Sheet) -> None:
    scores = sheet.bent("quotes", 0, text="then nobody moved")
    assert pair(scores, "quotes[0]").status == "partial"
    assert kinds(scores) == []


def test_other_words_are_an_altered_quote(sheet: Sheet) -> None:
    scores = sheet.bent("quotes", 0, text="We heard a blast and then nobody moved")
    assert pair(scores, "quotes[0]").status == "incorrect"
    assert kinds(scores) == ["altered quote"]


def test_another_speaker_is_a_misattribution_and_none_is_half_right(sheet: Sheet) -> None:
    scores = sheet.bent("quotes", 0, speaker="Ada Moe")
    assert pair(scores, "quotes[0]").status == "incorrect"
    assert kinds(scores) == ["misattribution"]
    assert pair(sheet.bent("quotes", 0, speaker=None), "quotes[0]").status == "partial"
    assert pair(sheet.bent("quotes", 0, speaker="Holt"), "quotes[0]").status == "correct"


def test_whose_words_they_were_first_is_right_where_the_labels_say_so(tmp_path: Path) -> None:
    quote = {**GOLD["quotes"][0], "speaker_aliases": ["Ada Moe"]}
    labels = Labels(load_fixture(write_fixture(tmp_path, {"quotes": [quote]})))
    card = gold_card(labels.fixture)
    told = card.quotes[0].model_copy(update={"speaker": "Ada Moe", "speaker_id": None})
    scores = score_card(labels, card.model_copy(update={"quotes": (told,)}))
    assert pair(scores, "quotes[0]").status == "correct"
    assert scores.corrections == ()


# what, headline, summary


def test_a_fact_is_covered_by_its_words_where_the_article_says_it(sheet: Sheet) -> None:
    text = "A dozen? No: 12 were injured at the pier."
    assert pair(sheet.bent("what", 0, text=text), "what[0]").status == "correct"
    vague = sheet.bent("what", 0, text="People were hurt at the pier.")
    assert pair(vague, "what[0]").status == "missing"
    elsewhere = sheet.bent("what", 0, evidence=sheet.evidence("Repairs will cost"))
    assert pair(elsewhere, "what[0]").status == "missing"


def test_a_fact_turned_round_is_wrong(sheet: Sheet) -> None:
    scores = sheet.bent("what", 1, text="That the engine had not failed.")
    assert pair(scores, "what[1]").status == "incorrect"


def test_a_claim_told_as_a_fact_is_a_lost_hedge(sheet: Sheet) -> None:
    scores = sheet.bent("what", 0, stance="stated")
    assert pair(scores, "what[0]").status == "incorrect"
    assert kinds(scores) == ["lost hedge"]
    assert pair(sheet.bent("what", 0, stance="alleged"), "what[0]").status == "partial"


def test_a_fact_credited_to_another_is_a_misattribution(sheet: Sheet) -> None:
    assert kinds(sheet.bent("what", 0, attributed_to="Ada Moe")) == ["misattribution"]


def test_one_sentence_may_tell_two_facts(sheet: Sheet) -> None:
    both = sheet.card.what[0].model_copy(
        update={
            "text": "At least 12 people were hurt at the pier, and the engine failed.",
            "stance": "denied",
            "attributed_to": None,
            "evidence": (*sheet.card.what[0].evidence, *sheet.card.what[1].evidence),
        }
    )
    changes = {
        "what": [
            {**GOLD["what"][0], "stance_aliases": ["denied"], "attributed_to_aliases": [None]},
            {**GOLD["what"][1], "attributed_to_aliases": [None]},
        ]
    }
    wide = Sheet(sheet.fixture.folder.parent / "wide", changes)
    tally = wide.scored(what=(both,)).fields["what"].tally
    assert (tally.recall, tally.precision) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("At least 12 people and 31 dogs were hurt at the pier.", "wrong figure"),
        ("At least 12 people were hurt at the pier, said Rolf Tangen.", "invented person"),
        ("At least 12 people were hurt at the pier, “a dark day”.", "altered quote"),
    ],
)
def test_what_a_text_says_without_support_is_to_be_corrected(
    sheet: Sheet, text: str, kind: str
) -> None:
    scores = sheet.bent("what", 0, text=text)
    assert kinds(scores) == [kind]
    assert pair(scores, "what[0]").status == "incorrect"


def test_a_headline_must_have_its_words(sheet: Sheet) -> None:
    assert sheet.card.headline is not None
    other = sheet.card.headline.model_copy(update={"text": "A ferry rammed the pier at Brennick."})
    assert sheet.scored(headline=other).fields["headline"].tally.f1 == 0.0
    assert sheet.scored(headline=None).fields["headline"].tally.recall == 0.0


def test_a_headline_for_an_article_without_news_is_spurious(tmp_path: Path) -> None:
    with_headline = gold_card(load_fixture(write_fixture(tmp_path / "one"))).headline
    quiet = Sheet(tmp_path / "two", {"headline": None})
    assert quiet.scored().fields["headline"].tally.f1 is None
    tally = quiet.scored(headline=with_headline).fields["headline"].tally
    assert (tally.f1, tally.spurious) == (0.0, 1)


def test_a_summary_is_scored_by_the_facts_of_the_reference(sheet: Sheet) -> None:
    short = sheet.scored(summary=sheet.card.summary[:1])
    assert short.fields["summary"].tally.recall == 0.5
    assert short.fields["summary"].tally.precision == 1.0
    assert short.summary.sentences == 1
    assert 0 < short.summary.words < short.summary.reference_words


def test_a_summary_sentence_with_a_number_of_its_own_is_unsupported(sheet: Sheet) -> None:
    scores = sheet.bent("summary", 1, text="Halden Line denies that 3,100 engines failed.")
    assert scores.summary.unsupported_numbers == 1
    assert kinds(scores) == ["wrong figure"]
    assert scores.fields["summary"].tally.precision == 0.5


# evidence, contract, forbidden


def test_evidence_that_is_not_there_is_ungrounded(sheet: Sheet) -> None:
    moved = Evidence(quote="Brennick", start=0, end=8)
    assert sheet.bent("where", 0, evidence=(moved,)).ungrounded == 1
    cut = sheet.evidence("2 million kroner")
    assert sheet.bent("figures", 1, evidence=cut).ungrounded == 1
    boilerplate = sheet.evidence("By Tom Vale")
    assert sheet.bent("where", 0, evidence=boilerplate).ungrounded == 1


def test_two_items_of_one_name_break_the_contract(sheet: Sheet) -> None:
    assert not sheet.scored(who=(sheet.card.who[0], sheet.card.who[0])).schema_valid


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("who", {"name": "Tom Vale"}),
        ("sources", {"name": "TOM VALE"}),
        ("what", {"text": "Tom Vale said that 12 were hurt at the pier."}),
        ("figures", {"value": Decimal(3), "unit": "NOK"}),
        ("quotes", {"text": "Sign up for our newsletter, only 3 kroner"}),
        ("summary", {"text": "It costs only 3 kroner."}),
    ],
)
def test_what_is_forbidden_is_found_in_every_field(
    sheet: Sheet, field: str, changes: dict[str, Any]
) -> None:
    hits = sheet.bent(field, 0, **changes).forbidden
    assert {hit.field for hit in hits} == {field}
    assert all(hit.why for hit in hits)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("who", {"name": "Tom Vale Museum"}),
        ("figures", {"value": Decimal(3), "unit": None}),
        ("summary", {"text": "It is 12 and not 3 kroner."}),
    ],
)
def test_what_only_resembles_it_is_not(sheet: Sheet, field: str, changes: dict[str, Any]) -> None:
    assert sheet.bent(field, 0, **changes).forbidden == ()


def test_a_card_of_another_reading_is_looked_up_by_its_words(sheet: Sheet) -> None:
    info = sheet.card.article.model_copy(update={"sha256": "0" * 64})
    shifted: FactCard = sheet.card.model_copy(
        update={
            "article": info,
            "where": tuple(
                place.model_copy(
                    update={
                        "evidence": tuple(
                            e.model_copy(update={"start": e.start + 5, "end": e.end + 5})
                            for e in place.evidence
                        )
                    }
                )
                for place in sheet.card.where
            ),
        }
    )
    scores = score_card(sheet.labels, shifted)
    assert scores.ungrounded == 0
    assert all(score.tally.f1 == 1.0 for score in scores.fields.values())
    assert set(LIST_FIELDS) < set(scores.fields)
