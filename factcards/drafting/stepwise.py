"""The `stepwise` strategy: small closed questions about candidates that code found.

A small model that is asked for a whole card invents. Asked to choose among
words that stand in the sentence it cannot invent any, and what it chooses is
checked like everything else. It is asked only where the text itself leaves the
answer open.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field

from factcards.article import Article
from factcards.card import Span
from factcards.drafting.choices import SUMMARY_SENTENCES, Choices, default_choices, rank_sentences
from factcards.drafting.draft import Draft
from factcards.drafting.prompts import Prompt, load_prompt
from factcards.drafting.proposal import distinct_figures, propose
from factcards.reading import Entity, FigureMention, Reading, country_of
from factcards.reading.lexicon import first_names, lexicon

if TYPE_CHECKING:
    from factcards.models import LanguageModel, Message

MOST_NAMES = 30
MOST_FIGURES = 20
SUMMARY_CANDIDATES = 8
SENTENCE_CHARACTERS = 600
"""A longer sentence is cut around the candidate: a small model loses the thread."""

_JOINING = re.compile(
    r"(?:\s|[,—–()]|\b(?:the|a|an|its|his|her|their|which|who|that|is|was|are|were|called|known|as"
    r"|el|la|los|las|un|una|que|es|era|der|die|das|ein|eine|ist|war|le|les|une|qui|est|était)\b)*",
    re.IGNORECASE,
)
"""What may stand between a name and its role."""

Report = Callable[[str, int, int], None]


class NameAnswer(BaseModel):
    """What a name names, and the words that say who it is."""

    model_config = ConfigDict(extra="forbid")
    kind: Literal["person", "organisation", "group", "place", "other"]
    role: str = Field(max_length=100)


class CountsAnswer(BaseModel):
    """The words for what a number counts."""

    model_config = ConfigDict(extra="forbid")
    counts: str = Field(max_length=80)


_CLAUSE_CHARACTERS = 120
"""Between a number and the words that say what it counts."""
_CLAUSE_BREAK = re.compile(
    r"[;:—–]|\b(?:after|because|while|when|although|but|porque|cuando"
    r"|aunque|pero|nachdem|weil|während|aber|parce|lorsque|mais)\b",
    re.IGNORECASE,
)


class SummaryAnswer(BaseModel):
    """Numbers of the chosen sentences."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[int] = Field(min_length=1, max_length=SUMMARY_SENTENCES)


async def draft_stepwise(
    article: Article, reading: Reading, model: LanguageModel, report: Report
) -> tuple[Draft, Prompt]:
    """The draft that code proposes and `model` has chosen for, and the prompt."""
    steps = _Steps(article, reading, model, report)
    await steps.names()
    await steps.counts()
    if model.profile.weighs_sentences:
        await steps.summary()
    return propose(article, reading, steps.choices), steps.prompt


