"""Words, numbers and marks of a text, in one pass, for the readers of figures and dates."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from factcards.article.composing import compose
from factcards.card import Span

TokenKind = Literal["num", "word", "code", "sym", "skip"]
Gap = Literal["", " ", "\n"]


class Token(NamedTuple):
    """One word, number or mark. `gap` is the white space before it: none, some, or a line end."""

    kind: TokenKind
    start: int
    end: int
    text: str
    low: str
    """Lower case, NFC, straight apostrophe."""
    gap: Gap

    @property
    def capital(self) -> bool:
        """Whether the first letter is upper case."""
        return self.text[:1].isupper()


# Languages that group thousands with a plain space; in the others only no-break spaces do.
_SPACE_GROUPS = frozenset(
    [
        "fr",
        "es",
        "de",
        "pt",
        "it",
        "pl",
        "cs",
        "sk",
        "uk",
        "ru",
        "be",
        "bg",
        "sv",
        "nb",
        "no",
        "da",
        "fi",
        "hu",
        "lt",
        "lv",
        "et",
    ]
)

# Fractions and raised figures are word characters to `re`, but no letters.
_LETTER = r"(?:[^\W\d_¼-¾⅐-⅞²³¹⁰-₉]|[\u0300-\u036f])"
# Addresses and handles are one token each, so that no digit in them is read. The parts of an
# e-mail address are bounded as RFC 5321 bounds them, which also keeps the search linear.
_SKIP = (
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|[#@]\w+"
    r"|(?<![\w.-])[A-Za-z][\w-]{0,62}\.(?:com|org|net|info|gov|edu|co|io)(?:\.[a-z]{2})?(?:/\S*)?(?!\w)"
)


def _pattern(space: str) -> re.Pattern[str]:
    # A plain space is trusted from two groups on ("1 234 567"): "on 3 400 people" are two numbers.
    spaced = r"[1-9]\d{0,2}(?: \d{3}){2,9}(?!\d| \d)(?:[.,٫]\d+)?(?![\d])"
    grouped = rf"(?:\d{{1,3}}(?:[{space}]\d{{3}})+(?!\d)(?:[.,٫]\d+)?(?![\d])|{spaced})"
    plain = r"\d+(?:[.,٬٫]\d+|['’]\d{3}(?!\d))*"
    number = rf"(?:(?<![\w.,]){grouped}(?![.,]\d)|{plain}|(?<![\w.,])\.\d+)"
    return re.compile(
        rf"(?P<skip>{_SKIP})|(?P<num>{number})"
        rf"|(?P<code>{_LETTER}+\d\w*)"
        rf"|(?P<word>{_LETTER}+(?:['’]{_LETTER}+)*)"
        r"|(?P<sym>[^\s])"
    )


_NARROW = "\u00a0\u202f\u2009\u2007\u2008"
_PATTERN = _pattern(_NARROW)
_PATTERN_SPACED = _pattern(_NARROW + " ")
_LINE_ENDS = frozenset("\n\r\u2028\u2029")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")


def _lowered(text: str) -> str:
    if text.isascii():
        return text.lower()
    return compose(text).lower().replace("’", "'")


@lru_cache(maxsize=4)
def tokenise(text: str, language: str = "en") -> tuple[Token, ...]:
    """All tokens of `text` in order. Linear in the length of the text."""
    pattern = _PATTERN_SPACED if language in _SPACE_GROUPS else _PATTERN
    tokens: list[Token] = []
    append = tokens.append
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        gap: Gap = ""
        if start == last + 1:
            gap = "\n" if text[last] in _LINE_ENDS else " "
        elif start > last:
            gap = "\n" if _LINE_END.search(text, last, start) else " "
        elif start == 0:
            gap = "\n"
        word, kind = match.group(), match.lastgroup
        low = word if kind == "sym" else _lowered(word)
        append(Token(kind, start, end, word, low, gap))  # type: ignore[arg-type]
        last = end
    return tuple(tokens)


def span_of(tokens: tuple[Token, ...], first: int, end: int) -> Span:
    """The span from token `first` up to, not including, token `end`."""
    return Span(tokens[first].start, tokens[end - 1].end)
