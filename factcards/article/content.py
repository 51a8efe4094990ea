"""What kind of content some bytes are, told by the bytes themselves, and its reader."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from factcards.article.build import article_from_text
from factcards.article.encoding import decode
from factcards.article.model import Article
from factcards.article.options import ReadOptions
from factcards.errors import InputError
from factcards.version import __version__

_MEND = "give text, Markdown, HTML, PDF, DOCX or EML"
_BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"RIFF", "an image, sound or video"),
    (b"OggS", "sound or video"),
    (b"ID3", "sound"),
    (b"fLaC", "sound"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"\x1f\x8b", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"\xfd7zXZ", "a compressed file"),
    (b"7z\xbc\xaf", "a compressed file"),
    (b"Rar!", "a compressed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_HTML_START = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|article"
    rb"|main|div|section|meta|title|p|h1|h2|script|link|header|nav|span|table|ul|ol|a|img|br|center"
    rb"|font|blockquote|figure)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_TAGS = re.compile(
    rb"</?(?:html|head|body|p|div|article|section|h[1-6]|a|br|ul|li|span|title|meta)\b[^<>]{0,500}>",
    re.IGNORECASE,
)
_HEADER = re.compile(
    rb"(?:From .*\r?\n)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t].*(?:\r?\n[ \t]+.*)*\r?\n){2,}"
)
_MAIL_FIELDS = re.compile(
    rb"^(from|date|subject|mime-version|received|message-id|to|return-path|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:[\w-]+:.*\r?\n|[ \t].*\r?\n|\r?\n){1,60}?---[ \t]*(?:\r?\n|$)"
)
_MARKDOWN_SIGNS = (
    re.compile(r"^#{1,4} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/|#|mailto:)[^)\s]{0,500}[^)\n]{0,200}\)"),
    re.compile(r"(?<![\w*])\*\*[^*\n]{1,200}\*\*(?![\w*])"),
    re.compile(r"^> \S", re.MULTILINE),
    re.compile(r"!\[[^\]\n]{0,200}\]\("),
    re.compile(r"^[^\n|]{1,200}\n(?:={4,}|-{4,})[ \t]*$", re.MULTILINE),
)
_STRONG_MARKDOWN = 3
_LOOKED_AT = 50_000


@dataclass(frozen=True, slots=True)
class Content:
    """Bytes, what they are called, and what was said about them."""

    data: bytes = field(repr=False)
    name: str
    media_type: str = ""
    """Of a Content-Type header; breaks ties only."""
    charset: str | None = None
    url: str | None = None
    """Where the bytes were fetched, after redirects."""


def read_content(content: Content, options: ReadOptions) -> Article:
    """The article in `content`. Raises `InputError` where there is none."""
    if not content.data.strip(b" \t\r\n\x0b\x0c\x00"):
        raise InputError(f"{content.name} is empty", hint="give a file with an article in it")
    kind = kind_of(content)
    if kind == "pdf":
        from factcards.article.pdf import read_pdf

        return read_pdf(content, options)
    if kind == "docx":
        from factcards.article.word import read_docx

        return read_docx(content, options)
    if kind == "eml":
        from factcards.article.mail import read_mail

        return read_mail(content, options)
    if kind == "html":
        from factcards.article.html import read_html

        return read_html(content, options)
    decoded = decode(content.data, declared=content.charset, name=content.name)
    if not decoded.text.strip():
        raise InputError(
            f"{content.name} holds only white space", hint="give a file with an article in it"
        )
    if is_markdown(decoded.text, content.name):
        from factcards.article.markdown import read_markdown

        return read_markdown(decoded.text, options)
    return article_from_text(
        decoded.text,
        options,
        reader=f"text factcards/{__version__}",
        source_offsets=decoded.to_bytes,
    )


def kind_of(content: Content) -> str:
    """ "pdf", "docx", "eml", "html" or "text", by the content first.

    Raises `InputError` for content that is no text and no document we read.
    """
    data = content.data
    head = data[:1024]
    if b"%PDF-" in head:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(content)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            f"{content.name} is an old Office document", hint="save it as DOCX, PDF or text"
        )
    if data.startswith(b"{\\rtf"):
        raise InputError(f"{content.name} is RTF", hint="save it as DOCX, PDF or text")
    for magic, what in _BINARY:
        if data.startswith(magic) and (b"\x00" in head or not _is_ascii(head)):
            raise InputError(f"{content.name} is {what}, not an article", hint=_MEND)
    if head[4:8] == b"ftyp":
        raise InputError(f"{content.name} is a video, not an article", hint=_MEND)
    plain = _ascii_view(data[:_LOOKED_AT])
    if _is_mail(plain):
        return "eml"
    if starts_as_html(plain) or _many_tags(plain, content):
        return "html"
    return "text"


def starts_as_html(head: bytes) -> bool:
    """Whether `head` opens as a web page does."""
    return _HTML_START.match(head) is not None


def _is_ascii(data: bytes) -> bool:
    return data.isascii()


def _ascii_view(head: bytes) -> bytes:
    """`head` without a byte order mark and, for UTF-16, without the zero bytes."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\xff\xfe", b"\xfe\xff"):
        if head.startswith(mark):
            return head[len(mark) :].replace(b"\x00", b"")
    return head


def _is_mail(head: bytes) -> bool:
    match = _HEADER.match(head)
    if match is None:
        return False
    fields = {name.lower() for name in _MAIL_FIELDS.findall(match.group())}
    return len(fields) >= 3 or (
        len(fields) >= 2 and bool(fields & {b"mime-version", b"received", b"message-id"})
    )


def _many_tags(head: bytes, content: Content) -> bool:
    tags = len(_HTML_TAGS.findall(head))
    declared = "html" in content.media_type or content.name.lower().endswith((".html", ".htm"))
    return tags >= (2 if declared else 6)


def _zip_kind(content: Content) -> str:
    if b"word/" in content.data:
        return "docx"
    raise InputError(
        f"{content.name} is an archive or a document of a kind that is not read", hint=_MEND
    )


def is_markdown(text: str, name: str = "") -> bool:
    """Whether `text` has the marks of Markdown; the file's name decides only in doubt."""
    head = text[:_LOOKED_AT]
    if FRONT_MATTER.match(head):
        return True
    signs = sum(min(len(pattern.findall(head)), 2) for pattern in _MARKDOWN_SIGNS)
    named = PurePosixPath(name).suffix.lower() in (".md", ".markdown", ".mdown")
    return signs >= (1 if named else _STRONG_MARKDOWN)
