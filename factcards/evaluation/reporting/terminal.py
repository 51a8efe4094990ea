"""A run for the terminal, in plain aligned text."""

from __future__ import annotations

from collections.abc import Sequence

from factcards.evaluation.agreement import Agreement
from factcards.evaluation.reporting.comparison import Comparison
from factcards.evaluation.reporting.report import Report
from factcards.evaluation.reporting.tables import (
    Table,
    agreed_attribute_table,
    agreement_line,
    agreement_table,
    attribute_table,
    change_lines,
    change_table,
    fact_lines,
    gate_table,
    head_lines,
    score_table,
)
from factcards.rendering.clean import clean

MOST_ERRORS = 20
"""How many errors are listed; the JSON has all."""


def render_report(report: Report) -> str:
    """`report` as text."""
    parts = [
        _lines(head_lines(report)),
        _aligned(score_table(report)),
        _lines(fact_lines(report)),
    ]
    found = attribute_table(report)
    if found[1]:
        parts.append(_aligned(found))
    if report.errors:
        parts.append(_errors(report))
    if report.gates:
        parts.append(_aligned(gate_table(report)))
    return "\n".join(parts)


def render_comparison(comparison: Comparison) -> str:
    """`comparison` as text."""
    return "\n".join([_lines(change_lines(comparison)), _aligned(change_table(comparison))])


def render_agreement(agreed: Agreement) -> str:
    """`agreed` as text."""
    parts = [_lines([agreement_line(len(agreed.documents))]), _aligned(agreement_table(agreed))]
    attributes = agreed_attribute_table(agreed)
    if attributes[1]:
        parts.append(_aligned(attributes))
    return "\n".join(parts)


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{clean(line)}\n" for line in lines)


def _errors(report: Report) -> str:
    lines = ["errors to correct in print"]
    for error in report.errors[:MOST_ERRORS]:
        found = error.correction
        lines.append(f"  {error.document}: {found.kind}: {found.message}")
        if found.sentence:
            lines.append(f"    > {found.sentence}")
    more = len(report.errors) - MOST_ERRORS
    if more > 0:
        lines.append(f"  and {more} more: --format json lists them all")
    return _lines(lines)


def _aligned(table: Table) -> str:
    """`table` with its columns aligned: figures to the right, words to the left."""
    heads, rows = table
    cells = [tuple(clean(cell) for cell in row) for row in (heads, *rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(heads))]
    right = [
        all(_is_figure(row[column]) for row in cells[1:]) and any(row[column] for row in cells[1:])
        for column in range(len(heads))
    ]
    lines = []
    for row in cells:
        padded = [
            cell.rjust(width) if to_right else cell.ljust(width)
            for cell, width, to_right in zip(row, widths, right, strict=True)
        ]
        lines.append("  ".join(padded).rstrip())
    return "\n".join(lines) + "\n"


def _is_figure(cell: str) -> bool:
    return cell in ("", "n/a") or cell.lstrip("+-").replace(".", "", 1).isdigit()
