"""Noun phrases in a row of tokens: where they begin and end, and what heads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from factcards.card import Span
from factcards.reading.clauses import Tok, Unit
from factcards.reading.speech import Speech

Pronoun = Literal["he", "she", "it", "they", "narrator", "dropped", "several"]
"""`several`: more than one source, of whom none may be left out."""

FARTHEST = 60
"""Tokens looked through on either side of a verb, which keeps long lines linear."""
LONGEST = 14


_PARTICIPLES = frozenset(
    {"made", "drawn", "up", "out", "written", "held", "given", "seen", "shown", "sent", "led"}
)
"""Irregular participles, with the particles that end them, as they follow a noun."""

ISSUED = frozenset({"published", "released", "issued"})
"""Participles with which the date that follows is part of a document's name."""

NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that may be a source: tokens `[first, end)` of its unit."""

    first: int
    end: int
    name: int = -1
    """Index of the entity that the phrase's head names, -1 where it names none."""
    pronoun: Pronoun | None = None
    head: str = ""
    """The head noun in lower case, where the head is no name."""
    head_first: int = 0
    head_end: int = 0
    span: Span = NOWHERE
    opens: int = -1
    """Where the description before the name begins ("its chief executive, Jane Holt"), if any."""


class Clause:
    """A unit's tokens together with what the language's word classes say of them."""

    def __init__(self, unit: Unit, speech: Speech) -> None:
        self.unit = unit
        self.toks = unit.toks
        self._count = len(unit.toks)
        self._grammar = speech.grammar
        self.speech = speech
        words = speech.words
        self.skipped = words("adverbs") | words("auxiliaries") | words("negations")
        self.stops = (
            words("subordinators") | words("relatives") | words("auxiliaries") | words("modals")
        )
        self.links = words("links")
        self.determiners = words("determiners")
        self.temporal = words("temporal")
        self.prepositions = words("prepositions")
        self.conjunctions = words("conjunctions")

    def low(self, index: int) -> str:
        """The token's word in lower case, or its mark; empty outside of the row."""
        return self.toks[index].low if 0 <= index < self._count else ""

    def kind(self, index: int) -> str:
        """The token's kind; empty outside of the row."""
        return self.toks[index].kind if 0 <= index < self._count else ""

    def is_word(self, index: int, group: str) -> bool:
        """Whether the token is a word of the closed class `group`."""
        if not 0 <= index < self._count:
            return False
        tok = self.toks[index]
        return tok.kind == "word" and tok.low in self._grammar.get(group, ())

    def is_temporal(self, index: int) -> bool:
        """Whether the token is a word of time or a number that may go with one."""
        return self.kind(index) in ("word", "name") and (
            self.low(index) in self.temporal or self.low(index)[:1].isdigit()
        )

    def pronoun(self, index: int) -> Pronoun | None:
        """The pronoun that stands at `index`, if any."""
        if self.kind(index) != "word":
            return None
        for name in ("he", "she", "it", "they", "narrator"):
            if self.low(index) in self.speech.words(name):
                return name
        return None


def is_adverb(clause: Clause, index: int) -> bool:
    """Whether the token looks like an English adverb."""
    low = clause.low(index)
    return (
        clause.speech.language == "en"
        and len(low) > 4
        and low.endswith("ly")
        and low
        not in (
            "family",
            "assembly",
            "italy",
            "ally",
            "july",
            "daily",
            "weekly",
            "police",
            "anomaly",
            "monopoly",
            "reply",
        )
    )


def find_left(clause: Clause, at: int, marks: set[str] | frozenset[str]) -> int:
    """The nearest of `marks` to the left of token `at`, -1 where there is none near."""
    low = max(-1, at - FARTHEST)
    for index in range(at - 1, low, -1):
        if clause.kind(index) == "punct" and clause.low(index) in marks:
            return index
    return -1


def phrase_ending(clause: Clause, last: int) -> Phrase | None:
    """The noun phrase whose last token is `last`."""
    if last < 0 or clause.kind(last) in ("punct", "quote"):
        if clause.kind(last) == "punct" and clause.low(last) == ")":
            opened = find_left(clause, last, {"("})
            return phrase_ending(clause, opened - 1) if opened > 0 else None
        return None
    if clause.pronoun(last):
        return phrase_of(clause, last, last + 1)
    if says(clause, last):
        return None
    first = last
    low = max(0, last - LONGEST)
    while first > low and _goes_on(clause, first - 1, first):
        first -= 1
    first = _without_lead(clause, first, last)
    while last > first and clause.low(last) in ("there", "here"):
        last -= 1
    return phrase_of(clause, first, last + 1) if first <= last else None


