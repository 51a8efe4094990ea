"""Whether one number is another one, told in fewer digits.

The conventions are those of agency style books: a figure that says that it is
rounded ("about 1,200" for 1,234) may be as coarse as it says, in the direction
it says; one that does not say so must keep two digits, and only large sums
with a scale word ("1.2 million" for 1,234,567) go without saying.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from factcards.card import Qualifier
from factcards.reading.mentions import FigureMention

Rounding = Literal["hedged", "shortened", "unmarked"]

_DIGITS = re.compile(r"\d")
_LOWER: frozenset[Qualifier | None] = frozenset({"more than", "at least"})
_UPPER: frozenset[Qualifier | None] = frozenset({"less than", "at most", "nearly"})
_SIMPLE = tuple(
    Fraction(a, b) for a, b in ((1, 10), (1, 5), (1, 4), (1, 3), (1, 2), (2, 3), (3, 4), (1, 1))
)
"""Shares that news has words for; a hedged one reaches to the next."""
_NEAR = Decimal("0.03")
"""How far a hedged fraction in words may lie from the exact share: three points of a hundred."""
_HEDGED = Decimal("0.05")
"""The largest relative loss of a number of two digits told with "about": "about 600" is not 640."""
_MOST_UNMARKED = Decimal("0.03")
"""The largest relative loss that a rounding without a hedge may have."""


@dataclass(frozen=True, slots=True)
class Precision:
    """How exactly a figure is told."""

    step: Decimal
    """The weight of its last digit that counts: 100 for "1,400", 100000 for "1.4 million"."""
    digits: int
    """How many digits count."""
    scaled: bool
    """Whether a scale word stands for zeros ("4.2 million")."""
    words: bool
    """Whether it is told in words alone ("a quarter")."""


def precision_of(figure: FigureMention, written: str) -> Precision:
    """How exactly `written`, the words of `figure`, tell its value."""
    value = abs(figure.value)
    digits = "".join(_DIGITS.findall(written)) if figure.value_to is None else ""
    number = int(digits[:40]) if digits.isdecimal() and digits.isascii() else 0
    if not number or not value:
        step = last_place(value)
        return Precision(step, _length(value, step), scaled=False, words=not digits)
    exponent = _power_of_ten(value, number)
    if exponent is None:
        step = last_place(value)
        return Precision(step, _length(value, step), scaled=False, words=False)
    step = Decimal(1).scaleb(exponent) if exponent else last_place(value)
    return Precision(step, _length(value, step), scaled=exponent > 0, words=False)


def rounding_of(figure: FigureMention, written: str, exact: Decimal) -> Rounding | None:
    """How `figure` tells `exact` in fewer digits; None where it does not, or does it wrongly.

    `hedged` says that it is rounded, in the right direction; `shortened` leaves digits out of a
    number with a scale word; `unmarked` does so elsewhere, and keeps two digits.
    """
    if figure.value_to is not None or not figure.value:
        return None
    precision = precision_of(figure, written)
    if figure.qualifier not in (None, "exactly"):
        return "hedged" if _hedged(figure, precision, exact) else None
    if figure.qualifier == "exactly" or precision.words:
        return None
    if abs(exact - figure.value) * 2 > precision.step or precision.digits < 2:
        return None
    if abs(exact - figure.value) > _MOST_UNMARKED * abs(exact):
        return None
    if precision.scaled:
        return "shortened"
    zeros = precision.step >= 100 or (precision.step <= 1 and exact != exact.to_integral_value())
    return "unmarked" if zeros else None


def is_near(figure: FigureMention, written: str, exact: Decimal) -> bool:
    """Whether `figure` tells a computed number: exactly, rounded to its digits, or hedged.

    What is computed is rounded by everybody, so that no hedge is asked for;
    but a number of one digit must be right to a twentieth of itself.
    """
    if figure.value_to is not None:
        return False
    if figure.value == exact:
        return True
    precision = precision_of(figure, written)
    if figure.qualifier not in (None, "exactly"):
        return _hedged(figure, precision, exact)
    close = abs(exact - figure.value) * 2 <= precision.step
    return close and (
        precision.digits >= 2 or abs(exact - figure.value) <= abs(exact) / Decimal(20)
    )


def last_place(value: Decimal) -> Decimal:
    """The weight of the last digit of `value` that is not a zero: 100 for 1,400."""
    _, _, exponent = value.normalize().as_tuple()
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(0)


def _hedged(figure: FigureMention, precision: Precision, exact: Decimal) -> bool:
    """Whether the hedge of `figure` is true of `exact`, and not empty."""
    distance = exact - figure.value
    step = precision.step
    if precision.words and figure.value < 1:
        return _hedged_share(figure, exact)
    if figure.qualifier in _LOWER:
        return 0 <= distance < step
    if figure.qualifier in _UPPER:
        return -step < distance <= 0
    reach = _HEDGED if abs(figure.value) >= 10 else 2 * _HEDGED
    return abs(distance) * 2 <= step and abs(distance) <= reach * abs(exact)


def _hedged_share(figure: FigureMention, exact: Decimal) -> bool:
    """The same for a fraction in words: "more than half" of 0.56, "about a third" of 0.31."""
    distance = exact - figure.value
    if figure.qualifier in _LOWER:
        above = [f for f in _SIMPLE if float(f) > float(figure.value) + 0.001]
        reach = Decimal(str(round(float(above[0]), 4))) if above else Decimal(1)
        return figure.value <= exact + Decimal("0.0001") and exact < reach
    if figure.qualifier in _UPPER:
        return -2 * _NEAR < distance <= 0
    return abs(distance) <= _NEAR


def _length(value: Decimal, step: Decimal) -> int:
    """How many digits `value` has down to `step`."""
    return len(str(int(value / step))) if step and value >= step else 1


def _power_of_ten(value: Decimal, number: int) -> int | None:
    """The exponent that makes `number` the value, or None."""
    ratio = (value / Decimal(number)).normalize()
    sign, digits, exponent = ratio.as_tuple()
    del sign
    return exponent if digits == (1,) and isinstance(exponent, int) else None
