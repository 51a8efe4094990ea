"""Speech frames: a verb or phrase of saying, who says it, and what is said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from factcards.card import Span
from factcards.reading.clauses import DASHES
from factcards.reading.frame_content import TAKING_UP, content_of, fits
from factcards.reading.informants import can_inform, headed_by_name, is_somebody
from factcards.reading.noun_phrases import FARTHEST, Clause, Phrase, phrase_ending, phrase_of
from factcards.reading.phrase_frames import headline_frame, phrase_frame
from factcards.reading.speech import SpeechVerb
from factcards.reading.speech_frames import Frame
from factcards.reading.subjects import before_verb, left_subject, opening_subject, right_subject
from factcards.reading.tables import load_table
from factcards.reading.unnamed_frames import (
    QUOTED_AS,
    hedged_frame,
    is_passive,
    is_person,
    passive_frame,
)

_GOING_ON = frozenset({"on", "continued", "proceeded", "rushed", "hastened", "quick", "first"})
# Third-person forms that are also plural nouns, base forms that are also nouns.
_STANDING_ALONE = frozenset({"all", "some", "many", "most", "both", "few", "one", "another"})
_PASSIVE_REACH = 8
_TAKING_UP_REACH = 3
"""Words before the verb of "comme l'a annoncé", "como ha dicho"."""
_WEIGHING = frozenset({"consider"})
"""Verbs whose progressive tells no opinion: "the group was considering a sale"."""
_MOST_FRAMES = 24
"""Of one unit: no sentence has more, and a row of nothing but verbs stays linear."""


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_table("speech")["lists"][name])


def frames_of(clause: Clause) -> list[Frame]:
    """The frames of the clause's unit in order. Linear in the number of its tokens."""
    speech = clause.speech
    frames: list[Frame] = []
    for index, tok in enumerate(clause.toks):
        if tok.kind != "word" or len(frames) == _MOST_FRAMES:
            continue
        frame = phrase_frame(clause, index)
        if frame is None and tok.low in speech.hedged:
            frame = hedged_frame(clause, index)
        if frame is None:
            for verb in speech.verbs.get(tok.low, ()):
                frame = _verb_frame(clause, index, verb, frames)
                if frame is not None:
                    break
        if frame is not None:
            if frame.shared and frames:
                frames[-1] = _clipped(clause, frames[-1], index)
            frames.append(frame)
    if not frames and (frame := headline_frame(clause)) is not None:
        frames.append(frame)
    return _without_echoes(frames)


def _without_echoes(frames: list[Frame]) -> list[Frame]:
    """The frames, each ended where the clause of a later speaker of the whole begins.

    "Norrland intends to close the plant, the union claims": the union is no
    part of what Norrland intends.
    """
    ends = [f.content.left.end for f in frames if f.content.left and not f.content.right]
    kept: list[Frame] = []
    for frame in frames:
        right = frame.content.right
        inner = [end for end in ends if right and right.start < end < right.end]
        if right and inner:
            content = replace(frame.content, right=Span(right.start, min(inner)))
            frame = replace(frame, content=content)
        kept.append(frame)
    return kept


def _clipped(clause: Clause, frame: Frame, at: int) -> Frame:
    """The frame with what it credits ended before the verb at `at`, which goes on from it."""
    right = frame.content.right
    end = at - 1
    while (end > frame.at and clause.kind(end) == "punct") or clause.is_word(end, "conjunctions"):
        end -= 1
    if right is None or end <= frame.at or clause.toks[end].end <= right.start:
        return frame
    if clause.toks[end].end >= right.end:
        return frame
    content = replace(frame.content, right=Span(right.start, clause.toks[end].end))
    return replace(frame, content=content)


