"""The suite over one plain Instructor call with the same local model, scored as our cards are.

    python benchmarks/plain_instructor.py [--ask] [--documents 6] [--beside RUN.json …]

One call for each article: a plain Pydantic schema of the card's fields, as a
competent newcomer writes it, each item with the words that prove it; grammar-bound
JSON, temperature 0, no checks. The answer is taken at its word; of one that is cut
off at `--most-tokens`, the part that is there counts. Answers are kept in the
user's cache, so that an interrupted run goes on; without `--ask` only kept answers
are scored. Beside it stand `rules` and the runs named, which
`factcards eval run --id … -o RUN.json` writes.
"""

# ruff: noqa: D101 - a docstring would be sent to the model with the schema
from __future__ import annotations

import sys
from typing import Any, Literal

import instructor
from openai import NotFoundError, OpenAI
from peers.kept import KeptModel
from peers.plain import PlainCard, PlainItem, without_repeats
from peers.running import arguments_of, run_peer
from pydantic import BaseModel, Field, ValidationError
from pydantic_core import from_json

SYSTEM = (
    "You extract the facts of a news article. Use only what the article says, leave out "
    "advertising and other boilerplate, and copy every quote word for word. Use null where the "
    "article does not say something."
)
MOST = 6
"""Items of a list: without a bound a small model goes on until it is cut off."""


class Proven(BaseModel):
    quote: str = Field(description="The words of the article that say so, copied exactly")


class Person(Proven):
    name: str
    kind: Literal["person", "organisation", "group"]
    role: str | None = Field(description="Office or part in the story, in the article's words")


class Event(Proven):
    text: str = Field(description="What happened, in one sentence")
    stance: Literal["stated", "claimed", "denied", "alleged", "planned", "opinion"]
    attributed_to: str | None = Field(description="Who says so, if it is not the article itself")


class Place(Proven):
    name: str
    relation: Literal["scene", "mentioned"]
    country: str | None = Field(description="Two-letter ISO code")


class Moment(Proven):
    text: str = Field(description="The article's words for the date or period")
    date: str | None = Field(description="The date as YYYY-MM-DD, YYYY-MM or YYYY")


class Number(Proven):
    text: str = Field(description="The number with its unit, as the article writes it")
    value: float
    value_to: float | None = Field(description="Upper end of a range")
    unit: str | None = Field(description='"%", a currency code, or the singular name of a unit')
    qualifier: (
        Literal["at least", "at most", "about", "more than", "less than", "nearly", "exactly"]
        | None
    )
    counts: str | None = Field(description="What is counted or measured")
    attributed_to: str | None = Field(description="Who says so, if it is not the article itself")


class Quotation(BaseModel):
    text: str = Field(description="Direct speech, copied exactly, without quotation marks")
    speaker: str | None


class Informant(Proven):
    name: str
    kind: Literal["person", "organisation", "document", "media", "anonymous"]
    said: str | None = Field(description="What the article credits it with, in short")


class Facts(BaseModel):
    """The facts of a news article."""

    headline: str = Field(description="The main event in one sentence")
    summary: list[str] = Field(description="The story in two or three sentences", max_length=3)
    who: list[Person] = Field(max_length=MOST)
    what: list[Event] = Field(max_length=MOST)
    where: list[Place] = Field(max_length=MOST)
    when: list[Moment] = Field(max_length=MOST)
    figures: list[Number] = Field(max_length=MOST)
    quotes: list[Quotation] = Field(max_length=MOST)
    sources: list[Informant] = Field(max_length=MOST)


PARTS: dict[str, type[BaseModel]] = {
    "who": Person,
    "what": Event,
    "where": Place,
    "when": Moment,
    "figures": Number,
    "quotes": Quotation,
    "sources": Informant,
}


def items_of(answer: str) -> list[PlainItem]:
    """The items of an answer, as far as it goes; what does not keep the schema is left out."""
    try:
        found: Any = from_json(answer, allow_partial=True)
    except ValueError:
        return []
    if not isinstance(found, dict):
        return []
    items = []
    if isinstance(found.get("headline"), str):
        items.append(PlainItem(field="headline", values={"text": found["headline"]}))
    items += [
        PlainItem(field="summary", values={"text": text})
        for text in found.get("summary") or []
        if isinstance(text, str)
    ]
    for name, part in PARTS.items():
        for raw in found.get(name) or []:
            try:
                values = part.model_validate(raw).model_dump()
            except ValidationError:
                continue
            items.append(PlainItem(field=name, quote=values.pop("quote", ""), values=values))
    return without_repeats(items)


def main() -> int:
    """Prints a line for each document, then the table."""
    arguments = arguments_of(__doc__)

    def fill(model: KeptModel, card: PlainCard) -> bool:
        client = instructor.from_openai(
            OpenAI(base_url=model.base_url, api_key="none", timeout=3600, max_retries=0),
            mode=instructor.Mode.JSON_SCHEMA,
        )
        article, gold = card.fixture.as_read, card.fixture.gold
        try:
            client.chat.completions.create(
                model=arguments.model,
                response_model=Facts,
                messages=[
                    {"role": "system", "content": SYSTEM},
                    {"role": "user", "content": f"Published {gold.published}\n\n{article.text}"},
                ],
                temperature=0,
                max_tokens=arguments.most_tokens,
                max_retries=1,
            )
        except Exception as error:  # cut off or not valid: then what there is of it counts
            if not model.answers:
                if isinstance(error, NotFoundError) or "no kept answer" in str(error):
                    return False
                raise
        card.items = items_of(model.answers[-1].content)
        return True

    return run_peer("plain Instructor", fill, arguments)


if __name__ == "__main__":
    sys.exit(main())
