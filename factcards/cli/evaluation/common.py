"""What the evaluation commands share: their usual files, and how they end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from factcards.cli.console import note, result, result_bytes
from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.evaluation.agreement import Agreement
    from factcards.evaluation.gates import Gates
    from factcards.evaluation.reporting import Report
    from factcards.evaluation.run import Run

SUITE = Path("evals/suites/news")
GATES = Path("evals/gates.toml")
GATE_FAILED = 1
NOT_MEASURED = 3


def gates_of(path: Path | None) -> Gates:
    """The gates of the file named; of `evals/gates.toml` where none is; none where that is not."""
    from factcards.evaluation.gates import Gates, read_gates

    if path is None and not GATES.is_file():
        return Gates()
    return read_gates(path or GATES)


def suite_at(path: Path) -> Path:
    """`path`, where it is a folder. Raises `UsageError` where it is none."""
    if not path.is_dir():
        raise UsageError(
            f"there is no folder {path}", hint="name the suite, such as evals/suites/news"
        )
    return path


def agreement_at(suite: Path) -> Agreement | None:
    """How far the two labellings of the suite at `suite` agree; None where none is labelled twice.

    It is measured over the whole suite, whatever part of it was run.
    """
    from factcards.evaluation.agreement import agreement, labelled_twice

    pairs = labelled_twice(suite)
    return agreement(pairs) if pairs else None


def show(run: Run, suite: Path, base: Run | None, gates: Gates, format_: str) -> int:
    """Write the report of `run` over `suite` to stdout; the exit code that it asks for."""
    from factcards.evaluation.gates import check_gates
    from factcards.evaluation.reporting import build_report, check_eval_format, render_run

    report = build_report(run, check_gates(run, gates, base), agreement_at(suite))
    write(render_run(run, report, check_eval_format(format_)), format_)
    return code_of(report)


def write(text: str, format_: str) -> None:
    """Write a report to stdout; what machines read is UTF-8 everywhere."""
    if format_ in ("json", "junit"):
        result_bytes(text.encode())
    else:
        result(text)


def code_of(report: Report) -> int:
    """3 where a document could not be measured, 1 where a gate failed, else 0."""
    if report.failed or not report.cards:
        return NOT_MEASURED
    return 0 if report.passed else GATE_FAILED


def next_step(code: int, path: Path | None) -> None:
    """Tell on stderr what to do next."""
    name = path or "RUN"
    if code == NOT_MEASURED:
        note("Next: mend what could not be measured, then run again with --resume.")
    elif code == GATE_FAILED:
        note(f"Next: factcards eval regate {name} --format json shows every error of every card.")
    else:
        note(f"Next: factcards eval compare {name} BASE, after the next change.")
