"""Fact cards from news articles: nothing on the card that code cannot find in the article.

>>> import factcards
>>> article = factcards.Text("The old bridge in Tarnvik opened again on Monday.")
>>> card = factcards.make_card(article, model="rules")
>>> card.provenance.strategy
'rules'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcards.version import __version__

if TYPE_CHECKING:
    from factcards.article import ReadOptions, Text
    from factcards.card import FactCard
    from factcards.card.stored import load_card
    from factcards.checking import ProseCheck, Verdict
    from factcards.errors import FactCardsError
    from factcards.generator import (
        Generator,
        GeneratorOptions,
        Progress,
        check_card,
        check_text,
        make_card,
        make_card_async,
    )

_HOMES = {
    "FactCard": "factcards.card",
    "FactCardsError": "factcards.errors",
    "Generator": "factcards.generator",
    "GeneratorOptions": "factcards.generator",
    "Progress": "factcards.generator",
    "ReadOptions": "factcards.article",
    "ProseCheck": "factcards.checking",
    "Text": "factcards.article",
    "Verdict": "factcards.checking",
    "check_card": "factcards.generator",
    "check_text": "factcards.generator",
    "load_card": "factcards.card.stored",
    "make_card": "factcards.generator",
    "make_card_async": "factcards.generator",
}

__all__ = [
    "FactCard",
    "FactCardsError",
    "Generator",
    "GeneratorOptions",
    "Progress",
    "ProseCheck",
    "ReadOptions",
    "Text",
    "Verdict",
    "__version__",
    "check_card",
    "check_text",
    "load_card",
    "make_card",
    "make_card_async",
]


def __getattr__(name: str) -> Any:
    """The public name `name`, imported when it is first used: `import factcards` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'factcards' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
