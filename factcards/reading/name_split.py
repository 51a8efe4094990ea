"""One run of capitalised words as the names in it, each without what belongs to no name."""

from __future__ import annotations

from factcards.reading.lexicon import demonyms, first_names, word_set
from factcards.reading.name_headlines import BIG_CITY
from factcards.reading.name_runs import LEGAL_FORMS, Piece, Run, in_dateline
from factcards.reading.name_tokens import NameText
from factcards.reading.name_words import is_keyword, known_place_size, title_length


def split_run(read: NameText, run: Run) -> list[Piece]:
    """The names in one run: "Springfield Mayor Maria Holt" is a place and a person."""
    cuts: list[Piece] = []
    start = run.first
    index = run.first
    while index < run.end:
        token = read.tokens[index]
        length = title_length(read, index, run.end) if read.low(index - 1) != "&" else 0
        if length and _german_surname(read, start, index, run.end):
            length = 0
        if length:
            after = index + length
            if index > start:
                cuts.append(Piece(start, index, start))
            if after < run.end:
                start = after
                index = after
                cuts.append(Piece(after, after, index - length))
                continue
            surname = _titled_surname(read, index, run.end)
            if surname is not None:
                cuts += [Piece(surname, surname, index), Piece(surname, run.end, surname)]
            start = index = run.end
            break
        job = _job_start(read, start, index, run.end)
        if job is not None:
            if job > start:
                cuts.append(Piece(start, job, start))
            start = index = index + 1
            cuts.append(Piece(start, start, job))
            continue
        if index > start and _person_begins(read, start, index, run.end):
            cuts.append(Piece(start, index, start))
            start = index
        if token.possessive and index + 1 < run.end and not _keeps_possessive(read, index):
            cuts.append(Piece(start, index + 1, start))
            start = index + 1
        index += 1
    if start < run.end:
        cuts.append(Piece(start, run.end, start))
    return _with_titles(cuts)


def _german_surname(read: NameText, start: int, index: int, end: int) -> bool:
    """Whether a German job is a surname here: "Martina Koch"."""
    after_first_name = index > start and read.low(index - 1) in first_names()
    return read.lists.language == "de" and after_first_name and index + 1 == end


def _job_start(read: NameText, start: int, index: int, end: int) -> int | None:
    """Where a capitalised job begins that ends at `index`, before a full name; None if none does.

    "NKTV Political Correspondent Jonas Reith": the ordinary words before the
    job belong to it.
    """
    lists = read.lists
    token = read.tokens[index]
    if lists.language != "en" or token.low not in lists.person_nouns or token.possessive:
        return None
    if end - index < 3 or token.kind != "C" or token.low in first_names():
        return None
    following = [t for t in read.tokens[index + 1 : index + 3] if t.kind == "C"]
    first_named = len(following) == 2 and following[0].low in first_names()
    strange = not any(lists.is_common(t.low) or is_keyword(lists, t.low) for t in following)
    if not (first_named or (len(following) == 2 and strange)):
        return None
    job = index
    while job > start:
        before = read.tokens[job - 1]
        plain = before.kind == "C" and not before.possessive and lists.is_common(before.low)
        if not plain or before.low in first_names() or is_keyword(lists, before.low):
            break
        job -= 1
    # "Anna Baker Holt" has a first name before the job's word: no job at all.
    return None if job > start and read.low(job - 1) in first_names() else job


def _titled_surname(read: NameText, index: int, end: int) -> int | None:
    """Where the surname begins in "Mrs. King" or "Mr Marshall", which look like two titles."""
    if read.low(index) not in read.lists.honorifics:
        return None
    surname = index + 2 if read.low(index + 1) == "." else index + 1
    return surname if surname == end - 1 and read.tokens[surname].kind == "C" else None


