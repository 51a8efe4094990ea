"""Who the article credits with information, and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from factcards.article import Article
from factcards.card import SourceKind, Span
from factcards.drafting.draft import Citation, DraftSource
from factcards.reading import Attribution, Quotation, Reading

SAID_WORDS = 25
_TURNING = ("denied", "alleged")
"""Stances whose verb is part of what was said: "denied that it had ignored the report"."""
_EDGES = " \t\n,;:\"“”„«»‘’'"

Cite = Callable[..., Citation]


@dataclass
class _Credits:
    """Everything one source is credited with."""

    attributions: list[Attribution] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def credit_sources(article: Article, reading: Reading, cite: Cite) -> Iterable[DraftSource]:
    """One source per speaker, in order of appearance, with the first thing it is credited with.

    A statement in the article's own words goes before a quotation, which the
    card has among its quotes. Credits of the title count only where the text
    has none.
    """
    body, title = _found(article, reading)
    for name, credited in (body or title).items():
        yield _source(name, credited, reading, cite)


def _found(article: Article, reading: Reading) -> tuple[dict[str, _Credits], dict[str, _Credits]]:
    body: dict[str, _Credits] = {}
    title: dict[str, _Credits] = {}
    for attribution in reading.attributions:
        if attribution.source:
            kept = _kept(article, attribution.span, body, title)
            credited = kept.setdefault(attribution.source, _Credits())
            credited.attributions.append(attribution)
            credited.spans.append(attribution.source_span)
    for quotation in reading.quotations:
        if quotation.direct and quotation.speaker and quotation.speaker_span:
            kept = _kept(article, quotation.span, body, title)
            credited = kept.setdefault(quotation.speaker, _Credits())
            credited.quotations.append(quotation)
            credited.spans.append(quotation.speaker_span)
    order = {name: min(c.spans).start for name, c in body.items()}
    return {name: body[name] for name in sorted(body, key=lambda n: order[n])}, title


def _kept(
    article: Article, span: Span, body: dict[str, _Credits], title: dict[str, _Credits]
) -> dict[str, _Credits]:
    paragraph = article.paragraph_at(span.start)
    return title if paragraph is not None and paragraph.kind == "title" else body


def _source(name: str, credited: _Credits, reading: Reading, cite: Cite) -> DraftSource:
    said = _said_span(credited, reading)
    via = next((a.via for a in credited.attributions if _is_channel(a.via, reading.text)), None)
    entity = reading.entity_named(name)
    named = next((s for s in credited.spans if name in s.of(reading.text)), None)
    evidence = [cite(named or credited.spans[0], "name")]
    if named is None and entity is not None:
        full = [m.span for m in entity.mentions if m.span.of(reading.text) == name]
        evidence.insert(0, cite((full or [entity.mentions[0].span])[0], "name"))
    if said is not None:
        evidence.append(cite(said, "said"))
    if via is not None:
        evidence.append(cite(via, "via"))
    return DraftSource(
        name=name,
        kind=_kind(name, credited, reading),
        via=via.of(reading.text) if via else None,
        said=shorten(said.of(reading.text)) if said else None,
        evidence=tuple(evidence),
    )


def _kind(name: str, credited: _Credits, reading: Reading) -> SourceKind:
    if credited.attributions:
        return credited.attributions[0].source_kind
    entity = reading.entity_named(name)
    if entity is None:
        return "anonymous"
    return "person" if entity.kind == "person" else "organisation"


def _said_span(credited: _Credits, reading: Reading) -> Span | None:
    """The words of the first statement that is no quotation, else of the first quotation."""
    for attribution in credited.attributions:
        quoted = any(q.outer.overlaps(attribution.span) for q in credited.quotations)
        if not quoted:
            return _statement(attribution, reading)
    if credited.quotations:
        return credited.quotations[0].span
    return _statement(credited.attributions[0], reading) if credited.attributions else None


def _statement(attribution: Attribution, reading: Reading) -> Span:
    """The clause without its edges' punctuation; with its verb where that turns the meaning."""
    span = attribution.span
    turned = attribution.stance in _TURNING and attribution.cue.end <= span.start
    near = span.start - attribution.cue.end < len(" that he has ")
    start = attribution.cue.start if turned and near else span.start
    text = reading.text
    end = span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _is_channel(via: Span | None, text: str) -> bool:
    """Whether the words name a channel; "reporters" alone is an audience."""
    if via is None:
        return False
    words = via.of(text)
    return " " in words or words[:1].isupper()


def shorten(text: str, words: int = SAID_WORDS) -> str:
    """`text` up to `words` words, cut at a clause's end where there is one; a slice of it."""
    ends = [i for i in range(1, len(text)) if text[i].isspace() and not text[i - 1].isspace()]
    if len(ends) < words:
        return text.strip()
    cut = text[: ends[words - 1]]
    clause = max(cut.rfind(mark) for mark in (", ", "; ", " — ", " – "))
    return cut[:clause].strip() if clause > len(cut) // 2 else cut.strip()
