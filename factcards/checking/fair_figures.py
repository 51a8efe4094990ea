"""Units and hedges that a number of the article has by its surroundings.

"From 4 per cent to 9": the 9 is of the same unit. "A boy of nine": years. "Nobody
for more than £20,000": at most so much. A card that tells such a unit or hedge
is right, though the words of the number alone do not have it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from factcards.card import Figure, Qualifier, Span
from factcards.checking.context import Context
from factcards.checking.conversion import same_money
from factcards.reading.figures import read_figures
from factcards.reading.mentions import FigureMention
from factcards.reading.number_words import lexicon
from factcards.reading.units import canonical_unit, same_unit

_AGE = re.compile(
    r"\bage[ds]?\b|\balter\b|\bedad\b|\bâge\b|\byears? old\b|\bold(?:er|est)?\b", re.IGNORECASE
)
_STAND_IN = Decimal(88)
_OLDEST = 120
# Before or behind the number of an age: "He is 71", "a man of 71", "at 14", "(68)".
_OF_AGE = re.compile(
    r"(?:\b(?:is|was|were|turned|of|at|aged|by|when|ist|war|mit|tiene|tenía|de|a|avait|perhaps)|[(,])"
    r"\s*$",
    re.IGNORECASE,
)
_POINTS = re.compile(r"\b(?:points?|punkte?n?|puntos?)\b", re.IGNORECASE)
_BACK = 2
"""Sentences before its own from which a bare number takes its unit."""
_NEAR_BEFORE, _NEAR_BEHIND = 45, 25
"""Code points around a number in which a word may bound it."""
_BOUNDS: dict[Qualifier, re.Pattern[str]] = {
    "at most": re.compile(
        r"\b(?:at most|up to|no more than|within|maxim\w+|as (?:\w+ )?as|or less|or fewer|or under|"
        r"höchstens|maximal|bis zu|binnen|innerhalb|allenfalls|nicht mehr als|"
        r"como máximo|a lo sumo|hasta|no más de|dentro de|au plus|au maximum|jusqu\W?à|pas plus de|"
        r"d'ici|sous)(?!\w)",
        re.IGNORECASE,
    ),
    "at least": re.compile(
        r"\b(?:at least|minimum|no fewer than|no less than|or more|and more|or older|and over|"
        r"mindestens|wenigstens|zumindest|al menos|como mínimo|por lo menos|au moins|au minimum)\b",
        re.IGNORECASE,
    ),
    "about": re.compile(
        r"\b(?:about|around|roughly|some|perhaps|maybe|approximately|estimated|or so|circa|"
        r"rund|etwa|ungefähr|circa|vielleicht|unos|unas|cerca de|alrededor|quizá|aproximadamente|"
        r"environ|quelque|peut-être|près de|few|several)\b",
        re.IGNORECASE,
    ),
    "nearly": re.compile(
        r"\b(?:nearly|almost|close to|just under|not quite|knapp|fast|nicht ganz|beinahe|"
        r"casi|cerca de|presque|près de|pas tout à fait)\b",
        re.IGNORECASE,
    ),
    "more than": re.compile(
        r"\b(?:more than|over|above|in excess of|beyond|mehr als|über|gut|"
        r"más de|plus de|au-delà)\b",
        re.IGNORECASE,
    ),
    "less than": re.compile(
        r"\b(?:less than|fewer than|under|below|weniger als|unter|menos de|moins de)\b",
        re.IGNORECASE,
    ),
}
# These bound a number or do not: "fell as much as 9 percent", "von 5 über 7 auf 9 Millionen".
_MAY_BE_NONE = re.compile(r"(?:\bas (?:much|many|high|low) as|\bvon\b.*\büber)\s+$", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:no|not|nobody|none|never|cannot|neither|nor|nicht|kein\w*|niemand|nie|nadie|ning\w+|"
    r"nunca|ne|pas|personne|aucun\w*)\b|n['’]t\b",
    re.IGNORECASE,
)


def unit_is_fair(context: Context, figure: Figure, mention: FigureMention) -> bool:
    """Whether the unit that the card tells is the article's for `mention`."""
    told, read = figure.unit, mention.unit
    if same_unit(told, read) or same_money(told, read, context.units):
        return True
    if told is None:
        return False
    text = context.article.text
    around = _around(context, mention)
    if canonical_unit(told) == "pp" and read is None:
        return _POINTS.search(around) is not None
    if read is not None or _counts_things(mention):
        return False
    if canonical_unit(told) == "year" and mention.value <= _OLDEST:
        before = text[max(0, mention.span.start - _NEAR_BEFORE) : mention.span.start]
        if _AGE.search(figure.counts or "") or _OF_AGE.search(before):
            return True
    if told == "time":
        return True
    return _is_left_out(context, mention, told)


