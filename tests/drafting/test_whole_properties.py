"""Whatever a model answers, a card comes of it, and its evidence is the article's own."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article import Text, read_article
from factcards.card import FactCard, Provenance
from factcards.checking import check_card, enforce
from factcards.drafting import assemble
from factcards.drafting.answer import CardAnswer
from factcards.drafting.citing import draft_of
from factcards.reading import read

TEXT = (
    "Ferry adrift off Port Selin\n\n"
    "The ferry Alkyon lost power off Port Selin on Monday, police said. "
    "Mayor Runa Teigen told reporters that about 260 passengers had spent 11 hours on board.\n\n"
    '"We have asked for an inquiry," Teigen said. "It will not be a quiet one."\n\n'
    "Two-thirds of them were children, between 6 and 9 years old, the harbour office said.\n\n"
    "Subscribe to our newsletter for $5 a month"
)
ARTICLE = read_article(Text(TEXT))
READING = read(ARTICLE)
SHOWN = [s for s in READING.sentences if s.story]
MADE = Provenance(
    model=None,
    provider=None,
    prompt_version=None,
    prompt_sha256=None,
    strategy="whole",
    generated_at="2026-01-01T00:00:00+00:00",
    factcards="0",
)

cut = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)).map(lambda c: TEXT[c[0] :][: c[1]])
stray = st.sampled_from(["", " ", '"', "“”", "\x00", "{{ x }}", "Carl Moe", "the", "٣", "-", "𝒳"])
words = st.one_of(cut, stray, st.tuples(cut, stray, cut).map("".join))
numbers = st.lists(st.integers(-1, 12), max_size=3)
most = 10**28
values = (
    st.sampled_from([260, 11, 0.66666, 6, 9, 5])
    | st.integers(-most, most)
    | st.decimals(-9999, 9999, places=3)
)


def record(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(st.fixed_dictionaries({"sentences": numbers, **fields}), max_size=2)


maybe = st.none() | words
stances = st.sampled_from(["stated", "claimed", "denied", "alleged", "planned", "opinion"])
qualifiers = st.sampled_from([None, "at least", "about", "exactly", "nearly"])
answers = st.fixed_dictionaries(
    {
        "who": record(name=words, kind=st.sampled_from(["person", "organisation", "group"]),
                      role=maybe, aliases=st.lists(words, max_size=2)),
        "where": record(name=words, relation=st.sampled_from(["scene", "mentioned"])),
        "when": record(text=words | st.just("2024-05-03")),
        "figures": record(text=words, value=values, value_to=st.none() | values, unit=maybe,
                          qualifier=qualifiers, counts=maybe, attributed_to=maybe),
        "quotes": record(text=words, speaker=maybe),
        "sources": record(name=words, kind=st.sampled_from(["person", "anonymous"]), via=maybe,
                          said=maybe),
        "what": record(stance=stances, attributed_to=maybe, text=words),
        "headline": st.none() | st.fixed_dictionaries({"sentences": numbers, "text": words}),
        "summary": record(text=words),
    }
)  # fmt: skip


def card_of(answer: dict[str, Any]) -> FactCard:
    draft = draft_of(CardAnswer.model_validate(answer), READING, SHOWN)
    card = assemble(draft, ARTICLE, READING, MADE)
    return enforce(card, check_card(card, ARTICLE, READING))


@settings(max_examples=60, deadline=None)
@given(answers)
def test_any_answer_becomes_a_card_whose_evidence_is_the_articles_own(
    answer: dict[str, Any],
) -> None:
    card = card_of(answer)
    for item in card.items():
        for evidence in item.evidence:
            assert ARTICLE.text[evidence.start : evidence.end] == evidence.quote
    assert FactCard.model_validate_json(card.model_dump_json()) == card


@settings(max_examples=60, deadline=None)
@given(answers)
def test_nothing_on_a_card_rests_on_boilerplate(answer: dict[str, Any]) -> None:
    appeal = ARTICLE.text.index("Subscribe")
    assert all(e.end <= appeal for item in card_of(answer).items() for e in item.evidence)
