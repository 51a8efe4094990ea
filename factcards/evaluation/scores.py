"""The scores of one card, and of many: pure functions of cards and labels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import get_args

from pydantic import Field, ValidationError

from factcards.card import FactCard
from factcards.card.model import Frozen
from factcards.evaluation.fields import SCORERS
from factcards.evaluation.fields.summary import SummaryMeasures, measures
from factcards.evaluation.forbidden import Hit, forbidden_hits
from factcards.evaluation.pairs import (
    NO_TALLY,
    Correction,
    ErrorKind,
    Pair,
    Tally,
    attribute_tallies,
    tally,
)
from factcards.evaluation.view import CardView, Labels

FIELDS: tuple[str, ...] = tuple(SCORERS)
"""Every scored field, in the order of reports."""
ERROR_KINDS: tuple[ErrorKind, ...] = get_args(ErrorKind)


class FieldScore(Frozen):
    """The score of one field of one card."""

    tally: Tally = NO_TALLY
    attributes: dict[str, Tally] = Field(default_factory=dict)
    """Of the items that were found: kind, role, unit, speaker …"""


class DocumentScores(Frozen):
    """The scores of one card."""

    fields: dict[str, FieldScore]
    pairs: tuple[Pair, ...]
    """Where each point came from."""
    corrections: tuple[Correction, ...]
    forbidden: tuple[Hit, ...]
    schema_valid: bool
    evidence: int
    """Pieces of evidence on the card."""
    ungrounded: int
    """Of these, not in the article at their offsets, cut inside a token, or boilerplate."""
    summary: SummaryMeasures

    def count(self, kind: ErrorKind) -> int:
        """How many errors of `kind` the card has."""
        return sum(correction.kind == kind for correction in self.corrections)


def score_card(labels: Labels, card: FactCard, fields: Sequence[str] = FIELDS) -> DocumentScores:
    """The scores of `card` against `labels`, for the fields named."""
    view = CardView(labels, card)
    pairs: list[Pair] = []
    corrections: list[Correction] = []
    scores: dict[str, FieldScore] = {}
    for field, score in SCORERS.items():
        if field not in fields:
            continue
        found, to_correct = score(view)
        pairs += found
        corrections += to_correct
        scores[field] = FieldScore(tally=tally(found), attributes=attribute_tallies(found))
    hits = tuple(hit for hit in forbidden_hits(labels, card) if hit.field in fields)
    pieces = [evidence for item in card.items() for evidence in item.evidence]
    return DocumentScores(
        fields=scores,
        pairs=tuple(pairs),
        corrections=tuple(corrections),
        forbidden=hits,
        schema_valid=_is_valid(card),
        evidence=len(pieces),
        ungrounded=len(pieces) - _grounded(view),
        summary=measures(view),
    )


def _is_valid(card: FactCard) -> bool:
    """Whether `card` keeps the contract, and its identifiers are unique."""
    try:
        FactCard.model_validate_json(card.model_dump_json())
    except ValidationError:
        return False
    ids = [item.id for item in card.items()]
    return len(set(ids)) == len(ids)


def _grounded(view: CardView) -> int:
    """How many pieces of evidence stand in the story, whole tokens at both ends."""
    fixture = view.labels.fixture
    good = 0
    for spans in view.spans.values():
        for span in spans:
            paragraph = fixture.article.paragraph_at(span.start)
            told = paragraph is None or paragraph.role == "story"
            good += told and fixture.index.is_aligned(span)
    return good


def micro(scores: Iterable[DocumentScores], field: str) -> Tally:
    """The sums over all cards of one field."""
    total = NO_TALLY
    for document in scores:
        if field in document.fields:
            total += document.fields[field].tally
    return total


def macro(scores: Iterable[DocumentScores], field: str, measure: str = "f1") -> float | None:
    """The mean over cards of "precision", "recall" or "f1"; None where it is defined for none."""
    values = [
        value
        for document in scores
        if field in document.fields
        and (value := getattr(document.fields[field].tally, measure)) is not None
    ]
    return sum(values) / len(values) if values else None


def attributes(scores: Iterable[DocumentScores], field: str) -> dict[str, Tally]:
    """The sums over all cards of each attribute of `field`."""
    total: dict[str, Tally] = {}
    for document in scores:
        if field in document.fields:
            for name, found in document.fields[field].attributes.items():
                total[name] = total.get(name, NO_TALLY) + found
    return total


def overall(document: DocumentScores) -> float | None:
    """The mean over the fields of a card for which F1 is defined."""
    values = [f1 for field in document.fields.values() if (f1 := field.tally.f1) is not None]
    return sum(values) / len(values) if values else None


def per_hundred(scores: Sequence[DocumentScores]) -> dict[ErrorKind, float]:
    """Errors that a newsroom would correct in print, by kind, in every hundred cards."""
    counts = Counter(it.kind for document in scores for it in document.corrections)
    return {kind: 100 * counts[kind] / len(scores) if scores else 0.0 for kind in ERROR_KINDS}
