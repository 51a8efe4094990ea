"""Names that only seem to be somebody: authors, contacts, vessels, models, mere mentions.

A wrong name among who takes part costs a reader more than a missed minor one:
what nothing marks as a person or a body is left as other, unsure.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import word_set
from factcards.reading.name_group import Group, first_form, words_of
from factcards.reading.name_kinds import modifies
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.role_phrases import noun_kind

_MARKED = 1.4
"""Points below which a body that is named once or twice and does nothing is in doubt."""
_FEW = 2
_LONGEST_LINE = 60
"""Tokens up to which a line is looked through for an address or its author."""
_DEEDS = word_set(
    "said says announced plans refused declined bought sold sued launched fined owns runs makes "
    "operates employs wants hopes expects warned agreed accused denied won lost signed opened "
    "closed reported raised cut holds paid pays rejected offered published fell rose gained dropped"
)
_TIES = frozenset(
    f"{word} {preposition}"
    for word, preposition in (
        ("works", "for"), ("worked", "for"), ("deal", "with"), ("contract", "with"),
        ("agreement", "with"), ("shares", "in"), ("stake", "in"), ("objections", "from"),
    )
)  # fmt: skip
"""What ties people and bodies to a body: "works for X", "a stake in X"."""
_LONGEST_AUTHOR = 6
_BY = {"en": ("by",), "de": ("von",), "fr": ("par",), "es": ("por",)}
_WRITING = word_set(
    "reporting writing editing reported written edited text texto texte bericht compiled"
)


def note_doubts(read: NameText, pieces: list[Piece], groups: Iterable[Group]) -> None:
    """Counts it for other where the text names authors, contacts, vessels or models.

    `pieces` are all names of the text, those outside its story too.
    """
    authors = _authors(read, pieces)
    publishers = _publishers(read, pieces)
    for group in groups:
        owner = group.words in publishers and len(group.pieces) <= _FEW and not group.hits
        if owner or _authored(read, group, authors) or all(_contact(read, p) for p in group.pieces):
            _unmark(group)
        elif _vessel(read, group) or _model(read, group) or _publishes(read, group):
            group.own["other"] += 8.0
        elif _unmarked(read, group) or _adjective(read, group):
            _unmark(group)


def _unmark(group: Group) -> None:
    group.own.clear()
    group.context.clear()


def _unmarked(read: NameText, group: Group) -> bool:
    """Whether next to nothing makes the name a body's, and it is named too seldom to matter."""
    if group.kind != "organisation" or len(group.pieces) > _FEW:
        return False
    if group.points["organisation"] >= _MARKED or group.hits:
        return False
    return not any(_does(read, piece) for piece in group.pieces)


def _does(read: NameText, piece: Piece) -> bool:
    """Whether the name is the subject or agent of a verb that bodies have, or has something."""
    lists = read.lists
    if read.tokens[piece.end - 1].possessive:
        return True
    if read.low(piece.title - 1) == "by" and read.low(piece.title - 2).endswith("ed"):
        # "Acquired by Korvane"
        return True
    linked = f"{read.low(piece.title - 2)} {read.low(piece.title - 1)}"
    if linked in _TIES or (read.low(piece.end) == "," and read.low(piece.end + 1) == "which"):
        return read.low(piece.title - 1) not in read.lists.articles
    if not read.joined(piece.end):
        return False
    after, before = read.low(piece.end), read.low(piece.title - 1)
    verbs = _DEEDS | lists.speech_verbs | lists.person_verbs | lists.verbs | lists.follow_verbs
    return (after in verbs or before in lists.speech_verbs) and before not in lists.articles


def _adjective(read: NameText, group: Group) -> bool:
    """Whether a country only says of somebody or of a body where it is from: "the US fund"."""
    entry = look_up(first_form(read, group))
    if group.kind != "place" or entry is None or entry.type != "country":
        return False
    return all(
        modifies(read, piece)
        and noun_kind(read.lists, read.low(piece.end)) in ("person", "organisation")
        and read.low(piece.title - 1) not in read.lists.place_prepositions
        for piece in group.pieces
    )


_JOURNALS = word_set("journal magazine newspaper paper weekly monthly quarterly")


def _publishes(read: NameText, group: Group) -> bool:
    """Whether a name is only where something was printed: "published in the journal X"."""
    return all(
        read.low(piece.first - 1) in _JOURNALS
        and "in"
        in (read.low(piece.first - 2), read.low(piece.first - 3), read.low(piece.first - 4))
        for piece in group.pieces
    )


# --- Authors and contacts


def _authors(read: NameText, pieces: list[Piece]) -> frozenset[tuple[str, ...]]:
    """The names that "By" at the start of a line or "Reporting by" puts on the text."""
    found = set()
    by = _BY.get(read.lists.language, ())
    for piece in pieces:
        at = piece.title - 1
        if read.low(at) not in by or piece.end - piece.first < 2:
            continue
        token = read.tokens[at]
        opens = (at == 0 or token.gap == "\n") and _line_ends_soon(read, piece.end)
        if opens or read.low(at - 1) in _WRITING:
            found.add(words_of(read, piece))
    return frozenset(found)


