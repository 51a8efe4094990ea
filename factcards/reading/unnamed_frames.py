"""What is told without the teller: "is believed to", "was accused of", "allegedly"."""

from __future__ import annotations

from functools import cache

from factcards.card import Span, Stance
from factcards.reading.lexicon import lexicon
from factcards.reading.noun_phrases import Clause, Phrase, phrase_after
from factcards.reading.speech import SpeechVerb
from factcards.reading.speech_frames import Content, Frame
from factcards.reading.subjects import left_subject
from factcards.reading.tables import load_table

QUOTED_AS = frozenset({"quoted", "cited", "reported", "paraphrased", "recorded", "heard"})
_PASSIVE_REACH = 8


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_table("speech")["lists"][name])


def is_passive(
    clause: Clause, index: int, verb: SpeechVerb, before: int, passed: list[str]
) -> bool:
    """ "is believed", and "a man accused of": the subject is spoken of and does not speak."""
    if clause.speech.language != "en":
        reflexive = "s'" in passed or "se" in passed
        passive = clause.speech.words("passive")
        behind = clause.low(index + 1) == "worden"
        return behind or (not reflexive and any(word in passive for word in passed))
    if "ing" in verb.forms:
        return False
    if any(word in clause.speech.words("be") for word in passed):
        return True
    reduced = "participle" in verb.forms and verb.needs == "object" and not passed
    follows = clause.low(index + 1)
    return reduced and follows in ("of", "for", "by", "as") and clause.kind(before) != "quote"


def passive_frame(clause: Clause, index: int, verb: SpeechVerb) -> Frame | None:
    """ "is believed to", "was accused of", "was accused by X of": an agent only where named."""
    toks = clause.toks
    if clause.low(index) in QUOTED_AS and clause.low(index + 1) == "as":
        return None
    english = clause.speech.language == "en"
    if english and "participle" not in verb.forms and "past" not in verb.forms:
        return None
    agent: Phrase | None = None
    for at in range(index + 1, min(index + _PASSIVE_REACH, len(toks))):
        if clause.is_word(at, "passive_by"):
            agent = phrase_after(clause, at + 1, short=True)
            if agent is not None and agent.pronoun == "narrator":
                agent = None
            break
        if toks[at].kind in ("punct", "quote"):
            break
    follows = clause.low(index + 1)
    impersonal = clause.low(index - 2) == "it" and clause.is_word(index - 1, "be")
    if not english and verb.stance != "alleged":
        return None
    if (
        agent is None
        and english
        and (
            verb.lemma not in _list("unsaid")
            or not (impersonal or follows in ("to", "that", "of", "for"))
        )
    ):
        return None
    if agent is not None and agent.name < 0 and not can_speak(clause, agent.head):
        return None
    if agent is not None and english and verb.lemma not in _list("unsaid") | _list("by_agent"):
        return None
    span = _clause_around(clause, index)
    stance: Stance = verb.stance if agent is not None else "alleged"
    return Frame(
        clause.unit.number,
        index,
        Span(toks[index].start, toks[index].end),
        stance,
        agent,
        Content(right=span),
        "verb",
        verb.lemma,
    )


def hedged_frame(clause: Clause, index: int) -> Frame | None:
    """The frame of "the gang allegedly fled": told, and nobody says by whom."""
    if clause.kind(index - 1) == "word" and clause.is_word(index - 1, "determiners"):
        # "the allegedly stolen car" describes a thing; it tells nothing.
        return None
    tok = clause.toks[index]
    return Frame(
        clause.unit.number,
        index,
        Span(tok.start, tok.end),
        "alleged",
        None,
        Content(right=_clause_around(clause, index)),
        "verb",
        tok.low,
    )


def _clause_around(clause: Clause, index: int) -> Span:
    """The clause that the verb at token `index` stands in, with its subject."""
    toks = clause.toks
    stop = len(toks) - (toks[-1].kind == "punct")
    begin = index
    while begin > 0 and toks[begin - 1].kind != "punct":
        begin -= 1
    subject = left_subject(clause, index)
    if subject is not None and clause.is_word(subject.first - 1, "conjunctions"):
        # "She is in prison and her health is believed to …": the second clause alone.
        begin = subject.first
    elif subject is not None and not clause.is_word(begin, "relatives"):
        begin = min(begin, subject.first)
    if clause.is_word(begin, "relatives"):
        # ", who is thought to have fallen, said …": the clause ends at its comma.
        stop = next((i for i in range(index, stop) if clause.low(i) == ","), stop)
    return Span(toks[begin].start, toks[max(begin, stop - 1)].end)


def can_speak(clause: Clause, noun: str) -> bool:
    """Whether `noun` is a word for whoever can say something."""
    if noun in clause.speech.kinds:
        return True
    return is_person(clause, noun) or is_person(clause, noun.removesuffix("s"))


def is_person(clause: Clause, noun: str) -> bool:
    """Whether `noun` is a word for a person or a body."""
    lists = lexicon(clause.speech.language)
    return lists.is_person_noun(noun) or noun in lists.organisation_nouns or noun in lists.titles
