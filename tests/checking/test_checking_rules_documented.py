"""The rules, their tables in the documentation and their tests belong together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from card_samples import SAMPLES

from factcards.checking import Context, Fault, Rule, RuleVerdict, all_rules
from factcards.reading import read

ROOT = Path(__file__).parents[2]
RULES = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")


def test_the_table_of_the_documentation_is_the_table_of_the_code() -> None:
    table = RULES.split("## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", table, re.MULTILINE)
    assert rows == [(rule.name, rule.severity, rule.summary) for rule in all_rules()]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_the_verdicts_of_the_documentation_are_those_of_the_code(rule: Rule) -> None:
    section = RULES.split(f"### `{rule.name}`\n")[1].split("\n#")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \| (.+) \|$", section, re.MULTILINE)
    assert rows == [(v.name, v.severity or "fine", v.summary, v.example) for v in rule.verdicts]


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_the_gravest_verdict_stands_first(rule: Rule) -> None:
    order = ("error", "warning", "note", None)
    weights = [order.index(verdict.severity) for verdict in rule.verdicts]
    assert weights == sorted(weights)
    assert len({verdict.name for verdict in rule.verdicts}) == len(weights)
    assert all(" → " in verdict.example for verdict in rule.verdicts)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_every_verdict_is_given_by_the_code_and_in_no_other_words(rule: Rule) -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "factcards/checking").rglob("*.py")
    )
    for verdict in rule.verdicts:
        assert code.count(f'"{verdict.name}"') >= 2, f"{rule.name} never says {verdict.name}"


def test_a_verdict_that_a_rule_does_not_have_is_an_error_of_the_code() -> None:
    article, card = next(iter(SAMPLES.values()))()
    known = RuleVerdict("known", "note", "For the test.", "this → that")
    rule = Rule("test", "For the test.", (known,), lambda _: [Fault("who-1/name", "new", "…")])
    with pytest.raises(KeyError):
        list(rule.findings(Context(card, article, read(article))))


def test_every_rule_is_a_file_of_its_own_with_tests_of_its_own() -> None:
    for rule in all_rules():
        name = rule.name.replace("-", "_")
        assert (ROOT / "factcards" / "checking" / "rules" / f"{name}.py").is_file()
        assert (ROOT / "tests" / "checking" / f"test_rule_{name}.py").is_file()


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(set(names)) == len(names)
