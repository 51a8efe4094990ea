"""Deterministic reading of a text: every mention with its span, no model."""

from factcards.reading.attributions import read_attributions
from factcards.reading.cues import read_cues
from factcards.reading.dates import read_dates
from factcards.reading.entities import read_entities
from factcards.reading.every_number import number_spans, numeric_values
from factcards.reading.figures import read_figures, read_value
from factcards.reading.lexicon import LANGUAGES
from factcards.reading.mentions import (
    Attribution,
    AttributionKind,
    Cue,
    DateMention,
    Entity,
    EntityKind,
    FigureMention,
    NameMention,
    Quotation,
    Reading,
    Sentence,
)
from factcards.reading.moments import Anchor
from factcards.reading.names import read_names
from factcards.reading.places import country_of, scene_places
from factcards.reading.quotations import read_quotations
from factcards.reading.reader import anchor_of, read, read_text
from factcards.reading.sentences import split_sentences
from factcards.reading.units import same_unit

__all__ = [
    "LANGUAGES",
    "Anchor",
    "Attribution",
    "AttributionKind",
    "Cue",
    "DateMention",
    "Entity",
    "EntityKind",
    "FigureMention",
    "NameMention",
    "Quotation",
    "Reading",
    "Sentence",
    "anchor_of",
    "country_of",
    "number_spans",
    "numeric_values",
    "read",
    "read_attributions",
    "read_cues",
    "read_dates",
    "read_entities",
    "read_figures",
    "read_names",
    "read_quotations",
    "read_text",
    "read_value",
    "same_unit",
    "scene_places",
    "split_sentences",
]
