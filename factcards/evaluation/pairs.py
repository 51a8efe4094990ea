"""What the scorer says about one labelled item and one item of a card, and the sums of it.

The counts are those of the Message Understanding Conferences (Chinchor and
Sundheim 1993, "MUC-5 Evaluation Metrics"): correct, partial (half a point),
incorrect, missing, spurious.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factcards.card.model import Frozen

Status = Literal["correct", "partial", "incorrect", "missing", "spurious"]
AttributeStatus = Literal["right", "wrong", "missing", "extra"]
ErrorKind = Literal[
    "wrong figure", "misattribution", "altered quote", "invented person", "lost hedge"
]
PARTIAL = 0.5
CREDIT: dict[Status, float] = {
    "correct": 1.0,
    "partial": PARTIAL,
    "incorrect": 0.0,
    "missing": 0.0,
    "spurious": 0.0,
}


class Attribute(Frozen):
    """One attribute of a paired item beside its label."""

    name: str
    status: AttributeStatus
    gold: str | None = None
    predicted: str | None = None


class Correction(Frozen):
    """An error that a newsroom would print a correction for."""

    kind: ErrorKind
    field: str
    item: str
    """Identifier of the item of the card."""
    message: str
    sentence: str = ""
    """The article's own sentence, where there is one."""


class Pair(Frozen):
    """A labelled item and the item of the card that was held against it; one may be absent."""

    field: str
    status: Status
    gold: str | None = None
    """Place of the label in its file: "figures[3]"."""
    gold_text: str | None = None
    core: bool = True
    """Minor labels are never missing, and what matches one is never spurious."""
    predicted: str | None = None
    """Identifier of the item of the card."""
    predicted_text: str | None = None
    why: str = ""
    """What is wrong with it, for people."""
    attributes: tuple[Attribute, ...] = ()
    start: int | None = None
    """First code point of the words in the article: the card's, else the label's."""
    end: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Judgement:
    """What the two items have to do with one another, before it is known which pair is taken."""

    status: Literal["correct", "partial", "incorrect"]
    why: str = ""
    attributes: tuple[Attribute, ...] = ()
    corrections: tuple[tuple[ErrorKind, str], ...] = ()
    closeness: float = 0.0
    """From 0 to 1; decides between pairs of equal credit."""


class Tally(Frozen):
    """Sums over pairs. Precision counts predictions, recall counts core labels."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    """Paired with a core or minor label, and wrong."""
    missing: int = 0
    spurious: int = 0
    gold: int = 0
    """Core labels."""
    gold_credit: float = 0.0
    predicted: int = 0
    """Items of the card that count: those right about a minor label do not."""
    predicted_credit: float = 0.0

    @property
    def precision(self) -> float | None:
        """Share of what is on the card that is right; None where nothing counts."""
        return self.predicted_credit / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """Share of the core labels that the card has; None where there is none."""
        return self.gold_credit / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two, 0 where one side is empty; None where both are."""
        precision, recall = self.precision, self.recall
        if precision is None and recall is None:
            return None
        if not precision or not recall:
            return 0.0
        return 2 * precision * recall / (precision + recall)

    def __add__(self, other: Tally) -> Tally:
        return Tally.model_construct(
            **{name: getattr(self, name) + getattr(other, name) for name in Tally.model_fields}
        )


NO_TALLY = Tally()


def tally(pairs: tuple[Pair, ...]) -> Tally:
    """The sums over `pairs`."""
    counts: dict[str, int] = dict.fromkeys(CREDIT, 0)
    gold = predicted = 0
    gold_credit = predicted_credit = 0.0
    for pair in pairs:
        credit = CREDIT[pair.status]
        on_card, core = pair.predicted is not None, pair.gold is not None and pair.core
        right_about_minor = pair.gold is not None and not pair.core and credit > 0
        if core:
            gold += 1
            gold_credit += credit
        if on_card and not right_about_minor:
            predicted += 1
            predicted_credit += credit
        if not right_about_minor and (pair.gold is not None or pair.status == "spurious"):
            counts[pair.status] += 1
    return Tally(
        **counts,
        gold=gold,
        gold_credit=gold_credit,
        predicted=predicted,
        predicted_credit=predicted_credit,
    )


def attribute_tallies(pairs: tuple[Pair, ...]) -> dict[str, Tally]:
    """For each attribute, the sums over the items that were found, core and minor ones alike."""
    found: dict[str, list[Attribute]] = {}
    for pair in pairs:
        for attribute in pair.attributes:
            found.setdefault(attribute.name, []).append(attribute)
    return {name: _attribute_tally(attributes) for name, attributes in sorted(found.items())}


def _attribute_tally(attributes: list[Attribute]) -> Tally:
    right = sum(a.status == "right" for a in attributes)
    wrong = sum(a.status == "wrong" for a in attributes)
    missing = sum(a.status == "missing" for a in attributes)
    extra = sum(a.status == "extra" for a in attributes)
    return Tally(
        correct=right,
        incorrect=wrong,
        missing=missing,
        spurious=extra,
        gold=right + wrong + missing,
        gold_credit=right,
        predicted=right + wrong + extra,
        predicted_credit=right,
    )
