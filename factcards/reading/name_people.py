"""Who is meant by a surname, a first name or "Ms. Holt": people by their shorter names."""

from __future__ import annotations

from collections import defaultdict
from itertools import accumulate

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import first_names, word_set
from factcards.reading.name_group import Group, first_form
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.roles import role_hits

_MOST_CANDIDATES = 8
SPEAKER_STAYS = 3
"""Paragraphs within which a bare surname that speaks is taken for the last speaker of that name."""


def gender_of(read: NameText, piece: Piece) -> str | None:
    """ "female" or "male" by a form of address, the first name or the next pronoun, else None."""
    titled = _title_gender(read, piece)
    if titled is not None:
        return titled
    if piece.end - piece.first > 1:
        gender = first_names().get(read.low(piece.first))
        return gender if gender != "either" else None
    return _pronoun_gender(read, piece) if read.lists.language == "en" else None


def _title_gender(read: NameText, piece: Piece) -> str | None:
    lists = read.lists
    for index in range(max(0, piece.title - 2), piece.first):
        low = read.low(index)
        if low in lists.honorifics_male:
            return "male"
        if low in lists.honorifics_female:
            return "female"
    return None


def _pronoun_gender(read: NameText, piece: Piece) -> str | None:
    """The pronoun right after the name as the subject of a verb: "Holt said she"."""
    if read.low(piece.end) not in read.lists.speech_verbs:
        return None
    for index in range(piece.end + 1, min(piece.end + 4, len(read.tokens))):
        token = read.tokens[index]
        if token.capital or token.kind == "p":
            return None
        if token.low in ("he", "she"):
            return "male" if token.low == "he" else "female"
    return None


def merge_people(read: NameText, groups: list[Group]) -> list[Group]:
    """`groups` with "Holt", "Ms. Holt" and "Maria" joined to "Maria Holt".

    A surname that several bear is shared out mention by mention; what may be
    any of them is nobody's. The Holt family is not Maria Holt.
    """
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if len(group.words) > 1 and group.kind == "person":
            for word in set(group.words):
                by_word[word].append(group)
    gone: set[int] = set()
    lines = list(accumulate(int(token.gap == "\n") for token in read.tokens))
    for group in sorted(groups, key=lambda group: -len(group.words)):
        candidates = [
            full
            for full in by_word.get(group.words[-1], [])[:_MOST_CANDIDATES]
            if full is not group
            and id(full) not in gone
            and _shortens(group.words, _core(read, full.words))
        ]
        if not candidates:
            continue
        surname = any(group.words == _core(read, c.words)[-1:] for c in candidates)
        if surname:
            group.pieces = [p for p in group.pieces if not _is_family(read, p)]
            if not group.pieces:
                gone.add(id(group))
                continue
        if not _person_like(read, group):
            if surname and _nothing_else(read, group):
                gone.add(id(group))
        elif len(candidates) == 1:
            if _compatible(group, candidates[0]):
                candidates[0].take(group)
                gone.add(id(group))
        elif surname:
            _share_out(read, group, candidates, lines)
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


_FAMILY = word_set(
    "family families brothers sisters siblings twins couple parents household clan dynasty estate "
    "familia familie famille"
)


def _is_family(read: NameText, piece: Piece) -> bool:
    """Whether a surname stands for a family: "the Holt family"."""
    return read.joined(piece.end) and read.low(piece.end) in _FAMILY


def _nothing_else(read: NameText, group: Group) -> bool:
    """Whether nothing but loose signs say that a person's surname is an organisation's name."""
    if group.kind in ("place", "group"):
        return False
    return not any(hit.kind == "organisation" for hit in group.hits)


