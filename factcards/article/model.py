"""An article as the rest of the program sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from factcards.card import ArticleInfo, Span

Role = Literal["story", "boilerplate"]
ParagraphKind = Literal["title", "heading", "body", "caption", "byline", "dateline"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the canonical text: where it stands, and what it is."""

    span: Span
    role: Role
    kind: ParagraphKind = "body"
    why: str = ""
    """For boilerplate: which sign gave it away."""


@dataclass(frozen=True)
class Article:
    """Canonical text, its paragraphs and what is known about it.

    All spans count code points of `text`. Paragraphs are in order, do not
    overlap, and cover everything but the blank lines between them.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    """ISO 8601 date or date and time."""
    dateline: str | None = None
    """ISO 8601 date that the story's own dateline or time stamp gives, if any."""
    url: str | None = None
    language: str | None = None
    """ISO 639-1."""
    reader: str = ""
    """What read the source, with its version: "text factcards/0.1.0"."""
    source_offsets: Callable[[Span], Span] | None = field(default=None, compare=False, repr=False)

    @cached_property
    def sha256(self) -> str:
        """Of the canonical text in UTF-8, as 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def story(self) -> tuple[Paragraph, ...]:
        """The paragraphs that belong to the story."""
        return tuple(p for p in self.paragraphs if p.role == "story")

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that covers code point `offset`, if any."""
        low, high = 0, len(self.paragraphs)
        while low < high:
            middle = (low + high) // 2
            if self.paragraphs[middle].span.end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.paragraphs) and self.paragraphs[low].span.start <= offset:
            return self.paragraphs[low]
        return None

    def to_source(self, span: Span) -> Span:
        """Where `span` stands in the bytes that came in (text input only).

        Raises `LookupError` when the source was not plain text.
        """
        if self.source_offsets is None:
            raise LookupError("only plain text input maps back to its bytes")
        return self.source_offsets(span)

    def with_paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> Article:
        """The same article with other paragraph roles."""
        return replace(self, paragraphs=paragraphs)

    def info(self, *, with_text: bool = True) -> ArticleInfo:
        """What a card records about its article."""
        return ArticleInfo(
            title=self.title,
            byline=self.byline,
            publisher=self.publisher,
            published=self.published,
            url=self.url,
            language=self.language,
            reader=self.reader,
            sha256=self.sha256,
            characters=len(self.text),
            text=self.text if with_text else None,
        )
