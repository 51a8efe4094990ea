"""A figure's value, unit and qualifier are those of its words, and so is what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Figure, Span, decimal_text
from factcards.checking.context import Context, span_of
from factcards.checking.conversion import are_shares, is_currency
from factcards.checking.fair_amounts import Amount, fair_amounts
from factcards.checking.fair_figures import qualifier_is_fair, qualifier_read, unit_is_fair
from factcards.checking.free_text import words_of
from factcards.checking.measures import MEASURES
from factcards.checking.numbers import with_qualifier
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import FigureMention
from factcards.reading.units import same_unit

# What ties two numbers into one range or share: "$3 to $11", "vier von sechs".
_AGE = re.compile(r"^(?:age|Alter|edad|âge)\b", re.IGNORECASE)
_LINKS = r"(?:to|and|of|or|in|out of|bis|und|von|oder|a|y|de|o|à|et|ou|sur|[-–—])"
_SHOWN = 20
"""Code points before a number that a message shows with it."""
_LINK_BEFORE = re.compile(rf"{_LINKS}\s*$", re.IGNORECASE)
_LINK_BEHIND = re.compile(rf"\s*{_LINKS}(?!\w)", re.IGNORECASE)


def _check(context: Context) -> Iterator[Fault]:
    for figure in context.card.figures:
        if not any(figure.text in evidence.quote for evidence in figure.evidence):
            told = f"{quoted(figure.text)} is not in the words it cites"
            yield Fault(f"{figure.id}/text", "uncited", told, figure.evidence)
            continue
        mentions = _mentions(context, figure)
        if mentions:
            judged = [tuple(_number_faults(context, figure, m)) for m in mentions]
            best = min(range(len(judged)), key=lambda k: len(judged[k]))
            yield from judged[best]
            yield from _counts_faults(context, figure, mentions[best])
        else:
            yield from _unread_faults(context, figure)


def _mentions(context: Context, figure: Figure) -> list[FigureMention]:
    """The figures of the article that the card's figure can stand for."""
    text = context.article.text
    spans = [span_of(e) for e in figure.evidence]
    near = [m for m in context.reading.figures if any(s.overlaps(m.span) for s in spans)]
    inside = [m for m in near if any(s.contains(m.span) for s in spans)]
    for candidates in (inside, near):
        named = [m for m in candidates if m.span.of(text) == figure.text]
        if named:
            return named
    holding = [m for m in near if figure.text in m.span.of(text) or m.span.of(text) in figure.text]
    return holding[:1]


def _unread_faults(context: Context, figure: Figure) -> Iterator[Fault]:
    """Faults of a figure whose words reading takes for no figure."""
    amounts = fair_amounts(figure.text, context.language)
    if not amounts:
        told = f"{quoted(figure.text)} cannot be read as a figure of the article"
        yield _fault(figure, "value", "unread", told)
        return
    same = [a for a in amounts if (a.value, a.value_to) == (figure.value, figure.value_to)]
    if not same:
        said = f"the article says {quoted(figure.text)}; the card says {_told(figure)}"
        yield _fault(figure, "value", "value", said)
    elif not any(same_unit(a.unit, figure.unit) for a in same) and figure.unit != "time":
        yield _unit_fault(figure, same[0].unit, figure.text)
    yield from _hedge_faults(context, figure)


def _hedge_faults(context: Context, figure: Figure) -> Iterator[Fault]:
    """The hedge of a figure whose words reading takes for none: it must be beside them, or none."""
    text = context.article.text
    cited = next(e for e in figure.evidence if figure.text in e.quote)
    start = cited.start + cited.quote.index(figure.text)
    span = Span(start, start + len(figure.text))
    found = qualifier_read(text, span, context.language)
    mention = FigureMention(span, figure.value, qualifier=found)
    if not qualifier_is_fair(context, figure, mention):
        said = text[max(0, start - _SHOWN) : span.end].rpartition("\n")[2]
        told = f"the article says {quoted(said)}; the card says {figure.qualifier or 'just'}"
        yield _fault(figure, "qualifier", "qualifier", f"{told} {figure.text}")


def _is_in_words(figure: Figure, mention: FigureMention) -> bool:
    """Whether a unit that reading does not know stands in the cited words themselves."""
    if mention.unit is not None or not figure.unit:
        return False
    unit = re.compile(rf"(?<!\w){re.escape(figure.unit)}(?:s|es|en|n)?(?!\w)", re.IGNORECASE)
    return any(unit.search(evidence.quote) for evidence in figure.evidence)


