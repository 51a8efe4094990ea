"""Names in headlines, where every word has a capital or all of them are capitals."""

from __future__ import annotations

from factcards.reading.lexicon import first_names
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText, Token
from factcards.reading.name_words import known_place_size

BIG_CITY = 100_000
"""People from which on a city's name is a name in a headline too."""


def headline_names(read: NameText, pieces: list[Piece]) -> list[Piece]:
    """Names in headlines and in words all in capitals: those that the body has, and sure ones."""
    known: dict[str, set[tuple[str, ...]]] = {}
    for piece in pieces:
        lows = tuple(t.low for t in read.tokens[piece.first : piece.end])
        if len(lows) <= 8:
            known.setdefault(lows[0], set()).add(lows)
            if len(lows) > 1 and lows[0] in first_names():
                known.setdefault(lows[-1], set()).add(lows[-1:])
    longest = {word: sorted(forms, key=len, reverse=True)[:20] for word, forms in known.items()}
    found: list[Piece] = []
    index = 0
    while index < len(read.tokens):
        token = read.tokens[index]
        if not token.head or not token.capital:
            index += 1
            continue
        length = _known_length(read, index, longest.get(token.low, ()))
        length = length or _sure_length(read, index)
        if length:
            found.append(Piece(index, index + length, index))
        index += length or 1
    return found


def _known_length(
    read: NameText, index: int, forms: tuple[tuple[str, ...], ...] | list[tuple[str, ...]]
) -> int:
    for form in forms:
        slice_ = read.tokens[index : index + len(form)]
        if len(slice_) == len(form) and all(t.low == w for t, w in zip(slice_, form, strict=True)):
            return len(form)
    return 0


def _sure_length(read: NameText, index: int) -> int:
    """How many tokens from `index` on are a name for certain, headline or not."""
    lists = read.lists
    token = read.tokens[index]
    after = read.at(index + 1)
    for length in (3, 2, 1):
        if index + length <= len(read.tokens):
            size = known_place_size(read, index, index + length)
            if size >= BIG_CITY and not (length == 1 and lists.is_common(token.low)):
                return length
    first_name = token.low in first_names() and token.low not in lists.function_words
    if first_name and after is not None and read.joined(index + 1) and after.capital:
        surname = not lists.is_common(after.low) and after.low not in lists.calendar
        if surname:
            return 2
    mixed = any(t.kind == "C" for t in _line_around(read, index))
    if token.kind == "A" and mixed and 2 <= len(token.text) <= 6:
        return 0 if lists.is_common(token.low) and token.low not in ("us", "who") else 1
    return 1 if token.low in lists.organisations_known else 0


def _line_around(read: NameText, index: int) -> list[Token]:
    return [t for t in read.tokens[max(0, index - 6) : index + 7] if t.head]
