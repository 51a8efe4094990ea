"""Runs of capitalised words that may hold a name: with their connectors, on one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factcards.reading.lexicon import demonyms, first_names, word_set
from factcards.reading.name_tokens import DASHES, NameText
from factcards.reading.name_words import is_keyword, known_place_size

_LONGEST_RUN = 12
LEGAL_FORMS = word_set("plc pty")
"""Legal forms that a firm's name may write small: "Tarnwell plc"."""


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `[first, end)`."""

    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A name by its tokens `[first, end)`, and the title `[title, first)` before it."""

    first: int
    end: int
    title: int
    """Index of the first token of the title; equal to `first` where there is none."""


def runs(read: NameText) -> Iterator[Run]:
    """Every run of capitalised words outside headlines, in order."""
    index = 0
    count = len(read.tokens)
    while index < count:
        if not _may_start(read, index):
            index += 1
            continue
        end = index + 1
        while end < count and end - index < _LONGEST_RUN:
            step = _step(read, index, end)
            if not step:
                break
            end += step
        loud = end - index > 1 and _shouts(read, index, end) and not _acronyms(read, index, end)
        if loud and not in_dateline(read, index, end):
            for token in read.tokens[index:end]:
                token.head = True
        elif not (end < count and read.tokens[end].kind == "h" and read.joined(end)):
            yield Run(index, end)
        index = end


_LONGEST_DATELINE = 14


def in_dateline(read: NameText, first: int, end: int) -> bool:
    """Whether `[first, end)` opens a dateline: "PORT HALLOW, Friday 14 March (XYZ) —"."""
    if first > 0 and read.tokens[first].gap != "\n":
        return False
    for index in range(end, min(end + _LONGEST_DATELINE, len(read.tokens))):
        token = read.tokens[index]
        if token.gap == "\n" or token.kind == "l":
            return False
        if token.text in DASHES:
            return bool(token.gap) or token.text == "—"
        if token.kind == "p" and token.text not in ",.()/":
            return False
    return False


def _may_start(read: NameText, index: int) -> bool:
    token = read.tokens[index]
    if token.head or _in_address(read, index):
        return False
    if token.capital:
        if token.kind == "A" and (
            _shouted(read, index) or token.low in read.lists.organisation_nouns
        ):
            return False
        return token.low not in ("i", "i'm", "i've", "i'll", "i'd") or read.lists.language != "en"
    # "van der Berg", "bin Salman" after a speech verb or a comma.
    if token.kind != "l" or read.lists.language not in ("en", "de"):
        return False
    if token.low not in (
        "von",
        "van",
        "bin",
        "ibn",
        "al",
        "el",
        "de",
        "della",
        "di",
        "du",
        "ter",
        "ten",
    ):
        return False
    after = read.at(index + 1)
    further = read.at(index + 2)
    if after is None or not read.joined(index + 1):
        return False
    if read.lists.language == "de" or token.low in ("ten",):
        return False
    if after.capital:
        return True
    return (
        after.low in read.lists.particles
        and further is not None
        and further.capital
        and read.joined(index + 2)
    )


def _in_address(read: NameText, index: int) -> bool:
    """Whether the token is part of a handle, a hashtag or an address."""
    before = read.at(index - 1)
    if before is None or read.tokens[index].gap or before.kind != "p":
        return False
    further = read.at(index - 2)
    within = further is not None and not before.gap and further.kind in "lnp"
    return before.text in "@#_=" or (before.text in "./" and within)


def _shouted(read: NameText, index: int) -> bool:
    """Whether the word stands in capitals only because its neighbours do ("WHO IS SHE")."""
    token = read.tokens[index]
    if token.low not in read.lists.function_words:
        return False
    after = read.at(index + 1)
    return after is not None and after.kind == "A" and read.joined(index + 1)


def _acronyms(read: NameText, first: int, end: int) -> bool:
    """Whether two words in capitals are acronyms: "US FDA"."""
    words = [t.text for t in read.tokens[first:end] if t.kind != "p"]
    return len(words) == 2 and all(len(word) <= 4 for word in words)


def _shouts(read: NameText, first: int, end: int) -> bool:
    """Whether the run so far is words in capitals that say nothing ("BREAKING NEWS")."""
    words = [t for t in read.tokens[first:end] if t.kind != "p"]
    return all(t.kind == "A" for t in words) and (len(words) > 1 or len(words[0].text) > 6)


