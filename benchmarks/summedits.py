"""How well `factcards check --text` tells altered summaries from faithful ones, without a model.

Run as `python benchmarks/summedits.py CORPUS`, a JSON Lines file of SummEdits (salesforce/
factualNLG, Apache-2.0) with `doc`, `summary`, `label` and `edit_types`; it is no part of this
repository. Printed: balanced accuracy over all summaries, by the mean and the spread over articles;
recall per kind of edit; false alarms. Twice: a summary counts as altered where a sentence is not
supported, and where one is not supported or doubtful. Published figures for the news part stand
beside.

Then a cross-validation by article: which findings are to count (a rule at a weight, such as
"name-tied error") is chosen on all articles but one, and the one is judged by that choice. Every
summary is judged by a choice that has not seen its article; where that is no better than
counting the errors, the weights of the rules are not fitted to these texts.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from factcards.article import Text, read_article, read_prose
from factcards.checking import ProseCheck, check_prose
from factcards.reading import read

PUBLISHED = (("people", 90.0), ("GPT-4", 83.3), ("QAFactEval", 74.4))
"""Balanced accuracy on the news part, in percent (Laban et al. 2023, table 3)."""


@dataclass(frozen=True)
class Row:
    """One summary: what people say of it, and what was found."""

    document: int
    faithful: bool
    edits: tuple[str, ...]
    check: ProseCheck


def statuses(row: Row) -> set[str]:
    """The statuses of the summary's sentences."""
    return {sentence.status for sentence in row.check.sentences}


def refused(row: Row) -> bool:
    """Whether a sentence is not supported."""
    return "unsupported" in statuses(row)


def refused_or_doubted(row: Row) -> bool:
    """Whether a sentence is not supported, or doubtful."""
    return bool({"unsupported", "doubtful"} & statuses(row))


POINTS = (("not supported", refused), ("not supported or doubtful", refused_or_doubted))


def balanced_accuracy(rows: Sequence[Row], altered: Callable[[Row], bool]) -> float:
    """The mean of recall on altered and on faithful summaries."""
    sides = []
    for faithful in (True, False):
        side = [row for row in rows if row.faithful == faithful]
        if side:
            sides.append(mean(altered(row) != faithful for row in side))
    return mean(sides)


def checked(path: Path) -> tuple[list[Row], float]:
    """Every summary of the corpus beside its check, and the seconds that took."""
    data = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    by_article: dict[str, list[dict[str, object]]] = defaultdict(list)
    for one in data:
        by_article[one["doc"]].append(one)
    rows: list[Row] = []
    started = time.perf_counter()
    for number, (text, summaries) in enumerate(by_article.items()):
        article = read_article(Text(text))
        reading = read(article)
        for one in summaries:
            kinds = one["edit_types"]
            check = check_prose(read_prose(Text(str(one["summary"]))), article, reading)
            edits = tuple(str(kind) for kind in kinds) if isinstance(kinds, Iterable) else ()
            rows.append(Row(number, bool(one["label"]), edits, check))
    return rows, time.perf_counter() - started


def report(rows: Sequence[Row]) -> None:
    """Prints the scores at both points."""
    documents = sorted({row.document for row in rows})
    for name, altered in POINTS:
        per_article = [
            balanced_accuracy([r for r in rows if r.document == d], altered) for d in documents
        ]
        print(f"\naltered = a sentence is {name}")
        print(f"  balanced accuracy {100 * balanced_accuracy(rows, altered):5.1f}", end="")
        print(f"   over articles: mean {100 * mean(per_article):.1f}", end="")
        print(f", least {100 * min(per_article):.1f}, most {100 * max(per_article):.1f}")
        faithful = [row for row in rows if row.faithful]
        print(f"  false alarms      {100 * mean(map(altered, faithful)):5.1f}   of {len(faithful)}")
        kinds = sorted({kind for row in rows for kind in row.edits})
        for kind in [*kinds, ""]:
            side = [
                r for r in rows if not r.faithful and (kind in r.edits if kind else not r.edits)
            ]
            if side:
                label = kind or "kind not told"
                print(
                    f"  recall {100 * mean(map(altered, side)):5.1f}   of {len(side):>3}  {label}"
                )
        rules = Counter(
            finding.rule
            for row in faithful
            if altered(row)
            for sentence in row.check.sentences
            for finding in sentence.findings
            if finding.severity != "note"
        )
        told = ", ".join(f"{rule} {count}" for rule, count in rules.most_common())
        print(f"  what false alarms rest on: {told or 'nothing'}")


