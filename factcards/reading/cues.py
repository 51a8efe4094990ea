"""Words that turn a statement round or weaken it: negations and hedges."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from factcards.card import Span
from factcards.reading.mentions import Cue
from factcards.reading.tables import load_table

_WORD = re.compile(r"\w+")
_GROUPS: dict[str, Literal["negation", "hedge"] | None] = {
    "innocent": None,
    "negations": "negation",
    "negation_forms": "negation",
    "hedges": "hedge",
}


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The phrases that begin with one word, the longest first; one group of the pattern each."""

    pattern: re.Pattern[str]
    kinds: tuple[Literal["negation", "hedge"] | None, ...]


def read_cues(text: str, language: str = "en") -> tuple[Cue, ...]:
    """Negations and hedges in `text`, in order, the longest phrase where several fit.

    A shortened negation is the whole word ("didn't"). Offsets count code
    points. Reads English, Spanish, German and French; for any other language
    the result is empty. Linear in the length of `text`.
    """
    table = _phrases(language[:2].lower())
    cues: list[Cue] = []
    end = 0
    for word in _WORD.finditer(text) if table else ():
        phrases = table.get(word.group().lower())
        if phrases is None or word.start() < end:
            continue
        match = phrases.pattern.match(text, word.start())
        if match is None or match.lastindex is None:
            continue
        end = match.end()
        kind = phrases.kinds[match.lastindex - 1]
        if kind is not None:
            cues.append(Cue(Span(match.start(), end), kind))
    return tuple(cues)


@cache
def _phrases(language: str) -> dict[str, _Phrases]:
    """The language's phrases by their first word in lower case."""
    table = load_table("cues").get(language, {})
    rows = [(p, kind) for name, kind in _GROUPS.items() for p in table.get(name, ())]
    rows.sort(key=lambda row: (-len(row[0]), row[0]))
    by_word: dict[str, list[tuple[str, Literal["negation", "hedge"] | None]]] = {}
    for phrase, kind in rows:
        first = _WORD.match(phrase.removeprefix("="))
        if first is not None:
            by_word.setdefault(first.group().lower(), []).append((phrase, kind))
    return {
        word: _Phrases(
            re.compile("|".join(f"({_pattern(phrase)})" for phrase, _ in found), re.IGNORECASE),
            tuple(kind for _, kind in found),
        )
        for word, found in by_word.items()
    }


def _pattern(phrase: str) -> str:
    """A pattern for one phrase of the table.

    A space stands for any one white space, `#` for a digit, and a leading `=`
    asks for the case as written ("may", not "May").
    """
    out = []
    for char in phrase.removeprefix("="):
        if char == " ":
            out.append(r"\s")
        elif char in "'’":
            out.append("['’]")
        else:
            out.append(r"\d" if char == "#" else re.escape(char))
    body = "".join(out) + ("" if phrase[-1] in "#'’" else r"(?!\w)")
    return f"(?-i:{body})" if phrase.startswith("=") else body