def _person_begins(read: NameText, start: int, index: int, end: int) -> bool:
    """Whether a person's name begins at `index`, after a place or an acronym of its own.

    "London Sadiq Khan" after "Mayor of", "EPA Maria Holt" in a caption.
    """
    if index + 1 >= end:
        return False
    after = read.tokens[index + 1]
    if _of_office(read, start) and known_place_size(read, start, index) >= BIG_CITY:
        # "Mayor of London Zorva Brindle"
        return after.kind == "C" and not is_keyword(read.lists, after.low)
    if read.low(index) not in first_names():
        return False
    if not after.capital or is_keyword(read.lists, after.low) or read.tokens[index].kind == "A":
        return False
    before = read.tokens[start:index]
    lists = read.lists
    if lists.language == "en" and _full_name(read, start, index) and end - index < 4:
        return not lists.is_common(read.low(index)) and after.low not in lists.suffixes
    described = (
        len(before) > 1
        and not lists.is_common(read.low(index))
        and (
            all(t.kind == "A" or lists.is_common(t.low) for t in before)
            or before[-1].low in lists.other_keywords | lists.place_keywords
        )
        and not any(t.low in lists.place_first | lists.honorifics for t in before)
        and not is_keyword(lists, read.low(end - 1))
    )
    return (
        described
        or all(t.kind == "A" for t in before)
        or known_place_size(read, start, index) >= BIG_CITY
    )


def _of_office(read: NameText, start: int) -> bool:
    """Whether an office and "of" stand before the token at `start`."""
    return read.low(start - 1) in read.lists.of_words and read.low(start - 2) in read.lists.titles


def _full_name(read: NameText, first: int, end: int) -> bool:
    """Whether `[first, end)` is a first name and a surname, which another person may follow."""
    return (
        end - first == 2
        and read.low(first) in first_names()
        and read.low(first + 1) not in first_names()
        and read.tokens[first + 1].kind == "C"
    )


def _with_titles(cuts: list[Piece]) -> list[Piece]:
    """Joins the empty piece that marks a title to the name that follows it."""
    joined: list[Piece] = []
    title: Piece | None = None
    for cut in cuts:
        if cut.first == cut.end:
            title = cut
            continue
        if title is not None and title.first == cut.first:
            cut = Piece(cut.first, cut.end, title.title)
        title = None
        joined.append(cut)
    return joined


def _keeps_possessive(read: NameText, index: int) -> bool:
    """Whether the possessive at `index` is part of a name: "People's Party", "King's College"."""
    before = index - 2 if read.low(index - 1) == "." else index - 1
    saint = read.low(before) in ("st", "st.", "saint")
    following = [read.tokens[index + 1]]
    at = index + 2
    while saint and at < len(read.tokens) and at < index + 4 and read.tokens[at].capital:
        following.append(read.tokens[at])
        at += 1
    return any(is_keyword(read.lists, t.low) for t in following) and (
        read.lists.is_common(read.tokens[index].low) or saint
    )


_NUMBER_WORDS = word_set("one two three four five six seven eight nine ten first")


def trim_piece(read: NameText, piece: Piece) -> Piece | None:
    """The piece without words at its edges that belong to no name; None when nothing is left."""
    lists = read.lists
    first, end, title = piece.first, piece.end, piece.title
    titled = title < first
    while first < end:
        token = read.tokens[first]
        if token.kind == "p":
            first += 1
            title = first
            continue
        rest = end - first
        if _place_prefix(read, first, end):
            break
        drop = (
            (token.low in lists.function_words and not _name_all_the_same(read, first, end))
            or (
                token.low in lists.calendar and not titled and not _calendar_first(read, first, end)
            )
            or (
                token.low in lists.particles and token.kind == "l" and not _lower_start(read, first)
            )
            or (token.low in demonyms() and not _demonym_stays(read, first, end))
            or (rest > 1 and _german_noun_before(read, first))
            or (token.weak and rest > 1 and not titled and _leading_ordinary(read, first, end))
        )
        if not drop:
            break
        first += 1
        title = first
        titled = False
    end = _without_degree(read, first, end)
    while end > first:
        last = read.tokens[end - 1]
        if last.low in LEGAL_FORMS and end - first > 1:
            break
        if last.kind != "l" and last.low not in lists.function_words | lists.honorifics:
            break
        if last.kind == "A" and last.low not in lists.honorifics:
            break
        if last.low in _NUMBER_WORDS and end - first > 1:
            break
        if last.low in lists.calendar and read.low(end - 2) in first_names() and end - first > 1:
            break
        end -= 1
    return Piece(first, end, title) if end > first else None


