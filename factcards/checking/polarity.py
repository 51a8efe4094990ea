"""Whether a text turns round, or tells for certain, what another text says.

A negation or hedge is taken to bear on the first content word behind it, and
on the next. A text flips a statement when it uses such a word without any
negation near it while the other uses it only with one, or the other way round.
Synonyms and opposites ("lost" for "won") are out of reach here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from factcards.card import Span
from factcards.checking.stems import is_function_word, stem
from factcards.reading.cues import read_cues
from factcards.reading.mentions import Cue

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:['’\-‐‑][^\W_]+)*|[.;:!?]")
_REACH = 6
"""Words between a negation and the word it bears on, at most."""
_AROUND = 5
"""How many words around a word are looked at for a negation, clause marks aside."""
_TURNS = frozenset(("but", "while", "although", "though", "pero", "aber", "sondern", "mais"))
"""Words that a negation before them does not reach across."""
_EMPTY = frozenset(("yet", "any", "even", "ever", "longer", "only", "immediately", "clear"))


@dataclass(frozen=True, slots=True)
class _Word:
    span: Span
    stem: str
    negated: bool
    """Whether a negation stands near, in the same clause."""
    content: bool


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a cue bears on: places in the list of words."""

    cue: Span
    first: int
    second: int | None


@lru_cache(maxsize=2048)
def _cues(text: str, language: str) -> tuple[Cue, ...]:
    return tuple(both for cue in read_cues(text, language) for both in _bearing(cue, text))


def _bearing(cue: Cue, text: str) -> Iterator[Cue]:
    """`cue`, before it the "not" that is part of it: "not guilty" bears on "guilty" too."""
    if cue.kind == "negation" and cue.span.of(text).lower().startswith("not "):
        yield replace(cue, span=Span(cue.span.start, cue.span.start + len("not")))
    yield cue


@lru_cache(maxsize=2048)
def _words(text: str, language: str) -> tuple[_Word, ...]:
    cues = [c.span for c in _cues(text, language) if c.kind == "negation"]
    # Where "not" is part of a cue, it alone is the mark: what it negates is content.
    cues = [span for i, span in enumerate(cues) if not i or cues[i - 1].start < span.start]
    found = [(Span(*m.span()), m.group()) for m in _WORD.finditer(text)]
    inside = _marks(cues, [span for span, _ in found])
    reach = [0] * (len(found) + 1)
    for place, is_cue in enumerate(inside):
        if is_cue:
            low, high = _clause(found, place)
            reach[low] += 1
            reach[high] -= 1
    words, depth = [], 0
    for place, (span, token) in enumerate(found):
        depth += reach[place]
        lowered = token.lower()
        # Numbers have a rule of their own: "instead of £1" denies no other figure.
        content = not inside[place] and token[0].isalpha() and not is_function_word(lowered)
        words.append(_Word(span, stem(lowered), depth > 0, content and lowered not in _EMPTY))
    return tuple(words)


def _marks(cues: list[Span], words: list[Span]) -> list[bool]:
    """Which of `words` are part of a cue; both lists are in order."""
    marks, at = [], 0
    for word in words:
        while at < len(cues) and cues[at].end <= word.start:
            at += 1
        marks.append(at < len(cues) and cues[at].overlaps(word))
    return marks


def _clause(found: list[tuple[Span, str]], place: int) -> tuple[int, int]:
    """The words around `place` that its negation may bear on."""
    low = place
    while low > 0 and place - low < _AROUND and _goes_on(found[low - 1][1]):
        low -= 1
    high = place + 1
    while high < len(found) and high - place <= _REACH and _goes_on(found[high][1]):
        high += 1
    return low, high


def _goes_on(token: str) -> bool:
    """Whether a clause goes on through `token`."""
    return token[0].isalnum() and token.lower() not in _TURNS


def _scopes(text: str, language: str, kind: str) -> Iterator[_Scope]:
    """What each cue of `kind` in `text` bears on."""
    words = _words(text, language)
    at = 0
    for cue in _cues(text, language):
        if cue.kind != kind:
            continue
        while at < len(words) and words[at].span.start < cue.span.end:
            at += 1
        places: list[int] = []
        for place in range(at, min(at + _REACH, len(words))):
            first = text[words[place].span.start]
            if not first.isalnum() or (first.isdigit() and not places):
                break  # "not nine" and "instead of £1" deny the number alone
            if words[place].content:
                places.append(place)
                if len(places) == 2:
                    break
        if places:
            yield _Scope(cue.span, places[0], places[1] if len(places) > 1 else None)


