"""Figures of a text: numbers that count or measure, with unit, hedge and what they count."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from factcards.card import Qualifier, Span
from factcards.reading.amounts import Amount, amount_at
from factcards.reading.counted import Place, counted
from factcards.reading.counted_before import subject_of
from factcards.reading.dates import date_tokens
from factcards.reading.durations import time_of_one, whole_time
from factcards.reading.edges import stands_alone, widened
from factcards.reading.elided import with_elided
from factcards.reading.every_number import number_spans, numeric_values
from factcards.reading.labels import (
    in_chain,
    is_idiom,
    is_label,
    is_speaker,
    phone_tokens,
    table_tokens,
)
from factcards.reading.mentions import FigureMention
from factcards.reading.numerals import Scan, fraction_value, scan
from factcards.reading.phrases import is_closed, is_plural, is_verb, is_word, noun_phrase
from factcards.reading.qualifiers import qualifier_after, qualifier_before
from factcards.reading.ranges import Pair, pair_at
from factcards.reading.tokens import span_of
from factcards.reading.units import same_unit, unit_named
from factcards.reading.years import is_year

__all__ = ["number_spans", "numeric_values", "read_figures", "read_value", "same_unit"]

FigureKind = Literal["count", "money", "share", "measure", "duration", "age", "score", "ratio"]

_HYPHENS = frozenset("-‐‑")
# "at the age of 84"; not "an age of 12 great empires".
_AGE_OF = (("aged", "between"), ("at", "age"), ("the", "age", "of"), ("the", "ages", "of"))
_OLDEST = 120
# What lasts so many years, where people are so many years old: "un délai de 3 ans".
_TERMS = frozenset(
    ["pena", "penas", "condena", "plazo", "periodo", "período", "contrato", "mandato", "prórroga",
     "garantía", "moratoria", "préstamo", "crédito", "duración", "peine", "délai", "contrat",
     "mandat", "prêt", "emprunt", "période", "durée", "garantie", "bail"]
)  # fmt: skip
_TO_COME = frozenset(["will", "would", "could", "may", "might", "should", "shall", "must"])
_DOUBLES = frozenset(["double", "triple", "quadruple"])
# "Three times as many" is a multiple; "arrested three times" counts times.
_TIMES = {
    "en": ("times", frozenset(
        ["as", "more", "less", "higher", "lower", "bigger", "larger", "greater", "the", "that",
         "smaller", "faster", "fewer", "over", "longer", "what"]
    )),
    "es": ("veces", frozenset(["más", "menos", "mayor", "menor", "superior", "el", "la", "lo"])),
    "fr": ("fois", frozenset(["plus", "moins", "supérieur", "supérieure", "le", "la"])),
    "de": ("mal", frozenset(["so", "mehr", "höher", "größer", "stärker"])),
}  # fmt: skip
# "He is 71.", "a boy of nine": no "father of three".
_SOMEBODY = frozenset(["he", "she", "who", "i"])
_TURNED = frozenset(["is", "was", "turned", "turns", "am", "be"])
_OF_AGE = frozenset(["man", "woman", "boy", "girl", "lad", "lass", "child", "youth", "pensioner"])
_SENTENCE = 160
_ENDS = re.compile(r"[.!?]\s")
_PARTITIVE = re.compile(r"\s+of\s+(?:which|whom|them|those|these)\b", re.IGNORECASE)
_COMPARED = frozenset({"from", "with", "to", "than"})
_DIMENSIONS = frozenset({"long", "wide", "high", "tall", "deep", "thick"})
_LINKS = frozenset(
    ["", "and", "or", "then", "to", "up", "down", "y", "o", "und", "oder", "et", "ou"]
)


def read_figures(text: str, language: str = "en") -> tuple[FigureMention, ...]:
    """Every figure of `text`, in order, without overlaps.

    Spans count code points. `language` is ISO 639-1; English, Spanish, German
    and French are read with words and grammar, others by their digits. Years,
    dates, times, ordinals, telephone, section and list numbers are no figures,
    nor are the numbers of a table that stand in a long row without a word.
    """
    s = scan(text, language)
    masked = date_tokens(s) | phone_tokens(s) | table_tokens(s)
    out: list[FigureMention] = []
    starters, german = _starters(s), bool(s.lex.numbers.compounds)
    i, n = 0, len(s.tokens)
    while i < n:
        token = s.tokens[i]
        skip = token.kind == "word" and token.low not in starters and not german
        inside = not token.gap and in_chain(s, i)
        if skip or inside or i in masked or token.kind in ("skip", "code"):
            i += 1
            continue
        amount = time_of_one(s, i, amount_at, masked) or amount_at(s, i)
        if amount is None:
            i += 1
            continue
        amount = whole_time(s, amount, amount_at, masked)
        figure, end = _figure(s, amount, masked)
        if figure is not None and not (out and out[-1].span.end > figure.span.start):
            _append(s, out, figure)
        i = max(end, i + 1)
    whole = [f for f in out if stands_alone(text, f.span.start, f.span.end)]
    return tuple(with_elided(text, whole))


def _append(s: Scan, out: list[FigureMention], figure: FigureMention) -> None:
    """Add `figure`; where one of two joined figures says what it counts, both count that."""
    if out:
        before = out[-1]
        figure = _coordinated(s, before, figure)
        if before.counts is None and figure.counts is not None:
            between = s.text[before.span.end : figure.span.start]
            joined = between.strip() in ("and", "or") and before.kind == figure.kind
            listed = between == ", " and "-" in before.span.of(s.text)  # "a two-year, $4m contract"
            if (joined or listed) and figure.counts.start >= figure.span.end:
                out[-1] = replace(before, counts=figure.counts)  # "12 years and a month in prison"
    out.append(figure)


def _coordinated(s: Scan, before: FigureMention, figure: FigureMention) -> FigureMention:
    """`figure` with what the one before counts, where a link or "of which" ties them."""
    if figure.counts is not None or before.counts is None:
        return figure
    if before.counts.overlaps(figure.span):
        return figure
    start = figure.qualifier_span.start if figure.qualifier_span else figure.span.start
    between = s.text[before.span.end : min(start, figure.span.start)]
    if len(between) > _SENTENCE or "\n" in between or _ENDS.search(between):
        return figure
    countable = before.kind == "count" and figure.kind in ("count", "share")
    another = between.rstrip().endswith((" another", " a further"))  # "and injuring another 40"
    if countable and (another or _PARTITIVE.match(s.text, figure.span.end)):
        return replace(figure, counts=before.counts)  # "56 cases, 37 of which were fatal"
    if before.kind == "age" and figure.kind == "count" and figure.value <= _OLDEST:
        figure = replace(figure, kind="age", unit=before.unit)  # "daughters aged five and seven"
    elif figure.kind != before.kind and {figure.kind, before.kind} != {"money", "share"}:
        return figure
    if figure.kind in ("measure", "money") and between.endswith("("):
        closed = s.text[figure.span.end : figure.span.end + 1] == ")"
        return replace(figure, counts=before.counts) if closed and len(between) < 30 else figure
    if len(between) > 24 or not _linked(between, measured=figure.kind != "count"):
        return figure
    return replace(figure, counts=before.counts)


def _linked(between: str, *, measured: bool) -> bool:
    """Whether the words between two figures let both count the same."""
    words = [word for word in between.strip(" ,(").split() if word not in _DIMENSIONS]
    if measured and len(words) > 1 and words[-1] in _COMPARED:
        words = words[:-1]  # "71%, up from 65% in 2019"
    if measured and words == ["instead", "of"]:
        return True
    return " ".join(words).strip(" ,") in _LINKS or (measured and words == ["compared"])


def read_value(text: str, language: str = "en") -> FigureMention | None:
    """The one figure of a short phrase ("at least 24", "$4.2 million"), spans relative to it.

    None where the phrase holds none or several. A bare number counts here even
    where an article's reader could take it for a year.
    """
    found = read_figures(text, language)
    if len(found) == 1:
        return found[0]
    if found:
        return None
    s = scan(text, language)
    amounts = [a for i in range(len(s.tokens)) if (a := _plain_amount(s, i)) is not None]
    if len(amounts) != 1:
        return None
    return _mention(s, amounts[0], None)


def _plain_amount(s: Scan, i: int) -> Amount | None:
    if s.tokens[i].kind not in ("num", "sym", "word") or s.low(i) in s.lex.numbers.articles:
        return None
    if s.low(i) in s.lex.numbers.ordinals:
        return None
    amount = amount_at(s, i)
    if amount is None or amount.number.kind in ("ordinal", "opaque"):
        return None
    previous = s.tokens[i - 1] if i else None
    inside = previous is not None and amount_at(s, i - 1) is not None and previous.kind != "sym"
    return None if inside else amount


def _starters(s: Scan) -> frozenset[str]:
    """Words that can start a number."""
    words = s.lex.numbers
    return frozenset(
        {
            *words.values, *words.articles, *words.half, *words.scales, *words.vague,
            *words.fractions_one, *words.approximate, *words.multiples, *words.parts_left,
            *words.every, *words.with_half, *(words.ordinals if words.part_words else ()),
            *(phrase[0] for phrase in words.several),
        }
    )  # fmt: skip


def _figure(s: Scan, a: Amount, masked: frozenset[int]) -> tuple[FigureMention | None, int]:
    """The figure that starts with the amount `a`, and the token behind what was read."""
    kind = a.number.kind
    if kind in ("ordinal", "opaque", "year"):
        return None, a.end
    if kind == "multiple":
        return _multiple(s, a), a.end
    pair = pair_at(s, a, masked)
    if pair is None and a.end in masked and not s.gap(a.end):
        return None, a.end
    label = is_label(s, pair.first if pair else a) or (pair and is_label(s, _tail(pair)))
    if is_idiom(s, a):
        return None, a.end + 4
    if label and (pair is None or pair.kind == "range"):
        return None, (pair.end if pair else a.end)
    if pair is None and is_year(s, a):
        return None, a.end
    mention = None if is_speaker(s, a) else _mention(s, a, pair)
    return mention, max(pair.end if pair else a.end, a.end)


def _tail(pair: Pair) -> Amount:
    """The pair seen from its end, so that what follows is judged."""
    return replace(pair.second, first=pair.first.first, number=pair.second.number)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What kind of figure it is, and how far its words reach."""

    kind: FigureKind
    unit: str | None
    first: int
    end: int


