"""Every number of a text, whatever it is: for checking that no number lacks support."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcards.card import Span
from factcards.reading.amounts import Amount, amount_at
from factcards.reading.numerals import Scan, scan
from factcards.reading.tokens import span_of

_JOINTS = frozenset(":/-–.")


def number_spans(text: str, language: str = "en") -> tuple[Span, ...]:
    """The span of every number in `text`: figures, years, times, ordinals, labels.

    A number is one span with its separators, sign, currency and unit; the
    parts of a date or time in digits ("10:40", "2025-03-05") are one as well.
    """
    return tuple(span for span, _ in _numbers(scan(text, language)))


def numeric_values(text: str, language: str = "en") -> tuple[Decimal, ...]:
    """The value of every number in `text`, in order: 24 and "twenty-four" are equal.

    Scale words count ("4.2 million" is 4200000); units, signs of currency and
    qualifiers do not. Digits that are no number give the value of each part.
    """
    return tuple(value for _, values in _numbers(scan(text, language)) for value in values)


def _numbers(s: Scan) -> Iterator[tuple[Span, tuple[Decimal, ...]]]:
    i, n, last = 0, len(s.tokens), 0
    while i < n:
        token = s.tokens[i]
        chain = _digit_chain(s, i)
        if chain is not None:
            yield span_of(s.tokens, i, chain), _digit_values(s, i, chain)
            i = last = chain
            continue
        amount = amount_at(s, i) if token.kind in ("num", "word", "sym") else None
        if amount is not None and not _article(s, amount):
            first = max(amount.first, last)
            yield span_of(s.tokens, first, amount.end), (amount.value,)
            i = last = max(amount.end, i + 1)
            continue
        if any(char.isdecimal() for char in token.text):
            yield Span(token.start, token.end), _digit_values(s, i, i + 1)
            last = i + 1
        i += 1


def _article(s: Scan, amount: Amount) -> bool:
    """Whether the "number" is only an article: "un", "une", French and Spanish."""
    number, words = amount.number, s.lex.numbers
    return number.end - number.first == 1 and s.low(number.first) in words.articles


def _digit_chain(s: Scan, i: int) -> int | None:
    """The token behind digits that marks tie together ("10:40", "5/3/2025"), or None."""
    if s.tokens[i].kind != "num":
        return None
    end = i + 1
    while (
        end + 1 < len(s.tokens)
        and s.tokens[end].text in _JOINTS
        and not s.tokens[end].gap
        and not s.tokens[end + 1].gap
        and s.tokens[end + 1].kind == "num"
    ):
        end += 2
    tied = end > i + 1
    return end if tied and (s.tokens[i + 1].text in ":/" or end > i + 3) else None


def _digit_values(s: Scan, first: int, end: int) -> tuple[Decimal, ...]:
    values: list[Decimal] = []
    for token in s.tokens[first:end]:
        run = ""
        for char in token.text + " ":
            if char.isdecimal() and len(run) < 30:
                run += char
            elif run:
                values.append(Decimal(run))
                run = ""
    return tuple(values)
