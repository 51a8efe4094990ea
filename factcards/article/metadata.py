"""What a web page says about its article: JSON-LD and meta tags."""

from __future__ import annotations

import html as html_entities
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from factcards.article.build import Metadata
from factcards.article.bylines import clean_byline, iso_date
from factcards.article.vocabulary import words_of

_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|Posting)$")
_TITLE = (
    "og:title",
    "citation_title",
    "citation_headline",
    "parsely-title",
    "dc.title",
    "dcterms.title",
    "headline",
    "twitter:title",
    "title",
)
_BYLINE = (
    "author",
    "article:author",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "byline",
    "og:article:author",
    "creator",
)
_PUBLISHER = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "application-name",
    "publisher",
    "apple-mobile-web-app-title",
)
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "parsely-pub-date",
    "datepublished",
    "citation_publication_date",
    "citation_date",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date",
)
_LANGUAGE = ("content-language", "og:locale", "language", "inlanguage", "dc.language")
_SITE_JOINT = re.compile(r"\s+(?:[|–—-]|::|»|·|•)\s+")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_MOST_OBJECTS = 2000


def page_metadata(tree: Any, address: str | None) -> tuple[Metadata, str]:
    """What an lxml tree says about its article, and the article's text where JSON-LD holds it."""
    linked = list(_linked_articles(tree))
    linked.sort(key=lambda item: not _named(item, "headline"))
    best = linked[0] if linked else {}
    meta = _meta_tags(tree)
    publisher = _name(best.get("publisher")) or _first(meta, _PUBLISHER)
    url = _canonical(tree, meta, best, address)
    title = _without_site(
        _named(best, "headline") or _first(meta, _TITLE), publisher, url
    ) or _page_title(tree, publisher, url)
    metadata = Metadata(
        title=title,
        byline=_authors(best) or _meta_authors(meta) or _marked_authors(tree),
        publisher=publisher,
        published=_published(tree, meta, best),
        url=url,
        language=_language(tree, meta, best),
    )
    return metadata, _named(best, "articleBody") or ""


def _linked_articles(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that are articles; what cannot be read is passed over."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        data = _loads(script.text_content() if hasattr(script, "text_content") else script.text)
        for item in _objects(data):
            kinds = item.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE_TYPE.search(kind) for kind in names):
                yield item


