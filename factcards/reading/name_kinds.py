"""What kind of thing a name names: evidence from its words and from those around it.

Each piece of evidence gives points to one kind; the points of all mentions of
a name are added. The weights are our own judgement of how often each sign is
right in news copy; only their order matters much.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import first_names, word_set
from factcards.reading.mentions import EntityKind
from factcards.reading.name_german import add_german_points
from factcards.reading.name_places import OF_A_STATE, place_points_before
from factcards.reading.name_runs import Piece, in_dateline
from factcards.reading.name_tokens import DASHES, NameText
from factcards.reading.name_words import is_keyword, place_entry
from factcards.reading.role_phrases import RoleHit

Points = defaultdict[EntityKind, float]
_NOT_PEOPLE: tuple[EntityKind, ...] = ("organisation", "place", "other")
SURE = 3.0
"""Points from which on the text itself shows the kind."""


def own_points(read: NameText, piece: Piece) -> Points:
    """Points for each kind from the words of a name and the gazetteer, which never change."""
    points: Points = defaultdict(float)
    _by_words(read, piece, points)
    _by_gazetteer(read, piece, points)
    return points


def context_points(read: NameText, piece: Piece, hits: Iterable[RoleHit]) -> Points:
    """Points for each kind from the words around one mention of a name."""
    points: Points = defaultdict(float)
    _by_title(read, piece, points)
    _by_left(read, piece, points)
    _by_right(read, piece, points)
    if read.lists.language == "de":
        add_german_points(read, piece, points)
    for hit in hits:
        if hit.kind != "unknown":
            # "Rosa Field, a translator": such words outweigh "Field" as a place's keyword.
            strong = 6.0 if hit.kind == "person" else 4.0
            points[hit.kind] += 1.5 if hit.rank < 1.5 else strong
    return points


def _by_words(read: NameText, piece: Piece, points: Points) -> None:
    """Evidence inside the name."""
    lists = read.lists
    words = [t for t in read.tokens[piece.first : piece.end] if t.kind not in "pl"]
    lows = [t.low for t in words]
    capitals = [t for t in words if t.capital]
    if len(lows) > 1:
        numbered = lows[-1] in lists.suffixes
        if lows[0] in _WATERS and read.low(piece.first + 1) == "of":
            # "Sound of Jura", but "Sound of Music".
            points["place"] += 4.0 if not lists.is_common(lows[1]) else 0.0
        _by_keywords(read, lows[:-1] if numbered else lows, points)
        person = lows[0] in first_names() and not any(is_keyword(lists, low) for low in lows[1:])
        if _surname_keyword(read, lows):
            # "Anna Berg", "Rosa Field": as likely somebody as somewhere, so the text decides.
            for kind in _NOT_PEOPLE:
                points[kind] = min(points[kind], 2.0)
            points["person"] += 3.0
        elif person:
            points["person"] += 3.0 if not lists.is_common(lows[0]) else 1.5
        elif any(t.dot and len(t.text) == 1 for t in words):
            points["person"] += 3.0
        elif _of_country(words[0].text, words[-1].text) and lows[0] not in lists.place_first:
            points["organisation"] += 2.5
        elif len(lows) <= 3 and not any(
            lists.is_common(t.low) or (t.kind == "A" and len(t.text) < 6) for t in words
        ):
            points["person"] += 1.2
        elif all(lists.is_common(low) for low in lows) and not is_keyword(lists, lows[-1]):
            points["other"] += 1.2
        keyword = any(is_keyword(lists, low) for low in lows)
        if lows[-1] in lists.suffixes and len(lows) > 2 and not keyword:
            points["person"] += 4.0
        shouted = [
            t.kind == "A" and len(t.text) < 6 and t.low not in lists.suffixes for t in capitals
        ]
        if any(shouted) and not all(t.kind == "A" for t in capitals):
            points["organisation"] += 1.5
        if "&" in read.text[read.tokens[piece.first].start : read.tokens[piece.end - 1].end]:
            points["organisation"] += 4.0
    elif lows:
        low = lows[0]
        strange = words[0].kind == "C" and not lists.is_common(low)
        if strange and place_entry(read, piece.first, piece.end) is None:
            # People are introduced by two names; what has one is mostly a firm or a body.
            points["organisation"] += 0.5
        if low in first_names():
            points["person"] += 1.0
        if low in lists.organisations_known:
            points["organisation"] += 6.0
        if low in lists.groups_known:
            points["group"] += 6.0
        if any(c.isupper() for c in words[0].text[1:]) and words[0].kind == "C" and low.isalpha():
            camel = words[0].text[:1].islower() or not low.startswith(
                ("mc", "mac", "o'", "d'", "de", "la", "m'")
            )
            points["organisation"] += 2.5 if camel else 0.0
    if "-".join(lows) in lists.organisations_known:
        points["organisation"] += 6.0
    if "-".join(lows) in lists.groups_known and len(lows) > 1:
        points["group"] += 8.0
    elif lows and lows[-1] in lists.groups_known:
        points["group"] += 4.0


def _surname_keyword(read: NameText, lows: list[str]) -> bool:
    """Whether a name is a first name and a keyword that is a surname too, no known place."""
    lists = read.lists
    return len(lows) == 2 and lows[0] in first_names() and lows[1] in lists.surname_keywords


def _of_country(first: str, last: str) -> bool:
    """Whether a name ends in a country and does not begin with one: "Swim England"."""
    country, begin = look_up(last), look_up(first)
    return country is not None and country.type != "city" and begin is None


def _by_keywords(read: NameText, lows: list[str], points: Points) -> None:
    """Keywords: the last word of an English name weighs most, the first one of "Ministry of X"."""
    lists = read.lists
    english = lists.language in ("en", "de")
    strongest = (lows[-1], lows[0]) if english else (lows[0], lows[-1])
    of_phrase = lows[0] in lists.organisation_first
    ranks: tuple[tuple[frozenset[str], EntityKind], ...] = (
        (lists.other_keywords, "other"),
        (lists.organisation_keywords, "organisation"),
        (lists.place_keywords, "place"),
    )
    for words, kind in ranks:
        if strongest[0] in words:
            points[kind] += 5.0 if kind != "place" or not of_phrase else 2.0
        elif any(low in words for low in lows[1:-1]):
            points[kind] += 1.5
    if of_phrase:
        points["organisation"] += 4.0 if english else 5.0
    elif lows[0] in lists.organisation_keywords:
        points["organisation"] += 2.0
    if lows[0] in lists.place_first and lows[0] not in first_names():
        points["place"] += 2.0
    billed = strongest[1] in lists.other_keywords and lows[0] not in first_names()
    if billed and strongest[0] not in lists.other_keywords:
        points["other"] += 2.0


_WATERS = word_set("sound firth strait straits gulf bay isle port mouth kyle vale head cape")
_WAYS = word_set(
    "causeway road ferry bridge train flight route path crossing tunnel railway bus way"
)


def _by_gazetteer(read: NameText, piece: Piece, points: Points) -> None:
    entry = place_entry(read, piece.first, piece.end)
    if entry is None:
        within = piece.end - piece.first > 1 and read.low(piece.first) in read.lists.directions
        if within and place_entry(read, piece.first + 1, piece.end) is not None:
            points["place"] += 3.0
        return
    if entry.type == "country":
        points["place"] += 5.0
    elif entry.type == "region":
        points["place"] += 4.0
    else:
        size = 0.8 * math.log10(max(entry.people, 10_000) / 10_000)
        points["place"] += (1.0 if piece.end - piece.first == 1 else 2.5) + size


def _by_title(read: NameText, piece: Piece, points: Points) -> None:
    if piece.title < piece.first:
        points["person"] += 6.0
        return
    before = read.at(piece.first - 1)
    if before is not None and before.text == "." and piece.first > 1:
        before = read.at(piece.first - 2)
    if before is None or (not read.joined(piece.first) and before.kind != "p"):
        return
    if before.low in read.lists.honorifics and (before.dot or read.joined(piece.first)):
        points["person"] += 5.0


_ADDRESSED = word_set("told tells telling urged thanked sued hired asked")
_PREPOSITION_POINTS = {"at": 0.6, "on": 0.0, "around": 0.4, "over": 0.0, "inside": 1.0}


def _by_left(read: NameText, piece: Piece, points: Points) -> None:
    """Evidence just before the name."""
    lists = read.lists
    before = read.low(piece.title - 1)
    if not read.joined(piece.title):
        return
    points["place"] += place_points_before(read, piece.title - 1)
    if before == "on":
        nearby = range(max(0, piece.title - 5), piece.title)
        posted = any(read.low(i) in lists.post_words for i in nearby)
        points["organisation"] += 3.0 if posted else 0.0
    elif before in lists.of_words and read.low(piece.title - 2) in lists.place_nouns:
        points["place"] += 4.0
    elif before in lists.of_words and read.low(piece.title - 2) in lists.family_words:
        points["person"] += 3.0
    elif before == "to" and read.low(piece.title - 2) in _WAYS:
        points["place"] += 3.0
    elif before == "from" and piece.end - piece.first < 3 and _comes_from(read, piece.title - 2):
        points["place"] += 1.6
    elif before in lists.place_prepositions and _inside_phrase(read, piece):
        # "growth in ACR usage" says nothing about ACR.
        pass
    elif before in lists.place_prepositions:
        words = read.tokens[piece.first : piece.end]
        german = lists.language == "de"  # Names of towns are built like nouns.
        ordinary = any(lists.is_common(t.low) for t in words) and not german
        vague = ordinary and place_entry(read, piece.first, piece.end) is None
        faint = 0.2 if place_entry(read, piece.first, piece.end) else 0.1
        scene = 0.5 if vague else 1.6
        usual = scene if before in lists.scene_prepositions else faint
        points["place"] += _PREPOSITION_POINTS.get(before, usual)
    elif before in _ADDRESSED:
        points["organisation"] += 0.7
        points["person"] += 0.6
    elif before in lists.articles and lists.language == "en":
        known = place_entry(read, piece.first, piece.end)
        body = known is None and before == "the" and not modifies(read, piece)
        points["organisation"] += 0.8 if body else 0.0
        points["person"] -= 0.0 if modifies(read, piece) else 2.0
    elif before in lists.place_nouns | lists.facility_keywords and lists.language != "en":
        points["place"] += 3.0


def _inside_phrase(read: NameText, piece: Piece) -> bool:
    """Whether the name describes a noun that is no place's."""
    if not modifies(read, piece):
        return False
    return not any(
        read.low(i) in read.lists.place_nouns or read.low(i) in _SITE_NOUNS
        for i in (piece.end, piece.end + 1)
    )


