"""Facts as plain sentences and phrases, for formats without columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from factcards.card import Evidence, FactCard, Figure, Quote, Source, What, When, Where, Who
from factcards.rendering.clean import clean
from factcards.rendering.excerpt import Excerpt, Places
from factcards.rendering.wording import NO_SPEAKER, date_words, reading_words

Escape = Callable[[str], str]
"""Makes text from outside safe in a format."""
Strong = Callable[[str], str]
"""Sets escaped text in bold type, where the format has it."""


def who_words(who: Who, escape: Escape, strong: Strong) -> str:
    """Such as "**Mara Ellund**, person, the union's chairwoman; also: Ellund"."""
    parts = [strong(escape(who.name)), who.kind]
    if who.role:
        parts.append(escape(who.role))
    words = ", ".join(parts)
    if who.aliases:
        words += f"; also: {', '.join(escape(alias) for alias in who.aliases)}"
    return words


def what_words(what: What, escape: Escape, strong: Strong) -> str:
    """The statement, with whose word it is in front of it."""
    if what.stance == "stated" and not what.attributed_to:
        return escape(what.text)
    by = f" by {escape(what.attributed_to)}" if what.attributed_to else ""
    if not by and what.stance != "planned":
        by = ", by whom is not said"
    return f"{strong(what.stance.capitalize() + by)}: {escape(what.text)}"


def where_words(where: Where, escape: Escape, strong: Strong) -> str:
    """Such as "**Velmora**, scene"."""
    country = f", {escape(where.country)}" if where.country else ""
    return f"{strong(escape(where.name))}, {where.relation}{country}"


def when_words(when: When, escape: Escape, strong: Strong) -> str:
    """Such as "**Thursday**: Thu 6 Mar 2025, from the dateline"."""
    settled = date_words(when)
    words = strong(escape(when.text))
    return f"{words}: {escape(settled)}" if settled else words


def figure_name(figure: Figure, escape: Escape, strong: Strong) -> str:
    """Such as "at least **200**", with how code reads it where its words do not show that."""
    words = strong(escape(figure.text))
    if figure.qualifier:
        words = f"{figure.qualifier} {words}"
    reading = reading_words(figure)
    return f"{words} ({escape(reading)})" if reading else words


def figure_words(figure: Figure, escape: Escape, strong: Strong) -> str:
    """The figure, what it counts and whose it is."""
    words = figure_name(figure, escape, strong)
    if figure.counts:
        words += f": {escape(figure.counts)}"
    if figure.attributed_to:
        words += f", according to {escape(figure.attributed_to)}"
    return words


def quote_words(quote: Quote, escape: Escape, strong: Strong) -> str:
    """Such as "“There was never such a list,” — **Osric Vantongeren**"."""
    speaker = strong(escape(quote.speaker)) if quote.speaker else NO_SPEAKER
    return f"“{escape(quote.text)}” — {speaker}"


def source_words(source: Source, escape: Escape, strong: Strong) -> str:
    """Such as "**the harbour office**, document: what it said; on its website"."""
    words = f"{strong(escape(source.name))}, {source.kind}"
    more = "; ".join(escape(part) for part in (source.said, source.via) if part)
    return f"{words}: {more}" if more else words


def proofs(
    places: Places, evidence: Sequence[Evidence], verbatim: str | None, escape: Escape, room: int
) -> tuple[str, ...]:
    """For each sentence of the evidence, where it stands and its words, in one line."""
    shown = places.excerpts(evidence, room, shown=verbatim)
    return tuple(_excerpt_words(excerpt, escape) for excerpt in shown)


def _excerpt_words(excerpt: Excerpt, escape: Escape) -> str:
    if not excerpt.pieces:
        return f"{excerpt.place}, word for word"
    words = "".join(f"‹{piece.text}›" if piece.marked else piece.text for piece in excerpt.pieces)
    return f"{excerpt.place} {escape(words)}"


def lines_of(
    card: FactCard, escape: Escape, strong: Strong
) -> dict[str, list[tuple[str, str, tuple[Evidence, ...], str | None]]]:
    """For each list of the card: id, words, evidence and verbatim text of every fact."""
    return {
        "summary": [(s.id, escape(s.text), s.evidence, s.text) for s in card.summary],
        "who": [(w.id, who_words(w, escape, strong), w.evidence, None) for w in card.who],
        "what": [(w.id, what_words(w, escape, strong), w.evidence, w.text) for w in card.what],
        "where": [(w.id, where_words(w, escape, strong), w.evidence, None) for w in card.where],
        "when": [(w.id, when_words(w, escape, strong), w.evidence, None) for w in card.when],
        "figures": [
            (f.id, figure_words(f, escape, strong), f.evidence, None) for f in card.figures
        ],
        "quotes": [(q.id, quote_words(q, escape, strong), q.evidence, q.text) for q in card.quotes],
        "sources": [
            (s.id, source_words(s, escape, strong), s.evidence, None) for s in card.sources
        ],
    }


def plain(text: str) -> str:
    """`text` cleaned, for formats without signs of their own."""
    return clean(text).strip()
