"""Numbers that name and do not count: "Article 5", "F-16", phones, addresses, list numbers."""

from __future__ import annotations

import re

from factcards.reading.amounts import Amount
from factcards.reading.numerals import Scan
from factcards.reading.phrases import is_closed, is_plural, is_verb, is_word, noun_phrase

_PHONE = re.compile(
    r"\+\d[\d ().\u00a0-]{6,20}\d"
    r"|\(\d{2,4}\)[ \u00a0]?\d{3,4}[-. \u00a0]?\d{3,4}(?!\d)"
    r"|(?<![\d.,-])\d{3}[-.]\d{3}[-.]\d{4}(?![\d-])"
    r"|(?<![\d.,-])0\d{2,4}[ \u00a0/-]\d{3,4}(?:[ \u00a0-]?\d{2,4}){0,3}(?![\d,.]\d)"
    r"|(?<![\d.,-])\d{3}-\d{4}(?![\d-])"
    r"|(?<![\d.,-])0\d(?:[ \u00a0.]\d{2}){4}(?!\d)"
    r"|(?<![\d.,-])\d{2,3}[ \u00a0]\d{3}[ \u00a0]\d{2}[ \u00a0]\d{2}(?![\d,.]\d)"
    r"|(?<![\d.,-])1[ \u00a0]\d{3}[ \u00a0]\d{3}[ \u00a0]\d{4}(?!\d)"
)
_HYPHENS = frozenset("-‐‑")
# Numbers in a row, with marks between them but no word, that a sentence may still hold.
_LONGEST_ROW = 20
_CHAINS = frozenset("-‐‑/")
_BREAKS_NUMBER = frozenset("/_\\=:.*^")


def phone_tokens(s: Scan) -> frozenset[int]:
    """Indices of the tokens that belong to telephone numbers."""
    found: set[int] = set()
    spans = [m.span() for m in _PHONE.finditer(s.text)]
    if not spans:
        return frozenset()
    k = 0
    for i, token in enumerate(s.tokens):
        while k < len(spans) and spans[k][1] <= token.start:
            k += 1
        if k < len(spans) and spans[k][0] <= token.start:
            found.add(i)
    return frozenset(found)


def table_tokens(s: Scan) -> frozenset[int]:
    """The tokens of every row of numbers without a word that is longer than prose has."""
    found: set[int] = set()
    row: list[int] = []
    for i, token in enumerate(s.tokens):
        if token.kind == "num":
            row.append(i)
        elif token.kind != "sym":
            if len(row) > _LONGEST_ROW:
                found.update(row)
            row = []
    if len(row) > _LONGEST_ROW:
        found.update(row)
    return frozenset(found)


def in_chain(s: Scan, i: int) -> bool:
    """Whether a hyphen or slash without a space ties token `i` to a word or number before it."""
    if i < 2 or s.tokens[i].kind == "sym" or s.low(i - 1) not in _CHAINS or s.gap(i - 1):
        return False
    return s.tokens[i - 2].kind in ("num", "word", "code")


def is_idiom(s: Scan, a: Amount) -> bool:
    """Whether hyphens tie the number to another: "one-on-one", "two-by-four"."""
    tied = s.low(a.end) in _HYPHENS and s.low(a.end + 2) in _HYPHENS and not s.gap(a.end)
    return tied and a.unit is None and s.low(a.end + 1) in ("on", "by", "to", "in", "for")


def is_speaker(s: Scan, a: Amount) -> bool:
    """Whether the number only says that a single person speaks: "one man said", "said one man"."""
    if a.value != 1 or a.number.digits or a.unit is not None or a.hyphened:
        return False
    speech = s.lex.grammar["speech_verbs"]
    if s.low(a.end) in speech or s.low(a.first - 1) in speech | {"to"}:
        return True
    bounds = noun_phrase(s, a.end, singular=True) if is_word(s, a.end) else None
    return bounds is not None and s.low(bounds[1]) in speech


