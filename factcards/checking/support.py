"""Whether the sentences an item cites support what one of its fields says."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from factcards.card import Item, Severity, Span
from factcards.checking.context import Context
from factcards.checking.free_text import digits_of, numerals_in, read_free_text, words_of
from factcards.checking.names import is_named, is_named_in, may_be_meant
from factcards.checking.numbers import are_opposite, compare
from factcards.checking.opposites import opposites_told
from factcards.checking.polarity import hedges_lost, negations_flipped, retold_sentence
from factcards.checking.rule import Fault
from factcards.checking.wording import near_words, quoted
from factcards.reading.mentions import FigureMention

_numerals_of = lru_cache(maxsize=1024)(numerals_in)


def _has_cue(context: Context, item: Item, words: str, kind: str) -> bool:
    """Whether the cited sentences, or `words`, negate or hedge anything."""
    if any(c.kind == kind for c in read_free_text(words, context.language, context.anchor).cues):
        return True
    return any(c.kind == kind for c in context.cues_in(context.support(item)))


def is_copied(context: Context, item: Item, words: str) -> bool:
    """Whether `words` stand, word for word, in one of the sentences that `item` cites."""
    return any(context.index.ground_within(words, s) is not None for s in context.support(item))


def number_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Numbers of `words` that the cited sentences do not have, by value and unit."""
    path = f"{item.id}/{field}"
    spans = context.support(item)
    free = read_free_text(words, context.language, context.anchor)
    candidates = context.figures_in(spans)
    for figure in free.figures:
        fault = _figure_fault(context, item, path, figure, words, candidates)
        if fault is not None:
            yield fault
    if not free.numerals and not free.counting:
        return
    text = context.support_text(item)
    said = text.casefold()
    for span in free.counting:
        told = span.of(words)
        if told.casefold() not in said:
            message = f"the sentences it cites do not say {quoted(told)}"
            lighter: Severity | None = "warning" if told.isascii() else None
            yield Fault(path, message, item.evidence, severity=lighter)
    known = _numerals_of(text) | _resolved_numerals(context, spans)
    for span in free.numerals:
        told = span.of(words)
        if digits_of(told) not in known and not _value_known(told, candidates):
            yield Fault(path, f"the sentences it cites do not say {quoted(told)}", item.evidence)


def _figure_fault(
    context: Context,
    item: Item,
    path: str,
    figure: FigureMention,
    words: str,
    candidates: tuple[FigureMention, ...],
) -> Fault | None:
    result = compare(figure, candidates)
    told = quoted(figure.span.of(words))
    against = result.against
    if against is None:
        if digits_of(figure.span.of(words)) in _numerals_of(context.support_text(item)):
            return None
        message = f"the sentences it cites do not say {told}"
        others = [quoted(c.span.of(context.article.text)) for c in candidates[:3]]
        if others:
            message += f"; they say {', '.join(others)}"
        return Fault(path, message, item.evidence)
    said = quoted(_with_qualifier(context, against))
    if result.verdict == "unit":
        units = f" ({against.unit or 'no unit'}, not {figure.unit or 'no unit'})"
        message = f"the article says {said}; the card says {told}{units}"
        return Fault(path, message, item.evidence)
    if result.verdict == "qualifier":
        opposite = are_opposite(figure.qualifier, against.qualifier)
        start = figure.qualifier_span.start if figure.qualifier_span else figure.span.start
        whole = quoted(Span(min(start, figure.span.start), figure.span.end).of(words))
        return Fault(
            path,
            f"the article says {said}; the card says {whole}",
            item.evidence,
            severity="error" if opposite else "warning",
        )
    return None


def _with_qualifier(context: Context, figure: FigureMention) -> str:
    start, end = figure.span.start, figure.span.end
    if figure.qualifier_span is not None:
        start = min(start, figure.qualifier_span.start)
        end = max(end, figure.qualifier_span.end)
    return context.article.text[start:end]


def _value_known(told: str, candidates: tuple[FigureMention, ...]) -> bool:
    digits = digits_of(told)
    return any(digits == format(c.value, "f") for c in candidates)


