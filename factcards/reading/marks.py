"""Quotation marks, paired: which opening mark goes with which closing one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from factcards.card import Span

Family = Literal["double", "guillemet", "single", "corner", "angle"]
Side = Literal["open", "close", "either", "none"]

_MARK = re.compile("``|''|[\"“”„‟«»‹›‘’‚'「」『』]")
_FAMILIES: dict[str, Family] = {
    **dict.fromkeys(('"', "“", "”", "„", "‟", "``", "''"), "double"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "angle"),
    **dict.fromkeys("‘’‚'", "single"),
    **dict.fromkeys("「」『』", "corner"),
}
_ALWAYS_OPEN = frozenset("„「『") | {"``"}
_ALWAYS_CLOSE = frozenset("」』") | {"''"}
_BEFORE_OPENING = frozenset("([{—–-/¿¡:;=…")
_AFTER_CLOSING = frozenset(")]}—–-/.,;:!?…’'\"”»›")
_NEVER_FIRST = frozenset(",;:!?)]}")
_SENTENCE_END = frozenset(".!?…")
# German and its neighbours turn guillemets inward: »so«.
_INWARD = frozenset({"de", "da", "cs", "sk", "hr", "sl", "hu", "pl"})
# "'90s", "'tis", "rock 'n' roll", Dutch "'s avonds": an apostrophe and no opening mark.
_ELISION = re.compile(
    r"['’‘](?:\d0s?\b|(?:tis|twas|twere|twill|em|til|till|cause|bout|round|nuff|ello|cos|tude|hood)\b"
    r"|[a-z]\b)",
    re.IGNORECASE,
)
# 6'2" and 5' 11": feet and inches; 27" screen: inches.
_FEET = re.compile("\\d['’′]\\s?\\d{0,2}(?:[\"”″]|'')?")
_INCHES = re.compile(
    r"\"[\s-](?:tall|high|wide|long|deep|thick|screens?|tv|tvs|monitors?|display|pipes?|laptop|tablet|gun|guns|by|x|×)\b"
)


class Mark(NamedTuple):
    """One quotation mark and the side it can stand on."""

    start: int
    end: int
    sign: str
    family: Family
    side: Side
    strong: bool = True
    """For a closing single mark: whether it can hardly be an apostrophe."""


class Pair(NamedTuple):
    """Words between two marks. `close` is None where the marks leave the end open."""

    open: Mark
    close: Mark | None
    inner: Span
    outer: Span
    depth: int = 0
    """How many other pairs it stands in."""


def paired_marks(text: str, region: Span, language: str, *, goes_on: bool = False) -> list[Pair]:
    """The quoted stretches of one paragraph, in order of their opening marks.

    An opening mark that nothing closes is no quotation, with two exceptions:
    the paragraph `goes_on` (the next one begins with an opening mark again), or
    the same mark opens again at the start of a sentence. Then the stretch ends
    where its paragraph or its sentence ends. Linear in the length of `region`.
    """
    marks = _resolve_singles(text, list(_marks(text, region, language)))
    found: list[tuple[Mark, Mark | None, int]] = []
    stack: list[Mark] = []
    for mark in marks:
        if mark.side == "none":
            continue
        depth = _open_at(stack, mark)
        if mark.side == "close" or (mark.side == "either" and depth is not None):
            if depth is not None:
                found.append((stack[depth], mark, mark.start))
                del stack[depth:]
            continue
        if depth is not None and _reopens(text, stack[depth], mark):
            found.append((stack[depth], None, _trim_end(text, mark.start)))
            del stack[depth:]
        if len(stack) < _DEEPEST:
            stack.append(mark)
    if goes_on and stack:
        last = next((m for m in stack if m.family != "single" or m.sign == "‘"), None)
        if last is not None:
            found.append((last, None, _trim_end(text, region.end)))
    return _nested(text, found)


_DEEPEST = 8
"""Deeper nesting is broken text; the bound keeps every search of the stack short."""


def begins_with_mark(text: str, region: Span, family: Family) -> bool:
    """Whether the paragraph's first character is a mark of `family` that can open."""
    match = _MARK.match(text, region.start, region.end)
    return bool(match) and _FAMILIES[match.group()] == family  # type: ignore[union-attr]


def _marks(text: str, region: Span, language: str) -> Iterator[Mark]:
    measures = {
        offset
        for pattern in (_FEET, _INCHES)
        for match in pattern.finditer(text, region.start, region.end)
        for offset in range(match.start(), match.end())
        if text[match.start() : match.end()][0].isdigit() or text[match.start() - 1].isdigit()
    }
    # A mark's side hangs on its neighbours alone, and few different ones stand beside marks.
    sides: dict[tuple[str, str, str], Side] = {}
    for match in _MARK.finditer(text, region.start, region.end):
        sign = match.group()
        start, end = match.span()
        before = text[start - 1] if start > region.start else " "
        after = text[end] if end < region.end else " "
        if start in measures or before == after == sign:
            # A row of marks is a rule across the page.
            continue
        family = _FAMILIES[sign]
        if family == "single":
            yield _single(text, match, before, after)
            continue
        side = sides.get((sign, before, after))
        if side is None:
            side = sides[sign, before, after] = _side(sign, before, after, language)
        yield Mark(start, end, sign, family, side)