def _comes_from(read: NameText, index: int) -> bool:
    """Whether what stands before "from" is somebody: "a driver from X", "Ana Holt, 62, from X"."""
    token = read.at(index)
    if token is None:
        return False
    if token.text == ",":
        return index > 0 and read.tokens[index - 1].kind == "n"
    return token.kind == "l" and read.lists.is_person_noun(token.low)


# Verbs by their base form, which no single subject has: here they are nouns ("X support group").
_BASE_FORMS = word_set(
    "support help show use face feature run call visit watch need hope claim name"
)


def modifies(read: NameText, piece: Piece) -> bool:
    """Whether the name describes a noun after it: "the Holt family", "an ACR support group"."""
    lists = read.lists
    after = read.at(piece.end)
    if after is None or after.kind not in "lh" or not read.joined(piece.end):
        return False
    if read.tokens[piece.end - 1].possessive or after.low in lists.function_words:
        return False
    low = after.low
    verb = low in lists.speech_verbs | lists.person_verbs | lists.verbs | lists.follow_verbs
    return low in _BASE_FORMS or not (verb or low.endswith(("ed", "ly", "ing")))


def _by_right(read: NameText, piece: Piece, points: Points) -> None:
    """Evidence just after the name."""
    lists = read.lists
    after = read.at(piece.end)
    last = read.tokens[piece.end - 1]
    if after is None or after.gap == "\n":
        return
    follows = after.low
    if last.possessive:
        if follows in lists.family_words:
            points["person"] += 3.0
        elif follows in OF_A_STATE:
            points["place"] += 2.0
        elif follows in (
            "chief",
            "ceo",
            "shares",
            "headquarters",
            "website",
            "board",
            "subsidiary",
        ):
            points["organisation"] += 2.0
        return
    if follows in lists.speech_verbs:
        # A person is seldom named by one word alone; where one is, its full name takes it in.
        alone = piece.end - piece.first == 1
        points["person"] += 0.8
        points["organisation"] += 0.9 if alone else 0.6
    elif follows in lists.person_verbs:
        points["person"] += 1.0
    elif after.text == "," and _age_or_who(read, piece.end + 1):
        points["person"] += 4.0 if read.at(piece.end + 1).kind == "n" else 1.5  # type: ignore[union-attr]
    elif after.text == "(" and _age_or_who(read, piece.end + 1):
        points["person"] += 3.0
    elif after.text == "," and read.joined(piece.end + 1):
        _by_region_after(read, piece, points)
    elif follows in lists.place_nouns:
        points["place"] += 2.5
    elif read.joined(piece.end) and (
        follows in _SITE_NOUNS
        or (modifies(read, piece) and read.low(piece.end + 1) in _SITE_NOUNS and after.kind == "l")
    ):
        article = read.low(piece.title - 1) in lists.articles
        there = read.low(piece.title - 1 - article) in lists.scene_prepositions
        points["place"] += 3.0 if there else 1.5
    elif follows in lists.organisation_nouns and read.joined(piece.end):
        points["organisation"] += 2.0
    elif follows in ("fighters", "rebels", "militants", "gunmen", "supporters", "commanders"):
        points["group"] += 1.5
    elif follows in ("shares", "spokesman", "spokeswoman", "executives", "employees", "customers"):
        points["organisation"] += 2.0
    if in_dateline(read, piece.first, piece.end) and (last.kind == "A" or after.text not in DASHES):
        points["place"] += 4.0
    elif (
        after.text in DASHES
        and (last.weak or last.kind == "A")
        and piece.first == _line_start(read, piece.first)
    ):
        points["place"] += 2.5