class _Steps:
    def __init__(
        self, article: Article, reading: Reading, model: LanguageModel, report: Report
    ) -> None:
        self.article = article
        self.reading = reading
        self.text = reading.text
        self.model = model
        self.report = report
        self.prompt = load_prompt("stepwise")
        self.choices: Choices = default_choices(article, reading)

    async def names(self) -> None:
        """Kinds of names where the text does not show them, and roles where code saw none."""
        open_ones = [e for e in self.reading.entities if self.open(e)][:MOST_NAMES]
        for done, entity in enumerate(open_ones):
            self.report("asking about names", done, len(open_ones))
            where = self.telling_sentence(entity)
            values = {"sentence": where.of(self.text), "name": entity.name}
            schema = NameAnswer.model_json_schema()
            schema["properties"]["role"]["x-copy-from"] = values["sentence"]
            answer = await self.model.ask(
                NameAnswer, self.messages("names", values), max_tokens=80, schema=schema
            )
            if not entity.sure and believable(entity, answer.kind):
                self.choices.kinds[entity.name] = answer.kind
            if not entity.roles:
                self.choices.roles[entity.name] = role_beside(
                    self.text, where, [m.span for m in entity.mentions], answer.role
                )

    def open(self, entity: Entity) -> bool:
        return not entity.sure or (
            entity.kind in ("person", "organisation", "group") and not entity.roles
        )

    def telling_sentence(self, entity: Entity) -> Span:
        """The sentence that introduces `entity`: the first with its full name in running text."""
        spans = [m.span for m in entity.mentions]
        full = [s for s in spans if s.of(self.text) == entity.name] or spans
        for span in full:
            paragraph = self.article.paragraph_at(span.start)
            if paragraph is not None and paragraph.kind == "body":
                return self.around(span)
        return self.around(full[0])

    def around(self, span: Span) -> Span:
        """The sentence of `span`, cut down where it is very long."""
        sentence = self.reading.sentence_at(span.start)
        if sentence is None:
            return span
        if len(sentence.span) <= SENTENCE_CHARACTERS:
            return sentence.span
        half = SENTENCE_CHARACTERS // 2
        start = max(sentence.span.start, span.start - half)
        return Span(start, min(sentence.span.end, span.end + half))

    async def counts(self) -> None:
        """What numbers count where the grammar does not show it."""
        figures = [f for f in distinct_figures(self.article, self.reading) if f.counts is None]
        figures = figures[:MOST_FIGURES]
        for done, figure in enumerate(figures):
            self.report("asking about figures", done, len(figures))
            self.choices.counts[figure.span.start] = await self.counted(figure)

    async def counted(self, figure: FigureMention) -> Span | None:
        where = self.around(figure.span)
        values = {"sentence": where.of(self.text), "number": figure.span.of(self.text)}
        schema = CountsAnswer.model_json_schema()
        schema["properties"]["counts"]["x-copy-from"] = values["sentence"]
        answer = await self.model.ask(
            CountsAnswer, self.messages("figures", values), max_tokens=60, schema=schema
        )
        words = answer.counts.strip(' ,.;:—–-"“”')
        start = values["sentence"].find(words)
        if len(words) < 3 or start < 0:
            return None
        span = Span(where.start + start, where.start + start + len(words))
        return span if _stands_by(self.text, span, figure.span) else None

    async def summary(self) -> None:
        """The sentences of the summary, out of those that code ranks first."""
        ranked = rank_sentences(self.article, self.reading)[:SUMMARY_CANDIDATES]
        if len(ranked) <= SUMMARY_SENTENCES:
            return
        self.report("choosing the summary", 0, 1)
        candidates = {s.number: s for s in sorted(ranked, key=lambda s: s.number)}
        lines = [f"[{n}] {_flat(s.span.of(self.text))}" for n, s in candidates.items()]
        values = {"title": self.article.title or "", "sentences": "\n".join(lines)}
        schema = SummaryAnswer.model_json_schema()
        schema["properties"]["sentences"]["items"] = {"type": "integer", "enum": list(candidates)}
        answer = await self.model.ask(
            SummaryAnswer, self.messages("summary", values), max_tokens=40, schema=schema
        )
        chosen = [candidates[n] for n in dict.fromkeys(answer.sentences) if n in candidates]
        if chosen:
            self.choices.summary = tuple(sorted(chosen, key=lambda s: s.number))

    def messages(self, kind: str, values: dict[str, str]) -> list[Message]:
        """Instruction, examples and the question: what stays the same comes first."""
        messages: list[Message] = [{"role": "system", "content": self.prompt.fill(kind)}]
        for question, answer in examples(self.prompt.sections[f"{kind} examples"]):
            messages.append({"role": "user", "content": question})
            messages.append({"role": "assistant", "content": answer})
        flat = {
            name: _flat(value) if name != "sentences" else value for name, value in values.items()
        }
        messages.append({"role": "user", "content": self.prompt.fill(f"{kind} question", flat)})
        return messages


def believable(entity: Entity, kind: str) -> bool:
    """Whether a small model's `kind` for an unsure name is taken.

    It is right about places. Where code has a guess of its own, only a place
    overrides it. Asked about a name that nothing marks as somebody (an adjective,
    a product, a bean), it says person or organisation rather than "other": either
    needs several words or capitals, and a person no ordinary word among them but a
    known first name ("Ida Lund", never "Aunt Bean").
    """
    if kind in ("place", "other"):
        return entity.kind == "other" or kind == "place"
    if entity.kind != "other":
        return kind == entity.kind
    if kind == "person":
        words = entity.name.lower().split()
        ordinary = any(lexicon("en").is_common(word) for word in words)
        return len(words) > 1 and (words[0] in first_names() or not ordinary)
    return " " in entity.name or (entity.name.isupper() and country_of(entity.name) is None)


def role_beside(text: str, where: Span, names: Sequence[Span], words: str) -> Span | None:
    """Where the copied `words` stand in `where` next to one of `names`; None if they do not.

    A small model likes to copy words that stand far from the name and say
    something of somebody else: only words that join a role to its name may
    stand between.
    """
    words = words.strip(' ,.;:—–-"“”')
    sentence = where.of(text)
    inside = [name for name in names if where.contains(name)]
    if len(words) < 3 or any(words in n.of(text) or n.of(text) in words for n in inside):
        return None
    starts = (m.start() for m in re.finditer(re.escape(words), sentence))
    spans = [Span(where.start + i, where.start + i + len(words)) for i in starts]
    return next((s for s in spans if any(_beside(text, s, name) for name in inside)), None)


def _stands_by(text: str, counted: Span, number: Span) -> bool:
    """Whether `counted` is of the number's own clause.

    A small model likes to copy the first noun phrase of the sentence, whatever the
    number counts: "is to shut its brewery … after profit fell 14%".
    """
    if counted.overlaps(number):
        return False
    first, last = sorted((counted, number))
    gap = text[first.end : last.start]
    return len(gap) <= _CLAUSE_CHARACTERS and not _CLAUSE_BREAK.search(gap)


def _beside(text: str, role: Span, name: Span) -> bool:
    first, last = sorted((role, name))
    gap = text[first.end : last.start]
    return first.end <= last.start and bool(_JOINING.fullmatch(gap))


def examples(section: str) -> Sequence[tuple[str, str]]:
    """Pairs of question and answer; the answer in compact JSON, as the grammar writes it."""
    pairs = []
    for block in section.split("\n\n"):
        question, _, answer = block.strip().rpartition("\n=> ")
        compact = json.dumps(json.loads(answer), ensure_ascii=False, separators=(",", ":"))
        pairs.append((question, compact))
    return pairs


def _flat(text: str) -> str:
    return " ".join(text.split())
