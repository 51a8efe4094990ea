"""The committed pictures of cards. Run this file to draw them anew:

python tests/rendering/card_snapshots.py
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factcards.card.selectors import without_text
from factcards.card.stored import load_card
from factcards.rendering import render

HERE = Path(__file__).parent
CARDS = HERE.parent / "cards"
SNAPSHOTS = HERE / "snapshots"


def pictures() -> Iterator[tuple[str, str]]:
    """File name and content of every snapshot."""
    for name in ("harbour", "flood"):
        card = load_card(CARDS / f"{name}.json")
        for width in (80, 140):
            yield f"{name}.{width}.txt", render(card, "terminal", width=width)
            yield f"{name}.{width}.ansi", render(card, "terminal", width=width, color=True)
        yield f"{name}.md", render(card, "markdown")
        yield f"{name}.text.txt", render(card, "text", width=80)
    bare = without_text(load_card(CARDS / "flood.json"))
    yield "flood-without-text.80.txt", render(bare, "terminal", width=80)


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for file_name, content in pictures():
        (SNAPSHOTS / file_name).write_text(content, encoding="utf-8", newline="\n")
