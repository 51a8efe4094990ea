"""Which sentences of the article speak of what a claim says."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from factcards.card import Span
from factcards.checking.context import Context
from factcards.checking.derivations import Ground, derive
from factcards.checking.free_text import digits_of, read_free_text, words_of
from factcards.checking.names import entity_of
from factcards.checking.numbers import Told, compare
from factcards.checking.prose.claims import Claim
from factcards.checking.stems import is_function_word, stem
from factcards.reading.mentions import Entity, FigureMention, Sentence

MOST = 4
"""Sentences that may support one claim together."""
_ROOT = 5
"""Two stems with so many first letters in common are taken for one: "sentenc", "sentencing"."""
_NUMBER, _NAME, _MOMENT = 2.5, 2.0, 1.5
"""How much more a number, a name or a moment says about where a claim comes from than a word."""
_GAIN = 0.12
"""Share of a claim that a further sentence must add."""
_SHARED = 0.25
"""Share of the claim's plain words that a sentence must have for a name or number of it to count
as the claim's own: another sentence's number is no support."""
LEAST_COVERED = 0.1
"""Share of a claim that its sentences must have for the article to speak of it at all."""
_OFTEN = 3
"""Mentions from which on a story is about somebody."""
MOST_WITNESSES = 9
"""Sentences that may support one claim, those for single names and numbers included."""
_COMMON = 13
"""A bare count under this stands in many sentences, and is no sign of where it comes from."""
_TELLING_DIGITS = 3
_AROUND = 2
"""How many sentences from the support the operands of a computed figure may stand."""
_OTHERS = frozenset({"absent", "unit", "currency", "points", "bound-flipped"})
"""Verdicts on a figure that is another one."""
_NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")

Unit = tuple[str, str]
"""A kind ("word", "number", "name", "moment") and what it is compared by."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The supporting sentences in the order of the article, and how much they cover."""

    sentences: tuple[Sentence, ...]
    covered: float
    """Share of the claim's words, names and numbers that the sentences have, by weight."""
    retold: Span | None = None
    """The one sentence that has most of them."""
    anchored: bool = False
    """Whether they have a name, a number or a moment of the claim, and not words alone."""


