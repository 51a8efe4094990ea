"""The `whole` strategy: one call fills the draft, for a capable model.

The model sees the story's sentences, numbered; boilerplate is not shown to it.
It cites sentence numbers and copies words; code slices the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factcards.article import Article
from factcards.card import Finding
from factcards.drafting.answer import CardAnswer, outline
from factcards.drafting.citing import draft_of
from factcards.drafting.draft import Draft
from factcards.drafting.prompts import Prompt, load_prompt
from factcards.reading import Reading, Sentence

if TYPE_CHECKING:
    from factcards.models import JsonObject, LanguageModel, Message

ANSWER_TOKENS = 6000
BYTES_PER_TOKEN = 3
"""Of UTF-8, and cautious: English has about four, Japanese about three."""
SMALL_LISTS = {
    "who": 6, "where": 3, "when": 4, "figures": 8, "quotes": 6, "sources": 4, "what": 3,
    "summary": 2,
}  # fmt: skip
"""The longest lists of a small model: together less than 2,000 tokens."""
SMALL_SENTENCES = 2
SMALL_ALIASES = 1
SMALL_TEXT = 300
SMALL_VALUES = 60
NUMBER_BYTES = 8
"""What a sentence's number takes: brackets, digits, line end."""

_NOTHING_DRAFTED = Finding(
    rule="draft-filled",
    severity="warning",
    path="provenance/model",
    message="it answered with an empty card; try another model or another strategy",
)


async def draft_whole(
    article: Article, reading: Reading, model: LanguageModel
) -> tuple[Draft, Prompt, tuple[Finding, ...]]:
    """The draft that `model` gives in one answer, the prompt, and what an editor must know.

    Raises `ModelError` where the model cannot do its part.
    """
    prompt = load_prompt("whole")
    # A grammar shows the model neither the fields' meaning nor where a list should end.
    small = model.profile.dialect == "local-guidance"
    room = model.options.context_tokens or model.profile.context_tokens
    answer_tokens = min(ANSWER_TOKENS, room // 2)
    told = whole_messages(prompt, article, reading, (), with_outline=small)
    taken = sum(len(message["content"].encode()) for message in told)
    shown, notes = fitting(reading, (room - answer_tokens) * BYTES_PER_TOKEN - taken)
    answer = await model.ask(
        CardAnswer,
        whole_messages(prompt, article, reading, shown, with_outline=small),
        max_tokens=answer_tokens,
        schema=small_schema(reading, shown) if small else None,
    )
    draft = draft_of(answer, reading, shown)
    if draft == Draft() and (reading.entities or reading.figures or reading.quotations):
        notes = (*notes, _NOTHING_DRAFTED)
    return draft, prompt, notes


def fitting(reading: Reading, size: int) -> tuple[list[Sentence], tuple[Finding, ...]]:
    """The story's sentences up to `size` bytes of UTF-8, and a warning if some are left out."""
    story = [s for s in reading.sentences if s.story]
    shown: list[Sentence] = []
    for sentence in story:
        size -= len(sentence.span.of(reading.text).encode()) + NUMBER_BYTES
        if size < 0:
            break
        shown.append(sentence)
    if len(shown) == len(story):
        return shown, ()
    message = (
        f"the model has read the first {len(shown)} of {len(story)} sentences: "
        "the rest does not fit into its context"
    )
    return shown, (
        Finding(
            rule="article-read-whole", severity="warning", path="article/text", message=message
        ),
    )


def whole_messages(
    prompt: Prompt,
    article: Article,
    reading: Reading,
    shown: Sequence[Sentence],
    *,
    with_outline: bool = False,
) -> list[Message]:
    """The two messages of the one call. Whatever the article says stands inside the fence."""
    known = {
        "Title": article.title,
        "Publisher": article.publisher,
        "Published": article.published,
        "Language": article.language,
    }
    facts = [f"{name}: {' '.join(value.split())}" for name, value in known.items() if value]
    # Numbered anew: a model expects the first sentence it sees to be number 1.
    lines = [
        f"[{number}] {' '.join(sentence.span.of(reading.text).split())}"
        for number, sentence in enumerate(shown, start=1)
    ]
    values = {
        "facts": "\n".join(facts),
        "code": article.sha256[:12],
        "sentences": "\n".join(lines),
    }
    system = prompt.fill("system")
    if with_outline:
        system += "\n\n" + prompt.fill("outline", {"outline": outline(CardAnswer)})
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": prompt.fill("article", values)},
    ]


def small_schema(reading: Reading, shown: Sequence[Sentence]) -> JsonObject:
    """The answer's schema for a small model, with lists as long as the article asks for.

    Such a model goes on with a list until something stops it, or leaves all of
    them empty (both seen with the 1.5B model). A list is no longer than what
    code counts in the story, and than the model can fill in bearable time, and
    no shorter than half of that. Sentence numbers are those that were shown,
    values those that code reads.
    """
    kinds = [entity.kind for entity in reading.entities]
    places = kinds.count("place")
    found = {
        "who": len(kinds) - places,
        "where": places,
        "when": len(reading.dates),
        "figures": len(reading.figures),
        "quotes": sum(quotation.direct for quotation in reading.quotations),
        "sources": len({a.source for a in reading.attributions}),
        "what": len(shown),
        "summary": len(shown),
    }
    schema: dict[str, Any] = CardAnswer.model_json_schema()
    for name, count in found.items():
        most = min(SMALL_LISTS[name], count)
        schema["properties"][name].update({"maxItems": most, "minItems": (most + 1) // 2})
    for part in schema["$defs"].values():
        fields = part["properties"]
        for field in fields.values():
            if field.get("maxLength", 0) > SMALL_TEXT:
                field["maxLength"] = SMALL_TEXT
        fields["sentences"]["maxItems"] = SMALL_SENTENCES
        fields["sentences"]["items"].update({"minimum": 1, "maximum": max(len(shown), 1)})
        if "aliases" in fields:
            fields["aliases"]["maxItems"] = SMALL_ALIASES
    # A number of its own is a row of digits without end: 0.6666 and so on.
    fields = schema["$defs"]["FigureAnswer"]["properties"]
    fields["value"] = _one_of(figure.value for figure in reading.figures)
    ends = _one_of(figure.value_to for figure in reading.figures if figure.value_to is not None)
    fields["value_to"] = {"anyOf": [ends, {"type": "null"}]}
    return schema


def _one_of(values: Iterable[Decimal]) -> JsonObject:
    """The schema of a number that is one of `values`."""
    told = (int(v) if v == v.to_integral_value() else float(v) for v in values)
    return {"type": "number", "enum": list(dict.fromkeys(told))[:SMALL_VALUES] or [0]}
