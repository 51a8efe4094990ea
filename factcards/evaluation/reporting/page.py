"""The HTML page of one or several runs over the same suite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from factcards.evaluation.agreement import Agreement
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.gates import GateResult
from factcards.evaluation.reporting.html import Gate, Labelled, Page, Result
from factcards.evaluation.reporting.plots import Estimate
from factcards.evaluation.reporting.report import Report, build_report
from factcards.evaluation.reporting.tables import REPLAY_NOTE, agreement_line
from factcards.evaluation.run import DocumentRun, Run


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What a page shows beside its runs."""

    gates: Sequence[Sequence[GateResult]] = ()
    """The results of each run."""
    agreement: Agreement | None = None
    """Of the labellers of the suite."""


def page_of(runs: Sequence[Run], fixtures: Sequence[Fixture], beside: Beside | None = None) -> Page:
    """Everything that the page of `runs` shows.

    `fixtures` give the articles' text. Of
    several trials the first is shown point by point; the estimates are over all.
    The baselines are those of the first run.
    """
    results = [_result(run.model, run.documents, build_report(run)) for run in runs]
    for name, documents in runs[0].baselines.items() if runs else ():
        if name not in {run.model for run in runs}:
            as_run = runs[0].model_copy(update={"documents": documents, "baselines": {}})
            results.append(_result(name, documents, build_report(as_run)))
    beside = beside or Beside()
    held = zip(runs, beside.gates, strict=False)
    return Page(
        title=f"{runs[0].suite}: {', '.join(run.model for run in runs)}" if runs else "No run",
        results=tuple(results),
        articles=tuple(
            Labelled(
                id=fixture.id,
                genre=fixture.gold.genre,
                language=fixture.gold.language,
                article=fixture.article,
            )
            for fixture in fixtures
        ),
        gates=tuple(
            Gate(
                name=f"{run.model}: {one.name}",
                passed=one.passed,
                told=f"wanted {one.wanted}, came {one.measured}",
            )
            for run, found in held
            for one in found
        ),
        agreement=beside.agreement.f1 if beside.agreement is not None else {},
        notes=tuple(_notes(runs, beside.agreement)),
    )


def _result(name: str, documents: Sequence[DocumentRun], report: Report) -> Result:
    first: dict[str, DocumentRun] = {}
    for document in documents:
        if document.scores is not None:
            first.setdefault(document.id, document)
    made = [document for document in documents if document.card is not None]
    costs = [float(d.cost) for d in made if d.cost is not None]
    return Result(
        name=name,
        documents={key: d.scores for key, d in first.items() if d.scores is not None},
        estimates={
            row.field: Estimate(row.f1, row.low, row.high)
            for row in report.rows
            if row.f1 is not None
        },
        seconds=mean(d.seconds for d in made) if made else None,
        tokens_in=mean(d.tokens_in for d in made) if made else 0.0,
        tokens_out=mean(d.tokens_out for d in made) if made else 0.0,
        cost=mean(costs) if costs and len(costs) == len(made) else None,
    )


def _notes(runs: Sequence[Run], agreement: Agreement | None) -> Iterable[str]:
    if agreement is not None:
        yield agreement_line(len(agreement.documents))
    if any(run.drafts for run in runs):
        yield "Labels that nobody has adjudicated are among these: take the scores as drafts."
    for run in runs:
        if run.replayed:
            yield f"{run.model}: {REPLAY_NOTE}"
        for document in run.failed:
            yield f"{run.model}: no card of {document.id}: {document.error or 'unknown reason'}"
