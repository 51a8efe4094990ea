"""The seeded errors of `corruption.py`, in prose that cites nothing: `factcards check --text`.

    python benchmarks/uncited.py [--split dev|test] [--show missed|warned|false] [--kind KIND]

The same sentences and the same errors; but here nobody says which sentences of
the article a sentence rests on, and the checker seeks them itself. What is lost
against `corruption.py` is the price of seeking.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence

from corruption import (
    MOST_IN_SENTENCE,
    SUITE,
    Judged,
    Report,
    Split,
    material_of,
    new_weights,
    print_table,
    told_quotes,
)
from corruptor import corrupt_sentence, draw

from factcards.article import Text, read_prose
from factcards.checking import check_prose
from factcards.evaluation.fixtures import Filter, Fixture, load_suite
from factcards.evaluation.gold_card import summary_of


def judge(fixture: Fixture, sentences: Sequence[str]) -> Judged:
    """What is found against `sentences`, told together as one prose."""
    prose = read_prose(Text("\n\n".join(sentences)))
    check = check_prose(prose, fixture.article, fixture.reading)
    found = [f for sentence in check.sentences for f in sentence.findings]
    # Which of the sentences a finding is on tells two of one rule apart.
    weights = Counter((f"{f.path} {f.rule}", f.severity) for f in found)
    return Judged(weights, "; ".join(f.message for f in found if f.severity != "note"))


def measure(split: Split, report: Report) -> None:
    """Every fixture of one split: each sentence untouched, then with one error."""
    for fixture in load_suite(SUITE, Filter(split=split)):
        material = material_of(fixture)
        forms = {name: summary_of(fixture, name) for name in ("copied", "reworded")}
        for form, items in (*forms.items(), ("quoting", told_quotes(fixture, material))):
            for place, item in enumerate(items):
                before = judge(fixture, [item.text])
                weights = new_weights(Counter(), before.weights)
                report.count(form, "", weights, f"{fixture.id}: {before.told} | {item.text}")
                made = list(corrupt_sentence(item.text, material))
                for case in draw(made, MOST_IN_SENTENCE, f"{fixture.id}/{form}/{place}"):
                    after = judge(fixture, [case.text])
                    told = f"{fixture.id}: {case.before[:40]!r} > {case.after[:40]!r} | {case.text}"
                    report.count(form, case.kind, new_weights(before.weights, after.weights), told)


def main() -> None:
    """Prints a table for each split, and the cases that were asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--split", choices=("dev", "test"), action="append")
    parser.add_argument("--show", choices=("missed", "warned", "false"))
    parser.add_argument("--kind", help="show this kind alone")
    options = parser.parse_args()
    splits: list[Split] = options.split or ["dev", "test"]
    for split in splits:
        report = Report(options.show if split == "dev" else None, options.kind)
        measure(split, report)
        print_table(split, report)


if __name__ == "__main__":
    main()
