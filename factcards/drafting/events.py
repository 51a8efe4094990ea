"""What a sentence tells happened: its own-voice part, its claims, its denials, its plans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcards.card import Span, Stance
from factcards.reading import Attribution, Reading, Sentence

_LEAST_WORDS = 4
"""A part of a sentence with fewer is none of its own."""
_NEAR = len(" that they have ")
"""A denial is followed by what is denied within so many code points."""
_GOES_ON = re.compile(r",?\s+(?:and|but|y|pero|und|aber|et|mais)\s+(?:(?:has|have|had)\s+)?$")
"""What joins a verb of saying to the deed before it: "cut its forecast, and said …"."""
_THAT = re.compile(
    r"(?:(?:(?:the|an?|all|any) )?(?:\w+ )?(?:reports?|rumou?rs?|claims?|allegations?|accusations?"
    r"|charges?|suggestions?)\b[^,;]{0,60}? )?(?:that|que|qu['’]|dass)\s*",
    re.IGNORECASE,
)
"""What stands before that which is denied: "a report in the Herald that"."""
_LOOSE = " \t\n,;:"
_FUTURE = {
    "en": re.compile(
        r"(?:will|(?:is|are) (?:to|set to|due to|going to)|plans? to|intends? to)\b(?! have\b)"
    ),
    "es": re.compile(r"(?:\w+(?:ará|erá|irá|arán|erán|irán)|van? a \w+r)\b"),
    "de": re.compile(r"(?:will|wollen|soll|sollen)\b"),
    "fr": re.compile(r"(?:\w+(?:era|eront)|aura|auront|ira|iront|devra|pourra|fera)\b"),
}
"""Verbs by which the article itself announces what is still to come."""
_SUBORDINATE = re.compile(
    r"(?:,|\b(?:that|which|who|whose|whether|if|when|than|as|because|que|quien|cuando|si|dass|ob"
    r"|wenn|als|weil|qui|dont|quand|lorsque|car)\b)"
)
_MIDDLE = re.compile(r",[^,;]{0,120},")
"""What stands between two commas: an aside behind the subject."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a sentence tells."""

    span: Span
    stance: Stance
    attributed_to: str | None


def events_in(reading: Reading, sentence: Sentence, told: Span) -> Iterator[Event]:
    """The events of `sentence`, of which `told` is what stands behind a dateline.

    Main clauses that a semicolon parts are events of their own, and so is what
    somebody did before the verb of saying that goes on from it.
    """
    for part in _parts(reading, told):
        attribution = _attribution_over(reading.attributions, part)
        if attribution is None:
            yield Event(part, "planned" if _is_ahead(reading, part) else "stated", None)
            continue
        deed = _deed_before(reading, attribution, part)
        if deed is not None:
            yield Event(deed, "planned" if _is_ahead(reading, deed) else "stated", None)
        span = _claim(reading, attribution, part)
        yield Event(span, attribution.stance, attribution.source)


def _parts(reading: Reading, told: Span) -> Iterator[Span]:
    """`told`, parted at semicolons outside quotation marks where both sides tell something."""
    start = told.start
    text = reading.text
    for at in range(told.start, told.end):
        if text[at] != ";" or any(q.outer.contains(Span(at, at + 1)) for q in reading.quotations):
            continue
        one, rest = Span(start, at), Span(at + 1, told.end)
        if _tells(text, one) and _tells(text, rest):
            yield one
            start = at + 1 + (len(rest.of(text)) - len(rest.of(text).lstrip()))
    yield Span(start, told.end)


def _tells(text: str, span: Span) -> bool:
    return len(_WORD.findall(span.of(text))) >= _LEAST_WORDS


def _attribution_over(attributions: Sequence[Attribution], part: Span) -> Attribution | None:
    """The attribution that covers most of `part`; a denial and a known source first."""

    def covered(attribution: Attribution) -> tuple[bool, bool, int]:
        start = max(attribution.span.start, part.start)
        end = min(attribution.span.end, part.end)
        return attribution.source is not None, attribution.stance == "denied", end - start

    inside = [a for a in attributions if part.overlaps(a.span)]
    return max(inside, key=covered, default=None)


def _deed_before(reading: Reading, attribution: Attribution, part: Span) -> Span | None:
    """What the speaker did before the verb of saying: "X cut costs" of "X cut costs, and said"."""
    cue, source = attribution.cue, attribution.source_span
    if not (
        part.contains(cue) and part.start <= source.start < cue.start <= attribution.span.start
    ):
        return None
    joint = _GOES_ON.search(reading.text, source.end, cue.start)
    if joint is None:
        return None
    deed = Span(part.start, joint.start())
    said_before = any(a is not attribution and deed.overlaps(a.span) for a in reading.attributions)
    quoted = any(q.outer.overlaps(deed) for q in reading.quotations)
    behind = Span(source.end, joint.start())
    return deed if not said_before and not quoted and _tells(reading.text, behind) else None


def _claim(reading: Reading, attribution: Attribution, part: Span) -> Span:
    """What is said: without who says it where that leaves a clause and the meaning.

    A denial keeps only what is denied, since its stance says the rest.
    """
    clause = Span(max(attribution.span.start, part.start), min(attribution.span.end, part.end))
    if not part.contains(attribution.span) or any(
        q.outer.overlaps(clause) for q in reading.quotations
    ):
        return part
    text = reading.text
    follows = 0 <= clause.start - attribution.cue.end <= _NEAR
    if attribution.stance == "denied" and follows and _tells(text, clause):
        opening = _THAT.match(text, clause.start, clause.end)
        start = opening.end() if opening else clause.start
        return Span(start, start + len(text[start : clause.end].rstrip(_LOOSE)))
    if len(clause) * 2 >= len(part) and clause.start <= part.start:
        return Span(part.start, clause.end)
    return part


def _is_ahead(reading: Reading, part: Span) -> bool:
    """Whether the main verb of `part` announces what is still to come."""
    future = _FUTURE.get(reading.language)
    if future is None:
        return False
    words = _MIDDLE.sub(lambda m: " " * len(m.group()), part.of(reading.text))
    found = re.search(r"(?<!\w)" + future.pattern, words)
    if found is None or any(
        q.outer.contains(Span(part.start + found.start(), part.start + found.end()))
        for q in reading.quotations
    ):
        return False
    return _SUBORDINATE.search(words, 0, found.start()) is None
