"""Plots of a report as SVG text: no script, no font and no file beside the page.

Sizes are in user units of the SVG, which a page scales. Colours are classes
(`series-0` …), so that a style sheet decides them; shapes differ too, so that
a plot can be read without colour.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 720
LEFT = 132
RIGHT = 28
ROW = 18
TOP = 14
AXIS = 34
SQUARE = 380
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A score from 0 to 1 and the interval it may as well lie in."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One model's points, in the order of the plot's rows; None where a score is not defined."""

    name: str
    points: tuple[Estimate | None, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a plane: both coordinates from 0 to 1."""

    name: str
    series: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A length with its words: "4.2 s"."""

    name: str
    length: float
    told: str


def intervals(rows: Sequence[str], series: Sequence[Series], title: str) -> str:
    """An SVG with a line for each series in each row: the score, and its interval as a bar."""
    step = ROW * max(1, len(series)) + 8
    height = TOP + step * len(rows) + AXIS
    parts = [_grid(TOP, height - AXIS)]
    for number, row in enumerate(rows):
        top = TOP + number * step
        parts.append(_text(LEFT - 10, top + step / 2, row, anchor="end"))
        for index, one in enumerate(series):
            point = one.points[number]
            if point is not None:
                parts.append(_estimate(point, top + ROW * (index + 0.5) + 4, index, one.name, row))
    parts.append(_axis(height - AXIS))
    return _svg(WIDTH, height, title, parts)


def plane(places: Sequence[Place], title: str, axes: tuple[str, str]) -> str:
    """An SVG of points in a square from 0 to 1, with curves of equal F1 behind them."""
    side = SQUARE - 70
    left, top = 50, 16

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * side, top + (1 - y) * side

    parts = [f'<rect class="frame" x="{left}" y="{top}" width="{side}" height="{side}"/>']
    parts += [_curve(f1, at) for f1 in (0.25, 0.5, 0.75, 0.9)]
    for tick in TICKS:
        x, _ = at(tick, 0)
        _, y = at(0, tick)
        parts.append(_text(x, top + side + 16, f"{tick:g}", anchor="middle"))
        parts.append(_text(left - 8, y, f"{tick:g}", anchor="end"))
    for place in places:
        x, y = at(place.x, place.y)
        told = f"{place.name}: {axes[0]} {place.x:.2f}, {axes[1]} {place.y:.2f}"
        parts.append(_mark(x, y, place.series, told))
    parts.append(_text(left + side / 2, top + side + 36, axes[0], anchor="middle"))
    parts.append(
        f'<text class="label" text-anchor="middle" transform="translate(12 {top + side / 2:.1f}) '
        f'rotate(-90)">{escape(axes[1])}</text>'
    )
    return _svg(SQUARE + 16, SQUARE, title, parts, shape="square")


def bars(lengths: Sequence[Bar], title: str) -> str:
    """An SVG of bars from a common zero, the longest as long as the plot is wide."""
    longest = max((bar.length for bar in lengths), default=0.0)
    width = WIDTH - LEFT - RIGHT - 90
    parts = []
    for number, bar in enumerate(lengths):
        y = TOP + number * (ROW + 8)
        length = width * bar.length / longest if longest else 0.0
        parts.append(_text(LEFT - 10, y + ROW / 2, bar.name, anchor="end"))
        parts.append(
            f'<rect class="series-{number % 6}" x="{LEFT}" y="{y}" width="{length:.1f}" '
            f'height="{ROW}"><title>{escape(bar.name)}: {escape(bar.told)}</title></rect>'
        )
        parts.append(_text(LEFT + length + 8, y + ROW / 2, bar.told))
    return _svg(WIDTH, TOP * 2 + (ROW + 8) * len(lengths), title, parts)


def _x(value: float) -> float:
    return LEFT + min(1.0, max(0.0, value)) * (WIDTH - LEFT - RIGHT)


def _grid(top: float, bottom: float) -> str:
    return "".join(
        f'<line class="grid" x1="{_x(t):.1f}" y1="{top}" x2="{_x(t):.1f}" y2="{bottom}"/>'
        for t in TICKS
    )


def _axis(y: float) -> str:
    return "".join(_text(_x(t), y + 16, f"{t:g}", anchor="middle") for t in TICKS)


def _estimate(point: Estimate, y: float, index: int, name: str, row: str) -> str:
    told = f"{row}, {name}: {point.value:.2f}"
    line = ""
    if point.low is not None and point.high is not None:
        told += f" ({point.low:.2f} to {point.high:.2f})"
        line = (
            f'<line class="interval series-{index % 6}" x1="{_x(point.low):.1f}" y1="{y:.1f}" '
            f'x2="{_x(point.high):.1f}" y2="{y:.1f}"/>'
        )
    return line + _mark(_x(point.value), y, index, told)


def _mark(x: float, y: float, index: int, told: str) -> str:
    """A mark whose shape tells the series as well as its colour does."""
    r = 5
    shapes = (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}"',
        f'<rect x="{x - r:.1f}" y="{y - r:.1f}" width="{2 * r}" height="{2 * r}"',
        f'<path d="M{x:.1f} {y - r - 1:.1f}l{r + 1} {2 * r}h-{2 * r + 2}z"',
        f'<path d="M{x:.1f} {y - r - 1:.1f}l{r + 1} {r + 1}l-{r + 1} {r + 1}l-{r + 1} -{r + 1}z"',
    )
    shape = shapes[index % len(shapes)]
    return f'{shape} class="mark series-{index % 6}"><title>{escape(told)}</title>{_end(shape)}'


def _end(shape: str) -> str:
    return f"</{shape[1:].split(None, 1)[0]}>"


def _curve(f1: float, at: Callable[[float, float], tuple[float, float]]) -> str:
    """The precisions and recalls whose harmonic mean is `f1`."""
    recalls = [f1 / (2 - f1) + (1 - f1 / (2 - f1)) * step / 40 for step in range(41)]
    points = [(recall, f1 * recall / (2 * recall - f1)) for recall in recalls]
    path = " ".join("{:.1f},{:.1f}".format(*at(*point)) for point in points)
    x, y = at(1.0, points[-1][1])
    return (
        f'<polyline class="curve" points="{path}"/>'
        f'<text class="faint" x="{x + 3:.1f}" y="{y + 4:.1f}">{f1:g}</text>'
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    return (
        f'<text class="label" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" '
        f'dominant-baseline="middle">{escape(words)}</text>'
    )


def _svg(
    width: float, height: float, title: str, parts: Sequence[str], *, shape: str = "wide"
) -> str:
    return (
        f'<svg class="{shape}" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f'aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
