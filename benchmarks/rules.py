"""The rules over sentences that are right, and over the same sentences with one figure altered.

    python benchmarks/rules.py [--summaries CORPUS.jsonl] [--show] [--alterations N]

The sentences are the copied and reworded summaries of the fixtures of the development split, each
citing the words that its labels name, and, with `--summaries`, the consistent one-sentence
summaries of a file with `doc`, `summary` and `label` in each line, each citing the three
sentences of its article that share most words with it. An alteration changes one digit of one
number, so that the article has the new number nowhere; it is excused where no error and no
warning is found any more. The generator of alterations reads nothing but digits.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from factcards.article import Article, Text, read_article
from factcards.article.options import ReadOptions
from factcards.card import Coverage, CoverageCount, Evidence, FactCard, Provenance, SummarySentence
from factcards.checking import check_card
from factcards.reading import Reading, read

SUITE = Path(__file__).parents[1] / "evals" / "suites" / "news"
NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?!\w)")
WORD = re.compile(r"\w+")
CITED = 3
NOTHING = CoverageCount(mentions=0, carried=0)


@dataclass(frozen=True)
class Case:
    """One sentence about one article, right as it stands."""

    group: str
    article: Article
    reading: Reading
    sentence: str
    cited: tuple[Evidence, ...]


def place(article: Article, words: str) -> Evidence | None:
    """Where `words` stand in the article, whatever its white space."""
    pattern = r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, article.text)
    if found is None:
        return None
    return Evidence(quote=found.group(), start=found.start(), end=found.end())


def fixture_cases() -> Iterator[Case]:
    """The sentences of the development split."""
    for path in sorted(SUITE.glob("*/gold.yaml")):
        gold = yaml.safe_load(path.read_text(encoding="utf-8"))
        if gold["split"] != "dev":
            continue
        source = next(path.parent.glob("article.*"))
        options = ReadOptions(published=str(gold["published"]))
        article = read_article(source, options)
        reading = read(article)
        copied = (path.parent / "summary-copied.txt").read_text(encoding="utf-8").splitlines()
        rows = [("copied", sentence, [sentence]) for sentence in copied if sentence.strip()]
        rows += [
            ("reworded", row["text"], [row["quote"], *row.get("also", ())])
            for row in gold["summary"]
        ]
        for group, sentence, quotes in rows:
            cited = tuple(e for e in (place(article, q) for q in quotes) if e is not None)
            if cited:
                yield Case(group, article, reading, sentence, cited)


def corpus_cases(corpus: Path) -> Iterator[Case]:
    """The consistent sentences of a file of summaries."""
    known: dict[str, tuple[Article, Reading]] = {}
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["label"] != 1:
            continue
        if row["doc"] not in known:
            article = read_article(Text(row["doc"]))
            known[row["doc"]] = article, read(article)
        article, reading = known[row["doc"]]
        told = Counter(WORD.findall(row["summary"].lower()))
        ranked = sorted(
            reading.sentences,
            key=lambda s: -(Counter(WORD.findall(s.span.of(article.text).lower())) & told).total(),
        )
        cited = tuple(
            Evidence(quote=s.span.of(article.text), start=s.span.start, end=s.span.end)
            for s in ranked[:CITED]
        )
        yield Case("corpus", article, reading, row["summary"], cited)


def card_of(case: Case, sentence: str) -> FactCard:
    """A card with one sentence."""
    return FactCard(
        summary=(SummarySentence(id="summary-1", text=sentence, evidence=case.cited),),
        article=case.article.info(),
        coverage=Coverage(figures=NOTHING, names=NOTHING, quotes=NOTHING, dates=NOTHING),
        provenance=Provenance(
            model=None, provider=None, strategy="rules", generated_at="", factcards=""
        ),
    )


def alterations(case: Case, source: random.Random, most: int) -> Iterator[str]:
    """The sentence with one digit of one number changed, `most` times for each number."""
    numbers = set(NUMBER.findall(case.article.text))
    for match in NUMBER.finditer(case.sentence):
        digits = [i for i, char in enumerate(match.group()) if char.isdigit()]
        made: set[str] = set()
        for _ in range(4 * most):
            at = source.choice(digits)
            new = source.choice([d for d in "0123456789" if d != match.group()[at]])
            number = match.group()[:at] + new + match.group()[at + 1 :]
            if number in numbers or number in made or (number[0] == "0" and number[1:2] != "."):
                continue
            made.add(number)
            yield case.sentence[: match.start()] + number + case.sentence[match.end() :]
            if len(made) == most:
                break


def judge(case: Case, sentence: str) -> list[tuple[str, str, str]]:
    """What the rules say of `sentence`: severity, rule, message."""
    found = check_card(card_of(case, sentence), case.article, case.reading)
    return [(f.severity, f.rule, f.message) for f in found]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--summaries", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--alterations", type=int, default=8, help="per number of a sentence")
    arguments = parser.parse_args()
    cases = list(fixture_cases())
    if arguments.summaries is not None:
        cases += corpus_cases(arguments.summaries)
    right(cases, show=arguments.show)
    altered(cases, arguments.alterations, show=arguments.show)


def right(cases: list[Case], *, show: bool) -> None:
    """False alarms on sentences that are right, and what a check costs."""
    rules: Counter[tuple[str, str]] = Counter()
    started = time.perf_counter()
    judged = [(case, judge(case, case.sentence)) for case in cases]
    seconds = time.perf_counter() - started
    for group in dict.fromkeys(case.group for case in cases):
        mine = [found for case, found in judged if case.group == group]
        errors = sum(any(severity == "error" for severity, _, _ in found) for found in mine)
        warned = sum(any(severity == "warning" for severity, _, _ in found) for found in mine)
        print(f"{group:9} {len(mine):4} right sentences: {errors} with an error, {warned} warned")
    for case, found in judged:
        rules.update({(severity, rule) for severity, rule, _ in found if severity != "note"})
        for severity, rule, message in found if show else ():
            print(f"   {severity} {rule}: {message}\n      {case.sentence}")
    for (severity, rule), count in sorted(rules.items()):
        print(f"   {severity:8} {rule:22} {count}")
    print(f"{1000 * seconds / len(cases):.2f} ms a card of one sentence")


def altered(cases: list[Case], most: int, *, show: bool) -> None:
    """How many altered figures are caught, and how."""
    source = random.Random(20250306)
    for group in dict.fromkeys(case.group for case in cases):
        caught: Counter[str] = Counter()
        for case in (c for c in cases if c.group == group):
            for sentence in alterations(case, source, most):
                found = judge(case, sentence)
                kinds = {severity for severity, _, _ in found}
                worst = next((k for k in ("error", "warning", "note") if k in kinds), "nothing")
                caught[worst] += 1
                if show and worst in ("note", "nothing"):
                    print("   excused:", sentence, *(m for _, _, m in found), sep="\n      ")
        total = caught.total()
        if total:
            excused = caught["note"] + caught["nothing"]
            print(
                f"{group:9} {total:5} altered figures: {caught['error'] / total:.3f} an error, "
                f"{caught['warning'] / total:.3f} a warning, {excused / total:.3f} excused"
            )


if __name__ == "__main__":
    main()
