"""A run as one self-contained HTML page: scores, plots, and each point down to its sentence.

Everything on the page that comes from articles, labels or models is escaped by
the template engine; the page has no script, loads nothing and forbids itself to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from factcards.article import Article
from factcards.card import Span
from factcards.evaluation.pairs import Pair, Tally
from factcards.evaluation.reporting.plots import (
    Bar,
    Estimate,
    Place,
    Series,
    bars,
    intervals,
    plane,
)
from factcards.evaluation.scores import FIELDS, DocumentScores, micro

if TYPE_CHECKING:
    from jinja2 import Environment

STATUS_SIGNS = {"correct": "✓", "partial": "½", "incorrect": "✗", "missing": "○", "spurious": "+"}
"""Beside its colour each status has a sign and a word."""


@dataclass(frozen=True, kw_only=True)
class Labelled:
    """An article of the suite as the page shows it."""

    id: str
    genre: str
    language: str
    article: Article
    """With the roles of the labels: `text` is what the spans of pairs count in."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """What one model, or baseline, made of the suite."""

    name: str
    documents: Mapping[str, DocumentScores]
    """By the article's id."""
    estimates: Mapping[str, Estimate] = field(default_factory=dict)
    """F1 by field, with its interval."""
    seconds: float | None = None
    """Mean for a card; None where it was not measured."""
    tokens_in: float = 0.0
    """Mean for a card."""
    tokens_out: float = 0.0
    """Mean for a card."""
    cost: float | None = None
    """US dollars for a card; None where no price is known."""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A gate and whether it held."""

    name: str
    passed: bool
    told: str
    """What was demanded, and what came."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything that the page shows."""

    title: str
    results: tuple[Result, ...]
    articles: tuple[Labelled, ...]
    gates: tuple[Gate, ...] = ()
    agreement: Mapping[str, float] = field(default_factory=dict)
    """F1 of two labellers by field: beyond it a score means little."""
    notes: tuple[str, ...] = ()
    """What a reader must know: that answers were replayed, that labels are drafts."""


def html_report(page: Page) -> str:
    """The page as one HTML document, complete in itself."""
    here = files("factcards.evaluation.reporting")
    style = (here / "report.css").read_text(encoding="utf-8")
    template = _environment().from_string((here / "report.html.j2").read_text(encoding="utf-8"))
    return template.render(
        page=page,
        fields=[name for name in FIELDS if any(_has(one, name) for one in page.results)],
        style=style,
        view=_View(page),
        signs=STATUS_SIGNS,
    )


def _environment() -> Environment:
    from jinja2 import Environment, StrictUndefined

    return Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _has(result: Result, name: str) -> bool:
    return any(name in scores.fields for scores in result.documents.values())


