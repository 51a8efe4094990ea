"""Sentences as short rows of tokens: words, names and whole quotations.

A `Unit` is one printed sentence, or several that a quotation joins, so that
`"It is late. We go home," she said.` is one row: quotation, comma, she, said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from factcards.article.bylines import dateline_match
from factcards.card import Span
from factcards.reading.marks import Pair
from factcards.reading.mentions import Entity, Sentence

Kind = Literal["word", "name", "quote", "punct"]

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m.
    r"|['’]s(?!\w)"
    r"|[$€£¥₹]?[^\W_]+(?:[-.,’'&/](?:(?<=\d,)\d+|(?<!,)[^\W_]+))*%?"
    r"|\.(?=\s*\Z)|\.{3,}|-{2,}|[.,;:!?…—–()\[\]\-]"
    r"|[^\s\w]"
)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s\Z")
_FRENCH_ELISION = re.compile(r"([ldqnjcsmt]|qu|jusqu|lorsqu)['’](?=\w)", re.IGNORECASE)
_ELIDED = frozenset({"l", "d", "qu", "n", "j", "c", "s", "t", "m", "jusqu", "lorsqu"})
_FRENCH_INVERSION = re.compile(r"(?<=\w)-(?:t-)?(ils?|elles?|on)\Z", re.IGNORECASE)
_ACRONYMS = frozenset({"WHO", "IT", "US"})
"""Initials that are pronouns in small letters."""
LONGEST_ROW = 250
"""Tokens of a unit that are looked at: more is no sentence, and would not be linear to read."""
_LONGEST_DATELINE = 120
DASHES = frozenset("—–-")
_STRUCTURE = frozenset(".,;:!?…—–-()[]")


class Tok(NamedTuple):
    """One token of a unit."""

    kind: Kind
    start: int
    end: int
    low: str
    """In lower case; the sign itself for a mark."""
    ref: int = -1
    """For a name the entity's index, for a quotation the pair's."""
    noun: bool = False
    """Whether a German word is a noun, which its capital shows."""


@dataclass(frozen=True)
class Unit:
    """A printed sentence, whole quotations included."""

    number: int
    span: Span
    paragraph: int
    toks: tuple[Tok, ...] = field(repr=False)

    def only_quote(self) -> bool:
        """Whether nothing but quotations stands in it."""
        kinds = {tok.kind for tok in self.toks}
        return "quote" in kinds and kinds <= {"quote", "punct"}


@dataclass(frozen=True)
class NameIndex:
    """Where names stand, to be looked up by offset."""

    spans: tuple[Span, ...]
    owners: tuple[int, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, entities: Sequence[Entity]) -> NameIndex:
        """The index of all mentions of `entities`."""
        rows = sorted(
            (mention.span, index)
            for index, entity in enumerate(entities)
            for mention in entity.mentions
        )
        kept: list[tuple[Span, int]] = []
        for span, owner in rows:
            if kept and kept[-1][0].overlaps(span):
                if len(span) > len(kept[-1][0]):
                    kept[-1] = (span, owner)
                continue
            kept.append((span, owner))
        return cls(
            tuple(span for span, _ in kept),
            tuple(owner for _, owner in kept),
            tuple(span.start for span, _ in kept),
        )

    def within(self, start: int, end: int) -> range:
        """Indices of the mentions that lie inside `[start, end)`."""
        first = bisect_left(self.starts, start)
        last = bisect_left(self.starts, end)
        while last > first and self.spans[last - 1].end > end:
            last -= 1
        return range(first, last)


def units_of(
    text: str, language: str, sentences: Sequence[Sentence], pairs: Sequence[Pair], names: NameIndex
) -> list[Unit]:
    """The story's units in order. `pairs` are the outermost quotations, in order."""
    units: list[Unit] = []
    pair = 0
    group: list[Sentence] = []
    paragraph = -1
    for sentence in sentences:
        if not sentence.story:
            continue
        if group and group[-1].paragraph != sentence.paragraph:
            units.append(_unit(text, language, group, pairs, names, len(units)))
            group = []
        if sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            sentence = _without_dateline(text, sentence)
        group.append(sentence)
        while pair < len(pairs) and pairs[pair].outer.end <= sentence.span.end:
            pair += 1
        crossing = pair < len(pairs) and pairs[pair].outer.start < sentence.span.end
        if not crossing:
            units.append(_unit(text, language, group, pairs, names, len(units)))
            group = []
    if group:
        units.append(_unit(text, language, group, pairs, names, len(units)))
    return units


