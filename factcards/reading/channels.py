"""By which channel something was said, and to whom: what stands between verb and content."""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.noun_phrases import Clause, is_adverb
from factcards.reading.speech import SpeechVerb, is_newsroom

_TELLING = frozenset(
    {
        "tell",
        "inform",
        "assure",
        "advise",
        "remind",
        "warn",
        "urge",
        "promise",
        "ask",
        "reassure",
        "thank",
    }
)
_FARTHEST = 40


def leading_channel(clause: Clause, begin: int) -> Span | None:
    """The channel of "In a statement, police said"."""
    if begin < 3 or clause.low(begin - 1) != "," or not clause.is_word(0, "prepositions"):
        return None
    inside = range(1, begin - 1)
    if any(clause.kind(i) in ("punct", "quote") for i in inside):
        return None
    if not any(clause.low(i) in clause.speech.channels for i in inside):
        return None
    last = begin - 2
    while last > 1 and clause.is_temporal(last):
        last -= 1
    if _is_no_channel(clause, 0, last + 1):
        return None
    return Span(clause.toks[0].start, clause.toks[last].end)


def _is_no_channel(clause: Clause, first: int, end: int) -> bool:
    """Whether a phrase with a channel's noun tells a condition or a time: "after the meeting"."""
    untimely = ("after", "before", "since", "until", "ahead", "outside", "following")
    return clause.low(first) in untimely or any(
        clause.low(i) in ("anonymity", "condition") for i in range(first, end)
    )


def tail_of(clause: Clause, at: int, verb: SpeechVerb) -> tuple[int, Span | None]:
    """The token where content can begin behind the verb, and the channel passed on the way."""
    via: Span | None = None
    begun = -1
    if verb.particle and clause.low(at) == verb.particle:
        at += 1
    if (verb.lemma in _TELLING and not verb.particle) or clause.speech.language != "en":
        at, via = _audience(clause, at, verb)
    for _ in range(8):
        if clause.is_word(at, "manner") or (is_adverb(clause, at) and clause.low(at + 1)):
            at += 1
            continue
        passed = _time_end(clause, at)
        if passed is not None or (verb.particle and clause.low(at) == verb.particle):
            at = passed or at + 1
            continue
        if verb.needs == "object":
            break
        ended = _preposition_phrase(clause, at, verb)
        if ended is None:
            skipped = _parenthesis(clause, at)
            if skipped is None:
                break
            at = skipped
            continue
        end, channel = ended
        toks = clause.toks
        if channel and via is None and not _is_no_channel(clause, at, end):
            via = Span(toks[at].start, toks[end - 1].end)
            begun = via.start
        elif channel and via is not None and begun == via.start and via.end == toks[at - 1].end:
            # "in a post on Twitter"
            via = Span(via.start, toks[end - 1].end)
        at = end
    return at, via


def _parenthesis(clause: Clause, at: int) -> int | None:
    """Past ", citing two officials," where "that" follows."""
    if clause.low(at) != ",":
        return None
    for index in range(at + 1, min(at + _FARTHEST, len(clause.toks))):
        if clause.kind(index) == "quote":
            return None
        if clause.low(index) == "," and clause.low(index + 1) in ("that", "dass", "que"):
            return index + 1
    return None


def _time_end(clause: Clause, at: int) -> int | None:
    """Where a phrase of time ends that begins at `at`."""
    lead = clause.speech.words("temporal_lead")
    first = at
    while clause.kind(at) == "word" and clause.low(at) in lead and at - first < 3:
        at += 1
    if not (clause.kind(at) in ("word", "name") and clause.low(at) in clause.temporal):
        return None
    while clause.is_temporal(at) or (clause.low(at) in lead and clause.is_temporal(at + 1)):
        at += 1
    return at


