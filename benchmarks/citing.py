"""Evidence as a careful drafter cites it, for items whose labels name one place of several.

A label quotes words that prove its item, often the shortest; a reader of labels knows the
rest. A card may not lean on that: whoever writes "Revenue of Halcyra rose" cites where the
article says Halcyra. So each name, figure and moment of an item's own words that its cited
sentences lack adds the label that has it, each worked figure adds the words it was made
`from`, and words that none of the cited sentences has add the sentence with most of them.
Strings and labels alone decide; nothing here reads as the rules under test do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from factcards.card import (
    Evidence,
    FactCard,
    Figure,
    Headline,
    Item,
    Source,
    Span,
    SummarySentence,
    What,
    Who,
)
from factcards.evaluation.fixtures import Fixture

_Kind = TypeVar("_Kind", Headline, SummarySentence, Who, What, Figure, Source)
_LONG = 4
_STEM = 5
"""Words of one stem share so many first letters, for this purpose."""
_ENOUGH = 0.6
"""Share of its longer words that the sentences of an item should have."""
_MOST_ADDED = 2


def cite_fully(card: FactCard, fixture: Fixture) -> FactCard:
    """`card` with the evidence that a drafter who had to prove every word would give."""
    worked = {s.text: [w for f in s.figures for w in f.from_] for s in fixture.gold.summary}
    head = card.headline
    return card.model_copy(
        update={
            "headline": head and cited_fully(fixture, head, (head.text,)),
            "summary": tuple(
                cited_fully(fixture, s, (s.text,), worked.get(s.text, ())) for s in card.summary
            ),
            "who": tuple(cited_fully(fixture, w, (w.role or "",)) for w in card.who),
            "what": tuple(cited_fully(fixture, w, (w.text,)) for w in card.what),
            "figures": tuple(cited_fully(fixture, f, (f.counts or "",)) for f in card.figures),
            "sources": tuple(
                cited_fully(fixture, s, (s.name, *(s.said or "").split(";"))) for s in card.sources
            ),
        }
    )


def cited_fully(
    fixture: Fixture, item: _Kind, told: Iterable[str], worked: Iterable[str] = ()
) -> _Kind:
    """`item` with evidence added for what its own words `told`, and `worked`, rest on."""
    evidence = list(item.evidence)
    for words in worked:
        if words not in _cited(fixture, evidence):
            evidence += _nearest(fixture, words, item)
    for words in told:
        for form, quote in _labelled(fixture):
            if _has(words, form) and not _has(_cited(fixture, evidence), form):
                evidence += [_piece(fixture, quote)]
        for _ in range(_MOST_ADDED):
            evidence += _with_most_words(fixture, words, evidence)
    return item.model_copy(update={"evidence": tuple(dict.fromkeys(evidence))})


def _labelled(fixture: Fixture) -> Iterator[tuple[str, Span]]:
    """Every name, alias, figure and moment of the labels, the longest first, with its place."""
    gold = fixture.gold
    found: list[tuple[str, Span]] = []
    for field in ("who", "where", "sources"):
        for number, label in enumerate(getattr(gold, field)):
            span = fixture.places[f"{field}[{number}]"][0]
            found += [(form, span) for form in (label.name, *label.aliases)]
    for field in ("figures", "when"):
        for number, label in enumerate(getattr(gold, field)):
            found.append((label.text, fixture.places[f"{field}[{number}]"][0]))
    yield from sorted(found, key=lambda row: -len(row[0]))


def _has(words: str, form: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(form)}(?!\w)", words) is not None


def _cited(fixture: Fixture, evidence: Iterable[Evidence]) -> str:
    """The whole sentences that `evidence` touches."""
    spans = {s.span for e in evidence for s in fixture.sentences_in(Span(e.start, e.end))}
    return "\n".join(span.of(fixture.article.text) for span in sorted(spans))


def _piece(fixture: Fixture, span: Span) -> Evidence:
    return Evidence(quote=span.of(fixture.article.text), start=span.start, end=span.end)


def _nearest(fixture: Fixture, words: str, item: Item) -> list[Evidence]:
    """The place of `words` in the story that is nearest to what `item` cites."""
    at = item.evidence[0].start
    places = [g.span for g in fixture.index.occurrences(words)]
    return [_piece(fixture, min(places, key=lambda span: abs(span.start - at)))] if places else []


def _stems(words: str) -> set[str]:
    found = re.findall(r"[^\W\d_]+", words.lower())
    return {word[:_STEM] for word in found if len(word) >= _LONG}


def _with_most_words(fixture: Fixture, words: str, evidence: list[Evidence]) -> list[Evidence]:
    """The sentence of the story with most of the words that the cited ones lack, if many do."""
    told = _stems(words)
    missing = told - _stems(_cited(fixture, evidence))
    if not told or len(missing) <= (1 - _ENOUGH) * len(told):
        return []
    at = evidence[0].start
    ranked = [
        (-len(missing & _stems(s.span.of(fixture.article.text))), abs(s.span.start - at), s.span)
        for s in fixture.sentences
        if s.story
    ]
    most, _, span = min(ranked, default=(0, 0, Span(0, 0)))
    return [_piece(fixture, span)] if most else []
