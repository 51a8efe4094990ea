"""Statements that one text turns round against another: negations held against each other.

Each negation of one text is paired with the one of the other that says the
same: the same word, one that bears on the same words, one in a clause of the
same words. What finds none turns its statement round, if the other text does
speak of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

from factcards.checking.negation import Negated, Negation, negations_in
from factcards.checking.opposites import opposites_of
from factcards.checking.stems import stem

_COVERED = 0.5
"""Share of a negated clause that the other text must have for it to be telling that clause."""
_RETOLD = 0.5
"""Share of a negated clause's words that a clause without the negation must have to retell it."""
_BARE = frozenset(("not", "never", "no", "nicht", "nie", "kein", "keine", "ne", "pas", "jamais"))
_SHARED = 2
"""Words that two clauses must share for one to be telling the other."""
_TARGET = 3
"""How many shared words a shared word that is negated counts for."""
_MOST = 40
"""Negations and clauses of one side that are compared; no sentence of news has more."""


@dataclass(frozen=True, slots=True)
class _At:
    """A negation in its text."""

    text: Negated
    negation: Negation

    @property
    def clause(self) -> frozenset[str]:
        """The words of its clause, and those that it bears on."""
        if self.negation.force == "adjunct":
            return self.targets
        own = self.text.clauses[self.negation.clause]
        return own | self.text.roots(self.negation.targets)

    @property
    def targets(self) -> frozenset[str]:
        """The words that it bears on."""
        return self.text.roots(self.negation.targets)

    @property
    def number(self) -> str | None:
        """The number that it denies, as in "not 18"; None where it denies none."""
        targets = self.negation.targets
        first = self.text.words[targets[0]].root if targets else ""
        return first if first[:1].isdigit() else None

    @property
    def root(self) -> str:
        """The root of its own word."""
        return self.negation.word[:5]


class Pair(NamedTuple):
    """Words of two texts that say the opposite of each other."""

    said: str
    told: str
    sure: bool = True
    """Whether the two clauses are told in the same words, so that nothing else can be meant."""


def turned(
    sentences: Sequence[str], told: str, language: str, *, denied: bool = False
) -> tuple[Pair, ...]:
    """Pairs of words, of one of `sentences` and of `told`, that say the opposite of each other.

    With `denied`, `told` is what somebody says is not so. Looks at the first
    `_MOST` negations of each side, so that time is linear in the texts.
    """
    if told in sentences:
        return ()
    said = tuple(negations_in(sentence, language) for sentence in sentences)
    telling = negations_in(told, language)
    framed = telling.assents or any(n.force == "refusing" for n in telling.negations)
    if denied and not framed:
        telling = _denied(telling)
    if not telling.negations and not any(s.negations for s in said):
        return ()
    return tuple(dict.fromkeys(_turned(_Side(said), _Side((telling,)))))


def _denied(told: Negated) -> Negated:
    """`told` with a denial of all of it before its first word."""
    contents = tuple(place for place, word in enumerate(told.words) if word.content)
    if not told.words:
        return told
    start = told.words[0].span
    denial = Negation(replace(start, end=start.start), "refusing", "den", 0, contents)
    return replace(told, negations=(denial, *told.negations))


