"""Superlatives of a text, with their rank and the words that bound them: "largest in Europe"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from factcards.card import Span
from factcards.checking.stems import is_function_word, stem
from factcards.reading.lexicon import lexicon

_ROOT = 5
_LIKE = {"big": "large", "great": "large", "grand": "large", "mayor": "large", "groß": "large"}
"""Degrees that are told for one another."""
_IRREGULAR = {"best": "good", "worst": "bad", "furthest": "far", "farthest": "far", "eldest": "old"}
_NO_DEGREE = frozenset(
    re.findall(
        r"\w+",
        """west rest test guest quest nest chest request protest arrest forest harvest interest
    invest honest modest latest contest crest pest vest digest suggest conquest bequest inquest
    earnest priest unrest midwest northwest southwest everest budapest""",
    )
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+")
_RANK = r"(?P<rank>(?:second|third|fourth|fifth|sixth|\d+(?:nd|rd|th))[- ])?"
_EST = re.compile(rf"\b{_RANK}(?P<word>[a-z]{{2,}}est)\b")
_MOST = re.compile(r"\b(?:the|its|his|her|their|\w+['’]s)\s+(?P<word>(?:most|least)\s+[a-z]{4,})\b")
_RECORD = re.compile(
    r"\b(?P<word>record)(?:[- ](?:high|low|year|number|profit|sum|level|loss|\w+ing)\b)"
    r"|\b(?:an?|to|at) (?P<other>record)(?= |,|\.|$)"
)
_FIRST = re.compile(
    r"\bthe (?:very )?(?P<word>first)\b"
    r"(?= (?:[\w-]+ ){0,4}?(?:to|ever|since|in (?:\w+ ){1,3}(?:years|history))\b)"
)
_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "en": (_EST, _MOST, _RECORD, _FIRST),
    "de": (
        re.compile(
            r"\b(?P<rank>zweit|dritt|viert)?(?P<word>größt|höchst|niedrigst|kleinst|ältest|jüngst"
            r"|längst|kürzest|schwerst|schnellst|stärkst|schwächst|teuerst|billigst|schlimmst|best"
            r"|reichst|ärmst|tiefst)(?:e|en|er|es|em)\b"
        ),
        re.compile(r"\b(?P<word>[Rr]ekord)\w*"),
    ),
    "es": (
        re.compile(
            r"\b(?:el|la|los|las|su) (?P<rank>segund[oa] |tercer[oa]? )?(?:\w+ )?"
            r"(?P<word>más \w{4,}|mayor|menor|mejor|peor)(?:es)?\b(?! (?:que|de edad))"
        ),
        re.compile(r"\b(?P<word>récord)\b"),
    ),
    "fr": (
        re.compile(
            r"\b(?:le|la|les|son|sa) (?P<rank>deuxième |second[e]? |troisième )?(?:\w+ )?"
            r"(?P<word>plus \w{4,}|meilleure?|pire)s?\b"
        ),
        re.compile(r"\b(?:un|à un) \w+ (?P<word>record)\b|\b(?P<other>record) (?:de|d['’])"),
    ),
}
_PART = re.compile(
    r"(?:\b(?:one|some|two|three|several|many) of|\bamong)\s+"
    r"(?:(?:the|its|his|her|\w+['’]s?|country|most)\s+){0,3}$"
    r"|\b(?:eine[rsmn]?|zu) (?:der|den|die)\s+(?:\w+\s+)?$"
    r"|\b(?:un[oa] de|entre)\s+$|\b(?:une? des|parmi)\s+$",
    re.IGNORECASE,
)
"""What ends before one of several."""
_BOUND = re.compile(
    r"\b(?:in|on|within|across|among|since|for|outside|of (?=its|the|all|those|\d)"
    r"|seit|innerhalb|unter|der|weltweit|en|desde|entre|de (?=l|su|s|[A-ZÁÉ])"
    r"|dans|depuis|parmi|du|des)\b\s*(?P<words>[^,.;:!?()“”]{2,60})"
    r"|\bd['’](?P<elided>[^,.;:!?()“”]{2,60})"
    r"|\b(?P<alone>ever|weltweit|je|jamais|jamás)\b"
)
_OWNER = re.compile(r"(?P<owner>[\w-]+)['’]s?\s+(?:\w+\s+)?$")
_GENITIVE = re.compile(r"\b(?P<owner>[A-ZÄÖÜ]\w{3,}s)\s+(?:zweit|dritt)?$")
_HEAD = 45
"""Code points behind a superlative in which the words that bound it begin."""
_FEW = 3
"""Content words of a bound that are looked for."""


@dataclass(frozen=True, slots=True)
class Superlative:
    """One superlative of a text."""

    span: Span
    degree: str
    """Its stem without the ending; one for words that are told for one another."""
    ranked: bool
    """Whether it is the second or one of several."""
    bounds: frozenset[str]
    """The roots of the words that say among what; empty where nothing does."""


@lru_cache(maxsize=2048)
def superlatives_in(text: str, language: str) -> tuple[Superlative, ...]:
    """The superlatives of `text`, in order; linear in its length.

    Reads English thoroughly, and the common ones of German, Spanish and French.
    """
    found = (
        superlative
        for pattern in _PATTERNS.get(language[:2], ())
        for match in pattern.finditer(text)
        if (superlative := _superlative(text, match, language[:2])) is not None
    )
    return tuple(sorted(found, key=lambda s: s.span.start))


def _superlative(text: str, match: re.Match[str], language: str) -> Superlative | None:
    groups = match.groupdict()
    name = "word" if groups.get("word") else "other"
    word = groups[name].lower()
    degree = _degree(word) if language == "en" else _LIKE.get(word[:4].rstrip("t"), word)
    if degree is None:
        return None
    start = match.start("rank") if groups.get("rank") else match.start(name)
    before = text[:start]
    ranked = bool(groups.get("rank")) or _PART.search(before[-_HEAD:]) is not None
    owner = _OWNER.search(before[-_HEAD:]) or _GENITIVE.search(before[-_HEAD:])
    bounds = {_root(owner["owner"].lower())} if owner and owner["owner"].lower() != "it" else set()
    bounds |= set(_bounds(text[match.end() :]))
    return Superlative(Span(start, match.end(name)), degree, ranked, frozenset(bounds))


def _degree(word: str) -> str | None:
    """The degree of an English superlative; None where the word is none."""
    if word in _NO_DEGREE:
        return None
    if not word.endswith("est"):
        return " ".join(word.split())
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    base = word[:-3]
    forms = (base, f"{base}e", f"{base[:-1]}y", base[:-1])
    known = lexicon("en")
    plain = next((form for form in forms if len(form) > 1 and known.is_common(form)), None)
    return None if plain is None else _LIKE.get(plain, plain)


def _bounds(behind: str) -> Iterator[str]:
    """The roots of the words that bound a superlative, `behind` being what follows it."""
    clause = re.split(r"[,.;:!?()]", behind, maxsplit=1)[0]
    match = _BOUND.search(clause[: _HEAD + 60])
    if match is None or match.start() > _HEAD:
        return
    if match["alone"]:
        yield match["alone"].lower()
        return
    words = [w.group().lower() for w in _WORD.finditer(match["words"] or match["elided"])]
    yield from [_root(w) for w in words if not is_function_word(w)][:_FEW]


def _root(word: str) -> str:
    return stem(word)[:_ROOT]


def roots_of(text: str) -> frozenset[str]:
    """The roots of all words of `text`."""
    return frozenset(_root(match.group().lower()) for match in _WORD.finditer(text))