def _mention(s: Scan, a: Amount, pair: Pair | None) -> FigureMention:
    first, _end, unit = a.first, a.end, a.unit
    value, value_to = a.value, None
    if pair is not None:
        _end, unit, value = pair.end, pair.first.unit, pair.first.value
        if pair.kind == "ratio":
            value = fraction_value(int(pair.first.value), int(pair.second.value))
        else:
            value_to = pair.second.value
    shape = _shape(s, a if pair is None else replace(pair.second, first=first, unit=unit), pair)
    qualifier, qualifier_span, start, stop = _qualified(s, a, shape, pair)
    if qualifier is None and a.number.kind == "vague":
        qualifier = "at least"
    elif qualifier is None and a.number.about:
        qualifier = "about"
    inside = None if pair is None else pair.noun
    hyphened = a.hyphened if pair is None else pair.second.hyphened
    place = Place(
        first=start,
        end=stop,
        unit=shape.unit,
        kind=shape.kind,
        hyphened=hyphened and shape.unit is None,
        tied=hyphened,
        one=value == 1 and value_to is None,
    )
    return FigureMention(
        span=span_of(s.tokens, *widened(s, shape.first, shape.end)),
        value=value,
        value_to=value_to,
        unit=shape.unit,
        qualifier=qualifier,
        qualifier_span=qualifier_span,
        counts=counted(s, place) if inside is None else span_of(s.tokens, inside, inside + 1),
        kind=shape.kind,
    )