def _side(sign: str, before: str, after: str, language: str) -> Side:
    if sign in _ALWAYS_OPEN:
        return "open"
    if sign in _ALWAYS_CLOSE:
        return "close"
    can_open = (before.isspace() or before in _BEFORE_OPENING or before in "\"“„«‘'") and not (
        after.isspace() or after in _NEVER_FIRST
    )
    can_close = (after.isspace() or after in _AFTER_CLOSING) and not before.isspace()
    if sign in "«»‹›" and before.isspace() and after in ".,;:!?)":
        return "close"
    if sign in "«»‹›":
        return _guillemet_side(sign, can_open, can_close, language)
    if can_open and can_close:
        # Between two marks or a dash and a full stop: the sign's own shape decides.
        return {"“": "open", "”": "close"}.get(sign, "either")  # type: ignore[return-value]
    if can_open:
        return "open"
    if can_close:
        return "close"
    if sign == "“":
        return "open" if not before.isspace() or not after.isspace() else "none"
    if sign == "”":
        return "close"
    return "none" if before.isspace() and after.isspace() else "either"


def _guillemet_side(sign: str, can_open: bool, can_close: bool, language: str) -> Side:
    if can_open != can_close:
        return "open" if can_open else "close"
    outward: Side = "open" if sign in "«‹" else "close"
    inward: Side = "close" if sign in "«‹" else "open"
    return inward if language in _INWARD and not (can_open or can_close) else outward


def _single(text: str, match: re.Match[str], before: str, after: str) -> Mark:
    sign, start, end = match.group(), match.start(), match.end()
    side: Side = "none"
    strong = True
    if before.isalnum() and after.isalnum():
        side = "none"
    elif sign == "‚":
        side = (
            "open"
            if (before.isspace() or before in _BEFORE_OPENING) and after.isalnum()
            else "none"
        )
    elif (before.isspace() or before in _BEFORE_OPENING or before in '"“„«') and (
        after.isalnum() or after in '"“…¿¡'
    ):
        side = "none" if _ELISION.match(text, start) else "open"
        if sign == "’" and side == "open":
            side = "none"
    elif not before.isspace() and (after.isspace() or after in _AFTER_CLOSING):
        side = "close"
        strong = before in ',.!?…"”' or not (after.isspace() and before in "sSzx")
    return Mark(start, end, sign, "single", side, strong)


def _resolve_singles(text: str, marks: list[Mark]) -> list[Mark]:
    """Single marks with the apostrophes taken out.

    An opening one counts only when a closing one follows; and between the two,
    a possessive ("the workers' rights") gives way to a closing mark that comes
    after it and before the next opening one.
    """
    singles = [i for i, m in enumerate(marks) if m.family == "single" and m.side != "none"]
    drop: set[int] = set()
    strong_next = weak_last = -1
    for index in reversed(singles):
        mark = marks[index]
        if mark.side == "close":
            if mark.strong:
                strong_next, weak_last = index, -1
            elif strong_next >= 0:
                drop.add(index)
            elif weak_last < 0:
                weak_last = index
            else:
                drop.add(weak_last)
                weak_last = index
        else:
            if strong_next < 0 and weak_last < 0:
                drop.add(index)
            strong_next = weak_last = -1
    kept = [m for i, m in enumerate(marks) if i not in drop]
    return _without_stray_singles(kept)


def _without_stray_singles(marks: list[Mark]) -> list[Mark]:
    """`marks` without single closing ones that no single one opened."""
    out: list[Mark] = []
    opened = 0
    for mark in marks:
        if mark.family == "single":
            if mark.side == "open":
                opened += 1
            elif mark.side == "close":
                if not opened:
                    continue
                opened -= 1
        out.append(mark)
    return out


_PARTNERS = {
    "“": frozenset('”“"') | {"''"},
    "„": frozenset('“”"') | {"''"},
    "”": frozenset('”"'),
    '"': frozenset('"”“') | {"''"},
    "``": frozenset('"”') | {"''"},
}


def _open_at(stack: Sequence[Mark], mark: Mark) -> int | None:
    """Where on the stack the mark stands that `mark` would close."""
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth]
        if opened.family != mark.family:
            continue
        if opened.sign in _PARTNERS and mark.sign not in _PARTNERS[opened.sign]:
            continue
        if opened.family == "corner" and "「『".index(opened.sign) != "」』".find(mark.sign):
            continue
        return depth
    return None


def _reopens(text: str, opened: Mark, mark: Mark) -> bool:
    """Whether `mark` opens the next paragraph of the speech that `opened` began."""
    if opened.family == "single" or opened.sign != mark.sign:
        return False
    end = _trim_end(text, mark.start)
    return end > opened.end and text[end - 1] in _SENTENCE_END and text[mark.start - 1].isspace()


def _trim_end(text: str, end: int) -> int:
    while end > 0 and text[end - 1].isspace():
        end -= 1
    return end


def _nested(text: str, found: list[tuple[Mark, Mark | None, int]]) -> list[Pair]:
    found.sort(key=lambda row: row[0].start)
    pairs: list[Pair] = []
    enclosing: list[int] = []
    for opened, closed, end in found:
        while enclosing and enclosing[-1] <= opened.start:
            enclosing.pop()
        outer = Span(opened.start, closed.end if closed else end)
        inner = _inner(text, opened.end, end)
        if inner is not None:
            pairs.append(Pair(opened, closed, inner, outer, len(enclosing)))
            enclosing.append(outer.end)
    return pairs


def _inner(text: str, start: int, end: int) -> Span | None:
    """The words between the marks, without outer spaces and the house's final comma."""
    while start < end and text[start].isspace():
        start += 1
    end = max(start, end)
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start and text[end - 1] in ",，、":
        end -= 1
        while end > start and text[end - 1].isspace():
            end -= 1
    return Span(start, end) if end > start else None


def covering(pairs: Sequence[Pair], offset: int) -> Pair | None:
    """The outermost pair whose marks enclose `offset`; `pairs` are outermost ones in order."""
    index = bisect_left(pairs, offset + 1, key=lambda pair: pair.outer.start) - 1
    if index >= 0 and pairs[index].outer.end > offset:
        return pairs[index]
    return None