class SupportFinder:
    """Finds support in one article; built once, linear in its length."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._sentences = [s for s in context.reading.sentences if s.story]
        marked = _marked(context)
        self.units = [
            frozenset((*_words_at(context, s), *marked.get(s.number, ()))) for s in self._sentences
        ]
        """What each sentence of the story has, in order: words, numbers, moments, names."""
        self._counts = Counter(unit for units in self.units for unit in units)
        self._having: defaultdict[Unit, list[int]] = defaultdict(list)
        for place, units in enumerate(self.units):
            for unit in units:
                self._having[unit].append(place)
        self._places = {sentence.number: place for place, sentence in enumerate(self._sentences)}
        self._protagonists = frozenset(_protagonists(context))

    def find(self, claim: Claim, language: str) -> Ranked:
        """The fewest sentences that say most of `claim`; none where nothing is said of it.

        Where the claim's `language` is not the article's, words are not compared.
        """
        wanted = self._wanted(claim, language)
        total = sum(wanted.values())
        if not total:
            return Ranked((), 0.0)
        chosen: list[int] = []
        covered: set[Unit] = set()
        while len(chosen) < MOST:
            best = self._best(wanted, covered, chosen)
            if best is None:
                break
            place, gain = best
            if chosen and gain < _GAIN * total:
                break
            chosen.append(place)
            covered |= self.units[place] & wanted.keys()
        share = sum(wanted[unit] for unit in covered) / total
        if share >= LEAST_COVERED:
            for places in self._lacking(claim, language, wanted.keys() - covered, chosen):
                self._witness(places, wanted, chosen)
        sentences = tuple(self._sentences[place] for place in sorted(chosen))
        retold = self._sentences[chosen[0]].span if chosen else None
        held = {unit for place in chosen for unit in self.units[place] if unit in wanted}
        return Ranked(sentences, share, retold, any(kind != "word" for kind, _ in held))

    def _witness(self, places: set[int], wanted: Mapping[Unit, float], chosen: list[int]) -> None:
        """Add to `chosen` the one of `places` that shares most with the claim, if it has none."""
        if places and places.isdisjoint(chosen) and len(chosen) < MOST_WITNESSES:
            near = {other + step for other in chosen for step in (-1, 0, 1)}
            chosen.append(max(places, key=lambda p: (self._tied(p, wanted), p in near, -p)))

    def _lacking(
        self, claim: Claim, language: str, units: AbstractSet[Unit], chosen: Sequence[int]
    ) -> Iterator[set[int]]:
        """Where the story has what the claim says besides: names, moments, numbers.

        Whoever retells a story in few words brings together what it tells apart.
        A name and a number that any sentence could have need a sentence that
        shares a word with the claim.
        """
        words = [unit for unit in units if unit[0] == "word"]
        words += [("word", root) for root in roots_of(claim.text)]
        akin = {place for unit in words for place in self._having.get(unit, ())}
        for kind, key in sorted(units):
            places = set(self._having.get((kind, key), ()))
            if kind == "name":
                yield places if key in self._protagonists else places & akin
            elif kind == "moment":
                yield self._of_moment(key)
            elif kind == "number":
                yield places & akin if len(key) < _TELLING_DIGITS else places
        yield from self._of_figures(claim, language, akin, chosen)
        yield from self._of_words(claim, language, akin)

    def _of_moment(self, date: str) -> set[int]:
        """Where the story has the moment `date`, a part of it, or that day of another year."""
        known = [u for u in self._having if u[0] == "moment"]
        # Which year "1 December" is of depends on the tense around it.
        days = [u for u in known if u[1] == date or u[1][4:] == date[4:] != ""]
        alike = days or [u for u in known if u[1].startswith(date) or date.startswith(u[1])]
        return {place for unit in alike for place in self._having[unit]}

    def _of_operands(self, told: Told, chosen: Sequence[int]) -> Iterator[set[int]]:
        """Where the figures stand that `told` is worked out from, near the `chosen` sentences."""
        context = self.context
        near = {place + step for place in chosen for step in range(-_AROUND, _AROUND + 1)}
        spans = [s.span for place, s in enumerate(self._sentences) if place in near]
        ground = Ground(
            context.article.text,
            context.language,
            context.figures_in(spans),
            context.reading.sentence_at,
        )
        found = derive(told, ground)
        for operand in found.operands if found is not None else ():
            yield self._at(operand.span.start)

    def _of_words(self, claim: Claim, language: str, akin: set[int]) -> Iterator[set[int]]:
        """Where the story has the words of quotations, moments and names that reading lacks."""
        context = self.context
        free = read_free_text(claim.text, language, context.anchor)
        for name in free.names:
            if entity_of(context, name) is None:
                yield self._having_words(name) & akin
        for span in free.quoted:
            yield self._having_words(span.of(claim.text).strip().rstrip(",.;"))
        for moment in free.dates:
            told = moment.span.of(claim.text)
            found = self._having_words(told)
            words = {word for word in words_of(told) if not is_function_word(word)}
            for date in () if found else context.reading.dates:
                open_ = date.date is None and not date.span.of(context.article.text).isdigit()
                if open_ and words & set(words_of(date.span.of(context.article.text))):
                    found |= self._at(date.span.start)
            yield found

    def _having_words(self, words: str) -> set[int]:
        places = self.context.index.occurrences(words)
        return {place for grounded in places for place in self._at(grounded.span.start)}

    def _at(self, offset: int) -> set[int]:
        place = self.place_of(offset)
        return set() if place is None else {place}

    def place_of(self, offset: int) -> int | None:
        """The place of the story's sentence at `offset` of the article, if there is one."""
        sentence = self.context.reading.sentence_at(offset)
        return self._places.get(sentence.number) if sentence is not None else None

    def _of_figures(
        self, claim: Claim, language: str, akin: set[int], chosen: Sequence[int]
    ) -> Iterator[set[int]]:
        """Where the story has the figures of `claim`, rounded or converted ones too."""
        context = self.context
        text = context.article.text
        for figure in read_free_text(claim.text, language, context.anchor).figures:
            told = Told(figure, claim.text)
            result = compare(told, context.reading.figures, text, context.units)
            if result.against is None or result.verdict in _OTHERS:
                yield from self._of_operands(told, chosen)
                continue
            same = [
                f
                for f in context.reading.figures
                if (f.value, f.unit) == (result.against.value, result.against.unit)
            ]
            places = {place for f in same for place in self._at(f.span.start)}
            common = figure.unit is None and figure.value < _COMMON
            yield places & akin if common else places
            if figure.kind == "age":
                yield self._of_age(figure, chosen)

    def _of_age(self, figure: FigureMention, chosen: Sequence[int]) -> set[int]:
        """Where the story tells the age `figure`, just behind what the claim tells: "He is 71"."""
        names = {unit for place in chosen for unit in self.units[place] if unit[0] == "name"}
        about = {place for unit in names for place in self._having[unit]}
        same = {
            place
            for other in self.context.reading.figures
            if other.value == figure.value and other.unit in (None, "year")
            for place in self._at(other.span.start)
        }
        return {place for place in same if not about.isdisjoint(range(place - _AROUND, place + 1))}

    def _best(
        self, wanted: Mapping[Unit, float], covered: set[Unit], chosen: list[int]
    ) -> tuple[int, float] | None:
        gains: defaultdict[int, float] = defaultdict(float)
        for unit in wanted.keys() - covered:
            for place in self._having.get(unit, ()):
                gains[place] += wanted[unit]
        for place in chosen:
            gains.pop(place, None)
        plain = {unit: weight for unit, weight in wanted.items() if unit[0] == "word"}
        all_words = sum(plain.values())

        def rank(place: int) -> tuple[float, float, int]:
            # What a sentence repeats of what is covered already ties it to the claim.
            tied = sum(w for unit, w in wanted.items() if unit in self.units[place])
            return gains[place], tied, -place

        fitting = [
            place
            for place in gains
            if not chosen or not all_words or self._tied(place, plain) >= _SHARED * all_words
        ]
        best = max(fitting, key=rank, default=None)
        return None if best is None else (best, gains[best])

    def _tied(self, place: int, plain: Mapping[Unit, float]) -> float:
        return sum(weight for unit, weight in plain.items() if unit in self.units[place])

    def _wanted(self, claim: Claim, language: str) -> dict[Unit, float]:
        context = self.context
        free = read_free_text(claim.text, language, context.anchor)
        names = list(free.names)
        if claim.antecedent is not None:
            names.append(claim.antecedent)
        found: dict[Unit, float] = {}
        for figure in free.figures:
            unit = ("number", _plain(figure))
            found[unit] = _NUMBER * self.rarity(unit)
        for span in free.numerals:
            unit = ("number", digits_of(span.of(claim.text)))
            found[unit] = _NUMBER * self.rarity(unit)
        for moment in free.dates:
            if moment.date is not None:
                unit = ("moment", moment.date)
                found[unit] = _MOMENT * self.rarity(unit)
        for name in names:
            entity = entity_of(context, name) or _containing(context, name)
            unit = ("name", entity.name if entity is not None else name.casefold())
            found[unit] = _NAME * self.rarity(unit)
        if language != context.language:
            return found
        spoken = {root for name in names for root in roots_of(name)}
        for root in roots_of(claim.text):
            if root not in spoken:
                found["word", root] = self.rarity(("word", root))
        return found

    def is_told(self, unit: Unit) -> bool:
        """Whether any sentence of the story has `unit`."""
        return unit in self._having

    def rarity(self, unit: Unit) -> float:
        """Inverse document frequency, a sentence being the document."""
        return math.log(1 + (len(self._sentences) + 1) / (1 + self._counts[unit]))


