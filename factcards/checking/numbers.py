"""How a figure of the card compares with the figures of the article."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from factcards.card import Qualifier
from factcards.checking.conversion import are_shares, converted, is_money, same_money
from factcards.checking.rounding import is_near, precision_of, rounding_of
from factcards.reading.mentions import FigureMention
from factcards.reading.units import same_unit

Verdict = Literal[
    "verbatim", "same-value", "rounded", "converted", "shortened", "hedge-added",
    "rounded-unmarked", "hedge-lost", "bound-flipped", "points", "currency", "unit", "absent",
]  # fmt: skip
RANKS: tuple[Verdict, ...] = (
    "verbatim", "same-value", "rounded", "converted", "shortened", "hedge-added",
    "hedge-lost", "bound-flipped", "rounded-unmarked", "points", "currency", "unit", "absent",
)  # fmt: skip
"""What a figure can be to another one, best first."""

_OPPOSITE = frozenset(
    {
        frozenset({"at least", "at most"}),
        frozenset({"at least", "less than"}),
        frozenset({"more than", "at most"}),
        frozenset({"more than", "less than"}),
        frozenset({"more than", "nearly"}),
        frozenset({"at least", "nearly"}),
    }
)
_LOWER = frozenset({"at least", "more than"})
_UPPER = frozenset({"at most", "less than", "nearly"})
_CLOSE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became of a figure, and the figure of the article it was held against."""

    verdict: Verdict
    against: FigureMention | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A figure of the card with the text it stands in."""

    figure: FigureMention
    text: str

    @property
    def words(self) -> str:
        """The figure's own words."""
        return self.figure.span.of(self.text)

    @property
    def hedged(self) -> str:
        """The figure's words with those of its qualifier."""
        return with_qualifier(self.figure, self.text)


def with_qualifier(figure: FigureMention, text: str) -> str:
    """The words of `figure` in `text`, from the first to the last of number and qualifier."""
    start, end = figure.span.start, figure.span.end
    if figure.qualifier_span is not None:
        start = min(start, figure.qualifier_span.start)
        end = max(end, figure.qualifier_span.end)
    return text[start:end]


def compare(
    told: Told, candidates: Iterable[FigureMention], article: str, units: Collection[str | None]
) -> Comparison:
    """The best that any of `candidates`, figures of `article`, does for `told`.

    `units` are the units of the article's figures, by which a shared name of a
    currency is told to be one of them. `absent` where no candidate will do.
    """
    best = Comparison("absent")
    for candidate in candidates:
        verdict = _verdict(told, candidate, article, units)
        if RANKS.index(verdict) < RANKS.index(best.verdict):
            best = Comparison(verdict, candidate)
            if verdict == "verbatim":
                break
    return best


def are_opposite(one: Qualifier | None, other: Qualifier | None) -> bool:
    """Whether two qualifiers bound a number from different sides."""
    return frozenset({one, other}) in _OPPOSITE


def qualifiers_agree(one: Qualifier | None, other: Qualifier | None) -> bool:
    """Whether two qualifiers say the same; "exactly" and none do."""
    return (one or "exactly") == (other or "exactly")


def _verdict(
    told: Told, candidate: FigureMention, article: str, units: Collection[str | None]
) -> Verdict:
    figure = told.figure
    same_value = figure.value == candidate.value and figure.value_to == candidate.value_to
    if same_value and _units_agree(figure, candidate, units):
        return _same(told, candidate, article)
    if _is_end_of_range(figure, candidate, units):
        return "same-value"
    if _units_agree(figure, candidate, units):
        return _rounded(told, candidate)
    if figure.value_to is None and candidate.value_to is None:
        exact = converted(candidate, figure.unit)
        if exact is None and candidate.unit is None:
            exact = _of_fraction(figure, candidate)
        if exact is not None and _is_converted(told, candidate, exact):
            return "converted"
    return _other_unit(figure, candidate) if same_value else "absent"


def _same(told: Told, candidate: FigureMention, article: str) -> Verdict:
    one, other = told.figure.qualifier, candidate.qualifier
    if qualifiers_agree(one, other):
        return "verbatim" if told.words == candidate.span.of(article) else "same-value"
    if are_opposite(one, other):
        return "bound-flipped"
    return "hedge-added" if one == "about" and other is None else "hedge-lost"


def _rounded(told: Told, candidate: FigureMention) -> Verdict:
    if candidate.value_to is not None:
        return "absent"
    rounding = rounding_of(told.figure, told.words, candidate.value)
    if rounding == "hedged":
        return "rounded"
    if rounding == "shortened":
        return "shortened"
    return "rounded-unmarked" if rounding == "unmarked" else "absent"


def _units_agree(
    figure: FigureMention, candidate: FigureMention, units: Collection[str | None]
) -> bool:
    if same_unit(figure.unit, candidate.unit) or same_money(figure.unit, candidate.unit, units):
        return True
    ages = {figure.unit, candidate.unit} == {None, "year"} and "age" in (
        figure.kind,
        candidate.kind,
    )
    if ages and figure.value == candidate.value:  # "Velden, 47", of whom it says "she is 47"
        return True
    # "from 820 million francs to at least 950 million": the second one's unit goes without saying.
    bare = figure.unit is None or candidate.unit is None
    large = figure.value == candidate.value and figure.value >= 1000
    return bare and large and (is_money(candidate) or is_money(figure))


def _is_end_of_range(
    figure: FigureMention, candidate: FigureMention, units: Collection[str | None]
) -> bool:
    """ "at least 820 million" of "820 million to 860 million", and the like."""
    if candidate.value_to is None or figure.value_to is not None or candidate.kind == "score":
        return False
    if not _units_agree(figure, candidate, units):
        return False
    if figure.qualifier in _LOWER:
        return figure.value == candidate.value
    return figure.qualifier in _UPPER and figure.value == candidate.value_to


def _of_fraction(figure: FigureMention, candidate: FigureMention) -> Decimal | None:
    """A count told as "one in five" in percent, or as a fraction."""
    shares = ("share", "ratio")
    if figure.unit is None and figure.kind in shares and candidate.kind in shares:
        return candidate.value
    return None


def _is_converted(told: Told, candidate: FigureMention, exact: Decimal) -> bool:
    """Whether `told` is `exact`, the candidate in its unit, as exactly as news tells it.

    The hedge of the candidate may stand with it or be left out, since what is
    converted is rounded; a bound must not be turned.
    """
    figure = told.figure
    if are_opposite(figure.qualifier, candidate.qualifier):
        return False
    near = is_near(figure, told.words, exact)
    if not near and figure.qualifier is not None and figure.qualifier == candidate.qualifier:
        step = precision_of(figure, told.words).step
        near = abs(figure.value - exact) * 2 <= step
    if not near and precision_of(figure, told.words).words:
        near = abs(figure.value - exact) <= Decimal("0.0001")
    return near and abs(figure.value - exact) <= max(_CLOSE * abs(exact), Decimal(0))


def _other_unit(figure: FigureMention, candidate: FigureMention) -> Verdict:
    if are_shares(figure.unit, candidate.unit):
        return "points"
    if is_money(figure) and is_money(candidate):
        return "currency"
    return "unit"
