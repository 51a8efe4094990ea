"""Words of the story that stand there once: what a label cites."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from factcards.article import Article, Paragraph
from factcards.card import Evidence, Span
from factcards.grounding import GroundingIndex


class Citing:
    """Finds for a piece of evidence the shortest quote that a label may use."""

    def __init__(self, article: Article) -> None:
        self.article = article

    @cached_property
    def _index(self) -> GroundingIndex:
        return GroundingIndex(self.article.text)

    def quote(self, evidence: Evidence) -> str | None:
        """The words of `evidence`, with neighbours until they stand in the story once.

        None where they are not of the story, or their paragraph stands there twice.
        """
        span = Span(evidence.start, evidence.end)
        paragraph = self.article.paragraph_at(span.start)
        if paragraph is None or paragraph.role != "story":
            return None
        inside = paragraph.span
        span = Span(max(span.start, inside.start), min(span.end, inside.end))
        while not self._once(span):
            wider = self._wider(span, inside)
            if wider == span:
                return None
            span = wider
        return span.of(self.article.text)

    def quotes(self, evidence: Sequence[Evidence]) -> tuple[str, ...]:
        """A quote for each piece that has one, without repetitions."""
        found = (self.quote(piece) for piece in evidence)
        return tuple(dict.fromkeys(quote for quote in found if quote is not None))

    def _once(self, span: Span) -> bool:
        places = self._index.occurrences(span.of(self.article.text))
        return sum(self._in_story(place.span) for place in places) == 1

    def _in_story(self, span: Span) -> bool:
        paragraph = self.article.paragraph_at(span.start)
        return paragraph is not None and paragraph.role == "story"

    def _wider(self, span: Span, inside: Span) -> Span:
        """`span` with one more word at both sides, as far as the paragraph goes."""
        text = self.article.text
        start, end = span.start, span.end
        before = text[inside.start : start].rstrip()
        if before:
            start = inside.start + before.rfind(" ") + 1
        while end < inside.end and text[end].isspace():
            end += 1
        while end < inside.end and not text[end].isspace():
            end += 1
        return Span(start, end)


def openings(article: Article, least: int = 5) -> tuple[str, ...]:
    """The first words of each boilerplate paragraph, enough to tell it from the story's."""
    text = article.text
    story = tuple(_words(text, paragraph) for paragraph in article.story)
    found: dict[str, None] = {}
    for paragraph in article.paragraphs:
        if paragraph.role == "story":
            continue
        words = _words(text, paragraph)
        for count in range(min(least, len(words)), len(words) + 1):
            start = words[:count]
            if count == len(words) or not any(told[:count] == start for told in story):
                found[" ".join(start)] = None
                break
    return tuple(found)


def _words(text: str, paragraph: Paragraph) -> list[str]:
    return paragraph.span.of(text).split()
