"""Figures that could be worked out from others, though no word says that they are.

A sum or a difference comes out of chance often, so it excuses nothing: it tells
an editor where to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcards.checking.conversion import converted
from factcards.checking.derivations import Derivation, Ground
from factcards.checking.numbers import Told
from factcards.checking.operations import is_announced
from factcards.checking.rounding import is_near
from factcards.checking.stems import stems_of
from factcards.reading.mentions import FigureMention

_NEIGHBOURS = 6
"""Figures of the same kind behind an operand that are tried with it."""
_SMALL = 20
"""Counts below this, of nothing that is named, come out of chance."""
_NEXT = 1
"""Sentences that two operands may lie apart."""


def worked_out(told: Told, ground: Ground) -> Derivation | None:
    """The sum or difference of two neighbouring figures that `told` is, or None.

    Both measure what `told` does. Of a count one must count the very thing, or a word
    say that it is a difference ("seven are gone").
    Linear in the figures: each is tried with the next few.
    """
    if told.figure.kind not in ("count", "money", "measure", "duration", "share"):
        return None
    return next(_fitting(told, ground), None)


def _fitting(told: Told, ground: Ground) -> Iterator[Derivation]:
    measured = [
        (figure, value)
        for figure in ground.figures
        if figure.value_to is None and figure.kind == told.figure.kind
        if (value := converted(figure, told.figure.unit)) is not None
    ]
    pairs_of = (
        (one, other)
        for at, one in enumerate(measured)
        for other in measured[at + 1 : at + _NEIGHBOURS]
    )
    for (one, first), (other, second) in pairs_of:
        if abs(ground.number(one) - ground.number(other)) > _NEXT:
            continue
        if not _counts_so(told, ground, one, other):
            continue
        larger, smaller = (one, other) if first >= second else (other, one)
        pairs: tuple[tuple[str, Decimal], ...] = (
            ("−", abs(first - second)),
            ("+", first + second),
        )
        for sign, value in pairs:
            if value and is_near(told.figure, told.words, value):
                words = f" {sign} ".join(ground.words(f) for f in (larger, smaller))
                operation = "sum" if sign == "+" else "difference"
                yield Derivation(operation, f"{words} = {told.words}", (larger, smaller))  # type: ignore[arg-type]


def _counts_so(told: Told, ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    if told.figure.unit is not None:
        return True
    if is_announced("difference", told.text, told.figure.span):
        return True
    own = told.figure.counts
    wanted = stems_of(own.of(told.text), ground.language) if own else frozenset()
    counted = ground.counts(one) | ground.counts(other)
    return bool(counted & wanted) if wanted else abs(told.figure.value) >= _SMALL
