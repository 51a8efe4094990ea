"""The card's sections as rows of styled cells: what stands where, for any width."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from factcards.card import FactCard, Figure, Item, Quote, Source, What, When, Where, Who
from factcards.rendering.clean import clean
from factcards.rendering.wording import NO_SPEAKER, SECTIONS, date_words, reading_words

STANCE_STYLES = {
    "stated": "green",
    "claimed": "yellow",
    "denied": "red",
    "alleged": "magenta",
    "planned": "blue",
    "opinion": "cyan",
}


@dataclass(frozen=True)
class Row:
    """One fact: its cells from left to right, and the item they show."""

    item: Item
    cells: tuple[Text, ...]
    verbatim: str | None = None
    """The fact's text where it may be the article's words, letter for letter."""


@dataclass(frozen=True)
class Section:
    """One list of the card. The last column takes the width that is left."""

    title: str
    rows: tuple[Row, ...]
    widest: tuple[int, ...] = ()
    """For each column but the last: the share of the width it may take, in percent."""
    right: tuple[int, ...] = ()
    """Columns set flush right."""


def sections(card: FactCard) -> tuple[Section, ...]:
    """The sections that have something to show, in reading order."""
    made = {
        "summary": _summary(card),
        "who": (tuple(_who(w) for w in card.who), (36, 14), ()),
        "what": (tuple(_what(w) for w in card.what), (12,), ()),
        "where": (tuple(_where(w) for w in card.where), (46, 14), ()),
        "when": (tuple(_when(w) for w in card.when), (46,), ()),
        "figures": (tuple(_figure(f) for f in card.figures), (14, 42), (0,)),
        "quotes": (tuple(_quote(q) for q in card.quotes), (), ()),
        "sources": (tuple(_source(s) for s in card.sources), (44, 16), ()),
    }
    return tuple(
        Section(title, rows, widest, right)
        for name, title in SECTIONS
        for rows, widest, right in (made[name],)
        if rows
    )


def _summary(card: FactCard) -> tuple[tuple[Row, ...], tuple[int, ...], tuple[int, ...]]:
    rows = tuple(
        Row(
            sentence,
            (Text(str(number), "dim"), Text(clean(sentence.text))),
            verbatim=sentence.text,
        )
        for number, sentence in enumerate(card.summary, start=1)
    )
    return rows, (6,), (0,)


def _who(who: Who) -> Row:
    more = Text(clean(who.role or ""))
    if who.aliases:
        more.append("; " if who.role else "")
        also = ", ".join(clean(alias) for alias in who.aliases)
        more.append(f"also {also}", "dim")
    return Row(who, (Text(clean(who.name), "bold"), Text(who.kind, "dim"), more))


def _what(what: What) -> Row:
    text = Text()
    if what.attributed_to:
        text.append(f"{clean(what.attributed_to)}: ", "bold")
    elif what.stance not in ("stated", "planned"):
        text.append("nobody named: ", "dim")
    text.append(clean(what.text))
    stance = Text(what.stance, STANCE_STYLES[what.stance])
    return Row(what, (stance, text), verbatim=what.text)


def _where(where: Where) -> Row:
    relation = Text(where.relation, "green" if where.relation == "scene" else "dim")
    return Row(where, (Text(clean(where.name), "bold"), relation, Text(where.country or "")))


def _when(when: When) -> Row:
    settled = date_words(when)
    meaning = Text(settled) if settled else Text("date left open by the article", "dim")
    return Row(when, (Text(clean(when.text), "bold"), meaning))


def _figure(figure: Figure) -> Row:
    text = Text(clean(figure.text), "bold")
    counts = Text(clean(figure.counts or ""))
    if figure.attributed_to:
        counts.append(", according to " if figure.counts else "according to ", "dim")
        counts.append(clean(figure.attributed_to))
    reading = reading_words(figure)
    if reading:
        counts.append("\n" if counts else "")
        counts.append(f"read as {reading}", "dim")
    return Row(figure, (Text(figure.qualifier or "", "cyan"), text, counts))


def _quote(quote: Quote) -> Row:
    text = Text(f"“{clean(quote.text)}”")
    text.append("\n— ", "dim")
    if quote.speaker:
        text.append(clean(quote.speaker), "bold")
    else:
        text.append(NO_SPEAKER, "dim")
    return Row(quote, (text,), verbatim=quote.text)


def _source(source: Source) -> Row:
    more = Text(clean(source.said or ""))
    if source.via:
        more.append("; " if source.said else "")
        more.append(clean(source.via), "dim")
    kind = Text(source.kind, "yellow" if source.kind == "anonymous" else "dim")
    return Row(source, (Text(clean(source.name), "bold"), kind, more))
