"""Which edits of a sentence touch a fact in it, and which leave it standing."""

from __future__ import annotations

import pytest
from card_samples import HARBOUR, article_of, harbour
from hypothesis import given
from hypothesis import strategies as st

from factcards.card import Span
from factcards.checking import Verdict, recheck
from factcards.checking.edits import Version, touches

LEAD = (
    "A court in Port Ardell on Thursday freed 31 dockers who had been held since the January "
    "strike, but found their leader, Marta Velden, guilty of blocking the harbour."
)
SENTENCE = "Velden, 47, was sentenced to 4 years in prison and fined $12,500."
FUND = "At least 1,250 workers remain without pay, according to the Dockers' Relief Fund."

UNTOUCHED = [
    # The fact's words, the sentence, the sentence after the edit.
    ("4 years", SENTENCE, SENTENCE.replace("$12,500", "$13,500")),
    ("$12,500", SENTENCE, SENTENCE.replace("47", "48")),
    ("4 years", SENTENCE, SENTENCE.replace("47,", "47, who ran the union for a decade,")),
    ("31 dockers", LEAD, LEAD.replace("guilty of blocking", "guilty of closing")),
    ("31 dockers", LEAD, LEAD.replace("strike, but", "strike. It")),
    ("guilty", LEAD, LEAD.replace("strike, but found", "strike. It found")),
    ("1,250 workers", FUND, FUND.replace("Fund.", "Fund, which pays for their meals.")),
]
TOUCHED = [
    ("4 years", SENTENCE, SENTENCE.replace("was sentenced", "was not sentenced")),
    ("4 years", SENTENCE, SENTENCE.replace("was sentenced", "could be sentenced")),
    ("4 years", SENTENCE, SENTENCE.replace("to 4", "to almost 4")),
    ("4 years", SENTENCE, SENTENCE.replace("Velden", "Orrin")),
    ("4 years", SENTENCE, SENTENCE.replace("sentenced to", "threatened with")),
    ("4 years", SENTENCE, SENTENCE.replace(".", ", the prosecutor claimed.")),
    ("$12,500", SENTENCE, SENTENCE.replace("fined", "paid")),
    ("$12,500", SENTENCE, SENTENCE.replace(".", ", if she appeals.")),
    ("31 dockers", LEAD, LEAD.replace("freed", "jailed")),
    ("31 dockers", LEAD, LEAD.replace("A court", "No court")),
    ("1,250 workers", FUND, FUND.replace("Dockers' Relief Fund", "port operator")),
    ("1,250 workers", FUND, FUND.replace("At least", "At most")),
]


def versions(words: str, old: str, new: str) -> tuple[Version, Version]:
    assert old != new
    first, second = old.index(words), new.index(words)
    return (
        Version(old, Span(first, first + len(words))),
        Version(new, Span(second, second + len(words))),
    )


@pytest.mark.parametrize(("words", "old", "new"), UNTOUCHED)
def test_an_edit_beside_a_fact_leaves_it_standing(words: str, old: str, new: str) -> None:
    assert not touches(*versions(words, old, new), "en")


@pytest.mark.parametrize(("words", "old", "new"), TOUCHED)
def test_an_edit_that_bears_on_a_fact_touches_it(words: str, old: str, new: str) -> None:
    assert touches(*versions(words, old, new), "en")


def test_a_name_is_touched_by_what_stands_beside_it_alone() -> None:
    old, new = versions("Marta Velden", LEAD, LEAD.replace("freed 31", "freed 41"))
    assert not touches(old, new, "en", local=True)
    old, new = versions("Marta Velden", LEAD, LEAD.replace("their leader", "their lawyer"))
    assert touches(old, new, "en", local=True)


ASIDES = st.sampled_from(
    [
        ", which drew crowds to the quay,",
        ", while the harbour lay in fog,",
        ", who wore a red coat,",
        ", after a hearing of two hours,",
    ]
)


@given(ASIDES, st.sampled_from(["4 years", "$12,500"]))
def test_any_aside_put_in_leaves_the_facts_standing(aside: str, words: str) -> None:
    edited = SENTENCE.replace(", 47,", f", 47{aside}")
    assert not touches(*versions(words, SENTENCE, edited), "en")


@given(st.integers(0, 10), st.sampled_from(["not", "never", "allegedly", "possibly"]))
def test_a_negation_or_hedge_anywhere_in_the_sentence_touches_its_facts(
    place: int, sign: str
) -> None:
    words = SENTENCE.split(" ")
    at = min(place, len(words) - 1)
    edited = " ".join([*words[:at], sign, *words[at:]])
    if "4 years" in edited:
        assert touches(*versions("4 years", SENTENCE, edited), "en")


def verdicts(old: str, new: str) -> dict[str, Verdict]:
    article, card = harbour()
    assert old in article.text
    later = article_of(
        HARBOUR.replace(old, new),
        published="2025-03-06",
        boilerplate=["Support"],
        kinds={1: "dateline"},
    )
    return {v.item_id: v for v in recheck(card, later)}


def test_a_number_changed_beside_a_fact_changes_that_number_alone() -> None:
    found = verdicts("fined $12,500", "fined $13,500")
    assert found["figures-3"].status == "changed"
    assert found["figures-2"].status == "stands"
    assert found["who-1"].status == "stands"


def test_a_sentence_parted_in_two_moves_what_it_says() -> None:
    found = verdicts("January strike, but found", "January strike. It found")
    assert found["figures-1"].status == "stands"
    assert found["who-1"].status == "moved"
    assert found["where-1"].status == "stands"


def test_an_added_clause_moves_the_facts_behind_it() -> None:
    found = verdicts("Velden, 47, was", "Velden, 47, who wore a red coat, was")
    assert found["figures-2"].status == "moved"
    assert found["figures-3"].status == "moved"
    assert found["figures-2"].evidence[0].quote == "4 years in prison"


def test_an_added_not_changes_what_it_turns() -> None:
    found = verdicts("was sentenced to 4 years", "was not sentenced to 4 years")
    assert found["figures-2"].status == "changed"
    assert found["summary-2"].status == "changed"
    assert found["figures-1"].status == "stands"


def test_paragraphs_put_in_another_order_move_their_facts() -> None:
    parts = HARBOUR.split("\n\n")
    _, card = harbour()
    parts[3], parts[5] = parts[5], parts[3]
    later = article_of(
        "\n\n".join(parts), published="2025-03-06", boilerplate=["Support"], kinds={1: "dateline"}
    )
    found = {v.item_id: v.status for v in recheck(card, later)}
    assert found["figures-2"] == found["figures-4"] == "moved"
    assert "changed" not in found.values()
    assert "gone" not in found.values()
