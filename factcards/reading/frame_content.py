"""What a speech verb credits somebody with, and by which channel."""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.channels import leading_channel, tail_of
from factcards.reading.clauses import DASHES
from factcards.reading.noun_phrases import Clause, Phrase, phrase_ending
from factcards.reading.speech import SpeechVerb
from factcards.reading.speech_frames import Content

_AUDIENCE = 6
_NOTHING = frozenset({"nothing", "more", "so", "little", "otherwise", "yes", "no"})
"""Words after a speech verb that leave out what was said: "she said nothing"."""
TAKING_UP = frozenset({"as", "wie", "como", "comme"})
"""Words that take up what was said before: "…, as the union says"."""
_TAKING_UP_REACH = 4
_FARTHEST = 40
_QUOTE_REACH = 12
_DESCRIBING = frozenset({"describe", "call", "brand", "label", "denounce", "hail", "condemn"})


def content_of(
    clause: Clause, verb_at: int, after: int, subject: Phrase, verb: SpeechVerb, shared: bool
) -> Content:
    """The words that the verb at token `verb_at` credits its subject with."""
    toks = clause.toks
    at, via = tail_of(clause, after, verb)
    stop = _clause_end(clause, at)
    at = _behind_colon(clause, at)
    opener = _opener(clause, at)
    begin = min(verb_at, subject.first) if not shared else verb_at
    if not shared and 0 <= subject.opens < begin:
        begin = subject.opens
    while clause.is_word(begin - 1, "auxiliaries") or clause.is_word(begin - 1, "adverbs"):
        begin -= 1
    for back in range(1, _TAKING_UP_REACH):
        # "…, wie die Polizei mitteilte", "…, comme l'a dit Holt": what is told stands before.
        if clause.low(begin - back) in TAKING_UP and clause.low(begin - back - 1) == ",":
            begin -= back
            break
    boundary = _left_boundary(clause, begin)
    quoted_left = not shared and boundary is not None and clause.kind(boundary) == "quote"
    begins = at
    while begins < stop - 1 and (
        clause.low(begins) in {":", ","} or clause.low(begins) in ("that", "dass", "que", "qu'")
    ):
        begins += 1
    # In German the comma that ends the clause begins what was said: "sagte, der Plan sei gut".
    german = clause.speech.language == "de" and not quoted_left
    closing = {*DASHES} if german else {",", *DASHES}
    ends_here = at >= stop or (opener in closing and clause.kind(at + 1) != "quote")
    if quoted_left and opener not in {":", '"', ","} and not clause.is_word(at, "complementisers"):
        ends_here = True
    if subject.first > verb_at and boundary is not None and clause.low(at) in {"who", "whose"}:
        # "…, said the engineer who built it": whoever speaks is described.
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
        via = leading_channel(clause, begin)
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


def _behind_colon(clause: Clause, at: int) -> int:
    """`at`, or the colon behind a short audience: "told the paper from Derby: “…”"."""
    for index in range(at, min(at + _AUDIENCE, len(clause.toks) - 1)):
        if clause.kind(index) in ("punct", "quote"):
            return index if clause.low(index) == ":" and clause.kind(index + 1) == "quote" else at
    return at


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
    if verb.particle:
        return True
    alone = content.right is not None and content.left is None
    if alone and opener in _NOTHING and content.right and _single(clause, content.right):
        return False
    if verb.needs == "any":
        # "warned of danger", "told residents about birds": a topic, and nothing said of it.
        return opener not in ("of", "about") or clause.speech.language != "en"
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


def _single(clause: Clause, span: Span) -> bool:
    """Whether one token fills `span`."""
    return any(tok.start == span.start and tok.end == span.end for tok in clause.toks)


def _quote_near(clause: Clause, verb_at: int) -> bool:
    """Whether a quotation follows the verb before any comma, as in "called the plan “…”"."""
    for index in range(verb_at + 1, min(verb_at + _QUOTE_REACH, len(clause.toks))):
        if clause.kind(index) == "quote":
            return True
        if clause.kind(index) == "punct":
            return False
    return False
