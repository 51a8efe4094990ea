"""Whatever an article holds, it stays text on the screen."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from factcards.card import FactCard
from factcards.rendering import render
from factcards.rendering.clean import clean
from factcards.rendering.escape import markdown, markdown_address

CARDS = Path(__file__).parent.parent / "cards"
FLOOD = json.loads((CARDS / "flood.json").read_text("utf-8"))
FREE = {
    "text", "name", "role", "unit", "counts", "attributed_to", "speaker", "said", "via", "date",
    "quote", "title", "byline", "publisher", "published", "url", "language", "reader", "model",
    "generated_at", "factcards", "message", "path", "reason",
}  # fmt: skip
NASTY = [
    "\x1b[31mred\x1b[0m", "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07", "\x9b2J", "\x00",
    "a\rb", "a\nb", "\u202egnp.exe", "\u2066x\u2069", "\u200b", "\ufeff", "\U000e0041", "\x7f",
    "[red]x[/red]", "**b**", "|", "`c`", "<script>", "![i](u)", "# h", "- x", "1. x", "\\",
    "https://evil.example", "www.evil.example", "me@evil.example", "שלום", "مرحبا", "山本恵子",
    "👩‍👩‍👧", "e\u0301" * 40, "x" * 500, "&lt;", "~~s~~", "_e_", "---", "=", "",
]  # fmt: skip
HOSTILE = st.lists(st.sampled_from(NASTY) | st.text(max_size=12), min_size=1, max_size=4).map(
    "".join
)
FORBIDDEN = ("Cc", "Cs")
INVISIBLE = set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def poisoned(node: Any, words: str) -> Any:
    if isinstance(node, dict):
        return {
            key: (words or "x")
            if key in FREE and isinstance(value, str)
            else poisoned(value, words)
            for key, value in node.items()
        }
    if isinstance(node, list):
        return [poisoned(value, words) for value in node]
    return node


def hostile_card(words: str) -> FactCard:
    data = poisoned(FLOOD, words)
    data["rejected"] = [{"path": words, "item": {"text": words}, "reason": words}]
    data["findings"] = [
        {"rule": "r", "severity": "warning", "path": path, "message": words}
        for path in ("who1/name", words)
    ]
    return FactCard.model_validate(data)


def unsafe(text: str) -> list[str]:
    return [
        f"U+{ord(c):04X}"
        for c in text
        if (unicodedata.category(c) in FORBIDDEN and c != "\n")
        or c in INVISIBLE
        or 0xE0000 <= ord(c) <= 0xE007F
    ]


@settings(max_examples=40, deadline=None)
@given(HOSTILE, st.sampled_from([40, 80, 140]))
def test_no_control_character_reaches_a_plain_screen(words: str, width: int) -> None:
    assert unsafe(render(hostile_card(words), width=width)) == []


@settings(max_examples=25, deadline=None)
@given(HOSTILE)
def test_with_color_the_only_escapes_are_our_styles(words: str) -> None:
    shown = render(hostile_card(words), width=80, color=True)
    assert unsafe(re.sub(r"\x1b\[[0-9;]*m", "", shown)) == []
    styles = set(re.findall(r"\x1b\[([0-9;]*)m", shown))
    assert all(int(code) < 50 for style in styles for code in style.split(";"))


@settings(max_examples=40, deadline=None)
@given(HOSTILE, st.sampled_from(["markdown", "text", "json"]))
def test_no_control_character_reaches_a_file(words: str, name: str) -> None:
    assert unsafe(render(hostile_card(words), name)) == []


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_json_keeps_every_character_of_the_data(words: str) -> None:
    card = hostile_card(words)
    assert json.loads(render(card, "json")) == json.loads(card.model_dump_json())


PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown_by_markdown(source: str) -> tuple[str, set[str]]:
    """What a reader of the Markdown sees, and the kinds of its elements."""
    words, kinds = "", set()
    for token in PARSER.parse(source):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            words += child.content
    return words, kinds


@given(HOSTILE)
def test_markdown_shows_the_text_as_it_stands(words: str) -> None:
    seen, kinds = shown_by_markdown(f"- {markdown(words)}")
    assert seen == clean(words).strip()
    assert kinds <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "text_special",
        "paragraph_close", "list_item_close", "bullet_list_close",
    }  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_no_words_add_a_column_or_an_element_to_the_markdown_card(words: str) -> None:
    source = render(hostile_card(words), "markdown")
    _, kinds = shown_by_markdown(source)
    assert not kinds & {"html_inline", "html_block", "image", "code_inline", "fence", "em_open"}
    rows = [t for t in PARSER.parse(source) if t.type == "td_open"]
    assert len(rows) == 4 * len(FLOOD["figures"])


@pytest.mark.parametrize(
    "words", ["https://evil.example", "www.evil.example", "me@evil.example", "HTTP://evil.example"]
)
def test_markdown_breaks_addresses_that_would_link_themselves(words: str) -> None:
    assert words not in markdown(words)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://a b", "https://x>y", "data:text/html,x", "//x", ""]
)
def test_only_web_addresses_become_links(url: str) -> None:
    assert markdown_address(url) == ""


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_more(words: str) -> None:
    assert clean(clean(words)) == clean(words)


@pytest.mark.parametrize(
    "words", ["नमस्ते‍", "می‌خواهم", "👩‍👩‍👧", "e\u0301", "日本語 ｶﾅ", "٣٫٥", "−5 °C"]
)
def test_cleaning_leaves_writing_alone(words: str) -> None:
    assert clean(words) == words


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
@example("a | b")
def test_a_cell_of_the_figures_table_shows_the_text_as_it_stands(words: str) -> None:
    tokens = PARSER.parse(render(hostile_card(words), "markdown"))
    cells = [tokens[at + 1] for at, token in enumerate(tokens) if token.type == "td_open"]
    counted = "".join(child.content for child in cells[1].children or ())
    assert counted == clean(words or "x").strip()
