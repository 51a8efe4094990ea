"""When two labels are the same: normalisation decides, never a threshold.

North Korea and South Korea share four fifths of their letters, "12 people killed"
and "21 people killed" nearly all; likeness is no identity. What differs in
typography, letter case, a leading article or a possessive is the same; anything
else is the same only where the labels list it as an alias.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from factcards.checking.stems import stems_of
from factcards.grounding.folding import fold
from factcards.reading.units import canonical_unit, unit_table

_ARTICLE = re.compile(
    r"(?:the|an?|el|la|los|las|un|una|unos|unas|der|die|das|den|dem|des|ein|eine|einer|eines|"
    r"einem|einen|le|les|une|its|his|her|their|su|sus|ihr|ihre|sein|seine|son|sa|ses)\s+"
    r"|l'"
)
_EDGES = " .,;:!?\"'()[]«»‹›-"


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """`text` with its typography levelled and every white space one space."""
    return " ".join(fold(text).text.split())


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """What two forms of one name have in common: case, article, marks and possessive are off."""
    key = folded(name).casefold().strip(_EDGES)
    key = key.removesuffix("'s") if key.endswith("'s") else key
    article = _ARTICLE.match(key)
    if article is not None and article.end() < len(key):
        key = key[article.end() :]
    return key.strip(_EDGES)


@lru_cache(maxsize=8192)
def name_keys(*names: str) -> frozenset[str]:
    """The keys of `names`."""
    return frozenset(map(name_key, names))


@lru_cache(maxsize=8192)
def speech_key(words: str) -> str:
    """What two copies of one quotation have in common: marks and the last stop are off."""
    return folded(words).strip(_EDGES + "…")


def is_one_of(name: str, forms: Iterable[str]) -> bool:
    """Whether `name` is one of `forms`, which are keys of names."""
    return name_key(name) in forms


@lru_cache(maxsize=32768)
def says_same(
    words: str, phrases: tuple[str, ...], language: str, *, shorter: bool = False
) -> bool:
    """Whether `words` say what one of `phrases` says.

    They do where all content words of the phrase are among them, inflection
    aside; with `shorter`, also where all of theirs are among those of the phrase.
    """
    key = name_key(words)
    own = stems_of(words, language)
    for phrase in phrases:
        if name_key(phrase) == key:
            return True
        wanted = stems_of(phrase, language)
        if wanted and (wanted <= own or (shorter and own and own <= wanted)):
            return True
    return False


@lru_cache(maxsize=512)
def may_mean(unit: str | None, code: str | None) -> bool:
    """Whether `unit` is a currency's bare word ("franc") that may stand for `code` ("CHF")."""
    if unit is None or code is None:
        return False
    adjectives = unit_table().adjectives.values()
    return any(words.get(canonical_unit(unit)) == code for words in adjectives)


@lru_cache(maxsize=8192)
def _alternatives(required: str) -> re.Pattern[str]:
    """A pattern that finds any of the alternatives of "killed|dead" at the start of a word."""
    parts = (re.escape(folded(part).casefold()) for part in required.split("|"))
    return re.compile(rf"(?<!\w)(?<!\d[.,])(?:{'|'.join(map(_ended, parts))})")


def _ended(part: str) -> str:
    """`part`, which other letters may follow but no other digits where it ends in one."""
    return part + r"(?![.,]?\d)" if part[-1].isdigit() else part


def has_words(text: str, required: Iterable[str]) -> bool:
    """Whether `text` has one alternative of each of `required`, as the start of a word."""
    return not missing_words(text, required)


def missing_words(text: str, required: Iterable[str]) -> tuple[str, ...]:
    """Those of `required` of which `text` has no alternative."""
    said = folded(text).casefold()
    return tuple(word for word in required if not _alternatives(word).search(said))
