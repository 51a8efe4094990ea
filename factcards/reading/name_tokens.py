"""A text as words and marks, as far as names need them.

Offsets count code points. Each word knows whether its capital says anything:
at the start of a sentence, after an opening quotation mark or in a headline
where every word has one, it does not (`weak`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from factcards.reading.lexicon import Lexicon, word_set
from factcards.reading.name_credits import credit_spans

# Letters of decomposed text (NFD) are followed by combining marks.
_LETTER = r"(?:[^\W_]|[\u0300-\u036f])"
_TOKEN = re.compile(
    r"(?P<abbr>(?:Ph|[^\W\d_])\.(?:[^\W\d_]\.)+[^\W\d_]?(?!\w)|Ph\.D(?!\w))"
    rf"|(?P<word>{_LETTER}+(?:[-'’‐‑]{_LETTER}+)*)"
    r"|(?P<mark>[^\w\s]|_)"
)
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’](?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’][sS]$")
OPENING = "\"“„«‹‘'"
CLOSING = "\"”’»›'"
DASHES = "—–-―"
_FINAL = ".!?…。"
# Words with a full stop that end no sentence.
_ABBREVIATIONS = word_set(
    """mr mrs ms dr prof st sr jr gen col maj capt lt sgt gov sen rep rev hon pres vs etc no nos vol
    fig inc ltd co corp dept est approx sra srta dra d dña ud uds ee uu mme mlle mm pr bzw ca bspw
    usw nr str tel z u u.a z.b jan feb mar apr jun jul aug sep sept oct nov dec"""
)


@dataclass(slots=True)
class Token:
    """A word or a mark. `low` is its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    """"C" capitalised, "A" all capitals, "l" lower case, "n" number, "p" mark, "h" a capitalised
    word in a compound that describes: "Prize-winning", "London-based", "k" part of a picture's
    credit."""
    gap: str
    """White space before it: "" none, " " some, "\\n" with a line break."""
    weak: bool = False
    head: bool = False
    """In a headline whose words all have capitals."""
    possessive: bool = False
    dot: bool = False
    """Followed by the full stop of an abbreviation or initial."""

    @property
    def capital(self) -> bool:
        """Whether this is a word with a capital."""
        return self.kind in "CA"


@dataclass(slots=True)
class NameText:
    """A text with its tokens, and how often each word stands in which case."""

    text: str
    lists: Lexicon
    tokens: list[Token]
    strong: dict[str, int] = field(default_factory=dict)
    """Lower-case form: times it has a capital where that says something."""
    lower: dict[str, int] = field(default_factory=dict)
    """Lower-case form: times it stands in lower case."""
    surnames: frozenset[str] = frozenset()
    """Lower-case last words of the people that the text names in full."""
    named: frozenset[str] = frozenset()
    """Lower-case words that a German text shows to be names."""

    def at(self, index: int) -> Token | None:
        """The token at `index`, None beyond either end."""
        return self.tokens[index] if 0 <= index < len(self.tokens) else None

    def joined(self, index: int) -> bool:
        """Whether the token at `index` follows the one before it on the same line, by a space."""
        return 0 < index < len(self.tokens) and self.tokens[index].gap == " "

    def low(self, index: int) -> str:
        """The lower-case form at `index`, "" beyond either end."""
        return self.tokens[index].low if 0 <= index < len(self.tokens) else ""


def tokenise(text: str, lists: Lexicon) -> NameText:
    """The tokens of `text`, each with what its capital is worth."""
    tokens: list[Token] = []
    last = 0
    for found in _TOKEN.finditer(text):
        for start, end in _parts(found, lists):
            tokens.append(_token(text, start, end, found.lastgroup or "mark", last))
            last = end
    _mark_abbreviations(tokens, lists)
    _mark_credits(text, tokens)
    _mark_glued_credits(tokens, lists)
    _mark_starts(tokens)
    _mark_headlines(tokens, lists)
    read = NameText(text, lists, tokens)
    for token in tokens:
        if token.kind == "l":
            read.lower[token.low] = read.lower.get(token.low, 0) + 1
        elif token.kind in "CA" and not token.weak:
            read.strong[token.low] = read.strong.get(token.low, 0) + 1
    return read


def _parts(found: re.Match[str], lists: Lexicon) -> list[tuple[int, int]]:
    """Start and end of the words in one match: French "l'Élysée" is two."""
    start, end = found.span()
    if lists.language == "fr" and found.lastgroup == "word":
        elided = _ELISION.match(found.group())
        if elided:
            return [(start, start + elided.end()), (start + elided.end(), end)]
    return [(start, end)]


def _token(text: str, start: int, end: int, group: str, last: int) -> Token:
    between = text[last:start]
    gap = "" if not between else "\n" if "\n" in between or "\r" in between else " "
    word = text[start:end]
    if group == "mark":
        return Token(start, end, word, word, "p", gap)
    possessive = bool(_POSSESSIVE.search(word)) and len(word) > 2
    if possessive:
        end -= 2
        word = text[start:end]
    return Token(
        start, end, word, word.lower().replace("’", "'"), _case(word), gap, possessive=possessive
    )


# "President-elect" and "Secretary-general" are offices and describe nothing.
_OFFICE_TAILS = frozenset(("elect", "designate", "general", "select"))


def _case(word: str) -> str:
    if word[0].isdigit():
        return "C" if any(c.isupper() for c in word) and len(word) < 8 else "n"
    letters = [c for c in word if c.isalpha()]
    if word[0].isupper() or word[0].istitle():
        tail = word.rpartition("-")[2]
        if tail != word and len(tail) > 2 and tail.islower() and tail not in _OFFICE_TAILS:
            return "h"
        return "A" if len(letters) > 1 and all(c.isupper() for c in letters) else "C"
    # "iPhone", "eBay": a brand may begin small, an ordinary word has no capital inside.
    if any(c.isupper() for c in word[1:4]):
        return "C"
    # "al-Masri", "d'Estaing": particle and name in one word.
    parts = re.split(r"[-'’]", word)
    if len(parts) > 1 and len(parts[0]) <= 2 and parts[-1][:1].isupper():
        return "C"
    return "l"


