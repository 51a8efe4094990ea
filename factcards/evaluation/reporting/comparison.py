"""Two runs of the same documents, held against each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcards.card.model import Frozen
from factcards.errors import UsageError
from factcards.evaluation.gates import Gates, passes
from factcards.evaluation.run import Run, by_document
from factcards.evaluation.scores import DocumentScores
from factcards.evaluation.statistics import (
    detectable_drop,
    exact_mcnemar,
    holm,
    jackknife_t,
    sign_flip_test,
)

_SEEN = 1e-9


class FieldChange(Frozen):
    """What became of one field. F1 is the mean over documents, each the mean of its trials."""

    field: str
    documents: int
    """For which the field is defined in both runs."""
    base: float
    now: float
    difference: float
    low: float | None
    """Ends of the 95 % interval; None, as all that deals with chance, where the runs are exact."""
    high: float | None
    p: float | None
    """Of the paired sign-flip test, two-sided."""
    adjusted: float | None
    """The same, adjusted for the number of fields (Holm)."""
    exact: bool
    """Whether `p` was counted out and not drawn; always so where there is no chance."""
    detectable: float | None
    """The smallest mean drop that would have been seen four times out of five."""
    moved: dict[str, float]
    """Documents whose F1 differs, and by how much."""


class Comparison(Frozen):
    """A run beside the run it is compared with."""

    run: str
    base: str
    documents: int
    deterministic: bool
    """No model was asked in either, so that every difference is exact and of the code."""
    fields: tuple[FieldChange, ...]
    fallen: tuple[str, ...]
    """Documents that passed and fail now."""
    risen: tuple[str, ...]
    """Documents that failed and pass now."""
    mcnemar: float | None
    """p of the exact test on the two."""


def compare(run: Run, base: Run, gates: Gates) -> Comparison:
    """How `run` differs from `base`, over the documents of both.

    Raises `UsageError` where they share no document, or one of them was
    labelled anew in between.
    """
    now, before = by_document(run.documents), by_document(base.documents)
    shared = [name for name in now if name in before]
    if not shared:
        raise UsageError(
            "the two runs have no document in common", hint="compare runs of the same suite"
        )
    _check_fixtures(run, base, shared)
    fields = [field for field in run.fields if field in base.fields]
    # Trials of a replay are as fixed as its first; two models differ by more than code.
    certain = run.model == base.model and run.exact and base.exact
    changes = [_change(field, now, before, shared) for field in fields]
    kept = [change for change in changes if change is not None]
    fallen = tuple(n for n in shared if passes(before[n], gates) and not passes(now[n], gates))
    risen = tuple(n for n in shared if not passes(before[n], gates) and passes(now[n], gates))
    return Comparison(
        run=run.model,
        base=base.model,
        documents=len(shared),
        deterministic=certain,
        fields=tuple(map(_without_chance, kept)) if certain else _adjusted(kept),
        fallen=fallen,
        risen=risen,
        mcnemar=None if certain else exact_mcnemar(len(fallen), len(risen)),
    )


def _adjusted(changes: Sequence[FieldChange]) -> tuple[FieldChange, ...]:
    """`changes` with their p adjusted for how many there are."""
    adjusted = holm([change.p for change in changes if change.p is not None])
    return tuple(
        change.model_copy(update={"adjusted": p})
        for change, p in zip(changes, adjusted, strict=True)
    )


def _without_chance(change: FieldChange) -> FieldChange:
    """`change` as it is where the same code gives the same cards: the differences themselves."""
    nothing = dict.fromkeys(("low", "high", "p", "adjusted", "detectable"))
    return change.model_copy(update={**nothing, "exact": True})


def _check_fixtures(run: Run, base: Run, shared: Sequence[str]) -> None:
    before = {document.id: document.fixture for document in base.documents}
    changed = sorted({d.id for d in run.documents if d.id in shared and before[d.id] != d.fixture})
    if changed:
        raise UsageError(
            f"labels or articles differ between the runs: {', '.join(changed[:5])}",
            hint="score both against the same labels first: factcards eval regate RUN -o RUN",
        )


def _mean_f1(trials: Sequence[DocumentScores], field: str) -> float | None:
    values = [
        f1 for s in trials if field in s.fields and (f1 := s.fields[field].tally.f1) is not None
    ]
    return sum(values) / len(values) if values else None


def _change(
    field: str,
    now: Mapping[str, Sequence[DocumentScores]],
    before: Mapping[str, Sequence[DocumentScores]],
    shared: Sequence[str],
) -> FieldChange | None:
    pairs = {
        name: (one, other)
        for name in shared
        if (one := _mean_f1(now[name], field)) is not None
        and (other := _mean_f1(before[name], field)) is not None
    }
    if not pairs:
        return None
    differences = [one - other for one, other in pairs.values()]
    test = sign_flip_test(differences)
    interval = jackknife_t(differences, _mean, within=(-1.0, 1.0))
    return FieldChange(
        field=field,
        documents=len(pairs),
        base=_mean([other for _, other in pairs.values()]),
        now=_mean([one for one, _ in pairs.values()]),
        difference=test.difference,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        p=test.p,
        adjusted=test.p,
        exact=test.exact,
        detectable=detectable_drop(differences),
        moved={n: one - other for n, (one, other) in pairs.items() if abs(one - other) > _SEEN},
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
