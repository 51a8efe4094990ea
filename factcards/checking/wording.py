"""How findings word things for an editor."""

from __future__ import annotations

from factcards.checking.context import Context

_MOST = 100


def clip(text: str) -> str:
    """`text` on one line, cut after 100 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"


def quoted(text: str) -> str:
    """`text` clipped, in quotation marks."""
    return f"“{clip(text)}”"


def near_words(context: Context, words: str) -> str:
    """What the article says instead of `words`, as the tail of a message; may be empty."""
    near = context.index.near_miss(words)
    if near is None:
        return ""
    return f"; the article says {quoted(near.of(context.article.text))}"
