"""What single words say about a name: titles, keywords, words that name nothing."""

from __future__ import annotations

import re

from factcards.reading.gazetteer import PlaceEntry, look_up
from factcards.reading.lexicon import Lexicon, demonyms, first_names
from factcards.reading.name_tokens import NameText

_LONGEST_TITLE = 6
_PLURAL_ACRONYM = re.compile(r"(?:[A-Z]{2,5}|PhD|BSc|MSc|MBA)s")
"""A kind of thing and no name: "EVs", "NGOs"."""


def is_keyword(lists: Lexicon, word: str) -> bool:
    """Whether `word` makes a name an organisation's, a place's or an event's."""
    return (
        word in lists.organisation_keywords
        or word in lists.place_keywords
        or word in lists.other_keywords
    )


def place_entry(read: NameText, first: int, end: int) -> PlaceEntry | None:
    """What the gazetteer has under the words `[first, end)`."""
    if end > len(read.tokens) or end - first > 5:
        return None
    name = read.text[read.tokens[first].start : read.tokens[end - 1].end]
    entry = look_up(name)
    if entry is None and read.tokens[end - 1].dot:
        entry = look_up(name + ".")
    if entry is None and name.isupper() and len(name) > 4:
        entry = look_up(name.title())
    return entry


def known_place_size(read: NameText, first: int, end: int) -> int:
    """Population of the place `[first, end)`; very large for a country or region, 0 if unknown."""
    entry = place_entry(read, first, end)
    if entry is None:
        return 0
    return entry.people if entry.type == "city" else 10**9


def title_length(read: NameText, index: int, end: int) -> int:
    """How many tokens from `index` on are a title with its modifiers, 0 if none.

    "Deputy Foreign Minister", "Secretary of State", "Belarusian President":
    modifiers, then the office itself, then sometimes "of" and a field.
    """
    lists = read.lists
    at = index
    office = 0
    while at < end and at - index < _LONGEST_TITLE:
        token = read.tokens[at]
        low = token.low
        german = lists.language == "de" and lists.is_person_noun(low)
        if (
            low in lists.honorifics
            or low in lists.titles
            or _hyphenated_title(lists, low)
            or german
        ):
            at += 1
            office = at
            if _dotted(read, at, end):
                at += 1
                office = at
            of_end = _field_after(read, at, end)
            if of_end:
                at = office = of_end
            if token.possessive:
                return 0
        elif _modifies_office(read, index, at):
            at += 1
        else:
            break
    if not office or _is_named_after(read, index, office, end):
        return 0
    return office - index


def _modifies_office(read: NameText, index: int, at: int) -> bool:
    """Whether the word at `at` may stand before an office: "Deputy", "Chief Financial Officer"."""
    token = read.tokens[at]
    if at > index and read.low(at - 1) == "chief" and read.low(at + 1) == "officer":
        return True
    known = token.low in read.lists.title_modifiers or token.low in demonyms()
    return known and not token.possessive


def _dotted(read: NameText, at: int, end: int) -> bool:
    return at < end and read.tokens[at].text == "." and read.tokens[at - 1].dot


def _hyphenated_title(lists: Lexicon, low: str) -> bool:
    parts = low.split("-")
    return len(parts) > 1 and (parts[0] in lists.titles or parts[-1] in lists.titles)


def _field_after(read: NameText, at: int, end: int) -> int:
    """End of "of State", "of Foreign Affairs" after an office, 0 if there is none."""
    lists = read.lists
    if not (at + 1 < end and read.low(at) in lists.of_words | {"of"}):
        return 0
    at += 1
    first = at
    while at < end and (read.low(at) in lists.title_of or read.low(at) in ("and", "the")):
        at += 1
    return at if at > first else 0


_ONLY_FOR_PEOPLE = frozenset(("mr", "mrs", "ms", "miss", "mx", "mme", "herr", "frau", "señora"))


