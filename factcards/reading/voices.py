"""Who a source is: names, roles and pronouns resolved to one voice.

A pronoun or a role is resolved only where one candidate is left: the last
voice that fits, or the only name that fits in the nearest sentence that has
one. Where two are left the voice stays without a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from factcards.card import SourceKind, Span
from factcards.reading.clauses import Unit
from factcards.reading.informants import AGED, is_label
from factcards.reading.lexicon import first_names, lexicon, word_set
from factcards.reading.mentions import Entity
from factcards.reading.noun_phrases import Clause, Phrase
from factcards.reading.speech import Speech, is_newsroom
from factcards.reading.speech_frames import Frame
from factcards.reading.subjects import opening_subject
from factcards.reading.tables import load_table

Gender = Literal["female", "male", "unknown"]

_UNITS_BACK = 5
_AGE_BEHIND = re.compile(r",?\s\(?(?:aged\s)?(\d{1,3})\)?(?=[,.;)\s])")
_AGE_OF = re.compile(r"(\d{1,3})-(?:year-old|[Jj]ährige)")
_BODIES = frozenset({"side", "squad", "crew", "eleven", "camp", "jury", "couple", "household"})
"""Nouns for several people as one, who are no "he" or "she"."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ROLE_END = re.compile(
    r"[,;:(—–]|\b(?:that|who|which|of|for|in|at|from|to|by|with|de|del|von|du|des|der|für)\b"
)


@dataclass(frozen=True, slots=True)
class Voice:
    """A resolved source. `name` is None where the text leaves open who it is."""

    name: str | None
    span: Span
    kind: SourceKind
    entity: int = -1
    gender: Gender = "unknown"
    plural: bool = False


