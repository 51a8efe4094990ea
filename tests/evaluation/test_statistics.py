"""Statistics against values that books and another implementation give."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from factcards.evaluation.statistics import (
    detectable_drop,
    exact_mcnemar,
    holm,
    jackknife_t,
    sign_flip_test,
)
from factcards.evaluation.statistics.paired import EXACT_UP_TO

MAIZE = (49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48)
"""Darwin's crossed and self-fertilised plants, heights in eighths of an inch (Fisher 1935)."""


def mean(values: object) -> float:
    numbers = list(values)  # type: ignore[call-overload]
    return float(sum(numbers) / len(numbers))


def test_the_sign_flip_test_gives_fishers_own_count() -> None:
    result = sign_flip_test(MAIZE)
    assert result.exact
    assert result.p == 2 * 863 / 32768
    assert result.difference == pytest.approx(314 / 15)


def test_the_drawn_test_comes_near_the_exact_one() -> None:
    padded = [*MAIZE, *[1e-6] * 3]
    assert len(padded) > EXACT_UP_TO
    result = sign_flip_test(padded)
    assert not result.exact
    assert result.p == pytest.approx(2 * 863 / 32768, abs=0.005)
    assert sign_flip_test(padded) == result


def test_runs_that_do_not_differ_are_no_evidence() -> None:
    assert sign_flip_test([0.0, 0.0, 0.0]).p == 1.0
    assert sign_flip_test([]).p == 1.0


def test_five_documents_that_all_fall_cannot_reach_five_percent() -> None:
    assert sign_flip_test([-0.1, -0.2, -0.1, -0.3, -0.2]).p == 2 / 32


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=9))
def test_the_test_is_two_sided_and_p_is_a_probability(values: list[float]) -> None:
    p = sign_flip_test(values).p
    assert 0 < p <= 1
    assert sign_flip_test([-value for value in values]).p == pytest.approx(p)


@given(st.integers(0, 40), st.integers(0, 40))
def test_mcnemar_is_the_binomial_test(first: int, second: int) -> None:
    expected = stats.binomtest(first, first + second).pvalue if first + second else 1.0
    assert exact_mcnemar(first, second) == pytest.approx(expected)


def test_mcnemar_by_hand() -> None:
    assert exact_mcnemar(10, 2) == 2 * (1 + 12 + 66) / 4096


def test_holm_steps_down_and_keeps_the_order() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx((0.03, 0.06, 0.06, 0.02))
    assert holm([]) == ()
    assert holm([0.6, 0.7]) == (1.0, 1.0)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9))
def test_holm_only_raises_and_never_reorders(values: list[float]) -> None:
    adjusted = holm(values)
    assert all(a >= v for a, v in zip(adjusted, values, strict=True))
    for one in range(len(values)):
        for other in range(len(values)):
            if values[one] < values[other]:
                assert adjusted[one] <= adjusted[other]


def test_for_a_mean_the_jackknife_is_the_t_interval() -> None:
    values = [0.71, 0.64, 0.8, 0.55, 0.9, 0.77]
    interval = jackknife_t(values, mean)
    low, high = stats.t.interval(0.95, 5, mean(values), stats.sem(values))
    assert interval is not None
    assert interval == pytest.approx((mean(values), low, high))


def test_for_a_ratio_of_sums_it_counts_documents() -> None:
    documents = [(8, 10), (3, 4), (9, 20), (5, 5)]

    def ratio(chosen: object) -> float:
        pairs = list(chosen)  # type: ignore[call-overload]
        return float(sum(hit for hit, _ in pairs) / sum(all_ for _, all_ in pairs))

    interval = jackknife_t(documents, ratio)
    pseudo = [4 * 25 / 39 - 3 * rest for rest in (17 / 29, 22 / 35, 16 / 19, 20 / 34)]
    reach = stats.t.ppf(0.975, 3) * stats.sem(pseudo)
    assert interval is not None
    assert interval.estimate == 25 / 39
    assert interval.low == pytest.approx(max(0, 25 / 39 - reach))
    assert interval.high == pytest.approx(min(1, 25 / 39 + reach))


def test_one_document_has_no_interval() -> None:
    assert jackknife_t([0.5], mean) is None


def test_the_detectable_drop_is_the_t_formula() -> None:
    differences = [0.1, -0.1, 0.05, -0.05, 0.0, 0.02]
    error = stats.sem(differences)
    reach = stats.t.ppf(0.975, 5) + stats.t.ppf(0.8, 5)
    assert detectable_drop(differences) == pytest.approx(reach * error)
    assert detectable_drop([0.1]) is None
    assert detectable_drop([0.0, 0.0]) == 0.0
    more = detectable_drop([*differences, *differences])
    assert more is not None
    assert more < reach * error
    assert not math.isnan(more)
