"""Who stands beside a speech verb: the noun phrase to its left or right."""

from __future__ import annotations

from dataclasses import replace

from factcards.card import Span
from factcards.reading.clauses import DASHES
from factcards.reading.lexicon import lexicon
from factcards.reading.noun_phrases import (
    FARTHEST,
    ISSUED,
    LONGEST,
    Clause,
    Phrase,
    find_left,
    is_adverb,
    phrase_ending,
    phrase_of,
)

_COMMAS = 6
_LEADS = 3
"""Words that may lead to a word of time: "por la [tarde]", "am späten [Abend]"."""


def left_subject(clause: Clause, verb: int) -> Phrase | None:
    """The noun phrase that is the subject of the verb at token `verb`, to its left."""
    at = before_verb(clause, verb)
    if at < 0:
        return None
    mark = clause.low(at) if clause.kind(at) == "punct" else ""
    if mark == ",":
        return _over_apposition(clause, at)
    if mark in ("(", "["):
        return None
    if mark in (")", "]"):
        opened = find_left(clause, at, {"(", "["})
        return phrase_ending(clause, opened - 1) if opened > 0 else None
    if mark in DASHES and mark:
        opened = find_left(clause, at, DASHES)
        return phrase_ending(clause, opened - 1) if opened > 0 else None
    if mark or clause.kind(at) == "quote":
        return None
    if clause.is_word(at, "relatives"):
        before = at - 1
        if clause.low(before) == ",":
            before -= 1
        return phrase_ending(clause, before)
    if clause.is_word(at, "conjunctions"):
        return _coordinated(clause, at)
    phrase = phrase_ending(clause, at)
    if phrase is None:
        return None
    if at + 1 < verb and clause.low(at) in ISSUED and phrase.first < at:
        # "A study published last year found": the date tells which study.
        end = at + 1
        while end < verb and (clause.is_temporal(end) or clause.is_word(end, "temporal_lead")):
            end += 1
        span = Span(phrase.span.start, clause.toks[end - 1].end)
        phrase = replace(phrase, end=end, span=span)
    return _before_relative(clause, phrase)


def _before_relative(clause: Clause, phrase: Phrase) -> Phrase:
    """The noun that "a man who declined to be named" begins with, where `phrase` is its end."""
    for index in range(phrase.first, max(-1, phrase.first - LONGEST), -1):
        if clause.kind(index) in ("punct", "quote"):
            break
        relative = clause.is_word(index, "relatives") or clause.low(index) == "whose"
        if relative and clause.low(index) != "que":
            return phrase_ending(clause, index - 1) or phrase
    return phrase


def before_verb(clause: Clause, verb: int) -> int:
    """The token before the verb, its adverbs, auxiliaries and time words."""
    at = verb - 1
    while at >= 0 and verb - at < FARTHEST and clause.kind(at) in ("word", "name"):
        low = clause.low(at)
        if clause.kind(at) == "word" and (low in clause.skipped or is_adverb(clause, at)):
            at -= 1
            continue
        start = _time_start(clause, at)
        if start is None:
            break
        at = start - 1
    return at


def _time_start(clause: Clause, at: int) -> int | None:
    """Where the words of time begin that end at token `at` ("on Tuesday", "late on 3 May")."""
    number = clause.low(at)[:1].isdigit()
    if not clause.is_temporal(at) or (number and not clause.is_temporal(at - 1)):
        return None
    lead = clause.speech.words("temporal_lead")
    while at >= 0 and (clause.is_temporal(at) or clause.low(at) in lead):
        at -= 1
    return at + 1