class Voices:
    """Resolves sources one after another, in the order of the text."""

    def __init__(self, text: str, speech: Speech, entities: Sequence[Entity]) -> None:
        self._text = text
        self._speech = speech
        self._entities = entities
        self._lists = lexicon(speech.language)
        self._vague = speech.words("determiners") | speech.words("adverbs")
        self._genders: dict[int, Gender] = {}
        self._by_noun = self._nouns()
        self._by_age = self._ages()
        self._by_surname = self._surnames()
        self._spoken: set[int] = set()
        self._phrases: dict[str, dict[str, Voice]] = {}
        self._past: list[tuple[Unit, list[Voice]]] = []
        self._subjects: dict[int, Voice] = {}

    def enter(self, clause: Clause) -> None:
        """Go on to the clause's unit; sources resolved from now on stand in it."""
        unit = clause.unit
        self._past.append((unit, []))
        phrase = opening_subject(clause)
        noun = phrase is not None and (
            self._lists.is_person_noun(phrase.head)
            or self._speech.kinds.get(phrase.head) == "document"
        )
        if phrase is not None and not phrase.pronoun and (phrase.name >= 0 or noun):
            self._subjects[unit.number] = self._resolve(phrase)

    def subject(self, unit: Unit) -> Voice | None:
        """The person or body that `unit` opens with, if it does."""
        return self._subjects.get(unit.number)

    def of(self, phrase: Phrase) -> Voice:
        """The voice that `phrase` of the current unit names."""
        voice = self._resolve(phrase)
        if self._past:
            self._past[-1][1].append(voice)
        if voice.entity >= 0:
            self._spoken.add(voice.entity)
        elif voice.name and phrase.head and not phrase.pronoun:
            self._phrases.setdefault(phrase.head, {}).setdefault(_key(voice.name), voice)
        return voice

    def _resolve(self, phrase: Phrase) -> Voice:
        if phrase.pronoun == "several":
            return Voice(None, phrase.span, "anonymous", plural=True)
        if phrase.pronoun:
            return self._pronoun(phrase)
        words = phrase.span.of(self._text)
        if phrase.name >= 0:
            noun = words.lower()
            if noun not in self._speech.kinds:
                meant = self._full(phrase.name, phrase.span)
                if meant is None:
                    return Voice(None, phrase.span, "person")
                return self._entity_voice(meant, phrase.span)
            # "Sources said": a noun with a capital, whatever else it was taken for.
            phrase = replace(phrase, name=-1, head=noun)
        known = self._by_role(phrase, words)
        if known is not None:
            return self._entity_voice(known, phrase.span)
        earlier = self._by_phrase(phrase, words)
        if earlier is not None:
            return replace(earlier, span=phrase.span)
        kind = self._kind_of(phrase.head, words)
        return Voice(
            words,
            phrase.span,
            kind,
            gender=_noun_gender(phrase.head),
            plural=phrase.head.endswith("s")
            or phrase.head in _MANY
            or self._german_many(phrase, kind),
        )

    def _german_many(self, phrase: Phrase, kind: SourceKind) -> bool:
        """Whether a German noun for people has the ending of several: "Experten"."""
        return self._speech.language == "de" and kind == "anonymous" and phrase.head.endswith("en")

    def _entity_voice(self, index: int, span: Span) -> Voice:
        entity = self._entities[index]
        kind: SourceKind = "organisation"
        if is_newsroom(entity.name):
            kind = "media"
        elif entity.kind == "person":
            kind = "person"
        elif entity.kind == "other" and not entity.sure:
            kind = "organisation" if entity.name.isupper() else "person"
        return Voice(entity.name, span, kind, index, self._gender(index), entity.kind == "group")

    def _by_phrase(self, phrase: Phrase, words: str) -> Voice | None:
        """The one voice before that "the coroner" or "police" goes back to, in the same words.

        "The union" is "the Dockers' Union" of earlier, "the coroner" is "a coroner":
        where exactly one voice has that noun and all of the phrase's words.
        """
        before = self._phrases.get(phrase.head, {})
        same = before.get(_key(words))
        if same is not None:
            return same
        definite = words.split(None, 1)[0].lower() in self._speech.words("definite")
        if not definite or phrase.head_end < phrase.end or len(before) != 1:
            return None
        (voice,) = before.values()
        asked = {w.lower() for w in _WORD.findall(words)} - self._speech.words("determiners")
        asked -= _UNNAMED
        return voice if voice.name and asked <= set(_WORD.findall(voice.name.lower())) else None

    def _full(self, index: int, span: Span) -> int | None:
        """The entity that a name stands for where it stands; None where two are left.

        A bare surname that several persons of the text bear is the only one of
        them who has spoken. One that the text wrote before any of its full
        names is somebody else.
        """
        written = span.of(self._text).lower()
        bearers = [
            other
            for other in self._by_surname.get(written, ())
            if self._entities[other].mentions[0].span.start < span.start
        ]
        if not bearers:
            return index
        if index not in bearers:
            first = self._entities[index].mentions[0].span.start
            bearers = [o for o in bearers if self._entities[o].mentions[0].span.start < first]
        spoken = [other for other in bearers if other in self._spoken]
        if len(spoken) == 1:
            return spoken[0]
        if len(spoken) > 1:
            return None
        return bearers[0] if len(bearers) == 1 else index

    def _surnames(self) -> dict[str, list[int]]:
        """Persons by the last word of their names of several words."""
        table: dict[str, list[int]] = {}
        for index, entity in enumerate(self._entities):
            words = entity.name.lower().split()
            if entity.kind == "person" and len(words) > 1:
                table.setdefault(words[-1], []).append(index)
        return table

    def _kind_of(self, head: str, words: str) -> SourceKind:
        if head in _BODIES:
            return "organisation"
        if head in self._speech.kinds:
            return self._speech.kinds[head]
        if is_newsroom(words) and words.lower().endswith(head):
            return "media"
        if head.endswith("s") and head[:-1] in self._speech.kinds:
            return self._speech.kinds[head[:-1]]
        if self._lists.is_person_noun(head) or self._lists.is_person_noun(head.removesuffix("s")):
            return "anonymous"
        if head in self._lists.organisation_nouns:
            return "organisation"
        # A capitalised head that no entity covers is a name all the same.
        if not head:
            # Names that "and" joins.
            return "person"
        last = words.split()[-1]
        named = last[:1].isupper() and not last.endswith("s") and last.lower() not in self._vague
        return "person" if named and self._speech.language != "de" else "anonymous"

    # Pronouns

    def _pronoun(self, phrase: Phrase) -> Voice:
        pronoun = phrase.pronoun or "it"
        found = self._antecedent(pronoun, phrase.span.start)
        if found is not None:
            return Voice(
                found.name, phrase.span, found.kind, found.entity, found.gender, found.plural
            )
        fallback: SourceKind = {"he": "person", "she": "person", "it": "organisation"}.get(
            pronoun, "anonymous"
        )  # type: ignore[assignment]
        return Voice(None, phrase.span, fallback)

    def _antecedent(self, pronoun: str, offset: int) -> Voice | None:
        for unit, voices in reversed(self._past[-_UNITS_BACK - 1 :]):
            spoken = [v for v in voices if v.name and v.span.start < offset and _suits(v, pronoun)]
            named = self._named_in(unit, offset, pronoun)
            if spoken:
                return spoken[-1]
            subject = self._subjects.get(unit.number)
            if subject is not None and subject.span.start < offset and _suits(subject, pronoun):
                return subject
            if named:
                return named[-1] if len({v.entity for v in named}) == 1 else None
        return None

    def _named_in(self, unit: Unit, offset: int, pronoun: str) -> list[Voice]:
        found: list[Voice] = []
        for tok in unit.toks:
            if tok.kind != "name" or tok.start >= offset:
                continue
            if self._entities[tok.ref].kind == "place" or is_label(self._speech, tok.low):
                continue
            if self._entities[tok.ref].kind == "other" and tok.ref not in self._spoken:
                # A bean, a boat, a German noun: nothing shows that somebody bears the name.
                continue
            voice = self._entity_voice(tok.ref, Span(tok.start, tok.end))
            if _suits(voice, pronoun):
                found.append(voice)
        return found

    def last_voice(self) -> Voice | None:
        """The voice that was resolved last, if it has a name."""
        for _, voices in reversed(self._past[-_UNITS_BACK - 1 :]):
            for voice in reversed(voices):
                return voice if voice.name else None
        return None

    # Roles

    def _by_role(self, phrase: Phrase, words: str) -> int | None:
        """The entity that the phrase describes: "the mayor", "the 54-year-old", "the ministry"."""
        aged = _AGE_OF.search(words[:40])
        definite = self._speech.words("definite")
        first = words.split(None, 1)[0].lower()
        if aged and first in definite and phrase.head.endswith(AGED):
            known = self._by_age.get(int(aged[1]))
            return known if known is not None else self._ageless(phrase.span.start)
        owned = "'s " in words or "’s " in words
        if not (first in definite or owned) or phrase.head in ("", *_LOOSE):
            return None
        if phrase.head_end < phrase.end and not owned:
            return None
        inner = re.split(r"['’]s ", words)[-1] if owned else words
        modifiers = {w.lower() for w in _WORD.findall(inner)} - definite - {phrase.head}
        fitting = {
            index
            for index, described in self._by_noun.get(phrase.head, ())
            if not modifiers or not described or modifiers & described
        }
        if first in _OWNERS:
            # "his company" is whose he is, and no company of that name.
            fitting = {i for i in fitting if self._entities[i].kind == "person"}
        if len(fitting) == 1:
            return fitting.pop()
        recent = self.last_voice()
        if recent is not None and recent.entity in fitting:
            return recent.entity
        return None

    def _ageless(self, before: int) -> int | None:
        """Whom an age may tell for the first time: the one person of no age so far, or the last.

        "Clarke hit nine fours. “I rode my luck,” the 23-year-old said."
        """
        ages = set(self._by_age.values())
        named = [
            index
            for index, entity in enumerate(self._entities)
            if entity.kind == "person"
            and index not in ages
            and entity.mentions[0].span.start < before
        ]
        if len(named) == 1:
            return named[0]
        for unit, _ in reversed(self._past[-3:]):
            subject = self._subjects.get(unit.number)
            if subject is not None and subject.span.start < before:
                return subject.entity if subject.entity in named else None
        return None

    def _nouns(self) -> Mapping[str, list[tuple[int, frozenset[str]]]]:
        """Entities by the head nouns of their roles and names, with the words around these."""
        table: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for index, entity in enumerate(self._entities):
            if entity.kind == "place":
                continue
            phrases = [_ROLE_END.split(role.of(self._text), maxsplit=1)[0] for role in entity.roles]
            if entity.kind != "person":
                phrases.append(entity.name)
            for phrase in phrases:
                words = [w.lower() for w in _WORD.findall(phrase)]
                if not words:
                    continue
                heads = {words[-1]} if phrase != entity.name else set(words)
                for head in heads:
                    table.setdefault(head, []).append((index, frozenset(words) - {head}))
        return table

    def _ages(self) -> dict[int, int]:
        """Entities by the age that stands behind their name, where only one has it."""
        ages: dict[int, int] = {}
        for index, entity in enumerate(self._entities):
            if entity.kind != "person":
                continue
            for mention in entity.mentions:
                found = _AGE_BEHIND.match(self._text, mention.span.end, mention.span.end + 14)
                if found:
                    age = int(found.group(1))
                    ages[age] = index if ages.get(age, index) == index else -1
        return {age: index for age, index in ages.items() if index >= 0}

    # Gender

    def _gender(self, index: int) -> Gender:
        if index not in self._genders:
            self._genders[index] = self._find_gender(self._entities[index])
        return self._genders[index]

    def _find_gender(self, entity: Entity) -> Gender:
        if entity.kind not in ("person", "other"):
            return "unknown"
        for mention in entity.mentions[:6]:
            before = self._text[max(0, mention.span.start - 8) : mention.span.start].split()
            words = [*(before[-1:]), mention.span.of(self._text).split()[0]]
            for word in words:
                low = word.lower().rstrip(".")
                if low in self._lists.honorifics_female:
                    return "female"
                if low in self._lists.honorifics_male:
                    return "male"
        for role in entity.roles[:4]:
            head = _ROLE_END.split(role.of(self._text), maxsplit=1)[0].split()
            gender = _noun_gender(head[-1].lower()) if head else "unknown"
            if gender != "unknown":
                return gender
        for form in (entity.name, *entity.aliases[:3]):
            gender_named = first_names().get(form.split()[0].lower(), "either")
            if len(form.split()) > 1 and gender_named != "either":
                return "female" if gender_named == "female" else "male"
        return "unknown"


