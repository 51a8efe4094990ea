"""The words beside a figure, by which two figures of two texts are told to be one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcards.checking.stems import is_function_word, stem
from factcards.reading.mentions import FigureMention

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_BESIDE = 5
"""How many words on either side are a figure's surroundings."""
_FAR = 80
"""Code points that are looked through for them."""
_NEIGHBOURS = 2


def surroundings(figure: FigureMention, text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The stems of the content words among the five before and behind `figure` in `text`."""
    before, after = _beside(figure, text)
    return content_stems(before), content_stems(after)


def same_neighbours(one: FigureMention, text: str, other: FigureMention, another: str) -> bool:
    """Whether the two words before and behind two figures, each of its text, are the same."""
    first, second = _beside(one, text), _beside(other, another)
    left = first[0][-_NEIGHBOURS:] == second[0][-_NEIGHBOURS:]
    right = first[1][:_NEIGHBOURS] == second[1][:_NEIGHBOURS]
    return left and right and bool(first[0] or first[1])


def content_stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of those of `words`, in lower case, that say something."""
    return frozenset(stem(word) for word in words if not is_function_word(word))


def _beside(figure: FigureMention, text: str) -> tuple[list[str], list[str]]:
    """The words on either side of a figure and its qualifier, in lower case, inside its line."""
    start, end = figure.span.start, figure.span.end
    if figure.qualifier_span is not None:
        start = min(start, figure.qualifier_span.start)
        end = max(end, figure.qualifier_span.end)
    before = _WORD.findall(text[max(0, start - _FAR) : start].rpartition("\n")[2])[-_BESIDE:]
    after = _WORD.findall(text[end : end + _FAR].partition("\n")[0])[:_BESIDE]
    return [word.lower() for word in before], [word.lower() for word in after]
