"""The word lists under `data/` that the readers of sentences and speech share."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(name: str) -> dict[str, Any]:
    """The table `data/<name>.toml` of this package. `name` is never taken from outside."""
    path = files("factcards.reading") / "data" / f"{name}.toml"
    table: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    return table
