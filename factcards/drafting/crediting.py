"""Who the article credits with information, and with what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from factcards.article import Article
from factcards.card import SourceKind, Span
from factcards.drafting.draft import Citation, DraftSource
from factcards.reading import Attribution, Quotation, Reading
from factcards.reading.lexicon import word_set

SAID_WORDS = 25
TELLING_WORDS = 3
_LEAST_WORDS = 8
"""A shortened statement keeps at least so many words before it ends at a weaker edge."""
_JOINTS = word_set(
    "and but because while which who whose when where after before including with "
    "y pero porque und aber weil et mais car"
)
"""Words that begin another clause or an adjunct: a statement may end before them.

Not "if", "unless" or "although": without its condition a statement is another one.
"""
_OPEN_ENDS = word_set(
    "the a an of in on at to for from by with and or but that which its his her their is are was "
    "were be has have had will would not no than as into over about between more less if unless "
    "although though"
)
"""Words that leave a statement open where it ends with them."""
_FINITE = word_set(
    "is are was were has have had will would can could may might must should shall did does do"
)
"""Verbs with which a clause goes on that its speaker interrupts."""
_TURNING = ("denied", "alleged", "opinion")
"""Stances whose verb is part of what was said: "denied that it had ignored the report"."""
_WORD = re.compile(r"\S+")
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
    with_it = (a.via for a in credited.attributions if said is not None and a.span.overlaps(said))
    channels = (*with_it, *(a.via for a in credited.attributions))
    via = next((v for v in channels if _is_channel(v, reading.text)), None)
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


_OFFICIAL = re.compile(
    r"\b(?:spokes(?:m[ae]n|wom[ae]n|person|people)|portavo(?:z|ces)|porte-paroles?"
    r"|\w*sprecher(?:in|s|innen)?)\b",
    re.IGNORECASE,
)
"""Whoever speaks for a body, and not for themselves."""
_UNNAMED = re.compile(
    r"\b(?:not to be (?:named|identified)|anonym\w*|no ser identificad|nicht genannt)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b\w*(?:verein|verband|wacht|amt|ministerium|behörde|kammer|feuerwehr)(?:e?s)?$"
    r"|\b(?:chambre|cámara|mairie|préfecture|ayuntamiento|ministère|ministerio)\b",
    re.IGNORECASE,
)
"""Nouns of bodies, where reading has no name of theirs."""


def _kind(name: str, credited: _Credits, reading: Reading) -> SourceKind:
    """The kind that was read; somebody unnamed who speaks for a body is that body's voice."""
    kind = _kind_read(name, credited, reading)
    official = _OFFICIAL.search(name) or _BODY.search(name)
    return (
        "organisation" if kind == "anonymous" and official and not _UNNAMED.search(name) else kind
    )


def _kind_read(name: str, credited: _Credits, reading: Reading) -> SourceKind:
    if credited.attributions:
        return credited.attributions[0].source_kind
    entity = reading.entity_named(name)
    if entity is None:
        return "anonymous"
    return "person" if entity.kind == "person" else "organisation"


def _said_span(credited: _Credits, reading: Reading) -> Span | None:
    """The words of the first statement that is no quotation, else of the first quotation.

    One or two words ("denied it", "called for calm") come last: they tell an
    editor nothing without the sentence around them.
    """
    first = None
    for span in _said_spans(credited, reading):
        if len(span.of(reading.text).split()) >= TELLING_WORDS:
            return span
        first = first or span
    return first


def _said_spans(credited: _Credits, reading: Reading) -> Iterator[Span]:
    """Statements that are no quotation, then quotations, then the other statements."""
    spoken = sorted(q.outer for q in credited.quotations)
    # The furthest end of the quotations up to each one: they may stand inside one another.
    ends = list(accumulate((outer.end for outer in spoken), max))

    def is_quoted(attribution: Attribution) -> bool:
        before = bisect_left(spoken, attribution.span.end, key=lambda outer: outer.start)
        return before > 0 and ends[before - 1] > attribution.span.start

    for attribution in credited.attributions:
        if not is_quoted(attribution):
            yield _statement(attribution, reading)
    yield from (q.span for q in credited.quotations)
    for attribution in credited.attributions:
        yield _statement(attribution, reading)


def _statement(attribution: Attribution, reading: Reading) -> Span:
    """The clause without its edges' punctuation; with its verb where that turns the meaning."""
    span = _one_side(attribution, reading.text)
    turned = attribution.cue.end <= span.start and (
        attribution.stance in _TURNING
        or " " in attribution.cue.of(reading.text)
        or (attribution.stance == "planned" and span.of(reading.text).startswith("to "))
    )
    near = span.start - attribution.cue.end < len(" that he has ")
    start = attribution.cue.start if turned and near else span.start
    text = reading.text
    end = span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end)


def _one_side(attribution: Attribution, text: str) -> Span:
    """The clause, or the side that is a clause where it goes round its speaker.

    "A girl has died, the ministry said, the first this year": what stands before
    the speaker, if that tells enough. "The bridge, police said, is shut" is one
    clause and stays whole.
    """
    span, source, cue = attribution.span, attribution.source_span, attribution.cue
    first, last = min(source.start, cue.start), max(source.end, cue.end)
    if first <= span.start or last >= span.end:
        return span
    left, right = Span(span.start, first), Span(last, span.end)
    goes_on = right.of(text).lstrip(_EDGES).partition(" ")[0].lower() in _FINITE
    return left if not goes_on and len(left.of(text).split()) >= _LEAST_WORDS else span


def _is_channel(via: Span | None, text: str) -> bool:
    """Whether the words name a channel; "reporters" alone is an audience."""
    if via is None:
        return False
    words = via.of(text)
    return " " in words or words[:1].isupper()


def shorten(text: str, words: int = SAID_WORDS) -> str:
    """`text` up to `words` words, cut where a clause ends if one does; a slice of it.

    First choice is a mark that parts clauses in the second half, then a word
    that begins another clause; else the last word that leaves nothing open.
    """
    pieces = list(_WORD.finditer(text))
    if len(pieces) <= words:
        return text.strip()
    kept = pieces[:words]
    for index in range(words - 1, words // 2 - 1, -1):
        if kept[index].group()[-1] in ",;:—–" and kept[index].group()[:-1]:
            return text[pieces[0].start() : kept[index].end() - 1]
        if kept[index].group() in ("—", "–", "--"):
            return text[pieces[0].start() : kept[index - 1].end()]
    for index in range(words - 1, _LEAST_WORDS - 1, -1):
        if pieces[index].group().lower() in _JOINTS:
            return text[pieces[0].start() : pieces[index - 1].end()].rstrip(_EDGES)
    last = words - 1
    while last > _LEAST_WORDS and kept[last].group().lower() in _OPEN_ENDS:
        last -= 1
    return text[pieces[0].start() : kept[last].end()].rstrip(_EDGES)
