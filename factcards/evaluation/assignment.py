"""Which labelled item goes with which item of a card: the one-to-one pairing worth most.

The optimum over all pairings (Kuhn 1955, the Hungarian method), so that the order
of a list changes no score.
"""

from __future__ import annotations

from collections.abc import Mapping

from factcards.evaluation.extras import scipy_optimize

_NO_PAIR = 0.0


def best_pairs(
    weights: Mapping[tuple[int, int], float], rows: int, columns: int
) -> tuple[tuple[int, int], ...]:
    """The pairs (row, column) of the assignment with the greatest sum of `weights`.

    A pair that is not among `weights`, or whose weight is not above 0, is never
    part of it. Pairs are in the order of their rows.
    """
    if not weights:
        return ()
    free = _unrivalled(weights)
    if free is not None:
        return free
    table = [
        [weights.get((row, column), _NO_PAIR) for column in range(columns)] for row in range(rows)
    ]
    chosen_rows, chosen_columns = scipy_optimize().linear_sum_assignment(table, maximize=True)
    pairs = zip((int(r) for r in chosen_rows), (int(c) for c in chosen_columns), strict=True)
    return tuple(pair for pair in pairs if weights.get(pair, _NO_PAIR) > _NO_PAIR)


def _unrivalled(weights: Mapping[tuple[int, int], float]) -> tuple[tuple[int, int], ...] | None:
    """All pairs, where no row and no column stands in two of them; None otherwise."""
    pairs = [pair for pair, weight in weights.items() if weight > _NO_PAIR]
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    return tuple(sorted(pairs)) if len(rows) == len(columns) == len(pairs) else None
