"""Intervals for a score over documents: the jackknife, with Student's t.

Source: Tukey (1958), "Bias and confidence in not-quite large samples"; Efron and
Tibshirani (1993), An Introduction to the Bootstrap, chapter 11. For a mean it is
the classical t interval; for a ratio of sums, such as F1 over all items, it counts
documents and not items, which are not independent of one another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from factcards.evaluation.extras import scipy_stats

T = TypeVar("T")
LEVEL = 0.95


class Interval(NamedTuple):
    """An estimate and the interval around it."""

    estimate: float
    low: float
    high: float


def jackknife_t(
    documents: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    *,
    level: float = LEVEL,
    within: tuple[float, float] = (0.0, 1.0),
) -> Interval | None:
    """`statistic` over `documents` with its interval, cut off at the bounds of `within`.

    Documents for which it is not defined must be left out before. None where
    there are fewer than two, or where it is not defined without one of them.
    """
    count = len(documents)
    whole = statistic(documents)
    if whole is None or count < 2:
        return None
    pseudo = []
    for left_out in range(count):
        rest = statistic([*documents[:left_out], *documents[left_out + 1 :]])
        if rest is None:
            return None
        pseudo.append(count * whole - (count - 1) * rest)
    mean = sum(pseudo) / count
    error = (sum((value - mean) ** 2 for value in pseudo) / (count * (count - 1))) ** 0.5
    reach = float(scipy_stats().t.ppf((1 + level) / 2, count - 1)) * error
    low, high = within
    return Interval(whole, max(low, whole - reach), min(high, whole + reach))
