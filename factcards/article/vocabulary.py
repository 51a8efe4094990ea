"""The word lists of `vocabulary.toml`, made ready for looking words up."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"&|©|[^\W_]+(?:['.-][^\W_]+)*")


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, apostrophes straightened."""
    return _WORD.findall(text.lower().replace("’", "'").replace("‘", "'"))


@dataclass(frozen=True)
class Phrases:
    """A set of phrases, found word by word in linear time."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases as word tuples by their first word, longest first."""

    def at(self, words: list[str], index: int) -> int:
        """How many words the longest phrase that starts at `index` has; 0 for none."""
        for phrase in self.by_first.get(words[index], ()):
            if tuple(words[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def found(self, words: list[str]) -> list[str]:
        """The phrases in `words`, in order, not overlapping."""
        hits: list[str] = []
        free = 0
        for index, word in enumerate(words):
            if word in self.by_first and index >= free:
                size = self.at(words, index)
                if size:
                    hits.append(" ".join(words[index : index + size]))
                    free = index + size
        return hits

    def whole(self, words: list[str]) -> bool:
        """Whether `words` are one phrase of the set, or several after one another."""
        index = 0
        while index < len(words):
            size = self.at(words, index)
            if not size:
                return False
            index += size
        return bool(words)


def phrases(entries: Iterable[str]) -> Phrases:
    """The set of `entries`."""
    by_first: dict[str, set[tuple[str, ...]]] = {}
    for entry in entries:
        words = tuple(words_of(entry))
        if words:
            by_first.setdefault(words[0], set()).add(words)
    return Phrases(
        {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}
    )


@cache
def tables() -> Mapping[str, Mapping[str, list[str] | list[list[str]]]]:
    """The file as it stands: language, list, entries."""
    return tomllib.loads((files("factcards.article") / "vocabulary.toml").read_text("utf-8"))


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of list `name` in all languages."""
    found: list[str] = []
    for table in tables().values():
        for entry in table.get(name, ()):
            found.extend([entry] if isinstance(entry, str) else entry)
    return tuple(dict.fromkeys(found))


@cache
def vocabulary(name: str) -> Phrases:
    """List `name` of all languages together: pages mix languages."""
    return phrases(entries(name))


@cache
def month_numbers() -> Mapping[str, int]:
    """Names and short forms of months in all languages, and which month they are."""
    numbers: dict[str, int] = {}
    for table in tables().values():
        for number, names in enumerate(table.get("months", ()), start=1):
            for name in names:
                numbers.setdefault(name, number)
    return numbers
