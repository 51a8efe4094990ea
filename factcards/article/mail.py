"""Mail (EML): the plain part, or else the HTML part, and what the header says."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parseaddr

from factcards.article.build import Metadata, article_from_text
from factcards.article.bylines import clean_byline, iso_date
from factcards.article.canonical import canonicalise, one_line
from factcards.article.content import Content
from factcards.article.encoding import decode
from factcards.article.html import read_html
from factcards.article.model import Article
from factcards.article.options import ReadOptions
from factcards.article.vocabulary import words_of
from factcards.errors import InputError
from factcards.version import __version__

_FORWARDED = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|rv)\s*:\s*)+", re.IGNORECASE)
# A plain part with fewer words than this only says to look at the other one.
_FEWEST_WORDS = 25


def read_mail(content: Content, options: ReadOptions) -> Article:
    """The article that a mail carries: subject as title, sender as byline, date.

    Raises `InputError` when the mail has no text.
    """
    data = content.data
    if data.startswith(b"From "):
        data = data.split(b"\n", 1)[-1]
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        metadata = _metadata(message)
        plain = _part(message, "plain", content)
        page = _part(message, "html", content)
    except InputError:
        raise
    except Exception as error:  # a mail can be broken in ways that no parser lists
        raise InputError(
            f"{content.name} is a broken mail", hint="save its text as a file"
        ) from error
    text = decode(plain.data, declared=plain.charset, name=content.name).text if plain else ""
    if page is not None and len(words_of(text[:2000])) < _FEWEST_WORDS:
        article = read_html(page, options, known=metadata)
        return replace(article, reader=f"eml factcards/{__version__} {article.reader}")
    if not text.strip():
        raise InputError(f"{content.name} is a mail without text", hint="give the text itself")
    title = metadata.title
    first = canonicalise(text[:2000]).text.split("\n", 1)[0]
    if title and words_of(first) != words_of(title):
        text = f"{title}\n\n{text}"
    return article_from_text(
        text, options, metadata=metadata, reader=f"eml factcards/{__version__}"
    )


def _metadata(message: EmailMessage) -> Metadata:
    subject = _FORWARDED.sub("", one_line(str(message.get("subject", "") or "")))
    name, _ = parseaddr(str(message.get("from", "") or ""))
    return Metadata(
        title=subject or None,
        byline=clean_byline(name),
        published=iso_date(str(message.get("date", "") or "")),
    )


def _part(message: EmailMessage, kind: str, content: Content) -> Content | None:
    """The body part of this kind, its transfer encoding undone."""
    part = message.get_body(preferencelist=(kind,))
    if part is None:
        return None
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or not payload.strip():
        return None
    return Content(payload, content.name, f"text/{kind}", part.get_content_charset())