def _qualified(
    s: Scan, a: Amount, shape: _Shape, pair: Pair | None
) -> tuple[Qualifier | None, Span | None, int, int]:
    """The qualifier and its words, and the tokens that figure and qualifier reach over."""
    words = s.lex.numbers
    start = a.first
    if pair is not None and (s.low(start - 1) in words.between or s.low(start - 1) in words.from_):
        start -= 1
    before = qualifier_before(s, start, duration=shape.kind == "duration")
    stop = shape.end
    after = qualifier_after(s, stop)
    if after is not None:
        stop = after[2]
    if before is not None:
        while start > 0 and s.tokens[start - 1].start >= before[1].start:
            start -= 1
        return before[0], before[1], start, stop
    if after is not None:
        return after[0], after[1], start, stop
    return None, None, start, stop


def _shape(s: Scan, a: Amount, pair: Pair | None) -> _Shape:
    if pair is not None and pair.kind != "range":
        return _Shape("score" if pair.kind == "score" else "ratio", None, a.first, a.end)
    if a.money:
        return _Shape("money", a.unit, a.first, a.end)
    if a.unit is None:
        return _unitless(s, a)
    unit = unit_named(a.unit)
    kind: FigureKind = unit.kind if unit is not None else "count"
    if a.unit in ("year", "month", "week", "day"):
        age = _age_end(s, a)
        if age is not None:
            return _Shape("age", a.unit, a.first, age)
    return _Shape(kind, a.unit, a.first, a.end)


