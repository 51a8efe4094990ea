"""What a card says, without its order, identifiers and offsets; and how a change carries over."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from factcards.card import FactCard, Figure, decimal_text

Facts = Mapping[str, Counter[str]]
"""The facts of each field, each in one line, with how often it is there."""


@dataclass(frozen=True, kw_only=True)
class Substitution:
    """One word of an article, exchanged wherever it stands."""

    old: str
    new: str
    factor: Fraction | None = None
    """For a number: what the values of figures with it are multiplied by."""

    def of(self, text: str) -> str:
        """`text` with the new word."""
        return self._pattern.sub(lambda _: self.new, text)

    def times(self, text: str) -> int:
        """How often `text` has the old word."""
        return len(self._pattern.findall(text))

    @property
    def _pattern(self) -> re.Pattern[str]:
        # A number ends where its digits and separators do, a name where its letters do.
        if self.factor is not None:
            return re.compile(rf"(?<![\d.,]){re.escape(self.old)}(?![.,]?\d)")
        return re.compile(rf"(?<!\w){re.escape(self.old)}(?!\w)")


def facts_of(card: FactCard, change: Substitution | None = None) -> Facts:
    """What `card` says; with `change`, what it would say of the article with the change."""
    told: dict[str, Counter[str]] = {}

    def add(field: str, *words: str | None, derived: str | None = None) -> None:
        line = " · ".join(part for part in words if part)
        line = change.of(line) if change else line
        # What code worked out is not the article's own words: an exchange must not reach it.
        told.setdefault(field, Counter())[f"{line} = {derived}" if derived else line] += 1

    if card.headline is not None:
        add("headline", card.headline.text)
    for sentence in card.summary:
        add("summary", sentence.text)
    for who in card.who:
        add("who", who.name, who.kind, who.role)
    for what in card.what:
        add("what", what.text, what.stance, what.attributed_to)
    for where in card.where:
        add("where", where.name, where.relation, derived=where.country)
    for when in card.when:
        add("when", when.text, derived=when.date)
    for it in card.figures:
        add(
            "figures",
            it.text,
            it.qualifier,
            it.counts,
            it.attributed_to,
            derived=_value(it, change),
        )
    for quote in card.quotes:
        add("quotes", quote.text, quote.speaker)
    for source in card.sources:
        add("sources", source.name, source.kind, source.via)
    return told


def _value(figure: Figure, change: Substitution | None) -> str:
    """Value, upper end and unit; multiplied where the text has the number that changes."""
    carried = change is not None and change.factor is not None and change.times(figure.text) > 0
    factor = change.factor if change is not None and change.factor is not None else Fraction(1)
    ends = [number for number in (figure.value, figure.value_to) if number is not None]
    told = [
        _decimal(Fraction(number) * factor) if carried else decimal_text(number) for number in ends
    ]
    return " ".join(filter(None, ("–".join(told), figure.unit)))


def _decimal(number: Fraction) -> str:
    """`number` in plain digits; it is one decimal times the ratio of two like ones."""
    return decimal_text(Decimal(number.numerator) / Decimal(number.denominator))


def difference_of(wanted: Facts, found: Facts) -> dict[str, tuple[str, ...]]:
    """By field, what `found` lacks ("- …") and has beyond what is wanted ("+ …")."""
    fields = dict.fromkeys((*wanted, *found))
    told = {}
    for field in fields:
        one, other = wanted.get(field, Counter()), found.get(field, Counter())
        lines = [f"- {fact}" for fact in (one - other)] + [f"+ {fact}" for fact in (other - one)]
        if lines:
            told[field] = tuple(lines)
    return told
