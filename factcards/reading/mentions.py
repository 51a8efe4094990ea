"""What reading finds in a text: mentions, each with its span.

Every span counts code points of the text that was read. All types are frozen
values; tuples are in order of appearance.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factcards.card import DateBasis, Qualifier, SourceKind, Span, Stance

EntityKind = Literal["person", "organisation", "group", "place", "other"]
AttributionKind = Literal["direct", "indirect", "according-to"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. `number` counts from 1 over the whole text."""

    number: int
    span: Span
    paragraph: int
    """Index of its paragraph, from 0."""
    story: bool
    """False where its paragraph is boilerplate."""


@dataclass(frozen=True, slots=True)
class FigureMention:
    """A number that counts or measures: not a year, a time or a list number.

    `span` holds the number with its sign, scale word, unit and currency, and
    never its qualifier ("2,310", "$4.2 million", "12-year", "hundreds of
    thousands", "25 percent").
    """

    span: Span
    value: Decimal
    value_to: Decimal | None = None
    unit: str | None = None
    """As `Figure.unit` of the card."""
    qualifier: Qualifier | None = None
    qualifier_span: Span | None = None
    counts: Span | None = None
    """The words for what is counted or measured; None where the text leaves it open."""
    kind: Literal["count", "money", "share", "measure", "duration", "age", "score", "ratio"] = (
        "count"
    )


@dataclass(frozen=True, slots=True)
class DateMention:
    """A moment or period the text names."""

    span: Span
    date: str | None
    """ISO 8601 or EDTF; None where the text does not settle it."""
    basis: DateBasis | None = None
    rule: str = ""
    """How it was resolved, for people: "Tuesday before Thursday 6 March 2025"."""


@dataclass(frozen=True, slots=True)
class NameMention:
    """A capitalised name where it stands."""

    span: Span


@dataclass(frozen=True, slots=True)
class Entity:
    """All mentions that name the same person, organisation, group or place."""

    name: str
    """The fullest form that the text writes."""
    kind: EntityKind
    sure: bool
    """Whether the text itself shows the kind: a title, a role, a preposition of place."""
    mentions: tuple[NameMention, ...]
    aliases: tuple[str, ...] = ()
    roles: tuple[Span, ...] = ()
    """Words that say who this is, best first: a title, "a club that trains rowers"."""
    country: str | None = None
    """For places: ISO 3166-1 alpha-2, None where a gazetteer knows several."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks."""

    span: Span
    """Without the outer marks."""
    outer: Span
    """With them."""
    direct: bool
    """Direct speech: somebody is quoted. False for titles, nicknames and scare quotes."""
    speaker: str | None = None
    """Name of the entity (or the noun phrase) that says it; None where the text leaves it open."""
    speaker_span: Span | None = None
    """Where the text names the speaker (a pronoun is resolved in `speaker`, not here)."""
    verb: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody is credited with a statement."""

    span: Span
    """The sentence or clause that is attributed."""
    kind: AttributionKind
    stance: Stance
    """What the verb makes of it: claimed, denied, alleged, planned, opinion."""
    source: str | None
    """Entity name or noun phrase; None where it is a pronoun that the text leaves open."""
    source_span: Span
    source_kind: SourceKind
    cue: Span
    """The speech verb or "according to"."""
    via: Span | None = None
    """The channel, as the text words it: "on its website"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that turns or weakens a statement."""

    span: Span
    kind: Literal["negation", "hedge"]


@dataclass(frozen=True)
class Reading:
    """Everything that reading found in one text."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    figures: tuple[FigureMention, ...]
    dates: tuple[DateMention, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    attributions: tuple[Attribution, ...]
    cues: tuple[Cue, ...]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers code point `offset`, if any."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].span.start <= offset:
            return self.sentences[low]
        return None

    def entity_named(self, name: str) -> Entity | None:
        """The entity that goes by `name`, as its full form or an alias."""
        for entity in self.entities:
            if entity.name == name or name in entity.aliases:
                return entity
        return None
