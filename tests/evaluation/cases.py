"""A small labelled article for tests of evaluation, and the shipped ones."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from factcards.evaluation.fixtures import Fixture, load_suite

SUITE = Path(__file__).parents[2] / "evals" / "suites" / "news"

ARTICLE = """Ferry rams pier at Brennick, 12 hurt

By Tom Vale

At least 12 people were hurt when the ferry Solveig rammed the pier at Brennick on Tuesday, \
police said.

“We heard a bang and then nobody moved,” the captain, Ines Holt, told reporters. The firm \
Halden Line denied that the engine had failed.

Repairs will cost 4.2 million kroner, said Ada Moe of the port authority.

Sign up for our newsletter, only 3 kroner.
"""

GOLD: dict[str, Any] = {
    "id": "ferry",
    "genre": "disaster",
    "language": "en",
    "published": "2025-03-06",
    "split": "dev",
    "story": "ferry",
    "status": "adjudicated",
    "origin": "blind",
    "labelled_by": "the tests",
    "sha256": hashlib.sha256(ARTICLE.encode()).hexdigest(),
    "tags": ["boilerplate"],
    "boilerplate": ["By Tom Vale", "Sign up"],
    "headline": {
        "text": "At least 12 people were hurt when a ferry rammed the pier at Brennick, police "
        "said.",
        "quote": "At least 12 people were hurt when the ferry Solveig rammed the pier",
        "words": ["12", "hurt|injured", "ferry", "Brennick"],
    },
    "summary": [
        {
            "text": "Police say at least 12 people were injured as the ferry Solveig hit the pier "
            "in Brennick.",
            "quote": "At least 12 people were hurt when the ferry Solveig rammed the pier",
        },
        {
            "text": "Halden Line denies that an engine failed.",
            "quote": "The firm Halden Line denied that the engine had failed.",
        },
    ],
    "who": [
        {
            "name": "Ines Holt",
            "kind": "person",
            "role": "captain",
            "aliases": ["Holt"],
            "tier": "core",
            "quote": "the captain, Ines Holt, told reporters",
        },
        {
            "name": "Halden Line",
            "kind": "organisation",
            "role": "firm",
            "tier": "core",
            "quote": "The firm Halden Line denied",
        },
        {
            "name": "Ada Moe",
            "kind": "person",
            "role": "of the port authority",
            "tier": "minor",
            "quote": "said Ada Moe of the port authority",
        },
    ],
    "what": [
        {
            "text": "At least 12 people were hurt when the ferry rammed the pier.",
            "stance": "claimed",
            "attributed_to": "police",
            "tier": "core",
            "quote": "At least 12 people were hurt when the ferry Solveig rammed the pier",
            "words": ["12", "hurt|injured", "pier"],
        },
        {
            "text": "That the engine had failed.",
            "stance": "denied",
            "attributed_to": "Halden Line",
            "tier": "core",
            "quote": "The firm Halden Line denied that the engine had failed.",
            "words": ["engine", "fail"],
        },
        {
            "text": "Nobody moved after the bang.",
            "stance": "claimed",
            "attributed_to": "Ines Holt",
            "negated": True,
            "tier": "minor",
            "quote": "“We heard a bang and then nobody moved,”",
            "words": ["nobody|no one", "move"],
        },
    ],
    "where": [
        {
            "name": "Brennick",
            "relation": "scene",
            "country": None,
            "tier": "core",
            "quote": "the pier at Brennick on Tuesday",
        }
    ],
    "when": [
        {
            "text": "Tuesday",
            "date": "2025-03-04",
            "basis": "published",
            "tier": "core",
            "quote": "the pier at Brennick on Tuesday",
        }
    ],
    "figures": [
        {
            "text": "12",
            "value": "12",
            "unit": None,
            "qualifier": "at least",
            "counts": "people were hurt",
            "counts_aliases": ["people", "hurt"],
            "attributed_to": "police",
            "tier": "core",
            "quote": "At least 12 people were hurt",
        },
        {
            "text": "4.2 million kroner",
            "value": "4200000",
            "unit": "NOK",
            "counts": "Repairs",
            "attributed_to": "Ada Moe",
            "tier": "core",
            "quote": "Repairs will cost 4.2 million kroner",
        },
    ],
    "quotes": [
        {
            "text": "We heard a bang and then nobody moved",
            "speaker": "Ines Holt",
            "tier": "core",
            "quote": "“We heard a bang and then nobody moved,” the captain, Ines Holt, told "
            "reporters.",
        }
    ],
    "sources": [
        {
            "name": "police",
            "kind": "organisation",
            "said": "at least 12 people were hurt",
            "tier": "core",
            "quote": "on Tuesday, police said",
        },
        {
            "name": "Ines Holt",
            "kind": "person",
            "aliases": ["Holt"],
            "via": "told reporters",
            "said": "nobody moved",
            "tier": "core",
            "quote": "Ines Holt, told reporters",
        },
        {
            "name": "Halden Line",
            "kind": "organisation",
            "said": "denied that the engine had failed",
            "tier": "core",
            "quote": "The firm Halden Line denied that the engine had failed.",
        },
        {
            "name": "Ada Moe",
            "kind": "person",
            "said": "repairs will cost 4.2 million kroner",
            "tier": "minor",
            "quote": "said Ada Moe of the port authority",
        },
    ],
    "forbidden": [
        {"name": "Tom Vale", "why": "byline"},
        {"value": "3", "unit": "NOK", "why": "price of a newsletter"},
        {"string": "newsletter", "why": "boilerplate"},
    ],
}


def write_fixture(
    folder: Path, changes: dict[str, Any] | None = None, *, article: str = ARTICLE
) -> Path:
    """The folder of the small article, under `folder`, its labels changed by `changes`."""
    gold = {**GOLD, "sha256": hashlib.sha256(article.encode()).hexdigest(), **(changes or {})}
    home = folder / str(gold["id"])
    home.mkdir(parents=True, exist_ok=True)
    (home / "article.txt").write_text(article, encoding="utf-8")
    (home / "gold.yaml").write_text(yaml.safe_dump(gold, allow_unicode=True), encoding="utf-8")
    copied = "Repairs will cost 4.2 million kroner, said Ada Moe of the port authority."
    (home / "summary-copied.txt").write_text(copied + "\n", encoding="utf-8")
    reworded = "\n".join(sentence["text"] for sentence in gold["summary"])
    (home / "summary-reworded.txt").write_text(reworded + "\n", encoding="utf-8")
    return home


@cache
def shipped() -> tuple[Fixture, ...]:
    """Every fixture of the news suite."""
    return load_suite(SUITE)