def _mark_abbreviations(tokens: list[Token], lists: Lexicon) -> None:
    """Notes which words carry the full stop of an initial, a title or an abbreviation."""
    for index, token in enumerate(tokens[:-1]):
        stop = tokens[index + 1]
        if stop.text != "." or stop.gap or token.kind == "p":
            continue
        initial = len(token.text) == 1 and token.capital
        titled = token.low in lists.honorifics or token.low + "." in lists.honorifics
        known = token.low in _ABBREVIATIONS and token.low != "no"
        after = tokens[index + 2] if index + 2 < len(tokens) else None
        if after is None or after.gap == "\n":
            continue
        token.dot = initial or titled or known


def _mark_credits(text: str, tokens: list[Token]) -> None:
    """Marks the words of picture credits, which no name begins in or goes on into."""
    at = 0
    for span in credit_spans(text):
        while at < len(tokens) and tokens[at].start < span.start:
            at += 1
        while at < len(tokens) and tokens[at].start < span.end:
            tokens[at].kind = "k" if tokens[at].kind != "p" else "p"
            at += 1


# Agencies that end or begin a caption glued to its neighbours; the second set also means others.
_AGENCIES = word_set("reuters getty ap afp rex shutterstock alamy")
_AGENCIES_OR_OTHERS = word_set("epa pa aap")


def _mark_glued_credits(tokens: list[Token], lists: Lexicon) -> None:
    """Marks an agency that stands between names with no word of grammar: "Oslo, Norway Reuters"."""
    for index, token in enumerate(tokens):
        low = token.low
        if not token.capital or (low not in _AGENCIES and low not in _AGENCIES_OR_OTHERS):
            continue
        if low not in ("reuters", "getty", "rex", "shutterstock", "alamy") and token.kind != "A":
            continue
        end = index + 1
        if end < len(tokens) and tokens[end].low == "images" and tokens[end].capital:
            end += 1
        before = tokens[index - 1] if index and token.gap == " " else None
        after = tokens[end] if end < len(tokens) and tokens[end].gap == " " else None
        led = before is not None and before.kind == "C" and before.low not in lists.function_words
        begins = after is not None and after.kind == "C" and after.low in lists.function_words
        named = after is not None and after.kind == "C" and not lists.is_common(after.low)
        verb = after is not None and after.low in lists.speech_verbs
        owner = token.possessive or tokens[end - 1].possessive
        if owner or verb or (before is not None and before.possessive):
            continue
        grammar = before is not None and before.kind == "l"
        clear = low in _AGENCIES and not grammar and (before is None or before.low != "the")
        keyword = after is not None and after.low in lists.organisation_keywords
        if (led and not keyword) or begins or (clear and named and not keyword):
            for position in range(index, end):
                tokens[position].kind = "k"


def _mark_starts(tokens: list[Token]) -> None:
    """Marks the words at the start of a sentence, a line or a quotation as weak."""
    start = True
    heading = True  # No word in lower case since the line began: it may be a dateline.
    for index, token in enumerate(tokens):
        before = tokens[index - 1] if index else None
        if token.gap == "\n" or before is None:
            start = heading = True
        heading = heading and token.kind != "l"
        if token.kind == "p":
            abbreviated = before is not None and before.dot and not token.gap
            final = token.text in _FINAL and not abbreviated
            if final or (token.text in OPENING and _opens(tokens, index)):
                start = True
            elif token.text in ":•*·;|¿¡" or (token.text in DASHES and (start or token.gap)):
                start = start or heading or token.text in ":•*·|¿¡"
            elif token.text not in CLOSING and token.text not in ")]([":
                start = False
            continue
        token.weak = start
        # What follows a credit begins anew: "Image caption The square".
        start = token.kind == "k"


def _opens(tokens: list[Token], index: int) -> bool:
    """Whether the quotation mark at `index` opens a quotation."""
    token = tokens[index]
    if token.text in "“„«‹":
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        after is not None
        and not after.gap
        and (bool(token.gap) or index == 0 or tokens[index - 1].text in DASHES + "([“")
    )


def _mark_headlines(tokens: list[Token], lists: Lexicon) -> None:
    """Marks lines that give (nearly) every word a capital, or are all in capitals."""
    first = 0
    for index in range(1, len(tokens) + 1):
        if index < len(tokens) and tokens[index].gap != "\n":
            continue
        line = tokens[first:index]
        if len(line) <= 40 and _is_headline(line, lists):
            for token in line:
                token.weak = token.head = True
        elif len(line) > 2 and all(t.kind != "l" for t in line):
            _mark_shouting(line)
        first = index


def _is_headline(line: list[Token], lists: Lexicon) -> bool:
    words = [t for t in line if t.kind in "CAl"]
    if len(words) < 3:
        return False
    shouting = sum(t.kind == "A" for t in words)
    if shouting >= 0.8 * len(words):
        return True
    if lists.language != "en" or line[-1].text in (".", ";", ","):
        return False
    long = [t for t in words if t.low not in lists.function_words]
    capitals = sum(t.capital for t in long)
    return len(long) >= 4 and capitals >= 0.85 * len(long)


def _mark_shouting(line: list[Token]) -> None:
    """A long line all in capitals says nothing by them."""
    if sum(t.kind == "A" for t in line) >= 0.8 * sum(t.kind != "p" for t in line):
        for token in line:
            token.weak = token.head = True
