"""Who, what, where and when against the Giveme5W1H gold standard, beside plain baselines.

    python benchmarks/giveme5w1h.py CORPUS.jsonl [--model rules] [--limit N] [--show]

CORPUS.jsonl has one article a line: `title`, `published`, `text` and `gold`
(`who`, `what`, `where`, `when`: phrases that coders marked; `parsed`: ISO date
of a `when`). For each question with a gold answer the first answer of the card
is scored by its best token F1 over the gold phrases; "best of 3" takes the best
of its first three. Questions without a gold answer are left out.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import string
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from factcards import FactCard, Generator, GeneratorOptions, Text

QUESTIONS = ("who", "what", "headline", "where", "when")
GOLD = {"headline": "what"}
"""The card's headline is its main event: it is scored as an answer to "what", too."""
PEER = {"who": 0.50, "what": 0.15, "headline": 0.15, "where": 0.64, "when": 0.38}
"""Giveme5W1H's own stored answers, mean best token F1 over 39 of the articles."""
ARTICLES_A_TOKEN = {"a", "an", "the"}


@dataclass
class Scores:
    """F1 of the first answer and of the best of three, per question; and dates."""

    first: dict[str, list[float]] = field(default_factory=lambda: {q: [] for q in QUESTIONS})
    best: dict[str, list[float]] = field(default_factory=lambda: {q: [] for q in QUESTIONS})
    dates: list[bool] = field(default_factory=list)
    any_date: list[bool] = field(default_factory=list)


def tokens(text: str) -> Counter[str]:
    """Lower-case words without punctuation and articles, as SQuAD's scorer has them."""
    plain = text.lower().translate(str.maketrans("", "", string.punctuation + "’‘“”"))
    return Counter(t for t in re.findall(r"\w+", plain) if t not in ARTICLES_A_TOKEN)


def f1(one: str, other: str) -> float:
    """Token F1 of two phrases (Rajpurkar et al., 2016)."""
    a, b = tokens(one), tokens(other)
    shared = sum((a & b).values())
    if not shared:
        return 0.0
    return 2 * shared / (sum(a.values()) + sum(b.values()))


def answers(card: FactCard) -> dict[str, list[str]]:
    """What the card answers to each question, best first."""
    return {
        "who": [w.name for w in card.who],
        "what": [w.text for w in card.what],
        "headline": [card.headline.text] if card.headline else [],
        "where": [w.name for w in card.where],
        "when": [w.text for w in card.when],
    }


def score(scores: Scores, given: dict[str, list[str]], dates: list[str | None], gold: Any) -> None:
    """Add one article's answers to `scores`."""
    for question in QUESTIONS:
        phrases = [g["text"] for g in gold[GOLD.get(question, question)]]
        if not phrases:
            continue
        reached = [max(f1(a, p) for p in phrases) for a in given[question][:3]] or [0.0]
        scores.first[question].append(reached[0])
        scores.best[question].append(max(reached))
    parsed = {str(g["parsed"])[:10] for g in gold["when"] if g.get("parsed")}
    if parsed:
        scores.dates.append(bool(dates) and dates[0] in parsed)
        scores.any_date.append(any(d in parsed for d in dates))


async def run(arguments: argparse.Namespace) -> None:
    """Make a card of every article and print the scores."""
    lines = Path(arguments.corpus).read_text(encoding="utf-8").splitlines()[: arguments.limit]
    ours, title_as_what = Scores(), Scores()
    seconds: list[float] = []
    for line in lines:
        item = json.loads(line)
        options = GeneratorOptions(
            model=arguments.model, strategy=arguments.strategy, published=item["published"]
        )
        async with Generator(options) as generator:
            started = time.perf_counter()
            card = await generator.make_card(Text(f"{item['title']}\n\n{item['text']}"))
            seconds.append(time.perf_counter() - started)
        given = answers(card)
        score(ours, given, [(w.date or "")[:10] for w in card.when], item["gold"])
        trivial: dict[str, list[str]]
        trivial = {q: [] for q in QUESTIONS} | {
            "what": [item["title"]],
            "when": [item["published"]],
        }
        score(title_as_what, trivial, [item["published"]], item["gold"])
        if arguments.show:
            show(item, given)
    report(arguments.model, ours, title_as_what, seconds)


def show(item: Any, given: dict[str, list[str]]) -> None:
    """One article's gold beside the card's answers."""
    print(f"\n{item['title']}")
    for question in QUESTIONS:
        gold = " | ".join(g["text"] for g in item["gold"][GOLD.get(question, question)])
        print(f"  {question:8} gold: {gold}\n        card: {' | '.join(given[question][:4])}")


def report(model: str, ours: Scores, trivial: Scores, seconds: list[float]) -> None:
    """The table, with the peers' published figures beside."""
    print(f"{model}: {len(seconds)} articles, {mean(seconds):.2f} s an article")
    print(f"{'':9}{'n':>4}{'first':>8}{'best of 3':>11}{'Giveme5W1H':>12}{'trivial':>9}")
    for q in QUESTIONS:
        base = f"{mean(trivial.first[q]):9.2f}" if q == "what" else f"{'':9}"
        print(
            f"{q:9}{len(ours.first[q]):4}{mean(ours.first[q]):8.2f}{mean(ours.best[q]):11.2f}"
            f"{PEER[q]:12.2f}{base}"
        )
    print(
        f"dates exact: first {sum(ours.dates)} of {len(ours.dates)}, "
        f"any {sum(ours.any_date)}; publication date alone {sum(trivial.dates)}; "
        "Giveme5W1H 20 of 35"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="?", default="../shared/corpora/giveme5w1h-dev.jsonl")
    parser.add_argument("--model", default="rules")
    parser.add_argument("--strategy", default=None)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--show", action="store_true")
    asyncio.run(run(parser.parse_args()))