def _unitless(s: Scan, a: Amount) -> _Shape:
    if a.number.kind == "fraction":
        return _Shape("share", None, a.first, a.end)
    if _bare_age(s, a):
        return _Shape("age", "year", a.first, a.end)
    low = s.low(a.first - 1)
    if low == "magnitude" or s.phrase_before(a.first, ("magnitude", "of")):
        return _Shape("measure", "magnitude", a.first, a.end)
    if s.low(a.end) in _HYPHENS and s.low(a.end + 1) == "magnitude":
        return _Shape("measure", "magnitude", a.first, a.end + 2)
    times, behind = _TIMES.get(s.lex.language, ("", frozenset()))
    if s.low(a.end) == times and s.low(a.end + 1) in behind:
        return _Shape("ratio", "time", a.first, a.end + 1)
    return _Shape("count", None, a.first, a.end)


def _age_end(s: Scan, a: Amount) -> int | None:
    """The token behind an age that a unit of time is part of, or None where it is no age."""
    words = s.lex.grammar["age_adjectives"]
    at = a.end
    if s.low(at) in _HYPHENS and not s.gap(at):
        at += 1
    if s.low(at) in words and s.lex.language in ("en", "de"):
        return at + 1
    language, before = s.lex.language, s.low(a.first - 1)
    if a.unit != "year":
        return None
    if a.number.unit is not None and s.tokens[a.first].capital:  # "die Elfjährige"
        return a.end if before or a.end < len(s.tokens) else None
    if language == "de" and s.low(a.end - 1).startswith("jährig") and s.low(a.end - 2) in _HYPHENS:
        person = s.tokens[a.end - 1].capital or s.low(a.first - 1) in ("der", "die", "den", "dem")
        return a.end if person or a.value >= 15 else None
    if before == "de" and s.low(a.first - 2) in _TERMS:
        return None  # "una pena de tres años"
    if language == "es" and before == "de" and s.low(a.end) not in ("de", "del"):
        return a.end
    if language == "fr" and before == "de" and s.low(a.end) not in ("de", "d'emprisonnement"):
        noun = s.low(a.first - 2)
        return a.end if noun not in ("plus", "moins", "près", "peine", "condamné") else None
    if before == "," and is_word(s, a.first - 2) and s.tokens[a.first - 2].capital:
        return a.end if s.low(a.end) in (",", ".", ")") and language in ("es", "fr", "de") else None
    if before in ("aged", "âgé", "âgée"):
        return a.end
    return None


def _told_age(s: Scan, a: Amount) -> bool:
    """ "He is 71.", "who was just 17 when", "a boy of perhaps nine"."""
    before = qualifier_before(s, a.first)
    at = a.first - 1
    while before is not None and at >= 0 and s.tokens[at].start >= before[1].start:
        at -= 1
    if s.low(at) in ("only", "just", "still", "already", "now", "perhaps", "then"):
        at -= 1
    open_class = is_word(s, a.end) and not is_closed(s, a.end)
    if s.low(at) == "of":
        return s.low(at - 1) in _OF_AGE and (not open_class or is_verb(s, a.end))
    if open_class or s.low(a.end) in ("of", "in", "on", "to", "years", "per", "for", "against"):
        return False
    return s.low(at) in _TURNED and s.low(at - 1) in _SOMEBODY


