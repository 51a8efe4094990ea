"""The labels of one article, as `gold.yaml` writes them: frozen, every field known.

The guide is `evals/LABELLING.md`; `evals/gold.schema.json` tells editors the same.
A perfect card carries every core item; a minor one is right if it comes and no
loss if it does not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from factcards.card import DateBasis, PlaceRelation, Qualifier, SourceKind, Stance, WhoKind
from factcards.card.model import Frozen

Tier = Literal["core", "minor"]
Split = Literal["dev", "test"]
Status = Literal["draft", "adjudicated"]
Genre = Literal[
    "disaster", "court", "earnings", "science", "sport", "politics", "obituary", "council",
    "release", "interview", "live", "feature", "brief", "correction", "no-news",
]  # fmt: skip
FieldName = Literal[
    "headline", "summary", "who", "what", "where", "when", "figures", "quotes", "sources"
]
ITEM_FIELDS: tuple[FieldName, ...] = (
    "who", "what", "where", "when", "figures", "quotes", "sources",
)  # fmt: skip
"""The lists of labelled items, in the order of the file."""


def _quoted(value: object) -> object:
    """`value`, which has to be a string: YAML reads 1.10 as 1.1 where the marks are forgotten."""
    if not isinstance(value, str):
        raise ValueError("must stand in quotation marks")
    return value


Text = Annotated[str, Field(min_length=1)]
DecimalLabel = Annotated[Decimal, BeforeValidator(_quoted)]


class Label(Frozen):
    """What every labelled item has."""

    quote: Text
    """Words of the story that prove it, verbatim, standing there once."""
    also: tuple[Text, ...] = ()
    """Further places that prove it or say it again."""
    note: str | None = None
    """Why it is labelled so."""

    @property
    def quotes(self) -> tuple[str, ...]:
        """Every place, the best one first."""
        return (self.quote, *self.also)


class Tiered(Label):
    """A labelled item of a list."""

    tier: Tier
    """Core items count for recall; minor ones never cost anything."""

    @property
    def core(self) -> bool:
        """Whether a card without it is incomplete."""
        return self.tier == "core"


class GoldHeadline(Label):
    """The main event in one sentence."""

    text: Text
    words: tuple[Text, ...] = ()
    """What a text must contain to say this; alternatives are separated by |."""


class WorkedFigure(Frozen):
    """A figure of the summary that the article does not print in this form."""

    text: Text
    """As the summary writes it."""
    is_: Literal["rounded", "converted", "derived"] = Field(alias="is")
    from_: tuple[Text, ...] = Field(alias="from", min_length=1)
    """The article's words it was made from."""
    how: str | None = None
    """The working."""


class GoldSentence(Label):
    """A sentence of the reference summary and what it rests on."""

    text: Text
    figures: tuple[WorkedFigure, ...] = ()


class GoldWho(Tiered):
    """A person, organisation or group."""

    name: Text
    kind: WhoKind
    role: str | None = None
    role_aliases: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()


class GoldWhat(Tiered):
    """A fact: something that happened, is planned or is claimed."""

    text: Text
    stance: Stance
    stance_aliases: tuple[Stance, ...] = ()
    attributed_to: str | None = None
    attributed_to_aliases: tuple[str | None, ...] = ()
    negated: bool = False
    words: tuple[Text, ...] = Field(min_length=1)


class GoldWhere(Tiered):
    """A place."""

    name: Text
    relation: PlaceRelation
    relation_open: bool = False
    country: str | None = None
    aliases: tuple[Text, ...] = ()


class GoldWhen(Tiered):
    """A moment or period."""

    text: Text
    date: str | None = None
    date_aliases: tuple[Text, ...] = ()
    basis: DateBasis | None = None


class GoldFigure(Tiered):
    """A number, its unit, its hedge and what it counts."""

    text: Text
    value: DecimalLabel
    value_to: DecimalLabel | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None
    qualifier_aliases: tuple[Qualifier | None, ...] = ()
    counts: Text
    counts_aliases: tuple[Text, ...] = ()
    attributed_to: str | None = None
    attributed_to_aliases: tuple[str | None, ...] = ()


class GoldQuote(Tiered):
    """Direct speech and who says it."""

    text: Text
    speaker: str | None = None
    speaker_aliases: tuple[str | None, ...] = ()
    """Others who are as fair: who said the words first, where somebody else handed them on."""


class GoldSource(Tiered):
    """Whoever or whatever the article credits, and with what."""

    name: Text
    kind: SourceKind
    kind_aliases: tuple[SourceKind, ...] = ()
    aliases: tuple[Text, ...] = ()
    via: str | None = None
    said: Text


class Forbidden(Frozen):
    """What no card may carry: exactly one of value, name and string."""

    value: DecimalLabel | None = None
    unit: str | None = None
    """Only figures of this unit are meant, where it is given; null is a count."""
    counts: str | None = None
    """Only figures that count this are meant, where it is given."""
    name: str | None = None
    string: str | None = None
    fields: tuple[FieldName, ...] = ()
    """Only these fields are meant; empty means everywhere but the article's own text."""
    why: Text

    @model_validator(mode="after")
    def _one_of_three(self) -> Forbidden:
        if sum(part is not None for part in (self.value, self.name, self.string)) != 1:
            raise ValueError("needs exactly one of value, name and string")
        return self

    @property
    def any_unit(self) -> bool:
        """Whether a figure of any unit is meant."""
        return "unit" not in self.model_fields_set

    @property
    def told(self) -> str:
        """What is forbidden, in words."""
        if self.value is not None:
            parts = (str(self.value), self.unit or "", self.counts or "")
            return " ".join(part for part in parts if part)
        return self.name or self.string or ""


GoldItem = GoldWho | GoldWhat | GoldWhere | GoldWhen | GoldFigure | GoldQuote | GoldSource


class Gold(Frozen):
    """Everything that one `gold.yaml` says."""

    id: Text
    genre: Genre
    language: Text
    published: Text
    split: Split
    story: Text
    status: Status
    origin: Literal["blind", "drafted"]
    labelled_by: Text
    sha256: Text
    """Of the bytes of the article file."""
    tags: tuple[Text, ...] = ()
    note: str | None = None
    boilerplate: tuple[Text, ...]
    """First words of each paragraph that is not the story."""
    headline: GoldHeadline | None
    summary: tuple[GoldSentence, ...]
    who: tuple[GoldWho, ...]
    what: tuple[GoldWhat, ...]
    where: tuple[GoldWhere, ...]
    when: tuple[GoldWhen, ...]
    figures: tuple[GoldFigure, ...]
    quotes: tuple[GoldQuote, ...]
    sources: tuple[GoldSource, ...]
    forbidden: tuple[Forbidden, ...]

    def labels(self) -> tuple[tuple[str, Label], ...]:
        """Each label with its place in the file ("figures[3]"), in the order of the file."""
        found: list[tuple[str, Label]] = []
        if self.headline is not None:
            found.append(("headline", self.headline))
        for field in ("summary", *ITEM_FIELDS):
            items: tuple[Label, ...] = getattr(self, field)
            found += [(f"{field}[{number}]", item) for number, item in enumerate(items)]
        return tuple(found)
