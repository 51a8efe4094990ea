"""German names: every noun has a capital, so a name needs another sign than its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import Lexicon, first_names, word_set
from factcards.reading.mentions import EntityKind
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.name_words import is_keyword, known_place_size

_INTO = word_set("in aus bei nahe nach")
_CONTRACTED = word_set("im am beim vom zum zur ins ans")
_OWNERS = word_set("der des von vom")
_SHORTEST_TAIL = 4
_LARGE = 10**6
"""People from which on a place that is also an ordinary word is the place."""


def evident_words(read: NameText, pieces: Iterable[Piece]) -> frozenset[str]:
    """Lower-case single words that some mention shows to be a name, so that all mentions are."""
    found = set()
    for piece in pieces:
        if piece.end - piece.first == 1 and _evident(read, piece):
            found.add(read.low(piece.first))
    return frozenset(found)


def stands_in_german(read: NameText, piece: Piece) -> bool:
    """Whether the piece is a name; a capital alone is no evidence."""
    lists = read.lists
    words = [t for t in read.tokens[piece.first : piece.end] if t.capital]
    if any(t.kind == "A" and len(t.text) < 7 for t in words):
        return True
    strange = [t for t in words if not lists.is_common(t.low)]
    there = read.low(piece.first - 1) in _INTO and not _owned(read, piece)
    size = known_place_size(read, piece.first, piece.end)
    if size > 0:
        # "Polen" looks like a plural and "Essen" like a meal.
        return bool(strange) or there or (size >= _LARGE and not _determined(read, piece))
    if words[0].low in first_names() and len(words) > 1:
        return True
    if len(words) > 1 and any(is_keyword(lists, t.low) for t in words):
        return True
    partners = any(t.text == "&" for t in read.tokens[piece.first : piece.end])
    surname = words[-1].low in read.surnames and not _determined(read, piece)
    if partners or surname:
        # "Bergmann" is built like a noun.
        return True
    if not strange:
        return False
    if len(words) == 1:
        low = words[0].low
        verb = words[0].weak and low.endswith(("te", "ten", "end"))
        if verb or low in read.lower or town_adjective(read, low):
            return False
        return low in read.named or _evident(read, piece)
    return _stands_together(read, piece)


def _stands_together(read: NameText, piece: Piece) -> bool:
    """The same for several words without a known first name or a keyword."""
    first, last = read.tokens[piece.first], read.tokens[piece.end - 1]
    if _named_by_noun(read, piece) or town_adjective(read, first.low):
        return True
    if _determined(read, piece):
        return False
    return not (first.low.endswith(("en", "em", "es")) and read.lists.is_common(last.low))


def _evident(read: NameText, piece: Piece) -> bool:
    """Whether what stands around one word shows it to be a name."""
    lists = read.lists
    word = read.tokens[piece.first]
    if word.kind != "C" or lists.is_common(word.low):
        return word.kind == "A" and _dateline(read, piece)
    if any(c.isupper() for c in word.text[1:]) or word.low in lists.organisations_known:
        return True
    if _named_by_noun(read, piece):
        return True
    if _determined(read, piece):
        return False
    if word.low in first_names():
        return True
    before, after = read.low(piece.first - 1), read.low(piece.end)
    if before in _INTO and read.joined(piece.first):
        return not _owned(read, piece)
    if before == "von" and is_noun_of(lists, read.low(piece.first - 2), "body"):
        return True
    beside = before in lists.speech_verbs and read.joined(piece.first)
    if beside or (after in lists.speech_verbs and read.joined(piece.end)):
        counted = piece.first > 0 and read.tokens[piece.first - 1].kind == "n"
        return not counted and not _described(read, piece)
    return after == "," and read.low(piece.end + 1) in ("ein", "eine")


def _owned(read: NameText, piece: Piece) -> bool:
    """Whether a genitive follows, as after a noun: "nach Rechnung der Stadt"."""
    return read.low(piece.end) in _OWNERS and read.joined(piece.end)


def _determined(read: NameText, piece: Piece) -> bool:
    """Whether an article, or an adjective behind one, makes the word a noun."""
    return _determines(read.lists, read.low(piece.first - 1)) or _described(read, piece)


def _described(read: NameText, piece: Piece) -> bool:
    before = read.at(piece.first - 1)
    if before is None or before.kind != "l" or before.low in read.lists.speech_verbs:
        return False
    ending = before.low.endswith(("e", "en", "er", "es", "em"))
    return ending and _determines(read.lists, read.low(piece.first - 2))


def _determines(lists: Lexicon, word: str) -> bool:
    """Whether a German word is an article, or a preposition that has swallowed one."""
    return word in _CONTRACTED or word in lists.articles or word in lists.possessives


def _named_by_noun(read: NameText, piece: Piece) -> bool:
    """Whether a noun for a person, a body, a place or a thing names it: "Konzern Aquaterra"."""
    before = read.at(piece.first - 1)
    if before is None or before.kind != "C" or not read.joined(piece.first):
        return False
    kinds = ("person", "body", "place", "thing")
    return any(is_noun_of(read.lists, before.low, kind) for kind in kinds)


@lru_cache(maxsize=8192)
def is_noun_of(lists: Lexicon, word: str, kind: str) -> bool:
    """Whether a German noun or the end of a compound is one for `kind`: "Freizeitkonzern"."""
    nouns = {
        "person": lists.person_nouns | lists.titles,
        "body": lists.organisation_nouns | lists.organisation_first,
        "place": lists.place_nouns | lists.facility_keywords,
        "thing": lists.thing_nouns,
    }[kind]
    stems = {word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("n")}
    if stems & nouns:
        return True
    tails = (stem[i:] for stem in stems for i in range(3, len(stem) - _SHORTEST_TAIL + 1))
    return len(word) > 7 and any(tail in nouns for tail in tails)


def town_adjective(read: NameText, low: str) -> bool:
    """Whether a word in -er says of which town something is: "Münchner", "Ellerbrunner"."""
    if len(low) < 6 or not low.endswith("er"):
        return False
    stem = low.removesuffix("er")
    stems = (stem, stem[:-1] + "en", stem + "en", stem + "e")
    if any(s in read.named for s in stems):
        return True
    return any(_town(s.capitalize()) for s in stems)


@lru_cache(maxsize=4096)
def _town(name: str) -> bool:
    entry = look_up(name)
    return entry is not None and entry.type == "city" and entry.people >= 50_000


def _dateline(read: NameText, piece: Piece) -> bool:
    """Whether a town in capitals opens a line, with a full stop: "ELLERBRUNN. Nach fast"."""
    word, stop, after = read.tokens[piece.first], read.at(piece.end), read.at(piece.end + 1)
    opens = piece.first == 0 or word.gap == "\n"
    stopped = stop is not None and stop.text == "." and not stop.gap
    follows = after is not None and after.gap == " "
    ordinary = read.lists.is_common(word.low)
    return opens and stopped and follows and word.kind == "A" and not ordinary


def add_german_points(read: NameText, piece: Piece, points: defaultdict[EntityKind, float]) -> None:
    """Adds to `points` what only German shows."""
    lists = read.lists
    alone = piece.end - piece.first == 1
    before = read.low(piece.first - 1)
    if alone and _dateline(read, piece):
        points["place"] += 4.0
    if alone and before == "von" and is_noun_of(lists, read.low(piece.first - 2), "body"):
        points["place"] += 2.5
    if alone and before in ("nach", "aus") and not _owned(read, piece):
        points["place"] += 0.8
    if town_adjective(read, read.low(piece.first)) and not alone:
        last = read.low(piece.end - 1)
        if last.endswith(tuple(lists.facility_keywords)) or is_noun_of(lists, last, "place"):
            points["place"] += 4.0
        elif last not in lists.organisation_keywords:
            points["other"] += 2.0