def _bare_age(s: Scan, a: Amount) -> bool:
    """ "aged 54", "Jana Holt, 54,", "Jana Holt (54)"."""
    whole = a.value == a.value.to_integral_value() and not a.number.scaled and not a.prefixed
    if s.lex.language == "en" and whole and 0 < a.value <= _OLDEST and _told_age(s, a):
        return True
    if not 0 < a.value <= _OLDEST or a.number.scaled or a.prefixed or not a.number.digits:
        return s.low(a.first - 1) == "aged" and a.value <= _OLDEST and not a.number.scaled
    before, after = s.low(a.first - 1), s.low(a.end)
    if before in ("aged", "age") and s.gap(a.first) == " ":
        return not (is_word(s, a.end) and not is_closed(s, a.end))
    if any(s.phrase_before(a.first, phrase) for phrase in _AGE_OF):
        return not s.tokens[a.first - 1].capital and not is_plural(s, a.end)
    if a.value != a.value.to_integral_value() or a.first < 2:
        return False
    name = s.tokens[a.first - 2]
    if before == "," and after == "," and _person_phrase(s, a.first - 2):
        return not s.gap(a.end)
    if (
        name.kind != "word"
        or not name.capital
        or (name.gap == "\n" and name.low in s.lex.grammar.closed)
    ):
        return False
    if s.lex.language == "de":
        return before == "(" and after == ")"
    if before == ",":
        return after in (",", ".", ")", ";") and s.gap(a.end) == ""
    return before == "(" and after == ")"


def _person_phrase(s: Scan, at: int) -> bool:
    """Whether token `at` ends "the tycoon", "a retired teacher": one, and no plural."""
    if not is_word(s, at) or is_plural(s, at) or s.tokens[at].capital or is_closed(s, at):
        return False
    return any(s.low(k) in ("the", "a", "an", "his", "her") for k in range(max(0, at - 3), at))


def _multiple(s: Scan, a: Amount) -> FigureMention | None:
    """ "doubled", "twice as many", "double the number"; not "a double room", "arrested twice"."""
    low, following = s.low(a.number.first), s.low(a.end)
    modal = s.low(a.first - 1) in _TO_COME and s.low(a.number.first) in _DOUBLES
    verb = (
        modal
        or low.endswith(("ed", "ing", "é", "t"))
        or low in s.lex.numbers.parts_left
        or low in s.lex.grammar["change_verbs"]
    )
    if low.endswith("fold") and not verb:  # "a tenfold rise"
        bounds = noun_phrase(s, a.end, singular=True) if is_word(s, a.end) else None
        if bounds is None:
            return None
        return FigureMention(
            span=span_of(s.tokens, a.first, a.end),
            value=Decimal(a.value),
            unit="time",
            counts=span_of(s.tokens, *bounds),
            kind="ratio",
        )
    wide = following in s.lex.grammar["determiners"] or following in ("as", "what")
    if not verb and not (wide and s.low(a.first - 1) not in s.lex.grammar["determiners"]):
        return None
    qualifier = qualifier_before(s, a.first)
    place = Place(first=a.first + (1 if verb else 0), end=a.end, unit="time", kind="ratio")
    moved = verb and following in s.lex.grammar["determiners"] and is_word(s, a.end + 1)
    bounds = noun_phrase(s, a.end + 1, singular=True) if moved else None  # "halved its staff"
    return FigureMention(
        span=span_of(s.tokens, a.first, a.end),
        value=Decimal(a.value),
        unit="time" if a.value > 1 else None,
        qualifier=qualifier[0] if qualifier else None,
        qualifier_span=qualifier[1] if qualifier else None,
        counts=_moved_by(s, a, place, bounds, modal=modal),
        kind="ratio",
    )


def _moved_by(
    s: Scan, a: Amount, place: Place, bounds: tuple[int, int] | None, *, modal: bool
) -> Span | None:
    """What is multiplied: the object of the verb, else its subject."""
    if bounds is not None:
        return span_of(s.tokens, *bounds)
    following = s.low(a.end) in s.lex.grammar["determiners"]
    if following and not modal and is_word(s, a.end + 1):  # "twice the average"
        bounds = noun_phrase(s, a.end + 1, singular=True)
        return span_of(s.tokens, *bounds) if bounds else counted(s, place)
    return subject_of(s, a.first - 1) if modal else counted(s, place)
