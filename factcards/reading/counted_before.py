"""What stands before a figure and says what it measures: "a fine of $5,000", "shares fell 9%"."""

from __future__ import annotations

from dataclasses import dataclass

from factcards.card import Span
from factcards.reading.numerals import Scan
from factcards.reading.phrases import (
    TRAILING,
    clause_start,
    is_closed,
    is_participle,
    is_verb,
    is_word,
    noun_phrase,
    phrase_span,
)
from factcards.reading.tokens import span_of

_HYPHENS = frozenset("-‐‑")
# The noun that these belong to stands right before them: "cocaine worth $4 billion".
_NOUN_BEFORE = frozenset(
    ["worth", "priced", "valued", "estimated", "costing", "weighing", "measuring", "totalling",
     "totaling", "averaging"]
)  # fmt: skip
# These state an amount and move none; what follows them is no object that changed.
_STATES = frozenset(
    ["was", "were", "is", "are", "be", "been", "stood", "stands", "worth", "came", "went", "hit"]
)
_FOCUS = frozenset(["only", "just", "even", "now", "already", "another", "further", "still"])
_DIRECTIONS = frozenset(["down", "up", "higher", "lower"])
_LATER = frozenset(
    ["ago", "later", "earlier", "before", "after", "clear", "ahead", "behind", "short", "away"]
)
# Their subject moves an amount and is none: "the mayor raised $4m".
_MOVERS = frozenset(
    ["raised", "raise", "raises", "cut", "cuts", "lowered", "reduced", "lifted", "boosted",
     "trimmed", "slashed", "lower", "reduce", "lift", "boost"]
)  # fmt: skip
_NUMBER_NOUNS = frozenset(["number", "total", "toll", "tally", "count"])
# "The damage is put at $4m", "a turbine, rated at 3 MW".
_PUT = frozenset(["put", "rated", "estimated", "valued", "priced", "set", "fixed", "capped"])
# "Trading 11% down": behind these a share says how far the price moved.
_TRADED = frozenset(["trade", "trades", "traded", "trading", "closed", "ended", "opened"])
_REACH = 30


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, for finding what it counts. Token indices."""

    first: int
    """First token of the figure, its qualifier included."""
    end: int
    unit: str | None
    kind: str
    hyphened: bool = False
    tied: bool = False
    """Whether a hyphen ties the number to its unit: "11-year"."""
    one: bool = False
    """Whether the number is one, so that a singular noun follows."""


def counted_before(s: Scan, place: Place) -> Span | None:
    """The noun before the figure that it measures, or None where none surely is."""
    if place.first == 0 or s.gap(place.first) == "\n":
        return None
    clause = place.kind == "measure" and s.low(place.end + 1) in s.lex.grammar["pronouns"]
    timed = s.low(place.end) in ("before", "after") and (place.kind in ("share", "money") or clause)
    if s.low(place.end) in _LATER and not timed:
        return None
    if s.lex.language != "en":
        return _subject_elsewhere(s, place)
    grammar = s.lex.grammar
    at = place.first - 1
    while at > 0 and s.low(at) in _FOCUS and s.gap(at) == " ":
        at -= 1
    low = s.low(at)
    if place.kind == "ratio" and low in grammar["change_verbs"]:
        return subject_of(s, at - 2 if s.phrase_before(at, ("more", "than")) else at)
    if low in _NOUN_BEFORE and is_word(s, at - 1) and not is_closed(s, at - 1):
        return noun_left(s, at - 1)
    if low in _DIRECTIONS and s.low(at - 1) in grammar["change_verbs"]:
        at, low = at - 1, s.low(at - 1)
    if low in grammar["befallen"] and place.kind == "count":
        return span_of(s.tokens, at, at + 1)  # "the blast killed 12"
    modifier = s.low(at - 1) in grammar["determiners"]  # "its last two months"
    if low in grammar["lasting_verbs"] and place.kind == "duration" and not modifier:
        return subject_of(s, at)
    if low in _TRADED and place.kind == "share" and s.low(place.end) in _DIRECTIONS:
        return subject_of(s, at)
    if low in grammar["change_verbs"]:
        return None if low in _MOVERS else subject_of(s, at)
    if low in ("by", "to", "at", "from", "of", "for", "with", "in", "between", "as", "than"):
        return _before_preposition(s, at, place)
    return None


def _before_preposition(s: Scan, at: int, place: Place) -> Span | None:
    low, before = s.low(at), at - 1
    if low in ("to", "from") and s.low(before) == ",":  # "profit nearly halved, | to $46m"
        before -= 1
    if low == "at" and s.low(before) in _PUT:
        passive = _passive(s, before)
        return subject_of(s, passive) if passive is not None else noun_left_of_comma(s, before)
    if low == "of":
        return subject_of(s, before) if place.unit == "magnitude" else noun_left(s, before)
    if low in ("at", "to"):
        noun = before - (s.low(before) in s.lex.grammar["change_verbs"])
        of = _words_left(s, noun)
        if noun > of and s.low(of) == "of" and s.low(of - 1) in _NUMBER_NOUNS:
            return span_of(s.tokens, of + 1, noun + 1)  # "the number of missing stood at 57"
    change = _change_left(s, before)
    if change is not None and before > change and s.low(change) not in _STATES:
        moved = noun_left(s, before)
        if moved is not None and _object_of(s, change, before):
            return moved
    if change is not None and not (low in ("for", "in") and place.kind == "duration"):
        return subject_of(s, change)
    if low == "for" and place.kind in ("duration", "measure") and before > 0:
        verb = before - (s.low(before) in ("on", "out"))
        return subject_of(s, verb) if s.low(verb) in s.lex.grammar["lasting_verbs"] else None
    if low in ("for", "at") and place.kind == "money" and is_word(s, before):
        plain = not s.tokens[before].capital and not is_closed(s, before)
        if plain and not is_verb(s, before) and not is_time(s, before):
            return noun_left(s, before)
    return None


def noun_left_of_comma(s: Scan, participle: int) -> Span | None:
    """The noun before the comma that a participle follows: "a plant, | valued at $4m"."""
    return noun_left(s, participle - 2) if s.low(participle - 1) == "," else None


def _words_left(s: Scan, at: int) -> int:
    """The token before the open-class words that end at token `at`."""
    first = at
    while first > 0 and at - first < 4 and is_word(s, first) and not is_closed(s, first):
        first -= 1
    return first


def is_time(s: Scan, i: int) -> bool:
    """Whether token `i` names a day, a month or a span of time."""
    low, dates = s.low(i), s.lex.dates
    if low in dates.get("weekdays", {}) or low in dates.get("units", {}):
        return True
    return low in dates.get("months", {}) and s.tokens[i].capital


def _object_of(s: Scan, verb: int, at: int) -> bool:
    """Whether the words behind `verb` up to token `at` are its object: "raised rates | by"."""
    words = range(verb + 1, at + 1)
    if any(s.tokens[k].kind == "num" or s.low(k) in s.lex.numbers.values for k in words):
        return False  # "rose three points | to 41 percent"
    determiners = s.lex.grammar["determiners"]
    return all(
        is_word(s, k) and (not is_closed(s, k) or s.low(k) in determiners) for k in words
    ) and not (s.low(at).endswith("ly") or is_time(s, at))


def _change_left(s: Scan, at: int) -> int | None:
    """The verb of change or measure that governs the figure, within the clause."""
    start, verbs = clause_start(s, at + 1), s.lex.grammar["change_verbs"]
    for i in range(at, max(start, at - 10) - 1, -1):
        noun = s.low(i - 1) in s.lex.grammar["determiners"]  # "the rise"
        if s.low(i) in verbs and s.low(i) not in s.lex.grammar["auxiliaries"] and not noun:
            return i
    return None


# --- subjects -----------------------------------------------------------------


def subject_of(s: Scan, verb: int, *, nested: bool = False) -> Span | None:
    """The head of the subject of `verb`: "the bank's | annual profit | for 2024 rose"."""
    if s.low(verb - 1) == "to" and s.gap(verb) == " ":  # "expects the damage to cost"
        passive = _passive(s, verb - 2)
        if passive is not None:
            return subject_of(s, passive)
        return noun_left(s, verb - 2)
    start = clause_start(s, verb)
    i = _skip_openers(s, start, verb)
    if i >= verb:
        return None if nested else _subject_further_left(s, start)
    stop = i
    while stop < verb and (is_word(s, stop) or s.tokens[stop].text in _HYPHENS):
        if is_closed(s, stop) or (stop > i and s.low(stop) in s.lex.grammar["verbs"]):
            break
        stop += 1
    first = i
    for k in range(i, stop - 1):
        if s.low(k).endswith(("'s", "s'")):
            first = k + 1
    while stop > first + 1 and (s.low(stop - 1).endswith("ly") or s.low(stop - 1) in TRAILING):
        stop -= 1
    if first >= stop or stop - first > 6:
        return None
    if stop - first == 1 and (is_participle(s, first) or s.low(first).endswith(("ly", "ing"))):
        return None
    return span_of(s.tokens, first, stop)


def _passive(s: Scan, at: int) -> int | None:
    """The auxiliary of the participle at token `at`: "is now | expected (to cost $4m)"."""
    if not is_participle(s, at) and s.low(at) not in ("set", "put", "due"):
        return None
    at -= 1
    while s.low(at) in _FOCUS or s.low(at).endswith("ly"):
        at -= 1
    while s.low(at - 1) in s.lex.grammar["auxiliaries"]:
        at -= 1
    return at if s.low(at) in s.lex.grammar["auxiliaries"] else None


def _skip_openers(s: Scan, i: int, verb: int) -> int:
    """The first token of the subject: behind function words and words of time."""
    while i < verb and (
        is_closed(s, i)
        or s.low(i) in ("at", "least", "most", "last", "next", "'", '"', "“", "”", "‘", "(")
        or (is_time(s, i) and i + 1 < verb)
        or (len(s.low(i)) == 4 and s.low(i).isdigit() and s.low(i - 1) in ("since", "in", "by"))
    ):
        i += 1
    return i


def _subject_further_left(s: Scan, start: int) -> Span | None:
    """The subject of a clause whose words stand before an insertion or another verb."""
    before = start - 1
    if s.low(before) in ("which", "that") and s.low(before - 1) == ",":
        return noun_left(s, before - 2)  # "the pump, which costs $4m"
    if s.low(before) == ",":  # "Shares of Orlin, which went public in 2020, | were down 9%"
        for k in range(before - 1, max(0, before - _REACH), -1):
            if s.gap(k + 1) == "\n" or s.low(k) in (".", ";", "!", "?"):
                return None
            if s.low(k) == ",":
                return subject_of(s, k, nested=True)
        return None
    if s.low(before) in ("and", "but"):  # "Profit rose 3% | and hit $40"
        return subject_of(s, before, nested=True)
    return None


def noun_left(s: Scan, at: int) -> Span | None:
    """The noun phrase that ends at token `at`: "a minimum fine | of $5,000"."""
    stop, first = at + 1, at + 1
    while first > 0 and stop - first < 5:
        i = first - 1
        if s.tokens[i].text in _HYPHENS and first < stop and not s.tokens[i].gap:
            first = i
            continue
        if not is_word(s, i):
            break
        peak = i == at and s.low(i) in ("high", "low") and s.low(i - 1) not in ("as", "so")
        tied = s.tokens[i + 1].text in _HYPHENS and first < stop
        if not peak and not tied and (is_closed(s, i) or (stop - first and is_verb(s, i))):
            break
        if first < stop and s.low(i).endswith(("'s", "s'")):
            break
        first = i
        if s.tokens[first].gap == "\n":
            break
    while first < stop and not is_word(s, first):
        first += 1
    if first == stop:
        return None
    alone = stop - first == 1
    if alone and s.low(first) in ("total", "record", "maximum", "minimum", "average"):
        return None
    noun = s.low(first - 1) in s.lex.grammar["determiners"]  # "a | cut | of 8 per cent"
    if alone and ((is_verb(s, first) and not noun) or s.low(first).endswith(("ly", "ing"))):
        return None
    if is_time(s, stop - 1):
        return None
    return span_of(s.tokens, first, stop)


# --- other languages ----------------------------------------------------------


def _subject_elsewhere(s: Scan, place: Place) -> Span | None:
    """The subject of a verb of change or measure in Spanish, German or French."""
    named = _noun_of(s, place) or _subject_of_participle(s, place)
    if named is not None or place.kind not in ("money", "share", "measure"):
        return named
    verbs, start = s.lex.grammar["change_verbs"], _sentence_start(s, place.first)
    verb = next(
        (k for k in range(place.first - 1, max(start, place.first - 6) - 1, -1)
         if s.low(k) in verbs),
        None,
    )  # fmt: skip
    if verb is None:
        return None
    moved = _object_elsewhere(s, verb, place.first)
    if moved is not None:
        return moved
    i = start
    while i < verb and is_closed(s, i) and s.low(i) not in s.lex.grammar["prepositions"]:
        i += 1
    if i >= verb or is_closed(s, i) or s.low(i) in verbs:
        return None
    head = s.low(i).partition("'")
    bounds = noun_phrase(s, i)
    if bounds is None:
        return None
    span = phrase_span(s, (bounds[0], min(bounds[1], verb)))
    if head[1] and head[0] in ("l", "d"):  # "L'amende"
        return Span(span.start + len(head[0]) + 1, span.end)
    return span


def _noun_of(s: Scan, place: Place) -> Span | None:
    """The noun that the amount is of: "Kapazität | von 1,2 GWh", "une taxe | de 2,80 euros"."""
    at, low = place.first - 1, s.low(place.first - 1)
    if place.kind not in ("money", "share", "measure", "duration", "ratio") or s.gap(at) != " ":
        return None
    if s.lex.language == "de":
        if low == "von" or (low == "um" and place.kind != "duration"):
            return _german_noun_left(s, at - 1)
        return None
    if low != "de" or place.unit is None:
        return None
    first = at
    while first > 0 and at - first < 3 and is_word(s, first - 1) and s.gap(first) == " ":
        if is_closed(s, first - 1) or s.tokens[first - 1].capital:
            break
        first -= 1
        if "'" in s.low(first):
            break
    head, mark, _ = s.low(first).partition("'")
    elided = bool(mark) and head in ("l", "d", "qu")
    led = s.low(first - 1) in s.lex.grammar["determiners"] | {"des", "du", "aux", "au", "con"}
    if first == at or not (led or elided) or is_time(s, first) or is_verb(s, first):
        return None
    if s.low(first) in s.lex.grammar["change_verbs"] and not led:
        return None
    span = span_of(s.tokens, first, at)
    return Span(span.start + len(head) + 1, span.end) if elided else span


def _subject_of_participle(s: Scan, place: Place) -> Span | None:
    """The German subject of a verb behind the amount: "Die Sanierung | hat 9 Euro gekostet"."""
    if s.lex.language != "de" or s.low(place.end) not in s.lex.grammar["change_participles"]:
        return None
    start = _sentence_start(s, place.first)
    if s.low(start) not in ("der", "die", "das", "ein", "eine", "ihr", "sein", "ihre", "seine"):
        return None
    bounds = noun_phrase(s, start + 1)
    return phrase_span(s, bounds) if bounds and bounds[1] < place.first else None


def _german_noun_left(s: Scan, at: int) -> Span | None:
    """The capitalised noun at token `at` with an article or adjective before it; no bare name."""
    if not is_word(s, at) or not s.tokens[at].capital or is_closed(s, at) or is_time(s, at):
        return None
    before = s.low(at - 1)
    determined = before in s.lex.grammar["determiners"] or before in s.lex.grammar["prepositions"]
    inflected = before.endswith(("e", "en", "er", "es", "em")) and not s.tokens[at - 1].capital
    if not determined and not inflected:
        return None
    return span_of(s.tokens, at, at + 1)


def _object_elsewhere(s: Scan, verb: int, first: int) -> Span | None:
    """What a verb moves, between it and the figure: "subió | los tipos | 25 puntos"."""
    at = verb + 1
    if not at < first - 1 or s.low(at) not in s.lex.grammar["determiners"]:
        return None
    bounds = noun_phrase(s, at + 1)
    if bounds is None or bounds[1] > first or s.tokens[bounds[0]].kind != "word":
        return None
    reach = first - bounds[1]
    governed = reach == 1 and s.low(bounds[1]) in s.lex.grammar["prepositions"]
    return phrase_span(s, bounds) if reach == 0 or governed else None


def _sentence_start(s: Scan, i: int) -> int:
    """First token of the clause: behind a mark or a word that joins clauses."""
    at = i
    while at > 0 and i - at < _REACH and s.gap(at) != "\n":
        if s.low(at - 1) in (".", ",", ";", ":", "!", "?", "(", '"', "«", "“", "„"):
            break
        if s.low(at - 1) in s.lex.grammar["conjunctions"]:
            break
        at -= 1
    return at