def _over_apposition(clause: Clause, comma: int) -> Phrase | None:
    """The subject before "…, 54, a nurse from Minsk, said"; `comma` stands before the verb."""
    end = comma
    for _ in range(_COMMAS):
        opened = _segment_start(clause, end)
        segment = (opened + 1, end)
        if opened < 0 or clause.low(opened) != ",":
            whole = phrase_ending(clause, end - 1)
            return whole if whole and _may_open(clause, whole, segment[0]) else None
        named = _named_whole(clause, *segment)
        before = phrase_ending(clause, opened - 1)
        if clause.is_word(opened + 1, "conjunctions") and _joins(clause, opened):
            return _several(clause, opened + 2, end)
        if named is not None and before is not None and before.name < 0 and not before.pronoun:
            return replace(named, opens=before.first)
        if not _is_apposition(clause, *segment):
            return named
        if before is not None and (
            before.name >= 0
            or before.head in clause.speech.kinds
            or (before.first == 0 and clause.is_word(0, "definite"))
        ):
            if _joined_before(clause, before):
                return _several(clause, before.first, before.end)
            return _described(clause, before) or before
        end = opened
    return None


def _several(clause: Clause, first: int, end: int) -> Phrase:
    """The last of several sources, marked so that none of them is credited alone."""
    phrase = phrase_of(clause, first, end)
    return replace(phrase, name=-1, pronoun="several", head="")


def _joins(clause: Clause, comma: int) -> bool:
    """Whether ", and" at `comma` joins a second source to the one described before it."""
    opened = _segment_start(clause, comma)
    return opened >= 0 and clause.low(opened) == "," and _is_apposition(clause, opened + 1, comma)


def _joined_before(clause: Clause, phrase: Phrase) -> bool:
    """Whether ", and" or "and" stands before a described source, behind another one."""
    at = phrase.first - 1
    if not clause.is_word(at, "conjunctions") or clause.low(at) == "but":
        return False
    if clause.low(at - 1) == ",":
        return _joins(clause, at - 1)
    return clause.kind(at - 1) == "name"


def _described(clause: Clause, phrase: Phrase) -> Phrase | None:
    """The name that the noun `phrase` describes: "Jane Holt, a teacher at Derby High, a school"."""
    if phrase.name >= 0 or clause.low(phrase.first - 1) != ",":
        return None
    before = phrase_ending(clause, phrase.first - 2)
    return before if before is not None and before.name >= 0 else None


def _segment_start(clause: Clause, end: int) -> int:
    """The mark or quotation that stands before the segment which ends at `end`."""
    low = max(-1, end - FARTHEST)
    for index in range(end - 1, low, -1):
        kind, word = clause.kind(index), clause.low(index)
        if kind == "quote" or (kind == "punct" and word in {",", ";", ":", "—", "–", "-"}):
            return index
    return -1


def _may_open(clause: Clause, phrase: Phrase, first: int) -> bool:
    return phrase.first == first or phrase.name >= 0 or phrase.head in clause.speech.kinds


def _named_whole(clause: Clause, first: int, end: int) -> Phrase | None:
    """The phrase, where the segment is a name with at most a preposition phrase behind it."""
    if first >= end or clause.kind(first) != "name":
        return None
    if clause.low(first + 1) == "(" and clause.low(end - 1) == ")":
        # "Jane Holt (54)": her age or her party stands in brackets.
        return phrase_of(clause, first, first + 1)
    if end - first > 1 and clause.low(first + 1) not in clause.links:
        return None
    return phrase_of(clause, first, end)


def _has_verb(clause: Clause, first: int, end: int) -> bool:
    """Whether an auxiliary shows a clause of its own, outside of any relative one."""
    for index in range(first, end):
        if clause.is_word(index, "relatives") or clause.low(index) == "that":
            return False
        if clause.is_word(index, "auxiliaries") or clause.is_word(index, "modals"):
            return clause.low(index) != "'s"
    return False


