"""A name with all its mentions, and what they show about its kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from factcards.reading.mentions import EntityKind
from factcards.reading.name_kinds import Points, decide
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.role_phrases import RoleHit


@dataclass(slots=True)
class Group:
    """Mentions with the same words, and what they show about their kind."""

    words: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    own: Points = field(default_factory=lambda: defaultdict(float))
    """Points of the name itself, whatever stands around it."""
    context: Points = field(default_factory=lambda: defaultdict(float))
    hits: list[RoleHit] = field(default_factory=list)
    gender: str | None = None

    @property
    def points(self) -> Points:
        """Points of the name and of its surroundings together."""
        total: Points = defaultdict(float, self.own)
        for kind, points in self.context.items():
            total[kind] += points
        return total

    @property
    def kind(self) -> EntityKind:
        """What the mentions show so far."""
        return decide(self.points)[0]

    def take(self, other: Group) -> None:
        """Adds the mentions of `other`."""
        self.pieces.extend(other.pieces)
        self.hits.extend(other.hits)
        for kind, points in other.context.items():
            self.context[kind] += points
        self.gender = self.gender or other.gender


def first_form(read: NameText, group: Group) -> str:
    """The words of the first mention as the text writes them."""
    piece = group.pieces[0]
    return read.text[read.tokens[piece.first].start : read.tokens[piece.end - 1].end]


# Spellings of one word on two sides of the Atlantic.
_SPELLINGS = {
    "organization": "organisation",
    "center": "centre",
    "defense": "defence",
    "labor": "labour",
    "theater": "theatre",
    "program": "programme",
}


def words_of(read: NameText, piece: Piece) -> tuple[str, ...]:
    """The lower-case words of a name in British spelling, marks left out."""
    tokens = read.tokens[piece.first : piece.end]
    return tuple(_SPELLINGS.get(t.low, t.low) for t in tokens if t.kind != "p")
