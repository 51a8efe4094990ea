"""How a figure of the card compares with the figures of the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factcards.card import Qualifier
from factcards.reading.mentions import FigureMention
from factcards.reading.units import same_unit

Verdict = Literal["same", "rounded", "qualifier", "unit", "absent"]

_ROUNDING = frozenset({"about", "nearly", "more than", "less than", "at least", "at most"})
_OPPOSITE = frozenset(
    {
        frozenset({"at least", "at most"}),
        frozenset({"at least", "less than"}),
        frozenset({"more than", "at most"}),
        frozenset({"more than", "less than"}),
        frozenset({"more than", "nearly"}),
        frozenset({"at least", "nearly"}),
    }
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a figure, and the figure of the article it was held against."""

    verdict: Verdict
    against: FigureMention | None = None


def compare(figure: FigureMention, candidates: Iterable[FigureMention]) -> Comparison:
    """The best that any of `candidates` does for `figure`.

    `same`: value, unit and qualifier agree. `rounded`: the value is the
    candidate's, rounded to the digits it is told in, in the direction its
    qualifier says. `qualifier` and `unit`: the value agrees and that does not.
    `absent`: no candidate has the value.
    """
    best = Comparison("absent")
    ranks: tuple[Verdict, ...] = ("same", "rounded", "qualifier", "unit", "absent")
    for candidate in candidates:
        verdict = _verdict(figure, candidate)
        if ranks.index(verdict) < ranks.index(best.verdict):
            best = Comparison(verdict, candidate)
    return best


def are_opposite(one: Qualifier | None, other: Qualifier | None) -> bool:
    """Whether two qualifiers bound a number from different sides."""
    return frozenset({one, other}) in _OPPOSITE


def _verdict(figure: FigureMention, candidate: FigureMention) -> Verdict:
    same_value = figure.value == candidate.value and figure.value_to == candidate.value_to
    units_agree = same_unit(figure.unit, candidate.unit)
    if same_value:
        if not units_agree:
            return "unit"
        return "same" if qualifiers_agree(figure.qualifier, candidate.qualifier) else "qualifier"
    if units_agree and _is_rounded(figure, candidate):
        return "rounded"
    return "absent"


def qualifiers_agree(one: Qualifier | None, other: Qualifier | None) -> bool:
    """Whether two qualifiers say the same; "exactly" and none do."""
    return (one or "exactly") == (other or "exactly")


def _is_rounded(figure: FigureMention, candidate: FigureMention) -> bool:
    """Whether `figure` tells the value of `candidate` in fewer digits, and says so."""
    if figure.value_to is not None or candidate.value_to is not None:
        return False
    if figure.qualifier not in _ROUNDING or not figure.value:
        return False
    step = _last_place(figure.value)
    distance = candidate.value - figure.value
    if figure.qualifier in ("more than", "at least"):
        return 0 <= distance < step
    if figure.qualifier in ("less than", "at most", "nearly"):
        return -step < distance <= 0
    return abs(distance) * 2 <= step


def _last_place(value: Decimal) -> Decimal:
    """The weight of the last digit of `value` that is not a zero: 100 for 1,400."""
    _, _, exponent = value.normalize().as_tuple()
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)
