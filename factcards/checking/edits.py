"""Whether an edit of a sentence touches what some of its words say.

A fact stands when its own words, its clause, and every sign that turns, weakens
or credits a statement are as they were. Aside clauses, and numbers outside the
fact's clause, may change around it. In doubt an edit touches the fact: a fact
too many to look at costs an editor seconds, a fact too few a correction.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

from factcards.card import Span
from factcards.checking.free_text import read_free_text
from factcards.reading.reader import read_text

MOST_WORDS = 400
"""Of a sentence that are compared word by word; a longer one counts as touched."""
_TOKEN = re.compile(r"[^\W_]+(?:[.,'’\-‐‑:/][^\W_]+)*|[^\w\s]")
_BORDERS = frozenset(',;:()[]—–-“”«»"„.!?…')


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SUBORDINATE = _set(
    """which who whose whom where while as after before when since because although though
    que quien quienes cuyo cuya donde mientras cuando tras porque aunque
    dessen deren wo während als nachdem bevor weil obwohl
    qui dont où pendant quand après avant parce"""
)
_ASIDE = _SUBORDINATE | _set(
    """and but or nor so the a an his her its their including
    y e pero el la los las un una der die das und aber oder ein eine et mais ou le les une"""
)
"""Words that open a clause beside the one that the fact stands in; the first clause of a sentence,
which has its subject, only by a conjunction."""
_JOINING = _set(
    """and but while so which who he she it they y pero que él ella ellos und aber der die das er
    sie es et mais qui il elle ils elles"""
)
"""Words that join a clause to the one before and may change when a sentence is parted."""
_OPENING = _set(
    """and but while which who whose where after before when since because although though
    y pero que mientras cuando porque aunque und aber während nachdem bevor weil obwohl
    et mais qui dont pendant quand parce"""
)
"""Words before which a new clause begins without a comma."""
_BINDING = _set(
    """if unless until except only provided almost nearly about around roughly least most more
    less than under over up all every each some half exactly si salvo excepto hasta solo sólo
    casi unos unas menos más todos cada wenn falls außer bis nur fast rund etwa mindestens
    höchstens mehr weniger alle jeder sauf jusqu seulement presque environ moins plus tous
    chaque"""
)
"""Words that change what stands beside them."""


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    span: Span
    clause: int
    """Number of the clause, counted from 0."""
    first: bool
    """Whether it opens its clause."""


@dataclass(frozen=True, slots=True)
class Version:
    """A sentence before or after an edit, and where the fact's words stand in it."""

    text: str
    words: Span
    """In code points of `text`."""


def touches(old: Version, new: Version, language: str, *, local: bool = False) -> bool:
    """Whether the edit from `old` to `new` may change what the marked words say.

    `local`: the words name somebody or something, so that only they and the
    words beside them matter. Quadratic in the words of a sentence, up to
    `MOST_WORDS`.
    """
    before, after = _words(old.text), _words(new.text)
    if max(len(before), len(after)) > MOST_WORDS:
        return True
    matcher = SequenceMatcher(
        None, [w.text for w in before], [w.text for w in after], autojunk=False
    )
    edits = [op[1:] for op in matcher.get_opcodes() if op[0] != "equal"]
    own = (_range(before, old.words), _range(after, new.words))
    clauses = (_clauses(before, own[0]), _clauses(after, own[1]))
    cues, sources = (
        [kind(text, language) for text in (old.text, new.text)] for kind in (_cues, _credits)
    )
    if local:
        turned = cues[0] != cues[1]
        return any(
            _meets(low, high, own[0])
            or _meets(start, end, own[1])
            or (turned and _inside(before[low:high], after[start:end], clauses))
            for low, high, start, end in edits
        )
    if cues[0] != cues[1] or sources[0] != sources[1]:
        return True
    return any(
        not _harmless(before[low:high], after[start:end], clauses, (before, after))
        for low, high, start, end in edits
    )


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    clause, first = 0, True
    for match in _TOKEN.finditer(text):
        token = match.group().casefold()
        if token in _BORDERS:
            if not first:
                clause, first = clause + 1, True
            continue
        if not token[0].isalnum():
            continue
        if token in _OPENING and not first:
            clause, first = clause + 1, True
        found.append(_Word(token, Span(*match.span()), clause, first))
        first = False
    return found


def _range(words: list[_Word], marked: Span) -> tuple[int, int]:
    """The places of the words that `marked` overlaps."""
    inside = [place for place, word in enumerate(words) if word.span.overlaps(marked)]
    return (inside[0], inside[-1] + 1) if inside else (0, len(words))


def _meets(low: int, high: int, own: tuple[int, int]) -> bool:
    """Whether words `low` to `high` are among `own`, or next to them."""
    return low <= own[1] and own[0] <= high


def _clauses(words: list[_Word], own: tuple[int, int]) -> frozenset[int]:
    return frozenset(word.clause for word in words[own[0] : own[1]])


def _cues(text: str, language: str) -> Counter[str]:
    """The negations and hedges of a sentence."""
    return Counter(c.span.of(text).casefold() for c in read_free_text(text, language).cues)


def _credits(text: str, language: str) -> Counter[tuple[str, str]]:
    """Whom a sentence credits with what kind of statement."""
    attributions = read_text(text, language=language).attributions
    return Counter((a.source_span.of(text).casefold(), a.stance) for a in attributions)


def _inside(
    gone: list[_Word], come: list[_Word], own: tuple[frozenset[int], frozenset[int]]
) -> bool:
    """Whether a run of words, gone or come, reaches into the fact's clauses."""
    return any(w.clause in own[0] for w in gone) or any(w.clause in own[1] for w in come)


def _harmless(
    gone: list[_Word],
    come: list[_Word],
    own: tuple[frozenset[int], frozenset[int]],
    whole: tuple[list[_Word], list[_Word]],
) -> bool:
    """Whether one run of words, gone and come, leaves the clauses `own` as they were."""
    if all(word.text in _JOINING for word in (*gone, *come)):
        return True
    if any(word.text in _BINDING for word in (*gone, *come)):
        return False
    if _inside(gone, come, own):
        return False
    numbers = all(word.text[0].isdigit() for word in (*gone, *come))
    if numbers and len(gone) == len(come):
        return True
    return _aside(gone, whole[0], own[0]) and _aside(come, whole[1], own[1])


def _aside(words: list[_Word], whole: list[_Word], own: frozenset[int]) -> bool:
    """Whether `words` stand in clauses of their own, beside those of the fact."""
    openers = {word.clause: word.text for word in whole if word.first}
    last = max(own, default=0)
    return all(
        word.clause > last or openers[word.clause] in (_ASIDE if word.clause else _SUBORDINATE)
        for word in words
    )