def _without_dateline(text: str, sentence: Sentence) -> Sentence:
    """The first sentence of a paragraph behind the place, date and dash that may open it."""
    span = sentence.span
    opening = dateline_match(text[span.start : min(span.end, span.start + _LONGEST_DATELINE)])
    if opening is None or opening.end() >= len(span):
        return sentence
    return replace(sentence, span=Span(span.start + opening.end(), span.end))


def _unit(
    text: str,
    language: str,
    group: Sequence[Sentence],
    pairs: Sequence[Pair],
    names: NameIndex,
    number: int,
) -> Unit:
    span = Span(group[0].span.start, group[-1].span.end)
    toks: list[Tok] = []
    position = span.start
    first = bisect_left(pairs, span.start, key=lambda pair: pair.outer.start)
    for index in range(first, len(pairs)):
        outer = pairs[index].outer
        if outer.start >= span.end:
            break
        toks.extend(_plain(text, language, position, outer.start, names))
        toks.append(Tok("quote", outer.start, outer.end, "", index))
        if pairs[index].close is not None and text[outer.end - 2] == ",":
            # House style puts the sentence's comma inside the marks; it stands behind them here.
            toks.append(Tok("punct", outer.end - 1, outer.end, ","))
        position = outer.end
    toks.extend(_plain(text, language, position, span.end, names))
    # A stop before a name belongs to an abbreviation ("Gov. Holt"), not to the sentence.
    row = tuple(t for i, t in enumerate(toks) if t.low != "." or i == len(toks) - 1)
    return Unit(number, span, group[0].paragraph, row[:LONGEST_ROW])


def _plain(text: str, language: str, start: int, end: int, names: NameIndex) -> list[Tok]:
    toks: list[Tok] = []
    position = start
    for index in names.within(start, end):
        span = names.spans[index]
        toks.extend(_words(text, language, position, span.start))
        written = span.of(text)
        low = written if written in _ACRONYMS else written.lower()
        toks.append(Tok("name", span.start, span.end, low, names.owners[index]))
        position = span.end
    toks.extend(_words(text, language, position, end))
    return toks


def _words(text: str, language: str, start: int, end: int) -> list[Tok]:
    toks: list[Tok] = []
    done = start
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        begin, stop = match.span()
        if begin < done:
            continue
        if language == "fr" and word.lower() in _ELIDED and text[stop : stop + 1] in ("'", "’"):
            # "d'" before a name, which is a token of its own.
            done = stop + 1
            toks.append(Tok("word", begin, done, word.lower() + "'"))
            continue
        if not (word[0].isalnum() or word[0] in "'’$€£¥₹"):
            if word in _STRUCTURE or word.startswith(("..", "--")):
                toks.append(Tok("punct", begin, stop, "—" if word.startswith("--") else word))
            continue
        while language == "fr" and (elided := _FRENCH_ELISION.match(word)):
            cut = begin + elided.end()
            toks.append(Tok("word", begin, cut, elided.group().lower().replace("’", "'")))
            begin, word = cut, word[elided.end() :]
        if language == "fr" and (asked := _FRENCH_INVERSION.search(word)):
            # "dit-il": verb and pronoun are two words to the grammar and one token to a reader.
            toks.append(Tok("word", begin, stop, word[: asked.start()].lower()))
            toks.append(Tok("word", begin, stop, asked.group(1).lower()))
            continue
        owned = _POSSESSIVE.search(word)
        if owned:
            cut = begin + owned.start()
            toks.append(Tok("word", begin, cut, word[: owned.start()].lower()))
            toks.append(Tok("word", cut, stop, "'s"))
            continue
        low = "'s" if word in ("'s", "’s") else word.lower().replace("’", "'")
        if word in _ACRONYMS and language == "en":
            low = word
        toks.append(Tok("word", begin, stop, low, noun=language == "de" and word[0].isupper()))
    return toks
