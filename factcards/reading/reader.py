"""One text or article, read from end to end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar

from factcards.article.model import Article, Paragraph
from factcards.card import Span
from factcards.reading.attributions import attributions_of
from factcards.reading.carried import answers, reported_on
from factcards.reading.cues import read_cues
from factcards.reading.dates import read_dates
from factcards.reading.elided import as_named_currency
from factcards.reading.entities import read_entities
from factcards.reading.entries import Entry, dated, entries_of
from factcards.reading.figures import read_figures
from factcards.reading.hearing import hear
from factcards.reading.mentions import (
    Attribution,
    Cue,
    DateMention,
    FigureMention,
    Reading,
    Sentence,
)
from factcards.reading.moments import Anchor
from factcards.reading.quotations import quotations_of
from factcards.reading.sentences import split_sentences

Mention = TypeVar("Mention", FigureMention, DateMention, Cue)


def read(article: Article, *, anchor: Anchor | None = None) -> Reading:
    """Everything that reading finds in `article`.

    Sentences cover the whole text; mentions come from the story's paragraphs
    alone, title and captions included, byline and dateline not. Relative dates
    are resolved against `anchor`, by default the article's dateline, else its
    date of publication. Offsets count code points of `article.text`.
    """
    return read_text(
        article.text,
        language=article.language or "en",
        anchor=anchor or anchor_of(article),
        paragraphs=article.paragraphs,
    )


def read_text(
    text: str,
    *,
    language: str = "en",
    anchor: Anchor | None = None,
    paragraphs: Sequence[Paragraph] | None = None,
) -> Reading:
    """Everything that reading finds in `text`; without `paragraphs` all of it is story.

    `language` is ISO 639-1; English, Spanish, German and French are read in
    full, of other languages what needs no vocabulary. No mention crosses a
    paragraph border. Linear in the length of `text`.
    """
    sentences = split_sentences(text, language, paragraphs)
    regions = story_regions(sentences)
    figures = _by_region(text, regions, lambda piece: read_figures(piece, language))
    figures = tuple(as_named_currency(figures))
    entries = _entries(text, sentences, regions, language, anchor)
    if entries is None:
        dates = _by_region(text, regions, lambda piece: read_dates(piece, language, anchor))
    else:
        dates = _dates_of_entries(text, language, entries)
        figures = _outside_stamps(figures, entries)
    entities = read_entities(text, language, sentences)
    hearing = hear(text, language, sentences, entities)
    quotations = quotations_of(hearing)
    attributions = attributions_of(hearing, quotations)
    carried = (*answers(text, sentences, entities), *reported_on(hearing, attributions))
    return Reading(
        text=text,
        language=language,
        sentences=sentences,
        figures=figures,
        dates=dates,
        entities=entities,
        quotations=quotations,
        attributions=tuple(sorted((*attributions, *carried), key=_in_order)),
        cues=_by_region(text, regions, lambda piece: read_cues(piece, language)),
    )


def _in_order(attribution: Attribution) -> tuple[int, int]:
    return attribution.span.start, attribution.cue.start


def _entries(
    text: str,
    sentences: Sequence[Sentence],
    regions: Sequence[Span],
    language: str,
    anchor: Anchor | None,
) -> list[tuple[Span, Entry]] | None:
    """Each story region with the entry it belongs to; a stamp counts even in boilerplate."""
    paragraphs = paragraph_spans(sentences)
    found = entries_of(text, paragraphs, language, anchor)
    if found is None:
        return None
    starts = {region.start: region for region in regions}
    return [
        (starts[span.start], entry)
        for span, entry in zip(paragraphs, found, strict=True)
        if span.start in starts
    ]


def _dates_of_entries(
    text: str, language: str, entries: Iterable[tuple[Span, Entry]]
) -> tuple[DateMention, ...]:
    out: list[DateMention] = []
    for region, entry in entries:
        found = read_dates(region.of(text), language, entry.anchor)
        out += dated(text, [_shifted(mention, region.start) for mention in found], entry)
    return tuple(out)


def _outside_stamps(
    figures: Iterable[FigureMention], entries: Iterable[tuple[Span, Entry]]
) -> tuple[FigureMention, ...]:
    starts = {entry.stamp.span.start for _, entry in entries if entry.stamp is not None}
    return tuple(figure for figure in figures if figure.span.start not in starts)


def paragraph_spans(sentences: Sequence[Sentence]) -> list[Span]:
    """One span for each paragraph, boilerplate included, from its first sentence to its last."""
    out: list[Span] = []
    last = -1
    for sentence in sentences:
        if sentence.paragraph == last:
            out[-1] = Span(out[-1].start, sentence.span.end)
        else:
            out.append(sentence.span)
            last = sentence.paragraph
    return out


def anchor_of(article: Article) -> Anchor | None:
    """What the article's relative dates count from: its dateline, else its publication."""
    for stamp, basis in ((article.dateline, "dateline"), (article.published, "published")):
        if stamp:
            try:
                day = date.fromisoformat(stamp[:10])
            except ValueError:
                continue
            return Anchor(day, "dateline" if basis == "dateline" else "published")
    return None


def story_regions(sentences: Sequence[Sentence]) -> list[Span]:
    """One span for each story paragraph, from its first sentence to its last."""
    regions: list[Span] = []
    last = -1
    for sentence in sentences:
        if not sentence.story:
            continue
        if sentence.paragraph == last:
            regions[-1] = Span(regions[-1].start, sentence.span.end)
        else:
            regions.append(sentence.span)
            last = sentence.paragraph
    return regions


def _by_region(
    text: str, regions: Iterable[Span], reader: Callable[[str], Sequence[Mention]]
) -> tuple[Mention, ...]:
    return tuple(
        _shifted(mention, region.start) for region in regions for mention in reader(region.of(text))
    )


def _shifted(mention: Mention, by: int) -> Mention:
    if not by:
        return mention
    moved: dict[str, Any] = {
        field.name: value.shifted(by)
        for field in fields(mention)
        if isinstance(value := getattr(mention, field.name), Span)
    }
    return replace(mention, **moved)
