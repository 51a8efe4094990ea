"""The suite over LangExtract with the same local model, scored as our cards are.

    python benchmarks/langextract_peer.py [--ask] [--documents 6] [--beside RUN.json …]

LangExtract is installed from PyPI into an environment of its own in the user's
cache, and asks the model through its own provider for OpenAI's API. Its prompt and
example are in peers/langextract_worker.py; chunks of 1,000 characters, grammar-bound
by its schema, as it does by default. What it extracts is taken at its word, with the
places that its aligner gives. It writes no summary. Answers are kept in the user's
cache, so that an interrupted run goes on; without `--ask` only kept answers are
scored. Beside it stand `rules` and the runs named, which
`factcards eval run --id … -o RUN.json` writes.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

from peers.kept import KeptModel
from peers.plain import PlainCard, PlainItem, without_repeats
from peers.running import arguments_of, run_peer
from platformdirs import user_cache_path

LANGEXTRACT = "langextract[openai]==1.7.1"
WORKER = Path(__file__).parent / "peers" / "langextract_worker.py"
WHO = ("person", "organisation", "group")
FIELDS = {
    "main_event": "headline",
    **dict.fromkeys(WHO, "who"),
    "event": "what",
    "place": "where",
    "date": "when",
    "figure": "figures",
    "quotation": "quotes",
    "source": "sources",
}
KEYS = {
    "headline": (),
    "who": ("role",),
    "what": ("stance", "attributed_to"),
    "where": ("relation", "country"),
    "when": ("date",),
    "figures": ("value", "unit", "qualifier", "counts", "attributed_to"),
    "quotes": ("speaker",),
    "sources": ("kind", "said"),
}
USUAL = {"what": {"stance": "stated"}, "where": {"relation": "mentioned"}}
"""What is meant where an attribute that the card needs is left open."""


def python_of_peer() -> Path | None:
    """The interpreter of LangExtract's environment, made if need be; None where it cannot be."""
    home = user_cache_path("factcards") / "benchmarks" / "langextract-peer"
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", LANGEXTRACT]
        if subprocess.run(command, capture_output=True).returncode:
            print(f"{LANGEXTRACT} cannot be installed; there is nothing to compare")
            return None
        (home / "installed").touch()
    return python


def item_of(raw: dict[str, Any]) -> PlainItem | None:
    """An extraction as an item of the card; None for a class that nobody asked for."""
    name = FIELDS.get(raw["class"])
    if name is None:
        return None
    key = "name" if name in ("who", "where", "sources") else "text"
    values: dict[str, Any] = {key: raw["text"], **USUAL.get(name, {})}
    values |= {
        k: v for k, v in raw["attributes"].items() if k in KEYS[name] and v not in ("", None)
    }
    if name == "who":
        values["kind"] = raw["class"]
    span = (raw["span"][0], raw["span"][1]) if raw["span"] else None
    return PlainItem(field=name, values=values, quote=raw["text"], span=span)


def main() -> int:
    """Prints a line for each document, then the table."""
    arguments = arguments_of(__doc__)
    python = python_of_peer()
    if python is None:
        return 0

    def fill(model: KeptModel, card: PlainCard) -> bool:
        asked = {
            "model": arguments.model,
            "base_url": model.base_url,
            "most_tokens": arguments.most_tokens,
            "published": card.fixture.gold.published,
            "text": card.fixture.as_read.text,
        }
        done = subprocess.run(
            [str(python), str(WORKER)], input=json.dumps(asked), capture_output=True, text=True
        )
        if done.returncode:
            if "no kept answer" in done.stderr:
                return False
            raise RuntimeError(done.stderr[-2000:])
        items = [item_of(raw) for raw in json.loads(done.stdout.splitlines()[-1])]
        card.items = without_repeats(item for item in items if item is not None)
        return True

    return run_peer("LangExtract", fill, arguments)


if __name__ == "__main__":
    sys.exit(main())
