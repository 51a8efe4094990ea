from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import FactCard
from factcards.card import stored as stored_module
from factcards.card.stored import load_card, load_cards
from factcards.errors import CardError

CARDS = Path(__file__).parent.parent / "cards"


@pytest.fixture
def data() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((CARDS / "harbour.json").read_text("utf-8"))
    return loaded


def message_of(data: object) -> str:
    with pytest.raises(CardError) as caught:
        load_card(json.dumps(data))
    assert caught.value.exit_code == 2
    return caught.value.message


def test_a_card_survives_being_stored() -> None:
    card = load_card(CARDS / "harbour.json")
    assert load_card(card.model_dump_json()) == card


def test_text_bytes_and_path_give_the_same_card() -> None:
    path = CARDS / "flood.json"
    assert load_card(path) == load_card(path.read_bytes()) == load_card(path.read_text("utf-8"))


def test_a_byte_order_mark_does_no_harm() -> None:
    assert load_card(b"\xef\xbb\xbf" + (CARDS / "flood.json").read_bytes())


def test_a_misfit_is_named_with_its_place_and_item(data: dict[str, Any]) -> None:
    data["figures"][2]["qualifier"] = "roughly"
    assert "figures[2].qualifier (figure3): input should be 'at least'" in message_of(data)


def test_an_unknown_field_is_named(data: dict[str, Any]) -> None:
    data["who"][0]["rank"] = "captain"
    assert "who[0].rank (who1): extra inputs are not permitted, not 'captain'" in message_of(data)


def test_a_missing_field_is_named(data: dict[str, Any]) -> None:
    del data["quotes"][1]["evidence"]
    assert "quotes[1].evidence (quote2): field required" in message_of(data)


def test_a_long_list_of_misfits_is_cut(data: dict[str, Any]) -> None:
    for item in (*data["who"], *data["what"]):
        item["id"] = 7
    assert "and 3 more" in message_of(data)


def test_another_schema_version_is_named(data: dict[str, Any]) -> None:
    data["provenance"]["schema_version"] = 9
    assert "has schema version 9; this program knows version 1" in message_of(data)


def test_evidence_that_does_not_stand_in_its_text_is_refused(data: dict[str, Any]) -> None:
    data["figures"][2]["evidence"][0]["quote"] = "1,510"
    assert "figure3: “1,510” does not stand at" in message_of(data)


def test_a_changed_text_is_refused(data: dict[str, Any]) -> None:
    data["article"]["text"] = data["article"]["text"].replace("1,150", "1,510")
    assert "article.sha256 is not that of article.text" in message_of(data)


def test_an_id_that_is_there_twice_is_refused(data: dict[str, Any]) -> None:
    data["who"][1]["id"] = "who1"
    assert "the id “who1” is there twice" in message_of(data)


def test_a_value_too_long_to_write_out_is_refused(data: dict[str, Any]) -> None:
    data["figures"][0]["value"] = "1e999999"
    assert "figure1/value: 1E+999999 has more than 400 digits" in message_of(data)


@pytest.mark.parametrize("text", ["[]", "3", '"card"', "null", "[1]"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    with pytest.raises(CardError, match="an object is wanted"):
        load_card(text)


@pytest.mark.parametrize(
    "text", ["{", "{} {", "no card", "\x00", '{"a": NaN}', "[" * 5000, '{"a": "\\ud800"}']
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(CardError, match="is not JSON"):
        load_card(text)


@pytest.mark.parametrize("raw", [b"", b" \n\t"])
def test_an_empty_card_is_refused(raw: bytes) -> None:
    with pytest.raises(CardError, match="is empty"):
        load_card(raw)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"cannot read .*none\.json: No such file"):
        load_card(tmp_path / "none.json")


def test_a_file_of_monstrous_size_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stored_module, "MAX_BYTES", 2**20)
    path = tmp_path / "big.json"
    path.write_bytes(b" " * (2**20 + 1))
    with pytest.raises(CardError, match="larger than 1 MiB"):
        load_card(path)


def test_json_lines_give_every_card() -> None:
    lines = [load_card(CARDS / name).model_dump_json() for name in ("harbour.json", "flood.json")]
    assert [card.article.language for card in load_cards("\n".join(lines) + "\n")] == ["en", "es"]


def test_a_bad_line_of_json_lines_is_named_by_its_number() -> None:
    good = load_card(CARDS / "flood.json").model_dump_json()
    with pytest.raises(CardError, match="line 3 is not JSON"):
        load_cards(f"{good}\n\n{{\n")


def test_one_card_is_wanted_where_several_are() -> None:
    line = load_card(CARDS / "flood.json").model_dump_json()
    with pytest.raises(CardError, match="holds 2 cards"):
        load_card(f"{line}\n{line}\n")


@given(st.binary(max_size=200))
def test_arbitrary_bytes_raise_a_card_error(raw: bytes) -> None:
    with pytest.raises(CardError):
        load_cards(raw)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(st.sampled_from(sorted(FactCard.model_fields)), JSON)
def test_arbitrary_json_in_a_field_gives_a_card_or_a_card_error(field: str, value: object) -> None:
    data = json.loads((CARDS / "flood.json").read_text("utf-8"))
    data[field] = value
    try:
        card = load_card(json.dumps(data))
    except CardError:
        return
    assert isinstance(card, FactCard)


def test_a_finding_cites_words_that_stand_in_the_text() -> None:
    data = json.loads((CARDS / "flood.json").read_text("utf-8"))
    evidence = {"quote": "never written", "start": 0, "end": 13}
    finding = {"rule": "x", "severity": "note", "path": "a/b", "message": "m"}
    data["findings"] = [{**finding, "evidence": [evidence]}]
    with pytest.raises(CardError, match="finding on a/b: “never written” does not stand at 0–13"):
        load_card(json.dumps(data))
