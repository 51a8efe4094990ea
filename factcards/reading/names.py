"""Capitalised names, wherever they stand in a text.

A name is a run of capitalised words that no sentence start, headline, title or
calendar explains. The method is evidence by position: a capital inside a
sentence counts, one at its start counts only when the rest of the text, the
words around it or its being no ordinary word speak for it. Scripts without
case hold no names that this reader can see.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from factcards.card import Span
from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import Lexicon, demonyms, first_names, lexicon, word_set
from factcards.reading.mentions import NameMention
from factcards.reading.name_headlines import BIG_CITY, headline_names
from factcards.reading.name_runs import Piece, Run, runs
from factcards.reading.name_tokens import DASHES, NameText, Token, tokenise
from factcards.reading.name_words import (
    drop_generic,
    is_keyword,
    known_place_size,
    title_length,
)


def read_names(text: str, language: str = "en") -> tuple[NameMention, ...]:
    """Every capitalised name in `text`, titles and possessive endings left off.

    Offsets count code points of `text`. Linear in its length.
    """
    read, pieces = find_names(text, language)
    return tuple(NameMention(piece_span(read, piece)) for piece in pieces)


def name_supported(name: str, text: str) -> bool:
    """Whether every significant word of `name` stands in `text` as a word of its own.

    Case, accents' encoding, possessive endings and a plural s do not matter;
    articles and connectors are left out. A text without `name`'s words, or a
    name without any, is no support.
    """
    wanted = _significant(name)
    return bool(wanted) and wanted <= _word_forms(text)


def find_names(text: str, language: str) -> tuple[NameText, list[Piece]]:
    """The tokens of `text` and the names among them, in order of appearance."""
    read = tokenise(text, lexicon(language))
    pieces: list[Piece] = []
    for run in runs(read):
        for part in _split(read, run):
            piece = _trim(read, part)
            if piece is not None and _stands(read, piece):
                pieces.append(piece)
    pieces = _without_ordinary_starts(read, pieces)
    pieces.extend(headline_names(read, pieces))
    pieces.sort(key=lambda piece: piece.first)
    return read, pieces


def _without_ordinary_starts(read: NameText, pieces: list[Piece]) -> list[Piece]:
    """The pieces, less a sentence's ordinary first word before a name the text has elsewhere."""
    known = {words for piece in pieces if (words := _lows(read, piece))}
    cut = []
    for piece in pieces:
        first = read.tokens[piece.first]
        rest = _lows(read, piece)[1:]
        if first.weak and rest in known and read.lists.is_common(first.low):
            piece = Piece(piece.first + 1, piece.end, piece.first + 1)
        cut.append(piece)
    return cut


def _lows(read: NameText, piece: Piece) -> tuple[str, ...]:
    return tuple(t.low for t in read.tokens[piece.first : piece.end])


def piece_span(read: NameText, piece: Piece) -> Span:
    """Where the name stands in the text."""
    return Span(read.tokens[piece.first].start, read.tokens[piece.end - 1].end)


def _split(read: NameText, run: Run) -> list[Piece]:
    """The names in one run: "Springfield Mayor Maria Holt" is a place and a person."""
    cuts: list[Piece] = []
    start = run.first
    index = run.first
    while index < run.end:
        token = read.tokens[index]
        length = title_length(read, index, run.end)
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
    if index + 1 >= end or read.low(index) not in first_names():
        return False
    after = read.tokens[index + 1]
    if not after.capital or is_keyword(read.lists, after.low) or read.tokens[index].kind == "A":
        return False
    before = read.tokens[start:index]
    return all(t.kind == "A" for t in before) or known_place_size(read, start, index) >= BIG_CITY


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
    after = read.tokens[index + 1]
    return is_keyword(read.lists, after.low) and (
        read.lists.is_common(read.tokens[index].low)
        or (index > 0 and read.low(index - 1) in ("st", "saint"))
    )


_NUMBER_WORDS = word_set("one two three four five six seven eight nine ten first")


def _trim(read: NameText, piece: Piece) -> Piece | None:
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
            (token.low in lists.function_words and not _name_all_the_same(token))
            or (token.low in lists.calendar and not titled)
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
    while end > first:
        last = read.tokens[end - 1]
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
    if token.low in first_names() or is_keyword(lists, after.low):
        return False
    named = token.low in lists.place_first or token.low in lists.organisation_keywords
    return not named and lists.is_common(token.low) and not lists.is_common(after.low)


def _name_all_the_same(token: Token) -> bool:
    """Whether a word of grammar is a name here: "Will Smithers", "the US", "the WHO"."""
    if token.weak:
        return False
    return token.low in first_names() or (token.kind == "A" and token.low in ("us", "who"))


def _lower_start(read: NameText, index: int) -> bool:
    """Whether a small particle begins a name here: "von der Leyen", "al-Masri"."""
    return index + 1 < len(read.tokens)


def _place_prefix(read: NameText, first: int, end: int) -> bool:
    """Whether the piece begins with a place that the gazetteer knows as a whole ("The Hague")."""
    return end - first > 1 and known_place_size(read, first, min(end, first + 3)) > 0


def _demonym_stays(read: NameText, first: int, end: int) -> bool:
    """Whether a leading demonym belongs to the name: "African Union", "British Airways"."""
    rest = [t.low for t in read.tokens[first + 1 : end]]
    return any(is_keyword(read.lists, word) for word in rest) or (
        bool(rest) and all(read.lists.is_common(word) for word in rest)
    )