def _loads(text: str | None) -> Any:
    plain = (text or "").strip().removeprefix("<!--").removesuffix("-->")
    plain = plain.replace("<![CDATA[", "").replace("]]>", "").strip().rstrip(";")
    for attempt in (plain, _TRAILING_COMMA.sub(r"\1", plain)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document, through lists, `@graph` and `mainEntity`."""
    waiting = [data]
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting[:0] = item[:_MOST_OBJECTS]
        elif isinstance(item, dict):
            yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _named(item: dict[str, Any], key: str) -> str | None:
    value = item.get(key)
    if isinstance(value, list):
        value = next((entry for entry in value if isinstance(entry, str)), None)
    if isinstance(value, dict):
        value = value.get("@value")
    return html_entities.unescape(value).strip() or None if isinstance(value, str) else None


def _name(value: Any) -> str | None:
    """The name of a person or organisation, however it is written."""
    if isinstance(value, list):
        return next((name for entry in value if (name := _name(entry))), None)
    if isinstance(value, dict):
        return _named(value, "name")
    if isinstance(value, str) and not value.startswith(("http:", "https:", "#", "/")):
        return html_entities.unescape(value).strip() or None
    return None


def _authors(item: dict[str, Any]) -> str | None:
    value = item.get("author") or item.get("creator")
    entries = value if isinstance(value, list) else [value]
    names: list[str] = []
    for entry in entries:
        several = entry.get("name") if isinstance(entry, dict) else None
        for one in several if isinstance(several, list) else [entry]:
            names.extend((clean_byline(_name(one)) or "").split(", "))
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _meta_tags(tree: Any) -> dict[str, list[str]]:
    """Contents of meta tags by lower-case name, property or itemprop, in order."""
    found: dict[str, list[str]] = {}
    for tag in tree.iter("meta"):
        content = (tag.get("content") or "").strip()
        if not content:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (tag.get(attribute) or "").strip().lower()
            if key:
                found.setdefault(key, []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _meta_authors(meta: dict[str, list[str]]) -> str | None:
    for name in _BYLINE:
        cleaned = [clean_byline(value) for value in meta.get(name, ())]
        names = dict.fromkeys(value for value in cleaned if value)
        if names:
            return ", ".join(names)
    return None


def _marked_authors(tree: Any) -> str | None:
    """Authors that the page marks by `rel` or `itemprop` beside its text."""
    names: dict[str, None] = {}
    marked = tree.xpath(
        "//*[@itemprop='author' or @rel='author' or contains(concat(' ', @class, ' '), ' byline ')]"
    )
    for element in marked[:5]:
        inner = element.xpath(".//*[@itemprop='name']")
        text = " ".join((inner[0] if inner else element).text_content().split())
        if 2 < len(text) < 120:
            cleaned = clean_byline(text)
            if cleaned:
                names[cleaned] = None
    return next(iter(names), None)


def _published(tree: Any, meta: dict[str, list[str]], item: dict[str, Any]) -> str | None:
    for value in (_named(item, "datePublished"), *(meta.get(n, [""])[0] for n in _PUBLISHED)):
        found = iso_date(value)
        if found:
            return found
    for element in tree.xpath(
        "//*[@itemprop='datePublished'] | //article//time | //time[@pubdate]"
    ):
        found = iso_date(element.get("datetime") or element.get("content") or "")
        if found:
            return found
    return iso_date(_named(item, "dateCreated"))


def _canonical(
    tree: Any, meta: dict[str, list[str]], item: dict[str, Any], address: str | None
) -> str | None:
    links = [
        link.get("href") for link in tree.iter("link") if (link.get("rel") or "") == "canonical"
    ]
    entity = item.get("mainEntityOfPage")
    entity = entity.get("@id") if isinstance(entity, dict) else entity
    for value in (*links, *meta.get("og:url", ()), item.get("url"), entity, address):
        if not isinstance(value, str) or not value.strip():
            continue
        try:
            full = urljoin(address or "", value.strip())
            parts = urlsplit(full)
            if parts.scheme in ("http", "https") and parts.hostname and not parts.username:
                return full
        except ValueError:
            continue
    return None


def _language(tree: Any, meta: dict[str, list[str]], item: dict[str, Any]) -> str | None:
    value = item.get("inLanguage")
    if isinstance(value, str) and value:
        return value
    root = tree.getroottree().getroot() if hasattr(tree, "getroottree") else tree
    return root.get("lang") or _first(meta, _LANGUAGE)


def _page_title(tree: Any, publisher: str | None, url: str | None) -> str | None:
    heads = [" ".join(head.text_content().split()) for head in tree.iter("h1")]
    heads = [head for head in heads if head]
    if len(heads) == 1:
        return heads[0]
    title = next(iter(tree.iter("title")), None)
    text = " ".join(title.text_content().split()) if title is not None else ""
    for head in heads:
        if text.startswith(head):
            return head
    return _without_site(text, publisher, url)


def _without_site(title: str | None, publisher: str | None, url: str | None) -> str | None:
    """`title` without the site's name at its end: "Dam fails | The Post"."""
    if not title:
        return None
    title = " ".join(html_entities.unescape(title).split())
    joints = list(_SITE_JOINT.finditer(title))
    if not joints:
        return title or None
    tail = words_of(title[joints[-1].end() :])
    host = (urlsplit(url).hostname or "") if url else ""
    squeezed = "".join(tail)
    is_site = tail == words_of(publisher or "") or (
        len(squeezed) > 3 and squeezed in host.replace("-", "").replace(".", "")
    )
    return title[: joints[-1].start()] if is_site else title
