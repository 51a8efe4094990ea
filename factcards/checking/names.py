"""Whether the article, or a part of it, names somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcards.card import Item, Span, Where
from factcards.checking.context import Context
from factcards.checking.free_text import read_free_text, words_of
from factcards.checking.stems import is_function_word, stem
from factcards.reading.mentions import Entity

STYLES = frozenset(
    stem(word)
    for word in words_of(
        "mr mrs ms miss mx dr sir madam monsieur madame mademoiselle m mme mlle "
        "señor señora señorita sr sra srta don doña herr frau the"
    )
)
"""Words before a name that say no more than how to address somebody."""
_PRONOUN = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|it|its|we|our|us|"
    r"él|ella|ellos|ellas|su|sus|er|sie|ihr|ihre|ihm|ihn|sein|seine|il|elle|ils|elles|son|sa|ses)\b",
    re.IGNORECASE,
)
_OF_PERSONS = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|i|me|my|you|your|we|our|us|él|ella|su|sus|le|lo|la|"
    r"er|sie|ihr\w*|ihm|ihn|sein\w*|il|elle|lui|son|sa|ses)\b",
    re.IGNORECASE,
)
_OF_THINGS = re.compile(
    r"\b(?:it|its|they|them|their|we|our|us|which|su|sus|lo|la|ella|él|ellos|ellas|"
    r"er|sie|es|ihr\w*|sein\w*|ihm|ihn|il|elle|ils|elles|son|sa|ses|leurs?)\b",
    re.IGNORECASE,
)
_LONGEST = 25
"""Words of the longest name; anonymous sources are named by a clause at times."""
_SHORTEST = 4
"""Letters of the shortest name that is looked for in other forms than its own."""
_BACK = 3
"""How many sentences before its own a pronoun may refer to."""


def is_named(context: Context, name: str) -> bool:
    """Whether the article writes `name`, with or without its title."""
    return any(
        context.index.ground(form) is not None or _inflected(context, form)
        for form in _forms(context, name)
    )


def is_named_in(context: Context, name: str, spans: Sequence[Span]) -> bool:
    """Whether `name`, or whoever goes by it, is mentioned inside `spans`.

    A speaker that reading resolved counts as a mention, and so does a role that
    the article gives to this entity alone.
    """
    for form in _forms(context, name):
        if any(context.index.ground_within(form, span) is not None for span in spans):
            return True
        if any(_inside(place, spans) for place in _inflected(context, form)):
            return True
    entity = entity_of(context, name)
    return entity is not None and _mentioned(context, entity, spans)


def may_be_meant(context: Context, name: str, item: Item, *, agreeing: bool = False) -> bool:
    """Whether a pronoun in the sentences of `item` can stand for `name`, named shortly before.

    With `agreeing`, one that can stand for its kind: "it" is nobody, "he" no firm, and a place
    goes by none.
    """
    if agreeing and isinstance(item, Where):
        return False
    sentences = context.sentences(item)
    entity = entity_of(context, name)
    sure = agreeing and entity is not None and entity.sure
    kind = entity.kind if sure and entity is not None else "other"
    pronoun = _OF_PERSONS if kind == "person" else _PRONOUN
    if kind in ("organisation", "place"):
        pronoun = _OF_THINGS
    for sentence in sentences:
        if pronoun.search(sentence.span.of(context.article.text)) is None:
            continue
        first = max(0, sentence.number - 1 - _BACK)
        before = [s.span for s in context.reading.sentences[first : sentence.number - 1]]
        if is_named_in(context, name, before):
            return True
    return False


def is_pronoun(words: str) -> bool:
    """Whether `words` are a personal pronoun and no more."""
    return _PRONOUN.fullmatch(words.strip()) is not None


def names_somebody(name: str) -> bool:
    """Whether `name` can be the name of anybody or anything, or words for who it is.

    A pronoun, an article, a number and a whole sentence cannot.
    """
    words = [word for word in name.split() if any(char.isalpha() for char in word)]
    if not words or len(words) > _LONGEST or (is_pronoun(name) and not name.isupper()):
        return False
    # "US", "WHO" and "De Sa" are names; "The" at the start of a sentence is none.
    return not all(
        is_function_word(word.lower()) and (word.islower() or (len(words) == 1 and word.istitle()))
        for word in words
    )


def is_somebody_else(context: Context, name: str, alias: str) -> bool:
    """Whether the article calls somebody other than `name` by `alias`."""
    if same_name(context, name, alias) or {*words_of(name)} & {*words_of(alias)}:
        return False
    return entity_of(context, name) is not None and entity_of(context, alias) is not None


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
    first = name.split(maxsplit=1)[0] if context.language == "de" and name.strip() else ""
    if first.endswith("s") and len(first) > _SHORTEST:
        yield first[:-1]  # "Marlows Platz"
    # A title that the article does not give is no liberty: it makes somebody a judge.
    found = read_free_text(name, context.language, context.anchor).names
    if len(found) == 1 and found[0] != name and name.endswith(found[0]):
        title = {stem(word) for word in words_of(name.removesuffix(found[0]))}
        if title <= STYLES or title <= _said_of(context, found[0]):
            yield found[0]


def _inflected(context: Context, name: str) -> tuple[Span, ...]:
    """Where the article has `name` in a case, in capitals or as part of a compound.

    "des Fördervereins", "ZUGERBACH", "die Grünen-Abgeordnete": the bare name is right on a card.
    """
    if len(name) < _SHORTEST or not name[:1].isupper():
        return ()
    found = [re.escape(name.upper()) + r"(?!\w)"]
    if context.language == "de":
        found.append(re.escape(name) + r"(?:(?:e?s|e?n|e)(?!\w)|-(?=[^\W\d_a-zäöü]))")
        base, _, rest = name.partition(" ")
        if rest and base.endswith("er") and len(base) > _SHORTEST + 2:  # "der Ellerbrunner Rat"
            both = (re.escape(base.removesuffix("er")), re.escape(rest))
            if all(re.search(rf"(?<!\w){part}(?!\w)", context.article.text) for part in both):
                found.append(both[0] + r"(?!\w)")
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(found)})")
    return tuple(Span(*m.span()) for m in pattern.finditer(context.article.text))


def _said_of(context: Context, name: str) -> frozenset[str]:
    """The stems of the sentences that name `name`."""
    places = (g.span.start for g in context.index.occurrences(name))
    sentences = (context.reading.sentence_at(start) for start in places)
    text = context.article.text
    return frozenset(stem(w) for s in sentences if s for w in words_of(s.span.of(text)))


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
    heads = _heads(context, entity) - context.shared_words(entity, _heads)
    words = {word for span in spans for word in words_of(span.of(context.article.text))}
    return any(len(head) > 3 and head in words for head in heads)


def _heads(context: Context, entity: Entity) -> frozenset[str]:
    """The last words of what the article says that `entity` is."""
    text = context.article.text
    return frozenset(role.of(text).split()[-1].lower() for role in entity.roles if len(role))


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.contains(span) for s in spans)


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    return any(s.overlaps(span) for s in spans)
