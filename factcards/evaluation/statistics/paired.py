"""Whether two runs over the same documents differ."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import NamedTuple

from factcards.evaluation.extras import scipy_stats

EXACT_UP_TO = 16
"""Documents that differ, up to which every assignment of signs is gone through."""
DRAWS = 20_000
_SEED = 20250304
_NOISE = 1e-9
"""Sums that differ by less are equal: the same numbers added in another order."""


class PairedTest(NamedTuple):
    """The mean difference of two runs and how likely one as large is by chance."""

    difference: float
    p: float
    exact: bool
    documents: int


def sign_flip_test(differences: Sequence[float]) -> PairedTest:
    """The two-sided permutation test on paired `differences`, one for each document.

    Under the null hypothesis each difference is as likely to have the other sign
    (Fisher 1935, The Design of Experiments, section 21). All assignments of signs
    are gone through where at most `EXACT_UP_TO` documents differ; else `DRAWS`
    are drawn, always the same, and p is (hits + 1) / (draws + 1).
    """
    count = len(differences)
    mean = sum(differences) / count if count else 0.0
    moved = [abs(d) for d in differences if abs(d) > _NOISE]
    if not moved:
        return PairedTest(mean, 1.0, True, count)
    observed = abs(sum(differences)) - _NOISE
    if len(moved) <= EXACT_UP_TO:
        sums = [0.0]
        for size in moved:
            sums = [total + sign * size for total in sums for sign in (1, -1)]
        hits = sum(abs(total) >= observed for total in sums)
        return PairedTest(mean, hits / len(sums), True, count)
    drawn = random.Random(_SEED)  # noqa: S311 - no secret, and the same for everybody
    hits = 0
    for _ in range(DRAWS):
        signs = drawn.getrandbits(len(moved))
        total = sum(size if signs >> n & 1 else -size for n, size in enumerate(moved))
        hits += abs(total) >= observed
    return PairedTest(mean, (hits + 1) / (DRAWS + 1), False, count)


def exact_mcnemar(only_first: int, only_second: int) -> float:
    """The two-sided p of McNemar's test by the binomial distribution.

    `only_first` documents passed in the first run only, `only_second` in the
    second only; those that did the same in both say nothing.
    """
    count = only_first + only_second
    if not count:
        return 1.0
    tail = sum(math.comb(count, k) for k in range(min(only_first, only_second) + 1))
    return min(1.0, 2 * tail / float(2**count))


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """`values`, p of several tests, adjusted for their number (Holm 1979), in the same order."""
    order = sorted(range(len(values)), key=values.__getitem__)
    adjusted = [0.0] * len(values)
    most = 0.0
    for rank, place in enumerate(order):
        most = max(most, min(1.0, (len(values) - rank) * values[place]))
        adjusted[place] = most
    return tuple(adjusted)


def detectable_drop(
    differences: Sequence[float], *, level: float = 0.05, power: float = 0.8
) -> float | None:
    """The smallest mean drop that a test on as many documents would see `power` of the time.

    By the t approximation: (t for `level`, two-sided, plus t for `power`) times
    the standard error of the differences. None for fewer than two documents.
    Where no document differs it is 0: any drop would be seen.
    """
    count = len(differences)
    if count < 2:
        return None
    mean = sum(differences) / count
    spread = math.sqrt(sum((d - mean) ** 2 for d in differences) / (count - 1))
    t = scipy_stats().t
    reach: float = float(t.ppf(1 - level / 2, count - 1)) + float(t.ppf(power, count - 1))
    return reach * spread / math.sqrt(count)