def _verb_frame(clause: Clause, index: int, verb: SpeechVerb, earlier: list[Frame]) -> Frame | None:
    end = _after_particle(clause, index, verb)
    if end is None or ("ing" in verb.forms and verb.lemma in _WEIGHING):
        return None
    before = before_verb(clause, index)
    passed = [clause.low(i) for i in range(before + 1, index)]
    stance = verb.stance
    if (
        any(clause.is_word(i, "negations") for i in range(max(0, before), index))
        and stance != "opinion"
    ):
        return None
    if clause.is_word(before, "modals"):
        return None
    if is_passive(clause, index, verb, before, passed):
        return passive_frame(clause, index, verb)
    if (
        clause.is_word(before, "relatives")
        and clause.low(before - 1) != ","
        and verb.needs != "any"
    ):
        # "those who have denounced …" tells people apart; it reports nothing.
        return None
    subject, shared = _subject(clause, index, verb, before, earlier)
    if subject is None or subject.pronoun == "narrator":
        return None
    if clause.speech.language == "en" and not _is_verb(
        clause, index, verb, before, subject, passed
    ):
        return None
    subject = headed_by_name(clause, subject)
    inverted = subject.first > index
    content = content_of(clause, index, subject.end if inverted else end, subject, verb, shared)
    if not fits(clause, content, verb, subject, index):
        return None
    told = verb.lemma in _list("told") or content.quoted_left or content.opener == '"'
    told = told and "ing" not in verb.forms
    if not can_inform(clause, subject, spoken=told or clause.speech.language != "en"):
        return None
    if stance == "claimed" and content.planner:
        stance = "planned"
    toks = clause.toks
    cue = Span(toks[index].start, toks[end - 1].end if end - index <= 2 else toks[index].end)
    return Frame(
        clause.unit.number, index, cue, stance, subject, content, "verb", verb.lemma, shared
    )


def _after_particle(clause: Clause, index: int, verb: SpeechVerb) -> int | None:
    """The token after the verb and its particle, None where the particle is missing."""
    if not verb.particle:
        return index + 1
    if clause.speech.language != "de":
        if verb.lemma == "put" and verb.particle in ("at", "on"):
            return index + 1 if _puts_a_number(clause, index, verb.particle) else None
        return index + 2 if clause.low(index + 1) == verb.particle else None
    for at in range(index + 1, min(index + 25, len(clause.toks))):
        if clause.low(at) == verb.particle and clause.kind(at + 1) in ("punct", "quote", ""):
            return index + 1
        if clause.low(at) in {";", ":"}:
            break
    return None


def _subject(
    clause: Clause, index: int, verb: SpeechVerb, before: int, earlier: list[Frame]
) -> tuple[Phrase | None, bool]:
    """The verb's subject, and whether another verb lent it."""
    if "ing" in verb.forms and clause.speech.language == "en":
        return _participle_subject(clause, index, before, earlier)
    quoted = _quote_before(clause, before)
    if clause.speech.language != "en" and (taken_up := _taken_up(clause, index)) is not None:
        return taken_up, False
    # "…, blamed bad knots": whoever is blamed stands behind the verb, never who blames.
    inverts = verb.lemma != "tell" and verb.needs != "object"
    if quoted and inverts:
        right = _fit_right(clause, index)
        if right is not None:
            return right, False
    left = left_subject(clause, index)
    if (
        left is not None
        and clause.speech.language == "de"
        and clause.is_word(left.first, "oblique")
    ):
        # "Den Bericht wies Holt zurück": what stands in the accusative says nothing.
        return _fit_right(clause, index), False
    if left is not None and clause.is_word(before, "conjunctions") and earlier:
        last = earlier[-1]
        if last.subject is not None and last.kind == "verb":
            return last.subject, True
    foreign = clause.speech.language != "en"
    if inverts and clause.low(before) == "," and (foreign or left is None or left.name < 0):
        right = _fit_right(clause, index)
        if left is not None and left.name >= 0 and right is not None:
            # Behind a named left one only somebody known: "hielt dagegen" names nobody.
            known = right.name >= 0 or is_somebody(clause.speech, right.head)
            right = right if known and clause.low(index + 1) != verb.particle else None
        nobody = left is not None and not is_somebody(clause.speech, left.head)
        if right is not None and (
            _closes(clause, right.end, verb.particle)
            or (nobody and (right.name >= 0 or _is_described(clause, right.end)))
        ):
            # "Sales fell, said Kite Ltd, blamed for …": no sale says it.
            return right, False
    governed = left is not None and clause.is_word(left.first - 1, "prepositions")
    if left is not None and not (governed and clause.speech.language != "en"):
        return left, False
    if inverts and (clause.speech.language != "en" or clause.low(before) in {",", *DASHES}):
        right = _fit_right(clause, index)
        if right is not None:
            return right, False
    if (
        left is None
        and clause.speech.language == "es"
        and (quoted or before < 0 or clause.low(before) in (",", "y"))
    ):
        tok = clause.toks[index]
        return Phrase(index, index + 1, pronoun="dropped", span=Span(tok.start, tok.end)), False
    return left, False


