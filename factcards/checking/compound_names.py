"""Names that a retelling puts together of a place and a common noun: "Madrid Police"."""

from __future__ import annotations

from collections.abc import Sequence

from factcards.checking.context import Context

_OF_PLACES = ("er", "ner")
"""Endings of German adjectives of places: "Ellerbrunner", "Dresdner"."""
_LONGER = 3
"""Letters that the place may have more than the adjective without its ending: "München"."""
_SHORTEST = 4


def is_put_together(context: Context, name: str) -> bool:
    """Whether `name` is a place of the article and nouns that the article has for themselves.

    The article writes "police in Madrid" where a retelling writes "Madrid
    Police". Two names put together ("Marta Irwell") are none of these.
    """
    words = name.split()
    return any(
        _is_place(context, " ".join(words[:end]))
        and all(_is_noun(context, word) for word in words[end:])
        for end in range(1, len(words))
    )


def _is_place(context: Context, words: str) -> bool:
    entity = context.entity(words)
    if entity is not None:
        return entity.kind == "place"
    return context.language == "de" and any(
        words.endswith(ending) and _begins(words.removesuffix(ending), _names(context))
        for ending in _OF_PLACES
    )


def _names(context: Context) -> Sequence[str]:
    return [entity.name for entity in context.reading.entities if entity.kind == "place"]


def _begins(root: str, names: Sequence[str]) -> bool:
    """Whether one of `names` is `root`, or a little longer."""
    return len(root) >= _SHORTEST and any(
        name.casefold().startswith(root.casefold()) and len(name) <= len(root) + _LONGER
        for name in names
    )


def _is_noun(context: Context, word: str) -> bool:
    """Whether the article has `word` as a noun and not as a name."""
    if context.language == "de":
        # A German noun has a capital; a person or a body under that name is one of the names.
        entity = context.entity(word)
        known = entity is None or entity.kind != "person"
        return known and context.index.ground(word) is not None
    return bool(context.index.occurrences(word.lower(), exact_only=True))
