"""What a published correction says was wrong, as readings that no card may carry.

A correction names the error and what is right, and often says which is which
("£1.8 million, not £18 million"). What is right stands in the corrected article
too; so a figure or a name of the correction that the story nowhere else has is
the error itself. Where the correction is the article, only its own words count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from factcards.article import Article
from factcards.card import Span, decimal_text
from factcards.checking.superseded import Superseded, superseded_figures
from factcards.reading import FigureMention, Reading, read, read_text, same_unit

_NOTE = re.compile(
    r"(?:(?:this|the) (?:article|story|report) (?:was|has been) (?:amended|corrected|updated)"
    r"|an (?:earlier|previous) version\b|corrections?\b|clarifications?\b|editors?['’]s? note\b"
    r"|korrektur\b|berichtigung\b|in einer früheren (?:version|fassung)\b"
    r"|fe de errores\b|rectificación\b|corrección\b|una versión anterior\b"
    r"|rectificatif\b|erratum\b|correction\b|une version précédente\b)",
    re.IGNORECASE,
)
"""How the note begins that a newsroom puts under an article it has mended."""
_LEAST_SHARE = 1
"""Words of the story that must stand for each word of the note, to tell what it lacks."""
_LONGEST_WHY = 240


@dataclass(frozen=True)
class WrongReading:
    """Something that was printed and taken back: a value with its unit, or a name."""

    why: str
    value: Decimal | None = None
    unit: str | None = None
    name: str | None = None

    @property
    def told(self) -> str:
        """The wrong reading in a few words."""
        if self.value is None:
            return self.name or ""
        return " ".join(part for part in (decimal_text(self.value), self.unit) if part)

    def label(self) -> dict[str, Any]:
        """As an entry of `forbidden`."""
        if self.value is None:
            return {"name": self.name, "why": self.why}
        return {"value": decimal_text(self.value), "unit": self.unit, "why": self.why}


def wrong_readings(note: str, article: Article) -> tuple[WrongReading, ...]:
    """What `note`, the words of a correction, has and the story without it has not.

    The note may itself be a paragraph of the article. Figures are compared by
    value and unit, names by each of their forms.
    """
    language = article.language or "en"
    told = read_text(note, language=language)
    rest = read(_without(note, article))
    why = f"taken back by a correction: {_clip(' '.join(note.split()))}"
    found = [WrongReading(why=why, value=s.old.value, unit=s.old.unit) for s in _taken_back(told)]
    if len(rest.text.split()) > _LEAST_SHARE * len(note.split()):
        found += [*_figures(told, rest, why), *_names(told, rest, why)]
    return tuple(dict.fromkeys(found))


def correction_notes(article: Article) -> tuple[str, ...]:
    """The paragraphs of the story that put something right."""
    spans = (paragraph.span for paragraph in article.story)
    return tuple(span.of(article.text) for span in spans if _taken_back_in(span, article))


def _taken_back_in(span: Span, article: Article) -> bool:
    words = span.of(article.text)
    told = read_text(words, language=article.language or "en")
    return bool(_NOTE.match(words) or _taken_back(told))


def _taken_back(told: Reading) -> tuple[Superseded, ...]:
    return tuple(superseded_figures(told))


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST_WHY else text[: _LONGEST_WHY - 1] + "…"


def _figures(told: Reading, rest: Reading, why: str) -> Iterator[WrongReading]:
    seen: set[tuple[Decimal, str | None]] = set()
    for figure in told.figures:
        key = (figure.value, figure.unit)
        if key in seen or any(_same(figure, other) for other in rest.figures):
            continue
        seen.add(key)
        yield WrongReading(why=why, value=figure.value, unit=figure.unit)


def _same(one: FigureMention, other: FigureMention) -> bool:
    return one.value in (other.value, other.value_to) and same_unit(one.unit, other.unit)


def _names(told: Reading, rest: Reading, why: str) -> Iterator[WrongReading]:
    known = rest.text.casefold()
    for entity in told.entities:
        forms = (entity.name, *entity.aliases)
        if any(form.casefold() in known for form in forms):
            continue
        yield WrongReading(why=why, name=entity.name)


def _without(note: str, article: Article) -> Article:
    """`article` with the paragraph that is the correction itself blanked out.

    Offsets stay; a note that is no part of the article changes nothing.
    """
    words = " ".join(note.split())
    text = article.text
    paragraphs = []
    for paragraph in article.paragraphs:
        own = " ".join(paragraph.span.of(text).split())
        if own and (own in words or words in own):
            text = _blanked(text, paragraph.span)
        else:
            paragraphs.append(paragraph)
    return Article(
        text=text,
        paragraphs=tuple(paragraphs),
        title=article.title,
        published=article.published,
        language=article.language,
    )


def _blanked(text: str, span: Span) -> str:
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]
