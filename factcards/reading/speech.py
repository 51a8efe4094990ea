"""The verbs and phrases by which a text credits somebody with something.

The words stand in `data/speech.toml` and `data/grammar.toml`, which anybody can extend.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from factcards.card import SourceKind, Stance
from factcards.reading.lexicon import lexicon
from factcards.reading.tables import load_table

Needs = Literal["any", "clause", "strict", "quote", "object", "to"]
Form = Literal["base", "s", "past", "participle", "ing", "finite"]

SPOKEN_LANGUAGES = ("en", "es", "de", "fr")
"""Languages whose speech verbs are known."""

_VOWELS = "aeiou"
_DOUBLING = frozenset(
    {"admit", "refer", "plan", "beg", "quip", "slam", "chat", "stir", "rebut", "sum", "set"}
)


_SHORTEST_COMPOUND, _LONGEST_COMPOUND = 9, 40
"""Letters of a German compound."""
_SHORTEST_END = 5
"""Letters of its last part: "amt" ends "insgesamt" too."""


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """One reading of a word form as a speech verb."""

    lemma: str
    stance: Stance
    needs: Needs
    forms: tuple[Form, ...]
    particle: str = ""
    """A word that must follow: "on" of "call on", "mit" of "teilte … mit"."""


@dataclass(frozen=True)
class Speech:
    """What one language says by."""

    language: str
    verbs: Mapping[str, tuple[SpeechVerb, ...]]
    """By word form in lower case."""
    cues: tuple[tuple[str, ...], ...]
    """Phrases before a source ("according to"), as lower-case words, the longest first."""
    cues_after: frozenset[str]
    """Words after a source ("zufolge")."""
    grammar: Mapping[str, frozenset[str]]
    kinds: Mapping[str, SourceKind]
    """Nouns that say what kind of source speaks."""
    channels: frozenset[str]
    audiences: frozenset[str]
    naming: frozenset[str]
    hedged: frozenset[str] = frozenset()
    """Adverbs by which something is told on nobody's word ("allegedly")."""

    def words(self, name: str) -> frozenset[str]:
        """The closed word class `name`; empty where the language has none."""
        return self.grammar.get(name, frozenset())


class Kinds(Mapping[str, SourceKind]):
    """Nouns with the kind of source that they name; a German compound is what its end is."""

    def __init__(self, nouns: Mapping[str, SourceKind], *, compounds: bool) -> None:
        self._nouns = nouns
        self._compounds = compounds

    def __getitem__(self, noun: str) -> SourceKind:
        known = self._known(noun)
        if known is None:
            raise KeyError(noun)
        return self._nouns[known]

    def __contains__(self, noun: object) -> bool:
        return isinstance(noun, str) and self._known(noun) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._nouns)

    def __len__(self) -> int:
        return len(self._nouns)

    def _known(self, noun: str) -> str | None:
        if noun in self._nouns:
            return noun
        if not self._compounds or not _SHORTEST_COMPOUND <= len(noun) <= _LONGEST_COMPOUND:
            return None
        tails = (noun[at:] for at in range(3, len(noun) - _SHORTEST_END + 1))
        return next((tail for tail in tails if tail in self._nouns), None)


