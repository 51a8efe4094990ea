"""A figure's value, unit and qualifier are those of its words, and so is what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Figure, decimal_text
from factcards.checking.context import Context, span_of
from factcards.checking.conversion import are_shares, is_currency
from factcards.checking.free_text import words_of
from factcards.checking.numbers import qualifiers_agree
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import FigureMention
from factcards.reading.units import same_unit


def _check(context: Context) -> Iterator[Fault]:
    for figure in context.card.figures:
        if not any(figure.text in evidence.quote for evidence in figure.evidence):
            told = f"{quoted(figure.text)} is not in the words it cites"
            yield Fault(f"{figure.id}/text", "uncited", told, figure.evidence)
            continue
        mention = _mention(context, figure)
        if mention is None:
            told = f"{quoted(figure.text)} cannot be read as a figure of the article"
            yield Fault(f"{figure.id}/value", "unread", told, figure.evidence)
            continue
        yield from _number_faults(context, figure, mention)
        yield from _counts_faults(context, figure, mention)


def _mention(context: Context, figure: Figure) -> FigureMention | None:
    """The figure of the article that the card's figure stands for."""
    text = context.article.text
    spans = [span_of(e) for e in figure.evidence]
    near = [m for m in context.reading.figures if any(s.overlaps(m.span) for s in spans)]
    inside = [m for m in near if any(s.contains(m.span) for s in spans)]
    for candidates in (inside, near):
        named = [m for m in candidates if m.span.of(text) == figure.text]
        agreeing = [m for m in named if m.value == figure.value and m.value_to == figure.value_to]
        for found in (agreeing, named):
            if found:
                return found[0]
    holding = [m for m in near if figure.text in m.span.of(text) or m.span.of(text) in figure.text]
    return holding[0] if holding else None


def _is_in_words(figure: Figure, mention: FigureMention) -> bool:
    """Whether a unit that reading does not know stands in the cited words themselves."""
    if mention.unit is not None or not figure.unit:
        return False
    unit = re.compile(rf"(?<!\w){re.escape(figure.unit)}(?:s|es|en|n)?(?!\w)", re.IGNORECASE)
    return any(unit.search(evidence.quote) for evidence in figure.evidence)


def _number_faults(context: Context, figure: Figure, mention: FigureMention) -> Iterator[Fault]:
    words = mention.span.of(context.article.text)
    if mention.span.of(context.article.text) != figure.text and figure.text in words:
        yield _fault(
            figure, "text", "cut", f"the article says {quoted(words)}; the card {figure.text}"
        )
        return
    if figure.value != mention.value or figure.value_to != mention.value_to:
        field = "value" if figure.value != mention.value else "value_to"
        yield _fault(
            figure,
            field,
            "value",
            f"the article says {quoted(words)}; the card says {_told(figure)}",
        )
    if not same_unit(figure.unit, mention.unit) and not _is_in_words(figure, mention):
        yield _fault(
            figure,
            "unit",
            _unit_verdict(figure, mention),
            f"the article counts {quoted(words)} in {mention.unit or 'no unit'}; "
            f"the card in {figure.unit or 'no unit'}",
        )
    if not qualifiers_agree(figure.qualifier, mention.qualifier):
        start = mention.span.start
        if mention.qualifier_span is not None:
            start = min(start, mention.qualifier_span.start)
        end = max(mention.span.end, mention.qualifier_span.end if mention.qualifier_span else 0)
        yield _fault(
            figure,
            "qualifier",
            "qualifier",
            f"the article says {quoted(context.article.text[start:end])}; "
            f"the card says {figure.qualifier or 'just'} {figure.text}",
        )


def _counts_faults(context: Context, figure: Figure, mention: FigureMention) -> Iterator[Fault]:
    """What is counted: in the words of the figure's sentences, and not another figure's."""
    if not figure.counts:
        return
    told = stems_of(figure.counts, context.language)
    said = stems_of(context.support_text(figure), context.language)
    text = context.article.text
    own = stems_of(mention.counts.of(text), context.language) if mention.counts else frozenset()
    if told & own:
        return
    if told and not told & said:
        yield _fault(
            figure,
            "counts",
            "not-counted",
            f"the article's sentence does not speak of {quoted(figure.counts)}",
        )
        return
    if own:
        for other in context.figures_in(context.support(figure)):
            if other is mention or other.counts is None:
                continue
            theirs = stems_of(other.counts.of(text), context.language)
            if told and told <= theirs and set(words_of(figure.counts)):
                yield _fault(
                    figure,
                    "counts",
                    "miscounted",
                    f"the article counts {quoted(other.span.of(text))} {figure.counts}, "
                    f"not {quoted(figure.text)}",
                )
                return
        counted = mention.counts.of(text) if mention.counts else ""
        yield Fault(
            f"{figure.id}/counts",
            "counts-otherwise",
            f"the article counts {quoted(counted)}; the card {quoted(figure.counts)}",
            figure.evidence,
        )


def _told(figure: Figure) -> str:
    value = decimal_text(figure.value)
    return value if figure.value_to is None else f"{value} to {decimal_text(figure.value_to)}"


def _unit_verdict(figure: Figure, mention: FigureMention) -> str:
    """Which unit is wrong: a kind of share, a currency, or any other."""
    if are_shares(figure.unit, mention.unit):
        return "points"
    return "currency" if mention.kind == "money" and is_currency(figure.unit) else "unit"


def _fault(figure: Figure, field: str, verdict: str, message: str) -> Fault:
    return Fault(f"{figure.id}/{field}", verdict, message, figure.evidence)


rule = Rule(
    name="figure-agrees",
    summary="A figure's value, range, unit, qualifier and counted thing are those of its words.",
    verdicts=(
        RuleVerdict(
            "value",
            "error",
            "The value or the end of the range is another one.",
            "1,250 workers → 250",
        ),
        RuleVerdict(
            "points",
            "error",
            "Percent, percentage points and basis points are taken for each other.",
            "18 percent → unit percentage point",
        ),
        RuleVerdict(
            "currency",
            "error",
            "The currency is another one.",
            "$12,500 → EUR",
        ),
        RuleVerdict(
            "unit",
            "error",
            "The unit is another one.",
            "4 years → month",
        ),
        RuleVerdict(
            "qualifier",
            "error",
            "The hedge or bound is another one.",
            "at least 1,250 → exactly",
        ),
        RuleVerdict(
            "cut",
            "error",
            "The text is part of the article’s number.",
            "$12,500 → 12,500",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The text is not in the evidence.",
            "cites “freed 31 dockers” → $12,500",
        ),
        RuleVerdict(
            "unread",
            "error",
            "The text is no number that counts or measures.",
            "in 2019 → 2019",
        ),
        RuleVerdict(
            "not-counted",
            "error",
            "The sentence does not speak of what is counted.",
            "31 dockers → penguins",
        ),
        RuleVerdict(
            "miscounted",
            "error",
            "The article counts that with another number.",
            "3 days, 600 people → 3 people",
        ),
        RuleVerdict(
            "counts-otherwise",
            "note",
            "What is counted is in the sentence, and reading takes another thing for it.",
            "31 dockers of the port → port",
        ),
    ),
    check=_check,
)
