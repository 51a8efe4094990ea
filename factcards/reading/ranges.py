"""Two numbers that belong together: ranges, scores and ratios."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from factcards.reading.amounts import Amount, amount_at
from factcards.reading.numerals import Scan
from factcards.reading.phrases import clause_start, is_closed, is_plural, is_verb, is_word

_DASHES = frozenset("-‐‑–—")
_SCORE_MOST = 200
_RATIO_MOST = 1000
_TOLD_OF = frozenset({2, 3, 4, 5, 10})
# These verbs take a subject for what is counted, but move no amount from one value to another.
_NO_CHANGE = frozenset(
    ["came", "went", "stood", "stands", "worth", "priced", "valued", "cost", "costs"]
)


# "It went from $3 to $5": a change, where "went" alone is none.
_GONE = frozenset(["went", "go", "goes", "gone", "going", "move", "moved", "moves", "moving"])
_PASSED = frozenset(
    ["pasó", "pasaron", "pasa", "pasan", "pasado", "pasar", "passe", "passent", "passé", "passée",
     "passés", "passées", "passer", "passait", "passera", "ging", "kletterte", "kletterten"]
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two amounts read as one figure."""

    first: Amount
    second: Amount
    kind: Literal["range", "score", "ratio"]
    noun: int | None = None
    """The token inside that names what a ratio counts: "one | voter | in five"."""

    @property
    def end(self) -> int:
        """The token behind the pair."""
        return self.second.end


def _amount_from(s: Scan, i: int, masked: frozenset[int]) -> Amount | None:
    """The amount at token `i`, a currency before its number included."""
    for at in range(i, min(i + 3, len(s.tokens))):
        if at in masked or s.gap(at) == "\n":
            return None
        if s.tokens[at].kind in ("num", "word"):
            found = amount_at(s, at)
            if found is not None:
                return (
                    found
                    if found.first >= i and found.first in (i, at) and (found.first == i)
                    else None
                )
        if s.tokens[at].kind not in ("sym", "word"):
            return None
    return None


def pair_at(s: Scan, a: Amount, masked: frozenset[int]) -> Pair | None:
    """The range, score or ratio that starts with the amount `a`, if one does."""
    if a.hyphened and a.unit is None and s.low(a.end) not in _DASHES:
        return None
    if a.number.kind not in ("plain", "fraction") or a.end + 1 >= len(s.tokens):
        return None
    ratio = _ratio(s, a, masked)
    ratio = ratio or _ratio_around(s, a, masked)
    if ratio is not None:
        return ratio
    link = s.tokens[a.end]
    if link.gap == "\n":
        return None
    tally = _tally(s, a, masked)
    if tally is not None:
        return tally
    if link.text in _DASHES or (link.text == ":" and s.lex.language in ("de", "es", "fr")):
        after = s.gap(a.end + 1)
        if bool(link.gap) != bool(after) or (link.gap and link.text == "—"):
            return None
        if link.text == ":" and link.gap:
            return None
        b = _amount_from(s, a.end + 1, masked)
        if b is None or b.value < 0:
            return None
        if _is_score(s, a, b, spaced=bool(link.gap)):
            return Pair(a, b, "score")
        return _range(s, a, b) if link.text != ":" else None
    if link.low not in s.lex.numbers.range_to:
        return None
    b = _amount_from(s, a.end + 1, masked)
    if b is None or not _words_make_range(s, a, b, link.low):
        return None
    return _range(s, a, b)


def _words_make_range(s: Scan, a: Amount, b: Amount, link: str) -> bool:
    words = s.lex.numbers
    before = _word_before(s, a)
    if before in words.between:
        return True
    if link in ("and", "y", "et", "und"):
        return False
    if link in ("or", "o", "ou", "oder"):
        small = a.value == a.value.to_integral_value() and b.value - a.value <= max(
            a.value, Decimal(2)
        )
        return small and a.unit is None and not a.number.scaled
    changes: frozenset[str] = frozenset()
    if s.lex.language == "en":
        changes = s.lex.grammar["change_verbs"] - s.lex.grammar["auxiliaries"] - _NO_CHANGE
    if before in changes or before in ("by",):
        return False
    if before in words.from_ and s.lex.language == "en":
        return not _moved(s, a, changes | s.lex.grammar["change_nouns"])
    if before in words.from_ and _moved(s, a, s.lex.grammar["change_verbs"] | _PASSED):
        return False  # "subió de 3 a 5 euros"
    return s.lex.language != "es" or before in words.from_ or a.unit is None


def _moved(s: Scan, a: Amount, words: frozenset[str]) -> bool:
    """Whether what stands before "from" tells of a change: "has gone | from $3 to $5".

    Behind a comma, the change may stand in the clause before: "prices doubled, from $3 to $5".
    """
    if s.low(a.first - 2) in _GONE:
        return True
    start = clause_start(s, a.first)
    if s.low(a.first - 2) == ",":
        start = a.first - 2
        while start > 0 and s.gap(start) != "\n" and s.low(start - 1) not in (".", ";", "!", "?"):
            start -= 1
    near = range(max(start, a.first - 12), a.first)
    return any(s.low(k) in words and s.low(k) not in s.lex.grammar["auxiliaries"] for k in near)


def _word_before(s: Scan, a: Amount) -> str:
    """The word before the amount and its qualifier."""
    at = a.first - 1
    for phrase, _ in s.lex.before.entries.get(s.low(at), ()):
        if s.phrase_before(a.first, phrase):
            at -= len(phrase)
            break
    return s.low(at)


