"""Whether words show by their own form that they are somebody's, a plan, or a forecast."""

from __future__ import annotations

import re

from factcards.checking.free_text import words_of
from factcards.checking.stems import stem

_FIRST_WORDS = {
    # “That house burned down” points at a house.
    "en": re.compile(
        r"That (?:the|an?|it|he|she|they|we|there|this|these|no|his|her|its|their|[A-Z]\w+|\d\S*) "
    ),
    "de": re.compile(r"Da(?:ss|ß) "),
    "es": re.compile(r"Que "),
    "fr": re.compile(r"Qu(?:e |['’])"),
}
_REPORTED_MOOD = re.compile(
    r"\b(?:sei|seien|seiest|habe|werde|könne|müsse|solle|wolle|dürfe|möge|gebe|stehe|bestehe|liege|"
    r"gehe|komme|bleibe|wisse|halte|lasse|trage|führe)\b"
)
"""Konjunktiv I, third person, of common verbs: German tells with it that somebody else speaks."""
_OWN = re.compile(r"\b(?:ich|wir)\b", re.IGNORECASE)
_PLANS = {
    "en": re.compile(
        r"\b(?:(?:is|are|was|were) (?:set |due |scheduled )?to (?!(?:be )?(?:blame|date)\b)[a-z]+|"
        r"plan(?:s|ned)? to|its plan|their plan|intends? to|promis(?:e[sd]?|ing) to|pledge[sd]? to|"
        r"vow(?:s|ed)? to|expects?|(?:is|are) (?:now )?expected to|aims? to|hopes? to|wants?)\b"
    ),
    "es": re.compile(
        r"\b(?:planea|planean|prevén?|pretenden?|piensan?|promet(?:e|en|ió|ieron)|quieren?|"
        r"esperan?|se espera|tienen? previsto|anunci(?:a|an|ó|aron))\b"
    ),
    "de": re.compile(
        r"\b(?:soll|sollen|will|wollen|plant|planen|beabsichtigt|beabsichtigen|erwartet|erwarten|"
        r"kündigte|kündigten|kündigt|verspricht|versprach|versprachen)\b"
    ),
    "fr": re.compile(
        r"\b(?:prévoi(?:t|ent)|compten?t?|envisagen?t?|entend(?:ent)?|promet(?:tent)?|promis|"
        r"veut|veulent|s['’]attend(?:ent)?|annonc(?:e|ent|é))\b"
    ),
}
"""What says that something is planned, promised or expected, and has not come."""

_RELATIVE = re.compile(r"(?:\b(?:who|which|that|whom|quien|qui|die|der|das) |[“\"„«][^”\"“»]*)\Z")
"""What makes a plan part of a description, or of words that are quoted."""
_SAYING = frozenset(
    stem(word)
    for word in (
        *("say", "says", "said", "tell", "tells", "told", "claim", "report", "according", "deny"),
        *("warn", "announce", "allege", "accuse", "insist", "argue", "estimate", "acknowledge"),
        *("dice", "dicen", "dijo", "según", "afirma", "afirmó", "asegura", "informó", "niega"),
        *("sagt", "sagte", "laut", "zufolge", "teilte", "erklärte", "bestreitet", "bestritt"),
        *("selon", "dit", "déclare", "déclaré", "affirme", "affirmé", "assure", "dément"),
    )
)
"""Words by which something is credited. To name the source is no credit by itself: “The board
voted for it” does not say that members of the board say so."""


def is_content_alone(text: str, language: str) -> bool:
    """Whether `text` is what somebody says and no statement: "That the board knew", Konjunktiv I.

    German's reported mood, without anybody who is credited, gives words as
    somebody else's; so does a clause that begins with "that" and stands alone.
    """
    first = _FIRST_WORDS.get(language)
    if first is not None and first.match(text):
        return True
    return is_reported_mood(text, language)


def is_reported_mood(text: str, language: str) -> bool:
    """Whether `text` has a verb in the mood that German has for what others say."""
    return language == "de" and bool(_REPORTED_MOOD.search(text)) and not _OWN.search(text)


def is_outlook(text: str, language: str) -> bool:
    """Whether `text` says itself that something is planned, promised or expected."""
    pattern = _PLANS.get(language)
    found = pattern.finditer(text) if pattern is not None else ()
    return any(_RELATIVE.search(text[: match.start()]) is None for match in found)


def names_saying(text: str) -> bool:
    """Whether `text` has a word of saying, so that it credits what it tells to somebody."""
    return not _SAYING.isdisjoint(map(stem, words_of(text)))
