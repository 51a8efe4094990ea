"""Capitalised names, wherever they stand in a text.

A name is a run of capitalised words that no sentence start, headline, title or
calendar explains. The method is evidence by position: a capital inside a
sentence counts, one at its start counts only when the rest of the text, the
words around it or its being no ordinary word speak for it. Scripts without
case hold no names that this reader can see.
"""

from __future__ import annotations

from functools import lru_cache

from factcards.article.composing import compose
from factcards.card import Span
from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import first_names, lexicon, word_set
from factcards.reading.mentions import NameMention
from factcards.reading.name_german import evident_words, stands_in_german
from factcards.reading.name_headlines import headline_names
from factcards.reading.name_runs import Piece, runs
from factcards.reading.name_split import split_run, trim_piece
from factcards.reading.name_tokens import DASHES, NameText, tokenise
from factcards.reading.name_words import (
    drop_generic,
    is_keyword,
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
    parts = [part for run in runs(read) for part in split_run(read, run)]
    trimmed = [piece for part in parts if (piece := trim_piece(read, part)) is not None]
    read.surnames = _surnames(read, trimmed)
    if read.lists.language == "de":
        read.named = evident_words(read, trimmed)
    pieces = [piece for piece in trimmed if _stands(read, piece)]
    pieces = _without_glue(read, _without_ordinary_starts(read, pieces))
    pieces.extend(headline_names(read, pieces))
    pieces.sort(key=lambda piece: piece.first)
    return read, _without_glue(read, pieces)


def _surnames(read: NameText, pieces: list[Piece]) -> frozenset[str]:
    """The last words of full names that a title or a first name shows to be a person's."""
    lists = read.lists
    found: set[str] = set()
    for piece in pieces:
        words = [t for t in read.tokens[piece.first : piece.end] if t.kind != "p"]
        named = words[0].low in first_names() or piece.title < piece.first
        if 2 <= len(words) <= 4 and named and words[-1].kind == "C":
            last = words[-2] if words[-1].low in lists.suffixes else words[-1]
            if last.low in lists.surname_keywords or not is_keyword(lists, last.low):
                found.add(last.low)
    return frozenset(found)


def _without_ordinary_starts(read: NameText, pieces: list[Piece]) -> list[Piece]:
    """The pieces, less a sentence's ordinary first word before a name the text has elsewhere."""
    known = {words for piece in pieces if (words := _lows(read, piece))}
    cut = []
    for piece in pieces:
        first = read.tokens[piece.first]
        rest = _lows(read, piece)[1:]
        ordinary = read.lists.is_common(first.low) and first.low not in first_names()
        if first.weak and rest in known and ordinary:
            piece = Piece(piece.first + 1, piece.end, piece.first + 1)
        cut.append(piece)
    return cut


def _without_glue(read: NameText, pieces: list[Piece]) -> list[Piece]:
    """The pieces, cut to the full name of a person that the text has alone elsewhere.

    Captions and buttons run into names where a page lost its line breaks:
    "Nora Quist Click", "Sign Up Nora Quist".
    """
    lists = read.lists
    people = {
        words
        for piece in pieces
        if len(words := _lows(read, piece)) == 2
        and (words[0] in first_names() or piece.title < piece.first)
        and not is_keyword(lists, words[1])
    }
    cut = []
    for piece in pieces:
        words = _lows(read, piece)
        if 3 <= len(words) <= 8 and not is_keyword(lists, words[-1]):
            if words[:2] in people and words[2] not in lists.suffixes and "." not in words:
                piece = Piece(piece.first, piece.first + 2, piece.title)
            elif words[-2:] in people and words[-3] not in first_names() and "." not in words:
                piece = Piece(piece.end - 2, piece.end, piece.end - 2)
        cut.append(piece)
    return cut


def _lows(read: NameText, piece: Piece) -> tuple[str, ...]:
    return tuple(t.low for t in read.tokens[piece.first : piece.end])


def piece_span(read: NameText, piece: Piece) -> Span:
    """Where the name stands in the text."""
    return Span(read.tokens[piece.first].start, read.tokens[piece.end - 1].end)


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
        return stands_in_german(read, piece)
    if len(words) == 1 and _emphasised(read, piece):
        return False
    if len(words) > 1 or not words[0].weak:
        return True
    return _stands_at_start(read, piece)


def _emphasised(read: NameText, piece: Piece) -> bool:
    """Whether an ordinary word stands in capitals to be loud: "because he CLEARED her"."""
    word = read.tokens[piece.first]
    lists = read.lists
    if word.kind != "A" or not lists.is_common(word.low) or word.low in lists.organisations_known:
        return False
    if read.low(piece.first - 1) in (*lists.articles, "(") or look_up(word.text) is not None:
        return False
    return len(word.text) > 4 or (len(word.text) > 2 and read.lower.get(word.low, 0) > 0)


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
    if seen and word.low in read.surnames:
        return True
    if lists.is_common(word.low):
        follows = read.low(piece.end) in lists.speech_verbs or word.possessive
        return seen > 0 and (not read.lower.get(word.low) or follows)
    if seen:
        return True
    if read.lower.get(word.low) or _adverb_like(read, piece):
        return False
    return _used_like_a_name(read, piece)


def _used_like_a_name(read: NameText, piece: Piece) -> bool:
    """Whether an unknown English word that stands once, at a start, does something there.

    "Korvane plans", "Korvane's", "Korvane, a firm", but "Dozens of people".
    """
    lists = read.lists
    word, after = read.tokens[piece.first], read.at(piece.end)
    known = look_up(word.text) is not None or word.low in first_names()
    if lists.language != "en" or word.possessive or known or after is None:
        return True
    if after.kind == "p" or after.gap == "\n" or after.capital:
        return True
    verbs = lists.speech_verbs | lists.person_verbs | lists.verbs | lists.follow_verbs | lists.be
    return after.low in verbs or after.low.endswith(("ed", "s")) or after.low in ("and", "who")


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
    if word.low.endswith(_PEOPLE_ENDINGS) and read.lists.language == "en":
        return True
    if len(word.low) > 4 and word.low.endswith(_ADJECTIVE_ENDINGS) and _describes(read, piece):
        return True
    return len(word.low) > 5 and word.low.endswith(_ORDINARY_ENDINGS[read.lists.language])


# English endings of nouns for several people: "Astronomers found".
_PEOPLE_ENDINGS = (
    "ists",
    "ologers",
    "omers",
    "fighters",
    "makers",
    "workers",
    "ographers",
    "icians",
)
# English endings of adjectives, as in "Avian influenza spread" at a sentence's start.
_ADJECTIVE_ENDINGS = (
    "ian", "al", "ic", "ous", "ive", "ary", "able", "ible", "ful", "less", "ant", "ent",
)  # fmt: skip


def _describes(read: NameText, piece: Piece) -> bool:
    """Whether a noun in lower case follows an English word at a sentence's start."""
    lists = read.lists
    after = read.at(piece.end)
    if lists.language != "en" or after is None or after.kind != "l" or not read.joined(piece.end):
        return False
    verb = after.low in lists.verbs | lists.person_verbs or after.low.endswith(("ed", "ly", "ing"))
    return not verb and after.low not in lists.function_words


@lru_cache(maxsize=4096)
def _country(name: str) -> bool:
    entry = look_up(name)
    return entry is not None and (entry.type != "city" or entry.people >= 1_000_000)


_IGNORED = word_set("the a an of and for in on at de la le el los las les du der die das und et y")


def _fold(word: str) -> str:
    folded = compose(word).casefold().replace("’", "'")
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
