from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from factcards.card.schema import card_schema, schema_text
from factcards.card.selectors import with_selectors, without_text
from factcards.card.stored import load_card

ROOT = Path(__file__).parent.parent.parent
COMMITTED = ROOT / "docs" / "schema" / "card.schema.json"
CARDS = sorted((ROOT / "tests" / "cards").glob("*.json"))


def test_the_committed_schema_is_the_schema() -> None:
    old, new = COMMITTED.read_text("utf-8"), schema_text(card_schema())
    changes = difflib.unified_diff(
        old.splitlines(), new.splitlines(), "committed", "now", lineterm="", n=2
    )
    assert old == new, (
        "the contract has changed:\n" + "\n".join(changes) + "\nIf that is meant, raise "
        "SCHEMA_VERSION where old readers would stumble, and run\n"
        "  factcards schema card > docs/schema/card.schema.json"
    )


def test_the_schema_is_valid_json_schema() -> None:
    Draft202012Validator.check_schema(card_schema())


def test_every_field_is_described() -> None:
    schema = card_schema()
    bare = [
        f"{owner}.{field}"
        for owner, part in (("FactCard", schema), *schema["$defs"].items())
        for field, shape in part.get("properties", {}).items()
        if not shape.get("description")
    ]
    assert bare == []


@pytest.mark.parametrize("path", CARDS, ids=lambda p: p.stem)
def test_cards_as_written_fit_the_schema(path: Path) -> None:
    validator = Draft202012Validator(card_schema())
    card = load_card(path)
    for form in (card, with_selectors(card), without_text(card)):
        assert list(validator.iter_errors(json.loads(form.model_dump_json()))) == []


def changed(**figure: Any) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(CARDS[0].read_text("utf-8"))
    data["figures"][0] |= figure
    return data


def test_a_value_is_a_decimal_in_a_string() -> None:
    validator = Draft202012Validator(card_schema())
    assert validator.is_valid(changed(value="12.5"))
    assert not validator.is_valid(changed(value=12.5))
    assert not validator.is_valid(changed(value="1e3"))


def test_an_item_without_evidence_does_not_fit() -> None:
    assert not Draft202012Validator(card_schema()).is_valid(changed(evidence=[]))


def test_the_schema_names_its_version() -> None:
    assert card_schema()["$id"] == "urn:factcards:schema:card:1"
