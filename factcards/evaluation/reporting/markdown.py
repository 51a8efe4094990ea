"""A run in Markdown, for a pull request and the summary of a CI step."""

from __future__ import annotations

from collections.abc import Sequence

from factcards.evaluation.reporting.comparison import Comparison
from factcards.evaluation.reporting.report import Report
from factcards.evaluation.reporting.tables import (
    Table,
    change_lines,
    change_table,
    fact_lines,
    gate_table,
    head_lines,
    score_table,
)
from factcards.rendering.escape import markdown as escape_markdown

MOST_ERRORS = 50


def render_report(report: Report) -> str:
    """`report` in Markdown."""
    parts = [_heading(report), _paragraphs(head_lines(report)), _table(score_table(report))]
    parts.append(_paragraphs(fact_lines(report)))
    if report.gates:
        parts.append(_table(gate_table(report)))
    if report.errors:
        parts.append(_errors(report))
    return "\n".join(parts)


def render_comparison(comparison: Comparison) -> str:
    """`comparison` in Markdown."""
    parts = ["## Evaluation compared\n", _paragraphs(change_lines(comparison))]
    return "\n".join([*parts, _table(change_table(comparison))])


def _heading(report: Report) -> str:
    if not report.gates:
        return "## Evaluation\n"
    failed = sum(not gate.passed for gate in report.gates)
    told = f"{failed} of {len(report.gates)} gates failed" if failed else "all gates passed"
    return f"## Evaluation: {told}\n"


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n\n".join(escape_markdown(line) for line in lines) + "\n"


def _table(table: Table) -> str:
    heads, rows = table
    lines = [_row(heads), _row(["---"] * len(heads), raw=True), *map(_row, rows)]
    return "\n".join(lines) + "\n"


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    told = cells if raw else [_cell(cell) for cell in cells]
    return f"| {' | '.join(told)} |"


def _cell(text: str) -> str:
    return escape_markdown(" ".join(text.split())).replace("|", "\\|")


def _errors(report: Report) -> str:
    lines = ["<details><summary>Errors to correct in print</summary>\n"]
    for error in report.errors[:MOST_ERRORS]:
        found = error.correction
        lines.append(f"- {_cell(f'{error.document}: {found.kind}: {found.message}')}")
    more = len(report.errors) - MOST_ERRORS
    if more > 0:
        lines.append(f"- and {more} more")
    return "\n".join([*lines, "\n</details>\n"])
