"""What the article puts into somebody's mouth is not told as a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factcards.card import Figure, Headline, Span, SummarySentence, What
from factcards.checking.context import Context, span_of
from factcards.checking.free_text import words_of
from factcards.checking.names import is_named_in, same_name
from factcards.checking.reported import (
    is_content_alone,
    is_outlook,
    is_reported_mood,
    names_saying,
)
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stem, stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import Attribution, Quotation

_MOSTLY = 0.6
"""Share of its content words that a sentence must take from a clause to be telling it."""

_OPEN = frozenset({"denied", "alleged", "opinion"})
"""Stances of words that are no routine statement: whoever drops their source takes a side."""
_REACH = 1
"""How many sentences before and behind its own whoever says something may be named in."""


def _check(context: Context) -> Iterator[Fault]:
    for event in context.card.what:
        yield from _event_faults(context, event)
    for figure in context.card.figures:
        yield from _figure_faults(context, figure)
    card = context.card
    for item in (*((card.headline,) if card.headline else ()), *card.summary):
        attribution = next(_uncredited(context, item), None)
        if attribution is not None:
            source = _source(context, attribution)
            told = f"the article credits this to {source}; the card to nobody"
            verdict = "disputed-as-fact" if attribution.stance in _OPEN else "uncredited"
            yield Fault(f"{item.id}/text", verdict, told, item.evidence)


def _uncredited(context: Context, item: Headline | SummarySentence) -> Iterator[Attribution]:
    """The attributed clauses of the cited sentences that `item` retells and credits to nobody.

    Each part between semicolons stands for itself: who is credited in one says nothing in another.
    """
    parts = [item.text, *(part for part in item.text.split(";") if part != item.text)]
    support = context.support(item)
    for attribution in context.reading.attributions:
        if not any(s.overlaps(attribution.span) for s in support):
            continue
        for part in parts:
            if not _retells(context, part, attribution) or _credits(context, part, attribution):
                continue
            # Somebody is credited in this part: whether it is the right one, other rules see.
            if part is item.text or not names_saying(part):
                yield attribution


def _event_faults(context: Context, event: What) -> Iterator[Fault]:
    attribution = _attribution_of(context, event) or _retold(context, event)
    if event.stance == "stated":
        told = _told_as_fact(context, event, attribution)
        if told:
            yield Fault(f"{event.id}/stance", "told-as-fact", told, event.evidence)
        elif _is_outlook(context, event):
            told = "a plan or a forecast told as what is so"
            yield Fault(f"{event.id}/stance", "outlook-as-fact", told, event.evidence)
        elif names_saying(event.text) and attribution is not None:
            told = f"what {_source(context, attribution)} says, told in the article's own voice"
            yield Fault(f"{event.id}/stance", "saying-as-fact", told, event.evidence)
        if event.attributed_to is not None:
            told = f"told in the article's own voice and credited to {quoted(event.attributed_to)}"
            yield Fault(f"{event.id}/stance", "stated-and-credited", told, event.evidence)
    elif event.stance == "denied" and not _denied(context, event, attribution):
        told = "the sentences it cites deny nothing"
        yield Fault(f"{event.id}/stance", "no-denial", told, event.evidence)
    if event.attributed_to is not None:
        yield from _source_faults(context, event, event.attributed_to)
    elif event.stance != "stated" and attribution is not None and attribution.source is not None:
        told = f"the article credits this to {_source(context, attribution)}; the card to nobody"
        yield Fault(f"{event.id}/attributed_to", "source-left-out", told, event.evidence)


def _told_as_fact(context: Context, event: What, attribution: Attribution | None) -> str:
    """Why a `stated` event is somebody's claim; "" where it is none."""
    if attribution is not None:
        if _names_credit(context, event.text, attribution):
            return ""
        source = _source(context, attribution)
        return f"a claim told as fact: the article credits this to {source}"
    quotation = _quotation_of(context, event)
    if quotation is not None:
        source = quoted(quotation.speaker) if quotation.speaker else "somebody it quotes"
        return f"a claim told as fact: in the article this is said by {source}"
    if is_content_alone(event.text, context.language):
        return "a claim told as fact: these are the words of somebody who is not credited"
    if any(is_reported_mood(e.quote, context.language) for e in event.evidence):
        return "a claim told as fact: the article tells it as somebody's words"
    return ""


def _is_outlook(context: Context, event: What) -> bool:
    """Whether the event, or what it cites for it, tells of a plan or a forecast."""
    words = (event.text, *(e.quote for e in event.evidence))
    return any(is_outlook(w, context.language) for w in words)


def _retold(context: Context, event: What) -> Attribution | None:
    """The attributed clause of the cited sentences that the event tells."""
    support = context.support(event)
    for attribution in context.reading.attributions:
        inside = any(s.overlaps(attribution.span) for s in support)
        if inside and _retells(context, event.text, attribution):
            return attribution
    return None


def _denied(context: Context, event: What, attribution: Attribution | None) -> bool:
    """Whether the article denies anything in the event's sentences, or says that somebody does."""
    if attribution is not None and attribution.stance == "denied":
        return True
    return any(cue.kind == "negation" for cue in context.cues_in(context.support(event)))


def _figure_faults(context: Context, figure: Figure) -> Iterator[Fault]:
    if figure.attributed_to is not None:
        yield from _source_faults(context, figure, figure.attributed_to)
        return
    attribution = _attribution_of(context, figure)
    if attribution is not None and attribution.source is not None:
        told = f"the article credits this figure to {_source(context, attribution)}"
        yield Fault(f"{figure.id}/attributed_to", "source-left-out", told, figure.evidence)


