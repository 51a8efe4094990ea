"""Attributions: what the text says on somebody else's word, and whose."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcards.card import SourceKind, Span, Stance
from factcards.reading.clauses import Unit
from factcards.reading.hearing import Hearing, hear
from factcards.reading.mentions import (
    Attribution,
    AttributionKind,
    Entity,
    Quotation,
    Sentence,
)
from factcards.reading.voices import Heard


def read_attributions(
    text: str,
    language: str,
    sentences: Sequence[Sentence],
    entities: Sequence[Entity],
    quotations: Sequence[Quotation],
) -> tuple[Attribution, ...]:
    """Who is credited with what in the story, in order.

    `span` is the clause that is credited, or the whole sentence where the
    clause goes round the speech verb. `source` is the entity's full name, else
    the noun phrase as the text writes it; None where nobody is named ("is
    believed to"; then `source_span` is the cue) or a pronoun stays open. Every
    direct quotation with a speaker has an attribution. Offsets count code
    points. Linear in the length of `text`.
    """
    return attributions_of(hear(text, language, sentences, entities), quotations)


def attributions_of(hearing: Hearing, quotations: Sequence[Quotation]) -> tuple[Attribution, ...]:
    """The attributions of what was heard; `quotations` are those of the same text."""
    found = [
        attribution
        for unit, heard in zip(hearing.units, hearing.heard, strict=True)
        for item in heard
        if (attribution := _attribution(unit, item)) is not None
    ]
    found = _without_nobodies(found)
    covered = _Covered([a.span for a in found if a.kind == "direct" or a.source])
    kinds = {
        item.voice.span: item.voice.kind
        for heard in hearing.heard
        for item in heard
        if item.voice is not None
    }
    found += [
        _of_quotation(quotation, kinds)
        for quotation in quotations
        if quotation.direct and quotation.speaker and not covered.holds(quotation.span)
    ]
    return tuple(sorted(found, key=lambda a: (a.span.start, a.cue.start)))


def _without_nobodies(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions without those to nobody where somebody is credited with the same words.

    "None is thought to be hurt, according to the hospital": the hospital thinks so.
    """
    named = _Covered([a.span for a in found if a.source])
    return [a for a in found if a.source or a.cue != a.source_span or not named.holds(a.span)]


class _Covered:
    """Which offsets some span covers."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._merged: list[Span] = []
        for span in sorted(spans):
            if self._merged and span.start <= self._merged[-1].end:
                last = self._merged[-1]
                self._merged[-1] = Span(last.start, max(last.end, span.end))
            else:
                self._merged.append(span)

    def holds(self, span: Span) -> bool:
        low, high = 0, len(self._merged)
        while low < high:
            middle = (low + high) // 2
            if self._merged[middle].end < span.end:
                low = middle + 1
            else:
                high = middle
        return low < len(self._merged) and self._merged[low].contains(span)


def _attribution(unit: Unit, item: Heard) -> Attribution | None:
    frame, voice = item.frame, item.voice
    span = frame.content.span
    if span is None:
        return None
    kind: AttributionKind = "indirect"
    if frame.kind == "phrase":
        kind = "according-to"
    elif _all_quoted(unit, frame.content.left, frame.content.right):
        kind = "direct"
    return Attribution(
        span=span,
        kind=kind,
        stance=_stance(item),
        source=voice.name if voice else None,
        source_span=voice.span if voice else frame.cue,
        source_kind=voice.kind if voice else "anonymous",
        cue=frame.cue,
        via=frame.content.via,
    )


def _stance(item: Heard) -> Stance:
    """What the verb makes of it; a plan only where the one who will act is the one who speaks."""
    planner, voice = item.frame.content.planner, item.voice
    if item.frame.stance != "planned" or voice is None:
        return item.frame.stance
    person = voice.kind == "person"
    stranger = (planner == "it" and person) or (planner in ("he", "she") and not person)
    return "claimed" if stranger and voice.kind != "anonymous" else "planned"


def _all_quoted(unit: Unit, *spans: Span | None) -> bool:
    """Whether nothing but quotations stands in the spans."""
    inside = [
        tok.kind
        for tok in unit.toks
        for span in spans
        if span is not None and span.start <= tok.start < span.end
    ]
    return "quote" in inside and set(inside) <= {"quote", "punct"}


def _of_quotation(quotation: Quotation, kinds: Mapping[Span, SourceKind]) -> Attribution:
    source = quotation.speaker_span or quotation.outer
    return Attribution(
        span=quotation.span,
        kind="direct",
        stance="claimed",
        source=quotation.speaker,
        source_span=source,
        source_kind=kinds.get(source, "person"),
        cue=quotation.verb or source,
        via=None,
    )
