"""Where noun phrases begin and end, by closed word classes and word endings.

No tagger is used: a phrase runs over open-class words and ends at the first
function word, mark or verb. A plural ends it unless another noun follows.
"""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.numerals import Scan
from factcards.reading.tokens import span_of

_LONGEST = 7
_HYPHENS = frozenset("-‐‑")
_ADJECTIVES = frozenset(["hundred", "united", "armed", "masked"])
# Forms in "-ing" that follow their noun and belong to it no more.
TRAILING = frozenset(["remaining", "arising", "belonging", "resulting", "missing", "waiting"])
_EED_VERBS = frozenset(["agreed", "disagreed", "freed", "guaranteed", "decreed", "refereed"])
# Endings of plurals without "s": "firefighters" has one, "firemen" this.
_PLURAL_ENDS = ("men", "women", "people", "folk", "children", "craft", "feet", "teeth")


def is_word(s: Scan, i: int) -> bool:
    """Whether token `i` is a word within the same line as the one before it."""
    return 0 <= i < len(s.tokens) and s.tokens[i].kind in ("word", "code")


def is_closed(s: Scan, i: int) -> bool:
    """Whether token `i` is a function word, which ends a noun phrase."""
    low = s.low(i)
    if low in s.lex.grammar.closed:
        return True
    head, _, tail = low.partition("'")  # l'année, d'euros, it's
    return bool(tail) and s.lex.language == "fr" and head in ("qu", "c", "s", "n", "j")


def is_plural(s: Scan, i: int) -> bool:
    """Whether token `i` looks like a plural noun."""
    low, grammar = s.low(i), s.lex.grammar
    if low in grammar["irregular_plurals"]:
        return True
    if low.endswith(("'s", "s'")):
        return False
    if len(low) < 3 or not low.endswith("s"):
        return s.lex.language == "en" and len(low) > 4 and low.endswith(_PLURAL_ENDS)
    return not low.endswith(("ss", "us", "is", "ous"))


def is_verb(s: Scan, i: int) -> bool:
    """Whether token `i` is a verb by the list, or ends as past forms do."""
    low, grammar = s.low(i), s.lex.grammar
    if low in grammar["verbs"] or low in grammar["auxiliaries"]:
        return True
    return s.lex.language == "en" and low.endswith("ed") and _past(low) and low not in _ADJECTIVES


def is_participle(s: Scan, i: int) -> bool:
    """Whether token `i` is a past form that can stand before a noun ("injured")."""
    return _past(s.low(i))


def _past(low: str) -> bool:
    """Whether an English word has the ending of a past form: "killed", and not "speed"."""
    if len(low) < 5 or not low.endswith("ed"):
        return False
    return not low.endswith("eed") or low in _EED_VERBS


def noun_phrase(s: Scan, start: int, *, singular: bool = False) -> tuple[int, int] | None:
    """Tokens `[first, end)` of the noun phrase that starts at token `start`, or None.

    `singular` lets a verb end the phrase after its first noun ("one man said").
    """
    if s.lex.language == "de":
        return _german_phrase(s, start)
    if s.lex.language in ("es", "fr"):
        return _head_first_phrase(s, start)
    tokens, grammar = s.tokens, s.lex.grammar
    inner, modifiers = grammar["inner_adverbs"], grammar["plural_modifiers"]
    i, end, nouns, plural = start, start, 0, False
    while i < len(tokens) and i - start < _LONGEST:
        token = tokens[i]
        if i > start and token.gap == "\n":
            break
        if token.text in _HYPHENS and i > start and not token.gap and not s.gap(i + 1):
            i += 1
            continue
        if token.text == "," and _adjective_comma(s, i, start):
            i += 1
            continue
        if token.kind == "num" and modifier_age(s, i):  # "two | 45-year-old women"
            i += 5
            continue
        if token.kind not in ("word", "code"):
            break
        low = token.low
        if low in s.lex.numbers.values and i > start and s.tokens[i - 1].text not in _HYPHENS:
            break
        tied = i > start and tokens[i - 1].text in _HYPHENS
        if (
            is_closed(s, i)
            and not tied
            and not (low in inner or (low == "and" and i > start and _joined_noun(s, i, nouns)))
        ) and not _inner_word(s, i):
            break
        if low.endswith("ly") and low not in inner and nouns and not is_plural(s, i):
            break
        if (
            i > start
            and not tied
            and (low in grammar["verbs"] or low in grammar["auxiliaries"])
            and (singular or plural or not low.endswith("s") or low in grammar["auxiliaries"])
        ):
            break  # "12 career wins" has no other noun for its plural
        if nouns and not tied and (is_participle(s, i) or low in ("more", "less", "fewer")):
            break
        if nouns and not tied and low in TRAILING and not _open_follows(s, i + 1):
            break  # "one race | remaining"
        plural = plural or is_plural(s, i)
        nouns += 0 if low in inner or is_participle(s, i) else 1
        end = i + 1
        if is_plural(s, i) and not _tied_on(s, i):
            following = _noun_follows(s, i + 1)
            if not following and not (low in modifiers and _modified(s, i + 1, singular=singular)):
                break
        elif singular and nouns and not _tied_on(s, i) and not _open_follows(s, i + 1):
            break
        i += 1
    while end > start and s.low(end - 1) in ("and", "or"):
        end -= 1
    if end == start:
        return None
    if s.low(end - 1) in inner:
        return None
    return start, end


