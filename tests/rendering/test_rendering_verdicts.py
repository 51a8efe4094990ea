from __future__ import annotations

import json
from pathlib import Path

import pytest

from factcards.card.stored import load_card
from factcards.checking import Verdict
from factcards.errors import UsageError
from factcards.rendering.verdicts import render_verdicts, verdict_counts

CARD = load_card(Path(__file__).parent.parent / "cards" / "harbour.json")
FIGURE = CARD.figures[2]
WAS = "About 1,150 members had stopped loading ships."
IS = "About 1,510 members had stopped loading ships."


def verdicts() -> list[Verdict]:
    return [
        Verdict("headline", "headline", "stands", "x", "x", CARD.headline.evidence)
        if CARD.headline
        else pytest.fail("the card has a headline"),
        Verdict("figure3", "figures", "changed", WAS, IS, ()),
        Verdict("when2", "when", "moved", "10 February", "10 February", FIGURE.evidence),
        Verdict("who3", "who", "changed", WAS, IS, ()),
        Verdict("where2", "where", "gone", "Estrand", None, ()),
    ]


def test_what_needs_a_decision_stands_on_top() -> None:
    lines = render_verdicts(CARD, verdicts()).splitlines()
    statuses = [
        line.split()[0] for line in lines if line.startswith((" gone", " ch", " mo", " st"))
    ]
    assert statuses == ["gone", "changed", "changed", "moved", "stands"]


def test_the_words_that_differ_are_marked() -> None:
    text = render_verdicts(CARD, verdicts())
    assert "was  About ‹1,150› members had stopped loading ships." in text
    assert "is   About ‹1,510› members had stopped loading ships." in text


def test_one_edit_is_told_once_for_all_facts_it_touched() -> None:
    assert render_verdicts(CARD, verdicts()).count("‹1,150›") == 1


def test_what_is_gone_is_shown_as_it_was() -> None:
    text = render_verdicts(CARD, verdicts())
    assert " gone     where     Estrand\n    was  Estrand\n" in text


def test_what_moved_is_shown_with_its_place() -> None:
    place = f"{FIGURE.evidence[0].start}–{FIGURE.evidence[0].end}"
    assert f" moved    when      10 February at {place}\n" in render_verdicts(CARD, verdicts())


def test_the_counts_are_told_worst_first() -> None:
    assert verdict_counts(verdicts()) == "1 gone, 2 changed, 1 moved, 1 stands"


def test_verdicts_as_json_have_ids_and_counts() -> None:
    report = json.loads(render_verdicts(CARD, verdicts(), "json"))
    assert report["counts"] == {"stands": 1, "moved": 1, "disagrees": 0, "changed": 2, "gone": 1}
    assert [v["id"] for v in report["verdicts"]] == [
        "headline",
        "figure3",
        "when2",
        "who3",
        "where2",
    ]
    assert report["verdicts"][4]["new"] is None


def test_verdicts_as_markdown_are_a_table() -> None:
    text = render_verdicts(CARD, verdicts(), "markdown")
    assert f"| changed | figures | 1,150 | {WAS} | {IS} |" in text


@pytest.mark.parametrize("name", ["terminal", "markdown", "json"])
def test_an_edited_article_cannot_reach_the_screens_controls(name: str) -> None:
    nasty = "a \x1b[2J\x9b \u202e b | c"
    text = render_verdicts(CARD, [Verdict("who1", "who", "changed", nasty, nasty + " d", ())], name)
    assert not set("\x1b\x9b\u202e") & set(text)
    if name == "markdown":
        assert text.count(r"\|") == 2


def test_verdicts_have_no_other_format() -> None:
    with pytest.raises(UsageError, match="no format “text” for a check"):
        render_verdicts(CARD, [], "text")


def test_a_sentence_without_end_is_compared_in_bounded_time() -> None:
    old, new = "a b " * 20_000, "b a " * 20_000
    assert render_verdicts(CARD, [Verdict("who1", "who", "changed", old, new, ())])
