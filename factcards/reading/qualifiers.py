"""Words that hedge or bound a number: "at least", "nearly", "or so"."""

from __future__ import annotations

from factcards.card import Qualifier, Span
from factcards.reading.number_words import qualifier_of
from factcards.reading.numerals import Scan
from factcards.reading.tokens import span_of

# "over three days" tells how long something lasted, unless one of these stands before it.
_BEFORE_OVER = frozenset(
    [
        "for",
        "of",
        "after",
        "to",
        "in",
        "was",
        "were",
        "is",
        "are",
        "just",
        "well",
        "than",
        "with",
        "at",
        "by",
        "lasted",
        "took",
    ]
)
_SPREADS = frozenset(
    ["spread", "spreads", "spreading", "scattered", "sprawls", "sprawled", "sprawling", "strewn"]
)
_SPAN_WORDS = frozenset({"over", "under", "above", "below", "around", "about", "some"})


def qualifier_before(
    s: Scan, first: int, *, duration: bool = False
) -> tuple[Qualifier, Span] | None:
    """The qualifier that ends right before token `first`, and its words."""
    if first <= 0 or s.tokens[first].gap == "\n":
        return None
    last = s.tokens[first - 1]
    if last.text == "~" or last.text == "≈":
        return "about", span_of(s.tokens, first - 1, first)
    if last.text in (">", "<") and last.gap:
        return ("more than" if last.text == ">" else "less than"), span_of(
            s.tokens, first - 1, first
        )
    for phrase, name in s.lex.before.entries.get(last.low, ()):
        if not s.phrase_before(first, phrase):
            continue
        start = first - len(phrase)
        if len(phrase) == 1 and not _qualifies(s, start, phrase[0], duration=duration):
            return None
        return qualifier_of(name), span_of(s.tokens, start, first)
    return None


def _qualifies(s: Scan, at: int, word: str, *, duration: bool) -> bool:
    """Whether a single word that has other uses is a qualifier here."""
    if s.lex.language != "en" or word not in _SPAN_WORDS:
        return True
    before = s.low(at - 1)
    if word == "over" and before in _SPREADS:
        return False  # "the fire spread over 400 acres"
    if word == "over" and duration and s.gap(at) != "\n":
        open_class = before.isalpha() and before not in s.lex.grammar.closed
        return before in _BEFORE_OVER or not open_class
    return True


def qualifier_after(s: Scan, end: int) -> tuple[Qualifier, Span, int] | None:
    """The qualifier that starts at token `end`, its words, and the token behind it."""
    if end >= len(s.tokens) or s.tokens[end].gap == "\n":
        return None
    at = end
    token = s.tokens[at]
    if token.text == "+" and not token.gap:
        return "more than", span_of(s.tokens, at, at + 1), at + 1
    if token.text == "-" and not token.gap and s.gap(at + 1) == "":
        at += 1
    for phrase, name in s.lex.after.entries.get(s.low(at), ()):
        if not s.phrase(at, phrase) or s.tokens[at].gap == "\n":
            continue
        if phrase[0] in ("plus", "odd", "ish") and at == end:
            continue
        stop = at + len(phrase)
        return qualifier_of(name), span_of(s.tokens, at, stop), stop
    return None
