"""A source becomes an `Article`: canonical text, paragraphs with roles, metadata."""

from factcards.article.build import article_from_text
from factcards.article.canonical import canonical_text
from factcards.article.load import load_article, read_article
from factcards.article.model import Article, Paragraph, ParagraphKind, Role
from factcards.article.options import ReadOptions, Source, Text
from factcards.article.prose import read_prose

__all__ = [
    "Article",
    "Paragraph",
    "ParagraphKind",
    "ReadOptions",
    "Role",
    "Source",
    "Text",
    "article_from_text",
    "canonical_text",
    "load_article",
    "read_article",
    "read_prose",
]
