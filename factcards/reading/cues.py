"""Words that turn a statement round or weaken it: negations and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from factcards.card import Span
from factcards.reading.mentions import Cue
from factcards.reading.tables import load_table


def read_cues(text: str, language: str = "en") -> tuple[Cue, ...]:
    """Negations and hedges in `text`, in order, the longest phrase where several fit.

    A shortened negation is the whole word ("didn't"). Offsets count code
    points. Reads English, Spanish, German and French; for any other language
    the result is empty.
    """
    pattern = _pattern(language[:2].lower())
    if pattern is None:
        return ()
    return tuple(
        Cue(Span(*match.span()), "hedge" if match.lastgroup == "hedge" else "negation")
        for match in pattern.finditer(text)
        if match.lastgroup != "innocent"
    )


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    table = load_table("cues").get(language)
    if table is None:
        return None
    groups = [
        ("innocent", _any_of(table["innocent"])),
        ("negation", _any_of([*table["negations"], *table.get("negation_forms", ())])),
        ("hedge", _any_of(table["hedges"])),
    ]
    body = "|".join(f"(?P<{name}>{phrases})" for name, phrases in groups if phrases)
    return re.compile(rf"(?<!\w)(?:{body})", re.IGNORECASE)


def _any_of(phrases: Iterable[str]) -> str:
    """A pattern for any of `phrases`, the longest first."""
    return "|".join(_phrase(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))


def _phrase(phrase: str) -> str:
    """A pattern for one phrase of the table.

    A space stands for any one white space, `#` for a digit, `*` for the rest of
    a word, and a leading `=` asks for the case as written ("may", not "May").
    """
    exact = phrase.startswith("=")
    out = []
    for char in phrase.removeprefix("="):
        if char == " ":
            out.append(r"\s")
        elif char in "'’":
            out.append("['’]")
        elif char == "#":
            out.append(r"\d")
        elif char == "*":
            out.append(r"\w{0,30}")
        else:
            out.append(re.escape(char))
    end = "" if phrase[-1] in "#'’" else r"(?!\w)"
    return f"(?-i:{''.join(out)}){end}" if exact else "".join(out) + end