def _key(words: str) -> str:
    """What two spellings of the same noun phrase share: neither case nor "the"."""
    return words.lower().removeprefix("the ")


_MANY = ("police", "people")
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my"})
_UNNAMED = frozenset({"unnamed", "anonymous", "same"})
_LOOSE = word_set("man woman person people official spokesman spokeswoman source statement report")


def _suits(voice: Voice, pronoun: str) -> bool:
    if pronoun == "dropped":
        return True
    if pronoun == "he":
        return (
            voice.kind in ("person", "anonymous") and voice.gender != "female" and not voice.plural
        )
    if pronoun == "she":
        return voice.kind in ("person", "anonymous") and voice.gender != "male" and not voice.plural
    if pronoun == "it":
        return voice.kind in ("organisation", "document", "media") and not voice.plural
    return voice.plural or voice.kind == "organisation"


@cache
def _gender_nouns() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("grammar")["genders"]
    return frozenset(table["female"]), frozenset(table["male"])


def _noun_gender(noun: str) -> Gender:
    female, male = _gender_nouns()
    if noun in female or noun.endswith("woman"):
        return "female"
    manly = noun in male or (noun.endswith("man") and noun not in ("human", "german"))
    return "male" if manly else "unknown"


@dataclass(frozen=True, slots=True)
class Heard:
    """A frame with its source resolved; `voice` is None where nobody is named."""

    frame: Frame
    voice: Voice | None
