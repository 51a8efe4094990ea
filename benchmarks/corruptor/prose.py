"""Sentences made false: every place where a kind of error can be put, and what it makes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol, TypeVar

from corruptor.model import Corruption, Material

NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,   ]\d{3})*(?:[.,]\d+)?(?![\d])")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)? ?(?:am|pm|a\.m\.|p\.m\.|Uhr|h)\b|\d{1,2}[:h]\d\d")
_QUOTED = re.compile('[“«„"]([^“”«»„"]+)[”»“"]')
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_LISTED = re.compile(
    r"\s*(?:[\w€$£%]+\s+)?(?:and|to|or|bis|und|y|a|e|et|à|-|–|,)\s*[€$£]?\s*", re.IGNORECASE
)
_HEDGED_WITHIN = 24
"""Code points before a number in which a hedge leaves it some play."""

Made = tuple[int, int, str]
"""Where a text is changed, from and to, and what is put there."""


def corrupt_sentence(text: str, material: Material) -> Iterator[Corruption]:
    """Every corruption of `text`, in the order of kinds and of places.

    A change that may leave the text true is left out: a new number, weekday,
    month or year must not occur in the story, a new name must belong to
    somebody else.
    """
    for kind, places in _KINDS.items():
        seen: set[str] = set()
        for start, end, new in places(text, material):
            changed = text[:start] + new + text[end:]
            changed = changed[:1].upper() + changed[1:] if text[:1].isupper() else changed
            if changed != text and changed not in seen:
                seen.add(changed)
                yield Corruption(kind, text[start:end], new, changed)


def tell_quotes(quotes: Iterable[tuple[str, str]], material: Material) -> Iterator[str]:
    """Each quotation with its speaker as a sentence of prose, in turn by one of two patterns."""
    patterns = material.words["told_quotes"]
    for place, (text, speaker) in enumerate(quotes):
        pattern = patterns[place % len(patterns)]
        closed = text if text[-1:] in ".?!" else f"{text}."
        if pattern.startswith("{speaker}"):
            yield pattern.format(text=closed, speaker=speaker)
        else:
            yield pattern.format(text=closed.rstrip("."), speaker=speaker)


class Kinded(Protocol):
    """Whatever has a kind of error."""

    @property
    def kind(self) -> str:
        """One of `KINDS`."""


Case = TypeVar("Case", bound=Kinded)


def draw(found: Sequence[Case], most: int, seed: str) -> list[Case]:
    """At most `most` of each kind, drawn the same way for the same `seed`."""
    drawn: list[Case] = []
    for kind in dict.fromkeys(c.kind for c in found):
        of_kind = [c for c in found if c.kind == kind]
        source = random.Random(f"{seed}/{kind}")
        drawn += of_kind if len(of_kind) <= most else source.sample(of_kind, most)
    return drawn


def plain(number: str) -> str:
    """The digits of a number alone."""
    return re.sub(r"\D", "", number)


def _amounts(text: str, material: Material) -> list[re.Match[str]]:
    """Numbers in digits that are no year, day of a month or time of day."""
    months = "|".join(material.words["months"])
    clocks = [m.span() for m in _CLOCK.finditer(text)]
    found = []
    for match in NUMBER.finditer(text):
        dated = re.match(rf"\.? (?:de )?(?:{months})\b", text[match.end() :]) or re.search(
            rf"\b(?:{months}) $", text[: match.start()]
        )
        year = re.fullmatch(r"1[5-9]\d\d|20\d\d", match.group()) and not re.match(
            r"\s?[%€]|\s(?:people|moths|metres|households)", text[match.end() :]
        )
        if not dated and not year and not any(a <= match.start() < b for a, b in clocks):
            found.append(match)
    return found


def _digits(text: str, material: Material) -> Iterator[Made]:
    known = {plain(n.group()) for n in NUMBER.finditer(material.story)}
    known |= {value.replace(".", "").lstrip("0") for value in material.values}
    hedges = [old for old, _ in material.words["number_hedges"]]
    for match in _amounts(text, material):
        number = match.group()
        before = text[max(0, match.start() - _HEDGED_WITHIN) : match.start()]
        vague = any(h in before for h in hedges) or plain(number) not in known
        for place, char in enumerate(number):
            if not char.isdigit():
                continue
            for step in (1, 3, 7):
                new = str((int(char) + step) % 10)
                changed = number[:place] + new + number[place + 1 :]
                if (place == 0 and new == "0") or plain(changed).lstrip("0") in known:
                    continue
                old, false = float(plain(number)), float(plain(changed))
                if not vague or abs(false - old) > 0.15 * old:
                    yield match.start(), match.end(), changed
                    break


def _number_words(text: str, material: Material) -> Iterator[Made]:
    numbers = material.words["numbers"]
    story = material.story.lower()
    for place, word in enumerate(numbers):
        for match in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            for step in (1, 2, 3, 4, 5):
                new = numbers[(place + step) % len(numbers)]
                value = str((place + step) % len(numbers) + 2)
                if re.search(rf"\b(?:{new}|{value})\b", story) is None:
                    yield match.start(), match.end(), _cased(new, match.group())
                    break


def _cased(new: str, old: str) -> str:
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _swaps(
    text: str, pairs: Sequence[Sequence[str]], before: str = r"(?<!\w)", after: str = r"(?!\w)"
) -> Iterator[Made]:
    """Each old word of `pairs` in `text`, once in a place, the longest first."""
    taken: list[tuple[int, int]] = []
    for old, new in sorted(pairs, key=lambda pair: -len(pair[0])):
        edge = after if old[-1:].isalnum() else ""
        for match in re.finditer(before + re.escape(old) + edge, text):
            if any(a < match.end() and match.start() < b for a, b in taken):
                continue
            taken.append(match.span())
            yield match.start(), match.end(), new


def _beside_number(text: str, material: Material) -> str:
    """What must stand before a unit: a number in digits or words, with a scale or none."""
    words = "|".join([*material.words["numbers"], *(s for s, _ in material.words["scales"])])
    return rf"(?:\d|\b(?:{words}))[\s-]"


def _units(text: str, material: Material) -> Iterator[Made]:
    number = re.compile(_beside_number(text, material) + r"(?:[\w]+ )?$", re.IGNORECASE)
    for start, end, new in _swaps(text, material.words["units"]):
        if number.search(text[:start]):
            yield start, end, new


def _scales(text: str, material: Material) -> Iterator[Made]:
    for start, end, new in _swaps(text, material.words["scales"]):
        if re.search(r"\d\s$", text[:start]):
            yield start, end, new


def _currencies(text: str, material: Material) -> Iterator[Made]:
    for start, end, new in _swaps(text, material.words["currencies"], before=""):
        symbol = not text[start:end].isalpha() and end - start == 1
        beside = text[end : end + 8] if symbol else text[max(0, start - 8) : start]
        number = NUMBER.search(beside) or re.search(r"\d", beside)
        if number is None and (symbol or not _scaled(text[:start], material)):
            continue
        told = new + beside if symbol else beside + new
        if told not in material.story:
            yield start, end, new


def _scaled(before: str, material: Material) -> bool:
    return any(before.endswith(f"{scale} ") for scale, _ in material.words["scales"])


def _named(text: str, groups: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int, int]]:
    """Where the forms of a group stand in `text`, the longest form first."""
    taken: list[tuple[int, int]] = []
    forms = [(form, number) for number, group in enumerate(groups) for form in group if form]
    for form, number in sorted(forms, key=lambda pair: -len(pair[0])):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?![\w-])", text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield match.start(), match.end(), number


def _share_a_word(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two groups may mean the same: a longer word stands in both."""
    words = {w for form in one for w in re.findall(r"\w{4,}", form.lower())}
    return any(w in form.lower() for form in other for w in words)


