"""The fact card: the contract that other tools rely on (schema version 1).

Offsets count Unicode code points of `article.text`. `null` and an empty list
mean "the article does not say".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, WithJsonSchema

SCHEMA_VERSION = 1

EvidenceStatus = Literal["exact", "typographic"]
WhoKind = Literal["person", "organisation", "group"]
Stance = Literal["stated", "claimed", "denied", "alleged", "planned", "opinion"]
PlaceRelation = Literal["scene", "mentioned"]
DateBasis = Literal["stated", "dateline", "published", "option"]
Qualifier = Literal["at least", "at most", "about", "more than", "less than", "nearly", "exactly"]
SourceKind = Literal["person", "organisation", "document", "media", "anonymous"]
Severity = Literal["error", "warning", "note"]
StoryPlace = Literal["title", "lead", "body"]
Strategy = Literal["whole", "stepwise", "rules"]


def decimal_text(value: Decimal) -> str:
    """`value` in plain digits: no exponent, no trailing zeros after the point.

    >>> decimal_text(Decimal("1.50E+3"))
    '1500'
    """
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


DecimalText = Annotated[
    Decimal,
    PlainSerializer(decimal_text, return_type=str),
    WithJsonSchema(
        {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"},
        mode="serialization",
    ),
]


class Frozen(BaseModel):
    """A value that does not change once made and knows all of its fields."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        # What is written is written whole, so the schema of the output requires it.
        json_schema_serialization_defaults_required=True,
    )


class TextQuoteSelector(Frozen):
    """W3C Web Annotation TextQuoteSelector: the words and their surroundings."""

    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    """Always the same, as the standard has it."""
    exact: str
    """The words themselves."""
    prefix: str
    """What stands before them in the article."""
    suffix: str
    """What stands after them."""


class Utf16Span(Frozen):
    """A span counted in UTF-16 code units, as browsers and Java count."""

    start: int = Field(ge=0)
    """First code unit."""
    end: int = Field(ge=0)
    """One past the last code unit."""


class Evidence(Frozen):
    """The article's own words for a fact: `article.text[start:end] == quote`."""

    quote: str = Field(min_length=1)
    """The article's text, never the model's."""
    start: int = Field(ge=0)
    """First code point."""
    end: int = Field(ge=0)
    """One past the last code point."""
    status: EvidenceStatus = "exact"
    """`typographic` when the drafted words differed in quotation marks, dashes or spaces only."""
    supports: tuple[str, ...] = ()
    """Names of the fields of the item that these words prove; empty means the whole item."""
    selector: TextQuoteSelector | None = Field(default=None, exclude_if=lambda v: v is None)
    """On request: the same place as a W3C TextQuoteSelector."""
    utf16: Utf16Span | None = Field(default=None, exclude_if=lambda v: v is None)
    """On request: the same span in UTF-16 code units."""


