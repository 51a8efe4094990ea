"""The corruptor of the benchmark: what it changes is changed, false, and its own work."""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path

import corruptor
import pytest
from corruptor import KINDS, Corruption, Material, corrupt_card, corrupt_sentence, draw, tell_quotes

from factcards import make_card
from factcards.card import FactCard

STORY = (
    "HOLM (Agency) — Mayor Anna Berg told reporters in Holm on Tuesday, 4 March 2025, that at "
    "least 12 of 340 houses were lost and that the damage could reach €3.5 million, 8% of the "
    "budget, 2 percentage points more than planned. Police, led by Otto Lind, denied that the "
    "dam had failed. Neither the Red Ring nor Vasa was hit. The water rose four metres. "
    "“The children are safe,” Berg said."
)
MATERIAL = Material(
    language="en",
    story=STORY,
    people=[("Anna Berg", "Berg"), ("Otto Lind", "Lind")],
    places=[("Holm",), ("Vasa",)],
    bodies=[("Red Ring",)],
    sources=[("Anna Berg", "Berg"), ("police",)],
    values=frozenset({"12", "340", "3500000", "8", "2"}),
    dates=frozenset({"2025-03-04"}),
)
CASES = [
    ("digit", "They lost 12 of 340 houses.", "They lost 22 of 340 houses."),
    ("number word", "The water rose four metres.", "The water rose six metres."),
    ("scale", "It cost €3.5 million.", "It cost €3.5 billion."),
    ("unit", "The water rose four metres.", "The water rose four kilometres."),
    ("currency", "It cost €3.5 million.", "It cost £3.5 million."),
    ("name: other of article", "Berg spoke.", "Lind spoke."),
    ("name: invented", "Berg spoke.", "Tockley spoke."),
    ("name: one letter", "Berg spoke.", "Bezg spoke."),
    ("speaker", "Anna Berg said so.", "Police said so."),
    ("quoted word", "“The children are safe,” she said.", "“The always are safe,” she said."),
    ("negation added", "The dam was hit.", "The dam was not hit."),
    ("negation added", "The water rose.", "The water did not rise."),
    ("negation removed", "Police denied that.", "Police confirmed that."),
    ("hedge removed", "At a count of at least 12.", "At a count of 12."),
    ("hedge altered", "At a count of at least 12.", "At a count of at most 12."),
    ("hedge altered", "It could fail.", "It will fail."),
    ("date", "She spoke on Tuesday.", "She spoke on Wednesday."),
    ("date", "She spoke on 4 March.", "She spoke on 5 March."),
    ("date", "She spoke in 2025.", "She spoke in 2022."),
    ("percent to points", "It is 8% of it.", "It is 8 percentage points of it."),
    ("points to percent", "It is 2 percentage points more.", "It is 2 percent more."),
    ("values swapped", "They lost 12 of 340 houses.", "They lost 340 of 12 houses."),
    ("credit dropped", "The dam held all night long, police said.", "The dam held all night long."),
]


@pytest.mark.parametrize(("kind", "true", "false"), CASES)
def test_makes_a_sentence_false_in_one_place(kind: str, true: str, false: str) -> None:
    made = [c.text for c in corrupt_sentence(true, MATERIAL) if c.kind == kind]
    assert false in made


def test_has_a_case_for_every_kind() -> None:
    assert {kind for kind, _, _ in CASES} == set(KINDS)


def test_every_corruption_differs_from_the_truth_and_from_every_other() -> None:
    for sentence in STORY.split(". "):
        made = list(corrupt_sentence(sentence, MATERIAL))
        assert all(c.text != sentence for c in made)
        assert len({(c.kind, c.text) for c in made}) == len(made)


@pytest.mark.parametrize(
    ("kind", "true"),
    [
        ("digit", "It was 2025."),
        ("digit", "It was on 4 March at 11.20 pm."),
        ("values swapped", "It lost between 40 and 45 of them."),
        ("negation added", "Nobody was hurt."),
        ("negation removed", "It not only rose."),
        ("currency", "It rose by 8% in the pounds of the harbour."),
        ("unit", "It took years."),
    ],
)
def test_leaves_alone_what_might_stay_true(kind: str, true: str) -> None:
    assert kind not in {c.kind for c in corrupt_sentence(true, MATERIAL)}


def test_puts_no_number_weekday_or_month_that_the_story_has() -> None:
    for case in corrupt_sentence("On Tuesday, 4 March, she counted 12 of 340 houses.", MATERIAL):
        if case.kind in ("digit", "date"):
            assert case.after not in re.findall(r"[\w.]+", STORY)


def test_speaks_every_language_of_the_suite() -> None:
    for language, sentence in {
        "de": "Am Montag stiegen die Kosten um mehr als 5 Prozent auf 3 Millionen Euro.",
        "es": "El lunes los costes subieron más de un 5 % hasta 3 millones de euros.",
        "fr": "Lundi les coûts ont augmenté de plus de 5 % à 3 millions d'euros.",
    }.items():
        material = Material(language=language, story=sentence)
        kinds = {c.kind for c in corrupt_sentence(sentence, material)}
        assert kinds >= {"digit", "scale", "percent to points"}, language


def test_draws_the_same_for_the_same_seed_and_no_more_than_asked() -> None:
    made = [Corruption("digit", "1", str(n), str(n)) for n in range(50)]
    assert draw(made, 4, "a") == draw(made, 4, "a")
    assert draw(made, 4, "a") != draw(made, 4, "b")
    assert len(draw(made, 4, "a")) == 4


def test_tells_quotations_with_their_speakers() -> None:
    told = list(tell_quotes([("We are safe", "Berg"), ("It held.", "Lind")], MATERIAL))
    assert told == ["Berg said: “We are safe.”", "“It held,” Lind said."]


def test_makes_one_item_of_a_card_false_and_keeps_the_contract() -> None:
    card = make_card(STORY)
    whole = card.model_dump(mode="json")
    made = list(corrupt_card(whole, MATERIAL))
    assert {c.kind for c in made} >= {"digit", "currency", "name: invented", "quoted word", "date"}
    for case in made:
        false = FactCard.model_validate_json(json.dumps(case.card))
        pairs = zip(card.items(), false.items(), strict=True)
        assert [new.id for old, new in pairs if old != new] == [case.item_id]


def test_shares_no_code_with_what_it_tests() -> None:
    folder = Path(corruptor.__file__).parent
    imported = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0
                imported.add((node.module or "").split(".")[0])
    assert imported <= {*sys.stdlib_module_names, "corruptor"}
