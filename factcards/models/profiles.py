"""What is known about models before they are asked: strategy, size, dialect, price."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from functools import cache
from importlib.resources import files

from factcards.models.names import ModelName
from factcards.models.options import Profile
from factcards.models.weights import WEIGHTS

_REASONING = re.compile(r"(?:o\d|gpt-5)(?:[-.].*)?")
HOSTED_CONTEXT = 128_000
OLLAMA_CONTEXT = 4096
LOCAL_CONTEXT = 8192
FREE = Decimal(0)
WEIGHING_BYTES = 2_000_000_000
"""Of smaller files of weights (4 bits a parameter), those of half a billion parameters chose the
first three of eight sentences in five of six articles, and those of 1.5 billion chose worse than
code does: F1 of the summary 49.0 against 58.7 on the developed half of `evals/suites/news`."""


def profile_for(name: ModelName) -> Profile:
    """The profile of the model called `name`."""
    if name.kind == "rules":
        return Profile(
            strategy="rules", context_tokens=0, dialect="plain", price_in=FREE, price_out=FREE
        )
    if name.kind in ("local", "local-file"):
        known = WEIGHTS.get(name.model)
        return Profile(
            strategy="stepwise",
            context_tokens=known.context_tokens if known else LOCAL_CONTEXT,
            dialect="local-guidance",
            price_in=FREE,
            price_out=FREE,
            weighs_sentences=known is None or known.size >= WEIGHING_BYTES,
        )
    if name.provider == "ollama":
        return Profile(
            strategy="stepwise",
            context_tokens=OLLAMA_CONTEXT,
            dialect="plain",
            price_in=FREE,
            price_out=FREE,
        )
    price_in, price_out = prices().get(f"{name.provider}/{name.model}", (None, None))
    return Profile(
        strategy="whole",
        context_tokens=HOSTED_CONTEXT,
        dialect="openai-strict" if name.kind == "openai" else "plain",
        price_in=price_in,
        price_out=price_out,
        reasoning=name.kind == "openai" and _REASONING.fullmatch(name.model) is not None,
    )


@cache
def prices() -> dict[str, tuple[Decimal, Decimal]]:
    """US dollars per million tokens in and out, by model name, from `prices.json` (dated there)."""
    table = json.loads(files("factcards.models").joinpath("prices.json").read_text("utf-8"))
    return {
        name: (Decimal(price["in"]), Decimal(price["out"]))
        for name, price in table["per_million_tokens"].items()
    }