class Headline(Frozen):
    """The main event in one sentence."""

    id: str = "headline"
    """Unique on the card and the same in all of its versions."""
    text: str
    """One sentence."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class SummarySentence(Frozen):
    """One sentence of the summary and the spans it rests on."""

    id: str
    """Unique on the card and the same in all of its versions."""
    text: str
    """One sentence."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class Who(Frozen):
    """A person, organisation or group in the story."""

    id: str
    """Unique on the card and the same in all of its versions."""
    name: str
    """The fullest form that the article writes."""
    kind: WhoKind
    """What it is."""
    role: str | None = None
    """A short phrase from the article: office, profession, part in the story."""
    aliases: tuple[str, ...] = ()
    """Other forms, as the article writes them."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class What(Frozen):
    """Something that happened, is planned or is claimed."""

    id: str
    """Unique on the card and the same in all of its versions."""
    text: str
    """What happened, in one sentence or clause."""
    stance: Stance
    """`stated` is the article's own voice; anything else is somebody's word."""
    attributed_to: str | None = None
    """Whose word it is, named as the card names them; null for the article's own voice."""
    attributed_to_id: str | None = None
    """`id` of that item of `who` or `sources`, where there is one."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class Where(Frozen):
    """A place, and whether the event took place there."""

    id: str
    """Unique on the card and the same in all of its versions."""
    name: str
    """As the article writes it."""
    relation: PlaceRelation
    """`scene` where the event took place there."""
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    """ISO 3166-1 alpha-2 from a gazetteer; null where that is ambiguous."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class When(Frozen):
    """A moment or period that the article names."""

    id: str
    """Unique on the card and the same in all of its versions."""
    text: str
    """The article's words."""
    date: str | None = None
    """ISO 8601 date or EDTF; null where the article does not settle it."""
    basis: DateBasis | None = None
    """What a relative date was resolved against."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class Figure(Frozen):
    """A number with its unit, its hedge and what it counts."""

    id: str
    """Unique on the card and the same in all of its versions."""
    text: str
    """The article's words: the number with its scale and unit."""
    value: DecimalText
    """In plain units: 4.2 million is "4200000"; 25 percent is "25" with unit "%"."""
    value_to: DecimalText | None = None
    """Upper end of a range."""
    unit: str | None = None
    """"%", an ISO 4217 currency code, a unit's singular name ("year"); null for a count."""
    qualifier: Qualifier | None = None
    """The hedge that stands with the number; null where there is none."""
    counts: str | None = None
    """What is counted or measured, in the article's words."""
    attributed_to: str | None = None
    """Whose word it is, named as the card names them; null for the article's own voice."""
    attributed_to_id: str | None = None
    """`id` of that item of `who` or `sources`, where there is one."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class Quote(Frozen):
    """Direct speech, without its outer quotation marks."""

    id: str
    """Unique on the card and the same in all of its versions."""
    text: str
    """The article's words."""
    speaker: str | None = None
    """Who says it, named as the card names them; null where the article leaves it open."""
    speaker_id: str | None = None
    """`id` of that item of `who` or `sources`, where there is one."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class Source(Frozen):
    """Whoever or whatever the article credits with information."""

    id: str
    """Unique on the card and the same in all of its versions."""
    name: str
    """As the article names it."""
    kind: SourceKind
    """What it is."""
    via: str | None = None
    """Channel: "on its website", "in a post on Twitter"."""
    said: str | None = None
    """What it is credited with, in short."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the article says so."""


class ArticleInfo(Frozen):
    """The article a card was made from. `text` is what every offset counts in."""

    title: str | None = None
    """The article's own title."""
    byline: str | None = None
    """Who wrote it."""
    publisher: str | None = None
    """Who published it."""
    published: str | None = None
    """ISO 8601 date or date and time."""
    url: str | None = None
    """Its address."""
    language: str | None = None
    """ISO 639-1."""
    reader: str
    """What read the source, with its version."""
    sha256: str
    """Of the canonical text in UTF-8, as 64 hexadecimal digits."""
    characters: int
    """Code points of the canonical text."""
    text: str | None = Field(default=None, exclude_if=lambda v: v is None)
    """The canonical text, boilerplate included; left out on request."""


class Finding(Frozen):
    """What a rule has to say about one field of the card."""

    rule: str
    """Name of the rule."""
    severity: Severity
    """How grave it is: an error keeps a fact off the card."""
    path: str
    """`id/field` of the item it concerns."""
    message: str
    """What the rule found, for people."""
    evidence: tuple[Evidence, ...] = ()
    """Where in the article it was found."""


class Rejected(Frozen):
    """A drafted item that did not pass, whole, and why."""

    path: str
    """`id/field` of the field that failed."""
    item: dict[str, Any]
    """The item as it was drafted."""
    reason: str
    """What it failed, for people."""


