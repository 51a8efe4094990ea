"""Reports of runs and of comparisons, in every format."""

from __future__ import annotations

from typing import get_args

from factcards.errors import UsageError
from factcards.evaluation.agreement import Agreement
from factcards.evaluation.reporting import junit, markdown, terminal
from factcards.evaluation.reporting.comparison import Comparison, compare
from factcards.evaluation.reporting.formats import EvalFormat
from factcards.evaluation.reporting.report import Report, build_report
from factcards.evaluation.run import Run

__all__ = [
    "Comparison",
    "EvalFormat",
    "Report",
    "build_report",
    "check_eval_format",
    "compare",
    "render_agreement",
    "render_comparison",
    "render_run",
]


def check_eval_format(name: str) -> EvalFormat:
    """`name` as a format. Raises `UsageError` where it is none."""
    for known in get_args(EvalFormat):
        if name == known:
            return known  # type: ignore[no-any-return]
    known_names = ", ".join(get_args(EvalFormat))
    raise UsageError(f"there is no format “{name}”", hint=f"choose one of {known_names}")


def render_run(run: Run, report: Report, format_: EvalFormat) -> str:
    """`report`, which is of `run`, in a format."""
    if format_ == "json":
        return report.model_dump_json(indent=1) + "\n"
    if format_ == "junit":
        return junit.render_junit(run, report.gates)
    if format_ == "markdown":
        return markdown.render_report(report)
    return terminal.render_report(report)


def render_agreement(agreed: Agreement, format_: str) -> str:
    """`agreed` in a format. Raises `UsageError` where it is neither terminal nor json."""
    if format_ == "json":
        return agreed.model_dump_json(indent=1) + "\n"
    if format_ == "terminal":
        return terminal.render_agreement(agreed)
    raise UsageError(f"agreement has no format “{format_}”", hint="choose terminal or json")


def render_comparison(comparison: Comparison, format_: EvalFormat) -> str:
    """`comparison` in a format. Raises `UsageError` for JUnit, which has no place for one."""
    if format_ == "json":
        return comparison.model_dump_json(indent=1) + "\n"
    if format_ == "junit":
        raise UsageError(
            "a comparison has no test cases", hint="factcards eval regate RUN --base BASE has"
        )
    if format_ == "markdown":
        return markdown.render_comparison(comparison)
    return terminal.render_comparison(comparison)
