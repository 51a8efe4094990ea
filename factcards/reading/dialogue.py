"""Speech after a dash: "—No lo sé —dijo Marta—. Mañana veremos."."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from factcards.card import Span
from factcards.reading.marks import Mark, Pair
from factcards.reading.speech import SpeechVerb

DIALOGUE_LANGUAGES = frozenset({"es", "fr"})
"""Languages whose newspapers print speech after a dash and whose speech verbs are known."""

_OPENING = re.compile(r"[—–][\u00a0\u202f ]?(?=[^\W\d_]|[¿¡«\"“])")
_TURN = re.compile(r"(?<=[\w.,!?…»”\"])\s[—–]\s?(?=[^\W\d_])|[—–](?=[\s.,;:]|\Z)")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_ASIDE = 160


def dialogue_pairs(
    text: str, region: Span, verbs: Mapping[str, tuple[SpeechVerb, ...]]
) -> list[Pair]:
    """The spoken stretches of a paragraph that begins with a dash.

    Only where the narrator's aside holds a speech verb; else the dash is a
    bullet or an aside itself, and the result is empty.
    """
    opening = _OPENING.match(text, region.start, region.end)
    if opening is None:
        return []
    turns = [region.start, *(m.start() for m in _TURN.finditer(text, opening.end(), region.end))]
    turns.append(region.end)
    pairs: list[Pair] = []
    said = False
    for index, (start, end) in enumerate(pairwise(turns)):
        if index % 2:
            aside = text[start:end][:_LONGEST_ASIDE].lower()
            said = said or any(word in verbs for word in _WORD.findall(aside)[:3])
            continue
        first = start
        while first < end and (text[first] in "—–.,;:" or text[first].isspace()):
            first += 1
        last = end
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            inner = Span(first, last - 1 if text[last - 1] == "," and last - first > 1 else last)
            mark = Mark(start, first, "—", "double", "open")
            begin = start if index == 0 else first
            pairs.append(Pair(mark, mark, inner, Span(begin, last)))
    return pairs if said else []
