"""Whether the article tells what a claim says of somebody of that one, or of somebody else.

A summary in new words keeps few words beside a name. But the words, numbers and
moments around it stand, in the article, near whoever they are told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcards.card import Severity, Span
from factcards.checking.free_text import FreeText, digits_of, words_of
from factcards.checking.names import entity_of
from factcards.checking.prose.support import SupportFinder, Unit, roots_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import Entity, Reading

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’\-][^\W_]+)*")
_PARTS = re.compile(r"[;:]|\.\s|\s[–—]\s")
_FADING = 0.9
"""How much less each word further from the name says about it."""
_BESIDE = 0.5
"""How much less a sentence says that stands beside one with the name: a pronoun may carry on."""

_DOUBTFUL, _SURE = 0.1, 0.2
"""How much larger a share of what stands around a name must be told of another one."""
_FEWEST = 3
"""Words around a name that say whom they are told of."""
_SORTS = {"group": "organisation"}
_OF = re.compile(r"\b(?:of|von|vom|des|de|del|du)\s+(?:the\s+|der\s+|la\s+)?\Z", re.IGNORECASE)
_OWNING = re.compile(r"['’]s?\b")


@dataclass(frozen=True, slots=True)
class Tie:
    """A name of a claim, and whom the article ties the words around it to."""

    name: str
    own: float
    """Share of the words around it that stand near it in the article, by weight."""
    other: Entity
    theirs: float
    """The same for one sentence about somebody else whom the claim does not name."""


@dataclass(frozen=True)
class Ties:
    """Which words stand near which names of one article."""

    finder: SupportFinder
    prose: Reading

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for place, units in enumerate(self.finder.units):
            for kind, key in units:
                if kind == "name":
                    found.setdefault(key, []).append(place)
        return {name: tuple(places) for name, places in found.items()}

    @cached_property
    def _told_of(self) -> Mapping[str, tuple[int, ...]]:
        """Where each name stands, other than as whoever says what is told."""
        reading = self.finder.context.reading
        sources = [a.source_span for a in reading.attributions]
        found: dict[str, list[int]] = {}
        for entity in reading.entities:
            for mention in entity.mentions:
                place = self.finder.place_of(mention.span.start)
                if place is not None and not any(s.overlaps(mention.span) for s in sources):
                    found.setdefault(entity.name, []).append(place)
        return {name: tuple(dict.fromkeys(places)) for name, places in found.items()}

    @cached_property
    def _media(self) -> frozenset[str]:
        """Papers and the like that the article names for having told it."""
        reading = self.finder.context.reading
        return frozenset(
            a.source for a in reading.attributions if a.source_kind == "media" and a.source
        )

    def faults(self, told: FreeText, span: Span) -> Iterator[tuple[str, Severity]]:
        """What stands against the names of `told`: words that the article ties to another one.

        `span` is where it stands in the prose.
        """
        for tie in self.of(told, span):
            ahead = tie.theirs - tie.own
            if ahead > _DOUBTFUL:
                message = f"the article tells this of {quoted(tie.other.name)}"
                weight: Severity = "error" if ahead > _SURE else "warning"
                yield f"{message}; the text of {quoted(tie.name)}", weight

    def of(self, told: FreeText, span: Span) -> Iterator[Tie]:
        """For each name of the text the strongest tie of the words around it to another one."""
        speaking = {
            word
            for a in self.prose.attributions
            if span.overlaps(a.source_span)
            for word in a.source_span.of(self.prose.text).split()
        }
        told_of = {
            e.name for n in told.names if (e := entity_of(self.finder.context, n)) is not None
        }
        for name in told.names:
            entity = entity_of(self.finder.context, name)
            if entity is None or entity.name not in self._places:
                continue
            if _is_somebodys(told.text, name, entity):
                continue
            around = self._around(told, name)
            total = sum(around.values())
            if len(around) < _FEWEST:
                continue
            places = self._told_of if speaking.isdisjoint(name.split()) else self._places
            own = self._generous(entity, around)
            best: tuple[float, Entity] | None = None
            for other in self.finder.context.reading.entities:
                if other.name in told_of or not _are_alike(entity, other):
                    continue
                if other.name in self._media or any(
                    form in told.text for form in (other.name, *other.aliases)
                ):
                    continue
                theirs = self._strict(places.get(other.name, ()), around)
                if best is None or theirs > best[0]:
                    best = theirs, other
            if best is not None:
                yield Tie(name, own / total, best[1], best[0] / total)

    def _around(self, told: FreeText, name: str) -> dict[Unit, float]:
        """What stands around `name` in its part of the text, nearer words weighing more."""
        at = told.text.find(name)
        breaks = [m.start() for m in _PARTS.finditer(told.text)]
        low = max((b for b in breaks if b < at), default=0)
        high = min((b for b in breaks if b >= at + len(name)), default=len(told.text))
        names = [Span(p, p + len(n)) for n in told.names if (p := told.text.find(n)) >= 0]
        apart = [*names, *told.quoted]
        words = [Span(*m.span()) for m in _WORD.finditer(told.text, low, high)]
        middle = [i for i, w in enumerate(words) if at <= w.start < at + len(name)]
        if not middle:
            return {}
        found: dict[Unit, float] = {}
        for place, span in enumerate(words):
            if any(other.overlaps(span) for other in apart):
                continue
            word = span.of(told.text)
            units: list[Unit] = (
                [("number", digits_of(word))]
                if word[0].isdigit()
                else [("word", root) for root in roots_of(word)]
            )
            away = max(middle[0] - place, place - middle[-1])
            for unit in units:
                if self.finder.is_told(unit):
                    weight = self.finder.rarity(unit) * _FADING**away
                    found[unit] = max(weight, found.get(unit, 0.0))
        return found

    def _generous(self, entity: Entity, around: Mapping[Unit, float]) -> float:
        short = "".join(word[0] for word in entity.name.split())
        places = (*self._places[entity.name], *self._places.get(short, ()))
        own = {unit for place in places for unit in self.finder.units[place]}
        beside = {
            unit
            for place in places
            for near in (place - 1, place + 1)
            if 0 <= near < len(self.finder.units)
            for unit in self.finder.units[near]
        }
        return sum(
            weight * (1.0 if unit in own else _BESIDE if unit in beside else 0.0)
            for unit, weight in around.items()
        )

    def _strict(self, places: Sequence[int], around: Mapping[Unit, float]) -> float:
        return max(
            (
                sum(w for unit, w in around.items() if unit in self.finder.units[place])
                for place in places
            ),
            default=0.0,
        )


def _is_somebodys(text: str, name: str, entity: Entity) -> bool:
    """Whether `text` tells of somebody of theirs: "Crewe's lawyer", "the head of the Union"."""
    at = text.find(name)
    if _OWNING.match(text, at + len(name)):
        return True
    return entity.kind != "place" and _OF.search(text[:at]) is not None


def _are_alike(one: Entity, other: Entity) -> bool:
    """Whether one may be told for the other: two persons, two places, or two bodies."""
    if _SORTS.get(one.kind, one.kind) != _SORTS.get(other.kind, other.kind):
        return False
    # A body and a part of it bear the same words: "European Union", "European Commission".
    return one.kind == "person" or set(words_of(one.name)).isdisjoint(words_of(other.name))