def modifier_age(s: Scan, i: int) -> bool:
    """Whether "45-year-old" stands at token `i`."""
    return s.low(i + 1) in _HYPHENS and s.low(i + 3) in _HYPHENS and s.low(i + 4) == "old"


def _inner_word(s: Scan, i: int) -> bool:
    """Function words that also stand inside a noun phrase before a noun ("south Asian")."""
    return s.low(i) in (
        "north",
        "south",
        "east",
        "west",
        "old",
        "long",
        "high",
        "early",
        "other",
        "weekly",
        "daily",
        "monthly",
    ) and _open_follows(s, i + 1)


def _joined_noun(s: Scan, i: int, nouns: int) -> bool:
    """Whether the "and" at `i` joins two modifiers of one noun: "fire | and rescue crews"."""
    if nouns == 0:
        return True
    if is_plural(s, i - 1) or not _open_follows(s, i + 1) or is_plural(s, i + 1):
        return False
    return _open_follows(s, i + 2) and is_plural(s, i + 2)


def _modified(s: Scan, i: int, *, singular: bool) -> bool:
    """Whether the noun at token `i`, or the one behind it, is what a plural modifies."""
    if not _open_follows(s, i):
        return False
    return singular or is_plural(s, i) or (_open_follows(s, i + 1) and is_plural(s, i + 1))


def _tied_on(s: Scan, i: int) -> bool:
    return s.low(i + 1) in _HYPHENS and not s.gap(i + 1) and not s.gap(i + 2)


def _adjective_comma(s: Scan, i: int, start: int) -> bool:
    """Whether the comma at `i` only parts two adjectives: "24 young, unarmed men"."""
    return (
        i == start + 1
        and not is_plural(s, i - 1)
        and not is_closed(s, i + 1)
        and is_word(s, i + 1)
        and not is_plural(s, i + 1)
        and not is_verb(s, i - 1)
        and is_plural(s, i + 2)
        and not s.tokens[i + 1].capital
    )


def _noun_follows(s: Scan, i: int) -> bool:
    """Whether another plural noun continues the phrase: "human rights | activists"."""
    if not is_word(s, i) or s.gap(i) != " " or is_closed(s, i):
        return False
    return is_plural(s, i) and s.low(i) not in s.lex.grammar["verbs"] and not s.tokens[i].capital


def _open_follows(s: Scan, i: int) -> bool:
    if not is_word(s, i) or s.gap(i) == "\n":
        return False
    return (
        not is_closed(s, i)
        and s.low(i) not in s.lex.grammar["verbs"]
        and not (s.low(i).endswith("ed") or s.low(i).endswith("ly"))
    )


def _german_phrase(s: Scan, start: int) -> tuple[int, int] | None:
    """Adjectives in lower case, then the capitalised noun that ends the phrase."""
    i, end = start, start
    while is_word(s, i) and i - start < 5 and (i == start or s.gap(i) == " "):
        if s.low(i) in s.lex.grammar.closed or is_verb(s, i):
            break
        end = i + 1
        hyphen = s.low(i + 1) in _HYPHENS
        if s.tokens[i].capital and (hyphen or not _german_adjective(s, i)):
            break
        i += 1
    if end == start or not s.tokens[end - 1].capital:
        nominal = s.low(end - 1) if end > start else ""
        return (start, end) if nominal.endswith(("te", "ten")) and end == start + 1 else None
    return start, end


def _german_adjective(s: Scan, i: int) -> bool:
    """Whether a capitalised word still waits for its noun: "Berliner Polizisten"."""
    return (
        s.low(i).endswith("er")
        and is_word(s, i + 1)
        and s.gap(i + 1) == " "
        and s.tokens[i + 1].capital
    )


def _head_first_phrase(s: Scan, start: int) -> tuple[int, int] | None:
    """A noun and the adjectives behind it ("presos políticos"), perhaps one before it."""
    i, end, plural = start, start, False
    while is_word(s, i) and i - start < 3 and (i == start or s.gap(i) == " "):
        if is_closed(s, i) or is_verb(s, i) or (i > start and s.tokens[i].capital):
            break
        if i > start and plural and not is_plural(s, i):
            break
        if i > start and s.low(i).endswith(
            ("ron", "aron", "ieron", "èrent", "aient", "aban", "ían")
        ):
            break
        plural = plural or is_plural(s, i)
        end = i + 1
        i += 1
    return (start, end) if end > start else None


def phrase_span(s: Scan, bounds: tuple[int, int]) -> Span:
    """The span of the tokens `[first, end)`."""
    return span_of(s.tokens, *bounds)


def clause_start(s: Scan, i: int) -> int:
    """First token of the clause that token `i` stands in."""
    breaks, at = s.lex.grammar["subject_breaks"], i
    while at > 0 and i - at < 40:
        if s.tokens[at].gap == "\n":
            return at
        before = s.tokens[at - 1]
        if before.kind == "sym" and before.text in '.,;:!?()"“”«»—–':
            return at
        if before.low in breaks:
            return at
        at -= 1
    return at
