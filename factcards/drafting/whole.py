"""The `whole` strategy: one call fills the draft, for a capable model.

The model sees the story's sentences, numbered; boilerplate is not shown to it.
It cites sentence numbers and copies words; code slices the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

from factcards.article import Article
from factcards.card import Finding, PlaceRelation, Qualifier, SourceKind, Stance, WhoKind
from factcards.drafting.draft import (
    Citation,
    Draft,
    DraftFigure,
    DraftQuote,
    DraftSource,
    DraftText,
    DraftWhat,
    DraftWhen,
    DraftWhere,
    DraftWho,
)
from factcards.drafting.prompts import Prompt, load_prompt
from factcards.reading import Reading, Sentence

if TYPE_CHECKING:
    from factcards.models import LanguageModel, Message

ANSWER_TOKENS = 6000
CHARACTERS_PER_TOKEN = 3
"""Cautious: English has about four, other languages fewer."""

Numbers = Annotated[
    list[int],
    Field(max_length=6, description="Numbers of the sentences that prove it."),
]
Words = Annotated[str, Field(max_length=600)]
Phrase = Annotated[str, Field(max_length=160)]
Number = Annotated[
    str,
    Field(
        max_length=40,
        pattern=r"^-?\d+(\.\d+)?$",
        description="Plain digits with a point for decimals: 4.2 million is 4200000.",
    ),
]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")


class TextAnswer(_Answer):
    """One sentence."""

    text: Words
    sentences: Numbers


class WhoAnswer(_Answer):
    """A person, organisation or group in the story."""

    name: Phrase = Field(description="The fullest form the article writes, without titles.")
    kind: WhoKind
    role: Phrase | None = Field(
        description="Office, profession or part in the story, in the article's words."
    )
    aliases: list[Phrase] = Field(max_length=5, description="Other forms the article writes.")
    sentences: Numbers


class WhatAnswer(_Answer):
    """Something that happened, is planned or is claimed."""

    text: Words
    stance: Stance
    attributed_to: Phrase | None = Field(description="Whose word it is; null when stated.")
    sentences: Numbers


class WhereAnswer(_Answer):
    """A place."""

    name: Phrase
    relation: PlaceRelation = Field(
        description="scene: the event took place there; mentioned: anything else."
    )
    sentences: Numbers


class WhenAnswer(_Answer):
    """A moment or period."""

    text: Phrase = Field(description="The words for it, verbatim.")
    sentences: Numbers


class FigureAnswer(_Answer):
    """A number that counts or measures something; no year, no time, no date."""

    text: Phrase = Field(description="The number with its unit, verbatim: “$4.2 million”.")
    value: Number
    value_to: Number | None = Field(description="The upper end of a range.")
    unit: Phrase | None = Field(
        description="%, a currency's ISO code, or a unit's name; null for a plain count."
    )
    qualifier: Qualifier | None
    counts: Phrase | None = Field(description="What it counts or measures, in the article's words.")
    attributed_to: Phrase | None
    sentences: Numbers


class QuoteAnswer(_Answer):
    """Direct speech."""

    text: Words = Field(description="Verbatim, without the outer quotation marks.")
    speaker: Phrase | None
    sentences: Numbers


class SourceAnswer(_Answer):
    """Whoever or whatever the article credits with information."""

    name: Phrase
    kind: SourceKind
    via: Phrase | None = Field(description="The channel, verbatim: “in a statement”.")
    said: Phrase | None = Field(description="What it is credited with, in the article's words.")
    sentences: Numbers


class CardAnswer(_Answer):
    """The fact card of one article."""

    headline: TextAnswer | None = Field(description="The main event in one sentence.")
    summary: list[TextAnswer] = Field(max_length=4)
    who: list[WhoAnswer] = Field(max_length=20)
    what: list[WhatAnswer] = Field(max_length=8)
    where: list[WhereAnswer] = Field(max_length=15)
    when: list[WhenAnswer] = Field(max_length=12)
    figures: list[FigureAnswer] = Field(max_length=30)
    quotes: list[QuoteAnswer] = Field(max_length=30)
    sources: list[SourceAnswer] = Field(max_length=15)


async def draft_whole(
    article: Article, reading: Reading, model: LanguageModel
) -> tuple[Draft, Prompt, tuple[Finding, ...]]:
    """The draft that `model` gives in one answer, the prompt, and what an editor must know."""
    prompt = load_prompt("whole")
    room = model.profile.context_tokens
    answer_tokens = min(ANSWER_TOKENS, room // 2)
    most = (room - answer_tokens) * CHARACTERS_PER_TOKEN - len(prompt.fill("system"))
    shown, notes = fitting(reading, most)
    answer = await model.ask(
        CardAnswer, whole_messages(prompt, article, reading, shown), max_tokens=answer_tokens
    )
    return draft_of(answer, reading, shown), prompt, notes


def fitting(reading: Reading, characters: int) -> tuple[list[Sentence], tuple[Finding, ...]]:
    """The story's sentences up to `characters` code points, and a warning if some are left out."""
    story = [s for s in reading.sentences if s.story]
    shown: list[Sentence] = []
    for sentence in story:
        characters -= len(sentence.span) + 8
        if characters < 0:
            break
        shown.append(sentence)
    if len(shown) == len(story):
        return shown, ()
    message = (
        f"the model has read sentences 1 to {len(shown)} of {len(story)}: "
        "the rest does not fit into its context"
    )
    return shown, (
        Finding(
            rule="article-read-whole", severity="warning", path="article/text", message=message
        ),
    )


