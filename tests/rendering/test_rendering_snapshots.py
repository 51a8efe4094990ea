from __future__ import annotations

import difflib

import card_snapshots
import pytest


@pytest.mark.parametrize(
    ("name", "now"), list(card_snapshots.pictures()), ids=lambda value: value[:24]
)
def test_cards_look_as_they_did(name: str, now: str) -> None:
    committed = (card_snapshots.SNAPSHOTS / name).read_text("utf-8")
    changes = difflib.unified_diff(
        committed.splitlines(), now.splitlines(), "committed", "now", lineterm="", n=1
    )
    assert committed == now, (
        f"{name} looks different:\n" + "\n".join(changes) + "\nIf that is meant, run\n"
        "  python tests/rendering/card_snapshots.py\nand look at the result."
    )


def test_no_snapshot_is_left_over() -> None:
    committed = {path.name for path in card_snapshots.SNAPSHOTS.iterdir()}
    assert committed == {name for name, _ in card_snapshots.pictures()}
