"""A card for the terminal: to be checked by eye, fact by fact.

Up to `WIDE` columns each fact has its evidence beneath; from there on the
article's words stand to the right of the fact, as on a proof sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcards.card import Evidence, FactCard, Finding
from factcards.rendering.clean import clean
from factcards.rendering.excerpt import Excerpt, Places
from factcards.rendering.rows import Section, sections
from factcards.rendering.wording import (
    NO_HEADLINE,
    article_words,
    coverage_counts,
    finding_words,
    findings_by_item,
    missing_words,
    provenance_words,
    publication_words,
    rejected_kind,
    rejected_words,
)

NARROWEST, WIDE, WIDEST = 40, 116, 180
GUTTER = 2
INDENT = 4
MOST_EXCERPTS = 3
"""Lines of evidence for one fact; the JSON card has them all."""

MOST_MISSING = 4
"""Missing mentions shown of each kind; the JSON card has more."""

_FILLING = re.compile(r" +((?:\x1b\[0m)?)$")

SIGNS = {"error": "✗", "warning": "⚠", "note": "·"}
PLAIN_SIGNS = {"error": "!!", "warning": "!", "note": "-"}
SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def terminal_card(card: FactCard, *, width: int, color: bool) -> str:
    """The card in `width` columns, with ANSI styles when `color`; ends with a line end."""
    return printed(_Sheet(card, bounded(width), color).render(), width=width, color=color)


def bounded(width: int) -> int:
    """`width` kept to what a card can be set in."""
    return max(NARROWEST, min(width, WIDEST))


def printed(renderable: RenderableType, *, width: int, color: bool) -> str:
    """What Rich makes of `renderable`: no markup read, no emoji codes, no links."""
    out = StringIO()
    console = Console(
        file=out,
        width=bounded(width),
        color_system="standard" if color else None,
        force_terminal=color,
        no_color=not color,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
        _environ={},
    )
    console.print(renderable)
    # Rich fills lines up with spaces, which spoil copying and comparing.
    lines = out.getvalue().split("\n")
    return "\n".join(_FILLING.sub(r"\1", line) for line in lines).rstrip("\n") + "\n"


class _Sheet:
    """One card at one width."""

    def __init__(self, card: FactCard, width: int, color: bool) -> None:
        self.card = card
        self.width = width
        self.color = color
        self.places = Places(card)
        self.beside, self.loose = findings_by_item(card)
        self.wide = width >= WIDE
        # On a proof sheet fact and proof share the width.
        self.fact_width = width // 2 if self.wide else width

    def render(self) -> Group:
        parts: list[RenderableType] = [*self._head()]
        for section in sections(self.card):
            parts += [Text(), self._rule(section.title, len(section.rows))]
            parts += self._section(section)
        parts += self._notes()
        parts += self._rejected()
        parts += [Text(), self._line(), self._coverage(), *self._foot()]
        return Group(*parts)

    def _head(self) -> Iterable[RenderableType]:
        card = self.card
        yield self._line("━")
        if card.headline is not None:
            text = Text(clean(card.headline.text), "bold")
            yield from self._fact(
                (text,), (), card.headline.evidence, card.headline.id, card.headline.text, indent=0
            )
        else:
            yield Padding(Text(NO_HEADLINE, "dim italic"), (0, 0, 0, 1))
        meta = Text()
        title = clean(card.article.title or "")
        if title and (card.headline is None or title != clean(card.headline.text)):
            meta.append(f"“{title}”")
        for part in publication_words(card.article):
            meta.append(" · " if meta else "", "dim")
            meta.append(part)
        yield Text()
        if meta:
            yield Padding(meta, (0, 0, 0, 1))
        if card.article.url:
            yield Padding(Text(clean(card.article.url), "dim", overflow="fold"), (0, 0, 0, 1))

    def _rule(self, title: str, count: int | None = None) -> Text:
        text = Text()
        text.append(f" {title.upper()} ", "bold cyan")
        if count is not None:
            text.append(f"{count} ", "dim")
        text.append("─" * max(0, self.width - text.cell_len), "dim")
        return text

    def _line(self, sign: str = "─") -> Text:
        return Text(sign * self.width, "dim" if sign == "─" else "cyan")

    def _section(self, section: Section) -> list[RenderableType]:
        widths = column_widths(
            [row.cells for row in section.rows], section.widest, self.fact_width - GUTTER
        )
        out: list[RenderableType] = []
        for row in section.rows:
            out += self._fact(
                row.cells,
                widths,
                row.item.evidence,
                row.item.id,
                row.verbatim,
                right=section.right,
            )
        return out

    def _fact(
        self,
        cells: Sequence[Text],
        widths: Sequence[int],
        evidence: Sequence[Evidence],
        identity: str,
        verbatim: str | None,
        *,
        right: Sequence[int] = (),
        indent: int = GUTTER,
    ) -> list[RenderableType]:
        fact = Padding(grid(cells, widths, right), (0, 0, 0, max(1, indent)))
        findings = [self._finding(f) for f in self.beside.get(identity, ())]
        if not self.wide:
            shown = self._evidence(evidence, verbatim, self.width - INDENT)
            return [fact, *(Padding(part, (0, 0, 0, INDENT)) for part in (*findings, *shown))]
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=self.fact_width - GUTTER)
        table.add_column(width=self.width - self.fact_width)
        left = Group(fact, *(Padding(part, (0, 0, 0, INDENT)) for part in findings))
        shown = self._evidence(evidence, verbatim, self.width - self.fact_width)
        table.add_row(left, Group(*shown))
        return [table]

    def _evidence(
        self, evidence: Sequence[Evidence], verbatim: str | None, room: int
    ) -> list[RenderableType]:
        # Besides the place: the gap after it, and the signs around the words.
        words = max(20, room - self.places.widest() - 6)
        excerpts = self.places.excerpts(evidence, words, shown=verbatim)
        out: list[RenderableType] = [self._excerpt(one) for one in excerpts[:MOST_EXCERPTS]]
        if len(excerpts) > MOST_EXCERPTS:
            out.append(Text(f"and {len(excerpts) - MOST_EXCERPTS} more places", "dim"))
        return out

    def _excerpt(self, excerpt: Excerpt) -> RenderableType:
        place = Text(excerpt.place, "dim cyan" if self.color else "")
        words = Text()
        for piece in excerpt.pieces:
            if piece.marked:
                words.append(f"‹{piece.text}›", "italic")
            else:
                words.append(piece.text, "dim")
        if not excerpt.pieces:
            words.append("word for word", "dim")
        if excerpt.typographic:
            words.append(" (quotation marks, dashes or spaces differ)", "dim")
        return grid((place, words), (max(self.places.widest(), place.cell_len),), ())

    def _finding(self, finding: Finding) -> RenderableType:
        signs = SIGNS if self.color else PLAIN_SIGNS
        text = Text(finding_words(finding), SEVERITY_STYLES[finding.severity])
        sign = Text(signs[finding.severity], SEVERITY_STYLES[finding.severity])
        return grid((sign, text), (sign.cell_len,), (), gap=1)

    def _notes(self) -> list[RenderableType]:
        if not self.loose:
            return []
        found = [Padding(self._finding(f), (0, 0, 0, GUTTER)) for f in self.loose]
        return [Text(), self._rule("Notes on the whole card"), *found]

    def _rejected(self) -> list[RenderableType]:
        rejected = self.card.rejected
        if not rejected:
            return []
        rows = [
            (
                Text(rejected_kind(r), "dim"),
                Text.assemble(
                    (rejected_words(r), "strike" if self.color else ""),
                    ("  — " if self.wide else "\n", "dim"),
                    (clean(r.reason), "red"),
                ),
            )
            for r in rejected
        ]
        widths = column_widths(rows, (14,), self.width - GUTTER)
        shown = [Padding(grid(row, widths, ()), (0, 0, 0, GUTTER)) for row in rows]
        return [Text(), self._rule("Rejected: not on the card", len(rejected)), *shown]

    def _coverage(self) -> RenderableType:
        parts = []
        for name, count in coverage_counts(self.card):
            full = min(10, 10 * count.carried // count.mentions) if count.mentions else 0
            text = Text(f"{name} ")
            text.append("█" * full, "green")
            text.append("░" * (10 - full if count.mentions else 0), "dim")
            text.append(f" {count.carried}/{count.mentions}", "bold")
            parts.append(text)
        label = Text("On the card of what the story mentions", "dim")
        columns = 4 if self.width >= 100 else 2
        table = Table.grid(padding=(0, 4, 0, 0))
        for start in range(0, len(parts), columns):
            table.add_row(*parts[start : start + columns])
        return Padding(Group(label, table, *self._missing()), (0, 0, 0, 1))

    def _missing(self) -> Iterable[RenderableType]:
        """What the story mentions and the card does not, the most prominent of each kind."""
        rows = []
        for name, count in coverage_counts(self.card):
            lacking = count.mentions - count.carried
            if not count.missing or not lacking:
                continue
            text = Text()
            for place, missing in enumerate(count.missing[:MOST_MISSING]):
                text.append(" · " if place else "", "dim")
                quoted = name == "quotes"
                words = missing_words(missing)
                text.append(f"“{words}”" if quoted else words)
                text.append(f" {self.places.place(missing.evidence)}", "dim")
            more = lacking - min(MOST_MISSING, len(count.missing))
            if more:
                text.append(f" · and {more} more", "dim")
            rows.append((Text(name, "dim"), text))
        if rows:
            yield Text("Not on the card, the most prominent first", "dim")
            widths = column_widths(rows, (14,), self.width - 1)
            yield from (grid(row, widths, ()) for row in rows)

    def _foot(self) -> Iterable[RenderableType]:
        words = " · ".join((*provenance_words(self.card), article_words(self.card)))
        yield Padding(Text(words, "dim"), (0, 0, 0, 1))


def column_widths(
    rows: Sequence[Sequence[Text]], widest: Sequence[int], room: int, gap: int = 2
) -> tuple[int, ...]:
    """Cells for each column but the last: what its content takes, within its share.

    `widest` are percentages of `room`. A last column without content gets none.
    """
    widths = []
    for index, share in enumerate(widest):
        natural = max((_natural(row[index]) for row in rows), default=0)
        widths.append(min(natural, max(12, room * share // 100)))
    return tuple(widths)


def _natural(text: Text) -> int:
    return max((line.cell_len for line in text.split("\n")), default=0)


def grid(
    cells: Sequence[Text], widths: Sequence[int], right: Sequence[int], gap: int = 2
) -> RenderableType:
    """`cells` side by side; the last takes the width that is left. Empty columns go."""
    shown = [
        (index, cell)
        for index, cell in enumerate(cells)
        if index >= len(widths) or widths[index] > 0
    ]
    table = Table.grid(padding=(0, gap, 0, 0), expand=True)
    for index, _ in shown:
        justify: Literal["left", "right"] = "right" if index in right else "left"
        if index < len(widths):
            table.add_column(width=widths[index], justify=justify, overflow="fold")
        else:
            table.add_column(ratio=1, overflow="fold")
    table.add_row(*(cell for _, cell in shown))
    return table
