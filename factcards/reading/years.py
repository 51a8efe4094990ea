"""Whether four bare digits are a calendar year or a count."""

from __future__ import annotations

from factcards.reading.amounts import Amount
from factcards.reading.numerals import Scan
from factcards.reading.phrases import is_closed, is_plural, is_verb, is_word, noun_phrase

_FIRST_YEAR, _LAST_YEAR = 1000, 2199
# Years that news is about; only these stand without any cue ("the 2020 protests").
_LIKELY_FIRST, _LIKELY_LAST = 1900, 2099


def year_text(s: Scan, i: int) -> int | None:
    """The value of token `i` where it is four bare digits that could be a year."""
    token = s.tokens[i]
    if token.kind != "num" or len(token.text) != 4 or not token.text.isdecimal():
        return None
    value = int(token.text)
    return value if _FIRST_YEAR <= value <= _LAST_YEAR else None


def is_year(s: Scan, a: Amount) -> bool:
    """Whether the amount is a calendar year."""
    if a.prefixed or a.unit is not None or a.number.scaled or a.number.end - a.number.first != 1:
        return False
    return a.number.first == a.first and year_at(s, a.first)


def year_at(s: Scan, i: int) -> bool:
    """Whether the four digits at token `i` are a calendar year, by what stands around them."""
    value = year_text(s, i)
    if value is None:
        return False
    likely = _LIKELY_FIRST <= value <= _LIKELY_LAST
    before, cues = _word_before(s, i), s.lex.dates.get("year_cues", ())
    if _qualified(s, i):
        return False
    nouns = _plural_follows(s, i + 1)
    if before in cues and s.gap(i) != "\n":
        if not nouns:
            return likely or not _noun_follows(s, i + 1)
        if before in ("of", "to", "for", "from", "and", "with", "by", "de", "von", "à"):
            return likely and value % 100 != 0
        return likely or value % 50 != 0
    if nouns:
        return likely and value % 100 != 0
    if not likely:
        return False
    return not (_noun_follows(s, i + 1) and value % 500 == 0)


def _word_before(s: Scan, i: int) -> str:
    at = i - 1
    if s.low(at) in ("(", ","):
        at -= 1
    if s.low(at) in ("early", "late", "mid", "-", "the", "el", "le"):
        at -= 1
        if s.low(at) in ("mid", "early", "late"):
            at -= 1
    return s.low(at)


def _qualified(s: Scan, i: int) -> bool:
    """Whether a qualifier stands before, so that the number counts ("about 2000 people")."""
    for phrase, _ in s.lex.before.entries.get(s.low(i - 1), ()):
        if s.phrase_before(i, phrase):
            bare = not _noun_follows(s, i + 1) and int(s.tokens[i].text) % 100 != 0
            if bare and phrase[0] in ("around", "about", "circa", "ca", "c"):
                return False  # "built around 1890"
            preposition = s.low(i - len(phrase) - 1) in s.lex.dates.get("year_cues", ())
            return not (preposition and not _noun_follows(s, i + 1))
    return False


def _noun_follows(s: Scan, i: int) -> bool:
    if not is_word(s, i) or s.gap(i) != " " or is_closed(s, i):
        return False
    if s.lex.language == "de":
        return s.tokens[i].capital
    return not s.tokens[i].capital and not is_verb(s, i)


def _plural_follows(s: Scan, i: int) -> bool:
    if not _noun_follows(s, i):
        return False
    bounds = noun_phrase(s, i)
    if bounds is None:
        return False
    return s.lex.language == "de" or is_plural(s, bounds[1] - 1)
