"""Units that a figure leaves to its neighbour: "45 per cent and 41", "to 140 francs from 185"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from factcards.reading.lexicon import word_set
from factcards.reading.mentions import FigureMention
from factcards.reading.units import currency_family, unit_table

_POINTS = frozenset({"point", "points", "punto", "puntos", "punkt", "punkte", "punkten"})
# A number of points is of percentages where a margin of error or a change is told.
_MARGIN = re.compile(
    r"(?:margin of error|margen de error|marge d['’]erreur|fehlertoleranz|fehlerspanne)"
    r"\s(?:\S+\s){0,3}$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"(?:\b(?:up|down|by|fell|rose|gained|lost|um|de)\s(?:\S+\s){0,2}|\b(?:up|down|by)\s)$",
    re.IGNORECASE,
)
_SHARES = re.compile(r"%|\bper\s?cent\b|\bprozent\b|\bpor ciento\b|\bpour cent\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…](?=\s)|\n")
_LINK = re.compile(
    r"^\s*,?\s*(?:and|to|from|against|versus|up from|down from|compared with|or|"
    r"y|a|de|desde|frente a|hasta|o|und|auf|von|gegenüber|nach|statt|oder|et|à|contre|ou)\s+$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:,|\s(?:and|und|y|et|while|but|against))?(?:,?\s(?:[A-ZÀ-Ý][\w’'-]*|the|for|to|and))+"
    r"\s(?:on|at|bei|auf|con|à)\s$"
)
_AHEAD = re.compile(r"^\s(?:to|auf|a|al|à|and|und|y|et)\s$", re.IGNORECASE)
_FROM = re.compile(r"(?:^|\W)(?:from|between|von|zwischen|de|del|desde|entre)\s$", re.IGNORECASE)
_BY = re.compile(r"(?:^|\W)(?:by|um)\s$", re.IGNORECASE)
_NOUN_BEHIND = re.compile(r"\s[^\W\d_]")
_REACHED = re.compile(r"\b(?:to|at|auf|bei|a|hasta|à)\s$", re.IGNORECASE)
_RATE = re.compile(
    r"\s(?:an?|per|each|every|al|por|am|pro|par)\s"
    r"(?:day|night|week|month|year|hour|minute|second|season|match|game|shift|día|mes|año|hora|semana"
    r"|tag|woche|monat|jahr|stunde|jour|mois|an|heure|semaine)\b",
    re.IGNORECASE,
)
_FAR = 60
_WINDOW = 600
_APART = Decimal(1000)


def with_elided(text: str, figures: Sequence[FigureMention]) -> list[FigureMention]:
    """`figures` with the units that their sentences leave out or shorten."""
    out = list(figures)
    for k, figure in enumerate(out):
        points = _as_points(text, figure)
        if points is not None:
            out[k] = points
        elif k and (unit := _unit_of_before(text, out[k - 1], figure)) is not None:
            before = out[k - 1]
            linked = _between(text, before, figure)
            counts = before.counts if _LINK.match(linked) else figure.counts
            own = before.counts
            if own is not None and own.start > before.span.end:
                counts = figure.counts
            out[k] = replace(figure, unit=unit, kind=before.kind, counts=counts)
    for k in range(len(out) - 2, -1, -1):
        unit = _unit_of_next(text, out[k], out[k + 1])
        if unit is not None:
            counts = out[k].counts or out[k + 1].counts
            out[k] = replace(out[k], unit=unit, kind=out[k + 1].kind, counts=counts)
    return as_named_currency(out)


def _bare(figure: FigureMention) -> bool:
    return figure.unit is None and figure.kind == "count"


def _between(text: str, before: FigureMention, figure: FigureMention) -> str:
    """The words between two figures, without the qualifier of the second."""
    start = figure.qualifier_span.start if figure.qualifier_span else figure.span.start
    return text[before.span.end : min(start, figure.span.start)]


def _near(a: Decimal, b: Decimal) -> bool:
    return a > 0 and b > 0 and max(a, b) < min(a, b) * _APART


def _unit_of_before(text: str, before: FigureMention, figure: FigureMention) -> str | None:
    """The unit of the figure before, where a link ties a bare number to it."""
    if not _bare(figure) or before.kind not in ("money", "share") or before.unit is None:
        return None
    if before.unit in ("pp", "bp") or not _near(before.value, figure.value):
        return None
    own = figure.counts
    if own is not None and own.start >= figure.span.end:
        return None  # "£3m from 40 donors"
    between = _between(text, before, figure)
    if before.kind == "share" and (_is_change(text, before) or _is_rate(text, figure)):
        return None  # "fell by 8 per cent, from 12 a day to 11"
    if len(between) > _FAR or _SENTENCE.search(between) or not _ends(text, figure):
        return None
    share_list = before.kind == "share" and _NAMED.match(between) is not None
    return before.unit if share_list or _LINK.match(between) else None


def _is_change(text: str, figure: FigureMention) -> bool:
    """Whether a share tells by how much something moved, and not to what."""
    begins = figure.qualifier_span.start if figure.qualifier_span else figure.span.start
    led = text[max(0, begins - _FAR) : begins]
    return _CHANGED.search(led) is not None and _REACHED.search(led) is None


def _is_rate(text: str, figure: FigureMention) -> bool:
    """Whether the number is one of a span of time: "12 a day"."""
    return _RATE.match(text, figure.span.end, figure.span.end + 24) is not None


def _ends(text: str, figure: FigureMention) -> bool:
    """Whether no noun stands behind the number that it could count."""
    behind = text[figure.span.end : figure.span.end + 24]
    if not _NOUN_BEHIND.match(behind):
        return True
    word = behind.split(None, 1)[0].strip(".,;").lower()
    return word in _SMALL


_SMALL = word_set(
    """and or but in on at by for from to with after before since as while when a an this last who
    which that y o en por con tras desde para hace und oder im in am bei nach vor seit für gegenüber
    et ou en dans pour après avant depuis contre selon earlier per rated according"""
)


def _unit_of_next(text: str, figure: FigureMention, after: FigureMention) -> str | None:
    """The unit of the figure behind: "von 5,2 | auf 7,8 Millionen Euro"."""
    if not _bare(figure) or after.kind not in ("money", "share") or after.unit is None:
        return None
    if after.unit in ("pp", "bp") or not _near(figure.value, after.value):
        return None
    if figure.counts is not None and figure.counts.start >= figure.span.end:
        return None
    start = after.qualifier_span.start if after.qualifier_span else after.span.start
    if not _AHEAD.match(text[figure.span.end : min(start, after.span.start)]):
        return None
    begins = figure.qualifier_span.start if figure.qualifier_span else figure.span.start
    led = text[max(0, begins - 12) : begins]
    moved = after.kind == "money" and _BY.search(led)  # a share moves by points, not by percent
    return after.unit if moved or _FROM.search(led) else None


def _as_points(text: str, figure: FigureMention) -> FigureMention | None:
    """`figure` in percentage points, where its sentence tells of percentages."""
    noun = figure.counts
    if not _bare(figure) or noun is None or noun.start - figure.span.end > 1:
        return None
    if noun.of(text).lower() not in _POINTS or noun.start < figure.span.end:
        return None
    reach = max(0, figure.span.start - _WINDOW)  # a bounded window keeps long lines linear
    ends = _SENTENCE.finditer(text, reach, figure.span.start)
    start = max((m.end() for m in ends), default=reach)
    end = _SENTENCE.search(text, noun.end, noun.end + _WINDOW)
    sentence = text[start : end.start() if end else noun.end + _WINDOW]
    led = text[max(start, figure.span.start - _FAR) : figure.span.start]
    margin = _MARGIN.search(led) is not None
    if not margin and not (_SHARES.search(sentence) and _CHANGED.search(led)):
        return None
    span = replace(figure.span, end=noun.end)
    return replace(figure, span=span, unit="pp", kind="share", counts=None)


def as_named_currency(figures: Iterable[FigureMention]) -> list[FigureMention]:
    """The figures with "140 francs" as Swiss ones, where the text names no other francs."""
    figures = list(figures)
    named = {f.unit for f in figures if f.unit is not None and f.kind == "money"}
    codes = unit_table().codes
    out = []
    for figure in figures:
        if figure.kind == "money" and figure.unit is not None and figure.unit not in codes:
            family = currency_family(figure.unit) & named
            if len(family) == 1:
                figure = replace(figure, unit=next(iter(family)))
        out.append(figure)
    return out