def is_label(s: Scan, a: Amount) -> bool:
    """Whether the number only names something, or is part of a larger token."""
    return (
        _tied(s, a)
        or _counter(s, a)
        or _list_number(s, a)
        or (a.unit is None and not a.number.scaled and (_labelled(s, a) or _address(s, a)))
        or _idle_one(s, a)
        or _hyphen_idiom(s, a)
    )


def _tied(s: Scan, a: Amount) -> bool:
    """Whether letters, slashes or marks tie the number to something else."""
    tokens, first, end = s.tokens, a.first, a.end
    number = tokens[a.number.first]
    if number.text.isdecimal() and len(number.text) > 1 and number.text.startswith("0"):
        return True
    if first and not tokens[first].gap:
        before = tokens[first - 1]
        if before.kind in ("word", "code", "num", "skip"):
            return True
        if before.text in _BREAKS_NUMBER and (first < 2 or not before.gap):
            return not (before.text == ":" and is_word(s, first - 2))
        if before.text in _HYPHENS and not before.gap and first > 1:
            return tokens[first - 2].kind in ("word", "code", "num")
    if end < len(tokens) and not tokens[end].gap:
        after = tokens[end]
        if after.kind in ("word", "code", "num"):
            return not (a.number.kind == "plain" and after.low.startswith("'"))
        if after.text in ("/", "_", "\\", "=", ":") and end + 1 < len(tokens):
            tied = not tokens[end + 1].gap and tokens[end + 1].kind in ("num", "code")
            return tied or (after.text in "_=\\" and not tokens[end + 1].gap)
        if after.text in ("'", "’") and s.low(end + 1) == "s" and not s.gap(end + 1):
            return True
        if after.text in "²³" or after.text == "^":
            return True
    return False


def _counter(s: Scan, a: Amount) -> bool:
    """ "3/8" between pictures is a counter; a fraction has what it is part of behind it."""
    if a.number.kind != "fraction" or s.low(a.number.first + 1) != "/" or a.unit is not None:
        return False
    following = s.low(a.end)
    if following in s.lex.numbers.vague_links or a.hyphened:
        return False
    return not is_word(s, a.end) or s.tokens[a.end].capital or s.gap(a.end) == "\n"


def _list_number(s: Scan, a: Amount) -> bool:
    """ "1." or "2)" that opens a line, "[3]" behind a word, "(iv)"-like item numbers."""
    if a.unit is not None or a.number.scaled or not a.number.digits:
        return False
    before, after = s.low(a.first - 1), s.low(a.end)
    opens = s.gap(a.first) == "\n" or (before == "(" and s.gap(a.first - 1) == "\n")
    if opens and after in (".", ")") and not s.gap(a.end) and s.gap(a.end + 1) in (" ", "\n"):
        return a.end + 1 < len(s.tokens)
    return before == "[" and after == "]"


def _labelled(s: Scan, a: Amount) -> bool:
    """Whether the word before makes it a name: "Article 5", "flight 17", "Boeing 737"."""
    at = a.first - 1
    if at < 0 or s.gap(a.first) == "\n":
        return False
    if s.tokens[at].text in (".", "°") and not s.tokens[at].gap and at:
        at -= 1
        abbreviation = s.low(at) in (
            "no",
            "nos",
            "vol",
            "nr",
            "art",
            "abs",
            "fig",
            "núm",
            "p",
            "pp",
        )
        return abbreviation and (a.number.digits or s.low(at) != "no")
    before = s.tokens[at]
    if before.kind == "sym":
        return before.text in ("§", "№", "º")
    if before.kind != "word":
        return before.kind == "code" and not _counts(s, a)
    labels = s.lex.labels.get("before", frozenset())
    if before.low in labels and before.low != "no":
        return (before.capital and at > 0 and s.gap(at) != "\n") or not _counts(s, a)
    if before.text == "No" and a.number.digits:
        return not _counts(s, a)
    if before.capital and a.number.digits and s.text[s.tokens[a.number.first].start].isdigit():
        return _named_number(s, a, at)
    return False


