"""A draft from what reading found and what was chosen: no word of it is invented."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from factcards.article import Article
from factcards.article.bylines import dateline_match
from factcards.card import Span
from factcards.drafting.choices import Choices, body_sentences
from factcards.drafting.crediting import credit_sources
from factcards.drafting.draft import (
    Citation,
    Draft,
    DraftFigure,
    DraftQuote,
    DraftText,
    DraftWhat,
    DraftWhen,
    DraftWhere,
    DraftWho,
)
from factcards.drafting.events import events_in
from factcards.drafting.taken_back import is_taken_back
from factcards.reading import (
    Attribution,
    DateMention,
    Entity,
    FigureMention,
    Quotation,
    Reading,
    Sentence,
    anchor_of,
)
from factcards.reading.moments import day_of

MOST_WHO = 16
MOST_WHERE = 12
MOST_WHEN = 24
MOST_FIGURES = 40
MOST_QUOTES = 60
LEAD_SENTENCES = 3
JOINED_CHARACTERS = 160
"""A name and its role are one piece of evidence when they stand within so many code points."""


def propose(article: Article, reading: Reading, choices: Choices) -> Draft:
    """The draft that `choices` make of `reading`."""
    return _Proposal(article, reading, choices).draft()


class _Proposal:
    def __init__(self, article: Article, reading: Reading, choices: Choices) -> None:
        self.article = article
        self.reading = reading
        self.choices = choices
        self.text = reading.text
        body = body_sentences(article, reading)
        self.opening = body[0].span if body else Span(0, 0)

    def draft(self) -> Draft:
        return Draft(
            headline=self.headline(),
            summary=tuple(self.sentence_text(s) for s in self.choices.summary),
            who=tuple(self.who()),
            what=tuple(w for s in self.choices.events for w in self.what(s)),
            where=tuple(self.where()),
            when=tuple(self.when()),
            figures=tuple(self.figures()),
            quotes=tuple(self.quotes()),
            sources=tuple(credit_sources(self.article, self.reading, self.cite)),
        )

    def cite(self, span: Span, *supports: str) -> Citation:
        sentence = self.reading.sentence_at(span.start)
        return Citation(
            quote=span.of(self.text),
            sentence=sentence.number if sentence else None,
            near=span.start,
            supports=supports,
        )

    def headline(self) -> DraftText | None:
        sentence = self.choices.headline
        return self.sentence_text(sentence) if sentence else None

    def sentence_text(self, sentence: Sentence) -> DraftText:
        told = self.without_dateline(sentence)
        return DraftText(text=told.of(self.text), evidence=(self.cite(sentence.span, "text"),))

    def without_dateline(self, sentence: Sentence) -> Span:
        """The sentence behind the place, date and dash that may open a paragraph."""
        paragraph = self.article.paragraphs[sentence.paragraph]
        if sentence.span.start == paragraph.span.start:
            opening = dateline_match(sentence.span.of(self.text))
            if opening is not None and opening.end() < len(sentence.span):
                return Span(sentence.span.start + opening.end(), sentence.span.end)
        return sentence.span

    def entities_of(self, kinds: Iterable[str]) -> list[Entity]:
        wanted = set(kinds)
        chosen = [e for e in self.reading.entities if self.choices.kinds.get(e.name) in wanted]
        return sorted(chosen, key=lambda e: (-self.prominence(e), e.mentions[0].span.start))

    def prominence(self, entity: Entity) -> float:
        """Mentions, with a bonus for an early first one, the first sentence, and the title."""
        first = entity.mentions[0].span.start / max(1, len(self.text))
        opening = any(self.opening.contains(m.span) for m in entity.mentions)
        title = any(self.kind_at(m.span) == "title" for m in entity.mentions)
        return len(entity.mentions) + 2 * (1 - first) + 3 * opening + 2 * title

    def who(self) -> Iterable[DraftWho]:
        for entity in self.entities_of(("person", "organisation", "group"))[:MOST_WHO]:
            role = self.choices.roles.get(entity.name)
            kind = self.choices.kinds[entity.name]
            yield DraftWho(
                name=entity.name,
                kind="person"
                if kind == "person"
                else "group"
                if kind == "group"
                else "organisation",
                role=role.of(self.text) if role else None,
                aliases=entity.aliases,
                evidence=self.name_evidence(entity, role),
            )

    def name_evidence(self, entity: Entity, role: Span | None) -> tuple[Citation, ...]:
        full = [m.span for m in entity.mentions if m.span.of(self.text) == entity.name]
        if not full:
            full = [entity.mentions[0].span]
        body = [s for s in full if self.kind_at(s) == "body"] or full
        if role is None:
            return (self.cite(body[0], "name"),)
        near = min(body, key=lambda span: abs(span.start - role.start))
        joined = Span(min(near.start, role.start), max(near.end, role.end))
        sentence = self.reading.sentence_at(joined.start)
        if len(joined) <= JOINED_CHARACTERS and sentence and sentence.span.contains(joined):
            return (self.cite(joined, "name", "role"),)
        in_sentence = self.reading.sentence_at(role.start)
        return (
            self.cite(near, "name"),
            self.cite(in_sentence.span if in_sentence else role, "role"),
        )

    def kind_at(self, span: Span) -> str:
        paragraph = self.article.paragraph_at(span.start)
        return paragraph.kind if paragraph else "body"

    def what(self, sentence: Sentence) -> Iterable[DraftWhat]:
        for event in events_in(self.reading, sentence, self.without_dateline(sentence)):
            yield DraftWhat(
                text=event.span.of(self.text),
                stance=event.stance,
                attributed_to=event.attributed_to,
                evidence=(self.cite(sentence.span, "text", "stance", "attributed_to"),),
            )

    def where(self) -> Iterable[DraftWhere]:
        rank = {name: place for place, name in enumerate(self.choices.scenes)}
        places = self.entities_of(("place",))
        places.sort(key=lambda e: rank.get(e.name, len(rank)))
        for entity in places[:MOST_WHERE]:
            yield DraftWhere(
                name=entity.name,
                relation="scene" if entity.name in rank else "mentioned",
                evidence=self.name_evidence(entity, None),
            )

    def when(self) -> Iterable[DraftWhen]:
        """The story's moments, each once; first those of the lead that are settled to a day.

        A caption's are left out: they say when a picture was taken.
        """
        lead = [s.span for s in body_sentences(self.article, self.reading)[:LEAD_SENTENCES]]
        seen: set[str] = set()

        def foremost(mention: DateMention) -> bool:
            to_a_day = day_of(mention.date) is not None
            return to_a_day and any(span.contains(mention.span) for span in lead)

        told = [m for m in self.reading.dates if self.kind_at(m.span) != "caption"]
        # The news is the latest thing that the lead tells of, among what has happened.
        today = self.today()

        def order(mention: DateMention) -> tuple[bool, int]:
            day = day_of(mention.date)
            if not foremost(mention) or day is None:
                return True, 0
            past = today is None or day <= today
            return False, -day.toordinal() if past else day.toordinal()

        for mention in sorted(told, key=order):
            text = mention.span.of(self.text)
            key = mention.date or text.casefold()
            if key in seen or len(seen) == MOST_WHEN:
                continue
            seen.add(key)
            yield DraftWhen(text=text, evidence=(self.cite(mention.span, "text", "date"),))

    def today(self) -> date | None:
        """The day of the dateline or of publication, where one is known."""
        anchor = anchor_of(self.article)
        return anchor.date if anchor is not None else None

    def figures(self) -> Iterable[DraftFigure]:
        for mention in distinct_figures(self.article, self.reading)[:MOST_FIGURES]:
            sentence = self.reading.sentence_at(mention.span.start)
            if sentence and is_taken_back(self.text, sentence.span, mention.span):
                continue
            counted = self.choices.counts.get(mention.span.start)
            attribution = self.attribution_over(mention.span)
            parts = [s for s in (mention.qualifier_span, counted) if s is not None]
            yield DraftFigure(
                text=mention.span.of(self.text),
                value=mention.value,
                value_to=mention.value_to,
                unit=mention.unit,
                qualifier=mention.qualifier,
                counts=counted.of(self.text) if counted else None,
                attributed_to=attribution.source if attribution else None,
                evidence=(self.cite(self.together(mention.span, parts), "value", "counts"),),
            )

    def together(self, span: Span, others: Sequence[Span]) -> Span:
        """The span of `span` and whatever of `others` stands in the same sentence, near by."""
        sentence = self.reading.sentence_at(span.start)
        for other in others:
            joined = Span(min(span.start, other.start), max(span.end, other.end))
            if len(joined) <= JOINED_CHARACTERS and sentence and sentence.span.contains(joined):
                span = joined
        return span

    def attribution_over(self, span: Span) -> Attribution | None:
        """The attribution that covers `span`, one with a known source first.

        What a source is called by is not its word: "Two people said …".
        """
        over = [
            a
            for a in self.reading.attributions
            if a.span.contains(span) and not a.source_span.contains(span)
        ]
        return next((a for a in over if a.source is not None), next(iter(over), None))

    def quotes(self) -> Iterable[DraftQuote]:
        for quotation in [q for q in self.reading.quotations if q.direct][:MOST_QUOTES]:
            evidence = [self.cite(quotation.span, "text")]
            if quotation.speaker_span is not None:
                evidence.append(self.cite(self.speech_clause(quotation), "speaker"))
            yield DraftQuote(
                text=quotation.span.of(self.text),
                speaker=quotation.speaker,
                evidence=tuple(evidence),
            )

    def speech_clause(self, quotation: Quotation) -> Span:
        """Speaker and speech verb together: "Ostrel, a ferry line, said"."""
        speaker = quotation.speaker_span
        assert speaker is not None  # noqa: S101 (the caller has looked)
        verb = quotation.verb
        if verb is None or abs(verb.start - speaker.start) > JOINED_CHARACTERS:
            return speaker
        return Span(min(speaker.start, verb.start), max(speaker.end, verb.end))


def distinct_figures(article: Article, reading: Reading) -> list[FigureMention]:
    """The figures of the story, each once, in order of appearance.

    Mentions of one value, unit and end of range are one figure when what they
    count agrees or one leaves it open. The mention in running text that says
    most (a qualifier, what is counted) speaks for all.
    """
    alike: dict[tuple[object, ...], list[list[FigureMention]]] = {}
    groups: list[list[FigureMention]] = []
    for mention in reading.figures:
        same_value = alike.setdefault((mention.value, mention.value_to, mention.unit), [])
        group = next((g for g in same_value if _same_count(reading.text, g[0], mention)), None)
        if group is None:
            group = []
            groups.append(group)
            same_value.append(group)
        group.append(mention)

    def worth(mention: FigureMention) -> tuple[bool, bool, bool]:
        paragraph = article.paragraph_at(mention.span.start)
        in_body = paragraph is not None and paragraph.kind == "body"
        return (in_body, mention.qualifier is not None, mention.counts is not None)

    return [max(group, key=worth) for group in groups]


def _same_count(text: str, one: FigureMention, other: FigureMention) -> bool:
    if one.counts is None or other.counts is None:
        return True
    first, second = (s.of(text).casefold() for s in (one.counts, other.counts))
    return first in second or second in first
