"""The rules, their table in the documentation and their tests belong together."""

from __future__ import annotations

import re
from pathlib import Path

from factcards.checking import all_rules

ROOT = Path(__file__).parents[2]


def test_the_table_of_the_documentation_is_the_table_of_the_code() -> None:
    text = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    table = text.split("## ")[0]
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (.+) \|$", table, re.MULTILINE)
    assert rows == [(rule.name, rule.severity, rule.summary) for rule in all_rules()]


def test_every_rule_is_a_file_of_its_own_with_tests_of_its_own() -> None:
    for rule in all_rules():
        name = rule.name.replace("-", "_")
        assert (ROOT / "factcards" / "checking" / "rules" / f"{name}.py").is_file()
        assert (ROOT / "tests" / "checking" / f"test_rule_{name}.py").is_file()


def test_rule_names_are_unique() -> None:
    names = [rule.name for rule in all_rules()]
    assert len(set(names)) == len(names)