def _german_noun_before(read: NameText, first: int) -> bool:
    """Whether a German noun stands before a name of its own: "Menschenrechtsgruppe Svetoch"."""
    lists = read.lists
    token, after = read.tokens[first], read.tokens[first + 1]
    if lists.language != "de" or token.kind != "C" or token.low in lists.organisation_first:
        return False
    if token.low in lists.thing_nouns:
        return True
    if token.low in first_names() or is_keyword(lists, after.low) or after.text == "&":
        return False
    named = token.low in lists.place_first or token.low in lists.organisation_keywords
    partner = not lists.is_common(after.low) or read.low(first + 2) == "&"
    return not named and lists.is_common(token.low) and partner


def _name_all_the_same(read: NameText, first: int, end: int) -> bool:
    """Whether a word of grammar is a name here: "Will Smithers", "the US", "the WHO"."""
    token = read.tokens[first]
    if token.low in first_names() and token.kind == "C":
        return not token.weak or _first_name_here(read, first, end)
    return not token.weak and token.kind == "A" and token.low in ("us", "who")


def _first_name_here(read: NameText, first: int, end: int) -> bool:
    """Whether a strange surname follows a word at a sentence's start that may be a first name."""
    if end - first != 2 or not read.joined(first + 1):
        return False
    after = read.tokens[first + 1]
    strange = after.kind == "C" and not read.lists.is_common(after.low)
    return strange and known_place_size(read, first + 1, end) == 0


def _calendar_first(read: NameText, first: int, end: int) -> bool:
    """Whether a month's name is a first name here: "April Jones", but "in April Jones left"."""
    token = read.tokens[first]
    if token.low not in first_names() or end - first < 2 or token.kind != "C":
        return False
    before = read.low(first - 1)
    dated = before in _BEFORE_MONTHS or (first > 0 and read.tokens[first - 1].kind == "n")
    if dated or end - first != 2:
        return False
    surname = read.tokens[first + 1]
    small = known_place_size(read, first + 1, end) < SMALL_TOWN
    return small and surname.kind == "C" and not read.lists.is_common(surname.low)


SMALL_TOWN = 100_000
"""People up to which a town's name after a month's is as likely a surname."""
_BEFORE_MONTHS = word_set("in on of last next this since until till by early late mid en de por el")


def _without_degree(read: NameText, first: int, end: int) -> int:
    """`end` before a degree that names nobody: "Lund University Ph.D. student"."""
    last = end - 1
    if last > first and read.tokens[last].text == "." and not read.tokens[last].gap:
        last -= 1
    degree = read.low(last) in _DEGREES and last > first
    if not degree:
        return end
    institution = any(is_keyword(read.lists, t.low) for t in read.tokens[first:last])
    after = read.at(end)
    described = after is not None and after.kind == "l" and read.lists.is_person_noun(after.low)
    return last if institution or described else end


_DEGREES = word_set("ph.d ph.d. phd md m.d. m.d mba m.b.a. bsc msc ba b.a. b.a ma m.a. m.a llb")


def _lower_start(read: NameText, index: int) -> bool:
    """Whether a small particle begins a name here: "von der Leyen", "al-Masri"."""
    return index + 1 < len(read.tokens)


def _place_prefix(read: NameText, first: int, end: int) -> bool:
    """Whether the piece begins with a place that the gazetteer knows as a whole ("The Hague")."""
    return end - first > 1 and known_place_size(read, first, min(end, first + 3)) > 0


def _demonym_stays(read: NameText, first: int, end: int) -> bool:
    """Whether a leading demonym belongs to the name: "African Union", "British Airways"."""
    rest = [t.low for t in read.tokens[first + 1 : end]]
    if read.low(first) in first_names() and _first_name_here(read, first, end):
        # "Christian Vollan" is somebody.
        return True
    return any(is_keyword(read.lists, word) for word in rest) or (
        bool(rest) and all(read.lists.is_common(word) for word in rest)
    )


def _leading_ordinary(read: NameText, first: int, end: int) -> bool:
    """Whether the capital of the first word is its sentence's and not a name's."""
    token, after = read.tokens[first], read.tokens[first + 1]
    lists = read.lists
    if not lists.is_common(token.low) or token.low in first_names():
        return False
    if token.low in lists.place_first and in_dateline(read, first, end):
        return False
    if read.strong.get(token.low, 0) and not read.lower.get(token.low, 0):
        return False
    if any(is_keyword(lists, t.low) for t in read.tokens[first + 1 : end]):
        # "Supreme Court", but "Meanwhile Acme Holdings".
        return token.low in lists.function_words
    return not lists.is_common(after.low)
