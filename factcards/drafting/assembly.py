"""A draft becomes a card: every citation is looked up, every text is set from its span.

What cannot be found goes to `rejected`, whole and with the reason. Fields that
the words themselves settle (a figure's qualifier and unit, a date, a country)
are read from the words where the draft leaves them open; where the draft and
the words disagree the draft's value stays, for the rules to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from factcards.article import Article
from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Figure,
    Finding,
    Headline,
    Provenance,
    Qualifier,
    Quote,
    Rejected,
    Source,
    Span,
    SummarySentence,
    What,
    When,
    Where,
    Who,
)
from factcards.drafting.draft import (
    Citation,
    Draft,
    Drafted,
    DraftFigure,
    DraftQuote,
    DraftSource,
    DraftText,
    DraftWhat,
    DraftWhen,
    DraftWhere,
    DraftWho,
)
from factcards.drafting.identity import Identifiers
from factcards.grounding import GroundingIndex
from factcards.reading import DateMention, FigureMention, Quotation, Reading
from factcards.reading.units import same_unit

D = TypeVar("D", bound=Drafted)
T = TypeVar("T")

_NOTHING = CoverageCount(mentions=0, carried=0)


class _NotFoundError(Exception):
    """An item cannot be placed; the message says why, `field` which field."""

    def __init__(self, reason: str, field: str = "evidence") -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


def assemble(
    draft: Draft,
    article: Article,
    reading: Reading,
    provenance: Provenance,
    *,
    with_text: bool = True,
) -> FactCard:
    """The card that `draft` makes of `article`, before any rule has looked at it."""
    work = _Assembly(article, reading)
    who = work.each("who", draft.who, work.who)
    sources = work.each("source", draft.sources, work.source)
    work.learn_names(who, sources)
    headline = work.each("headline", [draft.headline] if draft.headline else [], work.headline)
    return FactCard(
        headline=next(iter(headline), None),
        summary=work.each("summary", draft.summary, work.summary),
        who=who,
        what=work.each("what", draft.what, work.what),
        where=work.each("where", draft.where, work.where),
        when=work.each("when", draft.when, work.when),
        figures=work.each("figure", draft.figures, work.figure),
        quotes=work.each("quote", draft.quotes, work.quote),
        sources=sources,
        article=article.info(with_text=with_text),
        findings=tuple(work.findings),
        rejected=tuple(work.rejected),
        coverage=Coverage(figures=_NOTHING, names=_NOTHING, quotes=_NOTHING, dates=_NOTHING),
        provenance=provenance,
    )


class _Assembly:
    def __init__(self, article: Article, reading: Reading) -> None:
        self.article = article
        self.reading = reading
        self.text = article.text
        self.index = GroundingIndex(article.text, reading.sentences)
        self.ids = Identifiers()
        self.findings: list[Finding] = []
        self.rejected: list[Rejected] = []
        self.names: dict[str, tuple[str, str]] = {}
        self.quoted: set[Span] = set()

    def each(self, kind: str, drafted: Iterable[D], make: Callable[[str, D], T]) -> tuple[T, ...]:
        """Every item that can be placed; the others are noted as rejected."""
        made: list[T] = []
        for item in drafted:
            identifier = "headline" if kind == "headline" else self.ids.make(kind, *_content(item))
            try:
                made.append(make(identifier, item))
            except _NotFoundError as missing:
                self.rejected.append(
                    Rejected(
                        path=f"{identifier}/{missing.field}",
                        item={"id": identifier, **item.model_dump(mode="json")},
                        reason=missing.reason,
                    )
                )
        return tuple(made)

    def learn_names(self, who: Sequence[Who], sources: Sequence[Source]) -> None:
        """Names that speakers and attributions may be linked to, people first."""
        for source in sources:
            self.names[source.name] = (source.name, source.id)
        for person in who:
            for name in (*person.aliases, person.name):
                self.names[name] = (person.name, person.id)

    def linked(self, name: str | None) -> tuple[str | None, str | None]:
        """`name` as the card writes it, and the id of its item where there is one."""
        if name is None or name in self.names:
            return self.names[name] if name else (None, None)
        entity = self.reading.entity_named(name)
        if entity is not None:
            for form in (entity.name, *entity.aliases):
                if form in self.names:
                    return self.names[form]
            return entity.name, None
        return name, None

    def evidence(self, identifier: str, citations: Sequence[Citation]) -> tuple[Evidence, ...]:
        """The citations that stand in the article; a warning for each that does not."""
        found: dict[Span, Evidence] = {}
        missing: list[str] = []
        for citation in citations:
            place = self.index.ground(
                citation.quote, sentence=citation.sentence, near=citation.near
            )
            if place is None:
                missing.append(self.missing(citation.quote))
                continue
            earlier = found.get(place.span)
            supports = tuple(
                dict.fromkeys((*(earlier.supports if earlier else ()), *citation.supports))
            )
            found[place.span] = Evidence(
                quote=place.span.of(self.text),
                start=place.span.start,
                end=place.span.end,
                status=place.status,
                supports=supports,
            )
        if not found:
            raise _NotFoundError("; ".join(missing) or "it cites no sentence of the story")
        for message in missing:
            self.warn(f"{identifier}/evidence", message)
        return tuple(found.values())

    def warn(self, path: str, message: str) -> None:
        """Note that some words of an item that stays were not found."""
        self.findings.append(
            Finding(rule="evidence-found", severity="warning", path=path, message=message)
        )

    def missing(self, quote: str) -> str:
        """A message that names the words and the nearest passage, if one is near."""
        near = self.index.near_miss(quote)
        told = f"the article does not say “{_clip(quote)}”"
        return f"{told}; it says “{_clip(near.of(self.text))}”" if near else told

    def headline(self, _: str, item: DraftText) -> Headline:
        return Headline(text=item.text, evidence=self.evidence("headline", item.evidence))

    def summary(self, identifier: str, item: DraftText) -> SummarySentence:
        evidence = self.evidence(identifier, item.evidence)
        return SummarySentence(id=identifier, text=item.text, evidence=evidence)

    def who(self, identifier: str, item: DraftWho) -> Who:
        return Who(
            id=identifier,
            name=item.name,
            kind=item.kind,
            role=item.role or None,
            aliases=self.aliases(identifier, item),
            evidence=self.evidence(identifier, item.evidence),
        )

    def aliases(self, identifier: str, item: DraftWho) -> tuple[str, ...]:
        """The other names that the article writes; one it does not must not cost the person."""
        kept = []
        for alias in dict.fromkeys(item.aliases):
            if self.index.ground(alias) is None:
                message = f"{self.missing(alias)}; this other name is left out"
                self.warn(f"{identifier}/aliases", message)
            elif self.others(item.name, alias):
                message = f"in the article “{_clip(alias)}” is somebody else"
                self.warn(f"{identifier}/aliases", f"{message}; this other name is left out")
            elif alias != item.name:
                kept.append(alias)
        return tuple(kept)

    def others(self, name: str, alias: str) -> bool:
        """Whether reading tells `name` and `alias` apart, and neither is part of the other."""
        one, other = self.reading.entity_named(name), self.reading.entity_named(alias)
        if one is None or other is None or one.name == other.name:
            return False
        return not {*name.casefold().split()} & {*alias.casefold().split()}

    def what(self, identifier: str, item: DraftWhat) -> What:
        name, link = self.linked(item.attributed_to)
        return What(
            id=identifier,
            text=item.text,
            stance=item.stance,
            attributed_to=name,
            attributed_to_id=link,
            evidence=self.evidence(identifier, item.evidence),
        )

    def where(self, identifier: str, item: DraftWhere) -> Where:
        entity = self.reading.entity_named(item.name)
        return Where(
            id=identifier,
            name=item.name,
            relation=item.relation,
            country=entity.country if entity else None,
            evidence=self.evidence(identifier, item.evidence),
        )

    def when(self, identifier: str, item: DraftWhen) -> When:
        evidence = self.evidence(identifier, item.evidence)
        mention = _overlapping(self.reading.dates, evidence)
        span = mention.span if mention else self.within(item.text, evidence)
        return When(
            id=identifier,
            text=span.of(self.text),
            date=mention.date if mention else None,
            basis=mention.basis if mention else None,
            evidence=evidence,
        )

    def figure(self, identifier: str, item: DraftFigure) -> Figure:
        evidence = self.evidence(identifier, item.evidence)
        mention = self.figure_mention(item, evidence)
        span = mention.span if mention else self.within(item.text, evidence)
        name, link = self.linked(item.attributed_to)
        unit, qualifier, counts = item.unit, item.qualifier, item.counts or None
        if mention is not None:
            unit, counts = self.measured(item, mention)
            qualifier = _qualifier(item, mention)
        return Figure(
            id=identifier,
            text=span.of(self.text),
            value=item.value,
            value_to=item.value_to,
            unit=unit,
            qualifier=qualifier,
            counts=counts,
            attributed_to=name,
            attributed_to_id=link,
            evidence=evidence,
        )

    def measured(self, item: DraftFigure, mention: FigureMention) -> tuple[str | None, str | None]:
        """Unit and counted thing: the unit by the card's name, and no counted thing as unit."""
        counts = item.counts or None
        if item.unit is None or same_unit(item.unit, mention.unit):
            return mention.unit, counts
        counted = mention.counts.of(self.text) if mention.counts else ""
        if mention.unit is None and item.unit.casefold() in counted.casefold().split():
            return None, counts or counted
        return item.unit, counts

    def figure_mention(
        self, item: DraftFigure, evidence: Sequence[Evidence]
    ) -> FigureMention | None:
        """The number that the cited words hold: by value first, else the only one."""
        inside = [m for m in self.reading.figures if _covered(m.span, evidence)]
        same = [m for m in inside if m.value == item.value and m.value_to == item.value_to]
        if same:
            return same[0]
        return inside[0] if len(inside) == 1 else None

    def within(self, text: str, evidence: Sequence[Evidence]) -> Span:
        """Where `text` stands inside the cited words."""
        for piece in evidence:
            place = self.index.ground(text, near=piece.start)
            if place is not None and _covered(place.span, evidence):
                return place.span
        raise _NotFoundError(f"“{_clip(text)}” is not in the words it cites", "text")

    def quote(self, identifier: str, item: DraftQuote) -> Quote:
        evidence = self.evidence(identifier, item.evidence)
        place = self.index.ground(item.text, near=evidence[0].start, used=self.quoted)
        if place is None:
            raise _NotFoundError(self.missing(item.text), "text")
        quotation = self.quotation_at(place.span)
        span = quotation.span if quotation else place.span
        self.quoted.add(span)
        name, link = self.linked(item.speaker)
        return Quote(
            id=identifier, text=span.of(self.text), speaker=name, speaker_id=link, evidence=evidence
        )

    def quotation_at(self, span: Span) -> Quotation | None:
        """The quotation whose words these are but for marks and end punctuation."""
        for quotation in self.reading.quotations:
            if quotation.outer.contains(span) or span.contains(quotation.span):
                words = quotation.span.of(self.text).strip(" ,.;:")
                if span.of(self.text).strip("\"'“”‘’«»„‚ ,.;:") == words:
                    return quotation
        return None

    def source(self, identifier: str, item: DraftSource) -> Source:
        return Source(
            id=identifier,
            name=item.name,
            kind=item.kind,
            via=item.via or None,
            said=item.said or None,
            evidence=self.evidence(identifier, item.evidence),
        )


def _content(item: Drafted) -> tuple[Any, ...]:
    """What makes an item the same item in the next version of a card."""
    match item:
        case DraftWho() | DraftWhere() | DraftSource():
            return (item.name,)
        case DraftFigure():
            return (item.value, item.value_to or "", item.unit or "", item.counts or "")
        case DraftQuote() | DraftText() | DraftWhat() | DraftWhen():
            return (item.text,)
    raise TypeError(f"not a drafted item: {item!r}")


def _qualifier(item: DraftFigure, mention: FigureMention) -> Qualifier | None:
    """The draft's; the words' own where the draft leaves it open. Plain numbers are "exactly"."""
    plain = item.qualifier == "exactly" and mention.qualifier is None
    return mention.qualifier if item.qualifier is None or plain else item.qualifier


def _covered(span: Span, evidence: Sequence[Evidence]) -> bool:
    return any(Span(e.start, e.end).contains(span) for e in evidence)


def _overlapping(dates: Sequence[DateMention], evidence: Sequence[Evidence]) -> DateMention | None:
    return next((d for e in evidence for d in dates if d.span.overlaps(Span(e.start, e.end))), None)


def _clip(text: str, most: int = 120) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
