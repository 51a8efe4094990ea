"""The summary: which labelled facts it tells, and whether each sentence is supported.

Recall is over the facts that the reference summary tells; precision is the share
of sentences without an unsupported number, name or quotation, and that turn no
fact round.
"""

from __future__ import annotations

from functools import lru_cache

from factcards.card import SummarySentence
from factcards.card.model import Frozen
from factcards.evaluation.fields.matching import Found, to_correct
from factcards.evaluation.fields.what import turns_fact_round
from factcards.evaluation.normalising import has_words
from factcards.evaluation.pairs import Correction, ErrorKind, Pair
from factcards.evaluation.unsupported import Unsupported, unsupported_in
from factcards.evaluation.view import CardView, Labels


class SummaryMeasures(Frozen):
    """What is counted about one summary beside its score."""

    sentences: int = 0
    words: int = 0
    reference_words: int = 0
    unsupported_numbers: int = 0
    unsupported_names: int = 0
    unsupported_quotations: int = 0


def score(view: CardView) -> Found:
    """The pairs of the summary: one for each fact to be told, one for each sentence told."""
    pairs = [_fact(view, place, view.card.summary) for place in reference_facts(view.labels)]
    corrections: list[Correction] = []
    for sentence in view.card.summary:
        found = unsupported_in(view.labels, sentence.text)
        flipped = _flipped(view, sentence)
        spans = view.spans[sentence.id]
        pairs.append(
            Pair(
                field="summary",
                status="spurious" if found or flipped else "correct",
                predicted=sentence.id,
                predicted_text=sentence.text,
                why=found.told or flipped,
                start=spans[0].start if spans else None,
                end=spans[0].end if spans else None,
            )
        )
        corrections += to_correct(view, "summary", sentence, _to_correct(sentence.text, found))
    return tuple(pairs), tuple(corrections)


def measures(view: CardView) -> SummaryMeasures:
    """Length and unsupported words of the summary."""
    found = [unsupported_in(view.labels, sentence.text) for sentence in view.card.summary]
    return SummaryMeasures(
        sentences=len(view.card.summary),
        words=sum(len(sentence.text.split()) for sentence in view.card.summary),
        reference_words=sum(len(sentence.text.split()) for sentence in view.labels.gold.summary),
        unsupported_numbers=sum(len(it.numbers) for it in found),
        unsupported_names=sum(len(it.names) for it in found),
        unsupported_quotations=sum(len(it.quotations) for it in found),
    )


@lru_cache(maxsize=256)
def reference_facts(labels: Labels) -> tuple[str, ...]:
    """Places of the labelled facts that the reference summary tells."""
    told = [
        (s.text, labels.sentences[f"summary[{number}]"])
        for number, s in enumerate(labels.gold.summary)
    ]
    places = [f"what[{number}]" for number in range(len(labels.gold.what))]
    return tuple(
        place
        for place in places
        if any(_tells(labels, place, text, sentences) for text, sentences in told)
    )


def _tells(labels: Labels, place: str, text: str, sentences: frozenset[int]) -> bool:
    """Whether `text`, resting on `sentences`, tells the fact at `place`, and not its opposite."""
    fact = labels.gold.what[int(place[len("what[") : -1])]
    return (
        bool(sentences & labels.sentences[place])
        and has_words(text, fact.words)
        and not turns_fact_round(labels, place, text)
    )


def _fact(view: CardView, place: str, sentences: tuple[SummarySentence, ...]) -> Pair:
    """The pair of one fact that is to be told."""
    labels = view.labels
    telling = [s for s in sentences if _tells(labels, place, s.text, view.sentences(s))]
    span = labels.fixture.places[place][0]
    return Pair(
        field="summary",
        status="correct" if telling else "missing",
        gold=place,
        gold_text=labels.gold.what[int(place[len("what[") : -1])].text,
        why=f"told in {telling[0].id}" if telling else "",
        start=span.start,
        end=span.end,
    )


def _flipped(view: CardView, sentence: SummarySentence) -> str:
    """How `sentence` turns a fact round that it has the words of; "" where it does not."""
    labels = view.labels
    for place in reference_facts(labels):
        fact = labels.gold.what[int(place[len("what[") : -1])]
        if has_words(sentence.text, fact.words) and view.near(sentence, place):
            told = turns_fact_round(labels, place, sentence.text)
            if told:
                return told
    return ""


def _to_correct(text: str, found: Unsupported) -> list[tuple[ErrorKind, str]]:
    kinds: list[tuple[ErrorKind, bool]] = [
        ("wrong figure", bool(found.numbers)),
        ("altered quote", bool(found.quotations)),
        ("invented person", bool(found.names)),
    ]
    return [(kind, f"“{text}”: {found.told}") for kind, there in kinds if there]
