"""Unicode's composed form (NFC) in linear time."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from factcards.card import Span

MOST_MARKS = 30
"""Unicode Standard Annex 15, Stream-Safe Text Format: no language puts more on one letter."""

_MAYBE_MARKS = re.compile(rf"[^\w\s!-~]{{{MOST_MARKS + 1},}}")


def compose(text: str) -> str:
    """`text` in NFC; runs of more than 30 combining marks stay as they are.

    Sorting the marks of one letter takes time quadratic in their number.
    """
    if text.isascii():
        return text
    pieces: list[str] = []
    done = 0
    for run in _long_runs(text):
        pieces += (unicodedata.normalize("NFC", text[done : run.start]), run.of(text))
        done = run.end
    pieces.append(unicodedata.normalize("NFC", text[done:]))
    return "".join(pieces)


def _long_runs(text: str) -> Iterator[Span]:
    """Where more than 30 combining marks follow one another."""
    for match in _MAYBE_MARKS.finditer(text):
        at = match.start()
        for marks, run in groupby(match.group(), key=lambda char: unicodedata.combining(char) > 0):
            size = len(list(run))
            if marks and size > MOST_MARKS:
                yield Span(at, at + size)
            at += size
