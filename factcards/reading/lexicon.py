"""Word lists that show where names begin and end, and what they name.

The lists are plain files under `data/`, one set for each language, which an
editor can extend. They are evidence and never a condition: a name that no list
knows is read all the same.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "es", "de", "fr")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The word lists of one language, in lower case."""

    language: str
    function_words: frozenset[str]
    common: frozenset[str]
    nouns: frozenset[str]
    noun_endings: frozenset[str]
    titles: frozenset[str]
    title_modifiers: frozenset[str]
    title_of: frozenset[str]
    honorifics_male: frozenset[str]
    honorifics_female: frozenset[str]
    honorifics_any: frozenset[str]
    honorifics: frozenset[str]
    """Forms of address of any gender."""
    suffixes: frozenset[str]
    person_nouns: frozenset[str]
    person_endings: frozenset[str]
    organisation_nouns: frozenset[str]
    group_nouns: frozenset[str]
    place_nouns: frozenset[str]
    thing_nouns: frozenset[str]
    """Nouns for what is neither somebody nor somewhere: ships, films, illnesses, laws."""
    organisation_keywords: frozenset[str]
    organisation_first: frozenset[str]
    place_keywords: frozenset[str]
    facility_keywords: frozenset[str]
    """Last words of buildings and sites, which may also act: "hospital", "palace"."""
    surname_keywords: frozenset[str]
    """Keywords that are surnames after a first name: "Berg", "Hill"."""
    place_first: frozenset[str]
    directions: frozenset[str]
    other_keywords: frozenset[str]
    organisations_known: frozenset[str]
    groups_known: frozenset[str]
    calendar: frozenset[str]
    family_words: frozenset[str]
    speech_verbs: frozenset[str]
    person_verbs: frozenset[str]
    verbs: frozenset[str]
    follow_verbs: frozenset[str]
    place_prepositions: frozenset[str]
    scene_prepositions: frozenset[str]
    of_words: frozenset[str]
    particles: frozenset[str]
    inner_articles: frozenset[str]
    join_words: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    relative: frozenset[str]
    be: frozenset[str]
    called: frozenset[str]
    post_words: frozenset[str]

    def is_common(self, word: str) -> bool:
        """Whether `word` (lower case) is an ordinary word of the language, inflections included."""
        return _is_common(self, word)

    def is_person_noun(self, word: str) -> bool:
        """Whether `word` (lower case) is a noun for a person: "mayor", "biologist", "ex-wife"."""
        last = word.rsplit("-", 1)[-1]
        if word in self.person_nouns or last in self.person_nouns:
            return True
        if len(word) > 6 and word.endswith(tuple(self.person_endings)):
            return True
        # German compounds: "Baubürgermeister".
        tails = range(3, len(word) - 4) if self.language == "de" else range(0)
        return any(word[i:] in self.person_nouns or word[i:] in self.titles for i in tails)


@lru_cache(maxsize=8)
def lexicon(language: str) -> Lexicon:
    """The lists of `language` (ISO 639-1); English where there are none."""
    code = language if language in LANGUAGES else "en"
    with (DATA / f"names.{code}.toml").open("rb") as file:
        lists: dict[str, str] = tomllib.load(file)
    if code == "en":
        lists["common"] = _without_comments("common_en.txt")
    genders = ("honorifics_male", "honorifics_female", "honorifics_any")
    lists["honorifics"] = " ".join(lists[name] for name in genders)
    words = {
        field.name: frozenset(lists.get(field.name, "").split())
        for field in fields(Lexicon)
        if field.name != "language"
    }
    return Lexicon(language=code, **words)


def word_set(words: str) -> frozenset[str]:
    """The words of a string as a set."""
    return frozenset(words.split())


def _without_comments(name: str) -> str:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def first_names() -> dict[str, str]:
    """First names in lower case, each with "female", "male" or "either"."""
    genders: dict[str, str] = {}
    gender = "either"
    for line in _without_comments("first_names.txt").splitlines():
        if line.startswith("["):
            gender = line.strip("[]")
            continue
        for name in line.lower().split():
            known = genders.get(name)
            genders[name] = gender if known in (None, gender) else "either"
    return genders


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str | None]:
    """Words for peoples, languages and religions, each with its country's ISO code or None."""
    table: dict[str, str | None] = {}
    for line in _without_comments("demonyms.txt").splitlines():
        code, *words = line.split()
        for word in words:
            table.setdefault(word.lower(), code if code.isupper() else None)
    return table


# Suffix, what to put in its place: enough of English inflection to look a word up.
_ENDINGS = (
    ("'s", ""), ("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""),
    ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""), ("ily", "y"), ("ers", ""), ("er", ""),
    ("er", "e"), ("ers", "e"), ("est", ""), ("ness", ""), ("ful", ""), ("less", ""), ("men", "man"),
)  # fmt: skip
_LONGEST_WORD = 80
"""No word of a list, and no compound of two, is longer; looking for its parts takes square time."""
_ABSTRACT = (
    "tion", "tions", "ment", "ments", "ness", "ities", "ship", "ships",
    "ingly", "edly", "ously", "ically",
)  # fmt: skip


@lru_cache(maxsize=20_000)
def _is_common(lists: Lexicon, word: str) -> bool:
    if len(word) > _LONGEST_WORD:
        return False
    if word in lists.common or word in lists.function_words or word in lists.person_nouns:
        return True
    if lists.language == "de":
        return _is_german_noun(lists, word)
    if lists.language == "es" and len(word) > 5 and word.endswith(_SPANISH_VERBS):
        # A verb of several at the head of a sentence: "Robaron", never "Sharon".
        return word not in first_names()
    if lists.language != "en":
        return any(word.endswith(s) and word[: -len(s)] in lists.common for s in ("s", "es"))
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)] + instead
            if stem in lists.common or stem in lists.person_nouns:
                return True
            if not instead and stem[-1] == stem[-2] and stem[:-1] in lists.common:
                return True
    if any(word[:i] in lists.common and word[i:] in lists.common for i in range(4, len(word) - 3)):
        return True
    if "-" in word:
        return all(_is_common(lists, part) for part in word.split("-") if part)
    return len(word) > 7 and word.endswith(_ABSTRACT)


_SPANISH_VERBS = ("aron", "ieron", "arán", "erán", "irán")
_GERMAN_ENDINGS = ("", "e", "n", "en", "er", "ern", "s", "es", "in", "innen")


def _is_german_noun(lists: Lexicon, word: str) -> bool:
    """Whether a German word is a known noun, a compound that ends in one, or built like one."""
    for ending in _GERMAN_ENDINGS:
        if ending and not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)]
        if stem in lists.nouns or stem in lists.titles or stem in lists.person_nouns:
            return True
        tails = (stem[i:] for i in range(3, len(stem) - 3))
        if len(stem) > 7 and any(tail in lists.nouns or tail in lists.titles for tail in tails):
            return True
    return len(word) > 6 and word.endswith(tuple(lists.noun_endings))
