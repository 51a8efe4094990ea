"""Negations with what they bear on: the words of a text in clauses, and its negations.

A particle ("not", "never") bears on the words behind it, a quantifier ("nobody",
"without") on its clause, a refusing verb ("deny", "refuse", "fail") on what it
is followed by, across "that". The lists are those of `cues.toml` and
`polarity.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from factcards.card import Span
from factcards.checking.stems import is_function_word, stem
from factcards.reading.cues import read_cues
from factcards.reading.lexicon import lexicon
from factcards.reading.tables import load_table

Force = Literal["particle", "quantifier", "adjunct", "refusing", "mild", "hidden"]

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]['’](?=\w)|[^\W_]+(?:['’\-‐‑][^\W_]+)*|[^\w\s]")
_BREAKS = frozenset('.;:!?,—–()[]“”„«»"')
_STOPS = frozenset(".;:!?")
_JOINS = frozenset(
    re.findall(
        r"\w+",
        """and but while although though whereas because since after before when if that which who
    whom whose where than pero mientras aunque porque cuando si que y quien cual sondern
    während obwohl weil nachdem bevor wenn dass und welche welcher mais tandis alors
    parce lorsque quand si que qui dont et""",
    )
)
"""Words with which another clause may begin."""
_TURNS = frozenset(("but", "while", "although", "whereas", "pero", "aber", "sondern", "mais"))
_AND = frozenset(("and", "und", "y", "et", "e"))
_THAT = frozenset(("that", "whether", "dass", "ob", "que", "qu'", "qu’", "si"))
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        """yet any even ever longer immediately clear get got anything anyone anybody either
    plus plusieurs mehr más say says said saying told tell tells according dijo dice dicen dijeron
    sagte sagt sagten gesagt laut dit dire disent selon déclaré""",
    )
)
_AHEAD = 4
_BEHIND = 2
_ROOT = 5
"""Letters of a stem by which two words are taken for one: "manager" and "manages"."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    span: Span
    root: str
    clause: int
    content: bool


@dataclass(frozen=True, slots=True)
class Negation:
    """A negation of a text."""

    span: Span
    force: Force
    word: str
    """Its stem."""
    clause: int
    targets: tuple[int, ...]
    """Places of the content words that it bears on, the nearest first."""


@dataclass(frozen=True)
class Negated:
    """A text as clauses and negations."""

    text: str
    words: tuple[Word, ...]
    clauses: tuple[frozenset[str], ...]
    """The roots of the content words and numbers of each clause."""
    negations: tuple[Negation, ...]
    """Those that turn a statement round, in order."""
    hidden: tuple[Negation, ...]
    """Words that may be told for one."""
    assents: tuple[Negation, ...]
    """Verbs of accepting and admitting: the opposite of refusing."""
    wholes: tuple[Negation, ...]
    """Words for somebody and for all: the opposite of nobody and nothing."""

    def roots(self, places: Sequence[int]) -> frozenset[str]:
        """The roots of the words at `places`."""
        return frozenset(self.words[place].root for place in places)

    def count(self, place: int) -> int:
        """How many negations bear on the word at `place`."""
        return sum(place in n.targets for n in self.negations)

    def shown(self, negation: Negation) -> str:
        """The negation with the words between it and the first that it bears on."""
        span = negation.span
        for place in negation.targets[:2]:
            other = self.words[place].span
            span = Span(min(span.start, other.start), max(span.end, other.end))
        return span.of(self.text)


@lru_cache(maxsize=2048)
def negations_in(text: str, language: str) -> Negated:
    """The negations of `text` with their scopes; linear in its length."""
    tokens = [Span(*m.span()) for m in _TOKEN.finditer(text)]
    cues = [c.span for c in read_cues(text, language) if _turns(c.span.of(text), c.kind)]
    words = tuple(_words(text, tokens))
    clauses: list[set[str]] = [set() for _ in range((words[-1].clause if words else 0) + 1)]
    for word in words:
        if word.content or word.span.of(text)[0].isdigit():
            clauses[word.clause].add(word.root)
    lists = _lists(language)
    places = {word.span.start: place for place, word in enumerate(words)}
    found = [
        _negation(text, words, places[span.start], span, _force(span.of(text).lower(), lists))
        for span in cues
        if span.start in places and not _is_idle(text, words, places[span.start], language)
    ]
    taken = {n.span.start for n in found}
    hidden, assents, wholes = [], [], []
    for place, word in enumerate(words):
        if word.span.start in taken:
            continue
        if _is_hidden(word.span.of(text).lower(), lists):
            hidden.append(_negation(text, words, place, word.span, "hidden"))
        if lists.has("assenting", word.span.of(text).lower()):
            assents.append(_negation(text, words, place, word.span, "refusing"))
        if lists.has("wholes", word.span.of(text).lower()):
            wholes.append(_negation(text, words, place, word.span, "quantifier"))
    return Negated(
        text,
        words,
        tuple(frozenset(c) for c in clauses),
        tuple(_joined(found)),
        tuple(hidden),
        tuple(assents),
        tuple(wholes),
    )


