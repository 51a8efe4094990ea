"""Words of the text that say who or what a name is.

Titles ("Foreign Minister X"), nouns before the name ("jailed activist X"),
appositions after and before it ("X, a charity that inspects prisons,";
"the opposition leader, X,"), statements ("X is the mayor of Y"), and what
somebody founded or leads. A role never crosses the border of its clause: a
wrong role is worse than none.
"""

from __future__ import annotations

from factcards.reading.lexicon import demonyms, first_names, word_set
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import DASHES, NameText
from factcards.reading.role_leading import leading_apposition
from factcards.reading.role_phrases import (
    RoleHit,
    clause_end,
    head_kind,
    is_clause,
    is_participle,
    is_plural,
    may_be_inside,
    noun_kind,
    phrase_end,
    phrase_span,
    phrase_start,
    skip_age,
)


def role_hits(read: NameText, piece: Piece) -> list[RoleHit]:
    """Every role that the text gives the name `piece` where it stands, best first."""
    hits: list[RoleHit] = []
    for find in (_before, leading_apposition, _apposition, _statement, _called, _deed):
        hit = find(read, piece)
        if hit is not None:
            hits.append(hit)
    return sorted(hits, key=lambda hit: -hit.rank)


def _before(read: NameText, piece: Piece) -> RoleHit | None:
    """A title or a noun phrase right before the name."""
    lists = read.lists
    title = piece.title
    if not read.joined(piece.first) and title == piece.first:
        return None
    if title < piece.first:
        lows = [read.low(i) for i in range(title, piece.first)]
        spoken = list(range(title, piece.first))
        while spoken and (
            read.low(spoken[0]) in lists.honorifics | lists.articles
            or read.tokens[spoken[0]].kind == "p"
        ):
            spoken.pop(0)
        if not spoken or all(read.tokens[i].kind == "p" for i in spoken) or "dr" in lows:
            return None
        first, end = spoken[0], spoken[-1] + 1
        if read.tokens[end - 1].text == ".":
            end -= 1
        lower = first
        while lower > 0 and read.joined(lower) and read.low(lower - 1) in _TITLE_ADJECTIVES:
            lower -= 1
        return RoleHit(phrase_span(read, lower, end), "person", 2.0 + 0.1 * (end - lower))
    head = read.low(piece.first - 1)
    kind = noun_kind(lists, head)
    if kind is None and lists.language in ("es", "fr") and may_be_inside(read, piece.first - 1):
        # The adjective follows its noun: "el activista encarcelado X".
        kind = noun_kind(lists, read.low(piece.first - 2))
    token = read.tokens[piece.first - 1] if piece.first else None
    if (
        kind is None
        or token is None
        or token.possessive
        or not may_be_inside(read, piece.first - 1)
    ):
        return None
    first = phrase_start(read, piece.first)
    if first == piece.first:
        return None
    first = _after_names(read, first, piece.first)
    named = read.low(piece.end) if read.joined(piece.end) else ""
    if named in lists.organisation_nouns or named in lists.place_nouns:
        return None
    if kind in ("place", "other"):
        return RoleHit(phrase_span(read, first, piece.first), kind, 1.0)
    if kind == "person" and _adjective_here(read, piece):
        return None
    if _is_verb_here(read, piece.first - 1, first):
        return None
    words = piece.first - first
    return RoleHit(phrase_span(read, first, piece.first), kind, 2.5 + 0.2 * min(words, 4))


def _adjective_here(read: NameText, piece: Piece) -> bool:
    """Whether a noun for a person describes a body: "the official Korvane News Agency"."""
    lists = read.lists
    if lists.language != "en" or piece.end - piece.first < 2:
        return False
    first, last = read.low(piece.first), read.low(piece.end - 1)
    return last in lists.organisation_keywords and first not in first_names()


# What an office may be called besides its name.
_TITLE_ADJECTIVES = word_set(
    "former late then acting outgoing incoming current ex longtime long-time long-serving "
    "exiled jailed imprisoned ousted embattled newly elected deposed veteran interim popular "
    "right-wing left-wing far-right retired senior junior deputy ex- disgraced convicted"
)


def _after_names(read: NameText, first: int, end: int) -> int:
    """`first` moved past the name of somebody else: "Police detained activist X"."""
    if first < end - 1 and read.tokens[first].weak and read.tokens[first].capital:
        for index in range(first + 1, end):
            if is_participle(read, index):
                return index + 1 if index + 1 < end else end - 1
    return first


def _is_verb_here(read: NameText, index: int, first: int) -> bool:
    """Whether a word that may be a noun or a verb ("guards", "fired") is the verb here."""
    low = read.low(index)
    if first < index or read.lists.language != "en":
        return False
    before = read.at(first - 1)
    return (
        low.endswith("s") and before is not None and before.kind in "lCA" and not before.possessive
    )


def _apposition(read: NameText, piece: Piece) -> RoleHit | None:
    """A noun phrase after the name, between commas, dashes or brackets."""
    opener = read.at(piece.end)
    before = read.at(piece.title - 1)
    if before is not None and before.weak and before.low in read.lists.place_prepositions:
        # "In Quarrymouth, a ferry sank" has no apposition.
        return None
    if read.tokens[piece.end - 1].possessive or opener is None or opener.gap == "\n":
        return None
    if opener.text == "(":
        closers = ")"
    elif opener.text in DASHES and (opener.gap or opener.text == "—"):
        closers = DASHES
    elif opener.text == ",":
        closers = ","
    else:
        return None
    first = skip_age(read, piece.end + 1, opener.text)
    return _phrase_after(read, first, closers)


