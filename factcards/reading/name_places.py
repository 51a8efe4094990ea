"""Signs of a country or a town that no gazetteer need know: "fled to neighbouring Ostravia"."""

from __future__ import annotations

from factcards.reading.lexicon import word_set
from factcards.reading.name_tokens import NameText

_NEIGHBOURING = word_set("neighbouring neighboring nearby war-torn landlocked")
_MOVES = word_set(
    "fled flee flees fleeing moved move travelled traveled travel flew fly emigrated escaped "
    "deported extradited exiled expelled repatriated evacuated returned withdrew arrived"
)
_STATE_NOUNS = word_set(
    "government parliament people army border borders economy streets residents citizens "
    "population mayor occupation invasion outskirts suburbs south north east west"
)
_GROUND_NOUNS = word_set("coast coastline shore shores tip town city village island port capital")
"""Nouns that only land and towns have: "off the coast of Ostravia"."""
OF_A_STATE = word_set(
    "capital parliament government president army border borders economy opposition "
    "authorities constitution prime mayor residents streets rulers "
    "neighbours neighbors"
)


def place_points_before(read: NameText, index: int) -> float:
    """Points for a place from the token at `index`, which stands right before a name."""
    before = read.low(index)
    if before in _NEIGHBOURING:
        return 3.0
    if before in ("to", "from", "into"):
        moved = any(read.low(k) in _MOVES for k in range(max(0, index - 2), index))
        return 3.0 if moved else 0.0
    if before in read.lists.of_words and read.low(index - 1) in _GROUND_NOUNS:
        return 3.0
    if before in read.lists.of_words and read.low(index - 1) in _STATE_NOUNS:
        return 1.5
    return 0.0
