"""No figure stands on the card as current that the article itself takes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from factcards.card import Evidence
from factcards.checking.context import Context
from factcards.checking.free_text import claims, read_free_text
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import stems_of
from factcards.checking.wording import quoted
from factcards.reading.mentions import FigureMention, Sentence
from factcards.reading.units import same_unit

_DENIED = re.compile(
    r"(?:(?:\band|,) not|\binstead of|\brather than|\b(?:corrected|revised)(?: up| down)? from"
    r"|\bund nicht|, nicht|\bstatt|\by no|, no|\ben lugar de|\bet non|\bau lieu de)"
    r"\s+(?:as |the |an? )?(?:[^\W\d]+ )?$",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"\b(?:now|correct\w*|revis\w*|updat\w*|mistak\w*|wrong\w*|jetzt|nun|korrig\w*|korrekt\w*"
    r"|ahora|corrig\w*|correc\w*|désormais|rectifi\w*)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:an? (?:earlier|previous)|the original|eine frühere|una versión anterior|une version "
    r"précédente)(?: (?:version|figure|report|edition|estimate|count|toll|Fassung|Angabe))?",
    re.IGNORECASE,
)
_BEFORE = 60
"""Code points before a figure in which the word that takes it back must end."""


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A figure that the article takes back, and the one it gives instead."""

    old: FigureMention
    new: FigureMention
    counts: frozenset[str]


def _check(context: Context) -> Iterator[Fault]:
    replaced = list(_replaced(context))
    if not replaced:
        return
    for figure in context.card.figures:
        counted = stems_of(figure.counts or "", context.language)
        for pair in replaced:
            if _is_old(pair, figure.value, figure.unit, counted):
                yield _fault(context, f"{figure.id}/value", pair)
    for claim in claims(context.card):
        told = read_free_text(claim.text, context.language, context.anchor).figures
        if _TURNED.search(claim.text) or _EARLIER.search(claim.text):
            continue
        for mention in told:
            words = mention.counts.of(claim.text) if mention.counts else ""
            for pair in replaced:
                both = any(m.value == pair.new.value for m in told)
                counted = stems_of(words, context.language)
                if not both and _is_old(pair, mention.value, mention.unit, counted):
                    yield _fault(context, f"{claim.id}/text", pair)


def _is_old(pair: _Replaced, value: Decimal, unit: str | None, counted: frozenset[str]) -> bool:
    """Whether this is the figure that is taken back, and of the same things as far as is known."""
    if value != pair.old.value or not same_unit(unit, pair.old.unit):
        return False
    return not counted or not pair.counts or bool(counted & pair.counts)


def _replaced(context: Context) -> Iterator[_Replaced]:
    """Every figure of the story that a sentence of it takes back."""
    text, sentences = context.article.text, context.reading.sentences
    for place, sentence in enumerate(sentences):
        words = sentence.span.of(text)
        turned, earlier = _TURNED.search(words), _EARLIER.search(words)
        if not sentence.story or not (turned or earlier):
            continue
        own = context.figures_in([sentence.span])
        following = sentences[place + 1 : place + 2]
        near = (*own, *context.figures_in(s.span for s in following if s.story))
        for old in own:
            behind = earlier is not None and old.span.start >= sentence.span.start + earlier.end()
            if not behind and not (turned and _is_denied(text, sentence, old)):
                continue
            others = (f for f in near if f.value != old.value and same_unit(f.unit, old.unit))
            new = next((f for f in others if f.kind == old.kind), None)
            if new is not None:
                yield _Replaced(old, new, _counted(context, old) | _counted(context, new))


def _is_denied(text: str, sentence: Sentence, figure: FigureMention) -> bool:
    start = max(sentence.span.start, figure.span.start - _BEFORE)
    return _DENIED.search(text[start : figure.span.start]) is not None


def _counted(context: Context, figure: FigureMention) -> frozenset[str]:
    if figure.counts is None:
        return frozenset()
    return stems_of(figure.counts.of(context.article.text), context.language)


def _fault(context: Context, path: str, pair: _Replaced) -> Fault:
    text = context.article.text
    old, new = (quoted(f.span.of(text)) for f in (pair.old, pair.new))
    told = f"superseded: the article takes {old} back and says {new}"
    places = tuple(
        Evidence(quote=f.span.of(text), start=f.span.start, end=f.span.end)
        for f in (pair.new, pair.old)
    )
    return Fault(path, "superseded", told, places)


rule = Rule(
    name="figure-current",
    summary="No figure is told as current that the article itself corrects or takes back.",
    verdicts=(
        RuleVerdict(
            "superseded",
            "error",
            "A sentence of the article puts another figure in its place.",
            "nine were hurt; it now says 11 were hurt, and not nine → nine were hurt",
        ),
    ),
    check=_check,
)
