"""What a figure counts or measures: the words for it, after the number or before it.

Words that are no noun phrase of the article are left out rather than guessed
(docs/decisions/what-figures-count.md).
"""

from __future__ import annotations

from factcards.card import Span
from factcards.reading.counted_before import Place, counted_before, is_time
from factcards.reading.counted_names import name_counted, score_of, verb_counted
from factcards.reading.edges import widened
from factcards.reading.numerals import Scan, numeral_at
from factcards.reading.phrases import (
    is_closed,
    is_participle,
    is_plural,
    is_verb,
    is_word,
    modifier_age,
    noun_phrase,
    phrase_span,
)
from factcards.reading.tokens import span_of

__all__ = ["Place", "counted"]

_HYPHENS = frozenset("-‐‑")
_HEDGES = frozenset(["also", "already", "still", "seriously", "critically", "later", "now"])
_MORE = frozenset(
    ["more", "other", "others", "fewer", "less", "extra", "each", "apiece", "last", "next", "past"]
)
# Behind these a bare number is a pronoun: "the two talked".
_DEFINITE = frozenset(
    ["the", "these", "those", "his", "her", "its", "their", "our", "my", "your", "both", "all"]
)
_PARENTHESIS = 8
_GERMAN_SIZES = ("groß", "lang", "breit", "hoh", "tief", "schwer", "stark", "dick", "teur", "weit")
_INFLECTED = ("e", "en", "er", "es", "em")


def counted(s: Scan, place: Place) -> Span | None:
    """The words for what the figure counts, or None where the text leaves it open."""
    if place.kind == "score":
        return score_of(s, place.first, place.end)
    if place.kind == "age":
        return _aged(s, place)
    if s.low(place.first - 1) == "of" and s.low(place.end) in s.lex.grammar["auxiliaries"]:
        group = counted_before(s, place)  # "groups of ten may meet"
        if group is not None:
            return group
    after = _after(s, place)
    if after is not None:
        return after
    before = counted_before(s, place) or name_counted(s, place)
    return before or verb_counted(s, place)


# --- behind the number --------------------------------------------------------


def _after(s: Scan, place: Place) -> Span | None:
    end, grammar = place.end, s.lex.grammar
    if end >= len(s.tokens) or s.gap(end) == "\n":
        return None
    if place.hyphened and place.unit is None:
        return _hyphen_noun(s, end)
    tied = s.tokens[end].text in _HYPHENS and not s.tokens[end].gap and not s.gap(end + 1)
    if tied:
        end = widened(s, end, end)[1]  # "a 5-kilometre-long tunnel"
    elif place.unit is not None:
        end = _behind_parenthesis(s, end)
    low = s.low(end)
    ratio = low in ("as", "times") and s.low(end + 1) in ("as", "many", "much")
    if ratio and place.kind == "ratio":
        end += 2 + (s.low(end + 1) == "as")
        return _noun_after(s, end, place)
    if low == "worth" and s.low(end + 1) == "of":
        end, low = end + 1, "of"
    of = low in ("of", "de", "von", "des", "du", "der") or low.startswith("d'")
    genitive = place.kind == "share" and low in s.lex.grammar["genitives"]
    if (of or genitive) and not place.hyphened:
        return _of_phrase(s, end, place)
    if place.kind == "share" and place.unit is None and low in grammar["determiners"]:
        return _of_phrase(s, end - 1, place)  # "half the villages"
    if place.kind == "share" and s.low(end - 1) in s.lex.numbers.ordinals:  # "every third child"
        bounds = noun_phrase(s, end, singular=True) if is_word(s, end) else None
        return phrase_span(s, bounds) if bounds else None
    if place.unit is not None:
        return _measured_after(s, end, place, tied=tied or place.tied)
    return _count_after(s, end, place)


def _behind_parenthesis(s: Scan, end: int) -> int:
    """The token behind a second amount in parentheses: "12mph (20km/h) | speed limit"."""
    if s.low(end) != "(" or s.gap(end) != " ":
        return end
    digits = False
    for k in range(end + 1, min(end + 1 + _PARENTHESIS, len(s.tokens))):
        if s.low(k) == ")":
            return k + 1 if digits and s.gap(k + 1) == " " else end
        digits = digits or s.tokens[k].kind == "num"
    return end