def says(clause: Clause, index: int) -> bool:
    """Whether the token is a past speech verb with a subject: "told" of "Holt told donors"."""
    if clause.kind(index) != "word" or index < 1 or clause.speech.language != "en":
        return False
    if not any("past" in verb.forms for verb in clause.speech.verbs.get(clause.low(index), ())):
        return False
    before = clause.low(index - 1)
    return (
        clause.kind(index - 1) == "name"
        or clause.pronoun(index - 1) is not None
        or (before in clause.speech.kinds)
    )


def _goes_on(clause: Clause, index: int, right: int) -> bool:
    """Whether the phrase that reaches left to `right` takes in the token at `index`."""
    kind, low = clause.kind(index), clause.low(index)
    if kind in ("punct", "quote") or says(clause, index):
        return False
    if kind == "name":
        return True
    if low in clause.conjunctions:
        # "Holt and Craig", "friends and relatives": joined.
        nouns = clause.speech.kinds
        names = clause.kind(index - 1) == clause.kind(right) == "name"
        if clause.kind(index - 1) == "name" and clause.low(right) in ("other", "others"):
            return True
        return low != "but" and (
            names or (clause.low(index - 1) in nouns and clause.low(right) in nouns)
        )
    if low == "'s":
        return True
    if low in clause.stops or clause.pronoun(index):
        return False
    if clause.is_temporal(index) and not low[:1].isdigit():
        return False
    if low in clause.determiners and clause.is_word(right, "determiners"):
        return clause.low(right) not in clause.speech.words("definite") or low in (
            "all",
            "both",
            "many",
            "some",
        )
    return True


def _without_lead(clause: Clause, first: int, last: int) -> int:
    """`first` moved past "On Monday …", "In Minsk …" and other words before the phrase proper."""
    while first < last:
        low = clause.low(first)
        if clause.kind(first) == "word" and (
            low in clause.prepositions
            or low in clause.conjunctions
            or (low in clause.skipped and low not in clause.determiners)
            or is_adverb(clause, first)
        ):
            first += 1
            continue
        break
    # An unknown verb may stand inside: the last determiner that no link precedes begins the phrase.
    for index in range(last, first, -1):
        if clause.is_word(index, "determiners") and clause.kind(index - 1) in ("word", "name"):
            before = clause.low(index - 1)
            tied = before in clause.links or before in clause.conjunctions
            if clause.is_word(index, "genitives") and _german_noun(clause, index - 1):
                continue
            if not tied and before not in clause.determiners and before != "'s":
                return index
    return first


def phrase_after(clause: Clause, first: int, *, short: bool = False) -> Phrase | None:
    """The noun phrase that begins at `first`, for "according to …"; `short` ends it at "of"."""
    end = first
    while end < len(clause.toks) and end - first < LONGEST:
        kind, low = clause.kind(end), clause.low(end)
        if kind in ("punct", "quote") or (end > first and low in clause.stops):
            break
        issued = _issued_before(clause, first, end)
        if issued and (clause.is_temporal(end) or low in ("on", "last", "this", "earlier")):
            # "a study published on Tuesday in the journal …": the date is part of its name.
            end += 1
            continue
        if end > first and clause.is_temporal(end) and not low[:1].isdigit():
            break
        if end > first and (_german_verb(clause, end) or _next_phrase(clause, end)):
            break
        if (
            kind == "word"
            and end > first
            and (
                (low in clause.prepositions and (short or low not in clause.links))
                or low in clause.conjunctions
                or (
                    low in clause.speech.verbs
                    and low not in clause.speech.kinds
                    and not _is_noun_here(clause, end)
                )
            )
        ):
            break
        end += 1
    if end == first:
        return None
    phrase = phrase_of(clause, first, end)
    named = clause.low(end) == "," and clause.kind(end + 1) == "name"
    if phrase.name < 0 and named and clause.low(end + 2) in (",", ".", ""):
        return phrase_of(clause, end + 1, end + 2)
    return phrase