def _is_apposition(clause: Clause, first: int, end: int) -> bool:
    """Whether a segment that begins at `first` can describe the noun before it."""
    low = clause.low(first)
    if clause.kind(first) == "name" or low[:1].isdigit():
        return True
    if clause.pronoun(first):
        return False
    if _german_relative(clause, first, end):
        return True
    groups = ("determiners", "relatives", "prepositions", "adverbs")
    if not clause.is_word(first, "relatives") and _has_verb(clause, first, end):
        return False
    if any(clause.is_word(first, group) for group in groups) or low in ("whose", "where", "aged"):
        return True
    if low.endswith(("ing", "ed")) or low in clause.speech.kinds:
        return True
    return clause.kind(first) == "word" and not clause.is_word(first, "subordinators")


def _german_relative(clause: Clause, first: int, end: int) -> bool:
    """Whether the segment is a relative clause: an article first and its verb last."""
    if clause.speech.language != "de" or not clause.is_word(first, "relative_articles"):
        return False
    last = clause.toks[end - 1]
    return end - first > 2 and last.kind == "word" and not last.noun and last.low[:1].isalpha()


def _coordinated(clause: Clause, conjunction: int) -> Phrase | None:
    """The subject of the clause whose second verb stands behind a conjunction."""
    start = 0
    low = max(-1, conjunction - FARTHEST)
    for index in range(conjunction - 1, low, -1):
        if clause.kind(index) == "quote" or clause.low(index) in {";", ":", "—"}:
            start = index + 1
            break
    else:
        start = max(0, low + 1)
    return opening_subject(clause, start)


def opening_subject(clause: Clause, start: int = 0) -> Phrase | None:
    """The noun phrase that opens the clause beginning at token `start`, time words passed over."""
    lead = clause.speech.words("temporal_lead")
    first = start
    while first < len(clause.toks) and (
        clause.is_temporal(first) or (clause.low(first) in lead and (clause.is_temporal(first + 1)))
    ):
        first += 1
    if clause.is_word(first, "prepositions"):
        # "In a statement to the Herald, Jane Holt …"
        reach = range(first, min(first + LONGEST, len(clause.toks)))
        first = next((i for i in reach if clause.low(i) == ","), first)
    if clause.low(first) == ",":
        first += 1
    if clause.is_word(first, "conjunctions"):
        first += 1
    if clause.low(first) in ("nor", "neither") and clause.is_word(first + 1, "auxiliaries"):
        # "Nor does the paper claim": the verb comes first.
        first += 2
    if clause.pronoun(first):
        return phrase_of(clause, first, first + 1)
    opens = clause.is_word(first, "determiners") or _noun_near(clause, first)
    if not opens and clause.kind(first) != "name" and first > 0:
        return None
    for index in range(first, min(first + LONGEST, len(clause.toks))):
        tok = clause.toks[index]
        if tok.kind == "name" and clause.low(index + 1) != "'s":
            if _goes_on_to_name(clause, index + 1):
                continue
            return phrase_of(clause, first, index + 1)
        owned = clause.low(index + 1) == "'s"
        if tok.low == "'s":
            continue
        titled = clause.kind(index + 1) == "name"
        if tok.low in clause.speech.kinds and index + 1 < len(clause.toks) and not owned | titled:
            return phrase_of(clause, first, index + 1)
        if tok.kind in ("punct", "quote") or tok.low in clause.stops:
            return phrase_of(clause, first, index) if index > first and tok.kind == "word" else None
        if tok.low in clause.prepositions and tok.low not in ("of",):
            return None
    return None


def _noun_near(clause: Clause, first: int) -> bool:
    """Whether a noun for a source stands at `first` or behind one adjective ("angry parents")."""
    if clause.low(first) in clause.speech.kinds:
        return True
    plain = clause.kind(first) == "word" and clause.low(first) not in clause.stops
    plain = plain and clause.low(first) not in clause.prepositions and not clause.pronoun(first)
    return (
        plain and clause.kind(first + 1) == "word" and clause.low(first + 1) in clause.speech.kinds
    )


