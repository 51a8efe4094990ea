"""The formats a card can be had in, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.card import FactCard

FORMATS = ("terminal", "json", "markdown", "text")
"""Names that `render` knows, the default first."""

DEFAULT_WIDTH = 80


def check_format(name: str) -> str:
    """`name`, if there is such a format. Raises `UsageError` with those there are."""
    if name not in FORMATS:
        raise UsageError(
            f"there is no format “{name[:40]}”", hint=f"the formats are {', '.join(FORMATS)}"
        )
    return name


def render(
    card: FactCard,
    name: str = "terminal",
    *,
    width: int | None = None,
    color: bool = False,
    compact: bool = False,
) -> str:
    """The card in format `name`, ending with a line end.

    `width` is in terminal columns: 80 for `terminal` when None, and no wrapping
    for `text`. `color` puts ANSI styles into `terminal`; no format carries a
    control character otherwise, whatever the article holds. `compact` sets `json`
    on one line, for JSON Lines. Formats to pass on (`markdown`, `text`) leave out
    what was rejected.

    Raises `UsageError` for an unknown format.
    """
    check_format(name)
    # Imported late: Rich is slow, and whoever asks for the formats' names needs none of it.
    if name == "terminal":
        from factcards.rendering.terminal import terminal_card

        return terminal_card(card, width=width or DEFAULT_WIDTH, color=color)
    if name == "markdown":
        from factcards.rendering.markdown import markdown_card

        return markdown_card(card)
    if name == "text":
        from factcards.rendering.plaintext import text_card

        return text_card(card, width=width)
    from factcards.rendering.structured import json_card

    return json_card(card, compact=compact)
