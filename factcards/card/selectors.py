"""Other ways to name a place in the article, for editors in browsers.

The card counts code points. A browser counts UTF-16 code units and finds words
by what stands around them (W3C Web Annotation Data Model, section 4.2.4,
TextQuoteSelector).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Any

from factcards.card.model import (
    LIST_FIELDS,
    Evidence,
    FactCard,
    TextQuoteSelector,
    Utf16Span,
)
from factcards.errors import CardError

CONTEXT = 32
"""Code points of prefix and suffix: as many as the W3C's own examples and browsers use."""

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def with_selectors(card: FactCard, *, utf16: bool = True, context: int = CONTEXT) -> FactCard:
    """The same card with a TextQuoteSelector on every piece of evidence.

    With `utf16`, each also gets its span in UTF-16 code units. `context` is the
    length of prefix and suffix in code points; they are shorter at the ends of
    the text. Raises `CardError` where the card carries no article text and
    lacks selectors.
    """
    text = card.article.text
    if text is None:
        if _all_evidence(card, lambda e: e.selector is not None and (not utf16 or bool(e.utf16))):
            return card
        raise CardError(
            "this card was stored without its article's text, so selectors cannot be added",
            hint="make the card again with --selectors",
        )
    # Sorted offsets of the characters that take two code units: a span shifts
    # by as many of them as stand before it.
    astral = [match.start() for match in _ASTRAL.finditer(text)] if utf16 else []

    def selected(evidence: Evidence) -> Evidence:
        start, end = evidence.start, evidence.end
        update: dict[str, Any] = {
            "selector": TextQuoteSelector(
                exact=text[start:end],
                prefix=text[max(0, start - context) : start],
                suffix=text[end : end + context],
            )
        }
        if utf16:
            update["utf16"] = Utf16Span(
                start=start + bisect_left(astral, start), end=end + bisect_left(astral, end)
            )
        return evidence.model_copy(update=update)

    return _map_evidence(card, selected)


def without_text(card: FactCard) -> FactCard:
    """The same card without the article's text, with selectors in its place."""
    if card.article.text is None:
        return card
    card = with_selectors(card)
    return card.model_copy(update={"article": card.article.model_copy(update={"text": None})})


def _map_evidence(card: FactCard, change: Callable[[Evidence], Evidence]) -> FactCard:
    def changed(item: Any) -> Any:
        return item.model_copy(update={"evidence": tuple(change(e) for e in item.evidence)})

    update: dict[str, Any] = {
        name: tuple(changed(item) for item in getattr(card, name))
        for name in (*LIST_FIELDS, "findings")
    }
    if card.headline is not None:
        update["headline"] = changed(card.headline)
    update["coverage"] = card.coverage.model_copy(
        update={
            kind: count.model_copy(update={"missing": tuple(map(changed, count.missing))})
            for kind, count in card.coverage.by_kind().items()
        }
    )
    return card.model_copy(update=update)


def _all_evidence(card: FactCard, holds: Callable[[Evidence], bool]) -> bool:
    missing = (one for count in card.coverage.by_kind().values() for one in count.missing)
    owners = (*card.items(), *card.findings, *missing)
    return all(holds(evidence) for owner in owners for evidence in owner.evidence)
