"""How the time of a function grows with the length of its input."""

import time
from collections.abc import Callable

TIMES = 8
"""Linear work takes 8 times as long for 8 times the input; quadratic work 64 times."""
ALLOWED = 24
SMALL = 0.02
"""Seconds of processor time that are too short to compare."""


def grows_with_length(work: Callable[[str], object], unit: str, length: int) -> bool:
    """Whether `work` takes no more than about in proportion to its text.

    The shortest of several runs counts, in processor time: neighbours on the
    machine only ever make a run longer. No text comes twice, so that none is
    answered from a cache.
    """
    tried = 0

    def seconds(size: int, runs: int) -> float:
        nonlocal tried
        best = float("inf")
        for _ in range(runs):
            tried += 1
            text = unit * (size // len(unit) + tried)
            started = time.process_time()
            work(text)
            best = min(best, time.process_time() - started)
        return best

    seconds(length // 4, 1)
    short = max(seconds(length, 4), SMALL)
    return any(seconds(TIMES * length, 1) < ALLOWED * short for _ in range(3))
