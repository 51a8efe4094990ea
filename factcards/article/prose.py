"""Prose that is to be held against an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcards.article.build import Block
from factcards.article.canonical import SEPARATOR, canonicalise, one_line
from factcards.article.content import is_markdown, kind_of, read_content
from factcards.article.encoding import decode
from factcards.article.language import detect_language
from factcards.article.load import load_content
from factcards.article.markdown import markdown_blocks
from factcards.article.model import Article, Paragraph
from factcards.article.options import DEFAULTS, ReadOptions, Source, Text
from factcards.card import Span
from factcards.errors import InputError
from factcards.version import __version__

_ANY_MARKUP = "prose.md"
"""A name under which one sign of Markdown is enough."""


def read_prose(source: Source, options: ReadOptions = DEFAULTS) -> Article:
    """`source` as prose to be checked: all of it counts, what looks like an appeal or a label too.

    A string and `Text` are the prose itself, a `Path` names a file, bytes are a
    file's content. Text and Markdown are taken whole; of pages, mails, PDF and
    Word files the story is taken. The language is `options.language`, else what
    the words show; None where they are too few. Offsets count code points of
    the canonical text. Raises `InputError` where there are no words.
    """
    if isinstance(source, Article):
        return source
    if isinstance(source, Text):
        source = source.text
    if isinstance(source, str):
        return _of_text(source, "the text", options)
    content = load_content(source, options)
    if not content.data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise _empty(content.name)
    if kind_of(content) != "text":
        article = read_content(content, options)
        told = tuple(p for p in article.paragraphs if p.role == "story")
        return article.with_paragraphs(told)
    return _of_text(decode(content.data, name=content.name).text, content.name, options)


def _of_text(text: str, name: str, options: ReadOptions) -> Article:
    if len(text) > options.max_bytes:
        raise InputError(f"{name} is too long to be checked", hint="check it part by part")
    if is_markdown(text, _ANY_MARKUP):
        article = _of_blocks(markdown_blocks(text))
    else:
        canonical = canonicalise(text)
        paragraphs = tuple(Paragraph(span, "story") for span in canonical.paragraphs)
        article = Article(canonical.text, paragraphs, reader=f"text factcards/{__version__}")
    if not any(char.isalnum() for char in article.text):
        raise _empty(name)
    language = options.language or detect_language(article.text)
    return replace(article, language=language)


def _of_blocks(blocks: Sequence[Block]) -> Article:
    paragraphs: list[Paragraph] = []
    lines: list[str] = []
    at = 0
    for block in blocks:
        line = one_line(block.text)
        if line:
            span = Span(at, at + len(line))
            paragraphs.append(Paragraph(span, "story", block.kind or "body"))
            lines.append(line)
            at += len(line) + len(SEPARATOR)
    reader = f"markdown factcards/{__version__}"
    return Article(SEPARATOR.join(lines), tuple(paragraphs), reader=reader)


def _empty(name: str) -> InputError:
    return InputError(f"{name} holds no words", hint="give the prose that is to be checked")