def _named_number(s: Scan, a: Amount, at: int) -> bool:
    """Whether a capitalised word and the digits behind it are one name ("Soyuz 5")."""
    text, before = s.tokens[a.number.first].text, s.tokens[at]
    if not text.isdecimal() or len(text) > 4 or is_closed(s, at):
        return False
    if before.low in s.lex.before.entries or before.low.endswith("ly"):
        return False
    if s.lex.language == "de":
        return s.low(a.end) == "" or not is_word(s, a.end)
    if _counts(s, a) or s.low(a.end) in s.lex.grammar["irregular_plurals"]:
        return False
    sentence_start = at == 0 or s.gap(at) == "\n" or s.tokens[at - 1].text in '.!?:"“”'
    return not (sentence_start and (is_verb(s, at) or before.low.endswith("ing")))


def _counts(s: Scan, a: Amount) -> bool:
    """Whether a plural noun phrase follows, so that the number counts it."""
    if a.hyphened or not is_word(s, a.end) or s.gap(a.end) != " ":
        return False
    bounds = noun_phrase(s, a.end)
    if bounds is None or (s.tokens[bounds[0]].capital and bounds[1] - bounds[0] == 1):
        return False
    if s.lex.language in ("es", "fr"):  # "el vuelo 370 | salió" counts nothing
        return s.low(bounds[0]).endswith(("s", "x")) or is_plural(s, bounds[0])
    if s.lex.language != "en":
        return True
    return is_plural(s, bounds[1] - 1) and (
        s.low(bounds[1] - 1) not in s.lex.grammar["verbs"] and not _verb_s(s, bounds)
    )


def _verb_s(s: Scan, bounds: tuple[int, int]) -> bool:
    """Whether the one word is rather a verb: "Article 5 states that", "Channel 4 reports"."""
    if bounds[1] - bounds[0] != 1:
        return False
    following = s.low(bounds[1])
    return following == "that" or following in s.lex.grammar["determiners"]


def _address(s: Scan, a: Amount) -> bool:
    """ "12 Elm Street", "12, rue de la Paix", "Hauptstraße 12"."""
    text = s.tokens[a.number.first].text
    if not text.isdecimal() or len(text) > 5:
        return False
    streets = s.lex.labels.get("streets", frozenset())
    suffixes = tuple(s.lex.labels.get("street_suffixes", ()))
    if suffixes and a.first and s.gap(a.first) != "\n":
        before = s.tokens[a.first - 1]
        if before.capital and before.low.endswith(suffixes) and len(before.low) > 6:
            return not _counts(s, a)
    if not streets:
        return False
    if s.lex.language in ("es", "fr") and s.low(a.first - 1) == ",":  # "calle Mayor, 12"
        return any(s.low(k) in streets for k in range(max(0, a.first - 6), a.first - 2))
    at = a.end
    if s.lex.language == "fr":
        at += s.low(at) == ","
        return s.low(at) in streets
    for k in range(at, at + 4):
        if not is_word(s, k) or not s.tokens[k].capital or s.gap(k) != " ":
            return False
        if s.low(k) in streets and k > at:
            return True
    return False


def _idle_one(s: Scan, a: Amount) -> bool:
    """Whether "one" is a pronoun or an article and no count: "one of the", "no one"."""
    number = a.number
    if number.digits or number.scaled or number.kind != "plain" or number.end - number.first != 1:
        return False
    words, low = s.lex.numbers, s.low(number.first)
    if low == "zero":
        return a.unit is None and not _counts(s, a)
    if low not in words.one:
        return False
    if a.unit is not None:
        return low in words.articles or (a.unit == "day" and not a.hyphened)
    if low in words.articles or a.hyphened:
        return low in words.articles or s.low(a.end + 1) in words.one_not_before
    if s.low(a.first - 1) in words.one_not_after and s.gap(a.first) != "\n":
        return True
    if s.low(a.end) in words.one_not_before or not is_word(s, a.end):
        return True
    bounds = noun_phrase(s, a.end, singular=True)
    # "a message -- one Clinton shied away from": a name behind it is another clause.
    return bounds is None or all(s.tokens[k].capital for k in range(*bounds))


def _hyphen_idiom(s: Scan, a: Amount) -> bool:
    if not a.hyphened or a.unit is not None:
        return False
    return s.low(a.end + 1) in s.lex.labels.get("hyphen_idioms", frozenset())
