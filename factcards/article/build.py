"""From what a reader took out of a source to an `Article`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from factcards.article.bylines import (
    byline_of,
    clean_byline,
    dateline_match,
    find_stamp,
    iso_date,
    resolve_stamp,
)
from factcards.article.canonical import SEPARATOR, canonicalise, one_line
from factcards.article.language import detect_language
from factcards.article.model import Article, Paragraph, ParagraphKind
from factcards.article.options import DEFAULTS, ReadOptions
from factcards.article.roles import Verdict, find_roles, roles_around_title
from factcards.article.titles import find_title, first_body
from factcards.article.vocabulary import words_of
from factcards.card import Span
from factcards.errors import InputError

_HEAD = 12
# No article comes near this; it bounds the work that many tiny lines can cause.
MOST_PARAGRAPHS = 50_000


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph as a reader found it, with what its markup says it is."""

    text: str
    kind: ParagraphKind | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a source says about its article, not yet cleaned."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


NOTHING_KNOWN = Metadata()


def article_from_text(
    text: str,
    options: ReadOptions = DEFAULTS,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    reader: str = "",
    source_offsets: Callable[[Span], Span] | None = None,
    layout_hyphens: bool = False,
) -> Article:
    """The article that `text` is: canonical text, paragraphs with roles, title and dates.

    `source_offsets` maps a span of `text` (code points) to the bytes it came from.
    Raises `InputError` when there is no text, or no story in it.
    """
    canonical = canonicalise(text, layout_hyphens=layout_hyphens)
    offsets = None
    if source_offsets is not None:
        to_source = source_offsets

        def offsets(span: Span) -> Span:
            return to_source(canonical.to_raw(span))

    spans = canonical.paragraphs
    texts = [span.of(canonical.text) for span in spans]
    draft = Article(text=canonical.text, paragraphs=(), reader=reader, source_offsets=offsets)
    return _finish(draft, spans, texts, [None] * len(texts), metadata, options)


def article_from_blocks(
    blocks: Sequence[Block],
    options: ReadOptions = DEFAULTS,
    *,
    metadata: Metadata = NOTHING_KNOWN,
    reader: str = "",
) -> Article:
    """The article that `blocks` are, one canonical paragraph each.

    A title in `metadata` that is not among the first blocks becomes the first
    paragraph. Raises `InputError` when there is no text, or no story in it.
    """
    kept = [Block(line, block.kind) for block in blocks if (line := one_line(block.text))]
    title = one_line(metadata.title or "")
    if title and kept and not any(_same_words(title, block.text) for block in kept[:_HEAD]):
        kept.insert(0, Block(title, "title"))
    spans: list[Span] = []
    at = 0
    for block in kept:
        spans.append(Span(at, at + len(block.text)))
        at += len(block.text) + len(SEPARATOR)
    texts = [block.text for block in kept]
    draft = Article(text=SEPARATOR.join(texts), paragraphs=(), reader=reader)
    return _finish(draft, spans, texts, [block.kind for block in kept], metadata, options)


def _finish(
    draft: Article,
    spans: Sequence[Span],
    texts: Sequence[str],
    hints: Sequence[ParagraphKind | None],
    metadata: Metadata,
    options: ReadOptions,
) -> Article:
    if not texts:
        raise InputError(
            "the source holds no text", hint="give the words of the article themselves"
        )
    if len(texts) > MOST_PARAGRAPHS:
        raise InputError(
            f"the source has {len(texts):,} paragraphs; more than {MOST_PARAGRAPHS:,} are not read",
            hint="give one article at a time",
        )
    verdicts = find_roles(texts, hints)
    title, at = _title(texts, hints, verdicts, metadata)
    if at is not None:
        body = first_body(texts, verdicts)
        verdicts = roles_around_title(texts, verdicts, at, at + 1 if body is None else body)
    paragraphs = tuple(
        Paragraph(span, verdict.role, verdict.kind, verdict.why)
        for span, verdict in zip(spans, verdicts, strict=True)
    )
    if not any(p.role == "story" and p.kind != "title" for p in paragraphs) and at is None:
        raise InputError(
            "no story found: every paragraph is an appeal, a notice or a label of the page",
            hint="give the article's own text, without the page around it",
        )
    language = (
        _language_code(options.language)
        or _language_code(metadata.language)
        or detect_language(" ".join(p.span.of(draft.text) for p in paragraphs if p.role == "story"))
    )
    stamped = _stamped_in(texts, verdicts, language)
    published = iso_date(options.published) or iso_date(metadata.published) or stamped
    return replace(
        draft,
        paragraphs=paragraphs,
        title=title,
        byline=clean_byline(metadata.byline) or _byline_in(texts, verdicts),
        publisher=one_line(metadata.publisher or "") or None,
        published=published,
        dateline=_dateline_in(texts, verdicts, published) or _other_day(stamped, published),
        url=options.url or metadata.url,
        language=language,
    )


def _title(
    texts: Sequence[str],
    hints: Sequence[ParagraphKind | None],
    verdicts: Sequence[Verdict],
    metadata: Metadata,
) -> tuple[str | None, int | None]:
    """The title and the paragraph it stands in."""
    known = one_line(metadata.title or "")
    for index, text in enumerate(texts[:_HEAD]):
        if hints[index] == "title" or (known and _same_words(known, text)):
            return text, index
    if known:
        return known, None
    at = find_title(texts, verdicts)
    return (texts[at], at) if at is not None else (None, None)


def _same_words(title: str, line: str) -> bool:
    """Whether `line` is the title, perhaps with other quotation marks or a lost site name."""
    if len(line) > len(title) + 20:
        return False
    ours, theirs = words_of(title), words_of(line)
    if ours == theirs:
        return True
    shorter, longer = sorted((ours, theirs), key=len)
    return len(shorter) >= 4 and longer[: len(shorter)] == shorter


def _byline_in(texts: Sequence[str], verdicts: Sequence[Verdict]) -> str | None:
    for text, verdict in zip(texts, verdicts, strict=True):
        if verdict.kind == "byline":
            return byline_of(text)
    return None


def _other_day(stamped: str | None, published: str | None) -> str | None:
    """The day of the article's own time stamp, where it is not that of publication."""
    day = (stamped or "")[:10]
    return day if day and day != (published or "")[:10] else None


def _stamped_in(
    texts: Sequence[str], verdicts: Sequence[Verdict], language: str | None
) -> str | None:
    """The date of the first time stamp line that has a year.

    12/09/2025 is in September but in English, where it may be in December and is not read.
    """
    day_first = language not in (None, "en")
    for text, verdict in zip(texts, verdicts, strict=True):
        if verdict.kind == "dateline":
            stamp = find_stamp(text, day_first=day_first)
            iso = stamp.iso() if stamp else None
            if iso:
                return iso
    return None


def _dateline_in(
    texts: Sequence[str], verdicts: Sequence[Verdict], published: str | None
) -> str | None:
    for text, verdict in zip(texts, verdicts, strict=True):
        if verdict.role != "story" or verdict.kind != "body":
            continue
        match = dateline_match(text)
        if match and match["date"]:
            stamp = find_stamp(match["date"])
            if stamp:
                return resolve_stamp(stamp, published)
    return None


def _language_code(tag: str | None) -> str | None:
    """ISO 639-1 of a language tag: "en-GB" is "en"."""
    code = (tag or "").strip().replace("_", "-").split("-")[0].lower()
    return code if len(code) in (2, 3) and code.isalpha() else None
