"""What a speech verb credits somebody with, and by which channel."""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.clauses import DASHES
from factcards.reading.noun_phrases import Clause, Phrase, is_adverb, phrase_ending
from factcards.reading.speech import SpeechVerb, is_newsroom
from factcards.reading.speech_frames import Content

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
_QUOTE_REACH = 12
_DESCRIBING = frozenset({"describe", "call", "brand", "label", "denounce", "hail", "condemn"})


def content_of(
    clause: Clause, verb_at: int, after: int, subject: Phrase, verb: SpeechVerb, shared: bool
) -> Content:
    """The words that the verb at token `verb_at` credits its subject with."""
    toks = clause.toks
    at, via = _tail(clause, after, verb)
    stop = _clause_end(clause, at)
    opener = _opener(clause, at)
    begin = min(verb_at, subject.first) if not shared else verb_at
    if not shared and 0 <= subject.opens < begin:
        begin = subject.opens
    while clause.is_word(begin - 1, "auxiliaries") or clause.is_word(begin - 1, "adverbs"):
        begin -= 1
    boundary = _left_boundary(clause, begin)
    quoted_left = not shared and boundary is not None and clause.kind(boundary) == "quote"
    begins = at
    while begins < stop - 1 and (
        clause.low(begins) in {":", ","} or clause.low(begins) in ("that", "dass", "que", "qu'")
    ):
        begins += 1
    # In German the comma that ends the clause begins what was said: "sagte, der Plan sei gut".
    closing = {*DASHES} if clause.speech.language == "de" else {",", *DASHES}
    ends_here = at >= stop or (opener in closing and clause.kind(at + 1) != "quote")
    if quoted_left and opener not in {":", '"', ","} and not clause.is_word(at, "complementisers"):
        ends_here = True
    right = (
        Span(toks[begins].start, toks[stop - 1].end) if begins < stop and not ends_here else None
    )
    if right is not None and not shared and begins == at:
        right = _from_antecedent(clause, begin, at, right)
    left: Span | None = None
    if boundary is None and right is None and not shared:
        named = subject.head_end - 1 if subject.name >= 0 else begin
        boundary = _unmarked_boundary(clause, named)
    if boundary is not None and not shared and (right is None or quoted_left):
        left = _left_span(clause, boundary)
    interrupted = (opener == "," or opener in DASHES) and at + 1 < stop and left is not None
    if interrupted and (quoted_left or subject.first > verb_at):
        # Behind "said Holt," only a verb goes on with the sentence; else it describes her.
        interrupted = not quoted_left and (
            clause.is_word(at + 1, "auxiliaries") or clause.is_word(at + 1, "modals")
        )
    if clause.low(begin - 1) == "as" and opener == "," and at + 1 < stop and begin == 1:
        right = Span(toks[at + 1].start, toks[stop - 1].end)
    elif right is None and interrupted and not _trails(clause, at + 1):
        last = _clause_end(clause, at + 1)
        right = Span(toks[at + 1].start, toks[last - 1].end)
    if via is None:
        via = _leading_channel(clause, begin)
    return Content(left, right, via, opener, quoted_left, _planner(clause, begins, verb, subject))


def _from_antecedent(clause: Clause, begin: int, at: int, right: Span) -> Span:
    """`right` from the noun of its relative clause: "a vote, which Holt says was rigged"."""
    relative = clause.is_word(begin - 1, "relatives") or clause.low(begin - 1) == "that"
    goes_on = clause.is_word(at, "auxiliaries") or clause.is_word(at, "modals")
    if not relative or not goes_on or clause.speech.language != "en":
        return right
    last = begin - 2
    if clause.low(last) == ",":
        last -= 1
    noun = phrase_ending(clause, last)
    return Span(clause.toks[noun.first].start, right.end) if noun is not None else right


def _unmarked_boundary(clause: Clause, first: int) -> int | None:
    """The last token before "Holt said" at a sentence's end where the comma is missing.

    Only where a quotation opens the sentence: it shows that somebody is speaking.
    """
    toks = clause.toks
    quoted = first > 1 and clause.kind(0) == "quote" and clause.kind(first) == "name"
    inside = range(1, first)
    if not quoted or any(toks[i].kind != "word" for i in inside):
        return None
    return first - 1


def _leading_channel(clause: Clause, begin: int) -> Span | None:
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