def whole_messages(
    prompt: Prompt, article: Article, reading: Reading, shown: Sequence[Sentence]
) -> list[Message]:
    """The two messages of the one call."""
    known = {
        "Title": article.title,
        "Publisher": article.publisher,
        "Published": article.published,
        "Language": article.language,
    }
    facts = [f"{name}: {' '.join(value.split())}" for name, value in known.items() if value]
    lines = [f"[{s.number}] {' '.join(s.span.of(reading.text).split())}" for s in shown]
    values = {
        "facts": "\n".join(facts),
        "code": article.sha256[:12],
        "sentences": "\n".join(lines),
    }
    return [
        {"role": "system", "content": prompt.fill("system")},
        {"role": "user", "content": prompt.fill("article", values)},
    ]


def draft_of(answer: CardAnswer, reading: Reading, shown: Sequence[Sentence]) -> Draft:
    """The draft that an answer stands for, with words to look up for every item."""
    cite = _Citer(reading, shown)
    headline = answer.headline
    return Draft(
        headline=cite.text(headline) if headline and headline.text.strip() else None,
        summary=tuple(cite.text(s) for s in answer.summary),
        who=tuple(
            DraftWho(
                name=w.name,
                kind=w.kind,
                role=w.role,
                aliases=tuple(w.aliases),
                evidence=cite.words(w.sentences, name=w.name, role=w.role),
            )
            for w in answer.who
        ),
        what=tuple(
            DraftWhat(
                text=w.text,
                stance=w.stance,
                attributed_to=w.attributed_to,
                evidence=cite.whole(w.sentences),
            )
            for w in answer.what
        ),
        where=tuple(
            DraftWhere(
                name=w.name, relation=w.relation, evidence=cite.words(w.sentences, name=w.name)
            )
            for w in answer.where
        ),
        when=tuple(
            DraftWhen(text=w.text, evidence=cite.words(w.sentences, text=w.text))
            for w in answer.when
        ),
        figures=tuple(
            DraftFigure(
                text=f.text,
                value=Decimal(f.value),
                value_to=Decimal(f.value_to) if f.value_to else None,
                unit=f.unit,
                qualifier=f.qualifier,
                counts=f.counts,
                attributed_to=f.attributed_to,
                evidence=cite.words(f.sentences, value=f.text),
            )
            for f in answer.figures
        ),
        quotes=tuple(
            DraftQuote(
                text=q.text, speaker=q.speaker, evidence=cite.words(q.sentences, text=q.text)
            )
            for q in answer.quotes
        ),
        sources=tuple(
            DraftSource(
                name=s.name,
                kind=s.kind,
                via=s.via,
                said=s.said,
                evidence=(*cite.words(s.sentences, name=s.name), *cite.whole(s.sentences, "said")),
            )
            for s in answer.sources
        ),
    )


class _Citer:
    """Makes citations from the sentence numbers of an answer."""

    def __init__(self, reading: Reading, shown: Sequence[Sentence]) -> None:
        self.text_of = {s.number: s.span.of(reading.text) for s in shown}

    def text(self, answer: TextAnswer) -> DraftText:
        return DraftText(text=answer.text, evidence=self.whole(answer.sentences))

    def whole(self, numbers: Iterable[int], *supports: str) -> tuple[Citation, ...]:
        """The cited sentences themselves; numbers that do not exist prove nothing."""
        return tuple(
            Citation(quote=self.text_of[n], sentence=n, supports=supports)
            for n in dict.fromkeys(numbers)
            if n in self.text_of
        )

    def words(self, numbers: Sequence[int], **fields: str | None) -> tuple[Citation, ...]:
        """Copied words, each in the first cited sentence that holds them; the field says what."""
        cited: list[Citation] = []
        for field, words in fields.items():
            if not words or not words.strip():
                continue
            holds = [n for n in numbers if words in self.text_of.get(n, "")]
            near = holds or [n for n in numbers if n in self.text_of]
            if field == "role" and not holds:
                cited.extend(self.whole(numbers, "role"))
                continue
            cited.append(
                Citation(quote=words, sentence=near[0] if near else None, supports=(field,))
            )
        return tuple(cited)
