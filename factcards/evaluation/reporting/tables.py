"""Tables and lines that the terminal and Markdown share."""

from __future__ import annotations

from collections.abc import Sequence

from factcards.evaluation.agreement import Agreement
from factcards.evaluation.reporting.comparison import Comparison
from factcards.evaluation.reporting.report import Report

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Heads of the columns, and rows of as many cells."""


def percent(value: float | None) -> str:
    """A share in percent with one digit; "n/a" where it is not defined."""
    return "n/a" if value is None else f"{100 * value:.1f}"


def interval(low: float | None, high: float | None) -> str:
    """An interval of shares, in percent."""
    return "" if low is None or high is None else f"{100 * low:.0f} to {100 * high:.0f}"


def score_table(report: Report) -> Table:
    """One row a field: F1 with its interval, precision, recall, counts, baselines."""
    names = tuple(dict.fromkeys(name for row in report.rows for name in row.baselines))
    agreed = ("labeller agreement",) if report.labelled_twice else ()
    heads = (
        "field", "F1", "95 %", *agreed, "P", "R", "macro",
        "cor", "par", "inc", "mis", "spu", *names,
    )  # fmt: skip
    rows = []
    for row in report.rows:
        tally = row.tally
        counts = (tally.correct, tally.partial, tally.incorrect, tally.missing, tally.spurious)
        rows.append(
            (
                row.field,
                percent(row.f1),
                interval(row.low, row.high),
                *(percent(row.agreement) for _ in agreed),
                percent(row.precision),
                percent(row.recall),
                percent(row.macro_f1),
                *map(str, counts),
                *(percent(row.baselines[n]) if n in row.baselines else "" for n in names),
            )
        )
    return heads, tuple(rows)


def attribute_table(report: Report) -> Table:
    """One row for each attribute of the items that were found."""
    rows = [
        (f"{row.field}.{name}", percent(f1))
        for row in report.rows
        for name, f1 in row.attributes.items()
    ]
    return ("attribute of what was found", "F1"), tuple(rows)


def agreement_table(agreed: Agreement) -> Table:
    """One row a field: F1 with its interval, documents that count, items of each labelling."""
    rows = [
        (
            row.field,
            percent(row.f1),
            interval(row.low, row.high),
            str(row.documents),
            str(row.first),
            str(row.second),
        )
        for row in agreed.fields
    ]
    return ("field", "F1", "95 %", "documents", "items first", "items second"), tuple(rows)


def agreed_attribute_table(agreed: Agreement) -> Table:
    """One row for each attribute of the items that both labellings have."""
    rows = [
        (f"{row.field}.{name}", percent(f1))
        for row in agreed.fields
        for name, f1 in row.attributes.items()
    ]
    return ("attribute of what both have", "F1"), tuple(rows)


def gate_table(report: Report) -> Table:
    """One row a gate."""
    rows = [
        (
            "pass" if gate.passed else "FAIL",
            gate.name,
            gate.measured,
            gate.wanted,
            shortened(gate.documents),
        )
        for gate in report.gates
    ]
    return ("", "gate", "measured", "wanted", "documents"), tuple(rows)


REPLAY_NOTE = "Recorded answers were played back: this tests the code and not the model."
"""What a reader of a replay must know."""


def change_table(comparison: Comparison) -> Table:
    """One row a field of a comparison; where it is exact, every document that differs."""
    if comparison.deterministic:
        return _exact_table(comparison)
    rows = [
        (
            change.field,
            percent(change.base),
            percent(change.now),
            f"{100 * change.difference:+.1f}",
            ""
            if change.low is None or change.high is None
            else f"{100 * change.low:+.0f} to {100 * change.high:+.0f}",
            _probability(change.p),
            _probability(change.adjusted),
            percent(change.detectable),
            str(change.documents),
            shortened(tuple(f"{n} {100 * d:+.0f}" for n, d in change.moved.items())),
        )
        for change in comparison.fields
    ]
    heads = (
        "field", "base", "now", "change", "95 %", "p", "Holm", "visible drop", "n", "moved",
    )  # fmt: skip
    return heads, tuple(rows)


def _exact_table(comparison: Comparison) -> Table:
    rows = [
        (
            change.field,
            percent(change.base),
            percent(change.now),
            f"{100 * change.difference:+.1f}",
            str(change.documents),
            ", ".join(f"{name} {100 * by:+.1f}" for name, by in change.moved.items()) or "none",
        )
        for change in comparison.fields
    ]
    return ("field", "base", "now", "change", "n", "documents that differ"), tuple(rows)


def _probability(p: float | None) -> str:
    return "" if p is None else f"{p:.3f}"


def shortened(names: Sequence[str], most: int = 4) -> str:
    """At most `most` names, and how many there are more."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def head_lines(report: Report) -> tuple[str, ...]:
    """What was run, on what, and how to read it."""
    trials = f", {report.trials} trials each" if report.trials > 1 else ""
    strategy = f" ({report.strategy})" if report.strategy else ""
    lines = [f"{report.model}{strategy} on {report.documents} documents of {report.suite}{trials}"]
    if report.drafts:
        lines.append(
            "Labels that nobody has adjudicated are among these: take the scores as drafts."
        )
    if report.replayed:
        lines.append(REPLAY_NOTE)
    if report.labelled_twice:
        lines.append(agreement_line(report.labelled_twice))
    if report.failed:
        lines.append(f"Not measured: {shortened([f'{n} ({w})' for n, w in report.failed.items()])}")
    return tuple(lines)


def agreement_line(documents: int) -> str:
    """How to read the agreement of labellers."""
    return (
        f"Labeller agreement: F1 between two labellings made apart of {documents} documents; "
        "beyond this mark a score means little."
    )


def fact_lines(report: Report) -> tuple[str, ...]:
    """Errors, grounding, cost and time, one thing on each line."""
    counted = ", ".join(f"{kind} {count:.0f}" for kind, count in report.per_hundred.items())
    total = sum(report.per_hundred.values())
    cost = "unknown" if report.cost is None else f"${report.cost}"
    return (
        f"Errors to correct in print per 100 cards: {total:.0f} ({counted})",
        f"Forbidden: {sum(map(len, report.forbidden.values()))} in {len(report.forbidden)} "
        f"documents; evidence in the story: {percent(report.grounded)} %; "
        f"cards that keep the contract: {report.schema_valid} of {report.cards}",
        f"Median {report.seconds:.2f} s a card; tokens {report.tokens_in} in, "
        f"{report.tokens_out} out; cost {cost}",
    )


def change_lines(comparison: Comparison) -> tuple[str, ...]:
    """What a comparison says beside its table."""
    lines = [
        f"{comparison.run} against {comparison.base}, {comparison.documents} documents",
        f"From pass to fail: {shortened(comparison.fallen) or 'none'}; from fail to pass: "
        f"{shortened(comparison.risen) or 'none'}"
        + ("" if comparison.mcnemar is None else f"; McNemar p {comparison.mcnemar:.3f}"),
    ]
    if comparison.deterministic:
        lines.append(
            "No model was asked in either run: every difference is exact, and is of the code and "
            "not of the model."
        )
    return tuple(lines)
