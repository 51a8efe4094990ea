"""Noun phrases around a name: where they begin and end, and what their head names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factcards.card import Span
from factcards.reading.lexicon import Lexicon, word_set
from factcards.reading.name_tokens import DASHES, NameText

RoleKind = Literal["person", "organisation", "group", "place", "other", "unknown"]
MAX_WORDS = 12


@dataclass(frozen=True, slots=True)
class RoleHit:
    """One role of a mention. `kind` is what its head noun names; a higher `rank` is better."""

    span: Span
    kind: RoleKind
    rank: float


def noun_kind(lists: Lexicon, word: str) -> RoleKind | None:
    """What the noun `word` (lower case) names, None when it is no such noun."""
    last = word.rsplit("-", 1)[-1]
    if lists.language == "de":
        last = next(
            (w for i in range(len(word) - 4) if (w := word[i:]) in lists.organisation_nouns), last
        )
    if lists.is_person_noun(word) or word in lists.titles:
        # "maker", "operator", "publisher": a person or a company.
        return "unknown" if last in lists.organisation_nouns else "person"
    if last in lists.organisation_nouns:
        return "organisation"
    if last in lists.place_nouns:
        return "place"
    if last in lists.group_nouns:
        return "group"
    return "other" if last in lists.thing_nouns else None


def phrase_span(read: NameText, first: int, end: int) -> Span:
    """Where the words `[first, end)` stand, with the full stop of a closing abbreviation."""
    last = read.tokens[end - 1]
    stop = last.end + 1 if last.dot else last.end
    return Span(read.tokens[first].start, stop)


def may_be_inside(read: NameText, index: int) -> bool:
    """Whether the token at `index` may stand inside a noun phrase before its head."""
    lists = read.lists
    token = read.at(index)
    if token is None or token.kind in "pn":
        return False
    low = token.low
    return not (
        low in lists.function_words
        or low in lists.speech_verbs
        or (low in lists.person_verbs and not low.endswith("ed"))
        or low in lists.follow_verbs
        or low in lists.verbs
        or low in lists.be
        or low in lists.calendar
        or (
            low.endswith("ly")
            and lists.language == "en"
            and low not in ("family", "early", "elderly")
        )
    )


def is_participle(read: NameText, index: int) -> bool:
    """Whether the English word at `index` is a participle or a verb in the past."""
    low = read.low(index)
    if read.lists.language != "en" or "-" in low:
        return False
    return (
        low.endswith(("ed", "ing"))
        or low in ("told", "met", "led", "held", "shot", "sent", "saw", "beat", "won")
    ) and (not low.startswith("un"))


def _opens_phrase(read: NameText, index: int) -> bool:
    """Whether a noun phrase may begin right after the token at `index`."""
    lists = read.lists
    token = read.at(index)
    if token is None or read.tokens[index + 1].gap == "\n" or token.kind == "p" or token.possessive:
        return True
    return token.low in lists.function_words and token.low not in lists.be


# Words in -s that stand before a noun for a person ("rights activist"); others are verbs.
_MODIFIERS_IN_S = word_set(
    "rights sports news arts affairs operations communications relations services systems sales "
    "politics economics physics studies series business press congress process women's men's "
    "gas glass class boss canvas campus chess access "
)


def _verb_form(read: NameText, index: int) -> bool:
    """Whether the word looks like an English verb in -s: "Korvane blames chief X"."""
    token = read.tokens[index]
    low = token.low
    if read.lists.language != "en" or token.kind != "l" or not low.endswith("s"):
        return False
    return low not in _MODIFIERS_IN_S and not low.endswith(("ss", "us", "ous"))


def phrase_start(read: NameText, end: int, limit: int = 7) -> int:
    """First token of the noun phrase that ends before `end`, without its article."""
    first = end
    while first > 0 and end - first < limit:
        index = first - 1
        token = read.tokens[index]
        if first < end and read.tokens[first].gap != " ":
            break
        if token.dot and token.kind in "CA" and token.text.endswith("."):
            break
        if not may_be_inside(read, index):
            break
        if token.possessive:
            break
        if first < end and _verb_form(read, index):
            break
        if is_participle(read, index) and not _opens_phrase(read, index - 1):
            break
        first = index
    return first


def phrase_end(read: NameText, start: int, closers: str) -> int | None:
    """End of the phrase that a mark among `closers` or the sentence closes; None if too long."""
    lists = read.lists
    at = start
    cut = None
    while at < len(read.tokens):
        token = read.tokens[at]
        if at > start and token.gap == "\n":
            return at
        if token.kind == "p":
            if (
                token.text == "."
                and read.tokens[at - 1].dot
                and at + 1 < len(read.tokens)
                and read.tokens[at + 1].gap != "\n"
            ):
                at += 1
                continue
            if (
                token.text in closers
                or token.text in ",;.!?)"
                or (token.text in DASHES and token.gap)
            ):
                return at if at - start <= MAX_WORDS else cut
            if token.text == "(" and at > start:
                return at if at - start <= MAX_WORDS else cut
            if token.text in '"“”«»(:':
                return cut
        if (
            token.low in lists.relative
            and at > start + 1
            and cut is None
            and lists.language == "en"
        ):
            cut = at
        if at - start > MAX_WORDS:
            return cut
        at += 1
    return at if at - start <= MAX_WORDS else cut


def head_kind(read: NameText, start: int, end: int) -> RoleKind | None:
    """What the head noun of the phrase `[start, end)` names."""
    lists = read.lists
    german = lists.language == "de"
    head: RoleKind | None = None
    for index in range(start, min(end, start + 8)):
        token = read.tokens[index]
        if token.kind == "p" or (token.low in lists.relative and not german):
            break
        # The head stands before the first preposition or participle clause.
        if (
            index > start
            and token.low in lists.function_words
            and token.low not in ("and", "or", "y", "et", "und")
        ):
            break
        kind = noun_kind(lists, token.low)
        if token.kind == "C" and not german and token.low not in lists.person_nouns | lists.titles:
            # "Lindqvist" only ends like "biologist".
            kind = None if kind == "person" else kind
        if kind is None and lists.language == "en" and token.low.endswith("s"):
            kind = noun_kind(lists, token.low[:-1])
        if kind is not None and not token.possessive:
            head = kind
            if lists.language in ("es", "fr"):
                break
    return head


_AUXILIARIES = word_set("has have had will would can could may might must should did does do")


_PASTS = word_set(
    "fell hit broke caught struck sank flew drove threw sent brought bought kept lost met paid ran "
    "rose shot sold spoke stood stole took told went won wrote began burst came gave grew knew"
)
_AFTER_PARTICIPLE = word_set(
    "by in on at for from to with as when while during after and into near"
)


def is_plural(read: NameText, start: int, end: int) -> bool:
    """Whether a phrase without an article speaks of several: an item of a list, no apposition."""
    lists = read.lists
    if lists.language != "en":
        return False
    words = [read.low(index) for index in range(start, min(end, start + 6))]
    if any(noun_kind(lists, word) for word in words):
        return False
    return any(word.endswith("s") and noun_kind(lists, word[:-1]) for word in words)


def is_clause(read: NameText, start: int, end: int) -> bool:
    """Whether the words have a verb of their own: "After meeting X, the mayor said"."""
    lists = read.lists
    for index in range(start, end):
        low = read.low(index)
        if low in lists.relative:
            return False
        if index > start and (
            low in lists.be
            or low in lists.follow_verbs
            or low in _AUXILIARIES
            or (low in _PASTS and read.low(index + 1) not in _AFTER_PARTICIPLE)
            or (low in lists.speech_verbs and read.low(index + 1) not in ("by", "for", "in", "as"))
        ):
            return True
    return False


def clause_end(read: NameText, start: int) -> int | None:
    """End of a short phrase: a mark, a conjunction, a relative word; None if it is too long."""
    lists = read.lists
    for at in range(start, min(len(read.tokens), start + MAX_WORDS + 1)):
        token = read.tokens[at]
        if (at > start and token.gap == "\n") or (
            token.kind == "p" and not read.tokens[at - 1].dot
        ):
            return at if at > start else None
        if at > start and (
            token.low in lists.relative
            or token.low in ("and", "but", "when", "while", "as", "y", "et", "und")
        ):
            return at
    return len(read.tokens) if len(read.tokens) - start <= MAX_WORDS else None


def skip_age(read: NameText, first: int, opener: str) -> int:
    """Past an age: ", 54, a baker", ", 54-year-old"; ", de 54 años,"."""
    token = read.at(first)
    if token is None:
        return first
    at = first
    if (
        token.low in ("aged", "de", "âgé", "âgée")
        and (after := read.at(first + 1))
        and after.kind == "n"
    ):
        at += 1
    number = read.at(at)
    if number is None or number.kind != "n":
        return first
    at += 1
    while at < len(read.tokens) and read.low(at) in ("años", "ans", "jahre", "years", "old"):
        at += 1
    closing = read.at(at)
    if closing is not None and closing.text == opener:
        return at + 1
    return first
