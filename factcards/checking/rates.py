"""Figures told for another stretch of time, or worked out by a multiple that the article states.

"9.4 million euros a year" is 783,333 a month; where a first stage makes 1.2
gigawatt-hours and the second "twice as much", the second makes 2.4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcards.checking.conversion import converted
from factcards.checking.numbers import Told
from factcards.checking.rounding import is_near
from factcards.reading.figures import read_figures
from factcards.reading.mentions import FigureMention

_EACH = r"(?:a|an|per|each|every|pro|im|am|je|jede[nrsm]?|in der|al|a la|por|cada|par)"
_PER = re.compile(rf"[^\w.;:!?]{{0,3}}{_EACH}\s+([^\W\d_]+)", re.IGNORECASE)
_IN_A_YEAR = {
    word: Decimal(number)
    for number, words in (
        (1, "year annum jahr año an année"),
        (4, "quarter quartal trimestre"),
        (12, "month monat mes mois"),
        (52, "week woche semana semaine"),
        (365, "day tag día jour"),
    )
    for word in words.split()
}
"""How often each stretch of time comes round in a year."""


def told_for_another_time(
    told: Told, text: str, figures: Sequence[FigureMention]
) -> Iterator[FigureMention]:
    """The figures of `text` that `told` is, for another stretch of time: a month for a year."""
    own = _times(told.text, told.figure)
    if own is None:
        return
    for figure in figures:
        times = _times(text, figure)
        value = converted(figure, told.figure.unit)
        if times is None or times == own or value is None:
            continue
        if is_near(told.figure, told.words, value * times / own):
            yield figure


def _times(text: str, figure: FigureMention) -> Decimal | None:
    """How often a year the stretch of time comes round that stands behind `figure`."""
    match = _PER.match(text, figure.span.end)
    return _IN_A_YEAR.get(match[1].lower()) if match else None


def told_by_a_multiple(
    told: Told, language: str, figures: Sequence[FigureMention]
) -> Iterator[tuple[FigureMention, FigureMention]]:
    """Pairs of an amount and a multiple ("twice as much") among `figures` that come to `told`.

    A number without a unit is in that of the amount where the text has the amount, too.
    """
    multiples = [f for f in figures if f.kind == "ratio" and f.unit == "time" and f.value > 1]
    if not multiples:
        return
    beside = {(f.value, f.unit) for f in read_figures(told.text, language)}
    for amount in (f for f in figures if f.kind not in ("ratio", "share", "score", "age")):
        value = converted(amount, told.figure.unit)
        if value is None and told.figure.unit is None and (amount.value, amount.unit) in beside:
            value = amount.value
        for multiple in multiples if value is not None else ():
            if value is not None and is_near(told.figure, told.words, value * multiple.value):
                yield amount, multiple
