"""The open choices of a draft, and the plain answers that code gives to them.

Code finds the candidates. What is left open (which sentence is the news, what
kind of thing a name is, which words are its role) is a `Choices` value: the
`rules` strategy takes the defaults from here, `stepwise` asks a model.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from factcards.article import Article
from factcards.card import Span
from factcards.drafting.newsworthiness import Newsworthiness
from factcards.reading import Entity, Reading, Sentence, scene_places

SUMMARY_SENTENCES = 3
FEWEST_EVENTS, MOST_EVENTS = 3, 10
EVENT_SHARE = 0.5
"""Of the sentences of a story, so many tell its events at most."""
EVENT_WEIGHT = 1.0
"""A sentence that weighs less is background."""
HEADLINE_WORDS = 3
"""Fewer are a label or an agency's name."""


@dataclass
class Choices:
    """Answers to what code leaves open. Keys are entity names and span starts."""

    headline: Sentence | None = None
    summary: tuple[Sentence, ...] = ()
    events: tuple[Sentence, ...] = ()
    kinds: dict[str, str] = field(default_factory=dict)
    """Entity name to its kind."""
    roles: dict[str, Span | None] = field(default_factory=dict)
    """Entity name to the words that say who it is."""
    scenes: tuple[str, ...] = ()
    """Names of the places where the event took place, most likely first."""
    counts: dict[int, Span | None] = field(default_factory=dict)
    """Start of a figure to the words for what it counts."""


def default_choices(article: Article, reading: Reading) -> Choices:
    """The choices that code makes alone."""
    weighed = _weighed(article, reading)
    ranked = [sentence for sentence, _ in weighed]
    return Choices(
        headline=_headline(article, reading),
        summary=_spread(ranked, SUMMARY_SENTENCES),
        events=_events(weighed),
        kinds={entity.name: entity.kind for entity in reading.entities},
        roles={entity.name: _best_role(entity) for entity in reading.entities},
        scenes=tuple(place.name for place in _scenes(reading)),
        counts={figure.span.start: figure.counts for figure in reading.figures},
    )


def _scenes(reading: Reading) -> tuple[Entity, ...]:
    return scene_places(reading.text, reading.sentences, reading.entities, reading.language)


def body_sentences(article: Article, reading: Reading) -> list[Sentence]:
    """The sentences of the story's running text: no title, caption, byline or heading."""
    return [
        sentence
        for sentence in reading.sentences
        if sentence.story and article.paragraphs[sentence.paragraph].kind == "body"
    ]


def rank_sentences(article: Article, reading: Reading) -> list[Sentence]:
    """The story's sentences, those that carry most of the news first; the opening leads."""
    return [sentence for sentence, _ in _weighed(article, reading)]


def _weighed(article: Article, reading: Reading) -> list[tuple[Sentence, float]]:
    """The sentences with their weights, after the opening the heaviest first."""
    body = body_sentences(article, reading)
    weights = Newsworthiness(reading, body, article.title or "").weights()
    told = [(s, w) for s, w in zip(body, weights, strict=True) if w > float("-inf")]
    ranked = sorted(told, key=lambda item: (-item[1], item[0].number))
    if told and told[0][0] is body[0]:
        ranked.remove(told[0])
        ranked.insert(0, told[0])
    return ranked


def _events(ranked: Sequence[tuple[Sentence, float]]) -> tuple[Sentence, ...]:
    """The sentences that tell an event: more of them in a longer story, none that tells little."""
    most = min(MOST_EVENTS, max(FEWEST_EVENTS, round(len(ranked) * EVENT_SHARE)))
    chosen = [s for at, (s, w) in enumerate(ranked[:most]) if at == 0 or w >= EVENT_WEIGHT]
    return tuple(sorted(chosen, key=lambda s: s.number))


def _spread(ranked: Sequence[Sentence], count: int) -> tuple[Sentence, ...]:
    chosen: list[Sentence] = []
    for sentence in ranked:
        if len(chosen) == count:
            break
        if all(abs(sentence.number - other.number) > 0 for other in chosen):
            chosen.append(sentence)
    return tuple(sorted(chosen, key=lambda s: s.number))


def _headline(article: Article, reading: Reading) -> Sentence | None:
    story = [s for s in reading.sentences if s.story]
    titles = [s for s in story if article.paragraphs[s.paragraph].kind == "title"]
    body = body_sentences(article, reading)
    for candidates in (titles, body, story):
        told = [s for s in candidates if len(s.span.of(reading.text).split()) >= HEADLINE_WORDS]
        if told:
            return told[0]
    return next(iter(titles or story), None)


def _best_role(entity: Entity) -> Span | None:
    return entity.roles[0] if entity.roles else None
