"""Markdown: its markup goes, its words, headings and front matter stay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from factcards.article.build import Block, Metadata, article_from_blocks
from factcards.article.content import FRONT_MATTER
from factcards.article.model import Article, ParagraphKind
from factcards.article.options import ReadOptions
from factcards.errors import InputError
from factcards.version import __version__

if TYPE_CHECKING:
    from markdown_it.token import Token

_FIELD = re.compile(r"^([A-Za-z][\w-]{0,40}):[ \t]*(.+)$", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*-[ \t]+(.+)$", re.MULTILINE)
_TAG = re.compile(r"<[^<>]{0,1000}>")
_HIDDEN = re.compile(r"<(script|style)\b.*?(?:</\1>|$)|<!--.*?(?:-->|$)", re.DOTALL | re.IGNORECASE)


def read_markdown(text: str, options: ReadOptions) -> Article:
    """The article that a Markdown text is. Raises `InputError` where no words are left."""
    from markdown_it import MarkdownIt
    from markdown_it import __version__ as parser_version

    metadata, body = _front_matter(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    blocks = list(_blocks(tokens))
    if not blocks:
        raise InputError("the Markdown holds no text", hint="give a file with an article in it")
    first = blocks[0]
    if metadata.title is None and first.kind == "heading":
        blocks[0] = Block(first.text, "title")
    reader = f"markdown factcards/{__version__} markdown-it-py/{parser_version}"
    return article_from_blocks(blocks, options, metadata=metadata, reader=reader)


def markdown_blocks(text: str) -> list[Block]:
    """The paragraphs, headings, list items and table rows of a Markdown text, in order."""
    from markdown_it import MarkdownIt

    return list(_blocks(MarkdownIt("commonmark").enable("table").parse(_front_matter(text)[1])))


def _front_matter(text: str) -> tuple[Metadata, str]:
    """Metadata of the `key: value` lines between `---` lines at the head, and the rest."""
    match = FRONT_MATTER.match(text)
    if match is None:
        return Metadata(), text
    head = match.group()
    fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(head)}
    author = fields.get("author") or fields.get("authors") or fields.get("byline")
    if author is None and re.search(r"^authors?:[ \t]*$", head, re.MULTILINE):
        author = ", ".join(entry.strip("\"' ") for entry in _ENTRY.findall(head))
    return (
        Metadata(
            title=fields.get("title") or fields.get("headline"),
            byline=(author or "").strip("[]") or None,
            publisher=fields.get("publisher") or fields.get("site"),
            published=fields.get("date") or fields.get("published") or fields.get("pubdate"),
            url=fields.get("url") or fields.get("canonical"),
            language=fields.get("lang") or fields.get("language"),
        ),
        text[match.end() :],
    )


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Paragraphs, headings, list items and table rows, in order."""
    kind: ParagraphKind | None = None
    row: list[str] | None = None
    for token in tokens:
        if token.type == "heading_open":
            kind = "heading"
        elif token.type in ("heading_close", "paragraph_open"):
            kind = None
        elif token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            if row and any(row):
                yield Block(" | ".join(row))
            row = None
        elif token.type == "inline":
            text = _inline(token.children or ())
            if row is not None:
                row.append(" ".join(text.split()))
            elif text.strip():
                yield Block(text, kind)
        elif token.type in ("html_block", "fence", "code_block"):
            text = token.content
            if token.type == "html_block":
                text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
            for part in re.split(r"\n\s*\n", text):
                if part.strip():
                    yield Block(part)


def _inline(children: Sequence[Token]) -> str:
    parts: list[str] = []
    for child in children:
        if child.type in ("text", "code_inline", "text_special"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append("\n")
    return "".join(parts)