def _phrase_after(read: NameText, first: int, closers: str) -> RoleHit | None:
    lists = read.lists
    token = read.at(first)
    if token is None or token.gap == "\n":
        return None
    after = read.at(first + 1)
    if token.kind == "C" and token.low in first_names() and after is not None and after.capital:
        # "The leader of X, Martina Koch," names her and does not describe X.
        return None
    article = token.low in lists.articles
    own = token.low in lists.possessives
    start = first + 1 if article else first
    owner = read.at(start)
    if owner is not None and owner.possessive and owner.kind == "l":
        start += 1
    end = phrase_end(read, start, closers)
    if end is None or end <= start:
        return None
    head = head_kind(read, start + (1 if own else 0), end)
    founded = _deed_words(read, start)
    if is_clause(read, start, end) or (head is None and not founded):
        return None
    if not (article or own or founded) and (
        is_plural(read, start, end)
        or not may_be_inside(read, start)
        or (is_participle(read, start) and read.tokens[start].kind == "l")
    ):
        return None
    after = read.at(end)
    if closers == "," and after is not None and after.text == "," and _goes_on_as_list(read, end):
        return None
    if not (article or own or founded or (head is not None and _bare_head(read, start))):
        return None
    rank = 3.6 if head is not None else 1.5
    return RoleHit(
        phrase_span(read, start, end),
        head or "unknown",
        rank - (0.4 if founded and head is None else 0),
    )


def _deed_words(read: NameText, start: int) -> bool:
    """Whether a shortened clause begins here: "founded by …"."""
    return read.low(start) in _FOUNDED and read.low(start + 1) in (
        "by",
        "in",
        "por",
        "par",
        "en",
        "von",
        "as",
    )


_FOUNDED = word_set(
    "founded co-founded led run headed owned created backed funded fundada fundado dirigida "
    "dirigido fondée fondé dirigée dirigé gegründet geleitet"
)


def _bare_head(read: NameText, start: int) -> bool:
    """Whether a phrase without an article may describe: "mayor of Y", "chief executive of Acme"."""
    token = read.at(start)
    if token is None or token.kind == "p":
        return False
    if token.kind in "CA":
        lists = read.lists
        return (
            lists.language == "de"
            or token.low in demonyms()
            or token.low in lists.titles
            or token.possessive
            or any(
                noun_kind(lists, read.low(i))
                for i in range(start + 1, start + 5)
                if read.at(i) and read.tokens[i].kind == "l"
            )
        )
    return token.low not in read.lists.function_words


def _goes_on_as_list(read: NameText, comma: int) -> bool:
    """Whether the phrase is an item of a list: "X, a baker, and a nurse were hurt"."""
    return (
        read.low(comma + 1) in ("and", "or", "y", "et", "und")
        and read.low(comma + 2) in read.lists.articles
    )


def _statement(read: NameText, piece: Piece) -> RoleHit | None:
    """ "X is the mayor of Y", "X was a baker"."""
    lists = read.lists
    verb = read.at(piece.end)
    if not read.tokens[piece.title].weak and piece.title > 0:
        # Inside a sentence it may be what somebody claims or denies.
        return None
    if verb is None or verb.low not in lists.be or not read.joined(piece.end):
        return None
    article = read.at(piece.end + 1)
    start = piece.end + 2
    if article is None or article.low not in lists.articles | {"one"}:
        return None
    end = clause_end(read, start)
    if end is None:
        return None
    kind = head_kind(read, start, end)
    if kind is None or read.low(start) in (
        "first",
        "last",
        "only",
        "next",
        "second",
        "third",
        "latest",
    ):
        return None
    return RoleHit(phrase_span(read, start, end), kind, 2.2)


def _called(read: NameText, piece: Piece) -> RoleHit | None:
    """ "where the police force is now called the ZRK", "a group known as X"."""
    lists = read.lists
    at = piece.title - 1
    if read.low(at) in lists.articles:
        at -= 1
    if read.low(at) == "as" and read.low(at - 1) == "known":
        at -= 1
    elif read.low(at) not in lists.called:
        return None
    if at <= 0:
        return None
    index = at - 1
    while index > 0 and at - index < 5 and not noun_kind(lists, read.low(index)):
        low = read.low(index)
        if low not in lists.be | {
            "still",
            "also",
            "now",
            "is",
            "was",
            "once",
            "previously",
            "formerly",
        }:
            return None
        index -= 1
    kind = noun_kind(lists, read.low(index))
    if kind is None:
        return None
    first = phrase_start(read, index + 1)
    return RoleHit(phrase_span(read, first, index + 1), kind, 2.8) if first <= index else None


_DEEDS = word_set(
    "founded co-founded leads led heads headed runs ran chairs chaired owns owned represents won "
    "fundó dirige preside encabeza dirigió fonde fondé dirige préside"
)


def _deed(read: NameText, piece: Piece) -> RoleHit | None:
    """ "X, who founded Y,": what somebody founded, leads or represents."""
    mark = read.at(piece.end)
    who = skip_age(read, piece.end + 1, ",")
    verb = who + 1
    if mark is None or mark.text != "," or read.low(who) not in read.lists.relative:
        return None
    if read.low(verb) not in _DEEDS:
        return None
    end = clause_end(read, verb)
    return (
        RoleHit(phrase_span(read, verb, end), "person", 1.2)
        if end is not None and end - verb > 1
        else None
    )