def _leading_ordinary(read: NameText, first: int, end: int) -> bool:
    """Whether the capital of the first word is its sentence's and not a name's."""
    token, after = read.tokens[first], read.tokens[first + 1]
    lists = read.lists
    if not lists.is_common(token.low) or token.low in first_names():
        return False
    if read.strong.get(token.low, 0) and not read.lower.get(token.low, 0):
        return False
    if any(is_keyword(lists, t.low) for t in read.tokens[first + 1 : end]):
        # "Supreme Court", but "Meanwhile Acme Holdings".
        return token.low in lists.function_words
    return not lists.is_common(after.low)


def _stands(read: NameText, piece: Piece) -> bool:
    """Whether the piece really is a name, from where it stands and what else the text says."""
    lists = read.lists
    words = read.tokens[piece.first : piece.end]
    if piece.title < piece.first and read.low(piece.title) in lists.honorifics:
        return True
    if drop_generic(read, piece.first, piece.end, titled=piece.title < piece.first):
        return False
    if piece.title < piece.first:
        return True
    if lists.language == "de":
        return _stands_in_german(read, piece)
    if len(words) > 1 or not words[0].weak:
        return True
    return _stands_at_start(read, piece)


def _stands_at_start(read: NameText, piece: Piece) -> bool:
    """The same for one word at the start of a sentence."""
    lists = read.lists
    word = read.tokens[piece.first]
    if word.low in lists.function_words and word.kind != "A":
        return False
    dash = read.at(piece.end)
    if word.kind == "A" and dash is not None and dash.text in DASHES and lists.is_common(word.low):
        return False
    if word.kind == "A" and 2 <= len(word.text) <= 7:
        ordinary = lists.is_common(word.low) and len(word.text) > 2
        return not ordinary or read.strong.get(word.low, 0) > 0
    if any(c.isupper() for c in word.text[1:]) or _country(word.text):
        return True
    after = read.at(piece.end)
    if after is not None and after.capital and read.joined(piece.end):
        # The rest of the run is a title: "Springfield Mayor Dora Whitlock".
        return True
    seen = read.strong.get(word.low, 0)
    if lists.is_common(word.low):
        follows = read.low(piece.end) in lists.speech_verbs or word.possessive
        return seen > 0 and (not read.lower.get(word.low) or follows)
    if seen:
        return True
    return not read.lower.get(word.low) and not _adverb_like(read, piece)


# Adverbs and participles that begin sentences.
_ORDINARY_ENDINGS = {
    "en": ("ly", "ing"),
    "es": ("mente", "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "ando", "iendo"),
    "fr": ("ment", "ée", "ées", "és", "ant"),
    "de": (),
}


def _adverb_like(read: NameText, piece: Piece) -> bool:
    """Whether an unknown word at a sentence's start is built like an ordinary one."""
    word = read.tokens[piece.first]
    follows = read.low(piece.end)
    if follows in read.lists.speech_verbs | read.lists.follow_verbs or word.possessive:
        return False
    return len(word.low) > 5 and word.low.endswith(_ORDINARY_ENDINGS[read.lists.language])


def _stands_in_german(read: NameText, piece: Piece) -> bool:
    """German nouns all have capitals, so a capital alone is no evidence."""
    lists = read.lists
    words = [t for t in read.tokens[piece.first : piece.end] if t.capital]
    if any(t.kind == "A" and len(t.text) < 7 for t in words):
        return True
    if known_place_size(read, piece.first, piece.end) > 0:
        return True
    if words[0].low in first_names() and len(words) > 1:
        return True
    if len(words) > 1 and any(is_keyword(lists, t.low) for t in words):
        return True
    strange = [t for t in words if not lists.is_common(t.low)]
    if not strange:
        return False
    before = read.low(piece.first - 1)
    if len(words) == 1:
        further = read.low(piece.first - 2)
        adjective = piece.first > 0 and read.tokens[piece.first - 1].kind == "l"
        described = (
            adjective
            and before.endswith(("e", "en", "er", "es", "em"))
            and _determines(lists, further)
        )
        if _determines(lists, before) or (described and before not in lists.speech_verbs):
            return False
        return words[0].low not in read.lower and not words[0].low.endswith(("te", "ten", "end"))
    return True


def _determines(lists: Lexicon, word: str) -> bool:
    """Whether a German word is an article, or a preposition that has swallowed one."""
    contracted = word in ("im", "am", "beim", "vom", "zum", "zur", "ins", "ans")
    return contracted or word in lists.articles or word in lists.possessives


@lru_cache(maxsize=4096)
def _country(name: str) -> bool:
    entry = look_up(name)
    return entry is not None and (entry.type != "city" or entry.people >= 1_000_000)


_IGNORED = word_set("the a an of and for in on at de la le el los las les du der die das und et y")


def _fold(word: str) -> str:
    folded = unicodedata.normalize("NFC", word).casefold().replace("’", "'")
    for ending in ("'s", "'"):
        folded = folded.removesuffix(ending)
    return folded


def _word_forms(text: str) -> frozenset[str]:
    forms: set[str] = set()
    for token in tokenise(text, lexicon("en")).tokens:
        if token.kind != "p":
            word = _fold(token.text)
            forms.update((word, word.removesuffix("s"), word.replace(".", "")))
    return frozenset(forms)


def _significant(name: str) -> set[str]:
    words = set()
    for token in tokenise(name, lexicon("en")).tokens:
        word = _fold(token.text)
        if token.kind != "p" and word not in _IGNORED:
            words.add(
                word.replace(".", "").removesuffix("s") if len(word) > 3 else word.replace(".", "")
            )
    return words
