"""How far two labellings of the same articles agree, by the scorer that cards are held to.

Each labelling in turn is the gold, and the card that the other one makes is scored
against it; the sums of both ways give one F1 that has no first and no second. This
is the pairwise F1 that stands in for kappa where nobody can count what both left out
(Hripcsak and Rothschild 2005, "Agreement, the F-measure, and reliability in
information retrieval").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from factcards.card.model import Frozen
from factcards.errors import FixtureError
from factcards.evaluation.fixtures import (
    FIRST_FILE,
    GOLD_FILE,
    SECOND_FILE,
    Fixture,
    load_fixture,
    suite_folders,
)
from factcards.evaluation.gold_card import GoldCardOptions, gold_card
from factcards.evaluation.pairs import NO_TALLY, Tally
from factcards.evaluation.scores import FIELDS, DocumentScores, attributes, micro, score_card
from factcards.evaluation.statistics import jackknife_t
from factcards.evaluation.view import Labels

AGREED_FIELDS: tuple[str, ...] = tuple(field for field in FIELDS if field != "summary")
"""What is labelled twice: a reference summary is written once."""


@dataclass(frozen=True)
class Twice:
    """One article and two labellings of it."""

    first: Fixture
    second: Fixture

    @cached_property
    def scores(self) -> tuple[DocumentScores, DocumentScores]:
        """The second labelling scored against the first, and the first against the second."""
        return _held(self.first, self.second), _held(self.second, self.first)


class FieldAgreement(Frozen):
    """How far two labellings agree on one field. Shares are from 0 to 1."""

    field: str
    f1: float | None
    """None where neither labelling has an item."""
    low: float | None
    high: float | None
    """The 95 % interval of `f1`, with documents as the unit; None below two documents."""
    documents: int
    """Those in which one labelling at least has a core item."""
    first: int
    """Items of the first labelling, core and minor ones."""
    second: int
    attributes: dict[str, float | None]
    """F1 of each attribute of the items that both have."""


class Agreement(Frozen):
    """How far two labellings of some articles agree."""

    documents: tuple[str, ...]
    """Names of the articles."""
    fields: tuple[FieldAgreement, ...]

    @property
    def f1(self) -> dict[str, float]:
        """F1 by field, where it is defined."""
        return {row.field: row.f1 for row in self.fields if row.f1 is not None}


def labelled_twice(suite: Path) -> tuple[Twice, ...]:
    """The articles of `suite` that were labelled twice, both labellings as they were made.

    The first is `gold.first.yaml`, or `gold.yaml` as long as that is a draft; the
    second is `gold.second.yaml`. Raises `FixtureError` where the first labelling is
    gone: adjudicated labels agree with themselves.
    """
    return tuple(
        Twice(_first(folder), load_fixture(folder, SECOND_FILE))
        for folder in suite_folders(suite)
        if (folder / SECOND_FILE).is_file()
    )


def _first(folder: Path) -> Fixture:
    if (folder / FIRST_FILE).is_file():
        return load_fixture(folder, FIRST_FILE)
    fixture = load_fixture(folder)
    if fixture.gold.status != "draft":
        raise FixtureError(
            f"{folder / GOLD_FILE} is adjudicated, and the labels it was made from are not kept",
            hint=f"put the first labelling back as {FIRST_FILE}",
        )
    return fixture


def paired_labels(first: Path, second: Path) -> tuple[Twice, ...]:
    """The articles that both `first` and `second` label: two files, or two folders of fixtures.

    Two files are labels of the article beside each. Raises `FixtureError` where they
    are of two articles, or two folders have no fixture in common.
    """
    if first.is_file() and second.is_file():
        pairs = [(load_fixture(first.parent, first.name), load_fixture(second.parent, second.name))]
    else:
        ones = {folder.resolve().name: folder for folder in suite_folders(first)}
        others = {folder.resolve().name: folder for folder in suite_folders(second)}
        both = sorted(ones.keys() & others.keys())
        if not both:
            raise FixtureError(
                f"{first} and {second} have no fixture in common",
                hint="the folders of one article have the same name in both",
            )
        pairs = [(load_fixture(ones[name]), load_fixture(others[name])) for name in both]
    for one, other in pairs:
        if one.gold.sha256 != other.gold.sha256:
            raise FixtureError(
                f"{one.folder / one.file} and {other.folder / other.file} label two articles",
                hint="agreement is of two labellings of the same bytes",
            )
    return tuple(Twice(one, other) for one, other in pairs)


def agreement(pairs: Sequence[Twice]) -> Agreement:
    """How far the two labellings of `pairs` agree, field by field."""
    return Agreement(
        documents=tuple(pair.first.id for pair in pairs),
        fields=tuple(_field(pairs, field) for field in AGREED_FIELDS),
    )


def _field(pairs: Sequence[Twice], field: str) -> FieldAgreement:
    per_document = [micro(pair.scores, field) for pair in pairs]
    counting = [tally for tally in per_document if tally.f1 is not None]
    interval = jackknife_t(counting, _f1_of)
    both_ways = [scores for pair in pairs for scores in pair.scores]
    return FieldAgreement(
        field=field,
        f1=_f1_of(counting),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        documents=len(counting),
        first=sum(_items(pair.first, field) for pair in pairs),
        second=sum(_items(pair.second, field) for pair in pairs),
        attributes={name: t.f1 for name, t in attributes(both_ways, field).items()},
    )


def _held(gold: Fixture, other: Fixture) -> DocumentScores:
    """The scores of the card that `other` makes against the labels of `gold`."""
    card = gold_card(other, GoldCardOptions(with_summary=False, with_coverage=False))
    return score_card(Labels(gold), card, AGREED_FIELDS)


def _items(fixture: Fixture, field: str) -> int:
    found = getattr(fixture.gold, field)
    return int(found is not None) if field == "headline" else len(found)


def _f1_of(tallies: Sequence[Tally]) -> float | None:
    total = NO_TALLY
    for tally in tallies:
        total += tally
    return total.f1
