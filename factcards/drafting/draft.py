"""A draft: what a model, or code in its place, proposes for the card.

Nothing in a draft is trusted. Each item cites the sentences and the words that
prove it; grounding and checking decide what becomes of it.
"""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel, ConfigDict, Field

from factcards.card import PlaceRelation, Qualifier, SourceKind, Stance, WhoKind


class Drafted(BaseModel):
    """A drafted value: unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Drafted):
    """Words of the article that prove something, and where they should stand."""

    quote: str
    """Verbatim words, as short as proves it."""
    sentence: int | None = None
    """Number of the sentence they stand in, from 1."""
    near: int | None = None
    """Code point offset where code saw them; set by code, never by a model."""
    supports: tuple[str, ...] = ()


class DraftText(Drafted):
    """A headline or one sentence of the summary."""

    text: str
    evidence: tuple[Citation, ...] = ()


class DraftWho(Drafted):
    name: str
    kind: WhoKind
    role: str | None = None
    aliases: tuple[str, ...] = ()
    evidence: tuple[Citation, ...] = ()


class DraftWhat(Drafted):
    text: str
    stance: Stance
    attributed_to: str | None = None
    evidence: tuple[Citation, ...] = ()


class DraftWhere(Drafted):
    name: str
    relation: PlaceRelation
    evidence: tuple[Citation, ...] = ()


class DraftWhen(Drafted):
    text: str
    evidence: tuple[Citation, ...] = ()


class DraftFigure(Drafted):
    text: str
    value: Decimal
    value_to: Decimal | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    counts: str | None = None
    attributed_to: str | None = None
    evidence: tuple[Citation, ...] = ()


class DraftQuote(Drafted):
    text: str
    speaker: str | None = None
    evidence: tuple[Citation, ...] = ()


class DraftSource(Drafted):
    name: str
    kind: SourceKind
    via: str | None = None
    said: str | None = None
    evidence: tuple[Citation, ...] = ()


class Draft(Drafted):
    """Everything proposed for one card."""

    headline: DraftText | None = None
    summary: tuple[DraftText, ...] = ()
    who: tuple[DraftWho, ...] = ()
    what: tuple[DraftWhat, ...] = ()
    where: tuple[DraftWhere, ...] = ()
    when: tuple[DraftWhen, ...] = ()
    figures: tuple[DraftFigure, ...] = ()
    quotes: tuple[DraftQuote, ...] = ()
    sources: tuple[DraftSource, ...] = Field(default=())