def _count_after(s: Scan, end: int, place: Place) -> Span | None:
    grammar, low = s.lex.grammar, s.low(end)
    bare = s.low(place.first - 1) not in _DEFINITE
    if (low in grammar["verbs"] and not is_participle(s, end)) or _past_clause(s, end):
        return _verb_phrase(s, end) if bare else None
    if low in grammar["auxiliaries"]:
        return _participle_after(s, end) if bare else None
    inner = low in grammar["inner_adverbs"] or low in ("other", "more")
    compass = low in ("north", "south", "east", "west") and is_word(s, end + 1)
    if is_closed(s, end) and not inner and not compass:
        return None
    return _noun_after(s, end, place)


def _noun_after(s: Scan, end: int, place: Place) -> Span | None:
    if s.gap(end) != " " or not (is_word(s, end) or modifier_age(s, end)):
        return None
    bounds = noun_phrase(s, end, singular=place.one or place.unit is not None)
    if bounds is None:
        return None
    first, stop = bounds
    if s.low(first) in _MORE and stop - first == 1:
        return _verdict_after(s, stop) or counted_before(s, place)
    while s.low(first) in ("other", "more", "additional", "further") and stop - first > 1:
        first += 1
    joined = s.low(stop) == "and" and not is_verb(s, stop + 1)
    if joined and is_plural(s, stop - 1) and is_plural(s, stop + 1):
        ends = s.low(stop + 2) in s.lex.grammar.closed or not is_word(s, stop + 2)
        if ends and s.low(stop + 2) != "to" and stop - first == 1:
            stop += 2
    if s.lex.language == "en" and not _fits(s, first, stop, place):
        return None
    return phrase_span(s, (first, stop))


def _verdict_after(s: Scan, at: int) -> Span | None:
    """ "dozens more were injured", "six more dead": what befell them."""
    if s.low(at) in s.lex.grammar["auxiliaries"]:
        return _participle_after(s, at)
    return span_of(s.tokens, at, at + 1) if s.low(at) in s.lex.grammar["befallen"] else None


def _fits(s: Scan, first: int, stop: int, place: Place) -> bool:
    """Whether the phrase agrees with its number: one man, two men; never an adverb alone."""
    last = stop - 1
    low = s.low(last)
    if place.one:
        return s.low(stop) not in s.lex.grammar["speech_verbs"] and not low.endswith("ly")
    if low in s.lex.grammar["befallen"]:
        return stop - first == 1 or not is_plural(s, first)
    return is_plural(s, last) or place.kind == "ratio"


def _hyphen_noun(s: Scan, end: int) -> Span | None:
    """ "24-member committee" counts members; "40-strong crew" counts the crew."""
    at = end + 1
    if not is_word(s, at):
        return None
    if s.low(at) in ("strong", "plus", "odd", "some", "time", "times", "ish"):
        bounds = noun_phrase(s, at + 1, singular=True)
        return phrase_span(s, _common(s, *bounds)) if bounds else None
    return None if is_closed(s, at) else span_of(s.tokens, at, at + 1)


def _common(s: Scan, first: int, stop: int) -> tuple[int, int]:
    """The phrase without the name it ends in: "champion | Jana Holt"."""
    capital = next((k for k in range(first, stop) if s.tokens[k].capital), first)
    return first, capital if capital > first else stop


