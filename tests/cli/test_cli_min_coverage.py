"""`--min-coverage`: a card that carries too little of the story ends with 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ARTICLE, InProcess

from factcards.card.stored import load_card
from factcards.cli.minimum import gaps_told, read_minimum
from factcards.errors import UsageError


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (None, {}),
        ("0.8", dict.fromkeys(("figures", "names", "quotes", "dates"), 0.8)),
        ("80%", dict.fromkeys(("figures", "names", "quotes", "dates"), 0.8)),
        ("figures=0.8, quotes=100%", {"figures": 0.8, "quotes": 1.0}),
        ("0.5,names=1", {"figures": 0.5, "names": 1.0, "quotes": 0.5, "dates": 0.5}),
    ],
)
def test_shares_are_read(text: str | None, least: dict[str, float]) -> None:
    assert read_minimum(text) == pytest.approx(least)


@pytest.mark.parametrize("text", ["", "80", "-1", "figures", "figures=", "verbs=0.5", "nan", "1e9"])
def test_what_is_no_share_names_the_mend(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_minimum(text)
    assert "figures=0.8" in caught.value.hint


def test_a_gap_ends_with_1_after_the_card_is_printed(in_process: InProcess, tmp_path: Path) -> None:
    # Scores are told apart, and the rules strategy leaves out what it cannot place.
    path = tmp_path / "story.txt"
    path.write_text(ARTICLE.read_text("utf-8"), "utf-8")
    passing = in_process("make", path, "--model", "rules", "--format", "json", "--quiet")
    coverage = json.loads(passing.out)["coverage"]
    assert passing.code == 0
    for kind, count in coverage.items():
        if not count["mentions"]:
            continue
        ended = in_process(
            "make", path, "--model", "rules", "-q", "--format", "json", f"--min-coverage={kind}=1"
        )
        short = count["carried"] < count["mentions"]
        assert ended.code == int(short)
        assert json.loads(ended.out)["coverage"][kind] == count
        assert (f"coverage of {kind} is " in ended.err) == short


def test_a_gap_is_told_with_what_is_missing_first() -> None:
    from command_line import HARBOUR

    card = load_card(HARBOUR)
    count = card.coverage.figures.model_copy(update={"carried": 0})
    card = card.model_copy(update={"coverage": card.coverage.model_copy(update={"figures": count})})
    (line,) = gaps_told(card, {"figures": 0.5})
    assert line.startswith("coverage of figures is 0%, and 50% was asked for")


def test_a_kind_that_does_not_exist_ends_with_2(in_process: InProcess) -> None:
    ended = in_process("make", ARTICLE, "--model", "rules", "--min-coverage", "verbs=1")
    assert ended.code == 2
    assert "verbs" in ended.err