Kind = tuple[str, str]
"""A rule and the weight of its finding."""


def kinds_of(row: Row) -> frozenset[Kind]:
    """The findings on a summary, notes left out."""
    found = (f for sentence in row.check.sentences for f in sentence.findings)
    return frozenset((f.rule, f.severity) for f in found if f.severity != "note")


def _score(
    rows: Sequence[Row], kinds: dict[int, frozenset[Kind]], counted: frozenset[Kind]
) -> float:
    """The balanced accuracy where the kinds `counted` count and no others."""
    return balanced_accuracy(rows, lambda row: bool(kinds[id(row)] & counted))


def chosen_kinds(rows: Sequence[Row], kinds: dict[int, frozenset[Kind]]) -> frozenset[Kind]:
    """The kinds of findings that tell best which of `rows` are altered, added one by one."""
    chosen: frozenset[Kind] = frozenset()
    best = 0.5
    while True:
        offered = {kind for row in rows for kind in kinds[id(row)]} - chosen
        scores = {kind: _score(rows, kinds, chosen | {kind}) for kind in sorted(offered)}
        kind = max(scores, key=lambda k: scores[k], default=None)
        if kind is None or scores[kind] <= best:
            return chosen
        chosen, best = chosen | {kind}, scores[kind]


def report_folds(rows: Sequence[Row]) -> None:
    """Prints the balanced accuracy where each article is judged by a choice made on the others."""
    kinds = {id(row): kinds_of(row) for row in rows}
    documents = sorted({row.document for row in rows})
    judged: dict[int, bool] = {}
    times: Counter[Kind] = Counter()
    for left_out in documents:
        choice = chosen_kinds([r for r in rows if r.document != left_out], kinds)
        times.update(choice)
        for row in rows:
            if row.document == left_out:
                judged[id(row)] = bool(kinds[id(row)] & choice)
    print(f"\ncross-validation over {len(documents)} articles: findings chosen on all but one")
    points = (*POINTS, ("counted by the choice", lambda row: judged[id(row)]))
    for name, altered in points:
        whole = balanced_accuracy(rows, altered)
        # The jackknife over articles: how much one article more or less moves the score.
        parts = [
            balanced_accuracy([r for r in rows if r.document != d], altered) for d in documents
        ]
        spread = (len(parts) - 1) / len(parts) * sum((p - mean(parts)) ** 2 for p in parts)
        print(f"  {name:<30} {100 * whole:5.1f}  ± {100 * spread**0.5:.1f} (standard error)")
    told = ", ".join(f"{rule} {weight} {n}" for (rule, weight), n in times.most_common())
    print(f"  chosen, in how many folds: {told}")


def main() -> None:
    """Prints the report, or that there is no corpus."""
    if len(sys.argv) < 2:
        print("no corpus named: python benchmarks/summedits.py CORPUS.jsonl")
        return
    rows, seconds = checked(Path(sys.argv[1]))
    altered = sum(not row.faithful for row in rows)
    print(f"{len(rows)} summaries of {len({r.document for r in rows})} articles, {altered} altered")
    report(rows)
    report_folds(rows)
    print("\npublished, balanced accuracy: ", end="")
    print(", ".join(f"{name} {value}" for name, value in PUBLISHED))
    print(f"{seconds:.1f} s, {1000 * seconds / max(1, len(rows)):.1f} ms per summary")


if __name__ == "__main__":
    main()
