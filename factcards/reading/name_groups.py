"""Which names mean the same: short forms, acronyms, other names of one country."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import demonyms, first_names, word_set
from factcards.reading.mentions import EntityKind
from factcards.reading.name_kinds import Points, context_points, decide, own_points
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.name_words import is_keyword
from factcards.reading.roles import RoleHit, role_hits

_MOST_CANDIDATES = 8


@dataclass(slots=True)
class Group:
    """Mentions with the same words, and what they show about their kind."""

    words: tuple[str, ...]
    pieces: list[Piece] = field(default_factory=list)
    own: Points = field(default_factory=lambda: defaultdict(float))
    """Points of the name itself, whatever stands around it."""
    context: Points = field(default_factory=lambda: defaultdict(float))
    hits: list[RoleHit] = field(default_factory=list)
    gender: str | None = None

    @property
    def points(self) -> Points:
        """Points of the name and of its surroundings together."""
        total: Points = defaultdict(float, self.own)
        for kind, points in self.context.items():
            total[kind] += points
        return total

    @property
    def kind(self) -> EntityKind:
        """What the mentions show so far."""
        return decide(self.points)[0]

    def take(self, other: Group) -> None:
        """Adds the mentions of `other`."""
        self.pieces.extend(other.pieces)
        self.hits.extend(other.hits)
        for kind, points in other.context.items():
            self.context[kind] += points
        self.gender = self.gender or other.gender


def group_names(read: NameText, pieces: list[Piece]) -> list[Group]:
    """The names `pieces` by what they name, in order of first mention."""
    groups = _same_words(read, pieces)
    _note_surnames(read, groups)
    groups = _merge_acronyms(read, groups)
    groups = _merge_countries(read, groups)
    groups = _merge_short_organisations(read, groups)
    groups = _merge_people(read, groups)
    for group in groups:
        group.pieces.sort(key=lambda piece: piece.first)
    return sorted(groups, key=lambda group: group.pieces[0].first)


def words_of(read: NameText, piece: Piece) -> tuple[str, ...]:
    """The lower-case words of a name, marks left out."""
    return tuple(t.low for t in read.tokens[piece.first : piece.end] if t.kind != "p")


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
        group.gender = group.gender or _gender(read, piece)
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
        if not ordinary and look_up(_first_form(read, group)) is None:
            group.context["person"] += 2.0


def _first_form(read: NameText, group: Group) -> str:
    piece = group.pieces[0]
    return read.text[read.tokens[piece.first].start : read.tokens[piece.end - 1].end]


def _gender(read: NameText, piece: Piece) -> str | None:
    """What a form of address, the first name or the next pronoun says."""
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


def _initials(words: tuple[str, ...]) -> set[str]:
    full = "".join(word[0] for word in words)
    small = (
        "of",
        "the",
        "and",
        "for",
        "de",
        "la",
        "del",
        "y",
        "et",
        "des",
        "du",
        "für",
        "und",
        "&",
    )
    return {full, "".join(word[0] for word in words if word not in small)}


def _merge_acronyms(read: NameText, groups: list[Group]) -> list[Group]:
    """Joins "World Health Organization" and "WHO" by its bracket or its initials."""
    long: dict[str, list[Group]] = defaultdict(list)
    by_end: dict[int, Group] = {}
    for group in groups:
        for piece in group.pieces:
            by_end[piece.end] = group
        if len(group.words) > 1:
            for initials in _initials(group.words):
                if len(initials) > 1:
                    long[initials].append(group)
    kept = []
    for group in groups:
        full = None
        if len(group.words) == 1:
            word = group.words[0].replace(".", "")
            acronym = all(
                t.kind == "A" or "." in t.text
                for p in group.pieces
                for t in read.tokens[p.first : p.end]
            )
            for piece in group.pieces:
                bracket = read.at(piece.first - 1)
                closing = read.at(piece.end)
                if bracket and closing and bracket.text == "(" and closing.text == ")":
                    near = by_end.get(piece.first - 1)
                    if near is not None and near is not group and near.words[0][0] == word[0]:
                        full = near
            candidates = long.get(word, []) if acronym else []
            # By initials alone two letters are too little.
            if full is None and len(candidates) == 1 and len(word) > 2:
                full = (
                    candidates[0]
                    if candidates[0].kind in ("organisation", "group", "other")
                    else None
                )
        if full is None or full is group:
            kept.append(group)
        else:
            full.context["organisation"] += 2.0
            full.take(group)
    return kept


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
        longer = by_prefix.get(group.words, [])
        piece = group.pieces[0]
        acronym = piece.end - piece.first == 1 and read.tokens[piece.first].kind == "A"
        if len(longer) == 1 and _may_shorten(group, longer[0], acronym=acronym):
            longer[0].take(group)
        else:
            kept.append(group)
    return kept


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
    if len(short.words) > 1:
        return short.kind == "organisation" and rest in _DISPENSABLE
    word = short.words[0]
    known = look_up(word.title()) is not None or word in demonyms()
    return not known and rest not in ("of", "de", "del", "for", "and", "für", "des", "du")


def _merge_people(read: NameText, groups: list[Group]) -> list[Group]:
    """Joins "Holt", "Ms. Holt" and "Maria" to "Maria Holt" where only one can be meant."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        if len(group.words) > 1 and group.kind == "person":
            for word in set(group.words):
                by_word[word].append(group)
    gone: set[int] = set()
    for group in sorted(groups, key=lambda group: -len(group.words)):
        candidates = [
            full
            for full in by_word.get(group.words[-1], [])[:_MOST_CANDIDATES]
            if full is not group
            and id(full) not in gone
            and _shortens(group.words, _core(read, full.words))
        ]
        if not candidates or not _person_like(read, group):
            continue
        if len(candidates) == 1:
            if _compatible(group, candidates[0]):
                candidates[0].take(group)
                gone.add(id(group))
        elif group.words == _core(read, candidates[0].words)[-1:]:
            _share_out(read, group, candidates)
            gone.add(id(group))
    return [group for group in groups if id(group) not in gone]


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
    piece = group.pieces[0]
    entry = look_up(read.text[read.tokens[piece.first].start : read.tokens[piece.end - 1].end])
    person, place = group.context["person"], group.context["place"]
    if entry is not None and (entry.type != "city" or entry.people > 1_000_000):
        return person > place and person > 0.5
    if entry is not None:
        return person >= place or place < 1.0
    return place < 3.0 + person and group.context["organisation"] < 4.0 + person


def _compatible(short: Group, full: Group) -> bool:
    return short.gender is None or full.gender is None or short.gender == full.gender


def _share_out(read: NameText, group: Group, candidates: list[Group]) -> None:
    """Gives each mention of a surname that several bear to the one who can be meant, else to none.

    A title of one gender decides. A bare surname is the bearer's who alone has
    been introduced so far, and stays so once it has been used twice.
    """
    starts = {id(c): c.pieces[0].first for c in candidates}
    bare: dict[int, int] = defaultdict(int)
    given: list[tuple[Group, Piece]] = []
    for piece in sorted(group.pieces, key=lambda piece: piece.first):
        gender = _title_gender(read, piece)
        fits = [c for c in candidates if gender is None or c.gender in (gender, None)]
        if gender is None:
            introduced = [c for c in fits if starts[id(c)] < piece.first]
            settled = [c for c in introduced if bare[id(c)] >= 2]
            fits = introduced if len(introduced) == 1 else settled
            if len(fits) == 1:
                bare[id(fits[0])] += 1
        if len(fits) == 1:
            given.append((fits[0], piece))
    for bearer, piece in given:
        bearer.pieces.append(piece)
        bearer.hits.extend(role_hits(read, piece))