@dataclass(frozen=True)
class _Side:
    """The texts of one side."""

    texts: tuple[Negated, ...]

    @cached_property
    def negations(self) -> list[_At]:
        """What turns a statement round."""
        return [_At(t, n) for t in self.texts for n in t.negations][:_MOST]

    def hidden(self, other: _Side) -> list[_At]:
        """Words that may be told for a negation by `other`, which does not have them itself."""
        known = frozenset(word.root for t in other.texts for word in t.words)
        found = (_At(t, n) for t in self.texts for n in t.hidden)
        return [at for at in found if at.root not in known][:_MOST]

    def words(self, name: Literal["assents", "wholes"]) -> list[_At]:
        """Verbs of accepting, or words for all."""
        return [_At(t, n) for t in self.texts for n in getattr(t, name)][:_MOST]

    @cached_property
    def plain(self) -> list[tuple[Negated, int]]:
        """The clauses that nothing negates."""
        found = []
        for text in self.texts:
            turning = [n for n in text.negations if n.force != "adjunct"]
            denied = {n.clause for n in turning}
            denied |= {text.words[place].clause for n in turning for place in n.targets}
            found += [(text, n) for n in range(len(text.clauses)) if n not in denied]
        return found[:_MOST]

    def negates(self, root: str) -> bool:
        """Whether these texts have a word of this root, and none that is not negated."""
        found = [
            text.count(place) % 2 == 1
            for text in self.texts
            for place, word in enumerate(text.words)
            if word.root == root
        ]
        return bool(found) and all(found)

    def told_plainly(self, root: str) -> str | None:
        """The clause without a negation that has a word of this root."""
        found = (_clause_shown(text, n) for text, n in self.plain if root in text.clauses[n])
        return next(found, None)

    def plainest(self, one: _At, besides: _At | None = None) -> tuple[int, str]:
        """How much speaks for it that a clause tells plainly what `one` negates, and its words.

        The clause of `besides` is left out.
        """
        best, most = None, 0
        for text, number in self.plain:
            if besides is not None and besides.text is text and besides.negation.clause == number:
                continue
            clause = text.clauses[number]
            score = _TARGET * len(clause & one.targets) + len(clause & one.clause)
            if score > most:
                best, most = (text, number), score
        return most, _clause_shown(*best) if best is not None else ""


def _turned(said: _Side, telling: _Side) -> Iterator[Pair]:
    own, others = telling.negations, said.negations
    mine, theirs = _paired(own, others, said)
    free = [one for at, one in enumerate(own) if at not in mine]
    left = [one for at, one in enumerate(others) if at not in theirs]
    hidden, _ = _paired(free, said.hidden(telling), said)
    for at, one in enumerate(free):
        if at in hidden or _has_opposite(said, one):
            continue
        against = _added(said, one)
        if against is None and not left and one.negation.force == "particle":
            against = said.texts[0].text
        if against is not None:
            yield Pair(against, one.text.shown(one.negation), _is_retold(said, one))
    hidden, _ = _paired(left, telling.hidden(said), telling)
    for at, one in enumerate(left):
        if at in hidden or _has_opposite(telling, one):
            continue
        against = _reversed(said, telling, one) or _left_out(said, telling, one)
        if against is not None:
            sure = _is_retold(telling, one) or one.negation.force in ("quantifier", "refusing")
            yield Pair(one.text.shown(one.negation), against, sure)


def _added(said: _Side, one: _At) -> str | None:
    """Where `said` tells without a negation what `one` negates; None where it does not."""
    negation = one.negation
    if negation.force == "mild" or not len(negation.span) or _is_other_choice(one):
        return None
    first = negation.targets[:1]
    for place in negation.targets:
        if one.text.count(place) % 2 == 0 and said.negates(one.text.words[place].root):
            return said.texts[0].text
    if negation.force == "adjunct":
        return said.told_plainly(one.text.words[first[0]].root) if first else None
    score, shown = said.plainest(one)
    return shown if score >= _SHARED else None


def _is_retold(side: _Side, one: _At) -> bool:
    """Whether a plain clause of `side` tells what `one` negates in mostly the same words.

    Honest rewording negates other words than the article has: "not yet decided" for
    "the decision is outstanding". The word that is turned round has to be there.
    """
    if one.number is not None:
        return True
    inside = [w for w in one.text.words if one.negation.span.contains(w.span) and w.content]
    nearest = {one.text.words[place].root for place in one.negation.targets[:1]}
    # "not guilty" is one cue: the word that it turns round is part of it.
    nearest |= {word.root for word in inside if word.root not in _BARE}
    own = one.clause - _BARE
    for text, number in side.plain:
        clause = text.clauses[number]
        least = _RETOLD * min(len(own), max(len(clause), _SHARED))
        if nearest & clause and len(clause & own) >= least:
            return True
    return False


