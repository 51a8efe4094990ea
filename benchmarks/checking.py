"""Time of a whole check, its reading and its card; and words read per second, by language.

    python benchmarks/checking.py [ARTICLE] [--words 700]

The article (by default `examples/night-ferry.txt`) is repeated and cut at a
sentence to about so many words. Least processor time of several runs; no answer
comes from a cache of an earlier run, for each run has a text of its own.
Reading speed is that of the dev articles of the evaluation suite.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from factcards import GeneratorOptions, make_card
from factcards.article import Text, read_article
from factcards.card import Provenance
from factcards.checking import check_card
from factcards.drafting import assemble, draft_by_rules
from factcards.reading import read

ROOT = Path(__file__).parent.parent
RUNS = 7
GOAL_CHECK = 10.0
GOAL_CARD = 300.0


def text_of(article: str, words: int, run: int) -> str:
    """About so many words of `article`, repeated if need be, with a line of its own at the end."""
    body = article
    while len(body.split()) < words:
        body += "\n\n" + article
    found = list(re.finditer(r"\S+", body))[:words]
    cut = body[: found[-1].end()]
    end = max(cut.rfind(mark) for mark in (". ", ".\n", ".”"))
    return f"{cut[: end + 1] if end > 0 else cut}\n\nIt was told {run + 2} times in all."


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of `work`."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main() -> int:
    """Print the times; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("article", nargs="?", default=str(ROOT / "examples" / "night-ferry.txt"))
    parser.add_argument("--words", type=int, default=700)
    arguments = parser.parse_args()
    story = Path(arguments.article).read_text(encoding="utf-8")
    times: dict[str, list[float]] = {"reading": [], "drafting": [], "checking": [], "card": []}
    words = items = 0
    options = GeneratorOptions(model="rules")
    make_card(Text(story), options=options)  # loads what is loaded late
    for run in range(RUNS):
        text = text_of(story, arguments.words, run)
        article = read_article(Text(text))
        words = len(article.text.split())
        times["reading"].append(timed(lambda article=article: read(article)))  # type: ignore[misc]
        reading = read(article)
        started = time.process_time()
        card = assemble(draft_by_rules(article, reading), article, reading, provenance())
        times["drafting"].append(time.process_time() - started)
        items = sum(1 for _ in card.items())
        started = time.process_time()
        check_card(card, article, reading)
        times["checking"].append(time.process_time() - started)
        fresh = Text(text_of(story, arguments.words, run + RUNS))
        started = time.process_time()
        make_card(fresh, options=options)
        # The pipeline runs in threads of this process, so their time is counted too.
        times["card"].append(time.process_time() - started)
    print(f"{words} words, {items} items; least of {RUNS} runs, processor milliseconds")
    for part, seconds in times.items():
        print(f"  {part:<10}{min(seconds) * 1000:8.1f}")
    check, whole = min(times["checking"]) * 1000, min(times["card"]) * 1000
    print(f"goals: checking under {GOAL_CHECK:g} ms, whole card under {GOAL_CARD:g} ms")
    speeds()
    return int(check >= GOAL_CHECK or whole >= GOAL_CARD)


def provenance() -> Provenance:
    """That of a card by rules."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Provenance(model=None, provider=None, strategy="rules", generated_at=now, factcards="0")


def speeds() -> None:
    """Words read per second, for each language that the dev articles are in."""
    by_language: dict[str, list[tuple[int, float]]] = {}
    for gold in sorted((ROOT / "evals" / "suites" / "news").glob("*/gold.yaml")):
        if "split: dev" not in gold.read_text(encoding="utf-8"):
            continue
        article = read_article(next(gold.parent.glob("article.*")))
        seconds = []
        for run in range(3):
            again = read_article(Text(f"{article.text}\n\n{run + 2}."))
            seconds.append(timed(lambda again=again: read(again)))  # type: ignore[misc]
        counted = (len(article.text.split()), min(seconds))
        by_language.setdefault(article.language or "unknown", []).append(counted)
    for language, rows in sorted(by_language.items()):
        words = sum(count for count, _ in rows)
        print(
            f"  {language}: {words / sum(s for _, s in rows):,.0f} words a second ({words} words)"
        )


if __name__ == "__main__":
    sys.exit(main())