def _is_named_after(read: NameText, index: int, office: int, end: int) -> bool:
    """Whether the office is part of a name: "President Street", "General Motors"."""
    lists = read.lists
    after = [t for t in read.tokens[office:end] if t.kind != "l"]
    if not after or read.low(index) in _ONLY_FOR_PEOPLE:
        return False
    if is_keyword(lists, after[-1].low) and after[-1].low not in first_names():
        return True
    first = after[0]
    if all(lists.is_common(t.low) and t.low not in first_names() for t in after):
        # "Chief Executive Officer" goes on being a title; "Father Christmas" does not.
        return len(after) > 1 or not (first.weak or read.strong.get(first.low, 0) > 1)
    return False


def drop_generic(read: NameText, first: int, end: int, *, titled: bool) -> bool:
    """Whether the words `[first, end)` name nothing: an office, a weekday, "the Court"."""
    lists = read.lists
    words = [t for t in read.tokens[first:end] if t.kind != "l" and t.kind != "p"]
    if not words:
        return True
    if all(
        _is_demonym(t.low) or t.low in lists.calendar or t.low in lists.function_words
        for t in words
    ):
        return not (titled or _reads_as_acronym(read, first, end))
    if "-".join(t.low for t in words) in lists.organisations_known:
        return False
    if len(words) == 1 and _is_plural_surname(read, first):
        return True
    if len(words) == 1 and not titled and words[0].low in read.surnames and words[0].kind == "C":
        # "White" is somebody where the text has a "Nora White".
        return words[0].weak and not read.strong.get(words[0].low)
    if all(
        t.low in lists.titles
        or _hyphenated_title(lists, t.low)
        or t.low in lists.title_modifiers
        or t.low in lists.honorifics
        or t.low in lists.suffixes
        for t in words
    ):
        return not (titled and words[0].low not in lists.titles) and words[0].kind != "A"
    if len(words) > 1:
        return False
    word = words[0]
    if "'" in word.low and word.low.split("'")[0] in lists.function_words:
        # "We're", "You'll"
        return True
    if _PLURAL_ACRONYM.fullmatch(word.text) and look_up(word.text) is None:
        return True
    if word.low in lists.title_of and read.low(first - 1) in lists.of_words and not titled:
        return True
    if len(word.text) == 1 or word.text[1] == "-" or word.low in lists.suffixes:
        return not titled
    if word.kind == "C" and not titled and lists.is_common(word.low) and word.low.endswith("ly"):
        return True
    if word.kind == "A" or titled or any(c.isupper() for c in word.text[1:]):
        return False
    if look_up(word.text) is not None and not lists.is_common(word.low):
        return False
    generic = (
        word.low in lists.directions
        or (is_keyword(lists, word.low) and lists.is_common(word.low))
        or word.low in lists.person_nouns
    )
    ordinary = lists.is_common(word.low) and read.lower.get(word.low, 0) > 0
    if lists.language in ("es", "fr") and is_keyword(lists, word.low):
        generic = True
    return (
        word.low not in lists.organisations_known
        and (generic or ordinary)
        and not _seen_as_name(read, word.low)
    )


def _is_plural_surname(read: NameText, index: int) -> bool:
    """Whether a word stands for a whole family: "the Quists"."""
    low = read.low(index)
    plural = low.endswith("s") and low[:-1] in read.surnames and low not in read.surnames
    return plural and read.low(index - 1) in read.lists.articles


def _is_demonym(low: str) -> bool:
    """Whether a word names a people: "Belarusian", "African-Americans"."""
    return all(part in demonyms() for part in low.split("-"))


def _seen_as_name(read: NameText, low: str) -> bool:
    """Whether a word that names nothing by itself is one of the text's surnames ("Baker")."""
    return low in first_names() and low not in read.lower


def _reads_as_acronym(read: NameText, first: int, end: int) -> bool:
    """Whether the words are an acronym that only looks like a word ("US", "WHO")."""
    token = read.tokens[first]
    return (
        end - first == 1
        and token.kind == "A"
        and not token.head
        and (
            not token.weak
            or token.low not in ("the", "a", "i", "it", "in", "on", "at", "an", "and", "but")
        )
    )