def _number_faults(context: Context, figure: Figure, mention: FigureMention) -> Iterator[Fault]:
    words = mention.span.of(context.article.text)
    amounts = list(fair_amounts(figure.text, context.language))
    if words == figure.text or words in figure.text or _is_whole_part(figure, words, mention):
        amounts.insert(0, Amount(mention.value, mention.value_to, mention.unit))
    elif not _is_one_of_two(figure, words):
        told = f"the article says {quoted(words)}; the card {figure.text}"
        yield _fault(figure, "text", "cut", told)
        return
    same = [a for a in amounts if (a.value, a.value_to) == (figure.value, figure.value_to)]
    if not same:
        field = "value" if figure.value != mention.value else "value_to"
        said = f"the article says {quoted(words)}; the card says {_told(figure)}"
        yield _fault(figure, field, "value", said)
    units_agree = any(same_unit(figure.unit, amount.unit) for amount in same)
    if not (units_agree or unit_is_fair(context, figure, mention) or _is_in_words(figure, mention)):
        yield _unit_fault(figure, mention.unit, words)
    if not qualifier_is_fair(context, figure, mention):
        said = with_qualifier(mention, context.article.text)
        told = f"the article says {quoted(said)}; the card says {figure.qualifier or 'just'}"
        yield _fault(figure, "qualifier", "qualifier", f"{told} {figure.text}")


def _is_whole_part(figure: Figure, words: str, mention: FigureMention) -> bool:
    """Whether the text is the number of `words` without a word beside it: "TEN" of "TEN-MAN"."""
    same = (figure.value, figure.value_to) == (mention.value, mention.value_to)
    return same and _stands_free(figure.text, words)


def _is_one_of_two(figure: Figure, words: str) -> bool:
    """Whether the text is one of the two numbers that reading takes together: "$3 to $11"."""
    before, _, behind = words.partition(figure.text)
    return _stands_free(figure.text, words) and bool(
        _LINK_BEFORE.search(before) or _LINK_BEHIND.match(behind)
    )


def _stands_free(part: str, words: str) -> bool:
    at = words.find(part)
    before, behind = words[:at][-1:], words[at + len(part) :][:1]
    return at >= 0 and before in ("", " ", "-", "\u2010") and behind in ("", " ", "-", "\u2010")


def _counts_faults(context: Context, figure: Figure, mention: FigureMention) -> Iterator[Fault]:
    """What is counted: in the words of the figure's passage, and not another figure's."""
    if not figure.counts:
        return
    told = stems_of(figure.counts, context.language) - MEASURES
    text = context.article.text
    own = stems_of(mention.counts.of(text), context.language) if mention.counts else frozenset()
    if not told or told & own:
        return
    said = stems_of(context.support_text(context.with_passage(figure)), context.language)
    if not told & said:
        told_so = f"the article's sentence does not speak of {quoted(figure.counts)}"
        yield _fault(figure, "counts", "not-counted", told_so)
        return
    other = _counted_elsewhere(context, figure, mention, told)
    if other is not None:
        counted = f"the article counts {quoted(other.span.of(text))} {figure.counts}"
        yield _fault(figure, "counts", "miscounted", f"{counted}, not {quoted(figure.text)}")
        return
    if not own - MEASURES:
        return  # "the number was 37": of what, the sentences before say
    for other in context.figures_in(context.support(figure)):
        if other is mention or other.counts is None:
            continue
        theirs = stems_of(other.counts.of(text), context.language)
        if told <= theirs and set(words_of(figure.counts)):
            counted = f"the article counts {quoted(other.span.of(text))} {figure.counts}"
            said_so = f"{counted}, not {quoted(figure.text)}"
            yield _fault(figure, "counts", "miscounted", said_so)
            return
    counted = mention.counts.of(text) if mention.counts else ""
    otherwise = f"the article counts {quoted(counted)}; the card {quoted(figure.counts)}"
    yield _fault(figure, "counts", "counts-otherwise", otherwise)


def _counted_elsewhere(
    context: Context, figure: Figure, mention: FigureMention, told: frozenset[str]
) -> FigureMention | None:
    """Another figure of the passage that counts this, where this figure's sentence has no word."""
    text, language = context.article.text, context.language
    sentence = context.reading.sentence_at(mention.span.start)
    own = stems_of(mention.counts.of(text), language) if mention.counts else frozenset()
    if mention.kind in ("share", "ratio", "age") or (own and own <= MEASURES):
        return None  # "two-thirds of them", "the figure is 41.6 per cent": told sentences before
    if _AGE.search(figure.counts or "") or sentence is None:
        return None
    if told & stems_of(sentence.span.of(text), language):
        return None
    for other in context.figures_in(context.support(context.with_passage(figure))):
        if other.counts is None or sentence.span.contains(other.span):
            continue
        same = (other.value, other.value_to) == (mention.value, mention.value_to)
        if not same and told & stems_of(other.counts.of(text), language):
            return other
    return None


def _told(figure: Figure) -> str:
    value = decimal_text(figure.value)
    return value if figure.value_to is None else f"{value} to {decimal_text(figure.value_to)}"


def _unit_fault(figure: Figure, read: str | None, words: str) -> Fault:
    """Which unit is wrong: a kind of share, a currency, or any other."""
    verdict = "unit"
    if are_shares(figure.unit, read):
        verdict = "points"
    elif is_currency(read) and is_currency(figure.unit):
        verdict = "currency"
    counted = f"the article counts {quoted(words)} in {read or 'no unit'}"
    return _fault(figure, "unit", verdict, f"{counted}; the card in {figure.unit or 'no unit'}")


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