@cache
def speech_of(language: str) -> Speech:
    """What `language` (ISO 639-1) says by; an empty table for languages it does not know."""
    code = language[:2].lower()
    table = load_table("speech")
    grammar = load_table("grammar")
    if code not in SPOKEN_LANGUAGES:
        return Speech(code, {}, (), frozenset(), {}, {}, frozenset(), frozenset(), frozenset())
    verbs: dict[str, list[SpeechVerb]] = {}
    for group in table[code]:
        for line in group["verbs"]:
            for form, verb in _verbs(code, line, group["stance"], group["needs"]):
                verbs.setdefault(form, []).append(verb)
    kinds: dict[str, SourceKind] = {}
    for kind in get_args(SourceKind):
        for noun in grammar["kinds"][code].get(kind, ()):
            kinds.setdefault(noun, kind)
    if code != "en":
        for noun in lexicon(code).organisation_nouns:
            kinds.setdefault(noun, "organisation")
    # French elisions are tokens of their own: "d'après" is "d'", "après".
    cues = sorted(
        (tuple(c.lower().replace("'", "' ").split()) for c in table["cues"][code]),
        key=lambda c: -len(c),
    )
    return Speech(
        language=code,
        verbs={form: tuple(_merged(entries)) for form, entries in verbs.items()},
        cues=tuple(cues),
        cues_after=frozenset(table["cues"].get(f"{code}_after", ())),
        grammar={name: frozenset(words) for name, words in grammar[code].items()},
        kinds=Kinds(kinds, compounds=code == "de"),
        channels=frozenset(grammar["kinds"][code]["channels"]),
        audiences=frozenset(grammar["kinds"][code]["audiences"]),
        naming=frozenset(grammar["naming"][code]),
        hedged=frozenset(table["hedged"][code]),
    )


def _merged(entries: list[SpeechVerb]) -> Iterator[SpeechVerb]:
    """The entries, those that differ only in their form as one."""
    by_key: dict[tuple[str, str, str, str], SpeechVerb] = {}
    for verb in entries:
        key = (verb.lemma, verb.stance, verb.needs, verb.particle)
        known = by_key.get(key)
        forms = (known.forms if known else ()) + verb.forms
        by_key[key] = SpeechVerb(verb.lemma, verb.stance, verb.needs, forms, verb.particle)
    # The verb with its particle is tried first: "call for" before "call".
    yield from sorted(by_key.values(), key=lambda verb: not verb.particle)


def _verbs(
    language: str, line: str, stance: Stance, needs: Needs
) -> Iterator[tuple[str, SpeechVerb]]:
    if language == "en":
        yield from _english(line, stance, needs)
        return
    forms, _, particle = line.partition("|")
    words = forms.split()
    for word in words:
        head, _, rest = word.partition("_")
        yield head, SpeechVerb(words[0], stance, needs, ("finite",), particle.strip() or rest)


def _english(line: str, stance: Stance, needs: Needs) -> Iterator[tuple[str, SpeechVerb]]:
    parts = line.split()
    base, _, particle = parts[0].partition("_")
    past = parts[1].partition("_")[0] if len(parts) > 1 else _past(base)
    participle = parts[2] if len(parts) > 2 else past
    forms: list[tuple[Form, str]] = [
        ("base", base),
        ("s", _third_person(base)),
        ("past", past),
        ("participle", participle),
        ("ing", _ing(base)),
    ]
    for form, word in forms:
        yield word, SpeechVerb(base, stance, needs, (form,), particle)


def _third_person(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return _stem(base) + "ed"


def _ing(base: str) -> str:
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return _stem(base) + "ing"


def _stem(base: str) -> str:
    return base + base[-1] if base in _DOUBLING else base


@cache
def attitudes_of(language: str) -> frozenset[str]:
    """Adjectives for somebody whose words follow in the next sentence ("Holt was blunt.")."""
    code = language[:2].lower()
    lists = load_table("speech")["lists"]
    return frozenset(lists["attitudes"]) if code == "en" else frozenset()


_KINDS_OF_MEDIA = frozenset(
    {"news", "daily", "weekly", "radio", "tv", "television", "press", "magazine", "broadcasting"}
)


@cache
def _newsrooms() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("grammar")["newsrooms"]
    return frozenset(table["names"]), frozenset(table["words"])


def is_newsroom(name: str) -> bool:
    """Whether `name` is a news agency, newspaper or broadcaster, as far as its words tell."""
    names, words = _newsrooms()
    low = name.lower().removeprefix("the ").strip()
    if low in names:
        return True
    parts = low.split()
    if len(parts) < 2:
        # "the Herald": a name by its capital, and no "tv" or "radio" in general.
        return name[:1].isupper() and low in words and low not in _KINDS_OF_MEDIA
    return parts[-1] in words or parts[0] in {"radio", "tv", "daily", *names} or "news" in parts
