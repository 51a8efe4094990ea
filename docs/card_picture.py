"""Draw docs/card.svg: the card of the sample article as the terminal shows it, shortened.

    python docs/card_picture.py [--model NAME]

Every line is the program's own; of each list only a few items are kept, so that
the picture fits one screen.
"""

from __future__ import annotations

import argparse
import html
import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from factcards import FactCard, make_card
from factcards.rendering import render

DOCS = Path(__file__).parent
SAMPLE = DOCS.parent / "examples" / "night-ferry.txt"
WIDTH = 100
SHOWN = {"summary": 1, "who": 2, "where": 1, "when": 1, "figures": 3, "quotes": 1, "sources": 1}
SPACE = "&#160;"
CHARACTER = 12.2
"""Width that Rich gives a character in its SVG."""
_TEXT = re.compile(
    r'(?P<head><text class="card-r\d+") x="(?P<x>[\d.]+)" (?P<middle>y="[\d.]+" )'
    r'textLength="[\d.]+"(?P<tail>[^>]*)>(?P<words>[^<]*)</text>'
)
PAPER = TerminalTheme(
    (250, 249, 245),
    (38, 38, 36),
    [(38, 38, 36), (178, 34, 52), (32, 112, 64), (150, 96, 8), (28, 84, 160), (122, 48, 132),
     (8, 112, 120), (120, 120, 116)],
    [(96, 96, 92), (200, 48, 64), (40, 136, 80), (176, 116, 16), (40, 104, 190), (146, 70, 156),
     (16, 136, 144), (60, 60, 58)],
)  # fmt: skip
"""Dark on light, readable on a bright page and on a dark one."""


def shortened(card: FactCard) -> FactCard:
    """A few items of each list (of the events one for each stance) and their findings."""
    stances = {event.stance: event for event in reversed(card.what)}
    telling = card.model_copy(
        update={
            "who": tuple(w for w in card.who if w.role),
            "figures": tuple(f for f in card.figures if f.qualifier),
        }
    )
    lists = {name: getattr(telling, name)[:most] for name, most in SHOWN.items()}
    kept = card.model_copy(
        update={**lists, "what": tuple(e for e in card.what if e in stances.values())}
    )
    ids = {item.id for item in kept.items()}
    findings = tuple(f for f in card.findings if f.path.partition("/")[0] in ids)
    return kept.model_copy(update={"findings": findings, "rejected": card.rejected[:1]})


def picture(card: FactCard) -> str:
    """The card in the terminal's format, as SVG that needs nothing from elsewhere."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), color_system="truecolor")
    console.print(Text.from_ansi(render(card, "terminal", width=WIDTH, color=True)))
    # Rich's own form fetches its font from the web.
    form = re.sub(r"@font-face \{\{.*?\}\}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
    form = form.replace("Fira Code, monospace", "DejaVu Sans Mono, Menlo, Consolas, monospace")
    drawn = console.export_svg(
        title=f"factcards make {SAMPLE.name}", theme=PAPER, code_format=form, unique_id="card"
    )
    return _TEXT.sub(_without_outer_space, drawn)


def _without_outer_space(text: re.Match[str]) -> str:
    """The same words in the same place: some viewers drop the space that a text begins with."""
    words = text["words"].replace(SPACE, " ")
    lead = len(words) - len(words.lstrip())
    bare = words.strip().replace(" ", SPACE)
    if not bare:
        return ""
    width = len(html.unescape(bare)) * CHARACTER
    return (
        f'{text["head"]} x="{float(text["x"]) + lead * CHARACTER:g}" {text["middle"]}'
        f'textLength="{width:g}"{text["tail"]}>{bare}</text>'
    )


def main() -> None:
    """Write the picture."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", default="rules", help="what drafts the card")
    chosen = parser.parse_args()
    card = shortened(make_card(SAMPLE, model=chosen.model))
    (DOCS / "card.svg").write_text(picture(card), encoding="utf-8")


if __name__ == "__main__":
    main()