def _words_at(context: Context, sentence: Sentence) -> Iterator[Unit]:
    text = sentence.span.of(context.article.text)
    for root in roots_of(text):
        yield "word", root
    for match in _NUMERAL.finditer(text):
        yield "number", digits_of(match.group())


def _protagonists(context: Context) -> Iterator[str]:
    """The names that a story is about: in its title or lead, or mentioned again and again."""
    body = [p.span for p in context.article.story if p.kind == "body"][:1]
    title = [p.span for p in context.article.story if p.kind == "title"]
    for entity in context.reading.entities:
        spans = [mention.span for mention in entity.mentions]
        opening = any(head.contains(span) for head in (*title, *body) for span in spans)
        if opening or len(spans) >= _OFTEN:
            yield entity.name


def _containing(context: Context, name: str) -> Entity | None:
    """The one entity whose name holds `name`: "East Palestine" for "Palestine"."""
    words = set(words_of(name))
    found = [e for e in context.reading.entities if words < set(words_of(e.name))]
    return found[0] if len(found) == 1 else None


def _marked(context: Context) -> Mapping[int, set[Unit]]:
    """The numbers, moments and names of each sentence, by its number; speakers count as named."""
    reading = context.reading
    found: defaultdict[int, set[Unit]] = defaultdict(set)

    def put(offset: int, unit: Unit) -> None:
        sentence = reading.sentence_at(offset)
        if sentence is not None:
            found[sentence.number].add(unit)

    for figure in reading.figures:
        put(figure.span.start, ("number", _plain(figure)))
    for date in reading.dates:
        if date.date is not None:
            put(date.span.start, ("moment", date.date))
    for entity in reading.entities:
        for mention in entity.mentions:
            put(mention.span.start, ("name", entity.name))
    for quotation in reading.quotations:
        if quotation.speaker is not None:
            put(quotation.span.start, ("name", quotation.speaker))
    for attribution in reading.attributions:
        if attribution.source is not None:
            put(attribution.cue.start, ("name", attribution.source))
    return found


def _plain(figure: FigureMention) -> str:
    return format(figure.value.normalize(), "f")


def roots_of(text: str) -> Iterator[str]:
    """The first letters of the stems of the content words of `text`."""
    for word in words_of(text):
        if not is_function_word(word) and not word[0].isdigit():
            yield stem(word)[:_ROOT]