def _is_other_choice(one: _At) -> bool:
    """Whether a name is set against another: "Ada Lind, not Ole Brask"."""
    span, text = one.negation.span, one.text.text
    return text[: span.start].rstrip().endswith(",") and text[span.end :].lstrip()[:1].isupper()


def _reversed(said: _Side, telling: _Side, one: _At) -> str | None:
    """The word of `telling` that is the opposite of the negation `one`: "confirm", "everybody"."""
    name: Literal["assents", "wholes"]
    if one.negation.force == "refusing":
        name, near = "assents", frozenset().union(*one.text.clauses)
    elif one.negation.force == "quantifier":
        name, near = "wholes", one.clause
    else:
        return None
    if said.words(name):
        return None
    for other in telling.words(name):
        around = frozenset().union(*other.text.clauses) if name == "assents" else other.clause
        if around & near:
            return other.text.shown(other.negation)
    return None


def _has_opposite(side: _Side, one: _At) -> bool:
    """Whether `side` has the opposite of a word that `one` negates: "lost" for "did not win"."""
    targets = (one.text.words[place].span.of(one.text.text) for place in one.negation.targets)
    wanted = frozenset().union(*(opposites_of(word) for word in targets))
    return bool(wanted) and any(
        w.content and stem(w.span.of(t.text)) in wanted for t in side.texts for w in t.words
    )


def _paired(own: Sequence[_At], others: Sequence[_At], against: _Side) -> tuple[set[int], set[int]]:
    """Which of `own` and which of `others` say the same, the nearest pairs first.

    Where a clause that `against` does not negate is nearer still, the two are none.
    """
    ranked = sorted(
        (-score, at, place)
        for at, one in enumerate(own)
        for place, other in enumerate(others)
        if (score := _likeness(one, other)) > 0
        and (_both_refuse(one, other) or score + 1 >= against.plainest(one, other)[0])
    )
    mine: set[int] = set()
    theirs: set[int] = set()
    for _, at, place in ranked:
        if at not in mine and place not in theirs:
            mine.add(at)
            theirs.add(place)
    return mine, theirs


def _likeness(one: _At, other: _At) -> int:
    """How much speaks for it that two negations are one; 0 where nothing does."""
    if any(at.number not in (None, *their.clause) for at, their in ((one, other), (other, one))):
        return 0
    score = 2 * _TARGET if one.number or other.number else 0
    score += _TARGET * len(one.targets & other.targets) + len(one.clause & other.clause)
    if _both_refuse(one, other):
        score += _TARGET
    elif one.negation.word == other.negation.word:
        score += 1
    hidden = "hidden" in (one.negation.force, other.negation.force)
    return score if score >= _SHARED or hidden else 0


def _both_refuse(one: _At, other: _At) -> bool:
    unsaid = not len(one.negation.span)
    return unsaid or one.negation.force == other.negation.force == "refusing"


def _left_out(said: _Side, telling: _Side, one: _At) -> str | None:
    """Where `telling` tells, without its negation, what `one` negates; None where it does not."""
    if not one.negation.targets or one.negation.force == "mild":
        return None
    sentence = frozenset().union(*one.text.clauses)
    first = one.text.words[one.negation.targets[0]].root
    best, most = None, 0
    for text, number in telling.plain:
        clause = text.clauses[number]
        shared = len(clause & one.clause)
        whole = shared >= max(_SHARED, _COVERED * len(one.clause))
        direct = first in clause and len(clause & sentence) >= _COVERED * len(clause)
        if one.negation.force == "adjunct":
            whole, direct = False, direct and shared >= _SHARED
        if (whole or direct) and shared > most:
            best, most = (text, number), shared
    if best is None:
        return None
    told = best[0].clauses[best[1]]
    for text, number in said.plain:
        clause = text.clauses[number]
        own = text is one.text and number == one.negation.clause
        if not own and len(clause & told) >= most and (first in clause or first not in told):
            return None
    return _clause_shown(*best)


def _clause_shown(text: Negated, number: int) -> str:
    words = [word for word in text.words if word.clause == number]
    return text.text[words[0].span.start : words[-1].span.end] if words else text.text
