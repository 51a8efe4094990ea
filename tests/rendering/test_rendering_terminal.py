from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from factcards.card import Evidence, FactCard, Figure, Finding, Rejected, When
from factcards.card.stored import load_card
from factcards.errors import UsageError
from factcards.rendering import FORMATS, render

CARDS = Path(__file__).parent.parent / "cards"


@pytest.fixture
def harbour() -> FactCard:
    return load_card(CARDS / "harbour.json")


@pytest.fixture
def flood() -> FactCard:
    return load_card(CARDS / "flood.json")


def changed(card: FactCard, **update: Any) -> FactCard:
    return card.model_copy(update=update)


def lines_after(text: str, words: str, count: int = 1) -> list[str]:
    lines = text.splitlines()
    at = next(i for i, line in enumerate(lines) if words in line)
    return lines[at + 1 : at + 1 + count]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 116, 140, 180])
@pytest.mark.parametrize("name", ["harbour", "flood"])
def test_no_line_is_wider_than_the_screen(name: str, width: int) -> None:
    text = render(load_card(CARDS / f"{name}.json"), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [1, 0, 10_000])
def test_impossible_widths_are_bounded(flood: FactCard, width: int) -> None:
    assert max(cell_len(line) for line in render(flood, width=width).splitlines()) <= 180


def test_without_color_there_is_no_escape(harbour: FactCard) -> None:
    assert "\x1b" not in render(harbour, width=140, color=False)


def test_color_only_adds_styles(harbour: FactCard) -> None:
    bare = re.sub(r"\x1b\[[0-9;]*m", "", render(harbour, width=80, color=True))
    plain = render(harbour, width=80, color=False)
    # The signs before findings differ: plain ones need nothing of a font.
    bare = bare.replace("⚠", "!").replace("·", "-")
    assert [x.rstrip() for x in bare.splitlines()] == plain.replace("·", "-").splitlines()


def test_the_evidence_stands_beneath_its_fact_on_a_narrow_screen(harbour: FactCard) -> None:
    assert lines_after(render(harbour, width=80), "at least  200") == [
        "    ¶6 710–727        She said ‹at least 200 jobs› had been saved."
    ]


def test_the_evidence_stands_beside_its_fact_on_a_wide_screen(harbour: FactCard) -> None:
    line = next(x for x in render(harbour, width=140).splitlines() if "‹at least 200 jobs›" in x)
    assert line.startswith("  at least  200")


def test_a_warning_stands_beside_the_fact_it_concerns(harbour: FactCard) -> None:
    [line] = lines_after(render(harbour, width=120), "Estrand  mentioned")
    assert line.startswith("    ! country: the country is a gazetteer's guess")


def test_a_finding_on_no_item_is_told_at_the_end(flood: FactCard) -> None:
    finding = Finding(rule="x", severity="warning", path="article/language", message="is unsure")
    [line] = lines_after(render(changed(flood, findings=(finding,))), "NOTES ON THE WHOLE CARD")
    assert line == "  ! language: is unsure"


def test_whose_word_it_is_stands_before_a_claim(harbour: FactCard) -> None:
    assert "  claimed  Mara Ellund: At least 200 jobs had been saved." in render(harbour)


def test_a_claim_of_nobody_says_so(harbour: FactCard) -> None:
    what = harbour.what[1].model_copy(update={"attributed_to": None})
    assert "  claimed  nobody named: At least" in render(changed(harbour, what=(what,)))


def test_what_was_rejected_is_told_with_its_reason(harbour: FactCard) -> None:
    [line] = lines_after(render(harbour, width=80), "  figure  $15")
    assert line.strip() == "its words stand in boilerplate: a donation appeal"


def test_a_rejected_item_without_words_goes_by_its_path(flood: FactCard) -> None:
    card = changed(flood, rejected=(Rejected(path="who3/name", item={"x": 1}, reason="none"),))
    assert "  who  who3/name" in render(card)


def test_a_card_of_rules_says_that_no_model_was_used(flood: FactCard) -> None:
    assert "no model was used · strategy rules" in render(flood)


def test_a_card_without_a_headline_says_so(flood: FactCard) -> None:
    assert "no headline passed its check" in render(flood)


def test_a_moment_that_the_article_leaves_open_says_so(flood: FactCard) -> None:
    when = flood.when[0].model_copy(update={"date": None, "basis": None})
    assert "date left open by the article" in render(changed(flood, when=(when,)))


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2024-10-02", "Wed 2 Oct 2024"),
        ("2024-10", "2024-10"),
        ("../2025-03-28", "until Fri 28 Mar 2025"),
        ("2025-03-28/..", "from Fri 28 Mar 2025"),
        ("2025-03-01/2025-03-28", "Sat 1 Mar 2025 to Fri 28 Mar 2025"),
        ("2025-02-31", "2025-02-31"),
        ("201X", "201X"),
    ],
)
def test_dates_are_put_into_words(flood: FactCard, date: str, words: str) -> None:
    evidence = flood.when[0].evidence
    when = When(id="when1", text="then", date=date, basis="stated", evidence=evidence)
    line = next(x for x in render(changed(flood, when=(when,))).splitlines() if "  then" in x)
    assert line == f"  then  {words}"


@pytest.mark.parametrize(
    ("text", "value", "value_to", "unit", "reading"),
    [
        ("1,415", "1415", None, None, None),
        ("6.5 percent", "6.5", None, "%", None),
        ("a dozen", "12", None, None, "12"),
        ("4.2 million", "4200000", None, None, "4,200,000"),
        ("40 to 45", "40", "45", None, None),
        ("a quarter", "25", None, "%", "25 %"),
        ("1e9", "1e200", None, None, "1.000000E+200"),
    ],
)
def test_a_figure_is_read_out_where_its_words_do_not_show_the_value(
    flood: FactCard, text: str, value: str, value_to: str | None, unit: str | None, reading: str
) -> None:
    figure = Figure.model_validate(
        {
            "id": "figure1",
            "text": text,
            "value": value,
            "value_to": value_to,
            "unit": unit,
            "evidence": [flood.figures[0].evidence[0].model_dump()],
        }
    )
    told = re.search("read as (.+)", render(changed(flood, figures=(figure,))))
    assert (told and told[1]) == reading


def test_markup_in_an_article_is_text(flood: FactCard) -> None:
    where = flood.where[0].model_copy(update={"name": "[bold]Here[/] :smile: [link=x]"})
    assert "[bold]Here[/] :smile: [link=x]" in render(changed(flood, where=(where,)), color=True)


def test_more_evidence_than_fits_is_counted(harbour: FactCard) -> None:
    places = [m.start() for m in re.finditer("the", harbour.article.text or "")][:12]
    evidence = tuple(Evidence(quote="the", start=at, end=at + 3) for at in places)
    where = harbour.where[0].model_copy(update={"evidence": evidence})
    assert re.search(r"and \d+ more places", render(changed(harbour, where=(where,))))


def test_typographic_evidence_is_told(flood: FactCard) -> None:
    evidence = flood.where[0].evidence[0].model_copy(update={"status": "typographic"})
    where = flood.where[0].model_copy(update={"evidence": (evidence,)})
    text = render(changed(flood, where=(where,)), width=140)
    assert "(quotation marks, dashes or spaces differ)" in " ".join(text.split())


def test_an_unknown_format_is_refused_with_those_there_are(flood: FactCard) -> None:
    with pytest.raises(UsageError, match="no format “html”") as caught:
        render(flood, "html")
    assert all(name in caught.value.hint for name in FORMATS)