def _core(read: NameText, words: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without "Jr." and the like."""
    return words[:-1] if words[-1] in read.lists.suffixes and len(words) > 2 else words


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` may be a shorter form of the person's name `full`."""
    if len(short) >= len(full):
        return False
    if full[-len(short) :] == short or (len(short) == 1 and short[0] == full[0]):
        return True
    if len(short) == 2 and full[0] == short[0]:
        # "Maria Holt" for "Maria Elena Holt", "Maria López" for "Maria López Ruiz".
        return full[-1] == short[-1] or full[1] == short[1]
    return False


def _person_like(read: NameText, group: Group) -> bool:
    """Whether a short form may be a person: not where the text shows that it is a place."""
    if len(group.words) > 1:
        return group.kind in ("person", "other")
    entry = look_up(first_form(read, group))
    person, place = group.context["person"], group.context["place"]
    if entry is not None and (entry.type != "city" or entry.people > 1_000_000):
        return person > place and person > 0.5
    if entry is not None:
        return person >= place or place < 1.0 or (person > 2.0 and place < 2.0)
    employer = any(hit.kind == "organisation" for hit in group.hits)
    known = group.words[0] in read.surnames and not employer
    return place < 3.0 + person and (known or group.context["organisation"] < 4.0 + person)


def _compatible(short: Group, full: Group) -> bool:
    return short.gender is None or full.gender is None or short.gender == full.gender


def _share_out(read: NameText, group: Group, candidates: list[Group], lines: list[int]) -> None:
    """Gives each mention of a surname that several bear to the one who is meant, else to none.

    A title of one gender decides. A bare surname is the bearer's who alone has
    been introduced so far. Afterwards it must speak or act: then it is the last
    speaker's of that name for `SPEAKER_STAYS` paragraphs, else his who alone has
    been called so twice, else the last-named bearer's of this or the previous
    paragraph.
    """
    events: list[tuple[int, Piece, Group | None]] = [(p.first, p, None) for p in group.pieces]
    events += [(p.first, p, bearer) for bearer in candidates for p in bearer.pieces]
    events.sort(key=lambda event: event[0])
    introduced: list[Group] = []
    bare: dict[int, int] = defaultdict(int)
    recent: tuple[Group, int] | None = None
    speaker: tuple[Group, int] | None = None
    given: list[tuple[Group, Piece]] = []
    last = 0
    for first, piece, bearer in events:
        speaks = _speaks(read, piece)
        if bearer is None:
            bearer = _bearer(read, piece, candidates, introduced)
            if bearer is None and (speaks or _acts(read, piece)):
                line = lines[first]
                settled = [c for c in introduced if bare[id(c)] >= 2 and _fits(read, piece, c)]
                if speaks and speaker is not None and line - speaker[1] <= SPEAKER_STAYS:
                    bearer = speaker[0] if _fits(read, piece, speaker[0]) else None
                if bearer is None and len(settled) == 1:
                    bearer = settled[0]
                elif bearer is None and recent is not None and line - recent[1] <= 1:
                    bearer = recent[0] if _fits(read, piece, recent[0]) else None
            if bearer is None:
                continue
            bare[id(bearer)] += 1
            given.append((bearer, piece))
        elif all(bearer is not one for one in introduced):
            introduced.append(bearer)
        beside = recent is not None and recent[0] is not bearer and _one_sentence(read, last, first)
        # Two bearers in one sentence: the next bare surname may be either's.
        recent = None if beside and not speaks else (bearer, lines[first])
        speaker = (bearer, lines[first]) if speaks else speaker
        last = first
    for bearer, piece in given:
        bearer.pieces.append(piece)
        bearer.hits.extend(role_hits(read, piece))


def _one_sentence(read: NameText, first: int, end: int) -> bool:
    """Whether no sentence ends between two tokens that are near each other."""
    if end - first > 60:
        return False
    between = range(first + 1, end + 1)
    return not any(
        read.tokens[i].gap == "\n" or (read.tokens[i].text in ".!?" and not read.tokens[i - 1].dot)
        for i in between
    )


def _fits(read: NameText, piece: Piece, bearer: Group) -> bool:
    gender = gender_of(read, piece)
    return gender is None or bearer.gender in (gender, None)


def _bearer(
    read: NameText, piece: Piece, candidates: list[Group], introduced: list[Group]
) -> Group | None:
    """The only one whom the surname at `piece` fits, by its title or as first introduced."""
    if _title_gender(read, piece) is not None:
        candidates = [c for c in candidates if _fits(read, piece, c)]
        return candidates[0] if len(candidates) == 1 else None
    if len(introduced) > 1:
        introduced = [c for c in introduced if _fits(read, piece, c)]
    return introduced[0] if len(introduced) == 1 else None


def _speaks(read: NameText, piece: Piece) -> bool:
    """Whether a speech verb stands beside the name: "Holt said", "said Holt"."""
    verbs = read.lists.speech_verbs
    possessive = read.tokens[piece.end - 1].possessive
    return not possessive and (read.low(piece.end) in verbs or read.low(piece.title - 1) in verbs)


def _acts(read: NameText, piece: Piece) -> bool:
    """Whether the name is the subject of the verb after it: "Holt has", "Holt moved"."""
    lists = read.lists
    if read.tokens[piece.end - 1].possessive or not read.joined(piece.end):
        return False
    return read.low(piece.end) in lists.person_verbs | lists.follow_verbs | lists.be