@dataclass(frozen=True)
class _View:
    """What the template asks for beyond the page itself."""

    page: Page

    def total(self, result: Result, name: str) -> Tally:
        """The sums over all articles of one field."""
        return micro(result.documents.values(), name)

    def f1_of(self, scores: DocumentScores, name: str) -> float | None:
        """F1 of one field of one card; None where it is not defined."""
        found = scores.fields.get(name)
        return found.tally.f1 if found else None

    def clean(self, scores: DocumentScores, name: str) -> bool:
        """Whether nothing at all is wrong with a field: the only thing that earns a tick."""
        return (
            all(pair.status == "correct" for pair in scores.pairs if pair.field == name)
            and not any(a.status != "right" for p in scores.pairs if p.field == name
                        for a in p.attributes)
            and not any(it.field == name for it in scores.corrections)
            and not any(hit.field == name for hit in scores.forbidden)
        )  # fmt: skip

    def pairs(self, scores: DocumentScores, name: str) -> list[Pair]:
        """The pairs of a field, what is wrong first."""
        order = ("incorrect", "spurious", "missing", "partial", "correct")
        return sorted(
            (pair for pair in scores.pairs if pair.field == name),
            key=lambda pair: (order.index(pair.status), not pair.core),
        )

    def sentence(self, labelled: Labelled, pair: Pair) -> tuple[str, str, str] | None:
        """What stands before, in and behind the words of `pair`, in their paragraph."""
        if pair.start is None or pair.end is None:
            return None
        text = labelled.article.text
        if not 0 <= pair.start < pair.end <= len(text):
            return None
        around = _around(labelled.article, Span(pair.start, pair.end))
        before = text[around.start : pair.start]
        behind = text[pair.end : around.end]
        return _clipped(before, last=True), text[pair.start : pair.end], _clipped(behind)

    def paragraph(self, labelled: Labelled, pair: Pair) -> int | None:
        """Number of the paragraph, from 1, that the words of `pair` stand in."""
        if pair.start is None:
            return None
        for number, paragraph in enumerate(labelled.article.paragraphs, 1):
            if paragraph.span.start <= pair.start < paragraph.span.end:
                return number
        return None

    def paragraphs(self, labelled: Labelled) -> Iterator[tuple[int, str, bool]]:
        """The article: number, words, and whether it is part of the story."""
        for number, paragraph in enumerate(labelled.article.paragraphs, 1):
            yield number, paragraph.span.of(labelled.article.text), paragraph.role == "story"

    def corrections(self, result: Result) -> list[tuple[str, str, str, str]]:
        """Article, kind, message and sentence of every error that would be corrected in print."""
        return [
            (name, it.kind, it.message, it.sentence)
            for name, scores in result.documents.items()
            for it in scores.corrections
        ]

    def agreement(self, name: str) -> float | None:
        """How far two labellers agree on a field, as F1; None where nobody labelled twice."""
        return self.page.agreement.get(name)

    @cached_property
    def plots(self) -> list[str]:
        """The plots as SVG, made of numbers and escaped names alone."""
        results = self.page.results
        names = [name for name in FIELDS if any(_has(one, name) for one in results)]
        drawn = [
            intervals(
                names,
                [Series(one.name, tuple(_point(one, name) for name in names)) for one in results],
                "F1 by field, with 95 % intervals over articles",
            ),
            plane(list(_places(results, names)), "Precision against recall", _AXES),
        ]
        timed = [one for one in results if one.seconds is not None]
        if timed:
            drawn.append(bars([_seconds(one) for one in timed], "Seconds for a card"))
        priced = [one for one in results if one.cost]
        if priced:
            drawn.append(bars([_cost(one) for one in priced], "US dollars for a card"))
        return drawn


_AXES = ("recall", "precision")


def _around(article: Article, span: Span) -> Span:
    """The paragraph of `span`; the span itself where it stands in none."""
    for paragraph in article.paragraphs:
        if paragraph.span.contains(span):
            return paragraph.span
    return span


def _clipped(words: str, *, last: bool = False, most: int = 160) -> str:
    """`words`, cut between two of them where they are many."""
    if len(words) <= most:
        return words
    if last:
        return "… " + words[-most:].partition(" ")[2]
    return words[:most].rpartition(" ")[0] + " …"


def _point(result: Result, name: str) -> Estimate | None:
    """The estimate of a field; the plain score where no interval is known."""
    if name in result.estimates:
        return result.estimates[name]
    f1 = micro(result.documents.values(), name).f1
    return Estimate(f1) if f1 is not None else None


def _places(results: Sequence[Result], names: Sequence[str]) -> Iterator[Place]:
    for number, result in enumerate(results):
        for name in names:
            total = micro(result.documents.values(), name)
            if total.precision is not None and total.recall is not None:
                yield Place(f"{result.name}, {name}", number, total.recall, total.precision)


def _seconds(result: Result) -> Bar:
    return Bar(result.name, result.seconds or 0.0, f"{result.seconds:.2f} s")


def _cost(result: Result) -> Bar:
    return Bar(result.name, result.cost or 0.0, f"${result.cost:.4f}")