def _of_phrase(s: Scan, of: int, place: Place) -> Span | None:
    """ "three of the suspects", "30 tonnes of cocaine", "24 percent of voters"."""
    at = of + 1
    for _ in range(3):
        if s.low(at) in s.lex.grammar["determiners"]:
            at += 1
    if at >= len(s.tokens) or s.gap(at) == "\n" or s.tokens[at].kind not in ("word", "num"):
        return None
    if s.low(at).endswith("'s") and s.tokens[at + 1 : at + 2] and s.tokens[at + 1].kind == "num":
        at += 1  # "40,000 of the city's 1.2 million residents"
    group = numeral_at(s, at)
    if group is not None and group.end < len(s.tokens) and group.value is not None:
        at = group.end  # "nine of the 15 judges"
        if not is_word(s, at):
            return None
    if s.low(at) in s.lex.before.entries:  # "half of the nearly $1 billion"
        return None
    bounds = noun_phrase(s, at, singular=True)
    if bounds is None:
        return None if is_word(s, at) else counted_before(s, place)
    alone = bounds[1] - bounds[0] == 1
    if alone and s.lex.language == "en" and is_verb(s, at):
        return phrase_span(s, bounds) if s.low(at) in s.lex.grammar["befallen"] else None
    return phrase_span(s, bounds)


def _measured_after(s: Scan, end: int, place: Place, *, tied: bool) -> Span | None:
    """What a sum or measure is for, behind it: "$5 million fine", "$4m in aid"."""
    grammar, low = s.lex.grammar, s.low(end)
    if low in grammar["rate_words"] and is_word(s, end + 1):
        return None
    for words in sorted(grammar["at_bars"]):
        phrase = tuple(words.split())
        if place.kind == "duration" and s.phrase(end, phrase) and s.gap(end) == " ":
            skip = 1 if phrase[0] == "in" else 0
            return span_of(s.tokens, end + skip, end + len(phrase))
    if low == "in" and place.kind == "money" and s.gap(end) == " ":
        return _sum_in(s, end + 1)
    if s.lex.language == "de" and low.startswith(_GERMAN_SIZES) and low.endswith(_INFLECTED):
        end += 1  # "das 2,6 Hektar große | Gelände"
    if s.lex.language == "de" and is_word(s, end) and s.tokens[end].capital:
        bounds = noun_phrase(s, end)
        return phrase_span(s, bounds) if bounds else None
    before = s.low(place.first - 1)
    if low in grammar["change_nouns"] and before in grammar["determiners"]:
        return span_of(s.tokens, end, end + 1)  # "a 12% rise"
    if s.lex.language != "en" or s.gap(end) != " " or not is_word(s, end):
        return None
    if low in grammar["terms"] and place.kind == "duration":
        bounds = noun_phrase(s, end, singular=True)
        return phrase_span(s, bounds) if bounds else None
    modifies = tied or _modifies(s, place)
    if not (modifies or _prefixed(s, place)):
        return None
    if is_closed(s, end) or is_time(s, end) or low in _MORE | {"apart", "later", "earlier"}:
        return None
    last = not is_word(s, end + 1) or is_closed(s, end + 1)
    if is_verb(s, end) and last and (is_participle(s, end) or not modifies):
        return None
    if low.endswith("ly") and low not in grammar["inner_adverbs"]:
        return None
    bounds = noun_phrase(s, end, singular=True)
    return phrase_span(s, bounds) if bounds else None


def _modifies(s: Scan, place: Place) -> bool:
    """Whether the amount stands before a noun as an adjective does: "the 12mph limit".

    A plural unit never does ("ten years clear"), nor a share without an article.
    """
    last = s.tokens[place.end - 1]
    if last.kind == "word" and len(last.low) > 2 and last.low.endswith("s"):
        return False
    at = place.first - 1 - (s.low(place.first - 1) in s.lex.grammar["relation_nouns"])
    if s.low(at) in s.lex.grammar["determiners"] - {"that", "all", "both", "each", "every"}:
        return True
    return s.low(at).endswith(("'s", "s'")) or place.unit == "magnitude"


def _prefixed(s: Scan, place: Place) -> bool:
    """Whether a sign of money stands before the number, so that a noun may follow it."""
    last = s.tokens[place.end - 1]
    scaled = last.low in s.lex.numbers.scales or last.low in s.lex.numbers.short_scales
    return place.kind == "money" and (last.kind == "num" or scaled)


