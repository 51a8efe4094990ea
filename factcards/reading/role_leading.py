"""Roles that stand before a name with a comma: "The province's ousted union leader, X, agreed"."""

from __future__ import annotations

from factcards.reading.lexicon import word_set
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import DASHES, NameText
from factcards.reading.role_phrases import (
    MAX_WORDS,
    RoleHit,
    head_kind,
    may_be_inside,
    noun_kind,
    phrase_span,
    phrase_start,
)


def leading_apposition(read: NameText, piece: Piece) -> RoleHit | None:
    """A noun phrase before the name: "The province's ousted union leader, X, agreed"."""
    mark = read.at(piece.title - 1)
    if mark is None or piece.title == 0:
        return None
    comma = mark.text == ","
    if not comma and not (mark.text in DASHES and mark.gap):
        return None
    after = read.at(piece.end)
    closes = after is None or (after.kind == "p" and after.text in ",.;—–-)") or after.gap == "\n"
    if not closes or (
        read.tokens[piece.end - 1].possessive and after is not None and after.kind != "p"
    ):
        return None
    if not comma and (after is None or after.text not in DASHES):
        return None
    end = piece.title - 1
    first = _governing_start(read, end)
    if first is None:
        return None
    kind = head_kind(read, first, end)
    if kind is None or kind == "place":
        return None
    return RoleHit(phrase_span(read, first, end), kind, 3.5)


def _governing_start(read: NameText, end: int) -> int | None:
    """First token of the noun phrase that ends at `end`: after its article, or its possessive."""
    lists = read.lists
    at = end - 1
    bottom = max(0, end - MAX_WORDS)
    best: int | None = None
    while at >= bottom:
        token = read.tokens[at]
        if token.kind == "p" and token.text not in "'’":
            break
        if token.possessive:
            ordinary = token.weak and lists.is_common(token.low)
            low_noun = token.kind == "l" or ordinary or token.low in lists.function_words
            best = at + 1 if low_noun else phrase_start(read, at + 1, 4)
            if not low_noun and best > at:
                best = at
            return best
        if token.low in lists.articles:
            genitive = lists.language == "de" or token.low in lists.of_words
            if genitive and noun_kind(lists, read.low(at - 1)) == "person":
                return _outer_start(read, at, bottom)
            following = read.at(at + 1)
            if following is not None and head_kind(read, at + 1, end) is not None:
                # "the head of the agency": go on to the outer phrase when "of" stands before.
                if at > 1 and read.low(at - 1) in lists.of_words | _INNER_PREPOSITIONS:
                    outer = _outer_start(read, at - 1, bottom)
                    return outer if outer is not None else at + 1
                return at + 1
            if not (at > 0 and read.low(at - 1) in lists.of_words | _INNER_PREPOSITIONS):
                return None
        elif token.low in lists.possessives:
            return at
        elif (
            token.low in lists.be or token.low in lists.speech_verbs or token.low in lists.relative
        ):
            break
        at -= 1
        best = at + 1
    if best is None or best >= end:
        return None
    first = read.tokens[best]
    if (first.weak or best == 0) and may_be_inside(read, best) and _noun_kind_near(read, best, end):
        return best
    return None


_INNER_PREPOSITIONS = word_set("of at for in from on with behind en dans aus bei")


def _outer_start(read: NameText, at: int, bottom: int) -> int | None:
    """Start of the phrase before the preposition at `at` when its head is a role noun."""
    if noun_kind(read.lists, read.low(at - 1)) is None:
        return None
    first = phrase_start(read, at, max(1, at - bottom))
    return first if first < at else None


def _noun_kind_near(read: NameText, first: int, end: int) -> bool:
    """Whether a phrase without an article begins with its role: "Chief executive of Acme"."""
    lists = read.lists
    return any(
        (noun_kind(lists, read.low(i)) is not None and read.tokens[i].kind == "l")
        or read.low(i) in lists.titles
        for i in range(first, min(first + 4, end))
    )