def _other_names(text: str, material: Material) -> Iterator[Made]:
    for groups in (material.people, material.places, material.bodies):
        for start, end, number in _named(text, groups):
            for group in groups:
                if _share_a_word(groups[number], group) or any(f in text for f in group):
                    continue
                new = _like(text[start:end], group)
                yield start, end, new


def _like(old: str, group: tuple[str, ...]) -> str:
    """The form of `group` that is as long as `old` is."""
    return min(group, key=lambda form: abs(len(form.split()) - len(old.split())))


def _invented_names(text: str, material: Material) -> Iterator[Made]:
    words = material.words
    for groups, invented in (
        (material.people, words["invented_people"]),
        (material.places, words["invented_places"]),
        (material.bodies, words["invented_bodies"]),
    ):
        for start, end, _ in _named(text, groups):
            for name in invented[:2]:
                single = len(text[start:end].split()) == 1 and groups is material.people
                yield start, end, name.split()[-1] if single else name


def _misspelt_names(text: str, material: Material) -> Iterator[Made]:
    groups = [*material.people, *material.places, *material.bodies]
    for start, end, _ in _named(text, groups):
        for match in re.finditer(r"[A-ZÄÖÜ][^\W\d_]{3,}", text[start:end]):
            word = match.group()
            place = len(word) // 2
            old = word[place].lower()
            new = {"a": "o", "e": "a", "i": "e", "o": "u", "u": "i"}.get(old, "z")
            changed = word[:place] + new + word[place + 1 :]
            if changed not in material.story and new != old:
                yield start + match.start(), start + match.end(), changed


