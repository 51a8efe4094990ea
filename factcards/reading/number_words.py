"""What the readers of figures and dates know of a language, loaded from `data/words.*.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any

from factcards.card import Qualifier

LANGUAGES = ("en", "es", "de", "fr")

Words = frozenset[str]
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class PhraseTable:
    """Phrases by their first or last word, the longest first."""

    entries: Mapping[str, tuple[tuple[Phrase, str], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class NumberWords:
    """Number words of one language."""

    values: Mapping[str, int]
    """Everything below a thousand, "hundred" included."""
    hundreds: Words
    scales: Mapping[str, Decimal]
    short_scales: Mapping[str, Decimal]
    joiners: Words
    articles: Words
    half: Words
    and_a_half: tuple[tuple[Phrase, Decimal], ...]
    fractions_one: Mapping[str, int]
    fractions_many: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_suffixes: Words
    vague: Mapping[str, Decimal]
    vague_guarded: Words
    vague_links: Words
    several: Mapping[Phrase, int]
    approximate: Mapping[str, Decimal]
    fraction_of: Words
    """What joins a fraction to what it is part of, besides `vague_links`: "Hälfte der"."""
    part_words: Words
    """Nouns that an ordinal makes a fraction of: Spanish "una cuarta parte"."""
    every: Words
    """Words that an ordinal behind makes a share of: "every third child"."""
    tied_units: Mapping[str, str]
    """Endings that make an adjective of a number: German "elfjährig"."""
    with_half: Mapping[str, Decimal]
    """Words for a whole and a half: German "anderthalb"."""
    ratio_links: tuple[Phrase, ...]
    multiples: Mapping[str, int]
    parts_left: Mapping[str, int]
    """Verbs that leave one part of so many: "halved" is 2."""
    range_to: Words
    between: Words
    from_: Words
    one: Words
    one_not_after: Words
    one_not_before: Words
    compounds: Mapping[str, int]
    """Parts of words written together ("zweiundzwanzig")."""
    compound_not: Words
    """Parts that are no number alone ("ein", "und")."""
    vigesimal: bool
    """Whether teens may follow sixty and eighty (French)."""


@dataclass(frozen=True)
class Grammar:
    """Closed word classes, for finding where a noun phrase ends."""

    closed: Words
    sets: Mapping[str, Words]

    def __getitem__(self, name: str) -> Words:
        return self.sets.get(name, frozenset())


@dataclass(frozen=True)
class Lexicon:
    """Everything one language's data file says."""

    language: str
    numbers: NumberWords
    before: PhraseTable
    after: PhraseTable
    grammar: Grammar
    labels: Mapping[str, Words]
    dates: Mapping[str, Any]


@lru_cache(maxsize=1024)
def phrase_of(text: str) -> Phrase:
    """The words and marks of `text`, as the tokeniser splits it."""
    out: list[str] = []
    for word in text.split():
        part = ""
        for char in word:
            if char.isalnum() or char == "'":
                part += char
                continue
            if part:
                out.append(part)
            part = ""
            out.append(char)
        if part:
            out.append(part)
    return tuple(out)


def phrase_table(groups: Mapping[str, Sequence[str]], *, by_last: bool) -> PhraseTable:
    """A table of the phrases of `groups`, found by their last or first word."""
    table: dict[str, list[tuple[Phrase, str]]] = {}
    for name, phrases in groups.items():
        for text in phrases:
            phrase = phrase_of(text)
            key = phrase[-1] if by_last else phrase[0]
            table.setdefault(key, []).append((phrase, name))
    return PhraseTable(
        {key: tuple(sorted(rows, key=lambda row: -len(row[0]))) for key, rows in table.items()}
    )


def _decimals(table: Mapping[str, object]) -> dict[str, Decimal]:
    return {word: Decimal(format(Decimal(str(value)), "f")) for word, value in table.items()}


def _words(values: Iterable[str]) -> Words:
    return frozenset(values)


def _number_words(data: Mapping[str, Any]) -> NumberWords:
    def words(name: str) -> Words:
        return _words(data.get(name, ()))

    one = data.get("one", {})
    values: dict[str, int] = {}
    for group in ("units", "teens", "tens", "hundreds", "exact_hundreds"):
        values.update(data.get(group, {}))
    return NumberWords(
        values=values,
        hundreds=_words(data.get("hundreds", {})),
        scales=_decimals(data.get("scales", {})),
        short_scales=_decimals(data.get("short_scales", {})),
        joiners=words("joiners"),
        articles=words("articles"),
        half=words("half"),
        and_a_half=tuple(
            sorted(
                ((phrase_of(p), Decimal(v)) for p, v in data.get("and_a_half", {}).items()),
                key=lambda row: -len(row[0]),
            )
        ),
        fractions_one=data.get("fractions_one", {}),
        fractions_many=data.get("fractions_many", {}),
        ordinals=data.get("ordinals", {}),
        ordinal_suffixes=words("ordinal_suffixes"),
        vague=_decimals(data.get("vague", {})),
        vague_guarded=words("vague_guarded"),
        vague_links=words("vague_links"),
        several={phrase_of(p): v for p, v in data.get("several", {}).items()},
        approximate=_decimals(data.get("approximate", {})),
        fraction_of=words("fraction_of"),
        part_words=words("part_words"),
        every=words("every"),
        tied_units=data.get("tied_units", {}),
        with_half=_decimals(data.get("halves_written_together", {})),
        ratio_links=tuple(
            sorted((phrase_of(p) for p in data.get("ratio_links", ())), key=lambda p: -len(p))
        ),
        multiples=data.get("multiples", {}),
        parts_left=data.get("parts_left", {}),
        range_to=words("range_to"),
        between=words("between"),
        from_=words("from"),
        one=_words(one.get("words", ())),
        one_not_after=_words(one.get("not_after", ())),
        one_not_before=_words(one.get("not_before", ())),
        compounds=data.get("compounds", {}),
        compound_not=words("compound_not"),
        vigesimal=bool(data.get("vigesimal", False)),
    )


_CLOSED = ("determiners", "prepositions", "conjunctions", "auxiliaries", "pronouns", "adverbs")


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon:
    """The lexicon of `language` (ISO 639-1); an empty one where there is no data file."""
    code = language[:2].lower()
    data: dict[str, Any] = {}
    if code in LANGUAGES:
        path = files("factcards.reading") / "data" / f"words.{code}.toml"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    grammar: Mapping[str, Sequence[str]] = data.get("grammar", {})
    return Lexicon(
        language=code,
        numbers=_number_words(data.get("numbers", {})),
        before=phrase_table(data.get("qualifiers", {}), by_last=True),
        after=phrase_table(data.get("qualifiers_after", {}), by_last=False),
        grammar=Grammar(
            closed=_words(word for name in _CLOSED for word in grammar.get(name, ())),
            sets={name: _words(words) for name, words in grammar.items()},
        ),
        labels={name: _words(words) for name, words in data.get("labels", {}).items()},
        dates=data.get("dates", {}),
    )


def qualifier_of(name: str) -> Qualifier:
    """`name` of a table as the card's qualifier."""
    return name  # type: ignore[return-value]