def _goes_on_to_name(clause: Clause, index: int) -> bool:
    """Whether another name follows, at once or behind its title: "WHO director Tedros"."""
    if clause.kind(index) == "name":
        return True
    title = clause.low(index) in clause.speech.kinds or clause.low(index).endswith("-general")
    return title and clause.kind(index + 1) == "name"


def right_subject(clause: Clause, verb: int) -> Phrase | None:
    """The noun phrase that follows an inverted verb: "said Holt", "said a spokesman"."""
    first = verb + 1
    while clause.is_word(first, "adverbs") or clause.is_word(first, "auxiliaries"):
        first += 1
    if clause.speech.language != "en":
        first = _behind_time(clause, first)
    if clause.pronoun(first):
        return phrase_of(clause, first, first + 1)
    if clause.kind(first) not in ("word", "name"):
        return None
    if clause.is_word(first, "prepositions") or clause.low(first) in clause.stops:
        return None
    end = first
    allowed = clause.speech.words("links") - {"in", "on", "at", "en", "im", "à", "auf", "to"}
    while end < len(clause.toks) and end - first < LONGEST:
        kind, low = clause.kind(end), clause.low(end)
        if kind in ("punct", "quote"):
            break
        if kind == "word" and end > first:
            if low in clause.stops:
                # "said the bridge would": a clause and no speaker.
                if clause.is_word(end, "auxiliaries") or clause.is_word(end, "modals"):
                    return None
                break
            if low in clause.prepositions and low not in allowed:
                break
            if low in clause.skipped or is_adverb(clause, end):
                break
            if clause.is_word(end, "particles") and clause.kind(end + 1) in ("punct", "quote", ""):
                # "wies Holt zurück": the end of the verb and not of her name.
                break
        if clause.is_temporal(end) and not low[:1].isdigit():
            break
        end += 1
    if end == first:
        return None
    phrase = phrase_of(clause, first, end)
    if _joined_behind(clause, end):
        return _several(clause, first, end)
    if phrase.name < 0 and clause.low(end) == ",":
        # "said the mayor of Derby, Jane Holt", "said its director, Dr. Jane Holt."
        named = _behind_title(clause, end + 1)
        if clause.low(named + 1) == "'s" and clause.kind(named + 2) == "name":
            # "said the local member, Labour's Jane Holt": the party is not who speaks.
            named += 2
        if clause.kind(named) == "name":
            return phrase_of(clause, named, named + 1)
    return phrase


def _behind_time(clause: Clause, first: int) -> int:
    """The token behind words of time at `first`: "informó este viernes el alcalde"."""
    lead = clause.speech.words("temporal_lead")
    behind = at = first
    while at - behind <= _LEADS and clause.kind(at) in ("word", "name"):
        if clause.low(at) in clause.temporal:
            behind = at + 1
        elif (
            not clause.low(at).rstrip(".").isdigit()
            and clause.low(at) not in lead
            and not clause.is_word(at, "determiners")
        ):
            break
        at += 1
    return behind


def _behind_title(clause: Clause, at: int) -> int:
    """The token behind a title at `at` and its full stop; `at` itself where none stands there."""
    lists = lexicon(clause.speech.language)
    if clause.kind(at) != "word" or clause.low(at) not in lists.titles | lists.honorifics:
        return at
    return at + 2 if clause.low(at + 1) == "." else at + 1


def _joined_behind(clause: Clause, end: int) -> bool:
    """Whether another source follows: "said Holt, the mayor, and Reed, the chief"."""
    if clause.low(end) != ",":
        return False
    for index in range(end + 1, min(end + LONGEST, len(clause.toks) - 1)):
        if clause.kind(index) == "quote" or clause.low(index) in {".", ";", ":"}:
            return False
        conjoined = clause.is_word(index, "conjunctions") and clause.kind(index - 1) != "name"
        if conjoined and clause.kind(index + 1) == "name":
            after = clause.kind(index + 2)
            return clause.low(index) != "but" and after in ("punct", "")
    return False