def _puts_a_number(clause: Clause, index: int, particle: str) -> bool:
    """Whether "put" goes on to a number: "put the cost at €40 million"."""
    for at in range(index + 1, min(index + _PASSIVE_REACH, len(clause.toks) - 1)):
        if clause.kind(at) in ("punct", "quote"):
            return False
        if clause.low(at) == particle:
            behind = (clause.low(at + 1), clause.low(at + 2))
            return any(word[:1].isdigit() or word[:1] in "€$£¥" for word in behind if word)
    return False


def _taken_up(clause: Clause, index: int) -> Phrase | None:
    """Who says what stands before: "…, wie die Polizei am Abend in Bonn mitteilte", "como dijo X".

    In German the verb comes last, in Spanish and French first.
    """
    german = clause.speech.language == "de"
    for at in range(index - 1, max(-1, index - FARTHEST), -1):
        if clause.kind(at) in ("punct", "quote"):
            return None
        if clause.low(at) in TAKING_UP and (at == 0 or clause.low(at - 1) == ","):
            right = _fit_right(clause, at if german else index)
            if right is not None and right.first < index < right.end:
                return phrase_of(clause, right.first, index)
            return right
        if not german and index - at > _TAKING_UP_REACH:
            return None
    return None


def _closes(clause: Clause, at: int, particle: str = "") -> bool:
    """Whether an inverted clause can end before `at`: "…, said the group, have fled."."""
    if particle and clause.low(at) == particle:
        return True
    if clause.kind(at) != "punct":
        return clause.kind(at) == ""
    after = at + 1
    return (
        clause.low(at) != ","
        or clause.is_word(after, "auxiliaries")
        or clause.is_word(after, "modals")
    )


def _is_described(clause: Clause, at: int) -> bool:
    """Whether a description goes on from `at`: "…, said the farmer, a man of 60"."""
    apposition = clause.low(at) == "," and clause.is_word(at + 1, "indefinite")
    return apposition or clause.is_word(at, "relatives")


def _quote_before(clause: Clause, before: int) -> bool:
    if clause.kind(before) == "quote":
        return True
    return clause.kind(before) == "punct" and clause.kind(before - 1) == "quote"


def _fit_right(clause: Clause, index: int) -> Phrase | None:
    """The phrase after an inverted verb, where it can speak."""
    right = right_subject(clause, index)
    if right is None:
        return None
    if right.name >= 0 or right.pronoun or right.head in clause.speech.kinds:
        return right
    if clause.is_word(right.first, "determiners"):
        aged = right.head.endswith(("year-old", "jährige", "jähriger"))
        return right if aged or is_person(clause, right.head) else None
    # An unknown name: "said Holt" where no entity was read.
    return (
        right if right.end - right.first <= 3 and clause.kind(right.end) in ("punct", "") else None
    )


