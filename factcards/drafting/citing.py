"""An answer becomes a draft: what the model copied is found again, and cited where it stands.

A model copies with small liberties that change no fact: a title before a name,
the marks around a quotation, an article before a noun, two stretches of speech
as one. Such an item is told in the article's own words. Anything else is handed
on as the model gave it, to be rejected with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from factcards.card import Span, Stance
from factcards.drafting.answer import (
    CardAnswer,
    FigureAnswer,
    QuoteAnswer,
    SourceAnswer,
    TextAnswer,
    WhatAnswer,
    WhenAnswer,
    WhereAnswer,
    WhoAnswer,
)
from factcards.drafting.draft import (
    Citation,
    Draft,
    DraftFigure,
    DraftQuote,
    DraftSource,
    DraftText,
    DraftWhat,
    DraftWhen,
    DraftWhere,
    DraftWho,
)
from factcards.drafting.locating import Locator, Place
from factcards.reading import Quotation, Reading, Sentence

FRACTION_PLACES = 4
"""How many places reading gives a fraction that has no end."""
RETOLD = 0.7
"""Share of the words of a text, or of a clause, that the two share where one retells the other."""
N = TypeVar("N", DraftWho, DraftWhere)

_MARKS = "\"'“”‘’«»„‚‹› \u00a0\u202f"
_END = ",.;:"


def draft_of(answer: CardAnswer, reading: Reading, shown: Sequence[Sentence]) -> Draft:
    """The draft that an answer stands for, with words to look up for every item.

    The answer's numbers count `shown` from 1. Sentences that it cites are
    looked at first; words that stand only elsewhere in the story are cited
    from there. Boilerplate is never cited from unless the words stand nowhere
    else, for a rule to find.
    """
    cite = _Citer(reading, shown)
    headline = answer.headline
    return Draft(
        headline=cite.text(headline) if headline and headline.text.strip() else None,
        summary=tuple(cite.text(s) for s in answer.summary if s.text.strip()),
        who=_once(cite.who(w) for w in answer.who if w.name.strip()),
        what=tuple(dict.fromkeys(cite.what(w) for w in answer.what if w.text.strip())),
        where=_once(cite.where(w) for w in answer.where if w.name.strip()),
        when=tuple(dict.fromkeys(cite.when(w) for w in answer.when if w.text.strip())),
        figures=tuple(dict.fromkeys(cite.figure(f) for f in answer.figures if f.text.strip())),
        quotes=tuple(dict.fromkeys(q for given in answer.quotes for q in cite.quotes(given))),
        sources=tuple(dict.fromkeys(cite.source(s) for s in answer.sources if s.name.strip())),
    )


class _Citer(Locator):
    """Turns each kind of item into its draft."""

    def text(self, answer: TextAnswer) -> DraftText:
        text, cited = answer.text.strip(), self.whole(answer.sentences)
        # Copied whole, and said to stand elsewhere.
        place = None if cited and self.in_cited(text, answer.sentences) else self.place(text, ())
        copied = (self.words(place, text, (), "text"),) if place else ()
        return DraftText(text=text, evidence=(*copied, *cited))

    def who(self, answer: WhoAnswer) -> DraftWho:
        numbers, given = answer.sentences, answer.name.strip()
        titled, bare = self.without_title(given) if answer.kind == "person" else ("", given)
        place = self.first_place(self.name_forms(bare), numbers)
        name = place.words if place else given
        role = (answer.role or "").strip() or titled
        evidence = [self.words(place, name, numbers, "name"), *self.role(role, place, numbers)]
        return DraftWho(
            name=name,
            kind=answer.kind,
            role=role or None,
            aliases=tuple(self.name(a, numbers) or a for a in answer.aliases if a.strip()),
            evidence=tuple(evidence),
        )

    def role(self, role: str, named: Place | None, numbers: Sequence[int]) -> tuple[Citation, ...]:
        """Where the role stands beside the name; else the sentence of the name, to be held to it.

        Words that reading has found to be somebody else's role are not cited.
        """
        if not role:
            return ()
        cited = self.sentences(numbers)
        here = self.reading.sentence_at(named.start) if named else None
        for sentence in (here, *cited):
            found = self.index.ground_within(role, sentence.span) if sentence else None
            if found is not None and not self.is_anothers(found.span, named):
                place = self.place_at(found.span)
                return (self.words(place, role, numbers, "role"),)
        proof = [here] if here else cited
        text = self.reading.text
        return tuple(
            Citation(quote=s.span.of(text), sentence=s.number, near=s.span.start,
                     supports=("role",))
            for s in proof
        )  # fmt: skip

    def is_anothers(self, role: Span, named: Place | None) -> bool:
        """Whether the article gives the role at this place to somebody other than the named."""
        entity = self.reading.entity_named(named.words) if named else None
        owners = [e for e in self.reading.entities if any(r.overlaps(role) for r in e.roles)]
        return bool(owners) and entity not in owners

    def without_title(self, name: str) -> tuple[str, str]:
        """The words before the name that the article knows, and that name."""
        words = name.split()
        for start in range(len(words) - 1):
            rest = " ".join(words[start:])
            if self.reading.entity_named(rest) is not None:
                before = " ".join(words[:start])
                return (before if self.place(before, ()) else ""), rest
        return "", name

    def what(self, answer: WhatAnswer) -> DraftWhat:
        cited = self.sentences(answer.sentences)
        name = self.name(answer.attributed_to, answer.sentences)
        stance: Stance = answer.stance
        if stance == "stated" and name is not None:
            # Told in the article's own voice and yet somebody's word: one of them is wrong.
            if any(a.span.overlaps(s.span) for a in self.reading.attributions for s in cited):
                stance = "claimed"
            else:
                name = None
        return DraftWhat(
            text=answer.text.strip(),
            stance=stance,
            attributed_to=name,
            evidence=(
                *self.whole(answer.sentences),
                *self.credited_clause(answer.text, answer.sentences),
            ),
        )

    def credited_clause(self, text: str, numbers: Sequence[int]) -> Iterator[Citation]:
        """The clause of the cited sentences that `text` retells and that is somebody's word."""
        told = set(_bare_words(text))
        for sentence in self.sentences(numbers):
            for attribution in self.reading.attributions:
                if not sentence.span.contains(attribution.span):
                    continue
                clause = set(_bare_words(attribution.span.of(self.reading.text)))
                shared = len(told & clause)
                if shared and (shared >= RETOLD * len(clause) or shared >= RETOLD * len(told)):
                    place = self.place_at(attribution.span)
                    if place is not None:
                        yield self.words(place, place.words, numbers, "text")

    def where(self, answer: WhereAnswer) -> DraftWhere:
        given = answer.name.strip()
        # "Tarnvik, Norway" for an article that only says Tarnvik.
        forms = [*self.name_forms(given), *self.name_forms(given.partition(",")[0])]
        place = self.first_place(forms, answer.sentences)
        name = place.words if place else given
        return DraftWhere(
            name=name,
            relation=answer.relation,
            evidence=(self.words(place, name, answer.sentences, "name"),),
        )

    def when(self, answer: WhenAnswer) -> DraftWhen:
        given = answer.text.strip()
        place = self.place(given, answer.sentences) or self.moment(given, answer.sentences)
        text = place.words if place else given
        return DraftWhen(text=text, evidence=(self.words(place, text, answer.sentences, "text"),))

    def moment(self, day: str, numbers: Sequence[int]) -> Place | None:
        """The words of the cited sentences that the calendar resolves to `day`."""
        for sentence in self.sentences(numbers):
            for date in self.reading.dates:
                if date.date == day and sentence.span.contains(date.span):
                    return Place(date.span.of(self.reading.text), sentence.number, date.span.start)
        return None

    def figure(self, answer: FigureAnswer) -> DraftFigure:
        given, numbers = answer.text.strip(), answer.sentences
        place = self.place(given, numbers) or self.number(answer)
        text = place.words if place else given
        mention = self.mention_at(place)
        value, value_to = answer.value, answer.value_to
        if value_to == value:
            value_to = None
        if mention is not None and _is_rounded(mention.value, value):
            value = mention.value
        return DraftFigure(
            text=text,
            value=value,
            value_to=value_to,
            unit=(answer.unit or "").strip() or None,
            qualifier=answer.qualifier,
            counts=(answer.counts or "").strip() or None,
            attributed_to=self.name(answer.attributed_to, numbers),
            evidence=(self.words(place, text, numbers, "value"),),
        )

    def number(self, answer: FigureAnswer) -> Place | None:
        """The one number of the cited sentences that has the answer's value, in its own words."""
        found = [
            Place(m.span.of(self.reading.text), s.number, m.span.start)
            for s in self.sentences(answer.sentences)
            for m in self.reading.figures
            if s.span.contains(m.span) and m.value == answer.value and m.value_to == answer.value_to
        ]
        return found[0] if len(found) == 1 else None

    def quotes(self, answer: QuoteAnswer) -> Iterator[DraftQuote]:
        """The quotation; several where the answer joins what the article interrupts."""
        given, numbers = answer.text.strip(), answer.sentences
        inner = given.strip(_MARKS)
        if not inner:
            return
        speaker = self.name(answer.speaker, numbers)
        place = self.first_place((given, inner, inner.rstrip(_END)), numbers)
        if place is None:
            for piece in self.interrupted(given, numbers):
                words = piece.span.of(self.reading.text)
                cited = self.words(self.place_at(piece.span), words, numbers, "text")
                yield DraftQuote(
                    text=words, speaker=speaker, evidence=(cited, *self.spoken(piece, speaker))
                )
                given = ""
        if given:
            text = place.words if place else inner
            said = self.quotation_at(place)
            cited = self.words(place, text, numbers, "text")
            yield DraftQuote(
                text=text, speaker=speaker, evidence=(cited, *self.spoken(said, speaker))
            )

    def spoken(self, quotation: Quotation | None, speaker: str | None) -> Iterator[Citation]:
        """Where the article says that `speaker` says it."""
        span = quotation.speaker_span if quotation else None
        if span is None or quotation is None or speaker is None or quotation.speaker is None:
            return
        one, other = set(speaker.lower().split()), set(quotation.speaker.lower().split())
        place = self.place_at(span)
        if place is not None and (one <= other or other <= one):
            yield self.words(place, place.words, (), "speaker")

    def interrupted(self, given: str, numbers: Sequence[int]) -> list[Quotation]:
        """The quotations that follow each other and are, word for word, `given` together."""
        wanted = _bare_words(given)
        quotations = [q for q in self.reading.quotations if q.direct]
        for first, quotation in enumerate(quotations):
            if not any(s.span.overlaps(quotation.span) for s in self.sentences(numbers)):
                continue
            left, pieces = wanted, []
            for piece in quotations[first:]:
                words = _bare_words(piece.span.of(self.reading.text))
                if not words or left[: len(words)] != words:
                    break
                left = left[len(words) :]
                pieces.append(piece)
                if not left:
                    return pieces
        return []

    def source(self, answer: SourceAnswer) -> DraftSource:
        numbers, given = answer.sentences, answer.name.strip()
        place = self.first_place(self.name_forms(given), numbers)
        name = place.words if place else given
        return DraftSource(
            name=name,
            kind=answer.kind,
            via=(answer.via or "").strip() or None,
            said=(answer.said or "").strip() or None,
            evidence=(
                self.words(place, name, numbers, "name"),
                *self.whole(numbers, "said"),
            ),
        )


def _bare_words(text: str) -> list[str]:
    """The words of `text` without the punctuation and marks at their ends, in lower case."""
    words = (word.strip(_MARKS + _END + "!?—–-…").lower() for word in text.split())
    return [word for word in words if word]


def _is_rounded(read: Decimal, given: Decimal) -> bool:
    """Whether `read` is a fraction cut to its four places, and `given` the same in more."""
    exponent = read.as_tuple().exponent
    step = Decimal(10) ** -FRACTION_PLACES
    return exponent == -FRACTION_PLACES and abs(given - read) * 2 <= step


def _once(items: Iterable[N]) -> tuple[N, ...]:
    """One item for each name: the first, or the first that has a role."""
    kept: dict[str, N] = {}
    for item in items:
        earlier = kept.get(item.name)
        if earlier is None or (_has_role(item) and not _has_role(earlier)):
            kept[item.name] = item
    return tuple(kept.values())


def _has_role(item: DraftWho | DraftWhere) -> bool:
    return isinstance(item, DraftWho) and item.role is not None
