"""What a caller may say about a source, and what a source may be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from factcards.article.model import Article


@dataclass(frozen=True, slots=True)
class Text:
    """A string that is the article itself, never a path or an address."""

    text: str
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadOptions:
    """How a source is read. What is given here wins over what the source says."""

    published: date | str | None = None
    """ISO 8601 date or date and time."""
    url: str | None = None
    """The article's address, for the record; also the base for its links."""
    language: str | None = None
    """ISO 639-1."""
    max_bytes: int = 20_000_000
    """Largest file or text that is read."""
    max_page_bytes: int = 10_000_000
    """Largest answer of a web server, counted after decompression."""
    timeout: float = 30.0
    """Seconds for fetching an address, all in all."""
    allow_private: bool = False
    """Whether addresses of this machine and of private networks may be fetched."""


DEFAULTS = ReadOptions()

Source = str | Path | bytes | Text | Article
