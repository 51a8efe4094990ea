"""Prose taken apart: one claim per sentence, with what its pronouns stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from factcards.article.model import Article
from factcards.card import Span
from factcards.reading.mentions import Entity, Quotation, Reading, Sentence

_BULLET = re.compile(r"(?:[-*•‣◦▪–—·]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\[[ x]\])\s+")
_LABEL_WORDS = 8
"""A line without a final stop is a label rather than a statement up to so many words."""
_FINAL = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_PERSON = "he|she|him|her|his|hers|él|ella|er|sie|ihm|ihn|il|elle|lui"
_THING = "it|its|they|them|their|ellos|ellas|ello|es|ihr|ihnen|ils|elles|leur"
_PRONOUN = re.compile(rf"\b(?:{_PERSON}|{_THING})\b", re.IGNORECASE)
_OF_A_PERSON = re.compile(_PERSON)
_OPENING_WORDS = 3
"""A pronoun among so many first words is taken for the subject of its sentence."""
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_BACK = 2
"""How many sentences back whoever a pronoun means may be named."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the prose, as it is held against the article."""

    span: Span
    """Where it stands in the prose, bullets and list numbers left out."""
    text: str
    checked: str
    """The same words, with the quotation mark that an earlier sentence opened."""
    label: bool
    """Whether it is a heading or another line without a final stop."""
    antecedent: str | None = None
    """Whom or what its first pronoun stands for; None where there is none or it is open."""


def claims_of(prose: Article, reading: Reading) -> tuple[Claim, ...]:
    """The claims of `prose`, in order; `reading` is the reading of the prose itself."""
    kinds = [paragraph.kind for paragraph in prose.paragraphs]
    found: list[Claim] = []
    named = list(_antecedents(prose.text, reading))
    for sentence, antecedent in zip(reading.sentences, named, strict=True):
        span = _without_bullet(prose.text, sentence.span)
        text = span.of(prose.text)
        if not any(char.isalnum() for char in text):
            continue
        heading = kinds[sentence.paragraph] in ("heading", "title")
        short = len(_WORD.findall(text)) <= _LABEL_WORDS
        found.append(
            Claim(
                span=span,
                text=text,
                checked=_opened(prose.text, span, reading.quotations),
                label=heading or (short and not _FINAL.search(text)),
                antecedent=antecedent,
            )
        )
    return tuple(found)


def _without_bullet(text: str, span: Span) -> Span:
    match = _BULLET.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span


def _opened(text: str, span: Span, quotations: Sequence[Quotation]) -> str:
    """The words at `span`, opened with the quotation mark that they stand inside of."""
    for quotation in quotations:
        if quotation.outer.start < span.start < quotation.span.end:
            return text[quotation.outer.start] + span.of(text)
    return span.of(text)


def _antecedents(text: str, reading: Reading) -> Iterator[str | None]:
    """For each sentence what its leading pronoun stands for."""
    last: list[str | None] = []
    for place, sentence in enumerate(reading.sentences):
        pronoun = _leading_pronoun(text, sentence.span)
        found = None
        if pronoun is not None:
            found = _spoken(reading, sentence.span)
            for back in range(1, min(_BACK, place) + 1) if found is None else ():
                before = reading.sentences[place - back]
                candidates = _candidates(
                    reading, before, person=bool(_OF_A_PERSON.fullmatch(pronoun))
                )
                if candidates:
                    found = _one_of(candidates, before.span, text)
                    break
                if last[place - back] is not None:
                    found = last[place - back]
                    break
        last.append(found)
        yield found


def _leading_pronoun(text: str, span: Span) -> str | None:
    """The pronoun that is the subject of a sentence, or of the clause behind a quotation."""
    words = [(m.start(), m.group().lower()) for m in _WORD.finditer(text, span.start, span.end)]
    for _, word in words[:_OPENING_WORDS]:
        if _PRONOUN.fullmatch(word):
            return word
    match = re.search(r"[”»\"“],?\s+(?:\w+\s)?(he|she|it|they)\b", span.of(text))
    return match[1] if match else None


def _spoken(reading: Reading, span: Span) -> str | None:
    """Whom reading takes the speaker of this sentence for."""
    for attribution in reading.attributions:
        if not span.contains(attribution.source_span) or attribution.source is None:
            continue
        if _PRONOUN.fullmatch(attribution.source_span.of(reading.text)):
            return attribution.source
    return None


def _candidates(reading: Reading, sentence: Sentence, *, person: bool) -> list[tuple[int, Entity]]:
    kinds = ("person",) if person else ("organisation", "group")
    found = []
    for entity in reading.entities:
        inside = [m.span.start for m in entity.mentions if sentence.span.contains(m.span)]
        if inside and entity.kind in kinds:
            found.append((min(inside), entity))
    return sorted(found, key=lambda pair: pair[0])


def _one_of(candidates: list[tuple[int, Entity]], span: Span, text: str) -> str | None:
    """The only candidate, or the one that its sentence begins with; else it is left open."""
    start, first = candidates[0]
    leading = len(_WORD.findall(text[span.start : start])) < _OPENING_WORDS
    return first.name if len(candidates) == 1 or leading else None


def sentence_id(place: int) -> str:
    """The id of the sentence at `place`, counted from 0: "sentence-1"."""
    return f"sentence-{place + 1}"


def sentence_path(place: int) -> str:
    """The path of findings on the sentence at `place`, counted from 0: "sentence-1/text"."""
    return f"{sentence_id(place)}/text"