def _turns(words: str, kind: str) -> bool:
    return kind == "negation" or words.lower().startswith(("not ", "yet to"))


def _words(text: str, tokens: Sequence[Span]) -> Iterator[Word]:
    clause = 0
    for span in tokens:
        token = span.of(text)
        lowered = token.lower()
        if token in _BREAKS:
            clause += 1
            continue
        if not token[0].isalnum():
            continue
        if lowered in _JOINS:
            clause += 1
        content = token[0].isalpha() and not is_function_word(lowered) and lowered not in _EMPTY
        yield Word(span, _root(lowered), clause, content)


def _root(word: str) -> str:
    return word if word[0].isdigit() else stem(word)[:_ROOT]


def _negation(text: str, words: Sequence[Word], place: int, span: Span, force: Force) -> Negation:
    """The negation at `place` with what it bears on."""
    end = place
    while end + 1 < len(words) and words[end + 1].span.start < span.end:
        end += 1
    clause = words[place].clause
    ahead: list[int] = []
    behind: list[int] = []
    for at in range(end + 1, len(words)):
        word = words[at]
        crossing = word.clause - clause
        if crossing and not _reaches(text, words, end, at, force):
            break
        if force == "particle" and not ahead and word.root[0].isdigit():
            return Negation(span, force, stem(span.of(text)), clause, (at,))
        if word.content and not word.span.of(text).lower().endswith("ly"):
            ahead.append(at)
            if len(ahead) == _AHEAD:
                break
    if force != "particle" or not ahead:
        for at in range(place - 1, -1, -1):
            if words[at].clause != clause or len(behind) == _BEHIND:
                break
            if words[at].content:
                behind.append(at)
    if force == "adjunct" or (force == "refusing" and ahead):
        behind = []
    return Negation(span, force, stem(span.of(text)), clause, (*ahead, *behind))


def _reaches(text: str, words: Sequence[Word], place: int, at: int, force: Force) -> bool:
    """Whether a negation at `place` bears on the word at `at`, in a clause behind its own.

    Any reaches into what is said, thought or shown behind "that"; refusing
    verbs into what follows them, up to the end of the statement.
    """
    between = text[words[place].span.end : words[at].span.start]
    passed = [words[i].span.of(text).lower() for i in range(place + 1, at + 1)]
    if any(mark in _STOPS for mark in between) or any(w in _TURNS for w in passed):
        return False
    crossed = words[at].clause - words[place].clause
    if any(w in _THAT for w in passed):
        return crossed <= between.count(",") + between.count("“") + 1
    return force == "refusing" and crossed == 1 and not any(w in _AND for w in passed)


def _is_idle(text: str, words: Sequence[Word], place: int, language: str) -> bool:
    """Whether a French "ne" has its negation behind it, so that it says nothing by itself."""
    if language != "fr":
        return False
    own = words[place].span.of(text).lower()
    return own in ("ne", "n'", "n’")


def _joined(found: Sequence[Negation]) -> Iterator[Negation]:
    """`found`, "neither" and "nor", "not" and "any" of the same pair taken once."""
    for place, negation in enumerate(found):
        before = found[place - 1] if place else None
        pair = before is not None and negation.word in ("nor", "ni", "noch")
        if not pair:
            yield negation


@dataclass(frozen=True)
class _Lists:
    words: dict[str, frozenset[str]]
    stems: dict[str, frozenset[str]]
    english: bool

    def has(self, name: str, word: str) -> bool:
        """Whether `word`, in lower case, is of this list."""
        if word in self.words[name]:
            return True
        if not self.english:
            return False
        short = stem(word)
        doubled = len(short) > _AHEAD and short[-1] == short[-2]  # "admitted", "banned"
        return short in self.stems[name] or (doubled and short[:-1] in self.stems[name])


@cache
def _lists(language: str) -> _Lists:
    table = load_table("polarity")
    known = table.get(language[:2], dict.fromkeys(table["en"], ()))
    words = {name: frozenset(rows) for name, rows in known.items()}
    stems = {name: frozenset(stem(word) for word in rows) for name, rows in known.items()}
    return _Lists(words, stems, language[:2] == "en")


def _force(words: str, lists: _Lists) -> Force:
    first = words.split()[0]
    if words in lists.words["mild"]:
        return "mild"
    if lists.has("refusing", first) or words in lists.words["refusing"]:
        return "refusing"
    if words in lists.words["adjuncts"]:
        return "adjunct"
    return "quantifier" if words in lists.words["quantifiers"] else "particle"


_PREFIXED = re.compile(r"(?:un|non|dis)-?([a-z]{4,})|([a-z]{3,})less")


def _is_hidden(word: str, lists: _Lists) -> bool:
    """Whether `word` may be told for a negation: a word of the list, "undecided", "jobless"."""
    if lists.has("hidden", word):
        return True
    match = _PREFIXED.fullmatch(word) if lists.english else None
    return match is not None and lexicon("en").is_common(match[1] or match[2])
