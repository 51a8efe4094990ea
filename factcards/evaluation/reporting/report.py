"""What a run says, worked out once for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from statistics import median

from pydantic import Field

from factcards.card.model import DecimalText, Frozen
from factcards.evaluation.agreement import Agreement
from factcards.evaluation.gates import GateResult
from factcards.evaluation.pairs import NO_TALLY, Correction, ErrorKind, Tally
from factcards.evaluation.run import DocumentRun, Run, by_document
from factcards.evaluation.scores import (
    DocumentScores,
    attributes,
    macro,
    micro,
    per_hundred,
)
from factcards.evaluation.statistics import jackknife_t


class FieldRow(Frozen):
    """One field of a run. Shares are from 0 to 1; None where nothing counts."""

    field: str
    tally: Tally
    precision: float | None
    recall: float | None
    f1: float | None
    """Over all items."""
    low: float | None
    high: float | None
    """The 95 % interval of `f1`, with documents as the unit; None below two documents."""
    macro_f1: float | None
    """Mean over documents."""
    attributes: dict[str, float | None]
    """F1 of each attribute of the items that were found."""
    baselines: dict[str, float | None]
    """F1 of each baseline that has this field."""
    agreement: float | None = None
    """F1 of two labellings made apart: beyond it a score means little."""


class DocumentError(Frozen):
    """An error to be corrected in print, and the document it is in."""

    document: str
    trial: int
    correction: Correction


class Report(Frozen):
    """A run, in figures and words."""

    suite: str
    model: str
    strategy: str | None
    factcards: str
    documents: int
    trials: int
    cards: int
    failed: dict[str, str]
    """Documents that could not be measured, and why."""
    drafts: bool
    replayed: bool = False
    """Recorded answers were played back."""
    labelled_twice: int
    """Documents that the agreement of labellers was measured on."""
    rows: tuple[FieldRow, ...]
    per_hundred: dict[ErrorKind, float]
    """Errors to be corrected in print, in every hundred cards."""
    errors: tuple[DocumentError, ...]
    forbidden: dict[str, tuple[str, ...]]
    """Documents with something forbidden, and what."""
    grounded: float | None
    """Share of all evidence that stands in the story."""
    schema_valid: int
    seconds: float
    """Median of a card."""
    tokens_in: int
    tokens_out: int
    cost: DecimalText | None
    gates: tuple[GateResult, ...] = Field(default=())

    @property
    def passed(self) -> bool:
        """Whether every gate holds."""
        return all(gate.passed for gate in self.gates)


def build_report(
    run: Run, gates: Sequence[GateResult] = (), agreement: Agreement | None = None
) -> Report:
    """What `run` says, with the results of its gates and the agreement of its labellers."""
    agreed = agreement.f1 if agreement is not None else {}
    scores = run.scored
    evidence = sum(s.evidence for s in scores)
    hits = {d.id: d.scores.forbidden for d in run.documents if d.scores and d.scores.forbidden}
    return Report(
        suite=run.suite,
        model=run.model,
        strategy=run.strategy,
        factcards=run.factcards,
        documents=len({d.id for d in run.documents}),
        trials=run.trials,
        cards=len(scores),
        failed={d.id: d.error or "" for d in run.failed},
        drafts=run.drafts,
        replayed=run.replayed,
        labelled_twice=len(agreement.documents) if agreement is not None else 0,
        rows=tuple(
            _row(run, field).model_copy(update={"agreement": agreed.get(field)})
            for field in run.fields
        ),
        per_hundred=per_hundred(scores),
        errors=tuple(_errors(run.documents)),
        forbidden={
            name: tuple(f"{hit.forbidden} in {hit.field}: {hit.why}" for hit in found)
            for name, found in hits.items()
        },
        grounded=1 - sum(s.ungrounded for s in scores) / evidence if evidence else None,
        schema_valid=sum(s.schema_valid for s in scores),
        seconds=median([d.seconds for d in run.documents]) if run.documents else 0.0,
        tokens_in=sum(d.tokens_in for d in run.documents),
        tokens_out=sum(d.tokens_out for d in run.documents),
        cost=_cost(run.documents),
        gates=tuple(gates),
    )


def _cost(documents: Iterable[DocumentRun]) -> Decimal | None:
    """US dollars of all cards; None as soon as the cost of one is not known."""
    total = Decimal(0)
    for document in documents:
        if document.cost is None:
            return None
        total += document.cost
    return total


def _errors(documents: Iterable[DocumentRun]) -> Iterable[DocumentError]:
    for document in documents:
        for correction in document.scores.corrections if document.scores else ():
            yield DocumentError(document=document.id, trial=document.trial, correction=correction)


def _row(run: Run, field: str) -> FieldRow:
    tally = micro(run.scored, field)
    per_document = [_summed(trials, field) for trials in by_document(run.documents).values()]
    counting = [t for t in per_document if t.f1 is not None]
    interval = jackknife_t(counting, _f1_of)
    baselines = {
        name: micro((d.scores for d in documents if d.scores), field).f1
        for name, documents in run.baselines.items()
        if any(d.scores and field in d.scores.fields for d in documents)
    }
    return FieldRow(
        field=field,
        tally=tally,
        precision=tally.precision,
        recall=tally.recall,
        f1=tally.f1,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        macro_f1=macro(run.scored, field),
        attributes={name: t.f1 for name, t in attributes(run.scored, field).items()},
        baselines=baselines,
    )


def _summed(trials: Iterable[DocumentScores], field: str) -> Tally:
    """The sums over the trials of one document, which count as one."""
    return micro(trials, field)


def _f1_of(tallies: Sequence[Tally]) -> float | None:
    total = NO_TALLY
    for tally in tallies:
        total += tally
    return total.f1
