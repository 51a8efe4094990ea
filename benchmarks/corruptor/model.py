"""What a corruption is, and what the corruptor knows of an article."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

KINDS = (
    "digit",
    "number word",
    "scale",
    "unit",
    "currency",
    "name: other of article",
    "name: invented",
    "name: one letter",
    "speaker",
    "quoted word",
    "negation added",
    "negation removed",
    "hedge removed",
    "hedge altered",
    "date",
    "percent to points",
    "points to percent",
    "values swapped",
    "credit dropped",
)


@dataclass(frozen=True, slots=True)
class Corruption:
    """One change that makes a true text false."""

    kind: str
    """One of `KINDS`."""
    before: str
    """The words that were changed."""
    after: str
    """What stands in their place."""
    text: str
    """The whole text after the change; for a card, the path of the field."""


Words = Mapping[str, Any]
"""The word lists of one language, with the invented names of all."""


@cache
def load_words(language: str) -> Words:
    """The word lists for `language` (ISO 639-1), from `words.toml`.

    Raises `KeyError` for a language that has none.
    """
    whole = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))
    invented = {name: words for name, words in whole.items() if name.startswith("invented")}
    return {**whole[language], **invented}


@dataclass(frozen=True)
class Material:
    """What is known of an article from its hand-written labels, as plain strings.

    Each of `people`, `places`, `bodies` and `sources` is a tuple of forms that
    mean one and the same: the full name first.
    """

    language: str
    story: str
    """The text that a false number, name or date must not occur in."""
    people: Sequence[tuple[str, ...]] = ()
    places: Sequence[tuple[str, ...]] = ()
    bodies: Sequence[tuple[str, ...]] = ()
    sources: Sequence[tuple[str, ...]] = ()
    values: frozenset[str] = frozenset()
    """The true values of figures, in plain digits."""
    dates: frozenset[str] = frozenset()
    """The true dates, ISO 8601 or EDTF."""

    @property
    def words(self) -> Words:
        """The word lists of the article's language."""
        return load_words(self.language)
