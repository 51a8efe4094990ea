"""Figures that stand in the story to be taken back: early counts, and what is corrected."""

from __future__ import annotations

import re

from factcards.card import Span

_REACH = 70
"""Code points before a figure in which it is called an early count."""
_EARLY = re.compile(
    r"\b(?:(?:at )?first (?:put|counted|reported|estimated|said|count|toll|estimate)"
    r"|(?:initially|originally|earlier) (?:put|counted|reported|estimated|said)"
    r"|(?:an? )?(?:initial|first|earlier|preliminary) (?:count|toll|tally)"
    r"|prim(?:er|era) (?:recuento|balance|cuenta)|(?:zunächst|anfangs) (?:hieß|war|waren|gemeldet)"
    r"|(?:erste|frühere) Zählung|premier (?:bilan|décompte))\b[^.;]*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:,|\band|\by|\bund|\bet)\s+(?:not|no|nicht|non)\s+(?:[“\"„«]\s*)?(?:of |the |an? )?$",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:gave|printed|published|reported|said|stated)\b[^.]{0,40}\bwrong\b"
    r"|\b(?:wrongly|incorrectly|mistakenly|erroneously) (?:said|stated|reported|gave|put)\b"
    r"|\b(?:the|an|our) (?:article|report|story|headline) (?:also |had )?"
    r"(?:said|stated|reported)\b",
    re.IGNORECASE,
)


def tells_error(text: str) -> bool:
    """Whether a sentence tells what a report got wrong."""
    return _WRONG.search(text) is not None


def is_taken_back(text: str, sentence: Span, figure: Span) -> bool:
    """Whether `figure` of `sentence` is an early count, a denied number or an error of print."""
    before = text[max(sentence.start, figure.start - _REACH) : figure.start]
    if _EARLY.search(before) or _DENIED.search(before):
        return True
    return tells_error(sentence.of(text))
