"""One amount in another unit: kilometres for miles, percent for a fraction, basis points.

Factors are those of the International System of Units and the definitions of
the customary units (NIST Special Publication 811), kept with the units of
reading. Money is never exchanged: a currency has one value a day and an
article none.
"""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal

from factcards.reading.mentions import FigureMention
from factcards.reading.units import (
    canonical_unit,
    currency_family,
    same_unit,
    unit_named,
    unit_table,
)

SHARES = ("%", "pp", "bp")
"""Percent, percentage points and basis points: three units that are often taken for each other."""

_POINTS = {"pp": Decimal(1), "bp": Decimal("0.01")}
_HUNDRED = Decimal(100)


def converted(figure: FigureMention, unit: str | None) -> Decimal | None:
    """The value of `figure` in `unit`; None where the two measure different things.

    A fraction without a unit is a share of a hundred. The same unit gives the same value.
    """
    return converted_value(figure.value, figure.unit, unit, share=_is_share(figure))


def converted_value(
    value: Decimal, old: str | None, new: str | None, *, share: bool = False
) -> Decimal | None:
    """The same for a bare value; `share` says that without a unit it is a part of one."""
    if same_unit(old, new):
        return value
    if old is None or new is None:
        if share and new is not None and canonical_unit(new) == "%":
            return value * _HUNDRED
        return value / _HUNDRED if old is not None and canonical_unit(old) == "%" else None
    first, second = canonical_unit(old), canonical_unit(new)
    if first in _POINTS and second in _POINTS:
        return value * _POINTS[first] / _POINTS[second]
    if {first, second} == {"°C", "°F"}:
        if second == "°C":
            return (value - 32) * 5 / 9
        return value * 9 / 5 + 32
    one, other = unit_named(first), unit_named(second)
    if one is None or other is None or one.si is None or other.si is None:
        return None
    return value * one.si / other.si if one.base == other.base else None


def same_money(one: str | None, other: str | None, named: Collection[str | None]) -> bool:
    """Whether two names are of one currency: "francs" and "Swiss francs".

    A name that many countries share ("franc", "dollars") may be told as the
    currency of one of them where the article has that one: `named` holds the
    units of the article's figures.
    """
    if same_unit(one, other):
        return True
    if one is None or other is None:
        return False
    pairs = ((one, other), (other, one))
    return any(own in named and own in currency_family(shared) for shared, own in pairs)


def is_money(figure: FigureMention) -> bool:
    """Whether `figure` is a sum of money."""
    return figure.kind == "money"


def are_shares(one: str | None, other: str | None) -> bool:
    """Whether both are percent, percentage points or basis points."""
    return all(unit is not None and canonical_unit(unit) in SHARES for unit in (one, other))


def _is_share(figure: FigureMention) -> bool:
    return figure.unit is None and figure.kind in ("share", "ratio") and figure.value <= 1


def is_currency(unit: str | None) -> bool:
    """Whether `unit` is a currency, by code or by name."""
    if unit is None:
        return False
    name = canonical_unit(unit)
    return name in unit_table().codes.values() or name in unit_table().money_words.values()
