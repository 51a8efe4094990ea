"""Statistics that hold for few documents. The document is the unit; its trials are averaged."""

from factcards.evaluation.statistics.intervals import Interval, jackknife_t
from factcards.evaluation.statistics.paired import (
    PairedTest,
    detectable_drop,
    exact_mcnemar,
    holm,
    sign_flip_test,
)

__all__ = [
    "Interval",
    "PairedTest",
    "detectable_drop",
    "exact_mcnemar",
    "holm",
    "jackknife_t",
    "sign_flip_test",
]