def retold_sentence(sentences: Sequence[str], told: str, language: str, word: str = "") -> str:
    """The one of `sentences` that shares most content words with `told`; "" where there is none.

    With `word`, a stem, only sentences that have it are looked at.
    """
    best, by_word = _retold(tuple(sentences), told, language)
    return by_word.get(word, "") if word else best


@lru_cache(maxsize=256)
def _retold(sentences: tuple[str, ...], told: str, language: str) -> tuple[str, dict[str, str]]:
    """The sentence that `told` retells best, and the best of those with each stem."""
    wanted = _stems(told, language)
    ranked = sorted(sentences, key=lambda s: -len(_stems(s, language) & wanted))
    by_word: dict[str, str] = {}
    best = ""
    for sentence in ranked:
        stems = _stems(sentence, language)
        if stems & wanted:
            best = best or sentence
            for known in stems:
                by_word.setdefault(known, sentence)
    return best, by_word


@lru_cache(maxsize=2048)
def _stems(text: str, language: str) -> frozenset[str]:
    return frozenset(w.stem for w in _words(text, language) if w.content)


@dataclass(slots=True)
class _Uses:
    """How a text uses one stem."""

    stated: bool = False
    """Somewhere without a negation near it."""
    first: int | None = None
    """Place of the first content word."""
    negated: bool = False
    """Whether any content word is negated."""


@lru_cache(maxsize=2048)
def _uses(text: str, language: str) -> dict[str, _Uses]:
    found: dict[str, _Uses] = {}
    for place, word in enumerate(_words(text, language)):
        uses = found.setdefault(word.stem, _Uses())
        uses.stated = uses.stated or not word.negated
        if word.content:
            uses.first = place if uses.first is None else uses.first
            uses.negated = uses.negated or word.negated
    return found


def negations_flipped(
    sentences: Sequence[str], told: str, language: str
) -> tuple[tuple[str, str], ...]:
    """Pairs of words, of one of `sentences` and of `told`, that say the opposite of each other.

    Each word is held against the sentence with that word that `told` retells best.
    """
    if not any(c.kind == "negation" for t in (*sentences, told) for c in _cues(t, language)):
        return ()
    found: dict[tuple[str, str], None] = {}
    for scope in _scopes(told, language, "negation"):
        said = retold_sentence(sentences, told, language, _words(told, language)[scope.first].stem)
        words = _without_negation(told, said, scope, language)
        if words is not None:
            found[words, _shown(told, scope, language)] = None
    for sentence in sentences:
        for scope in _scopes(sentence, language, "negation"):
            word = _words(sentence, language)[scope.first].stem
            if retold_sentence(sentences, told, language, word) != sentence:
                continue
            words = _without_negation(sentence, told, scope, language)
            if words is not None:
                found[_shown(sentence, scope, language), words] = None
    return tuple(found)


def _without_negation(original: str, other: str, scope: _Scope, language: str) -> str | None:
    """The words of `other` that state what `original` negates, if it does so without negation."""
    words, others = _words(original, language), _words(other, language)
    wanted = words[scope.first].stem
    here, there = _uses(original, language).get(wanted), _uses(other, language).get(wanted)
    if here is not None and here.stated:
        return None
    if there is None or there.first is None or there.negated:
        return None
    place = there.first
    first, last = others[max(0, place - 2)], others[min(len(others) - 1, place + 2)]
    return other[first.span.start : last.span.end]


def _shown(text: str, scope: _Scope, language: str) -> str:
    words = _words(text, language)
    end = words[scope.second if scope.second is not None else scope.first].span.end
    return text[scope.cue.start : end]


def hedges_lost(said: str, told: str, language: str) -> Iterator[str]:
    """The hedged words of `said` that `told` repeats while it hedges nothing."""
    if any(c.kind == "hedge" for c in _cues(told, language)):
        return
    told_stems = {w.stem for w in _words(told, language) if w.content}
    words = _words(said, language)
    for scope in _scopes(said, language, "hedge"):
        if words[scope.first].stem in told_stems:
            yield _shown(said, scope, language)
