"""Which names mean the same: short forms, acronyms, other names of one country."""

from __future__ import annotations

from collections import defaultdict

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import demonyms, word_set
from factcards.reading.name_group import Group, first_form, words_of
from factcards.reading.name_kinds import context_points, own_points
from factcards.reading.name_people import gender_of, merge_people
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.name_uses import civic, note_uses
from factcards.reading.name_words import is_keyword
from factcards.reading.roles import role_hits


def group_names(read: NameText, pieces: list[Piece]) -> list[Group]:
    """The names `pieces` by what they name, in order of first mention."""
    groups = _same_words(read, pieces)
    _note_surnames(read, groups)
    groups = _merge_spelt_out(_merge_acronyms(read, groups))
    note_uses(read, groups)
    groups = _merge_countries(read, groups)
    groups = _merge_short_organisations(read, groups)
    groups = merge_people(read, groups)
    for group in groups:
        group.pieces.sort(key=lambda piece: piece.first)
    return sorted(groups, key=lambda group: group.pieces[0].first)


def _same_words(read: NameText, pieces: list[Piece]) -> list[Group]:
    groups: dict[tuple[str, ...], Group] = {}
    for piece in pieces:
        words = words_of(read, piece)
        group = groups.get(words)
        if group is None:
            group = groups[words] = Group(words, own=own_points(read, piece))
        hits = role_hits(read, piece)
        group.pieces.append(piece)
        group.hits.extend(hits)
        for kind, points in context_points(read, piece, hits).items():
            group.context[kind] += points
        group.gender = group.gender or gender_of(read, piece)
    return list(groups.values())


def _note_surnames(read: NameText, groups: list[Group]) -> None:
    """Counts it for a person when a name of two or three words recurs by its last word alone.

    News copy shortens "Zorva Brindle" to "Brindle", but "Korvane Holdings" to
    "Korvane": this shows a person whose first name no list has.
    """
    alone = {group.words[0] for group in groups if len(group.words) == 1}
    for group in groups:
        if not 2 <= len(group.words) <= 3 or group.words[-1] not in alone:
            continue
        ordinary = any(
            is_keyword(read.lists, word) or read.lists.is_common(word) for word in group.words
        )
        if not ordinary and look_up(first_form(read, group)) is None:
            group.context["person"] += 2.0


_SMALL_WORDS = word_set("of the and for on in de la del y et des du für und &")