class Missing(Frozen):
    """Something that the story mentions and the card does not carry."""

    text: str
    """As the article writes it."""
    times: int = Field(ge=1)
    """How often the story mentions it."""
    place: StoryPlace
    """The most prominent place where it does: the title, the lead or the rest."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    """Where the story says so, in its fullest form."""


class CoverageCount(Frozen):
    """Mentions in the story, and how many of them the card carries."""

    mentions: int = Field(ge=0)
    """In the story, boilerplate left out."""
    carried: int = Field(ge=0)
    """Of these, on the card."""
    missing: tuple[Missing, ...] = Field(default=(), exclude_if=lambda v: not v)
    """What the card does not carry, the most prominent first, at most 20; left out where empty."""


class Coverage(Frozen):
    """How much of the story the card carries, per kind of mention."""

    figures: CoverageCount
    """Numbers that count or measure."""
    names: CoverageCount
    """People, organisations, groups and places."""
    quotes: CoverageCount
    """Direct quotations."""
    dates: CoverageCount
    """Moments and periods."""

    def by_kind(self) -> dict[str, CoverageCount]:
        """The counts by the name of their kind, in the order of the contract."""
        return {kind: getattr(self, kind) for kind in COVERAGE_KINDS}


class Provenance(Frozen):
    """How the card came about."""

    model: str | None
    """None where no model was used."""
    provider: str | None
    """Who runs the model; null where none was used."""
    prompt_version: str | None = None
    """Of the prompt files."""
    prompt_sha256: str | None = None
    """Of the prompt files, as 64 hexadecimal digits."""
    schema_version: int = SCHEMA_VERSION
    """Of this contract."""
    strategy: Strategy
    """How the draft was made; `rules` is code alone."""
    tokens_in: int = Field(default=0, ge=0)
    """Over every attempt, failed ones too."""
    tokens_out: int = Field(default=0, ge=0)
    """Over every attempt, failed ones too."""
    cost: DecimalText | None = None
    """US dollars, where the price is known."""
    seconds: float = 0.0
    """Wall time from source to card."""
    generated_at: str
    """ISO 8601 with offset."""
    factcards: str
    """Version of this package."""


class FactCard(Frozen):
    """A fact card. Everything on it was found in the article by code."""

    headline: Headline | None = None
    """The main event; null when it did not pass."""
    summary: tuple[SummarySentence, ...] = ()
    """The story in a few sentences."""
    who: tuple[Who, ...] = ()
    """People, organisations and groups."""
    what: tuple[What, ...] = ()
    """What happened, is planned or is claimed."""
    where: tuple[Where, ...] = ()
    """Places."""
    when: tuple[When, ...] = ()
    """Moments and periods."""
    figures: tuple[Figure, ...] = ()
    """Numbers and what they count."""
    quotes: tuple[Quote, ...] = ()
    """Direct speech."""
    sources: tuple[Source, ...] = ()
    """Whom and what the article credits."""
    article: ArticleInfo
    """The article that the card was made from."""
    findings: tuple[Finding, ...] = ()
    """What the rules have to say about the card."""
    rejected: tuple[Rejected, ...] = ()
    """Drafted items that did not pass, whole."""
    coverage: Coverage
    """How much of the story the card carries."""
    provenance: Provenance
    """The model, prompts, cost and time behind the card."""

    def items(self) -> tuple[Item, ...]:
        """Every item of the card in reading order, the headline first."""
        head: tuple[Item, ...] = (self.headline,) if self.headline else ()
        return (
            *head,
            *self.summary,
            *self.who,
            *self.what,
            *self.where,
            *self.when,
            *self.figures,
            *self.quotes,
            *self.sources,
        )


Item = Headline | SummarySentence | Who | What | Where | When | Figure | Quote | Source

COVERAGE_KINDS = ("figures", "names", "quotes", "dates")
"""The kinds of mention that coverage counts."""
LIST_FIELDS = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
"""The card's lists of items, in reading order."""