def _speakers(text: str, material: Material) -> Iterator[Made]:
    speech = "|".join(re.escape(verb) for verb in material.words["speech"])
    outside = _QUOTED.sub(lambda m: " " * len(m.group()), text)
    for start, end, number in _named(outside, material.sources):
        behind = re.match(rf"[,:]?(?: [^\W\d_]+,?)? ?\b(?:{speech})\b", outside[end:])
        # Whoever is told something is no speaker.
        ahead = re.search(
            rf"\b(?!told )(?:{speech}),? (?:the |a |der |die |el |la |le )?$", outside[:start]
        )
        if not behind and not ahead:
            continue
        for group in material.sources:
            if not _share_a_word(material.sources[number], group) and not any(
                form in text for form in group
            ):
                new = _like(text[start:end], group)
                article = re.search(r"\b[Tt]he $", text[:start]) if new[:1].isupper() else None
                yield article.start() if article else start, end, new


def _quoted_words(text: str, material: Material) -> Iterator[Made]:
    new = material.words["quoted_words"]
    for quotation in _QUOTED.finditer(text):
        for place, word in enumerate(_LONG_WORD.finditer(text, *quotation.span(1))):
            for offset in range(len(new)):
                false = new[(place + offset) % len(new)]
                if false.lower() not in quotation.group(1).lower():
                    yield word.start(), word.end(), false
                    break


def _negations_added(text: str, material: Material) -> Iterator[Made]:
    words = material.words
    verbs = [(verb, f"{verb} {words['negator']}") for verb in words["negatable"]]
    for start, end, new in _swaps(text, verbs):
        if not _negated(text, start, end):
            yield start, end, new
    for start, end, new in _swaps(text, words["past"]):
        helped = _HELPED.search(text[:start])
        passive = text[end:].startswith((" by ", " with "))
        if not helped and not passive and not _negated(text, start, end):
            yield start, end, new


_HELPED = re.compile(r"\b(?:has|have|had|is|are|was|were|been|be|being|ha|han|a|ont)\s$")
_NEGATION = re.compile(
    r"\b(?:not|no|none|nobody|never|neither|nor|cannot|nicht|kein\w*|nie|niemand|ningun\w*|nadie|"
    r"ni|pas|ne|aucune?|personne)\b|n't|\bn'",
    re.IGNORECASE,
)


def _negated(text: str, start: int, end: int) -> bool:
    """Whether a negation stands before in the same clause, or right behind."""
    clause = re.split(r"[,;:]", text[:start])[-1]
    return bool(_NEGATION.search(clause) or _NEGATION.search(text[end : end + 14]))


def _negations_removed(text: str, material: Material) -> Iterator[Made]:
    for start, end, new in _swaps(text, material.words["negations_removed"], after=""):
        if not re.match(r"(?:only|just|least|more|fewer|ganz|nur|solo)\b", text[end:]):
            yield start, end, new


def _before_number(text: str, material: Material) -> Iterator[Made]:
    """Hedges of `text` that stand right before a number."""
    numbers = "|".join([*material.words["numbers"], "half", "hundreds", "dozens", "zwei", "deux"])
    for start, end, new in _swaps(text, material.words["number_hedges"], after=""):
        if re.match(rf"(?:the |a |one )?(?:[€$£]?\d|(?:{numbers})\b)", text[end:]):
            yield start, end, new