# Words of names of works and teams that stay inside a run; other function words end it.
_INNER_WORDS = word_set(
    "the of and for in on to a with one two three four five six seven eight nine ten first second "
    "third no all her his my our up off out over under near down without "
    "el la los las de del le les der die das du des"
)


def _step(read: NameText, first: int, end: int) -> int:
    """How many tokens at `end` go on with the run that began at `first`, 0 if it ends."""
    lists = read.lists
    token = read.tokens[end]
    before = read.tokens[end - 1]
    if token.text == "." and before.dot and not token.gap and read.joined(end + 1):
        after = read.tokens[end + 1]
        continues = after.capital and not (after.low in lists.function_words and after.weak)
        return 2 if continues and len(before.text) <= 4 else 0
    if token.text in "'’" and _plural_owner(read, first, end):
        return 2
    if token.text == "/" and not token.gap and before.kind == "A":
        other = read.at(end + 1)
        return 2 if other is not None and other.kind == "A" and not other.gap else 0
    if token.text == "," and (length := _more_fields(read, first, end)):
        return length
    if token.head or not read.joined(end) or (before.dot and before.kind == "p"):
        return 0
    if token.capital:
        if token.low in lists.calendar and not _calendar_name(read, first, end):
            return 0
        if token.low in lists.calendar:
            return 1
        if token.low in ("i", "i'm") and lists.language == "en":
            return 0
        if token.kind == "C" and _shouts(read, first, end):
            return 0
        if token.weak and not before.dot:
            return 0
        if (
            token.low == "the"
            and token.kind == "C"
            and (end - first > 1 or read.low(first) in first_names())
        ):
            # A new sentence glued to a name: "Jonas Reith The fire brigade".
            return 0
        if token.kind == "A" and token.low in lists.function_words and before.kind != "A":
            return 0
        adverb = token.low.endswith("ly") and lists.is_common(token.low)
        if (token.low in lists.function_words - _INNER_WORDS and token.kind == "C") or adverb:
            return 0
        return 1
    if before.possessive:
        return 0
    if token.text == "&" and read.joined(end + 1) and read.tokens[end + 1].capital:
        return 2
    if token.kind == "n" and len(token.text) <= 4 and _numbered(read, end):
        return 1
    if token.kind != "l":
        return 0
    if token.low in LEGAL_FORMS:
        return 1
    return _connector(read, first, end)


def _more_fields(read: NameText, first: int, end: int) -> int:
    """Length of ", Media and Sport" after "Department for Culture" at the comma `end`, else 0."""
    lists = read.lists
    first += read.low(first) in lists.articles
    if read.low(first) not in lists.organisation_first:
        return 0
    if not any(read.low(i) in ("of", "for") for i in range(first + 1, min(first + 3, end))):
        return 0
    at, linked = end, False
    while at < len(read.tokens) and at < end + 9 and not linked:
        linked = read.low(at) == "and" or read.low(at + 1) == "and"
        at += (read.tokens[at].text == ",") + (linked and read.low(at) in (",", "and"))
        at += linked and read.low(at) == "and"
        field = read.at(at)
        plain = field is not None and field.kind == "C" and read.joined(at)
        if not plain or not lists.is_common(read.low(at)):
            return 0
        at += 1
    return at - end if linked else 0


def _plural_owner(read: NameText, first: int, end: int) -> bool:
    """Whether the apostrophe at `end` makes several the owners: "Dockers' Relief Fund".

    It may as well close a quotation, so a body's keyword must follow it.
    """
    before = read.tokens[end - 1]
    if read.tokens[end].gap or not before.low.endswith("s") or not read.joined(end + 1):
        return False
    if before.low in first_names() and not read.lists.is_common(before.low):
        return False
    for index in range(end + 1, min(end + 5, len(read.tokens))):
        token = read.tokens[index]
        if not token.capital or token.head or not read.joined(index):
            return False
        if is_keyword(read.lists, token.low):
            return not _quoted(read, first)
    return False


def _quoted(read: NameText, first: int) -> bool:
    """Whether a single quotation mark stands right before the token at `first`."""
    mark = read.at(first - 1)
    return mark is not None and mark.text in "'‘" and not read.tokens[first].gap


def _numbered(read: NameText, index: int) -> bool:
    """Whether the number at `index` belongs to the name before it: "Apollo 11", "Route 66"."""
    before = read.tokens[index - 1]
    after = read.at(index + 1)
    token = read.tokens[index]
    if before.low in read.lists.calendar or len(token.text) == 4 or before.weak:
        return False
    closes = after is None or after.kind == "p" or after.gap == "\n"
    return closes and before.low in read.lists.other_keywords