def _initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that `words` may have: with small words and without, hyphens apart or not."""
    parts = [part for word in words for part in word.split("-") if part]
    shapes = [words, parts, [w for w in words if w not in _SMALL_WORDS]]
    if words[0] in ("us", "u.s.", "uk") or words[0] in demonyms():
        # "NTSB" for "U.S. National Transportation Safety Board"
        shapes.append(words[1:])
    return {"".join(word[0] for word in shape) for shape in shapes}


# What the acronyms of unions of states stand for inside the names of their bodies.
_STANDS_FOR = {
    "eu": ("european", "union"),
    "un": ("united", "nations"),
    "au": ("african", "union"),
    "us": ("united", "states"),
    "u.s.": ("united", "states"),
    "uk": ("united", "kingdom"),
}


def _merge_spelt_out(groups: list[Group]) -> list[Group]:
    """Joins "EU Commission" to "European Commission", "UN Council" to "United Nations Council".

    The acronym stands for its words, or for their first: in a body's own name
    the union is often left out. What is spelt out otherwise stays apart.
    """
    known = {group.words: group for group in groups}
    full_of: dict[str, tuple[str, ...]] = dict(_STANDS_FOR)
    gone: set[int] = set()
    for group in groups:
        first, *rest = group.words
        words = full_of.get(first)
        if words is None:
            continue
        shapes = [(*words, *rest)] if rest else [words]
        shapes += [(words[0], *rest)] if rest else []
        for shape in shapes:
            full = known.get(shape)
            if full is not None and full is not group and id(full) not in gone:
                full.take(group)
                gone.add(id(group))
                break
    return [group for group in groups if id(group) not in gone]


def _merge_acronyms(read: NameText, groups: list[Group]) -> list[Group]:
    """Joins "World Health Organization" and "WHO" by its bracket or its initials."""
    long: dict[str, list[Group]] = defaultdict(list)
    by_end: dict[int, Group] = {}
    by_start: dict[int, Group] = {}
    for group in groups:
        for piece in group.pieces:
            by_end[piece.end] = group
            by_start[piece.first] = group
        if len(group.words) > 1:
            for initials in _initials(group.words):
                if len(initials) > 1:
                    long[initials].append(group)
    kept = []
    for group in groups:
        full = _beside_bracket(read, group, by_end, by_start)
        word = group.words[0].replace(".", "")
        candidates = long.get(word, []) if _is_acronym(read, group) else []
        # By initials alone two letters are too little.
        if full is None and len(candidates) == 1 and len(word) > 2:
            bodies = ("organisation", "group", "other")
            full = candidates[0] if candidates[0].kind in bodies else None
        if full is None or full is group:
            kept.append(group)
            continue
        last = full.words[-1]
        body = last in read.lists.organisation_keywords or not read.lists.is_common(last)
        # "Flight Information System (FIS)" is no body for having an acronym.
        full.context["organisation"] += 2.0 if body or last.endswith("s") else 0.0
        full.take(group)
    return kept


def _is_acronym(read: NameText, group: Group) -> bool:
    tokens = (t for p in group.pieces for t in read.tokens[p.first : p.end])
    return len(group.words) == 1 and all(t.kind == "A" or "." in t.text for t in tokens)


def _beside_bracket(
    read: NameText, group: Group, by_end: dict[int, Group], by_start: dict[int, Group]
) -> Group | None:
    """The name that a bracket puts beside the short name `group`: "X Y (XY)", "XY (X Y)"."""
    if len(group.words) != 1:
        return None
    word = group.words[0].replace(".", "")
    full = None
    for piece in group.pieces:
        bracket, closing = read.at(piece.first - 1), read.at(piece.end)
        if bracket and closing and bracket.text == "(" and closing.text == ")":
            near = by_end.get(piece.first - 1)
            if near is not None and near is not group and near.words[0][0] == word[0]:
                full = near
        elif closing and closing.text == "(" and _is_acronym(read, group):
            near = by_start.get(piece.end + 1)
            if near is not None and near is not group and word in _initials(near.words):
                full = near
    return full


def _merge_countries(read: NameText, groups: list[Group]) -> list[Group]:
    """Joins the names of one country: "United States", "US", "America"."""
    first: dict[str, Group] = {}
    kept = []
    for group in groups:
        piece = group.pieces[0]
        name = read.text[read.tokens[piece.first].start : read.tokens[piece.end - 1].end]
        entry = look_up(name)
        if entry is None or entry.type != "country" or group.kind != "place":
            kept.append(group)
            continue
        code = entry.countries[0][0]
        if code in first:
            first[code].pieces.extend(group.pieces)
        else:
            first[code] = group
            kept.append(group)
    return kept


def _merge_short_organisations(read: NameText, groups: list[Group]) -> list[Group]:
    """Joins "Acme" to "Acme Holdings", "Ministry of Health" to "Ministry of Health and Welfare"."""
    by_prefix: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        if len(group.words) > 1 and group.kind == "organisation":
            for size in range(1, len(group.words)):
                by_prefix[group.words[:size]].append(group)
    kept = []
    for group in groups:
        longer = _shortest(by_prefix.get(group.words, []))
        piece = group.pieces[0]
        acronym = piece.end - piece.first == 1 and read.tokens[piece.first].kind == "A"
        if len(longer) == 1 and _may_shorten(group, longer[0], acronym=acronym):
            longer[0].take(group)
        else:
            kept.append(group)
    return kept


def _shortest(groups: list[Group]) -> list[Group]:
    """The shortest of `groups` alone, where all the others go on from its words."""
    if len(groups) < 2:
        return groups
    least = min(groups[:20], key=lambda group: len(group.words))
    nested = all(group.words[: len(least.words)] == least.words for group in groups[:20])
    return [least] if nested else groups


# What may be left off a name of several words without its meaning another body.
_DISPENSABLE = word_set(
    "department inc ltd plc llc llp corp corporation company co group holdings force service club "
    "agency gmbh ag se sa sl sas limited incorporated and und y et"
)


def _may_shorten(short: Group, full: Group, *, acronym: bool) -> bool:
    """Whether `short`, the first words of the organisation's name `full`, stands for it."""
    if (
        acronym
        or short.kind == "group"
        or short.context["person"] > 3.0
        or short.context["place"] > 3.0
    ):
        return False
    rest = full.words[len(short.words)]
    place, deeds = short.context["place"], short.context["organisation"]
    if place > 0.3 and place >= deeds:
        # "Quarrymouth" in "near Quarrymouth" is the town and not its hospital.
        return False
    if civic(full.words[1:3]) and len(short.words) == 1 and deeds < 0.8:
        return False
    if len(short.words) > 1:
        return short.kind == "organisation" and rest in _DISPENSABLE
    word = short.words[0]
    known = look_up(word.title()) is not None or word in demonyms()
    return not known and rest not in ("of", "de", "del", "for", "and", "für", "des", "du")