def _sum_in(s: Scan, at: int) -> Span | None:
    """ "$4m in | aid": a mass or a plural that sums are given in; no place and no year."""
    if not is_word(s, at) or is_closed(s, at) or s.tokens[at].capital:
        return None
    bounds = noun_phrase(s, at, singular=True)
    if bounds is None or is_time(s, bounds[1] - 1):
        return None
    last = bounds[1] - 1
    given = is_plural(s, last) or s.low(last) in s.lex.grammar["money_nouns"]
    return phrase_span(s, bounds) if given else None


def _past_clause(s: Scan, end: int) -> bool:
    """Whether "-ed" right behind the number is a verb with an object: "24 joined the march"."""
    if not is_participle(s, end) or s.lex.language != "en":
        return False
    following = s.low(end + 1)
    if following in s.lex.grammar["determiners"] or s.low(end) in ("voted", "died", "escaped"):
        return True
    # "50 attended classes": no noun of people or things can end what follows a bare "-ed".
    return s.low(end) not in s.lex.grammar["befallen"] and s.low(end + 2) in (".", ",", ";")


def _verb_phrase(s: Scan, at: int) -> Span | None:
    """The verb and its object up to the end of the clause: "fled Belarus".

    A verb alone stays only where it says what befell or became of people.
    """
    stop, closed = at + 1, s.lex.grammar
    led = s.low(stop) in ("to", "in", "on", "into", "out", "from", "at")
    if (
        s.low(at) not in closed["befallen"]
        and led
        and (s.low(stop + 1) in closed["determiners"] or not is_closed(s, stop + 1))
    ):
        stop += 1
    while is_word(s, stop) and s.gap(stop) == " " and stop - at < 6:
        if is_closed(s, stop) and s.low(stop) not in closed["determiners"]:
            break
        stop += 1
    while stop > at + 1 and (is_closed(s, stop - 1) or s.low(stop - 1).endswith("ly")):
        stop -= 1
    alone = stop == at + 1 and s.lex.language == "en"
    if alone and s.low(at) not in closed["befallen"]:
        return None
    return span_of(s.tokens, at, stop)


def _participle_after(s: Scan, at: int) -> Span | None:
    """ "12 were killed", "51 had been taken to the hospital": what befell them."""
    stop = at
    while s.low(stop) in s.lex.grammar["auxiliaries"] or s.low(stop) in _HEDGES:
        stop += 1
    if not is_word(s, stop) or s.gap(stop) == "\n" or is_closed(s, stop):
        return None
    if s.lex.language != "en" or s.low(stop) in s.lex.grammar["befallen"]:
        return span_of(s.tokens, stop, stop + 1)
    return _verb_phrase(s, stop)


# --- ages ---------------------------------------------------------------------


def _aged(s: Scan, place: Place) -> Span | None:
    """Whose age it is: "54-year-old man", "Jana Holt, 54,", "a driver aged 54"."""
    end = place.end
    if s.phrase_before(place.first, ("age", "of")):  # "under the age of 12 travel free"
        return None
    if is_word(s, end) and s.gap(end) == " " and not is_closed(s, end) and not is_verb(s, end):
        bounds = noun_phrase(s, end, singular=True)
        if bounds:
            first, stop = bounds
            names = [k for k in range(first, stop) if s.tokens[k].capital]
            if names and names[0] > first:
                stop = names[0]
            return phrase_span(s, (first, stop))
    at = place.first - 1
    while s.low(at) in ("perhaps", "just", "only", "about", "maybe"):
        at -= 1
    if s.low(at) in ("aged", "age", "edad", "âgé", "âgée", "de", "years", "of"):
        at -= 1
    if s.low(at) in (",", "(", "âgé", "âgée", "âgés"):
        at -= 1
    if at < 0 or not is_word(s, at):
        return None
    first = at
    while first > 0 and is_word(s, first - 1) and s.gap(first) == " " and at - first < 4:
        if is_closed(s, first - 1) or s.tokens[first].capital != s.tokens[first - 1].capital:
            break
        first -= 1
    if is_closed(s, at):
        return None
    return span_of(s.tokens, first, at + 1)
