"""How many seeded errors the rules catch, and how often they cry wolf.

    python benchmarks/corruption.py [--split dev|test] [--show missed|false] [--kind KIND]

Over the fixtures of `evals/suites/news`: hand-written cards, and prose in three
forms, each true to its article: summaries of copied sentences, summaries in new
words, and quotations told with their speakers. `corruptor` makes each false in
one place at a time; it shares no code with the readers and rules under test.

A corruption is caught when the rules find something against the item, or the
sentence, that they did not find before it was made false. A false alarm is a
finding against an untouched item or sentence. Both are told twice: with errors
alone, and with errors or warnings. `--show` prints the cases of the development
split alone, so that nobody tunes to the other.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from citing import cite_fully, cited_fully
from corruptor import (
    KINDS,
    Corruption,
    Material,
    corrupt_card,
    corrupt_sentence,
    draw,
    tell_quotes,
)

from factcards.card import FactCard, Finding, Item, Severity, SummarySentence
from factcards.checking import check_card
from factcards.evaluation.fixtures import Filter, Fixture, load_suite
from factcards.evaluation.gold_card import GoldCardOptions, gold_card, summary_of

SUITE = Path(__file__).parent.parent / "evals" / "suites" / "news"
MOST_IN_SENTENCE = 4
"""Corruptions of one kind in one sentence, drawn with a seed."""
MOST_ON_CARD = 12
"""Corruptions of one kind on one card."""

Split = Literal["dev", "test"]


@dataclass
class Tally:
    """What became of the cases of one kind in one form of text."""

    cases: int = 0
    errors: int = 0
    warned: int = 0
    """Cases with an error or a warning."""

    def add(self, weights: frozenset[Severity]) -> None:
        """Counts one case with findings of these weights."""
        self.cases += 1
        self.errors += "error" in weights
        self.warned += bool(weights & {"error", "warning"})

    def shares(self) -> tuple[float, float]:
        """Share with an error, and share with an error or a warning."""
        return self.errors / max(1, self.cases), self.warned / max(1, self.cases)


@dataclass
class Report:
    """Tallies by form of text and kind of error; "" is the untouched text."""

    show: str | None
    kind: str | None
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    shown: Counter[str] = field(default_factory=Counter)

    def count(self, form: str, kind: str, weights: frozenset[Severity], told: str) -> None:
        """Counts a case and, where it was asked for, prints it."""
        self.tallies.setdefault((form, kind), Tally()).add(weights)
        caught = bool(weights & {"error", "warning"})
        wanted = self.kind is None or self.kind == kind
        if wanted and (
            (self.show == "missed" and kind and not caught)
            or (self.show == "false" and not kind and caught)
            or (self.show == "warned" and kind and caught and "error" not in weights)
        ):
            print(f"{form} / {kind or 'untouched'}: {told}")


def material_of(fixture: Fixture) -> Material:
    """What the corruptor may know of a fixture: its labels, as plain strings."""
    gold = fixture.gold
    people = [w for w in gold.who if w.kind == "person"]
    bodies = [w for w in gold.who if w.kind != "person"]
    return Material(
        language=gold.language,
        story=fixture.story,
        people=[(w.name, *w.aliases) for w in people],
        bodies=[(w.name, *w.aliases) for w in bodies],
        places=[(w.name, *w.aliases) for w in gold.where],
        sources=[(s.name, *s.aliases) for s in gold.sources],
        values=frozenset(str(f.value) for f in gold.figures),
        dates=frozenset(d for w in gold.when for d in (w.date, *w.date_aliases) if d),
    )


def weights_of(findings: Sequence[Finding], item: str) -> Counter[tuple[str, Severity]]:
    """The findings against an item, by rule and weight and by how often."""
    own = [f for f in findings if f.path.partition("/")[0] == item]
    return Counter((f.rule, f.severity) for f in own)


def new_weights(
    before: Counter[tuple[str, Severity]], after: Counter[tuple[str, Severity]]
) -> frozenset[Severity]:
    """The weights of the findings that were not there before."""
    return frozenset(severity for _, severity in (after - before))


def measure_card(fixture: Fixture, material: Material, report: Report) -> None:
    """The hand-written card of `fixture`, untouched and corrupted."""
    card = cite_fully(gold_card(fixture), fixture)
    untouched = check_card(card, fixture.article, fixture.reading)
    for item in card.items():
        told = "; ".join(f.message for f in untouched if f.path.startswith(f"{item.id}/"))
        weights = new_weights(Counter(), weights_of(untouched, item.id))
        report.count("cards", "", weights, f"{fixture.id} {item.id}: {told} | {_short(item)}")
    made = list(corrupt_card(card.model_dump(mode="json"), material))
    for case in draw(made, MOST_ON_CARD, fixture.id):
        false = FactCard.model_validate(case.card)
        findings = check_card(false, fixture.article, fixture.reading)
        before, after = (weights_of(f, case.item_id) for f in (untouched, findings))
        item = next(i for i in false.items() if i.id == case.item_id)
        told = f"{fixture.id} {case.path}: {case.before} > {case.after} | {_short(item)}"
        report.count("cards", case.kind, new_weights(before, after), told)


def _short(item: Item) -> str:
    """An item in one line."""
    fields = item.model_dump(mode="json", exclude={"id", "evidence"})
    quotes = " … ".join(e.quote for e in item.evidence)
    return f"{ {k: v for k, v in fields.items() if v} } <- {quotes:.160}"


def told_quotes(fixture: Fixture, material: Material) -> tuple[SummarySentence, ...]:
    """The labelled quotations of `fixture` as sentences that name their speakers."""
    quotes = [q for q in gold_card(fixture).quotes if q.speaker and len(q.text.split()) > 3]
    told = tell_quotes([(q.text, q.speaker or "") for q in quotes], material)
    sentences = (
        SummarySentence(id=f"s{place}", text=text, evidence=quote.evidence)
        for place, (text, quote) in enumerate(zip(told, quotes, strict=True))
    )
    return tuple(cited_fully(fixture, sentence, (sentence.text,)) for sentence in sentences)


def measure_prose(fixture: Fixture, material: Material, report: Report) -> None:
    """The two summaries and the told quotations of `fixture`, untouched and corrupted."""
    forms = {"copied": summary_of(fixture, "copied")}
    forms["reworded"] = cite_fully(gold_card(fixture), fixture).summary
    for form, sentences in (*forms.items(), ("quoting", told_quotes(fixture, material))):
        untouched = judge(fixture, sentences)
        for sentence, before in zip(sentences, untouched, strict=True):
            weights = new_weights(Counter(), before.weights)
            report.count(form, "", weights, f"{fixture.id}: {before.told} | {sentence.text}")
        for place, sentence in enumerate(sentences):
            made = list(corrupt_sentence(sentence.text, material))
            for case in draw(made, MOST_IN_SENTENCE, f"{fixture.id}/{form}/{place}"):
                false = sentence.model_copy(update={"text": case.text})
                after = judge(fixture, (*sentences[:place], false, *sentences[place + 1 :]))[place]
                weights = new_weights(untouched[place].weights, after.weights)
                report.count(form, case.kind, weights, _told(fixture, case))


def _told(fixture: Fixture, case: Corruption) -> str:
    before, after = (f"{w[:30]}…{w[-30:]}" if len(w) > 61 else w for w in (case.before, case.after))
    return f"{fixture.id}: {before!r} > {after!r} | {case.text}"


@dataclass(frozen=True)
class Judged:
    """What was found against one sentence."""

    weights: Counter[tuple[str, Severity]]
    told: str


def judge(fixture: Fixture, sentences: Sequence[SummarySentence]) -> list[Judged]:
    """What the rules find against each sentence, as the summary of a card."""
    card = gold_card(fixture, GoldCardOptions(tiers=frozenset(), with_summary=False))
    card = card.model_copy(update={"headline": None, "summary": tuple(sentences)})
    findings = check_card(card, fixture.article, fixture.reading)
    return [
        Judged(
            weights_of(findings, sentence.id),
            "; ".join(f.message for f in findings if f.path.startswith(f"{sentence.id}/")),
        )
        for sentence in sentences
    ]


def measure(split: Split, report: Report) -> None:
    """Every fixture of one split."""
    for fixture in load_suite(SUITE, Filter(split=split)):
        material = material_of(fixture)
        measure_card(fixture, material, report)
        measure_prose(fixture, material, report)


FORMS = ("cards", "copied", "reworded", "quoting")


def print_table(split: Split, report: Report) -> None:
    """Recall by kind, then false alarms, with the number of cases behind each."""
    print(f"\n{split}: caught by an error / by an error or a warning (cases)")
    print(f"{'':<24}" + "".join(f"{form:>22}" for form in FORMS))
    for kind in KINDS:
        print(f"{kind:<24}" + "".join(_cell(report, form, kind) for form in FORMS))
    print(f"{'all':<24}" + "".join(_cell(report, form, None) for form in FORMS))
    print(f"{'false alarms':<24}" + "".join(_cell(report, form, "") for form in FORMS))


def _cell(report: Report, form: str, kind: str | None) -> str:
    chosen = [
        t
        for (f, k), t in report.tallies.items()
        if f == form and (k == kind if kind is not None else k)
    ]
    whole = Tally(*(sum(getattr(t, n) for t in chosen) for n in ("cases", "errors", "warned")))
    if not whole.cases:
        return f"{'–':>22}"
    errors, warned = whole.shares()
    return f"{f'{errors:.3f} / {warned:.3f} ({whole.cases})':>22}"


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
    print("\ngoals: recall .98 on cards, .95 on prose; false alarms .01 and .03")


if __name__ == "__main__":
    main()
