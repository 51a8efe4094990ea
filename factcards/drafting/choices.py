"""The open choices of a draft, and the plain answers that code gives to them.

Code finds the candidates. What is left open (which sentence is the news, what
kind of thing a name is, which words are its role) is a `Choices` value: the
`rules` strategy takes the defaults from here, `stepwise` asks a model.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from factcards.article import Article
from factcards.card import Span
from factcards.reading import Entity, Reading, Sentence, scene_places

SUMMARY_SENTENCES = 3
EVENT_SENTENCES = 5
HEADLINE_WORDS = 3
"""Fewer are a label or an agency's name."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_DANGLING = re.compile(
    r"(?:[\"“«„'‘]|(?:he|she|it|they|his|her|its|their|this|that|these|those|but|and|so|also"
    r"|él|ella|ellos|su|esto|er|sie|es|ihr|dies|il|elle|ils|elles|son|sa|leur|cela)\b)",
    re.IGNORECASE,
)


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
    ranked = rank_sentences(article, reading)
    return Choices(
        headline=_headline(article, reading),
        summary=_spread(ranked, SUMMARY_SENTENCES),
        events=tuple(sorted(ranked[:EVENT_SENTENCES], key=lambda s: s.number)),
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
    """The story's sentences, those that carry most of the news first.

    A sentence's weight is the mean frequency of its content words in the story
    (SumBasic: Nenkova and Vanderwende, 2005), doubled for words of the title,
    times a discount for its position, for questions, for sentences that lean on
    the one before (a pronoun or a quotation first) or hold no name, figure or
    date, and for very short or long ones.
    """
    body = body_sentences(article, reading)
    title_words = set(_words(article.title or ""))
    frequency: Counter[str] = Counter()
    for sentence in body:
        frequency.update(set(_words(sentence.span.of(reading.text))))
    total = len(body) or 1

    mentioned = sorted(
        span.start
        for span in (
            *(m.span for e in reading.entities for m in e.mentions),
            *(m.span for m in reading.figures),
            *(m.span for m in reading.dates),
        )
    )

    def names_something(sentence: Sentence) -> bool:
        at = bisect_left(mentioned, sentence.span.start)
        return at < len(mentioned) and mentioned[at] < sentence.span.end

    def weight(position: int, sentence: Sentence) -> float:
        text = sentence.span.of(reading.text)
        words = set(_words(text))
        if len(words) < 4:
            return 0.0
        mean = sum(frequency[w] * (2 if w in title_words else 1) for w in words) / len(words)
        value = mean / total * (1.0 if len(words) >= 7 else 0.7)
        value *= 1.0 + 3.0 / (1 + position)
        if _DANGLING.match(text):
            value *= 0.4
        if text.rstrip('"”’»').endswith("?"):
            value *= 0.3
        if not names_something(sentence):
            value *= 0.6
        return value * (0.7 if len(text) > 350 else 1.0)

    weights = {s.number: weight(position, s) for position, s in enumerate(body)}
    ranked = sorted(body, key=lambda s: (-weights[s.number], s.number))
    if body and ranked[0] is not body[0] and weights[body[0].number] > 0:
        ranked.remove(body[0])
        ranked.insert(0, body[0])
    return [s for s in ranked if weights[s.number] > 0]


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


def _words(text: str) -> Iterable[str]:
    return (match.group().casefold() for match in _WORD.finditer(text))
