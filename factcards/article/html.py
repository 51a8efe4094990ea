"""Web pages: metadata from what the page declares, main text by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from factcards.article.build import Block, Metadata, article_from_blocks
from factcards.article.content import Content
from factcards.article.encoding import decode
from factcards.article.metadata import page_metadata
from factcards.article.model import Article, ParagraphKind
from factcards.article.options import ReadOptions
from factcards.article.vocabulary import words_of
from factcards.errors import InputError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]{2,30})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# An extraction this much shorter than the text in JSON-LD has missed the article.
_MISSED = 0.4


def read_html(content: Content, options: ReadOptions, *, known: Metadata | None = None) -> Article:
    """The article of a web page. `known` wins over what the page says (a mail's header).

    Raises `InputError` when the page holds no text.
    """
    import trafilatura

    head = content.data[:4096]
    match = _META_CHARSET.search(head) or _XML_CHARSET.match(head)
    declared = content.charset or (match[1].decode("ascii") if match else None)
    page = decode(content.data, declared=declared, name=content.name).text
    # lxml refuses a declared encoding in text that is decoded already.
    page = _XML_DECLARATION.sub("", page).replace("\x00", "")
    quiet = logging.getLogger("trafilatura")
    level = quiet.level
    quiet.setLevel(logging.CRITICAL)
    try:
        blocks, metadata = _extract(page, content, options)
    except (InputError, KeyboardInterrupt):
        raise
    except Exception as error:  # a page can be broken in ways that no parser lists
        raise InputError(
            f"{content.name} is HTML that cannot be read", hint="save the article as text"
        ) from error
    finally:
        quiet.setLevel(level)
    if known is not None:
        given = {
            name: value
            for name in ("title", "byline", "publisher", "published", "url", "language")
            if (value := getattr(known, name)) is not None
        }
        metadata = replace(metadata, **given)
    if not blocks:
        raise InputError(
            f"{content.name} is a page without an article in it",
            hint="give the article's own page; if it needs scripts or a login, save its text",
        )
    return article_from_blocks(
        blocks, options, metadata=metadata, reader=f"html trafilatura/{trafilatura.__version__}"
    )


def _extract(page: str, content: Content, options: ReadOptions) -> tuple[list[Block], Metadata]:
    import trafilatura

    tree = trafilatura.load_html(page)
    if tree is None:
        return [], Metadata()
    metadata, linked_text = page_metadata(tree, options.url or content.url)
    document = trafilatura.bare_extraction(
        page,
        url=metadata.url,
        include_comments=False,
        include_tables=True,
        include_formatting=False,
        with_metadata=metadata.published is None or metadata.publisher is None,
    )
    blocks: list[Block] = []
    if document is not None and not isinstance(document, dict):
        blocks = list(_blocks(document.body)) if document.body is not None else []
        metadata = replace(
            metadata,
            title=metadata.title or document.title,
            publisher=metadata.publisher or document.sitename,
            published=metadata.published or document.date,
        )
    size = sum(len(block.text) for block in blocks)
    if size < _MISSED * len(linked_text):
        plain = re.sub(r"<[^<>]{0,500}>", " ", linked_text)
        blocks = [Block(line) for line in plain.splitlines() if line.strip()]
    return _titled(blocks, metadata.title), metadata


def _titled(blocks: list[Block], title: str | None) -> list[Block]:
    """`blocks` with the kind "title" only where the heading is the title's words."""
    known = set(words_of(title or ""))
    found: list[Block] = []
    seen = False
    for block in blocks:
        kind: ParagraphKind | None = block.kind
        if kind == "title":
            words = set(words_of(block.text))
            alike = not known or len(words & known) >= 0.5 * max(1, min(len(words), len(known)))
            kind = "title" if alike and not seen else "heading"
            seen = seen or kind == "title"
        found.append(Block(block.text, kind))
    return found


def _blocks(body: Any) -> Iterator[Block]:
    """The paragraphs of trafilatura's tree in reading order."""
    for element in body:
        tag = element.tag
        if tag == "head":
            rank = element.get("rend") or ""
            yield Block(_text(element), "title" if rank == "h1" else "heading")
        elif tag == "table":
            for row in element.iter("row"):
                cells = [" ".join(_text(cell).split()) for cell in row.iter("cell")]
                yield Block(" | ".join(cell for cell in cells if cell))
        elif tag in ("list", "quote", "div", "body", "main", "article", "section") and len(element):
            if element.text and element.text.strip():
                yield Block(element.text)
            yield from _blocks(element)
        else:
            yield from (Block(part) for part in re.split(r"\n\s*\n", _text(element)))
        if element.tail and element.tail.strip():
            yield Block(element.tail)


def _text(element: Any) -> str:
    """The words of `element`; line breaks stay as line ends, two of them part paragraphs."""
    for line_break in element.iter("lb"):
        line_break.tail = "\n" + (line_break.tail or "")
    return "".join(element.itertext())
