"""A first draft of labels from a card: everything in it is to be looked at by a person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from factcards.article import Article
from factcards.card import Evidence, FactCard, Figure, Quote, When, decimal_text
from factcards.checking.free_text import words_of
from factcards.checking.stems import is_function_word
from factcards.evaluation.labelling.corrections import WrongReading
from factcards.evaluation.labelling.file import dump
from factcards.evaluation.labelling.quoting import Citing, openings
from factcards.reading import read_cues

OPEN = "?"
"""What a draft writes where a person has to."""
MOST_SUMMARY = 4
"""Sentences of a reference summary."""
LEAD = 1 / 3
"""Share of the story in which a label counts as core until somebody says otherwise."""
_MOST_WORDS = 3

_COMMENT = """\
# yaml-language-server: $schema=../../../gold.schema.json
# {kind} Go over it with: factcards eval review {folder}
# Tiers are guesses by place; “?” stands where only a reader can say. See evals/LABELLING.md
"""


@dataclass(frozen=True, kw_only=True)
class DraftHead:
    """What the head of the labels says that no card can."""

    id: str
    genre: str
    split: str
    published: str
    sha256: str
    """Of the bytes of the article file."""
    labelled_by: str
    story: str | None = None
    """None: the fixture is a story of its own."""
    tags: tuple[str, ...] = ()
    folder: str = ""
    """How the reader of the file finds it."""


def draft_labels(
    head: DraftHead,
    article: Article,
    card: FactCard | None,
    wrong: Sequence[WrongReading] = (),
) -> str:
    """The text of a `gold.yaml`, with the items of `card`, or none for labelling blind.

    Items that no quote of the story proves alone are left out.
    """
    data: dict[str, Any] = {
        "id": head.id,
        "genre": head.genre,
        "language": article.language or "en",
        "published": head.published,
        "split": head.split,
        "story": head.story or head.id,
        "status": "draft",
        "origin": "blind" if card is None else "drafted",
        "labelled_by": head.labelled_by,
        "sha256": head.sha256,
        "tags": list(head.tags),
        "boilerplate": list(openings(article)),
    }
    data |= _Draft(article).items(card)
    data["forbidden"] = [reading.label() for reading in wrong]
    told = "Empty labels, to be filled without a card." if card is None else "Drafted from a card."
    return _COMMENT.format(kind=told, folder=head.folder or head.id) + dump(data)


class _Draft:
    def __init__(self, article: Article) -> None:
        self.article = article
        self.citing = Citing(article)
        story = article.story
        end = story[-1].span.end if story else 0
        begin = story[0].span.start if story else 0
        self.lead = begin + (end - begin) * LEAD

    def items(self, card: FactCard | None) -> dict[str, Any]:
        """Every field of the labels."""
        if card is None:
            lists = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
            return {"headline": None, **{field: [] for field in lists}}
        return {
            "headline": self._headline(card),
            "summary": self._list(card.summary[:MOST_SUMMARY], lambda s: {"text": s.text}, False),
            "who": self._list(card.who, _who),
            "what": self._list(card.what, self._what),
            "where": self._list(card.where, _where),
            "when": self._list(card.when, _when),
            "figures": self._list(card.figures, _figure),
            "quotes": self._list(card.quotes, _quote),
            "sources": self._list(card.sources, _source),
        }

    def _headline(self, card: FactCard) -> dict[str, Any] | None:
        if card.headline is None:
            return None
        quotes = self.citing.quotes(card.headline.evidence)
        if not quotes:
            return None
        text = card.headline.text
        return {"text": text, **_cited(quotes), "words": list(self._words(text))}

    def _list(
        self, items: Sequence[Any], label: Callable[[Any], dict[str, Any]], tiered: bool = True
    ) -> list[dict[str, Any]]:
        found = []
        for item in items:
            quotes = self._holding(item)
            if not quotes:
                continue
            tier = {"tier": self._tier(item.evidence)} if tiered else {}
            found.append({**label(item), **tier, **_cited(quotes)})
        return found

    def _holding(self, item: Any) -> tuple[str, ...]:
        """The quotes of an item; where its text is the article's own, the first has it."""
        quotes = self.citing.quotes(item.evidence)
        if not isinstance(item, Figure | When | Quote):
            return quotes
        has = [quote for quote in quotes if item.text in quote]
        return (*has, *(quote for quote in quotes if quote not in has)) if has else ()

    def _tier(self, evidence: Sequence[Evidence]) -> str:
        return "core" if any(piece.start < self.lead for piece in evidence) else "minor"

    def _what(self, item: Any) -> dict[str, Any]:
        label = {"text": item.text, "stance": item.stance}
        if item.attributed_to:
            label["attributed_to"] = item.attributed_to
        cues = read_cues(item.text, self.article.language or "en")
        # A denial has its stance; the label's polarity is that of what is denied.
        if item.stance != "denied" and any(cue.kind == "negation" for cue in cues):
            label["negated"] = True
        return {**label, "words": list(self._words(item.text))}

    def _words(self, text: str) -> tuple[str, ...]:
        """The longest content words of `text`, in its order: a guess at what it cannot lack."""
        words = [w for w in dict.fromkeys(words_of(text)) if not is_function_word(w)]
        longest = sorted(words, key=len, reverse=True)[:_MOST_WORDS]
        return tuple(word for word in words if word in longest) or (text.split()[0],)


def _cited(quotes: Sequence[str]) -> dict[str, Any]:
    cited: dict[str, Any] = {"quote": quotes[0]}
    if len(quotes) > 1:
        cited["also"] = list(quotes[1:])
    return cited


def _given(**values: Any) -> dict[str, Any]:
    """`values` without those that say nothing."""
    return {key: value for key, value in values.items() if value not in (None, [], ())}


def _who(item: Any) -> dict[str, Any]:
    return _given(name=item.name, kind=item.kind, role=item.role, aliases=list(item.aliases))


def _where(item: Any) -> dict[str, Any]:
    return {"name": item.name, "relation": item.relation, "country": item.country}


def _when(item: Any) -> dict[str, Any]:
    return {"text": item.text, "date": item.date, "basis": item.basis}


def _figure(item: Any) -> dict[str, Any]:
    label = {"text": item.text, "value": decimal_text(item.value)}
    if item.value_to is not None:
        label["value_to"] = decimal_text(item.value_to)
    label |= {"unit": item.unit, **_given(qualifier=item.qualifier), "counts": item.counts or OPEN}
    return label | _given(attributed_to=item.attributed_to)


def _quote(item: Any) -> dict[str, Any]:
    return {"text": item.text, "speaker": item.speaker}


def _source(item: Any) -> dict[str, Any]:
    return _given(name=item.name, kind=item.kind, via=item.via, said=item.said or OPEN)
