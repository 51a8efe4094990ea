"""Whether the article, or a part of it, names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcards.card import Item, Span
from factcards.checking.context import Context
from factcards.checking.free_text import read_free_text, words_of
from factcards.reading.mentions import Entity

_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|it|its|we|our|us|"
    r"él|ella|ellos|ellas|su|sus|er|sie|ihr|ihre|ihm|ihn|sein|seine|il|elle|ils|elles|son|sa|ses)\b",
    re.IGNORECASE,
)
_BACK = 3
"""How many sentences before its own a pronoun may refer to."""


def is_named(context: Context, name: str) -> bool:
    """Whether the article writes `name`, with or without its title."""
    return any(context.index.ground(form) is not None for form in _forms(context, name))


def is_named_in(context: Context, name: str, spans: Sequence[Span]) -> bool:
    """Whether `name`, or whoever goes by it, is mentioned inside `spans`.

    A speaker that reading resolved counts as a mention, and so does a role that
    the article gives to this entity alone.
    """
    for form in _forms(context, name):
        if any(context.index.ground_within(form, span) is not None for span in spans):
            return True
    entity = entity_of(context, name)
    return entity is not None and _mentioned(context, entity, spans)


def may_be_meant(context: Context, name: str, item: Item) -> bool:
    """Whether a pronoun in the sentences of `item` can stand for `name`, named shortly before."""
    sentences = context.sentences(item)
    for sentence in sentences:
        if _PRONOUN.search(sentence.span.of(context.article.text)) is None:
            continue
        first = max(0, sentence.number - 1 - _BACK)
        before = [s.span for s in context.reading.sentences[first : sentence.number - 1]]
        if is_named_in(context, name, before):
            return True
    return False


def is_pronoun(words: str) -> bool:
    """Whether `words` are a personal pronoun and no more."""
    return _PRONOUN.fullmatch(words.strip()) is not None


def entity_of(context: Context, name: str) -> Entity | None:
    """The one entity of the article that `name` can mean, with or without a title."""
    for form in _forms(context, name):
        entity = context.entity(form)
        if entity is not None:
            return entity
    return None


def same_name(context: Context, one: str, other: str) -> bool:
    """Whether two names can mean the same: one entity, or one name inside the other."""
    if one.casefold() == other.casefold():
        return True
    first, second = entity_of(context, one), entity_of(context, other)
    if first is not None and second is not None:
        return first.name == second.name
    words, others = set(words_of(one)), set(words_of(other))
    return bool(words and others) and (words <= others or others <= words)


def _forms(context: Context, name: str) -> Iterator[str]:
    """`name`, and then what is left of it without a title ("Mayor Hanne Lorup")."""
    yield name
    found = read_free_text(name, context.language, context.anchor).names
    if len(found) == 1 and found[0] != name and name.endswith(found[0]):
        yield found[0]


def _mentioned(context: Context, entity: Entity, spans: Sequence[Span]) -> bool:
    if any(_inside(mention.span, spans) for mention in entity.mentions):
        return True
    forms = {entity.name, *entity.aliases}
    for quotation in context.reading.quotations:
        if quotation.speaker in forms and _overlaps(quotation.outer, spans):
            return True
    for attribution in context.reading.attributions:
        if attribution.source in forms and _overlaps(attribution.span, spans):
            return True
    heads = {
        role.of(context.article.text).split()[-1].lower() for role in entity.roles if len(role)
    }
    words = {word for span in spans for word in words_of(span.of(context.article.text))}
    return any(len(head) > 3 and head in words for head in heads)


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.contains(span) for s in spans)


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.overlaps(span) for s in spans)
