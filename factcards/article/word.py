"""DOCX: paragraphs, headings and tables by python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from factcards.article.build import Block, article_from_blocks
from factcards.article.content import Content
from factcards.article.model import Article, ParagraphKind
from factcards.article.options import ReadOptions
from factcards.errors import InputError

# What the parts of a document may come to once unpacked.
MOST_UNPACKED = 100_000_000
MOST_PARTS = 5000
_KINDS: dict[str, ParagraphKind] = {"title": "title", "caption": "caption"}


def read_docx(content: Content, options: ReadOptions) -> Article:
    """The article of a DOCX file. Raises `InputError` when it is broken or has no text."""
    _check_archive(content)
    try:
        import docx
    except ImportError:
        raise InputError(
            f"{content.name} is a DOCX file, and python-docx is not installed",
            hint="pip install 'factcards[files]'",
        ) from None
    try:
        blocks = list(_blocks(docx.Document(io.BytesIO(content.data))))
    except Exception as error:  # a package can be broken in ways that no parser lists
        raise _broken(content) from error
    if not any(block.text.strip() for block in blocks):
        raise InputError(
            f"{content.name} is a DOCX file without text", hint="give a file with an article in it"
        )
    return article_from_blocks(blocks, options, reader=f"docx python-docx/{docx.__version__}")


def _broken(content: Content) -> InputError:
    return InputError(
        f"{content.name} is a broken DOCX file", hint="open it and save it again, or give its text"
    )


def _check_archive(content: Content) -> None:
    """Raises `InputError` for an archive that is broken, no document, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content.data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        raise _broken(content) from None
    if not any(part.filename == "word/document.xml" for part in parts):
        raise _broken(content)
    if any(part.flag_bits & 1 for part in parts):
        raise InputError(f"{content.name} is encrypted", hint="save it without a password")
    # The sizes are what the archive claims; zipfile stops reading a part there.
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise InputError(
            f"{content.name} unpacks to more than {MOST_UNPACKED // 1_000_000} MB",
            hint="save its text as a file of its own",
        )


def _blocks(document: Any) -> Iterator[Block]:
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            for row in item.rows:
                cells: list[str] = []
                seen: set[int] = set()
                for cell in row.cells:
                    # A merged cell comes once for each column it covers.
                    if id(cell._tc) not in seen:
                        seen.add(id(cell._tc))
                        cells.append(" ".join(cell.text.split()))
                yield Block(" | ".join(text for text in cells if text))
            continue
        style = (item.style.name or "").lower() if item.style is not None else ""
        kind = _KINDS.get(style) or ("heading" if style.startswith("heading") else None)
        yield Block(item.text, kind)