def _counts_things(mention: FigureMention) -> bool:
    """Whether a noun right behind the number says what it counts, so that it has no unit."""
    counts = mention.counts
    return (
        counts is not None and mention.kind == "count" and 0 <= counts.start - mention.span.end <= 1
    )


def _is_left_out(context: Context, mention: FigureMention, unit: str) -> bool:
    """Whether a figure in the same sentence, or shortly before, has the unit that is left out."""
    sentence = context.reading.sentence_at(mention.span.start)
    if sentence is None:
        return False
    first = max(0, sentence.number - 1 - _BACK)
    near = [s.span for s in context.reading.sentences[first : sentence.number]]
    for other in context.figures_in(near):
        if other is mention or other.unit is None:
            continue
        if same_unit(other.unit, unit) or same_money(other.unit, unit, context.units):
            return True
    return False


def qualifier_read(text: str, span: Span, language: str) -> Qualifier | None:
    """The hedge right before the words at `span`, as reading has it before a number in digits."""
    before = text[max(0, span.start - _NEAR_BEFORE) : span.start].rpartition("\n")[2]
    articles = "|".join(sorted(lexicon(language).numbers.articles)) or "a"
    before = re.sub(rf"\b(?:{articles}|the|der|die|das|la|el|le)\s+$", "", before)
    found = [f for f in read_figures(f"{before}88 things", language) if f.value == _STAND_IN]
    return found[-1].qualifier if found else None


def qualifier_is_fair(context: Context, figure: Figure, mention: FigureMention) -> bool:
    """Whether the hedge or bound of the card is one that the words around `mention` give."""
    told, read = figure.qualifier or "exactly", mention.qualifier or "exactly"
    if told == read:
        return True
    before, behind = _sides(context, mention)
    if told == "exactly":
        return _MAY_BE_NONE.search(before) is not None
    clause_before = re.split(r"[,;:(]|\d", before)[-1]
    clause_behind = re.split(r"[.;:(]|\d|\b(?:and|but|und|y|et|of)\b", behind)[0]
    negated = _NEGATED.search(_clause_before(context, mention)) is not None
    if told in ("at most", "at least") and negated:
        turned: Qualifier = "more than" if told == "at most" else "less than"
        if _BOUNDS[turned].search(clause_before):
            return True
    if told in ("more than", "less than") and negated:
        return False
    pattern = _BOUNDS.get(told)
    if pattern is None:
        return False
    behind_too = told in ("at least", "at most", "about")
    return bool(
        pattern.search(clause_before)
        or (behind_too and pattern.search(clause_behind))
        or pattern.search(mention.span.of(context.article.text))
    )


def _clause_before(context: Context, mention: FigureMention) -> str:
    """The words of the sentence before `mention`, from the last comma far enough before it."""
    sentence = context.reading.sentence_at(mention.span.start)
    start = sentence.span.start if sentence is not None else mention.span.start
    return re.split(r"[;:]", context.article.text[start : mention.span.start])[-1]


def _sides(context: Context, mention: FigureMention) -> tuple[str, str]:
    """The words before and behind `mention` in its sentence, as far as they may bound it."""
    text = context.article.text
    sentence = context.reading.sentence_at(mention.span.start)
    whole = sentence.span if sentence is not None else Span(0, len(text))
    start = max(whole.start, mention.span.start - _NEAR_BEFORE)
    end = min(whole.end, mention.span.end + _NEAR_BEHIND)
    return text[start : mention.span.start], text[mention.span.end : end]


def _around(context: Context, mention: FigureMention) -> str:
    before, behind = _sides(context, mention)
    return f"{before}{mention.span.of(context.article.text)}{behind}"