def _preposition_phrase(clause: Clause, at: int, verb: SpeechVerb) -> tuple[int, bool] | None:
    """Where a phrase ends that tells how or where it was said; and whether it is a channel.

    None where the words at `at` are no such phrase but already what was said.
    """
    if not clause.is_word(at, "prepositions") or clause.low(at) in ("of", "against"):
        return None
    if clause.low(at) == "to" and verb.needs in ("to", "object"):
        return None
    channel = False
    end = at + 1
    while end < len(clause.toks) and end - at < 16:
        kind, low = clause.kind(end), clause.low(end)
        if kind in ("punct", "quote") or clause.is_word(end, "complementisers"):
            break
        if clause.is_word(end, "prepositions") and low not in (
            "of",
            "with",
            "de",
            "von",
            "del",
            "du",
            "d'",
            "des",
            "der",
        ):
            break
        if kind == "word" and low in clause.speech.words("clause_subjects") and end > at + 1:
            break
        if (
            end > at + 1
            and _time_end(clause, end) is not None
            and not clause.is_word(end, "determiners")
        ):
            break
        channel = channel or low in clause.speech.channels or (kind == "name" and is_newsroom(low))
        end += 1
    follows = clause.low(end)
    bounded = (
        clause.kind(end) in ("punct", "quote", "")
        or clause.is_word(end, "complementisers")
        or clause.is_word(end, "prepositions")
    )
    if channel:
        # "said in a statement the bridge …": the channel ends with its noun.
        for index in range(at + 1, end):
            goes_on = bounded and not clause.is_word(index + 1, "determiners")
            if clause.low(index) in clause.speech.channels and not goes_on:
                while index + 1 < end and clause.low(index + 1) in clause.speech.channels:
                    index += 1
                return index + 1, True
        end = _without_participle(clause, at, end)
    if channel or follows in ("that", "dass", "que") or clause.kind(end) in ("quote", ""):
        return end, channel
    if clause.kind(end) == "punct" and clause.low(at) in (
        "in",
        "at",
        "during",
        "by",
        "to",
        "from",
        "after",
        "outside",
        "en",
        "à",
        "a",
        "am",
        "auf",
        "gegenüber",
        "bei",
        "lors",
        "durante",
        "ante",
    ):
        return end, channel
    return None


def _without_participle(clause: Clause, at: int, end: int) -> int:
    """`end` moved before a participle whose agent is cut off: "in a letter seen (by …)"."""
    if clause.low(end) == "by" and clause.low(end - 1).endswith(("ed", "seen", "shown", "sent")):
        return end - 1 if end - 1 > at + 1 else end
    return end


def _audience(clause: Clause, at: int, verb: SpeechVerb) -> tuple[int, Span | None]:
    """Past the person or paper that is told; as a channel where it is press or a meeting."""
    end = at
    toks = clause.toks
    if clause.speech.language != "en":
        if not (clause.is_word(at, "prepositions") and clause.kind(at + 1) in ("word", "name")):
            return at, None
        end = at + 1
    while end < len(toks) and end - at < 10:
        low = clause.low(end)
        if clause.kind(end) in ("punct", "quote") or clause.is_word(end, "complementisers"):
            break
        if clause.is_word(end, "prepositions") and end > at and low not in ("of", "de", "von"):
            break
        if low in clause.speech.words("clause_subjects") and end > at:
            break
        if (
            end > at
            and clause.kind(end) == "word"
            and (clause.is_word(end, "adverbs") or _time_end(clause, end))
        ):
            break
        if clause.kind(end) == "name" or low in clause.speech.audiences:
            end += 1
            if clause.low(end) in ("'s", "of"):
                end += 1
                continue
            break
        end += 1
    if end == at:
        return at, None
    if clause.speech.language != "en" and any(
        clause.low(i) in clause.speech.channels for i in range(at, end)
    ):
        return at, None
    words = [clause.low(i) for i in range(at, end)]
    press = any(_is_press(clause, word) for word in words)
    if verb.lemma != "tell" and not press:
        bounded = clause.low(end) in ("that", "to", "of", "about") or clause.kind(end) in (
            "quote",
            "punct",
        )
        if (
            not bounded
            or verb.lemma in ("urge", "ask", "promise")
            or clause.speech.language != "en"
        ):
            return at, None
        return end, None
    outlet = any(_is_outlet(clause, i) for i in range(at, end))
    return end, Span(toks[at].start, toks[end - 1].end) if outlet else None


def _is_press(clause: Clause, word: str) -> bool:
    """Whether the word names who hears it in public: the press, a paper, a court."""
    speech = clause.speech
    return word in speech.words("venues") or word in speech.channels or is_newsroom(word)


def _is_outlet(clause: Clause, index: int) -> bool:
    """Whether the token names a channel; reporters and a court are none."""
    low = clause.low(index)
    if low in clause.speech.words("venues"):
        return False
    named = clause.kind(index) == "name"
    return low in clause.speech.channels or is_newsroom(low.capitalize() if named else low)