def _resolved_numerals(context: Context, spans: tuple[Span, ...]) -> frozenset[str]:
    """Days and years of the moments that the cited sentences name, resolved."""
    found: set[str] = set()
    for date in context.reading.dates:
        if date.date is not None and any(s.overlaps(date.span) for s in spans):
            for part in date.date.split("-"):
                found |= {part, part.lstrip("0")}
    return frozenset(found)


def date_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Moments of `words` that the cited sentences neither name nor resolve to."""
    spans = context.support(item)
    free = read_free_text(words, context.language, context.anchor)
    if not free.dates:
        return
    said = " ".join(context.support_text(item).casefold().split())
    known = [d.date for d in context.reading.dates if any(s.overlaps(d.span) for s in spans)]
    for moment in free.dates:
        told = moment.span.of(words)
        if " ".join(told.casefold().split()) in said:
            continue
        if moment.date is not None and any(_same_moment(moment.date, d) for d in known if d):
            continue
        message = f"the sentences it cites do not say {quoted(told)}"
        yield Fault(
            f"{item.id}/{field}",
            message,
            item.evidence,
            severity="warning" if _open(context, spans, told) else None,
        )


def _open(context: Context, spans: tuple[Span, ...], told: str) -> bool:
    """Whether the article leaves open what a moment with one of these words resolves to."""
    words = set(words_of(told))
    return any(
        date.date is None and words & set(words_of(date.span.of(context.article.text)))
        for date in context.reading.dates
        if any(s.overlaps(date.span) for s in spans)
    )


def _same_moment(one: str, other: str) -> bool:
    """Whether two dates are the same, or one is the month or year of the other."""
    return one.startswith(other) or other.startswith(one)


def name_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Names of `words` that the cited sentences do not speak of."""
    path = f"{item.id}/{field}"
    spans = context.support(item)
    for name in read_free_text(words, context.language, context.anchor).names:
        if is_named_in(context, name, spans) or may_be_meant(context, name, item):
            continue
        if is_named(context, name):
            told = f"the sentences it cites do not speak of {quoted(name)}"
        else:
            told = f"the article does not name {quoted(name)}" + near_words(context, name)
        yield Fault(path, told, item.evidence)


def quotation_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Words in quotation marks that the cited sentences do not have word for word."""
    path = f"{item.id}/{field}"
    spans = context.support(item)
    for span in read_free_text(words, context.language, context.anchor).quoted:
        told = span.of(words).strip().rstrip(",.;")
        places = [g.span for g in context.index.occurrences(told)]
        inside = [p for p in places if any(s.overlaps(p) for s in spans)]
        if not places:
            message = f"the article does not say {quoted(told)}" + near_words(context, told)
            yield Fault(path, message, item.evidence)
        elif not inside:
            message = f"the sentences it cites do not say {quoted(told)}"
            yield Fault(path, message, item.evidence)
        elif not any(q.outer.contains(p) for q in context.reading.quotations for p in inside):
            message = f"{quoted(told)} does not stand in quotation marks in the article"
            yield Fault(path, message, item.evidence, severity="warning")


def hedge_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Statements that the article hedges and `words` tell for certain."""
    path = f"{item.id}/{field}"
    if not _has_cue(context, item, words, "hedge"):
        return
    text = context.support_text(item)
    for said in hedges_lost(text, words, context.language):
        message = f"the article says {quoted(said)}; the card tells it without that doubt"
        yield Fault(path, message, item.evidence, severity="warning")


def opposite_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Words that `words` have where the sentence they retell has the opposite."""
    sentence = retold_sentence(_sentence_texts(context, item), words, context.language)
    for said, told in opposites_told(sentence, words):
        message = f"the article says {quoted(said)}; the card says {quoted(told)}"
        yield Fault(f"{item.id}/{field}", message, item.evidence)


def _sentence_texts(context: Context, item: Item) -> tuple[str, ...]:
    return tuple(span.of(context.article.text) for span in context.support(item))


def flip_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Statements that `words` turn round: a negation lost or added."""
    path = f"{item.id}/{field}"
    if not _has_cue(context, item, words, "negation"):
        return
    for said, told in negations_flipped(_sentence_texts(context, item), words, context.language):
        message = f"the article says {quoted(said)}; the card says {quoted(told)}"
        yield Fault(path, message, item.evidence)
