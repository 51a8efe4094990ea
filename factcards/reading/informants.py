"""Who or what can inform: people, bodies, documents and media, and nothing else."""

from __future__ import annotations

from functools import cache

from factcards.reading.lexicon import demonyms, lexicon
from factcards.reading.noun_phrases import Clause, Phrase, phrase_of
from factcards.reading.speech import Speech
from factcards.reading.tables import load_table

_CLOSED = (
    "determiners",
    "relatives",
    "subordinators",
    "conjunctions",
    "prepositions",
    "auxiliaries",
    "modals",
    "negations",
    "adverbs",
    "temporal",
    "complementisers",
)
_SOMEBODY = ("man", "men", "woman", "women", "ist", "ists", "ician", "icians")
"""Endings that make an English noun somebody, whatever its stem."""
AGED = ("year-old", "year-olds", "jährige", "jähriger")
"""Endings of an age that stands for somebody."""
_LONGEST_UNKNOWN = 2
"""Words of a source whose noun no list knows, its article counted."""
_ABSTRACT = ("tion", "tions", "ment", "ments", "ness", "ity", "ities", "ism", "ance", "ence")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load_table("speech")["lists"][name])


def can_inform(clause: Clause, phrase: Phrase, *, spoken: bool) -> bool:
    """Whether `phrase` names somebody or something that can be a source.

    `spoken`: its verb is one by which only people say things ("said", "told"),
    so that a noun that nobody listed ("the lamplighter") is taken for a person.
    """
    if phrase.pronoun:
        return True
    if _is_clause(clause, phrase):
        return False
    if phrase.name >= 0 or not phrase.head:
        return not is_label(clause.speech, clause.low(phrase.head_end - 1))
    return _noun_informs(clause, phrase, spoken=spoken)


def headed_by_name(clause: Clause, phrase: Phrase) -> Phrase:
    """`phrase`, or the name at its end where the noun before it can say nothing.

    "After a display at Interlagos team chief Jane Holt said": no display says it.
    """
    last = phrase.end - 1
    if phrase.name >= 0 or phrase.pronoun or clause.kind(last) != "name" or last == phrase.first:
        return phrase
    if not phrase.head or phrase.head_end == phrase.end or is_somebody(clause.speech, phrase.head):
        return phrase
    return phrase_of(clause, last, phrase.end)


def is_label(speech: Speech, name: str) -> bool:
    """Whether a word that stands where a name should is none ("Photo", "Having")."""
    return name in _words("labels") or any(name in speech.words(group) for group in _CLOSED)


def is_somebody(speech: Speech, noun: str) -> bool:
    """Whether `noun` (lower case) is a known word for people, a body, a document or media."""
    one = noun.removesuffix("s")
    if noun in speech.kinds or one in speech.kinds:
        return True
    lists = lexicon(speech.language)
    for word in (noun, one):
        if lists.is_person_noun(word) or word in lists.organisation_nouns or word in lists.titles:
            return True
    return noun in demonyms() or one in demonyms()


def _noun_informs(clause: Clause, phrase: Phrase, *, spoken: bool) -> bool:
    speech, head = clause.speech, phrase.head
    if head.endswith(AGED) or is_somebody(speech, head):
        return True
    if not head[:1].isalpha():
        return False
    alone = phrase.head_end - phrase.first == 1
    if any(head in speech.words(group) for group in _CLOSED):
        return alone and spoken and head in _words("plurals")
    if head in speech.verbs or head in _words("labels"):
        return False
    if speech.language != "en":
        # A noun that nobody listed may be a person, but a longer run of words is a clause.
        return phrase.head_end - phrase.first <= _LONGEST_UNKNOWN
    if head.endswith(_SOMEBODY):
        return True
    return spoken and not head.endswith(_ABSTRACT) and not head.endswith(("ed", "ing"))


def _is_clause(clause: Clause, phrase: Phrase) -> bool:
    """Whether the words are no noun phrase: "questioned by investigators", "having promised"."""
    if clause.speech.language == "de" and clause.is_word(phrase.first, "relative_articles"):
        # "der seit Jahren warnt": a relative clause, and no noun behind its article.
        after = phrase.first + 1
        return clause.is_word(after, "prepositions") or clause.is_word(after, "relative_articles")
    if clause.speech.language != "en":
        return False
    first = clause.low(phrase.first)
    second = clause.low(phrase.first + 1)
    if first == "having" or clause.is_word(phrase.first, "complementisers"):
        return True
    participle = first.endswith(("ed", "ing")) and clause.kind(phrase.first) == "word"
    return participle and phrase.end - phrase.first > 1 and second in ("by", "to", "the", "a")
