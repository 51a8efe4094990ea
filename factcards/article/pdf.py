"""PDF: text by pypdf, running heads and page numbers left out."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from typing import Any

from factcards.article.build import Metadata, article_from_text
from factcards.article.content import Content
from factcards.article.model import Article
from factcards.article.options import ReadOptions
from factcards.errors import InputError

MOST_PAGES = 300
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:page|seite|página|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:[/|]|of|von|de|sur)?\s*\d{0,4}\s*[-–—]?",
    re.I,
)
# A running head stands at the edge of at least this share of the pages.
_RUNNING = 0.6
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|odt|txt|html?)$|^(?:untitled|microsoft word)|[_/\\]", re.I
)


def read_pdf(content: Content, options: ReadOptions) -> Article:
    """The article of a PDF. Raises `InputError` when it is broken, locked or has no text."""
    try:
        import pypdf
    except ImportError:
        raise InputError(
            f"{content.name} is a PDF, and pypdf is not installed",
            hint="pip install 'factcards[files]'",
        ) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages, title = _pages(pypdf, content, options)
    except InputError:
        raise
    except Exception as error:  # a PDF can be broken in ways that no parser lists
        raise InputError(
            f"{content.name} is a broken PDF",
            hint="open it and save it again, or give its text",
        ) from error
    text = "\n".join(line for page in _without_running_heads(pages) for line in page)
    if not any(character.isalnum() for character in text):
        raise InputError(
            f"{content.name} is a PDF without text: its pages are pictures",
            hint="run text recognition (OCR) on it first, or give its text",
        )
    return article_from_text(
        text,
        options,
        metadata=Metadata(title=_title_within(title, text)),
        reader=f"pdf pypdf/{pypdf.__version__}",
        layout_hyphens=True,
    )


def _pages(pypdf: Any, content: Content, options: ReadOptions) -> tuple[list[list[str]], str]:
    """The lines of each page, and the title that the document's properties give."""
    reader = pypdf.PdfReader(io.BytesIO(content.data), strict=False)
    if reader.is_encrypted:
        _unlock(reader, content)
    if len(reader.pages) > MOST_PAGES:
        raise InputError(
            f"{content.name} has {len(reader.pages)} pages; more than {MOST_PAGES} are not read",
            hint="give the pages of one article",
        )
    pages: list[list[str]] = []
    size = 0
    for page in reader.pages:
        text = page.extract_text() or ""
        size += len(text)
        if size > options.max_bytes:
            raise InputError(
                f"{content.name} holds more text than the limit", hint="give one article at a time"
            )
        pages.append([line.strip() for line in text.splitlines()])
    title = reader.metadata.title if reader.metadata else None
    return pages, str(title or "")


def _unlock(reader: Any, content: Content) -> None:
    """Opens a PDF whose user password is empty, as viewers do."""
    try:
        opened = bool(reader.decrypt(""))
    except Exception:  # pypdf raises several kinds here, one for a missing cipher
        opened = False
    if not opened:
        raise InputError(
            f"{content.name} is an encrypted PDF",
            hint="remove the password (open it and save it without one) and try again",
        )


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """Pages without the lines at their edges that come back on most of them, digits aside."""
    edges: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page if line]
        for line in {_DIGITS.sub("#", line) for line in (*lines[:2], *lines[-2:])}:
            edges[line] += 1
    running = {
        line for line, count in edges.items() if len(pages) >= 3 and count >= _RUNNING * len(pages)
    }
    kept: list[list[str]] = []
    for page in pages:
        at = [index for index, line in enumerate(page) if line]
        edge = {*at[:2], *at[-2:]}
        kept.append(
            [
                line
                for index, line in enumerate(page)
                if index not in edge
                or not (
                    _DIGITS.sub("#", line) in running
                    or (index in (at[0], at[-1]) and _PAGE_NUMBER.fullmatch(line))
                )
            ]
        )
    return kept


def _title_within(title: str, text: str) -> str | None:
    """The title of the properties, where the page has its words: often it is a file's name."""
    plain = " ".join(title.split())
    if not plain or _FILE_NAME.search(plain):
        return None
    head = " ".join(text[:3000].split()).casefold()
    return plain if plain.casefold() in head else None