def _publishers(read: NameText, pieces: list[Piece]) -> frozenset[tuple[str, ...]]:
    """The names behind a copyright sign: "© The Harrow Post", "© 2025 Harrow Post"."""
    found = set()
    for piece in pieces:
        near = range(max(0, piece.title - 4), piece.title)
        if any(read.tokens[i].text == "©" for i in near):
            found.add(words_of(read, piece))
    return frozenset(found)


def _line_ends_soon(read: NameText, index: int) -> bool:
    """Whether the line goes on for a few words at most: "By Ana Holt, science editor"."""
    for at in range(index, min(index + 10, len(read.tokens))):
        token = read.tokens[at]
        if token.gap == "\n":
            return True
        if token.low in read.lists.be | read.lists.speech_verbs:
            return False
    return index + 10 >= len(read.tokens)


def _authored(read: NameText, group: Group, authors: frozenset[tuple[str, ...]]) -> bool:
    """Whether a group is a text's author, or named only in the line about the author."""
    if group.words in authors:
        return True
    if not authors:
        return False
    return all(_about_author(read, piece, authors) for piece in group.pieces)


def _about_author(read: NameText, piece: Piece, authors: frozenset[tuple[str, ...]]) -> bool:
    """Whether the name stands in a line that begins with an author's name and is not a byline."""
    start = _line_start(read, piece.first)
    if start is None:
        return False
    end = min(start + _LONGEST_AUTHOR, piece.first)
    words = tuple(read.low(i) for i in range(start, end))
    return any(words[:size] in authors for size in range(2, len(words) + 1))


def _line_start(read: NameText, index: int) -> int | None:
    for at in range(index, max(-1, index - _LONGEST_LINE), -1):
        if at == 0 or read.tokens[at].gap == "\n":
            return at
    return None


def _contact(read: NameText, piece: Piece) -> bool:
    """Whether the name stands in a short line with an address: "Ana Holt, +1 555, a@b.example"."""
    start = _line_start(read, piece.first)
    if start is None:
        return False
    for at in range(start, min(start + _LONGEST_LINE, len(read.tokens))):
        token = read.tokens[at]
        if at > start and token.gap == "\n":
            return False
        if token.text == "@" and not token.gap:
            verbs = read.lists.speech_verbs
            return not any(read.low(i) in verbs for i in range(start, at))
    return False


# --- Vessels and models

_ABOARD = word_set("aboard crew skipper captain hull wreck deck cargo")
_SHIP_TITLES = word_set("lady miss sir lord queen king prince princess captain admiral")


def _vessel(read: NameText, group: Group) -> bool:
    """Whether a mention is a vessel's: "the crew of the X", "a boat, the X", "the Lady X"."""
    return read.lists.language == "en" and any(_vessel_here(read, p) for p in group.pieces)


def _vessel_here(read: NameText, piece: Piece) -> bool:
    article = piece.title - 1
    if read.low(article) != "the" or read.tokens[piece.end - 1].possessive:
        return False
    if piece.title < piece.first:
        low = read.low(piece.title)
        return low in _SHIP_TITLES and piece.first - piece.title == 1 and _alone(read, piece)
    before = article - 1
    if read.low(before) == "aboard":
        return True
    if read.low(before) == "of" and read.low(before - 1) in _ABOARD:
        return not any(read.lists.organisation_keywords & {t} for t in words_of(read, piece))
    mark = read.at(before)
    noun = read.low(before - 1)
    return mark is not None and mark.text == "," and noun in _VESSELS


def _alone(read: NameText, piece: Piece) -> bool:
    """Whether one word follows the title, and no "of" ("the King of X")."""
    return piece.end - piece.first == 1 and read.low(piece.end) != "of"


_VESSELS = word_set(
    "boat ship vessel ferry trawler yacht tanker freighter steamer lifeboat barge tug schooner "
    "submarine ketch dinghy liner carrier"
)


def _model(read: NameText, group: Group) -> bool:
    """Whether a number follows the name in most mentions: "the Otter 3", "an Otter 2"."""
    numbered = 0
    for piece in group.pieces:
        token = read.at(piece.end)
        if token is None or not read.joined(piece.end) or token.kind != "n":
            continue
        article = read.low(piece.title - 1)
        plain = token.text.isdigit() and len(token.text) < 4
        after = read.at(piece.end + 1)
        closed = after is None or after.kind == "p" or after.low in read.lists.verbs | read.lists.be
        spoken = article in read.lists.articles or read.tokens[piece.title - 1].kind == "n"
        numbered += plain and (closed or spoken)
    single = group.pieces and len(group.words) == 1
    return bool(single) and numbered * 2 > len(group.pieces)