def _source_faults(context: Context, item: What | Figure, name: str) -> Iterator[Fault]:
    """The card credits somebody whom the article does not credit here."""
    known = [a for a in _attributions(context, item) if a.source is not None]
    speakers = {a.source for a in known if a.source} | {
        q.speaker for q in context.reading.quotations if q.speaker and _holds(q.outer, item)
    }
    if any(same_name(context, name, speaker) for speaker in speakers):
        return
    if not speakers:
        if not is_named_in(context, name, context.around(item, _REACH)):
            told = f"the article does not show that {quoted(name)} says this"
            yield Fault(f"{item.id}/attributed_to", "not-shown", told, item.evidence)
        return
    sources = " or ".join(quoted(speaker) for speaker in sorted(speakers))
    told = f"the article credits this to {sources}; the card to {quoted(name)}"
    yield Fault(f"{item.id}/attributed_to", "somebody-else", told, item.evidence)


def _attributions(context: Context, item: What | Figure) -> list[Attribution]:
    held = _holder(item)
    return [a for a in context.reading.attributions if held(a.span)]


def _holds(span: Span, item: What | Figure) -> bool:
    """Whether `span` holds the evidence, or, for a figure, its words inside the evidence."""
    return _holder(item)(span)


def _holder(item: What | Figure) -> Callable[[Span], bool]:
    """Says of a span whether it holds `item`; the places of the item are looked up once."""
    if not isinstance(item, Figure):
        spans = [span_of(e) for e in item.evidence]
        return lambda span: any(_mostly_inside(s, span) for s in spans)
    found = ((e.start + e.quote.find(item.text), e) for e in item.evidence if item.text in e.quote)
    words = [Span(start, start + len(item.text)) for start, _ in found]
    return lambda span: any(map(span.contains, words))


def _mostly_inside(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared > len(span) / 2


def _attribution_of(context: Context, item: What | Figure) -> Attribution | None:
    """The attribution that holds the item's evidence."""
    return next(iter(_attributions(context, item)), None)


def _quotation_of(context: Context, item: What) -> Quotation | None:
    for quotation in context.reading.quotations:
        if quotation.direct and _holds(quotation.outer, item):
            return quotation
    return None


def _retells(context: Context, text: str, attribution: Attribution) -> bool:
    """Whether `text` is mostly made of the words of the attributed clause."""
    told = stems_of(text, context.language)
    said = stems_of(attribution.span.of(context.article.text), context.language)
    return bool(told) and len(told & said) >= _MOSTLY * len(told)


def _credits(context: Context, text: str, attribution: Attribution) -> bool:
    """Whether `text` names the source, or has the speech verb or any other sign of credit."""
    told = {stem(word) for word in words_of(text)}
    cue = {stem(word) for word in words_of(attribution.cue.of(context.article.text))}
    if cue & told:
        return True
    if attribution.source is not None:
        source = stems_of(attribution.source, context.language)
        return bool(source & told)
    return False


def _names_credit(context: Context, text: str, attribution: Attribution) -> bool:
    """Whether `text` has the verb of the attribution, or another word of saying."""
    cue = {stem(word) for word in words_of(attribution.cue.of(context.article.text))}
    return names_saying(text) or not cue.isdisjoint(map(stem, words_of(text)))


def _source(context: Context, attribution: Attribution) -> str:
    if attribution.source is not None:
        return quoted(attribution.source)
    return quoted(attribution.source_span.of(context.article.text))


rule = Rule(
    name="claim-attributed",
    summary="A claim is not told as fact, and is credited to whom the article credits it.",
    verdicts=(
        RuleVerdict(
            "told-as-fact",
            "error",
            "A claim stands as `stated`.",
            "Lorup said the dam would hold → stated: the dam will hold",
        ),
        RuleVerdict(
            "outlook-as-fact",
            "error",
            "A plan or a forecast stands as `stated`.",
            "The council is to vote on Monday → stated",
        ),
        RuleVerdict(
            "somebody-else",
            "error",
            "The article credits the words to somebody else.",
            "Brandt warned that it could fail → claimed by Lorup",
        ),
        RuleVerdict(
            "disputed-as-fact",
            "error",
            "A summary retells a denial, an accusation or an opinion, credited to nobody.",
            "Lorup denied that the dam leaked → The dam leaked.",
        ),
        RuleVerdict(
            "uncredited",
            "warning",
            "Headline or summary retells a credited clause and credits nobody.",
            "Lorup said the dam would hold → The dam will hold.",
        ),
        RuleVerdict(
            "saying-as-fact",
            "warning",
            "The stance is `stated`, and the words credit somebody.",
            "Lorup said the dam would hold → stated: Lorup said so",
        ),
        RuleVerdict(
            "not-shown",
            "warning",
            "Somebody is credited who is not named near the words.",
            "the dam would hold → claimed by Aske",
        ),
        RuleVerdict(
            "stated-and-credited",
            "warning",
            "The stance is `stated`, and somebody is credited.",
            "The dam cracked → stated by Lorup",
        ),
        RuleVerdict(
            "no-denial",
            "warning",
            "The stance is `denied`, and the cited sentences deny nothing.",
            "Lorup said the dam would hold → denied",
        ),
        RuleVerdict(
            "source-left-out",
            "note",
            "A figure or an event is credited in the article, and to nobody on the card.",
            "600 fled, Lorup said → 600",
        ),
    ),
    check=_check,
)