def _left_boundary(clause: Clause, first: int) -> int | None:
    """The last token of what stands before the verb's clause, where that can be content."""
    at = first - 1
    if clause.kind(at) == "quote":
        return at
    if clause.low(at) in {",", *DASHES, "?", "!"} and clause.kind(at) == "punct":
        return at - 1 if at >= 1 else None
    return None


def _left_span(clause: Clause, last: int) -> Span | None:
    toks = clause.toks
    first = last
    low = max(0, last - 4 * _FARTHEST)
    while first > low and clause.low(first - 1) not in {";"}:
        first -= 1
    return Span(toks[first].start, toks[last].end) if first <= last else None


def _trails(clause: Clause, first: int) -> bool:
    """Whether the words after a comma describe the saying rather than go on with what is said."""
    low = clause.low(first)
    if any(clause.is_temporal(index) for index in (first, first + 1)):
        return True
    return (
        low.endswith("ing")
        or clause.is_word(first, "prepositions")
        or low
        in (
            "as",
            "who",
            "which",
            "while",
            "when",
            "according",
            "and",
            "but",
            "after",
            "before",
            "referring",
        )
    )


def _tail(clause: Clause, at: int, verb: SpeechVerb) -> tuple[int, Span | None]:
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
    return low in clause.speech.channels or is_newsroom(low)


def _opener(clause: Clause, at: int) -> str:
    return '"' if clause.kind(at) == "quote" else clause.low(at)


def _clause_end(clause: Clause, start: int) -> int:
    """The token where what was said ends: the sentence's end, or a turn to another voice."""
    toks = clause.toks
    stop = len(toks)
    while stop > 0 and toks[stop - 1].kind == "punct":
        stop -= 1
    breaks = clause.speech.words("breaks")
    for index in range(start, stop):
        low = clause.low(index)
        if (
            low == ";"
            or (low == "," and clause.low(index + 1) in breaks)
            or (low == "," and clause.low(index + 1) == "according")
        ):
            return max(index, min(start, stop))
    return stop


def _planner(clause: Clause, at: int, verb: SpeechVerb, subject: Phrase) -> str:
    """The word for who will do something in "it would …", "plans to …"; empty where no plan is."""
    future = clause.speech.words("future")
    pronoun = clause.pronoun(at)
    if pronoun and clause.low(at + 1) in future:
        return pronoun
    again = subject.head and clause.is_word(at, "definite") and clause.low(at + 1) == subject.head
    if again and clause.low(at + 2) in future:
        return subject.head
    return (
        clause.low(at) if verb.lemma == "announce" and clause.low(at) in ("plans", "plan") else ""
    )


def fits(clause: Clause, content: Content, verb: SpeechVerb, subject: Phrase, verb_at: int) -> bool:
    """Whether what stands around the verb is what the verb needs."""
    opener = content.opener
    quoted = (
        content.quoted_left or opener == '"' or (opener in {":", ","} and content.right is not None)
    )
    if verb.needs == "quote" or (verb.lemma in _DESCRIBING and not verb.particle):
        return quoted or _quote_near(clause, verb_at)
    if opener == ":" and clause.kind(len(clause.toks) - 1) == "punct":
        # "She wrote on Telegram:", and what she wrote stands in the next paragraph.
        return True
    if content.span is None:
        return False
    if quoted:
        return True
    if verb.needs == "any" or verb.particle:
        return True
    if verb.needs == "to":
        return opener == "to"
    complement = opener in clause.speech.words("complementisers")
    if verb.needs == "strict":
        complement = complement and opener not in ("when", "where", "who")
        document = clause.speech.kinds.get(subject.head) == "document"
        return complement or content.right is None or (document and content.right is not None)
    if verb.needs == "object":
        return bool(opener) and opener not in {",", "to", *DASHES}
    if content.right is None:
        return True
    starts = clause.speech.words("clause_subjects") | clause.determiners
    begins = content.right.start
    named = any(tok.kind == "name" and tok.start == begins for tok in clause.toks)
    return (
        complement
        or named
        or opener in starts
        or opener[:1].isdigit()
        or opener in clause.speech.kinds
        or opener == "no"
        or (opener == "of" and verb.lemma != "agree")
    )


def _quote_near(clause: Clause, verb_at: int) -> bool:
    """Whether a quotation follows the verb before any comma, as in "called the plan “…”"."""
    for index in range(verb_at + 1, min(verb_at + _QUOTE_REACH, len(clause.toks))):
        if clause.kind(index) == "quote":
            return True
        if clause.kind(index) == "punct":
            return False
    return False