def _issued_before(clause: Clause, first: int, end: int) -> bool:
    """Whether "published" or the like stands before the words of time that end at `end`."""
    at = end - 1
    while at > first and (clause.is_temporal(at) or clause.is_word(at, "temporal_lead")):
        at -= 1
    return at > first and clause.low(at) in ISSUED


def _next_phrase(clause: Clause, index: int) -> bool:
    """Whether a Spanish or French article begins the phrase behind: "según fuentes | la obra"."""
    if clause.speech.language not in ("es", "fr") or not clause.is_word(index, "definite"):
        return False
    before = clause.low(index - 1)
    tied = clause.links | clause.determiners | clause.prepositions | clause.conjunctions
    return before not in tied and not before.endswith(("'", "’"))


def _german_noun(clause: Clause, index: int) -> bool:
    """Whether the token is a German noun or a name, as its capital shows."""
    return clause.toks[index].noun or clause.kind(index) == "name"


def _german_verb(clause: Clause, index: int) -> bool:
    """Whether a small word behind a German noun ends its phrase: "laut Bericht starben …"."""
    if clause.speech.language != "de" or clause.kind(index) != "word":
        return False
    tok, before = clause.toks[index], clause.toks[index - 1]
    ended = before.noun or before.kind == "name"
    tied = clause.links | clause.determiners | clause.prepositions | clause.conjunctions
    return ended and not tok.noun and tok.low not in tied


def _is_noun_here(clause: Clause, index: int) -> bool:
    """Whether a word that can be a verb is the noun of "an estimate", "a new claim"."""
    if clause.speech.language != "en" or clause.kind(index - 1) != "word":
        return False
    if clause.is_word(index - 1, "determiners"):
        return True
    before = clause.low(index - 1)
    return clause.is_word(index - 2, "determiners") and before not in clause.speech.kinds


def phrase_of(clause: Clause, first: int, end: int) -> Phrase:
    """The noun phrase of tokens `[first, end)`, its head and the entity that it names."""
    toks = clause.toks
    if end - first == 1 and (pronoun := clause.pronoun(first)):
        return Phrase(first, end, -1, pronoun, "", first, end, _span(toks, first, end))
    head_end = end
    for index in range(first + 1, end):
        if toks[index].kind != "word":
            continue
        # "the union representing 280 workers": the union speaks.
        acting = toks[index].low.endswith("ing") and toks[index - 1].low in clause.speech.kinds
        if toks[index].low in clause.links or (acting and clause.speech.language == "en"):
            head_end = index
            break
    last_low = toks[head_end - 1].low
    participle = last_low.endswith(("ed", "ing")) or last_low in _PARTICIPLES
    if toks[head_end - 1].kind == "word" and participle:
        # "a study published in …", "a report drawn up for …": the noun is before the participle.
        for index in range(head_end - 1, first, -1):
            if toks[index - 1].low in clause.speech.kinds:
                head_end = index
                break
    if head_end < end and toks[end - 1].kind == toks[end - 2].kind == "name":
        # "the mayor of London Jane Holt": two names side by side, and the second speaks.
        head_end = end
    last = toks[head_end - 1]
    name = last.ref if last.kind == "name" else -1
    span = _span(toks, head_end - 1, head_end) if name >= 0 else _span(toks, first, end)
    head = "" if name >= 0 else last.low
    joined = name >= 0 and any(
        toks[i].low in clause.conjunctions and toks[i].kind == "word"
        for i in range(first, head_end)
    )
    if joined:
        name, span = -1, _span(toks, first, end)
    if name < 0 and not joined and _dated(clause, first, end):
        span = _span(toks, first, end - 2)
    return Phrase(first, end, name, None, head, first, head_end, span)


def _dated(clause: Clause, first: int, end: int) -> bool:
    """Whether "in 1961" ends the phrase and tells when, not what: "a report drawn up in 1961"."""
    year = clause.low(end - 1)
    dated = clause.low(end - 2) == "in" and len(year) == 4 and year.isdigit()
    return dated and end - first > 4 and clause.low(end - 3) not in ISSUED


def _span(toks: Sequence[Tok], first: int, end: int) -> Span:
    return Span(toks[first].start, toks[end - 1].end)
