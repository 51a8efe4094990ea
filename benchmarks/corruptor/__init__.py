"""A corruptor: true sentences and cards made false in one place, by kind of error.

Shares no code with the readers and rules that it tests: its own patterns, its
own word lists (`words.toml`), its own idea of what a number or a name is.
"""

from corruptor.cards import CorruptedCard, corrupt_card
from corruptor.model import KINDS, Corruption, Material, Words, load_words
from corruptor.prose import corrupt_sentence, draw, tell_quotes

__all__ = [
    "KINDS",
    "CorruptedCard",
    "Corruption",
    "Material",
    "Words",
    "corrupt_card",
    "corrupt_sentence",
    "draw",
    "load_words",
    "tell_quotes",
]