def _hedges_removed(text: str, material: Material) -> Iterator[Made]:
    for start, end, _ in _before_number(text, material):
        yield start, end, ""
    yield from ((a, b, "") for a, b, _ in _swaps(text, _removed(material), after=""))


def _removed(material: Material) -> list[tuple[str, str]]:
    return [(word, "") for word in material.words["hedges_removed"]]


def _hedges_altered(text: str, material: Material) -> Iterator[Made]:
    yield from _before_number(text, material)
    yield from _swaps(text, material.words["hedges_altered"])


def _dates(text: str, material: Material) -> Iterator[Made]:
    words = material.words
    for names in (words["weekdays"], words["months"]):
        for place, name in enumerate(names):
            for match in re.finditer(rf"\b{name}", text):
                for step in (1, 2, 3, 4):
                    new = names[(place + step) % len(names)]
                    if new not in material.story:
                        yield match.start(), match.end(), new
                        break
    months = "|".join(words["months"])
    day = rf"\b\d{{1,2}}(?=\.? (?:de )?(?:{months})\b)|(?<=\b)(?:{months}) \d{{1,2}}\b"
    for match in re.finditer(day, text):
        number = int(re.search(r"\d+", match.group()).group())  # type: ignore[union-attr]
        for new in (number % 27 + 1, (number + 9) % 27 + 1):
            changed = re.sub(r"\d+", str(new), match.group())
            told = changed + text[match.end() : match.end() + 5]
            if new != number and told not in material.story:
                yield match.start(), match.end(), changed
                break
    for match in re.finditer(r"(?<![\d,.€£$])(?:1[89]\d\d|20\d\d)(?![\d,.]\d|\d)", text):
        changed = str(int(match.group()) - 3)
        if changed not in material.story and match not in _amounts(text, material):
            yield match.start(), match.end(), changed
    for match in _CLOCK.finditer(text):
        hour = re.match(r"\d+", match.group())
        changed = str(int(hour.group()) % 11 + 1) + match.group()[hour.end() :] if hour else ""
        if changed and changed not in material.story:
            yield match.start(), match.end(), changed
    yield from _swaps(text, words["moments"], after="")


def _percent_to_points(text: str, material: Material) -> Iterator[Made]:
    forms = "|".join(re.escape(form) for form in material.words["percent_forms"])
    for match in re.finditer(rf"(?<=\d) ?(?:{forms})(?!\w| ?punkt|age)", text):
        yield match.start(), match.end(), f" {material.words['points']}"


def _points_to_percent(text: str, material: Material) -> Iterator[Made]:
    percent = material.words["percent"]
    yield from _swaps(text, [(form, percent) for form in material.words["points_forms"]])


def _values_swapped(text: str, material: Material) -> Iterator[Made]:
    words = "|".join(material.words["numbers"])
    found = [m.span() for m in _amounts(text, material)]
    found += [m.span() for m in re.finditer(rf"\b(?:{words})\b", text)]
    for (a, b), (c, d) in combinations(sorted(found), 2):
        between = text[b:c]
        if text[a:b] == text[c:d] or _LISTED.fullmatch(between):
            continue
        yield a, d, text[c:d] + between + text[a:b]


def _credits_dropped(text: str, material: Material) -> Iterator[Made]:
    taken: list[tuple[int, int]] = []
    for pattern in material.words["credits"]:
        for match in re.finditer(pattern, text):
            rest = text[: match.start()] + text[match.end() :]
            again = any(a < match.end() and match.start() < b for a, b in taken)
            if len(rest.split()) >= 5 and not again:
                taken.append(match.span())
                yield match.start(), match.end(), ""


_KINDS: dict[str, Callable[[str, Material], Iterator[Made]]] = {
    "digit": _digits,
    "number word": _number_words,
    "scale": _scales,
    "unit": _units,
    "currency": _currencies,
    "name: other of article": _other_names,
    "name: invented": _invented_names,
    "name: one letter": _misspelt_names,
    "speaker": _speakers,
    "quoted word": _quoted_words,
    "negation added": _negations_added,
    "negation removed": _negations_removed,
    "hedge removed": _hedges_removed,
    "hedge altered": _hedges_altered,
    "date": _dates,
    "percent to points": _percent_to_points,
    "points to percent": _points_to_percent,
    "values swapped": _values_swapped,
    "credit dropped": _credits_dropped,
}