def _range(s: Scan, a: Amount, b: Amount) -> Pair | None:
    """`a` to `b` with one unit and one scale, or None where they do not fit each other."""
    if b.number.kind not in ("plain", "fraction"):
        return None
    if a.unit is None and b.unit is not None:
        a = replace(a, unit=b.unit, money=b.money)
    elif b.unit is None and a.unit is not None:
        if not a.prefixed:
            return None
        b = replace(b, unit=a.unit, money=a.money)
    if a.unit != b.unit:
        return None
    base = b.number.base
    if not a.number.scaled and base is not None and abs(a.value) < base:
        a = replace(a, value=a.value * (b.value / base))
    return Pair(a, b, "range") if a.value < b.value else None


def _is_score(s: Scan, a: Amount, b: Amount, *, spaced: bool) -> bool:
    whole = all(
        x.unit is None
        and not x.number.scaled
        and x.number.digits
        and x.value < _SCORE_MOST
        and x.value == x.value.to_integral_value()
        for x in (a, b)
    )
    if not whole or spaced:
        return False
    start = max(0, a.first - 8)
    words = s.lex.labels.get("score_words", frozenset())
    near = any(s.low(k) in words for k in (*range(start, a.first), *range(b.end, b.end + 3)))
    counts = is_word(s, b.end) and is_plural(s, b.end) and s.low(b.end) not in words
    if a.value < b.value:
        return near and not counts
    return not counts or near


def _tally(s: Scan, a: Amount, masked: frozenset[int]) -> Pair | None:
    """A vote: "11 votes to 18", "14 voix contre 11", "the vote was 11 to 9", "mit 11 zu 9"."""
    words = s.lex.labels
    ballots, links = words.get("ballots", frozenset()), words.get("tally_links", frozenset())
    noun = a.end if s.low(a.end) in ballots and s.gap(a.end) == " " else None
    link = a.end if noun is None else a.end + 1
    if s.low(link) not in links or s.gap(link) != " " or not _whole(a):
        return None
    b = _amount_from(s, link + 1, masked)
    if b is None or not _whole(b) or a.hyphened or b.hyphened:
        return None
    if noun is not None:
        counts = is_word(s, b.end) and is_plural(s, b.end) and s.low(b.end) not in ballots
        return None if counts else Pair(a, b, "score", noun)
    if s.low(b.end) in ballots:
        return Pair(a, b, "score", b.end)
    if is_word(s, b.end) and is_plural(s, b.end) and s.low(b.end) not in s.lex.grammar.closed:
        return None
    start = clause_start(s, a.first)
    voted = any(
        s.low(k) in words.get("vote_words", frozenset())
        for k in range(max(start, a.first - 10), a.first)
    )
    told = s.low(a.first - 1) in words.get("vote_leads", frozenset())
    return Pair(a, b, "score") if voted and (told or a.value > b.value) else None


def _whole(a: Amount) -> bool:
    """Whether `a` may be a side of a vote: a whole number of nothing in particular."""
    plain = a.unit is None and a.number.kind == "plain" and not a.number.scaled
    return plain and a.value == a.value.to_integral_value() and a.value >= 0


def _ratio(s: Scan, a: Amount, masked: frozenset[int]) -> Pair | None:
    """ "one in five", "3 out of 10", "one out of every four"."""
    if a.unit is not None or a.number.scaled or a.value != a.value.to_integral_value():
        return None
    for phrase in s.lex.numbers.ratio_links:
        if not s.phrase(a.end, phrase) or s.gap(a.end) != " ":
            continue
        b = _amount_from(s, a.end + len(phrase), masked)
        if b is None or b.unit is not None or b.number.kind != "plain":
            return None
        if not 0 < a.value < b.value or (b.value > _RATIO_MOST and b.value % 1000):
            return None
        if len(phrase) > 1 or _is_rate(s, a, b):
            return Pair(a, b, "ratio")
        return None
    return None


def _ratio_around(s: Scan, a: Amount, masked: frozenset[int]) -> Pair | None:
    """ "one voter in five", "un électeur sur cinq": what is counted stands inside."""
    if a.value != 1 or a.unit is not None or a.number.scaled or a.hyphened:
        return None
    noun = a.end
    if not is_word(s, noun) or is_closed(s, noun) or s.gap(noun) != " " or is_verb(s, noun):
        return None
    for phrase in s.lex.numbers.ratio_links:
        if phrase == ("de",) or not s.phrase(noun + 1, phrase):
            continue
        b = _amount_from(s, noun + 1 + len(phrase), masked)
        if b is None or b.unit is not None or b.number.kind != "plain" or b.number.scaled:
            return None
        whole = b.value == b.value.to_integral_value() and 1 < b.value <= _RATIO_MOST
        ends = not is_word(s, b.end) or is_closed(s, b.end) or is_verb(s, b.end)
        return (
            Pair(a, b, "ratio", noun) if whole and (ends or len(phrase) > 1) else None
        )  # not "one man in two cars"
    return None


def _is_rate(s: Scan, a: Amount, b: Amount) -> bool:
    """Whether "two in five" is a share and not "two in five days" or "killed two in five raids"."""
    if s.lex.language != "en":
        # "vier von sechs Siebenmetern" are counted; shares are told of round wholes.
        told = a.value == 1 or b.value in _TOLD_OF or not b.value % 10
        return s.lex.language in ("fr", "de") and b.value <= _RATIO_MOST and told
    if a.value > 10:
        return False
    odd = b.value > Decimal(10) and b.value % 5 and a.value != 1
    if b.value != b.value.to_integral_value() or odd:
        return False
    before = a.first - 1
    return (
        a.value == 1
        or not is_word(s, before)
        or not (is_verb(s, before) or s.low(before).endswith("ing"))
    )