_SITE_NOUNS = word_set(
    "station stop junction airport airfield circuit stadium racecourse hospital prison bridge "
    "tunnel terminal harbour harbor port camp base crossing interchange square area"
)


def _age_or_who(read: NameText, index: int) -> bool:
    token = read.at(index)
    if token is None:
        return False
    if token.low in ("who", "whose", "aged"):
        return True
    if token.kind == "n" and len(token.text) <= 3 and token.text[:1].isdigit():
        closing = read.at(index + 1)
        digits = "".join(c for c in token.text if c.isdigit())
        year_old = token.low.endswith("old")
        return year_old or (
            digits == token.text
            and 0 < int(digits) < 116
            and closing is not None
            and (closing.text in ",.)" or closing.low in ("años", "ans", "jahre"))
        )
    if token.low in ("de", "âgé", "âgée"):
        follows = read.at(index + 1)
        return (
            follows is not None and follows.kind == "n" and read.low(index + 2) in ("años", "ans")
        )
    return False


def _by_region_after(read: NameText, piece: Piece, points: Points) -> None:
    """ "Springfield, Illinois": a region or country right after the comma."""
    first = piece.end + 1
    for length in (3, 2, 1):
        entry = place_entry(read, first, first + length)
        if entry is not None and entry.type != "city":
            points["place"] += 3.0 if piece.end - piece.first < 3 else 1.0
            return


def _line_start(read: NameText, index: int) -> int:
    first = index
    while first > 0 and read.tokens[first].gap != "\n" and index - first < 4:
        first -= 1
    return first


def decide(points: Points) -> tuple[EntityKind, bool]:
    """The kind with the most points, and whether the text shows it."""
    order: tuple[EntityKind, ...] = ("person", "organisation", "place", "group", "other")
    best = max(order, key=lambda kind: points.get(kind, 0.0))
    top = points.get(best, 0.0)
    rest = max((points.get(kind, 0.0) for kind in order if kind != best), default=0.0)
    if top <= (0.3 if best != "place" else 0.45):
        return "other", False
    return best, top >= SURE and top - rest >= 1.0
