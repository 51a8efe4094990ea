"""Figures that the article does not print but that follow from two or more it prints.

A computed figure is taken for one only where a word says so ("in total", "more
than", "rose by", "percent of"), the operands measure the same, stand near each
other and, for small counts, count the same, and the result is right to the
digits it is told in. Everything else is chance: among the figures of a few
sentences some sum or difference fits almost any small number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from factcards.card import decimal_text
from factcards.checking.conversion import converted, converted_value
from factcards.checking.numbers import Told
from factcards.checking.operations import Operation, is_announced, is_shared_out, tells_rest
from factcards.checking.rates import told_by_a_multiple, told_for_another_time
from factcards.checking.rounding import is_near
from factcards.checking.stems import stems_of
from factcards.checking.surroundings import surroundings
from factcards.reading.mentions import FigureMention, Sentence
from factcards.reading.units import currency_family

_MOST = 24
"""Figures of the cited sentences that are tried as operands, the first ones."""
_APART = 3
"""Sentences that two operands may lie apart."""
_ADDENDS = 5
_TRIED = 10
"""Figures of one unit that are tried as parts of a sum, the first ones."""
_SMALL = 20
"""Counts below this come out of chance so often that their operands must count the same."""
_AND = frozenset(["", "and", "y", "und", "et"])
_LINKED = 5
_LINKS = frozenset(["of", "out", "among", "from", "von", "der", "de", "del", "des", "sur", "only"])
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a figure follows from others."""

    operation: Operation
    shown: str
    """The operation with its operands: "4.2 million − 3.1 million = 1.1 million"."""
    operands: tuple[FigureMention, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What may be computed with: the article, its language, the figures of the cited sentences."""

    text: str
    language: str
    figures: tuple[FigureMention, ...]
    sentence_at: Callable[[int], Sentence | None]

    def words(self, figure: FigureMention) -> str:
        """The figure's own words."""
        return figure.span.of(self.text)

    def number(self, figure: FigureMention) -> int:
        """The number of the figure's sentence."""
        sentence = self.sentence_at(figure.span.start)
        return sentence.number if sentence is not None else 0

    def sentence(self, figure: FigureMention) -> str:
        """The figure's sentence."""
        sentence = self.sentence_at(figure.span.start)
        return sentence.span.of(self.text) if sentence is not None else ""

    def counts(self, figure: FigureMention) -> frozenset[str]:
        """The stems of what the figure counts."""
        if figure.counts is None:
            return frozenset()
        return stems_of(figure.counts.of(self.text), self.language)


def derive(told: Told, ground: Ground, *, announced_only: bool = False) -> Derivation | None:
    """How the article's figures give `told`, or None where they do not or nothing says so.

    With `announced_only`, parts that are listed in one sentence need a word for their sum, too.

    The first that fits of: difference and remainder, sum, change in percent,
    share, multiple, average, product. Quadratic in at most 24 operands.
    """
    operands = [f for f in ground.figures if f.kind not in ("score", "age")][:_MOST]
    singles = [f for f in operands if f.value_to is None]
    makers = (
        _compounds,
        _points,
        _differences,
        _rests,
        _sums,
        _changes,
        _shares,
        _multiples,
        _averages,
        _rates,
        _stated_multiples,
    )
    for make in (_of_ranges, _from_to, *makers, *(() if announced_only else (_listed_sums,))):
        ranges = make in (_of_ranges, _from_to)
        found: Derivation | None = next(make(told, ground, operands if ranges else singles), None)
        if found is not None:
            return found
    return None


def _announced(told: Told, operation: Operation) -> bool:
    return is_announced(operation, told.text, told.figure.span)


def _near(ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    return abs(ground.number(one) - ground.number(other)) <= _APART


def _in_unit(told: Told, figures: list[FigureMention]) -> list[tuple[FigureMention, Decimal]]:
    """The figures that measure what `told` does, with their values in its unit."""
    found = []
    for figure in figures:
        value = converted(figure, told.figure.unit)
        if value is None and figure.unit in currency_family(told.figure.unit or ""):
            value = figure.value  # "francs" told of Swiss francs
        if value is not None and (figure.kind in ("share", "ratio")) == (
            told.figure.kind in ("share", "ratio")
        ):
            found.append((figure, value))
    return found


def _count_alike(told: Told, ground: Ground, *operands: FigureMention) -> bool:
    """Whether all the operands count one thing, for a small count the very one that is told."""
    kinds = [ground.counts(o) for o in operands]
    if told.figure.unit is not None and abs(told.figure.value) >= _SMALL:
        return True
    shared = frozenset.intersection(*kinds) if all(kinds) else frozenset()
    one_sentence = len({ground.number(o) for o in operands}) == 1
    own = told.figure.counts
    wanted = stems_of(own.of(told.text), ground.language) if own else frozenset()
    if abs(told.figure.value) >= _SMALL:
        return bool(shared) or (one_sentence and any(k & wanted for k in kinds))
    if told.figure.unit is not None:
        return one_sentence or bool(shared)
    return one_sentence and (bool(shared & wanted) or any(k & wanted for k in kinds))


_SIGNS: dict[Operation, str] = {"sum": "+", "difference": "−", "average": "/", "product": "×"}


def _shown(
    ground: Ground, operation: Operation, told: Told, *operands: FigureMention
) -> Derivation:
    words = f" {_SIGNS[operation]} ".join(ground.words(o) for o in operands)
    return Derivation(operation, f"{words} = {told.words}", operands)


def _points(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """A share after or before a change in points: 4 percent, up five points, is 9 percent."""
    if told.figure.unit != "%":
        return
    for share in (f for f in figures if f.unit == "%"):
        for change in (f for f in figures if f.unit == "pp" and _near(ground, f, share)):
            for operation, value in (
                ("sum", share.value + change.value),
                ("difference", share.value - change.value),
            ):
                if is_near(told.figure, told.words, value):
                    yield _shown(ground, operation, told, share, change)  # type: ignore[arg-type]


def _compounds(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """One amount in several units: "three minutes and 40 seconds" in seconds."""
    for one, other in pairwise(figures):
        between = ground.text[one.span.end : other.span.start].strip(" ,").lower()
        if one.unit == other.unit or between not in _AND or None in (one.unit, other.unit):
            continue
        first, second = (converted(f, told.figure.unit) for f in (one, other))
        if first is None or second is None or first <= second:
            continue
        if is_near(told.figure, told.words, first + second):
            yield _shown(ground, "sum", told, one, other)


def _differences(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    figure = told.figure
    points = figure.unit in ("pp", "bp")
    if not points and not _announced(told, "difference"):
        return
    if points:
        measured = [(f, f.value * (1 if figure.unit == "pp" else _HUNDRED)) for f in figures]
        measured = [(f, v) for f, v in measured if f.unit == "%"]
    else:
        measured = _in_unit(told, figures)
    for (one, first), (other, second) in combinations(measured, 2):
        if not _near(ground, one, other) or not is_near(figure, told.words, abs(first - second)):
            continue
        if points or _count_alike(told, ground, one, other):
            larger, smaller = (one, other) if first >= second else (other, one)
            yield _shown(ground, "difference", told, larger, smaller)


def _rests(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """What is left of the largest when several others are taken off: "the rest"."""
    measured = _in_unit(told, figures)
    if len(measured) < 3 or not (
        tells_rest(told.text) or any(tells_rest(ground.sentence(f)) for f, _ in measured)
    ):
        return
    whole, most = max(measured, key=lambda row: row[1])
    parts = [row for row in measured if row[0] is not whole and row[1] < most]
    for size in range(2, min(_ADDENDS, len(parts) + 1)):
        for chosen in combinations(parts[:8], size):
            rest = most - sum((value for _, value in chosen), Decimal(0))
            if rest > 0 and is_near(told.figure, told.words, rest):
                yield _shown(ground, "difference", told, whole, *(f for f, _ in chosen))


def _sums(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """A total that a word says is one."""
    if _announced(told, "sum"):
        for operands in _adding_up(told, ground, figures):
            parts = all(o.counts is not None for o in operands) and told.figure.value >= _SMALL
            together = len({ground.number(o) for o in operands}) == 1
            if (parts and together) or _count_alike(told, ground, *operands):
                yield _shown(ground, "sum", told, *operands)


def _listed_sums(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """A count, exact and not small, of parts that one sentence gives without a word for it."""
    own = told.figure.counts
    if own is None or told.figure.unit is not None or abs(told.figure.value) < _SMALL:
        return
    wanted = stems_of(own.of(told.text), ground.language)
    for operands in _adding_up(told, ground, figures):
        together = len({ground.number(o) for o in operands}) == 1
        exact = sum((o.value for o in operands), Decimal(0)) == told.figure.value
        counted = [ground.counts(o) for o in operands]
        if together and exact and all(counted) and any(c & wanted for c in counted):
            yield _shown(ground, "sum", told, *operands)


def _adding_up(
    told: Told, ground: Ground, figures: list[FigureMention]
) -> Iterator[tuple[FigureMention, ...]]:
    """The figures near each other whose sum is `told`, the fewest first."""
    measured = _in_unit(told, figures)[:_TRIED]
    for size in range(2, min(_ADDENDS, len(measured)) + 1):
        for chosen in combinations(measured, size):
            total = sum((value for _, value in chosen), Decimal(0))
            if is_near(told.figure, told.words, total) and _near(
                ground, chosen[0][0], chosen[-1][0]
            ):
                yield tuple(figure for figure, _ in chosen)


def _of_ranges(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """The difference of two ranges, end by end."""
    figure = told.figure
    if figure.value_to is None or not _announced(told, "difference"):
        return
    ranges = [f for f in figures if f.value_to is not None and f.unit == figure.unit]
    for one, other in combinations(ranges, 2):
        lower = abs(one.value - other.value)
        upper = abs((one.value_to or lower) - (other.value_to or lower))
        if {lower, upper} == {figure.value, figure.value_to} and _near(ground, one, other):
            yield _shown(ground, "difference", told, *sorted((one, other), key=lambda f: -f.value))


def _from_to(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """The difference of the two ends of "from 3.1 percent to 3.4 percent", or the change."""
    figure = told.figure
    for span in (f for f in figures if f.value_to is not None and f.kind != "score"):
        low, high = span.value, span.value_to or span.value
        ends = f"{decimal_text(high)} − {decimal_text(low)} = {told.words} ({ground.words(span)})"
        points = {"pp": Decimal(1), "bp": _HUNDRED}.get(figure.unit or "")
        if points and span.unit == "%":
            step = (high - low) * points
        else:
            own = converted_value(high - low, span.unit, figure.unit)
            step = own if own is not None and _announced(told, "difference") else Decimal(0)
        if step and is_near(figure, told.words, step):
            yield Derivation("difference", ends, (span,))
        multiple = figure.kind == "ratio" and figure.unit == "time" and low > 0
        if multiple and _announced(told, "multiple") and is_near(figure, told.words, high / low):
            words = f"{decimal_text(high)} / {decimal_text(low)} = {told.words}"
            yield Derivation("multiple", f"{words} ({ground.words(span)})", (span,))
        if figure.unit == "%" and span.unit != "%" and low and _announced(told, "change"):
            for whole in (low, high):
                if is_near(figure, told.words, (high - low) / whole * _HUNDRED):
                    yield Derivation("change", f"{ground.words(span)} = {told.words}", (span,))


def _changes(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """Change in percent from one figure to another one of the same thing."""
    if told.figure.unit != "%" or not _announced(told, "change"):
        return
    for one, other in combinations([f for f in figures if f.kind not in ("share", "ratio")], 2):
        value = converted(other, one.unit)
        if not value or not one.value or not _near(ground, one, other):
            continue
        if not _same_thing(ground, one, other) or not _speaks_of(told, ground, one, other):
            continue
        for old, new, first, last in (
            (one.value, value, one, other),
            (value, one.value, other, one),
        ):
            if is_near(told.figure, told.words, abs(new - old) / abs(old) * _HUNDRED):
                how = f"{ground.words(first)} → {ground.words(last)} = {told.words}"
                yield Derivation("change", how, (first, last))


def _same_thing(ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    """Whether two figures measure one thing at two times."""
    first, second = ground.counts(one), ground.counts(other)
    if first and second:
        return bool(first & second)
    return ground.number(one) == ground.number(other) and one.unit == other.unit


def _speaks_of(told: Told, ground: Ground, *operands: FigureMention) -> bool:
    """Whether the sentence that is told speaks of what the operands count, as far as is known."""
    own = told.figure.counts
    kinds = frozenset[str]().union(*(ground.counts(o) for o in operands))
    if own is None or not kinds:
        return True
    near = frozenset().union(*surroundings(told.figure, told.text))
    return bool((stems_of(own.of(told.text), ground.language) | near) & kinds)


def _shares(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """Part of a whole: "62 percent" of "31 of 50", "one in 22", "more than half"."""
    figure = told.figure
    share = figure.kind in ("share", "ratio") and figure.unit in (None, "%")
    if not share or figure.unit == "time" or figure.value > _HUNDRED:
        return
    words = figure.unit is None
    if not words and not _announced(told, "share"):
        return
    parts = [f for f in figures if f.kind not in ("share", "ratio")]
    for one, other in combinations(parts, 2):
        value = converted(other, one.unit)
        if not value or not one.value or not _is_part(told, ground, one, other):
            continue
        part, whole = sorted((one, other), key=lambda f: f.value)
        ratio = min(one.value, value) / max(one.value, value)
        if _is_share(told, ratio):
            sign = f"{ground.words(part)} / {ground.words(whole)} = {told.words}"
            yield Derivation("share", sign, (part, whole))
        elif not _is_linked(ground, one, other) and _counts_both(told, ground, one, other):
            ratio = part.value / (one.value + value)
            for piece, rest in ((part, ratio), (whole, 1 - ratio)):
                if _is_share(told, rest):
                    both = f"{ground.words(part)} + {ground.words(whole)}"
                    yield Derivation(
                        "share", f"{ground.words(piece)} / ({both}) = {told.words}", (part, whole)
                    )


def _is_share(told: Told, ratio: Decimal) -> bool:
    figure = told.figure
    if figure.unit == "%":
        return is_near(figure, told.words, ratio * _HUNDRED)
    if figure.kind == "ratio" and figure.value:
        # "one in 22": the second number is the rounded one.
        return abs(1 / figure.value - 1 / ratio) <= Decimal("0.5") if ratio else False
    return is_near(figure, told.words, ratio)


def _is_part(told: Told, ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    """Whether one of two figures is told as a part of the other."""
    if ground.number(one) != ground.number(other):
        return False
    if _is_linked(ground, one, other) or bool(ground.counts(one) & ground.counts(other)):
        return True
    return told.figure.unit is None and _counts_both(told, ground, one, other)


def _is_linked(ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    """Whether "of" or the like stands between two figures: "31 of the 50"."""
    first, second = sorted((one, other), key=lambda f: f.span.start)
    words = ground.text[first.span.end : second.span.start].lower().split()
    return len(words) <= _LINKED and not _LINKS.isdisjoint(words)


def _counts_both(told: Told, ground: Ground, one: FigureMention, other: FigureMention) -> bool:
    """Whether two counts are of two things, both of which the told sentence speaks of."""
    if one.unit is not None or other.unit is not None:
        return False
    if ground.counts(one) == ground.counts(other):
        return False
    spoken = stems_of(told.text, ground.language)
    return bool(ground.counts(one) & spoken) and bool(ground.counts(other) & spoken)


def _multiples(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """Twice, half as many, three times as much."""
    figure = told.figure
    halved = figure.kind == "share" and figure.unit is None
    if not halved and not (figure.kind == "ratio" and figure.unit == "time"):
        return
    if not _announced(told, "multiple"):
        return
    for one, other in combinations([f for f in figures if f.kind not in ("share", "ratio")], 2):
        value = converted(other, one.unit)
        if not value or not one.value or not _near(ground, one, other):
            continue
        if not _same_thing(ground, one, other):
            continue
        low, high = sorted((one.value, value))
        ratio = low / high if halved else high / low
        if is_near(figure, told.words, ratio):
            larger, smaller = (one, other) if one.value >= value else (other, one)
            pair = (smaller, larger) if halved else (larger, smaller)
            words = " / ".join(ground.words(f) for f in pair)
            yield Derivation("multiple", f"{words} = {decimal_text(round(ratio, 2))}", pair)


def _averages(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """A mean, and a total of what is told for each."""
    mean, total = _announced(told, "average"), _announced(told, "product")
    if not mean and not total:
        return
    for one, other in combinations(figures, 2):
        for amount, number in ((one, other), (other, one)):
            if number.unit is not None or number.value < 2:
                continue
            if ground.number(one) != ground.number(other) or amount.unit != told.figure.unit:
                continue
            if mean and is_near(told.figure, told.words, amount.value / number.value):
                yield _shown(ground, "average", told, amount, number)
            elif (
                total
                and is_shared_out(ground.sentence(amount))
                and is_near(told.figure, told.words, amount.value * number.value)
            ):
                yield _shown(ground, "product", told, amount, number)


def _rates(told: Told, ground: Ground, figures: list[FigureMention]) -> Iterator[Derivation]:
    """A figure for a month that the article has for a year, and the like."""
    for figure in told_for_another_time(told, ground.text, figures):
        yield Derivation("product", f"{ground.words(figure)} = {told.words}", (figure,))


def _stated_multiples(
    told: Told, ground: Ground, figures: list[FigureMention]
) -> Iterator[Derivation]:
    """An amount of which one sentence says that it is twice another one."""
    for amount, multiple in told_by_a_multiple(told, ground.language, figures):
        if ground.number(amount) == ground.number(multiple):
            yield _shown(ground, "product", told, amount, multiple)
