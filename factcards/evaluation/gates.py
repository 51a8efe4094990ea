"""Gates: what must hold of a run, as `evals/gates.toml` writes it.

A limit holds for every card: a document passes when all of its cards keep all
limits. A floor holds for the F1 of a field over all documents, for the models it
names. With a baseline run, no document may go from pass to fail.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from factcards.card.model import Frozen
from factcards.errors import UsageError
from factcards.evaluation.gold import FieldName, Split
from factcards.evaluation.run import Run, by_document
from factcards.evaluation.scores import DocumentScores, micro

LimitName = Literal[
    "schema_faults",
    "forbidden",
    "wrong_figures",
    "altered_quotes",
    "ungrounded",
    "unsupported_numbers",
    "invented_people",
]
LIMITS: Mapping[LimitName, Callable[[DocumentScores], int]] = {
    "schema_faults": lambda scores: int(not scores.schema_valid),
    "forbidden": lambda scores: len(scores.forbidden),
    "wrong_figures": lambda scores: scores.count("wrong figure"),
    "altered_quotes": lambda scores: scores.count("altered quote"),
    "ungrounded": lambda scores: scores.ungrounded,
    "unsupported_numbers": lambda scores: scores.summary.unsupported_numbers,
    "invented_people": lambda scores: scores.count("invented person"),
}
"""What is counted on each card."""


class Floor(Frozen):
    """The least F1, in percent, that a model must reach in each field."""

    model: str
    split: Split | None = None
    """Only runs of this split are meant."""
    f1: dict[FieldName, float]


class Gates(Frozen):
    """What must hold of a run."""

    limits: dict[LimitName, int] = Field(default_factory=dict)
    """The most of each that a card may have."""
    pass_to_fail: int = 0
    """How many documents may pass in the baseline run and fail in this one."""
    floors: tuple[Floor, ...] = ()


class GateResult(Frozen):
    """What became of one gate."""

    name: str
    passed: bool
    measured: str
    """In words."""
    wanted: str
    documents: tuple[str, ...] = ()
    """The documents that break it."""


def read_gates(path: Path) -> Gates:
    """The gates that the TOML file at `path` writes.

    Raises `UsageError` where it cannot be read or names what is no gate.
    """
    try:
        return Gates.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}",
            hint="name the file of gates with --gates",
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no TOML: {error}", hint="mend that line") from None
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"]))
        raise UsageError(
            f"{path}: {place}: {fault['msg']}", hint="docs/evaluation.md lists the gates"
        ) from None


def check_gates(run: Run, gates: Gates, baseline: Run | None = None) -> tuple[GateResult, ...]:
    """What becomes of every gate for `run`, in the order of the file."""
    documents = by_document(run.documents)
    results = [_limit(name, most, documents) for name, most in gates.limits.items()]
    splits = {document.split for document in run.documents}
    for floor in gates.floors:
        if floor.model == run.model and (floor.split is None or splits == {floor.split}):
            results += [
                _floor(run, field, least)
                for field, least in floor.f1.items()
                if field in run.fields
            ]
    if baseline is not None:
        results.append(_regression(run, gates, baseline))
    return tuple(results)


def passes(trials: Sequence[DocumentScores], gates: Gates) -> bool:
    """Whether every card of a document keeps every limit."""
    return all(
        LIMITS[name](scores) <= most for name, most in gates.limits.items() for scores in trials
    )


def _limit(
    name: LimitName, most: int, documents: Mapping[str, Sequence[DocumentScores]]
) -> GateResult:
    count = LIMITS[name]
    counts = {document: [count(s) for s in trials] for document, trials in documents.items()}
    breaking = tuple(document for document, found in counts.items() if max(found) > most)
    total = sum(sum(found) for found in counts.values())
    words = name.replace("_", " ")
    return GateResult(
        name=words,
        passed=not breaking,
        measured=f"{total} in {sum(map(len, counts.values()))} cards",
        wanted=f"at most {most} a card",
        documents=breaking,
    )


def _floor(run: Run, field: FieldName, least: float) -> GateResult:
    f1 = micro(run.scored, field).f1
    return GateResult(
        name=f"F1 of {field}",
        passed=f1 is not None and 100 * f1 >= least,
        measured="nothing to measure" if f1 is None else f"{100 * f1:.1f}",
        wanted=f"at least {least:.1f}",
    )


def _regression(run: Run, gates: Gates, baseline: Run) -> GateResult:
    now, before = by_document(run.documents), by_document(baseline.documents)
    fallen = tuple(
        name
        for name, trials in now.items()
        if name in before and passes(before[name], gates) and not passes(trials, gates)
    )
    return GateResult(
        name="from pass to fail",
        passed=len(fallen) <= gates.pass_to_fail,
        measured=f"{len(fallen)} documents",
        wanted=f"at most {gates.pass_to_fail}",
        documents=fallen,
    )
