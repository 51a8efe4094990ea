"""Units and money: how they are written, and what the card calls them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

from factcards.reading.number_words import LANGUAGES, PhraseTable, phrase_of, phrase_table
from factcards.reading.tokens import tokenise

UnitKind = Literal["share", "duration", "measure", "money"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the card names it. `si` of it make `base` (for comparison only)."""

    name: str
    kind: UnitKind
    base: str | None = None
    si: Decimal | None = None


@dataclass(frozen=True)
class UnitTable:
    """Every written form of every unit and currency."""

    units: Mapping[str, Unit]
    symbols: Mapping[str, str]
    """Case-sensitive, as one token or several without a gap."""
    phrases: Mapping[str, PhraseTable]
    """By language: lower-case words, by their first word; the others read English forms too."""
    money_symbols: Mapping[str, str]
    codes: Mapping[str, str]
    money_words: Mapping[str, str]
    money_phrases: PhraseTable
    money_guarded: frozenset[str]
    adjectives: Mapping[str, Mapping[str, str]]
    sign_starts: frozenset[str]
    """The first token of every symbol, sign and code, to tell quickly that none stands here."""


def _data(name: str) -> dict[str, Any]:
    path = files("factcards.reading") / "data" / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def unit_table() -> UnitTable:
    """The table made of `data/units.toml` and `data/currencies.toml`."""
    units: dict[str, Unit] = {}
    symbols: dict[str, str] = {}
    forms: dict[str, dict[str, list[str]]] = {code: {} for code in LANGUAGES}
    for row in _data("units.toml")["unit"]:
        si = Decimal(row["si"]) if "si" in row else None
        units[row["unit"]] = Unit(row["unit"], row["kind"], row.get("base"), si)
        symbols.update(dict.fromkeys(row.get("symbols", ()), row["unit"]))
        for code in LANGUAGES:
            forms[code][row["unit"]] = [*row.get("en", ()), *(row.get(code, ()))]
    money = _data("currencies.toml")
    meaning = {code: code for code in money["codes"]["list"]} | money["code_means"]
    words: dict[str, str] = money["words"]
    several = {word: code for word, code in words.items() if " " in word}
    return UnitTable(
        units=units,
        symbols=symbols,
        phrases={code: phrase_table(rows, by_last=False) for code, rows in forms.items()},
        money_symbols=money["symbols"],
        codes=meaning,
        money_words={word: code for word, code in words.items() if " " not in word},
        money_phrases=_grouped_phrases(several),
        money_guarded=frozenset(money["guarded"]["words"]),
        adjectives=money["adjectives"],
        sign_starts=frozenset(
            {tokenise(sign)[0].text for sign in (*symbols, *money["symbols"], *meaning)}
            | {"C", "F", "zł", "Kč", "Ft"}
        ),
    )


def _grouped_phrases(words: Mapping[str, str]) -> PhraseTable:
    groups: dict[str, list[str]] = {}
    for word, code in words.items():
        groups.setdefault(code, []).append(word)
    return phrase_table(groups, by_last=False)


# What an adjective calls the currency word that follows it, in the adjectives' own table.
_STEMS = {
    "USD": "dollar", "GBP": "pound", "RUB": "ruble", "INR": "rupee", "TRY": "lira",
    "SEK": "krona", "CZK": "koruna", "AED": "dirham", "KRW": "won", "CHF": "franc",
}  # fmt: skip


def currency_of(adjective: str, code: str) -> str | None:
    """The code of "Canadian dollars", given "canadian" and what "dollars" alone means."""
    return unit_table().adjectives.get(adjective, {}).get(_STEMS.get(code, code))


@lru_cache(maxsize=64)
def currency_family(unit: str) -> frozenset[str]:
    """The codes of the currencies that share the name `unit`: for "franc" CHF, XOF and others.

    `unit` is as the card has it, a shared name ("franc") or the code that a bare name stands
    for ("USD" for dollars). Empty where no adjective tells several apart.
    """
    stem = _STEMS.get(unit, unit)
    return frozenset(row[stem] for row in unit_table().adjectives.values() if stem in row)


@lru_cache(maxsize=512)
def canonical_unit(unit: str) -> str:
    """The name the card uses for a unit in any written form: "kilometres" is "km"."""
    table = unit_table()
    text = unit.strip()
    if text in table.units:
        return text
    for names in (table.symbols, table.money_symbols, table.codes):
        if text in names:
            return names[text]
    low = text.lower()
    phrase = phrase_of(low)
    for phrases in table.phrases.values():
        for words, name in phrases.entries.get(phrase[0], ()) if phrase else ():
            if words == phrase:
                return name
    if low in table.money_words:
        return table.money_words[low]
    if len(phrase) > 1 and phrase[-1] in table.money_words:
        plain = table.money_words[phrase[-1]]
        return currency_of(" ".join(phrase[:-1]), plain) or low
    if text.upper() in table.codes:
        return table.codes[text.upper()]
    if low in table.units:
        return low
    return low


def same_unit(a: str | None, b: str | None) -> bool:
    """Whether two units are the same one, in whatever form each is written.

    Percent and percentage points are two units; so are tons and tonnes.
    """
    if a is None or b is None or not a.strip() or not b.strip():
        return not (a or "").strip() and not (b or "").strip()
    first, second = canonical_unit(a), canonical_unit(b)
    return first == second or _singular(first) == _singular(second)


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def unit_named(name: str) -> Unit | None:
    """The unit of measure that the card calls `name`, or None (a currency, a counted noun)."""
    return unit_table().units.get(name)
