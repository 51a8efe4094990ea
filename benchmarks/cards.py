"""Cards of articles with several models: seconds, memory, tokens, and whether every offset holds.

    python benchmarks/cards.py ARTICLE… [--model rules --model local/qwen2.5-coder-0.5b …]

Each card is made by a process of its own, so that its memory is its own; for
`rules` the time in process (after imports, median of 5) is printed too.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from factcards.article import read_article

MAKE = """
import json, resource, sys, time
from pathlib import Path
from factcards import GeneratorOptions, make_card
source, model, strategy = sys.argv[1:4]
options = GeneratorOptions(model=model, strategy=strategy or None)
seconds = []
for _ in range(5 if model == "rules" else 1):
    started = time.perf_counter()
    card = make_card(Path(source), options=options)
    seconds.append(time.perf_counter() - started)
print(json.dumps({
    "card": card.model_dump(mode="json"),
    "seconds": sorted(seconds)[len(seconds) // 2],
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def evidence_of(value: Any) -> list[dict[str, Any]]:
    """Every evidence anywhere inside `value`."""
    if isinstance(value, dict):
        own = [value] if {"quote", "start", "end"} <= value.keys() else []
        return own + [e for part in value.values() for e in evidence_of(part)]
    if isinstance(value, list):
        return [e for part in value for e in evidence_of(part)]
    return []


def main() -> None:
    """Print one line a card."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="+")
    parser.add_argument("--model", action="append")
    parser.add_argument("--strategy", default="")
    arguments = parser.parse_args()
    print(
        f"{'model':36}{'article':24}{'words':>6}{'wall s':>8}{'card s':>8}{'MB':>7}"
        f"{'in':>7}{'out':>6}{'items':>6}{'rej.':>5}{'offsets':>10}"
    )
    for source in arguments.articles:
        words = len(read_article(Path(source)).text.split())
        for model in arguments.model or ["rules"]:
            started = time.perf_counter()
            done = subprocess.run(
                [sys.executable, "-c", MAKE, source, model, arguments.strategy],
                capture_output=True,
                text=True,
                check=True,
            )
            wall = time.perf_counter() - started
            result = json.loads(done.stdout)
            print(row(model, source, words, wall, result))


def row(model: str, source: str, words: int, wall: float, result: dict[str, Any]) -> str:
    """One line of the table."""
    card = result["card"]
    text = card["article"]["text"]
    standing = {k: v for k, v in card.items() if k != "rejected"}
    evidence = evidence_of(standing)
    right = sum(text[e["start"] : e["end"]] == e["quote"] for e in evidence)
    items = sum(len(v) for k, v in card.items() if isinstance(v, list) and k in FIELDS)
    used = card["provenance"]
    return (
        f"{model[-35:]:36}{Path(source).stem[-22:]:24}{words:6}{wall:8.1f}"
        f"{result['seconds']:8.2f}{result['megabytes']:7.0f}{used['tokens_in']:7}"
        f"{used['tokens_out']:6}{items:6}{len(card['rejected']):5}{right:5}/{len(evidence)}"
    )


FIELDS = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")

if __name__ == "__main__":
    main()
