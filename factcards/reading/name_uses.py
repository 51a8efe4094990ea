"""What all uses of a name in a text show together: towns, buildings, acronyms, things.

One mention of "the hospital" may be a place and another a speaker; the majority
decides. Each function adds its evidence to the groups it is given.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import word_set
from factcards.reading.name_group import Group, first_form
from factcards.reading.name_kinds import modifies
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.name_words import is_keyword

_NEAR = 5
"""Tokens within which a noun for a person governs "at X"."""


def note_uses(read: NameText, groups: Iterable[Group]) -> None:
    """Adds to each group's points what its uses together show."""
    groups = list(groups)
    towns = _town_words(read, groups)
    for group in groups:
        _note_employer(read, group)
        if is_facility(read, group):
            _settle_facility(read, group)
            continue
        _note_small_town(read, group)
        _note_thing(read, group)
        _note_acronym(read, group)
        if group.words in towns and group.context["place"] >= 0.1:
            group.context["place"] += 1.5


# --- Buildings and sites

_INSIDE = word_set(
    "in at near outside inside around across off to from into beside opposite behind"
)
_AGENT_VERBS = word_set(
    "plans planned refused declined signed fired launched seized attacked hired bought sold sued "
    "ruled approved appointed ordered banned opposes opposed backed backs rejected rejects denied "
    "declines refuses wants wanted offered offers employs employed issued published"
)


def is_facility(read: NameText, group: Group) -> bool:
    """Whether a name of several words is a building's or a site's: "Port Hallow Infirmary"."""
    lists = read.lists
    if len(group.words) < 2 or group.own["person"] >= 3.0:
        return False
    english = lists.language in ("en", "de")
    head = group.words[-1] if english else group.words[0]
    of_phrase = group.words[0] in lists.facility_keywords and group.words[1] in lists.of_words
    return head in lists.facility_keywords or of_phrase


def _settle_facility(read: NameText, group: Group) -> None:
    """A building is a place when more of its uses are places than deeds, else a body."""
    lists = read.lists
    there = sum(_stands_at(read, piece) for piece in group.pieces)
    deeds = sum(_acts(read, piece) for piece in group.pieces)
    if there > deeds:
        place = True
    elif deeds:
        place = False
    else:
        head = {group.words[0], group.words[-1]}
        place = group.own["organisation"] < 3.0 and not head & lists.organisation_keywords
    kind, other = ("place", "organisation") if place else ("organisation", "place")
    top = max(group.points.values(), default=0.0)
    group.own[other] = min(group.own[other], 1.0)  # type: ignore[index]
    group.context[other] = 0.0  # type: ignore[index]
    group.own[kind] = max(3.0 if there or deeds else 2.0, min(top, 5.0))  # type: ignore[index]


def _stands_at(read: NameText, piece: Piece) -> bool:
    """Whether a preposition of place stands before the name and nobody is employed there."""
    at = piece.title - 1
    while at > 0 and (read.low(at) in read.lists.articles or _describing(read, at)):
        at -= 1
    if not read.joined(at + 1):
        return False
    low = read.low(at)
    inside = low in _INSIDE or (
        read.lists.language != "en" and low in read.lists.scene_prepositions
    )
    return inside and not modifies(read, piece) and not _employed(read, at)


def _describing(read: NameText, index: int) -> bool:
    """Whether a word between article and name only describes: "at the packed Hallow Stadium"."""
    token = read.tokens[index]
    return token.kind == "l" and read.low(index - 1) in read.lists.articles


def _employed(read: NameText, preposition: int) -> bool:
    """Whether a noun for a person stands shortly before "at": "a professor of law at X"."""
    if read.low(preposition) not in ("at", "for", "with"):
        return False
    for index in range(preposition - 1, max(-1, preposition - 1 - _NEAR), -1):
        token = read.tokens[index]
        if token.kind == "p" or token.gap == "\n" or token.low in read.lists.be:
            return False
        if read.lists.is_person_noun(token.low) and token.low not in _VISITORS:
            return True
    return False


# These are somewhere and do not work there.
_VISITORS = word_set(
    "passenger victim patient prisoner visitor protester protesters supporters people guest fan "
    "resident hostage man woman boy girl suspect student pupil worshipper"
)


def _acts(read: NameText, piece: Piece) -> bool:
    """Whether the name speaks, decides or has people: "the hospital said", "X's spokesman"."""
    lists = read.lists
    follows = read.low(piece.end)
    if read.low(piece.title - 1) == "to" and read.low(piece.title - 2) == "according":
        return True
    if read.low(piece.title - 2) == "according":
        return True
    if not read.joined(piece.end):
        return False
    if follows in lists.speech_verbs or follows in _AGENT_VERBS:
        return True
    return lists.is_person_noun(follows)


# --- Employers

_CORPORATE = word_set(
    "officer director founder co-founder ceo cfo executive employee employees spokesman "
    "spokeswoman spokesperson analyst economist shareholder shareholders customer "
    "customers subsidiary shares"
)
_LOCAL = word_set(
    "mayor bishop archbishop duke resident residents citizen inhabitants outskirts "
    "alcalde alcaldesa maire bürgermeister bürgermeisterin oberbürgermeister"
)