def _calendar_name(read: NameText, first: int, index: int) -> bool:
    """Whether a month or weekday is part of a name here: "Theresa May", "Sunday Times"."""
    before = read.tokens[index - 1]
    after = read.at(index + 1)
    if before.low in first_names() or (before.dot and before.low in read.lists.honorifics):
        return not (after is not None and after.kind == "n")
    return after is not None and after.capital and is_keyword(read.lists, after.low)


_INQUIRIES = word_set("inquiry enquiry commission committee panel investigation taskforce")


def _connector(read: NameText, first: int, end: int) -> int:
    """Length of a connector at `end` together with the capitalised word after it, or 0."""
    lists = read.lists
    length = 0
    words: list[str] = []
    while length < 3 and read.joined(end + length):
        token = read.tokens[end + length]
        if token.capital:
            break
        if token.kind != "l" or not (
            token.low in lists.particles
            or token.low in lists.of_words
            or token.low in lists.join_words
            or token.low in lists.inner_articles
            or token.low in ("without", "on", "into", "des", "fur")
        ):
            return 0
        words.append(token.low)
        length += 1
    after = read.at(end + length)
    if not words or length > 3 or after is None or not after.capital or after.head:
        return 0
    if after.low in lists.calendar:
        return 0
    if not (read.tokens[end + length].gap == " " or read.tokens[end + length - 1].text[-1] in "'’"):
        return 0
    return length + 1 if _connects(read, first, end, words) else 0


def _connects(read: NameText, first: int, end: int, words: list[str]) -> bool:
    lists = read.lists
    left = [t.low for t in read.tokens[first:end]]
    after = read.tokens[end + len(words)]
    keyword = any(is_keyword(lists, word) or word in lists.organisation_first for word in left)
    place = any(word in lists.place_first for word in left[-1:]) and len(left) <= 2
    if words[0] in lists.join_words and words[0] != "&":
        if known_place_size(read, end - 1, end + len(words) + 1):
            return True
        opened = any(word in lists.of_words or word in ("on", "de") for word in left)
        ordinary = lists.is_common(after.low) or lists.language != "en"
        if lists.language == "en" and _twin_fields(read, end, end + len(words)):
            return True
        return (
            keyword and opened and len(words) == 1 and ordinary and after.low not in first_names()
        )
    if words[0] == "into":
        return any(word in _INQUIRIES for word in left)
    if words[0] in lists.of_words or words[0] in ("of", "for", "on", "without", "des"):
        office = left[-1] in lists.titles and after.low in lists.title_of
        if lists.language in ("es", "fr") and words[0] in lists.particles and not keyword:
            return _personal_particle(read, first, end)
        if lists.language == "de":
            # "Sanierung des Waldbads" is a phrase, "Amt für Statistik" a name.
            return keyword
        if words[0] == "on" and not lists.is_common(after.low):
            return False
        if words[0] in ("for", "on", "without"):
            return keyword
        if known_place_size(read, first, end) >= 10**9:
            return False
        ordinary = (
            lists.is_common(left[-1])
            and left[-1] not in lists.person_nouns
            and left[-1] not in demonyms()
        )
        return keyword or place or office or (ordinary and not read.tokens[end - 1].weak)
    if words[0] in lists.inner_articles and words[0] not in lists.particles:
        return False
    if any(word not in lists.particles and word not in lists.inner_articles for word in words):
        return False
    if lists.language in ("es", "fr", "de"):
        return keyword or place or _personal_particle(read, first, end)
    return not any(word in lists.titles for word in left[-1:])


def _twin_fields(read: NameText, end: int, after: int) -> bool:
    """Whether "and" joins two fields of one body: "Food and Drug Administration"."""
    lists = read.lists
    left = read.tokens[end - 1]
    if left.low in lists.organisation_keywords or (left.weak and not lists.is_common(left.low)):
        return False
    if not ((lists.is_common(left.low) or left.kind == "A") and lists.is_common(read.low(after))):
        return False
    at = after + 1
    while at < len(read.tokens) and at < after + 3 and read.joined(at) and read.tokens[at].capital:
        if read.low(at) in lists.organisation_keywords or read.low(at) == "act":
            return True
        at += 1
    return False


def _personal_particle(read: NameText, first: int, end: int) -> bool:
    """Whether a particle after `[first, end)` goes on with a person's name ("María de la Cruz")."""
    last = read.tokens[end - 1].low
    return last in first_names() and not known_place_size(read, end - 1, end) >= 10**9
