"""What a figure counts or measures: the words for it, after the number or before it."""

from __future__ import annotations

from dataclasses import dataclass

from factcards.card import Span
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.phrases import (
    clause_start,
    is_closed,
    is_participle,
    is_plural,
    is_verb,
    is_word,
    modifier_age,
    noun_phrase,
    phrase_span,
)
from factcards.reading.tokens import span_of

_HYPHENS = frozenset("-‐‑")
# The noun that these belong to stands right before them: "cocaine worth $4 billion".
_NOUN_BEFORE = frozenset(
    ["worth", "priced", "valued", "estimated", "costing", "weighing", "measuring"]
)
# These state an amount and move none; what follows them is no object that changed.
_STATES = frozenset(
    ["was", "were", "is", "are", "be", "been", "stood", "stands", "worth", "came", "went", "hit"]
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands, for finding what it counts. Token indices."""

    first: int
    """First token of the figure, its qualifier included."""
    end: int
    unit: str | None
    kind: str
    hyphened: bool = False
    one: bool = False
    """Whether the number is one, so that a singular noun follows."""


def counted(s: Scan, place: Place) -> Span | None:
    """The words for what the figure counts, or None where the text leaves it open."""
    if place.kind == "score":
        return None
    if place.kind == "age":
        return _aged(s, place)
    if s.low(place.first - 1) == "of" and s.low(place.end) in s.lex.grammar["auxiliaries"]:
        group = _before(s, place)  # "groups of ten may meet"
        if group is not None:
            return group
    after = _after(s, place)
    if after is not None:
        return after
    return _before(s, place)


# --- behind the number --------------------------------------------------------


def _after(s: Scan, place: Place) -> Span | None:
    end, grammar = place.end, s.lex.grammar
    if end >= len(s.tokens) or s.gap(end) == "\n":
        return None
    if place.hyphened and place.unit is None:
        return _hyphen_noun(s, end)
    if s.tokens[end].text in _HYPHENS and not s.tokens[end].gap and not s.gap(end + 1):
        end += 1  # "a 5-kilometre-long tunnel"
        if s.low(end) in ("long", "wide", "high", "tall", "deep", "old", "thick", "heavy"):
            end += 1
    low = s.low(end)
    if (
        low in ("as", "times")
        and s.low(end + 1) in ("as", "many", "much")
        and place.kind == "ratio"
    ):
        end += 2 + (s.low(end + 1) == "as")
        return _noun_after(s, end, place)
    if low == "worth" and s.low(end + 1) == "of":
        end, low = end + 1, "of"
    of = low in ("of", "de", "von", "des", "du", "der") or low.startswith("d'")
    if of and not place.hyphened:
        return _of_phrase(s, end, place)
    if place.kind == "share" and place.unit is None and low in grammar["determiners"]:
        return _of_phrase(s, end - 1, place)  # "half the villages"
    if place.unit is not None and not place.hyphened:
        return _measured_after(s, end, place)
    if (low in grammar["verbs"] and not is_participle(s, end)) or _past_clause(s, end):
        return _verb_phrase(s, end)
    if low in grammar["auxiliaries"]:
        return _participle_after(s, end)
    if low.endswith("ly") and place.unit is not None:
        return _before(s, place)
    inner = low in grammar["inner_adverbs"] or low in ("other", "more")
    compass = low in ("north", "south", "east", "west") and is_word(s, end + 1)
    if is_closed(s, end) and not inner and not compass:
        return None
    return _noun_after(s, end, place)


def _noun_after(s: Scan, end: int, place: Place) -> Span | None:
    if s.gap(end) != " " or not (is_word(s, end) or modifier_age(s, end)):
        return None
    bounds = noun_phrase(s, end, singular=place.one or place.unit is not None)
    if bounds is None:
        return None
    first, stop = bounds
    if s.low(first) in ("more", "other", "fewer") and stop - first == 1:
        return _before(s, place)
    while s.low(first) in ("other", "more", "additional", "further") and stop - first > 1:
        first += 1
    if s.low(stop) == "and" and is_plural(s, stop - 1) and is_plural(s, stop + 1):
        ends = s.low(stop + 2) in s.lex.grammar.closed or not is_word(s, stop + 2)
        if ends and stop - first == 1:
            stop += 2
    return phrase_span(s, (first, stop))


def _hyphen_noun(s: Scan, end: int) -> Span | None:
    """ "24-member committee" counts members; "40-strong crew" counts the crew."""
    at = end + 1
    if not is_word(s, at):
        return None
    if s.low(at) in ("strong", "plus", "odd", "some", "time", "times", "ish"):
        bounds = noun_phrase(s, at + 1, singular=True)
        return phrase_span(s, bounds) if bounds else None
    return span_of(s.tokens, at, at + 1)


def _of_phrase(s: Scan, of: int, place: Place) -> Span | None:
    """ "three of the suspects", "30 tonnes of cocaine", "24 percent of voters"."""
    at = of + 1
    for _ in range(3):
        if s.low(at) in s.lex.grammar["determiners"]:
            at += 1
    if at >= len(s.tokens) or s.gap(at) == "\n" or s.tokens[at].kind not in ("word", "num"):
        return None
    if s.low(at).endswith("'s") and s.tokens[at + 1 : at + 2] and s.tokens[at + 1].kind == "num":
        at += 1  # "40,000 of the city's 1.2 million residents"
    group = numeral_at(s, at)
    if group is not None and group.end < len(s.tokens) and group.value is not None:
        at = group.end  # "nine of the 15 judges"
        if not is_word(s, at):
            return None
    if s.low(at) in s.lex.before.entries:  # "half of the nearly $1 billion"
        return None
    bounds = noun_phrase(s, at, singular=True)
    if bounds is None:
        return _before(s, place)
    return phrase_span(s, bounds)


def _measured_after(s: Scan, end: int, place: Place) -> Span | None:
    """What a sum or measure is for, behind it: "$5 million fine", "$4m in aid"."""
    grammar = s.lex.grammar
    low = s.low(end)
    if low in grammar["rate_words"] and is_word(s, end + 1):
        return None
    for words in sorted(grammar["at_bars"]):
        phrase = tuple(words.split())
        if place.kind == "duration" and s.phrase(end, phrase) and s.gap(end) == " ":
            skip = 1 if phrase[0] == "in" else 0
            return span_of(s.tokens, end + skip, end + len(phrase))
    if low == "in" and place.kind == "money" and s.gap(end) == " ":
        nouns = is_word(s, end + 1) and not is_closed(s, end + 1) and not s.tokens[end + 1].capital
        bounds = noun_phrase(s, end + 1, singular=True) if nouns else None
        return phrase_span(s, bounds) if bounds else None
    if s.lex.language == "de" and is_word(s, end) and s.tokens[end].capital:
        bounds = noun_phrase(s, end)
        return phrase_span(s, bounds) if bounds else None
    if low in grammar["change_nouns"] and s.low(place.first - 1) in grammar["determiners"]:
        return span_of(s.tokens, end, end + 1)  # "a 12% rise"
    if s.lex.language != "en" or is_closed(s, end) or is_verb(s, end) or not is_word(s, end):
        return None
    if s.tokens[end].gap != " " or s.low(end) in ("long", "apart", "later", "earlier", "ago"):
        return None
    if s.low(end).endswith("ly") and s.low(end) not in grammar["inner_adverbs"]:
        return None
    if place.kind == "duration" and not is_plural(s, end) and place.unit in ("year", "month"):
        bounds = noun_phrase(s, end, singular=True)
        return phrase_span(s, bounds) if bounds else None
    bounds = noun_phrase(s, end, singular=True)
    return phrase_span(s, bounds) if bounds else None


def _past_clause(s: Scan, end: int) -> bool:
    """Whether "-ed" right behind the number is a verb with an object: "24 joined the march"."""
    if not is_participle(s, end) or s.lex.language != "en":
        return False
    following = s.low(end + 1)
    return following in s.lex.grammar["determiners"] or s.low(end) in ("voted", "died", "escaped")


def _verb_phrase(s: Scan, at: int) -> Span | None:
    """The verb and its object up to the end of the clause: "fled Belarus"."""
    stop = at + 1
    if (
        s.low(stop) in ("to", "in", "on", "into", "out", "from", "at")
        and s.low(stop + 1) in (s.lex.grammar["determiners"])
    ):
        stop += 1
    while is_word(s, stop) and s.gap(stop) == " " and stop - at < 6:
        low = s.low(stop)
        if is_closed(s, stop) and low not in s.lex.grammar["determiners"]:
            break
        stop += 1
    while stop > at + 1 and is_closed(s, stop - 1):
        stop -= 1
    return span_of(s.tokens, at, stop)


def _participle_after(s: Scan, at: int) -> Span | None:
    """ "12 were killed", "more than 200 had been arrested": the participle."""
    stop = at
    while s.low(stop) in s.lex.grammar["auxiliaries"] or s.low(stop) in (
        "not", "also", "already", "still", "seriously", "critically", "later", "now",
    ):  # fmt: skip
        stop += 1
    if not is_word(s, stop) or s.gap(stop) == "\n" or is_closed(s, stop):
        return None
    return span_of(s.tokens, stop, stop + 1)


# --- before the number --------------------------------------------------------


def _before(s: Scan, place: Place) -> Span | None:
    """The noun or verb that the figure belongs to: "a fine of $5,000", "killed 12"."""
    if s.lex.language != "en" or place.first == 0 or s.gap(place.first) == "\n":
        return None
    if s.low(place.end) in ("ago", "later", "earlier", "before", "after"):
        return None
    grammar = s.lex.grammar
    at = place.first - 1
    low = s.low(at)
    if low in _NOUN_BEFORE and is_word(s, at - 1) and not is_closed(s, at - 1):
        return _noun_left(s, at - 1)
    if low in grammar["change_verbs"]:
        return _subject(s, at) or _own_word(s, at)
    if low in ("by", "to", "at", "from", "of", "for", "with", "in", "between", "as", "than"):
        return _before_preposition(s, at, place)
    if is_word(s, at) and not is_closed(s, at):
        modifies = s.low(at - 1) in grammar["determiners"]  # "a staggering $100 million"
        if (is_verb(s, at) or low.endswith("ing")) and not modifies:
            return span_of(s.tokens, at, at + 1)
        at -= modifies
        if place.kind in ("money", "share", "measure", "duration"):
            return _verb_left(s, at)
    return _verb_left(s, at) if place.kind in ("money", "duration") else None


def _own_word(s: Scan, at: int) -> Span | None:
    if s.low(at) in s.lex.grammar["auxiliaries"]:
        return None
    return span_of(s.tokens, at, at + 1)


def _before_preposition(s: Scan, at: int, place: Place) -> Span | None:
    grammar, low = s.lex.grammar, s.low(at)
    before = at - 1
    if low == "of" and place.unit == "magnitude":
        return _subject(s, before)
    if low == "of":
        return _noun_left(s, before)
    change = _change_left(s, before)
    if change is not None and before > change and s.low(change) not in _STATES:
        moved = _noun_left(s, before)
        if moved is not None and change < before and _object_of(s, change, before):
            return moved
    if change is not None and not (low == "for" and place.kind == "duration"):
        subject = _subject(s, change)
        if subject is not None:
            return subject
    if low in ("to", "for", "by", "at", "in") and is_word(s, before):
        if is_verb(s, before) and s.low(before) not in grammar["auxiliaries"]:
            return span_of(s.tokens, before, before + 1)
        if low in ("to", "for") and place.kind == "duration":
            return _verb_left(s, before)
        if place.kind == "money" and not is_closed(s, before):
            return _noun_left(s, before)
    return None


def _object_of(s: Scan, verb: int, at: int) -> bool:
    """Whether the words behind `verb` up to token `at` are its object: "raised rates | by"."""
    words = range(verb + 1, at + 1)
    determiners = s.lex.grammar["determiners"]
    return all(
        is_word(s, k) and (not is_closed(s, k) or s.low(k) in determiners) for k in words
    ) and (not s.low(at).endswith("ly") and s.low(at) not in s.lex.dates.get("weekdays", {}))


def _change_left(s: Scan, at: int) -> int | None:
    """The verb of change or measure that governs the figure, within the clause."""
    start, verbs = clause_start(s, at + 1), s.lex.grammar["change_verbs"]
    for i in range(at, max(start, at - 10) - 1, -1):
        if s.low(i) in verbs and s.low(i) not in s.lex.grammar["auxiliaries"]:
            return i
    return None


def _subject(s: Scan, verb: int) -> Span | None:
    """The head of the subject of `verb`: "the bank's annual profit for 2024 rose"."""
    i = clause_start(s, verb)
    while i < verb and (is_closed(s, i) or s.low(i) in ("at", "least", "most")):
        i += 1
    stop = i
    while stop < verb and (is_word(s, stop) or s.tokens[stop].text in _HYPHENS):
        if is_closed(s, stop) or (stop > i and s.low(stop) in s.lex.grammar["verbs"]):
            break
        stop += 1
    if stop == i or stop - i > 6:
        return None
    first = i
    for k in range(i, stop - 1):
        if s.low(k).endswith(("'s", "s'")):
            first = k + 1
    while stop > first + 1 and s.low(stop - 1).endswith("ly"):
        stop -= 1
    if first >= stop or (stop - first == 1 and is_participle(s, first)):
        return None
    return span_of(s.tokens, first, stop)


def _noun_left(s: Scan, at: int) -> Span | None:
    """The noun phrase that ends at token `at`: "a minimum fine | of $5,000"."""
    stop, first = at + 1, at + 1
    while first > 0 and is_word(s, first - 1) and stop - first < 4:
        if is_closed(s, first - 1) or (stop - first and is_verb(s, first - 1)):
            break
        first -= 1
        if s.tokens[first].gap != " ":
            break
    if first == stop or (
        s.low(stop - 1) in ("total", "record", "maximum", "minimum") and stop - first == 1
    ):
        return None
    return span_of(s.tokens, first, stop)


def _verb_left(s: Scan, at: int) -> Span | None:
    """The nearest verb to the left within the clause, with its object."""
    start = clause_start(s, at + 1)
    for i in range(at, max(start, at - 6) - 1, -1):
        if not is_word(s, i) or s.low(i) in s.lex.grammar["auxiliaries"]:
            continue
        if is_verb(s, i) or (s.low(i).endswith("ing") and not is_closed(s, i)):
            stop = i + 1
            while stop <= at and is_word(s, stop) and not is_closed(s, stop):
                stop += 1
            return span_of(s.tokens, i, stop)
    return None


# --- ages ---------------------------------------------------------------------


def _aged(s: Scan, place: Place) -> Span | None:
    """Whose age it is: "54-year-old man", "Jana Holt, 54,", "a driver aged 54"."""
    end = place.end
    if is_word(s, end) and s.gap(end) == " " and not is_closed(s, end) and not is_verb(s, end):
        bounds = noun_phrase(s, end, singular=True)
        if bounds:
            first, stop = bounds
            names = [k for k in range(first, stop) if s.tokens[k].capital]
            if names and names[0] > first:
                stop = names[0]
            return phrase_span(s, (first, stop))
    at = place.first - 1
    if s.low(at) in ("aged", "age", "edad", "âgé", "âgée", "de", "years"):
        at -= 1
    if s.low(at) in (",", "(", "âgé", "âgée", "âgés"):
        at -= 1
    if at < 0 or not is_word(s, at):
        return None
    first = at
    while first > 0 and is_word(s, first - 1) and s.gap(first) == " " and at - first < 4:
        if is_closed(s, first - 1) or s.tokens[first].capital != s.tokens[first - 1].capital:
            break
        first -= 1
    if is_closed(s, at):
        return None
    return span_of(s.tokens, first, at + 1)