def _note_employer(read: NameText, group: Group) -> None:
    """ "Officer at X", "spokesman for X": somebody works there; "mayor of X": a place."""
    if look_up(first_form(read, group)) is not None:
        return
    for piece in group.pieces[:20]:
        before = piece.title - 1
        before -= read.low(before) in ("the",)
        if not read.joined(piece.title):
            continue
        noun = read.low(before - 1)
        of = read.low(before) in ("of", "de", "von")
        if (of or read.low(before) == "for") and noun in _CORPORATE:
            group.context["organisation"] += 1.5
        elif of and noun in _LOCAL:
            group.context["place"] += 2.0
        elif read.low(before) == "at" and (_employed(read, before) or _ends_role(read, before)):
            group.context["organisation"] += 1.5


def _ends_role(read: NameText, preposition: int) -> bool:
    """Whether "at" closes an apposition for a person: "X, technical director of avionics at Y"."""
    lists = read.lists
    for index in range(preposition - 1, max(-1, preposition - 9), -1):
        token = read.tokens[index]
        if token.kind == "p" or token.gap == "\n":
            return False
        if lists.is_person_noun(token.low) and token.low not in _VISITORS:
            opener = read.at(index - 1)
            while opener is not None and opener.kind == "l" and index > preposition - 9:
                index -= 1
                opener = read.at(index - 1)
            return opener is not None and opener.text in ",(—–"
    return False


# --- Things


def _note_thing(read: NameText, group: Group) -> None:
    """A noun for a thing right after the name in most uses: "the Endurance pickup"."""
    lists = read.lists
    followed = 0
    for piece in group.pieces:
        token = read.at(piece.end)
        if token is None or not read.joined(piece.end) or token.kind != "l":
            continue
        stems = {token.low, token.low.removesuffix("s")}
        followed += bool(stems & lists.thing_nouns) and not read.tokens[piece.end - 1].possessive
    if followed * 2 >= len(group.pieces):
        group.context["other"] += 1.2 if followed else 0.0
        group.context["other"] += 1.3 if followed > 1 or group.own["organisation"] < 1.0 else 0.0


def _note_acronym(read: NameText, group: Group) -> None:
    """An acronym is a body when the text uses it like one, and nothing known otherwise."""
    tokens = [t for p in group.pieces for t in read.tokens[p.first : p.end]]
    tokens = [t for t in tokens if t.text != "/"]
    slashed = len(tokens) == len(group.words) * len(group.pieces) and _slashed(read, group)
    single = len(group.words) == 1 or slashed
    acronym = single and all(t.kind == "A" and not t.head for t in tokens)
    if not acronym or look_up(first_form(read, group)) is not None:
        return
    group.context["person"] = min(group.context["person"], 0.0)
    if not group.words[0].isalpha() or not 2 <= len(group.words[0]) <= 7:
        return
    deeds = any(_acts(read, piece) for piece in group.pieces) or read.lists.language != "en"
    if deeds or group.context["organisation"] >= 0.7 or group.own["organisation"] >= 3.0:
        group.context["organisation"] += 2.0
    elif any(t.possessive for t in tokens):
        group.context["organisation"] += 0.6


def _slashed(read: NameText, group: Group) -> bool:
    """Whether a slash joins the name's words: "RKV/RS"."""
    piece = group.pieces[0]
    return any(t.text == "/" for t in read.tokens[piece.first : piece.end])


# --- Towns

SMALL_TOWN = 100_000
"""People up to which a town's name needs a sign of place, for firms and people bear such names."""


def _note_small_town(read: NameText, group: Group) -> None:
    """A small town's name alone, never used as a place, is no place."""
    entry = look_up(first_form(read, group))
    if entry is None or entry.type != "city" or len(group.words) > 1:
        return
    if entry.people < SMALL_TOWN and group.context["place"] <= 0.0:
        group.own["place"] = min(group.own["place"], 0.3)


# --- Towns that give bodies and waters their names

_CIVIC = word_set(
    "police council university hospital college school court courthouse fire mayor city county "
    "airport port harbour harbor sound bay station museum stadium cathedral church prison general "
    "district university town village regional memorial central community metropolitan"
)


def civic(words: Iterable[str]) -> bool:
    """Whether the words after a town's name make it a public body's or a site's."""
    return any(word in _CIVIC for word in words)


def _town_words(read: NameText, groups: list[Group]) -> set[tuple[str, ...]]:
    """Words that longer names show to be a town: "X General Hospital", "University of X"."""
    found: set[tuple[str, ...]] = set()
    for group in groups:
        words = group.words
        if group.kind == "person":
            continue
        if len(words) > 1 and civic(words[1:3]) and not is_keyword(read.lists, words[0]):
            found.add(words[:1])
        if len(words) > 2 and words[0] in read.lists.organisation_first and words[1] == "of":
            found.add(words[2:])
    return found
