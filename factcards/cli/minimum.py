"""`--min-coverage`: how much of the story a card must carry."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.card import FactCard

KINDS = ("figures", "names", "quotes", "dates")
_HINT = "write it as figures=0.8,quotes=1 or as 80%, for all of " + ", ".join(KINDS)
_SHOWN = 3
"""Missing mentions that a line names."""


def read_minimum(text: str | None) -> dict[str, float]:
    """The least share of each kind that `text` asks for; empty where there is none.

    "figures=0.8,quotes=100%" names kinds, "0.8" alone means each of them.
    Raises `UsageError` for anything else.
    """
    least: dict[str, float] = {}
    for part in text.split(",") if text is not None else ():
        kind, equals, share = (piece.strip() for piece in part.rpartition("="))
        if equals and kind not in KINDS:
            raise UsageError(
                f"there is no kind of mention “{kind[:40]}” (--min-coverage)", hint=_HINT
            )
        least |= dict.fromkeys((kind,) if equals else KINDS, _share(share))
    return least


def _share(text: str) -> float:
    digits = text.removesuffix("%").strip()
    try:
        value = float(digits) / (100 if text.endswith("%") else 1)
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise UsageError(f"“{text[:40]}” is no share between 0 and 1 (--min-coverage)", hint=_HINT)
    return value


def gaps_told(card: FactCard, least: Mapping[str, float]) -> list[str]:
    """One line for each kind of which `card` carries less than `least` asks for."""
    from factcards.checking import coverage_gaps

    lines = []
    for gap in coverage_gaps(card, least):
        shown = ", ".join(f"“{missing.text[:60]}”" for missing in gap.missing[:_SHOWN])
        lines.append(
            f"coverage of {gap.kind} is {gap.share:.0%}, and {gap.least:.0%} was asked for; "
            f"missing first: {shown or 'not listed on the card'}"
        )
    return lines
