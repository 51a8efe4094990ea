"""Which language a text is in, by its most frequent words or its script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache

from factcards.article.vocabulary import tables, words_of

_SAMPLE = 20_000
# Below this share of stop words a text is in none of the languages listed:
# running text has 25 to 45 %, names and figures alone have few.
_LEAST_SHARE = 0.12
_LEAST_HITS = 2
# How far the best language must be ahead of the next.
_LEAD = 1.1
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7a3]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("bn", re.compile("[\u0980-\u09ff]")),
    ("ta", re.compile("[\u0b80-\u0bff]")),
    ("ka", re.compile("[\u10a0-\u10ff]")),
    ("hy", re.compile("[\u0530-\u058f]")),
)
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_BELARUSIAN = re.compile("ў", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэё]", re.IGNORECASE)
_SERBIAN = re.compile("[ђћљњџ]", re.IGNORECASE)
_MACEDONIAN = re.compile("[ѓќѕ]", re.IGNORECASE)
_HARD_SIGN = re.compile("ъ", re.IGNORECASE)
_ARABIC = re.compile("[\u0600-\u06ff]")
_PERSIAN = re.compile("[پچژگ]")


@cache
def _stop_words() -> Mapping[str, frozenset[str]]:
    return {
        language: frozenset(str(word) for word in table["stop"])
        for language, table in tables().items()
    }


def detect_language(text: str) -> str | None:
    """The ISO 639-1 code of the language of `text`; None where it cannot be told."""
    sample = text[:_SAMPLE]
    letters = sum(character.isalpha() for character in sample)
    if not letters:
        return None
    script = _by_script(sample, letters)
    if script:
        return script
    words = [word for word in words_of(sample) if word[0].isalpha()]
    counts = Counter(words)
    ranked = sorted(
        (
            (sum(counts[word] for word in stop), language)
            for language, stop in _stop_words().items()
        ),
        reverse=True,
    )
    (best, language), (second, _) = ranked[0], ranked[1]
    if best < _LEAST_HITS or best < _LEAST_SHARE * len(words) or best < _LEAD * second:
        return None
    return language


def language_share(text: str, language: str) -> float:
    """The share of the words of `text` that are stop words of `language`, of 1.

    For a language that is told by its script: 1 where the text is written in it.
    """
    stop = _stop_words().get(language)
    if stop is None:
        return 1.0 if detect_language(text) == language else 0.0
    words = [word for word in words_of(text[:_SAMPLE]) if word[0].isalpha()]
    return sum(word in stop for word in words) / len(words) if words else 0.0


def _by_script(sample: str, letters: int) -> str | None:
    for language, script in _SCRIPTS:
        # Japanese mixes kana with Chinese characters, so a fifth is enough.
        if len(script.findall(sample)) > 0.2 * letters:
            return language
    if len(_CYRILLIC.findall(sample)) > 0.5 * letters:
        if _BELARUSIAN.search(sample):
            return "be"
        if _UKRAINIAN.search(sample):
            return "uk"
        if _RUSSIAN.search(sample):
            return "ru"
        if _MACEDONIAN.search(sample):
            return "mk"
        if _SERBIAN.search(sample):
            return "sr"
        # A vowel in Bulgarian, every sixtieth letter; rare in Russian.
        return "bg" if len(_HARD_SIGN.findall(sample)) > 0.005 * letters else "ru"
    if len(_ARABIC.findall(sample)) > 0.5 * letters:
        return "fa" if _PERSIAN.search(sample) else "ar"
    return None
