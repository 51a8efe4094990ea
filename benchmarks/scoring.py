"""Time of scoring 1,000 cards against the labels of the evaluation suite.

    python benchmarks/scoring.py [--cards 1000] [--split dev]

Cards by rules of every fixture, in turn until there are so many. Processor
time of scoring alone, as a run spends it for each card, and of what is worked
out once of a fixture. Ends with 1 where the goal is missed.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from pathlib import Path

from factcards import GeneratorOptions, make_card
from factcards.evaluation.fixtures import Filter, load_suite
from factcards.evaluation.scores import score_card
from factcards.evaluation.view import Labels

SUITE = Path(__file__).parent.parent / "evals" / "suites" / "news"
GOAL = 5.0


def main() -> int:
    """Print the times; 1 where scoring takes longer than the goal."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cards", type=int, default=1000)
    parser.add_argument("--split", choices=("dev", "test"), default="dev")
    arguments = parser.parse_args()
    started = time.process_time()
    fixtures = load_suite(SUITE, Filter(split=arguments.split))
    print(f"{len(fixtures)} fixtures loaded in {time.process_time() - started:.2f} s")
    options = GeneratorOptions(model="rules")
    pairs = []
    for fixture in fixtures:
        article = fixture.article
        card = make_card(article, options=options)
        pairs.append((Labels(fixture), card))
    items = sum(1 for _, card in pairs for _ in card.items()) / len(pairs)
    started = time.process_time()
    for labels, card in pairs:
        score_card(labels, card)
    first = time.process_time() - started
    started = time.process_time()
    for labels, card in itertools.islice(itertools.cycle(pairs), arguments.cards):
        score_card(labels, card)
    seconds = time.process_time() - started
    goal = GOAL * arguments.cards / 1000
    each = 1000 * seconds / arguments.cards
    print(f"first card of each fixture: {1000 * first / len(pairs):.1f} ms")
    print(f"{arguments.cards} cards of {items:.0f} items: {seconds:.2f} s, {each:.2f} ms each")
    print(f"goal: under {goal:g} s")
    return int(seconds >= goal)


if __name__ == "__main__":
    sys.exit(main())