def _participle_subject(
    clause: Clause, index: int, before: int, earlier: list[Frame]
) -> tuple[Phrase | None, bool]:
    low = clause.low(before)
    if low == "as" and clause.low(before - 1) in QUOTED_AS:
        return left_subject(clause, before - 1), False
    if low == "as":
        # "The Herald quoted a diplomat as saying": the diplomat speaks.
        cited = range(max(0, before - _PASSIVE_REACH), before)
        quoted = any(clause.low(i) in QUOTED_AS for i in cited)
        return (phrase_ending(clause, before - 1) if quoted else None), False
    if any(clause.is_word(i, "be") for i in range(before + 1, index)):
        return left_subject(clause, index), False
    heard = _heard_before(clause, before)
    if heard is not None:
        return left_subject(clause, heard), False
    if clause.kind(before) not in ("punct", "quote") and low not in (
        "by",
        "while",
        "before",
        "after",
        "and",
    ):
        # "officials saying", "a statement saying that": the noun itself speaks.
        phrase = phrase_ending(clause, before)
        if phrase is not None and (phrase.head in clause.speech.kinds or phrase.name >= 0):
            issuer = _issuer(clause, phrase)
            return issuer or phrase, False
        if phrase is not None and clause.low(phrase.first - 1) == "with":
            return phrase, False
        if not earlier:
            return None, False
    for frame in reversed(earlier):
        if frame.subject is not None:
            return frame.subject, True
    return opening_subject(clause), True


def _issuer(clause: Clause, phrase: Phrase) -> Phrase | None:
    """Who "issued a statement saying": somebody speaks by the document."""
    verb = phrase.first - 1
    document = clause.speech.kinds.get(phrase.head) == "document"
    if not document or clause.kind(verb) != "word" or clause.low(verb) not in _list("issuing"):
        return None
    if any(clause.is_word(i, "be") for i in range(max(0, verb - 2), verb)):
        return None
    subject = left_subject(clause, verb)
    named = subject is not None and (subject.name >= 0 or subject.pronoun)
    return subject if named or (subject and subject.head in clause.speech.kinds) else None


def _heard_before(clause: Clause, before: int) -> int | None:
    """The participle of "was heard on the radio saying", where one stands before "saying"."""
    for index in range(before, max(0, before - _PASSIVE_REACH), -1):
        if clause.kind(index) in ("punct", "quote"):
            return None
        if clause.low(index) in QUOTED_AS and clause.is_word(index - 1, "be"):
            return index
    return None


def _is_verb(
    clause: Clause, index: int, verb: SpeechVerb, before: int, subject: Phrase, passed: list[str]
) -> bool:
    """Whether the English form at `index` is a verb here and no noun or adjective."""
    direct = index - 1
    lead = subject.first - 1
    if clause.low(lead) in ("what", "how", "why", "if", "unless", "whether"):
        return False
    if clause.is_word(lead, "prepositions") and clause.kind(lead - 1) in ("word", "name", "quote"):
        # "the wave in schools in the city indicates": the noun before the preposition does.
        return False
    noun = verb.lemma in _list("nouns")
    if noun and "past" not in verb.forms and clause.is_word(direct, "determiners"):
        return False
    if noun and "base" in verb.forms and clause.low(subject.first - 1) in clause.speech.verbs:
        # "told donors on a call": the object of another verb.
        return False
    inside = clause.is_word(direct, "determiners") and subject.first <= direct
    if inside and not clause.pronoun(direct) and clause.low(direct) not in _STANDING_ALONE:
        return False
    if clause.low(direct) == "'s" and not passed:
        return False
    if clause.is_word(direct, "prepositions") and "ing" not in verb.forms and not passed:
        return clause.low(direct) == "to" and clause.low(direct - 1) in _GOING_ON
    if subject.first > index:
        return True
    shared = clause.is_word(before, "conjunctions") or clause.is_word(before, "relatives")
    if "past" in verb.forms or "participle" in verb.forms or "ing" in verb.forms:
        return True
    if shared or {"will", "did", "does", "do"} & set(passed):
        return True
    if "base" in verb.forms:
        plural = subject.head.endswith("s") or subject.head in _list("plurals") or subject.name >= 0
        return subject.pronoun in ("they", "narrator", "several") or (
            not subject.pronoun
            and (plural if verb.lemma in _list("nouns") else plural or bool(subject.head))
        )
    if verb.lemma in _list("nouns"):
        singular = subject.name >= 0 or subject.pronoun in ("he", "she", "it")
        return singular or (
            subject.head in clause.speech.kinds
            and (subject.end - subject.first > 1 or subject.head in _list("plurals"))
        )
    return True
