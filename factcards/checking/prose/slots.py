"""A claim that keeps the words of a sentence and changes a number, a moment or a "not" in it.

The words on both sides show which number, moment or negation of the sentence
the claim tells; a value that the article has elsewhere is no support there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from factcards.card import Span
from factcards.checking.context import Context
from factcards.checking.free_text import FreeText
from factcards.checking.numbers import Told, compare
from factcards.checking.stems import stem
from factcards.checking.wording import quoted
from factcards.reading.mentions import FigureMention

MOST_WORDS = 120
"""Of a sentence that are compared word by word; the comparison is quadratic."""
_AROUND = 3
"""Words that must be the same beside a changed one, before and behind it together."""
_LONGEST = 3
"""Words of a number or a moment."""
_WORD = re.compile(r"[^\W_]+(?:[.,:'’\-‐‑][^\W_]+)*")
_PERIODS = frozenset(
    re.findall(
        r"\w+",
        """second minute hour day week fortnight month quarter year decade century morning
    afternoon evening night noon midnight segundo minuto hora día semana mes año década sekunde
    stunde tag woche monat jahr jahrzehnt morgen abend nacht seconde heure jour semaine mois année
    décennie matin soir nuit""",
    )
)
"""Words for stretches of time and parts of the day."""
_DIFFERENT = frozenset(
    {"absent", "unit", "currency", "points", "bound-flipped", "rounded-unmarked"}
)

Kind = Literal["figure", "moment", "negation"]


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    span: Span
    kinds: frozenset[Kind]


def slots_changed(context: Context, retold: Span, told: FreeText) -> Iterator[tuple[str, str]]:
    """Pairs of words, of the sentence at `retold` and of `told`, that stand in one place.

    Each pair is a number, a moment or a negation that the two do not share.
    """
    said = _said(context, retold)
    telling = _telling(told)
    if max(len(said), len(telling)) > MOST_WORDS:
        return
    matcher = SequenceMatcher(None, [t.word for t in said], [t.word for t in telling], False)
    ops = matcher.get_opcodes()
    for place, (tag, low, high, start, end) in enumerate(ops):
        if tag == "equal" or max(high - low, end - start) > _LONGEST:
            continue
        before = ops[place - 1][2] - ops[place - 1][1] if place else 0
        behind = ops[place + 1][2] - ops[place + 1][1] if place + 1 < len(ops) else 0
        if before + behind < _AROUND or not before or (not behind and place + 1 < len(ops)):
            continue
        one, other = said[low:high], telling[start:end]
        if _differ(context, told, one, other):
            yield (
                _shown(context.article.text, said, low, high),
                _shown(told.text, telling, start, end),
            )


def _differ(
    context: Context, told: FreeText, one: Sequence[_Token], other: Sequence[_Token]
) -> bool:
    if not one or not other:
        return any("negation" in token.kinds for token in (*one, *other))
    if _all("figure", one) and _all("figure", other):
        figure = _figure_at(told.figures, other[0].span)
        against = _figure_at(context.reading.figures, one[0].span)
        if figure is None or against is None or _are_share_and_count(figure, against):
            return False
        result = compare(Told(figure, told.text), (against,), context.article.text, context.units)
        return result.verdict in _DIFFERENT
    return len(one) == len(other) and _all("moment", one) and _all("moment", other)


def _are_share_and_count(one: FigureMention, other: FigureMention) -> bool:
    """Whether one is a percentage and the other is not: it may be worked out from it."""
    return (one.unit == "%") != (other.unit == "%")


def _all(kind: Kind, tokens: Sequence[_Token]) -> bool:
    return all(kind in token.kinds for token in tokens)


def _figure_at(figures: Sequence[FigureMention], span: Span) -> FigureMention | None:
    return next((figure for figure in figures if figure.span.overlaps(span)), None)


def _said(context: Context, retold: Span) -> list[_Token]:
    reading = context.reading
    return _tokens(
        context.article.text,
        retold,
        [f.span for f in reading.figures if retold.overlaps(f.span)],
        [d.span for d in reading.dates if retold.overlaps(d.span)],
        [c.span for c in context.cues_in((retold,)) if c.kind == "negation"],
    )


def _telling(told: FreeText) -> list[_Token]:
    return _tokens(
        told.text,
        Span(0, len(told.text)),
        [f.span for f in told.figures],
        [d.span for d in told.dates],
        [c.span for c in told.cues if c.kind == "negation"],
    )


def _tokens(
    text: str, within: Span, figures: list[Span], moments: list[Span], negations: list[Span]
) -> list[_Token]:
    marked: tuple[tuple[Kind, list[Span]], ...] = (
        ("figure", figures),
        ("moment", moments),
        ("negation", negations),
    )
    found = []
    for match in _WORD.finditer(text, within.start, within.end):
        span, word = Span(*match.span()), match.group().lower()
        kinds: set[Kind] = {kind for kind, spans in marked if any(s.overlaps(span) for s in spans)}
        if word in _PERIODS or word.removesuffix("s") in _PERIODS:
            kinds.add("moment")
        found.append(_Token(word if kinds else stem(word), span, frozenset(kinds)))
    return found


def _shown(text: str, tokens: Sequence[_Token], low: int, high: int) -> str:
    """Tokens `low` to `high` with a word on either side."""
    first, last = tokens[max(0, low - 1)], tokens[min(len(tokens) - 1, high)]
    return quoted(text[first.span.start : last.span.end])
