"""A peer's items as a fact card: what it says is taken at its word.

Nothing is read, mended or dropped by our readers. Evidence that the article does
not have stays on the card, at a place where it does not stand: the scorer counts
it as not grounded. What the card's contract cannot hold (a value that is no
number, a country that is no code) is left out, which is to the peer's advantage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from pydantic import ValidationError

from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Figure,
    Headline,
    Item,
    Provenance,
    Quote,
    Source,
    SummarySentence,
    What,
    When,
    Where,
    Who,
)
from factcards.evaluation.fixtures import Fixture
from factcards.version import __version__

T = TypeVar("T", bound=Item)
_NONE = CoverageCount(mentions=0, carried=0)


@dataclass(frozen=True, kw_only=True)
class PlainItem:
    """One item as a peer gives it: its field, what it says, and the words it names as proof."""

    field: str
    values: Mapping[str, Any]
    quote: str = ""
    span: tuple[int, int] | None = None
    """Where the peer itself says that the quote stands, in code points."""


@dataclass
class PlainCard:
    """Items as they come; `card` is made of what the contract can hold."""

    fixture: Fixture
    model: str
    items: list[PlainItem] = field(default_factory=list)
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    left_out: int = 0
    """Items that the contract could not hold."""

    def card(self) -> FactCard:
        """The fact card of the items."""
        headlines = self._of("headline", self._headline)
        return FactCard(
            headline=headlines[0] if headlines else None,
            summary=self._of("summary", self._summary),
            who=self._of("who", Who),
            what=self._of("what", What),
            where=self._of("where", Where),
            when=self._of("when", When),
            figures=self._of("figures", Figure),
            quotes=self._of("quotes", Quote),
            sources=self._of("sources", Source),
            article=self.fixture.as_read.info(),
            coverage=Coverage(figures=_NONE, names=_NONE, quotes=_NONE, dates=_NONE),
            provenance=Provenance(
                model=self.model,
                provider="local",
                strategy="whole",
                tokens_in=self.tokens_in,
                tokens_out=self.tokens_out,
                seconds=self.seconds,
                generated_at=self.fixture.gold.published,
                factcards=__version__,
            ),
        )

    def _headline(self, **values: Any) -> Headline:
        return Headline(text=values["text"], evidence=values["evidence"])

    def _summary(self, **values: Any) -> SummarySentence:
        return SummarySentence(**values)

    def _of(self, name: str, make: Callable[..., T]) -> tuple[T, ...]:
        found: list[T] = []
        for number, item in enumerate(it for it in self.items if it.field == name):
            values = {key: _plain(value) for key, value in item.values.items()}
            if "value" in values:
                values["value"] = _decimal(values["value"])
                values["value_to"] = _decimal(values.get("value_to"))
            country = values.get("country")
            if country is not None and not (len(str(country)) == 2 and str(country).isupper()):
                values["country"] = None
            evidence = self._evidence(item)
            try:
                found.append(make(id=f"{name}-{number}", evidence=evidence, **values))
            except (ValidationError, TypeError):
                self.left_out += 1
        return tuple(found)

    def _evidence(self, item: PlainItem) -> tuple[Evidence, ...]:
        """The quote where the peer says it stands, else where plain search finds it first."""
        text = self.fixture.as_read.text
        if item.span is not None:
            start, end = item.span
            return (Evidence(quote=text[start:end], start=start, end=end),)
        # A headline or an item without a quote is its own proof, or it has none.
        quote = item.quote or str(item.values.get("text") or item.values.get("name") or "-")
        at = max(text.find(quote), 0)
        return (Evidence(quote=quote, start=at, end=at + len(quote)),)


def _plain(value: Any) -> Any:
    """`value` without what says nothing: models write "null" and "" for it."""
    if isinstance(value, str) and value.strip().casefold() in ("", "null", "none", "n/a"):
        return None
    return value


def _decimal(value: Any) -> Decimal | None:
    """`value` as a decimal, thousands' commas taken out; None where it is none."""
    if value is None:
        return None
    try:
        number = Decimal(str(value).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def without_repeats(items: Iterable[PlainItem]) -> list[PlainItem]:
    """`items`, each said once: small models repeat themselves."""
    found: dict[str, PlainItem] = {}
    for item in items:
        found.setdefault(f"{item.field} {sorted(item.values.items(), key=str)}", item)
    return list(found.values())
