"""A whole check, and what becomes of what it finds."""

from __future__ import annotations

import time

import pytest
from card_samples import (
    SAMPLES,
    article_of,
    card_of,
    changed,
    empty_card,
    evidence_of,
    harbour,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.card import FactCard, Finding
from factcards.checking import check_card, enforce, measure_coverage
from factcards.reading.reader import read


@pytest.mark.parametrize("name", SAMPLES)
def test_an_untouched_card_has_no_findings(name: str) -> None:
    article, card = SAMPLES[name]()
    assert check_card(card, article) == ()


def test_an_empty_card_has_no_findings() -> None:
    article, _ = harbour()
    assert check_card(empty_card(article), article) == ()


def test_findings_come_in_the_order_of_the_card() -> None:
    article, card = harbour()
    card = changed(changed(card, "figures-1", value="13"), "summary-1", text="Olga Prisk left.")
    card = changed(card, "quotes-1", text="We stole a crane,")
    items = [f.path.partition("/")[0] for f in check_card(card, article)]
    assert list(dict.fromkeys(items)) == ["summary-1", "figures-1", "quotes-1"]


def test_checking_twice_says_the_same() -> None:
    article, card = harbour()
    card = changed(card, "figures-1", value="13")
    assert check_card(card, article) == check_card(card, article, read(article))


def test_one_altered_number_is_told_once_in_a_reason() -> None:
    article = article_of("Fire\n\nAbout 340 people had to leave their homes in the old harbour.")
    row = {
        "text": "About 540 people had to leave their homes in the old harbour.",
        "evidence": "About 340 people had to leave their homes in the old harbour.",
    }
    card = card_of(article, summary=[row])
    rejected = enforce(card, check_card(card, article)).rejected[0]
    assert rejected.reason.count("340") == 1


def test_an_item_with_an_error_is_rejected_whole_with_the_reason() -> None:
    article, card = harbour()
    wrong = changed(card, "figures-1", value="13")
    enforced = enforce(wrong, check_card(wrong, article))
    assert [f.id for f in enforced.figures] == [f.id for f in card.figures[1:]]
    (rejected,) = enforced.rejected
    assert rejected.path == "figures-1/value"
    assert rejected.item == wrong.figures[0].model_dump(mode="json")
    assert "“31”" in rejected.reason
    assert enforced.findings == ()


def test_a_rejected_headline_leaves_none() -> None:
    article, card = harbour()
    wrong = changed(card, "headline", text="Court frees 99 dockers")
    enforced = enforce(wrong, check_card(wrong, article))
    assert enforced.headline is None
    assert [r.path for r in enforced.rejected] == ["headline/text"]


def test_links_to_a_rejected_item_become_null_and_the_name_stays() -> None:
    _, card = harbour()
    error = Finding(rule="x", severity="error", path="who-1/name", message="no")
    enforced = enforce(card, [error])
    assert {(q.speaker, q.speaker_id) for q in enforced.quotes} == {("Marta Velden", None)}


def test_warnings_stay_on_the_card() -> None:
    _, card = harbour()
    warning = Finding(rule="x", severity="warning", path="who-1/name", message="hm")
    enforced = enforce(card, [warning])
    assert enforced.findings == (warning,)
    assert enforced.who == card.who


FINDINGS = st.lists(
    st.builds(
        Finding,
        rule=st.sampled_from(["a", "b"]),
        severity=st.sampled_from(["error", "warning", "note"]),
        path=st.sampled_from(["headline/text", "who-1/name", "figures-2/value", "no-such/text"]),
        message=st.sampled_from(["one", "two"]),
    ),
    max_size=6,
)


@settings(max_examples=50)
@given(FINDINGS)
def test_enforcing_twice_changes_nothing_and_loses_nothing(findings: list[Finding]) -> None:
    _, card = harbour()
    once = enforce(card, findings)
    assert enforce(once, findings) == once
    assert len(once.items()) + len(once.rejected) == len(card.items())
    assert FactCard.model_validate_json(once.model_dump_json()) == once


def test_a_full_card_carries_what_it_names() -> None:
    article, card = harbour()
    coverage = measure_coverage(card, article, read(article))
    assert coverage.quotes.mentions == 2
    assert coverage.quotes.carried == 2
    assert coverage.figures.carried == 5
    assert coverage.figures.mentions >= 5
    assert 4 <= coverage.names.carried <= coverage.names.mentions
    assert coverage.dates.carried == 1


def test_an_empty_card_carries_nothing_of_the_same_mentions() -> None:
    article, card = harbour()
    reading = read(article)
    full = measure_coverage(card, article, reading)
    none = measure_coverage(empty_card(article), article, reading)
    for kind in ("figures", "names", "quotes", "dates"):
        assert getattr(none, kind).mentions == getattr(full, kind).mentions
        assert getattr(none, kind).carried == 0


def test_a_figure_counts_as_carried_only_with_evidence_at_its_mention() -> None:
    article, card = harbour()
    reading = read(article)
    full = measure_coverage(card, article, reading)
    away = changed(card, "figures-1", evidence=evidence_of(article, "4 years in prison"))
    assert measure_coverage(away, article, reading).figures.carried == full.figures.carried - 1


@pytest.mark.parametrize("name", SAMPLES)
def test_a_whole_check_is_quick(name: str) -> None:
    article, card = SAMPLES[name]()
    reading = read(article)
    check_card(card, article, reading)
    times = []
    for _ in range(5):
        started = time.process_time()
        check_card(card, article, reading)
        times.append(time.process_time() - started)
    assert min(times) < 0.05
