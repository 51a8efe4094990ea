"""Names of models, taken apart: `provider/model`, `local/…` or `rules`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Literal

from factcards.errors import UnknownModelError
from factcards.models.providers import PROVIDERS
from factcards.models.weights import WEIGHTS

ModelKind = Literal["rules", "local", "local-file", "openai", "provider"]


@dataclass(frozen=True)
class ModelName:
    """A model's name, taken apart."""

    text: str
    """As the caller wrote it."""
    kind: ModelKind
    provider: str
    """"local", "openai", …; empty for `rules`."""
    model: str
    """What the provider calls it; a path for `local-file`; empty for `rules`."""


def parse_model_name(text: str) -> ModelName:
    """`text` taken apart. Nothing is looked up or opened.

    Raises `UnknownModelError` with the nearest known names.
    """
    name = text.strip()
    if name == "rules":
        return ModelName(name, "rules", "", "")
    provider, slash, model = name.partition("/")
    if not slash or not provider or not model:
        raise _unknown(name)
    if provider == "local":
        if model.lower().endswith(".gguf"):
            return ModelName(name, "local-file", "local", model)
        if model in WEIGHTS:
            return ModelName(name, "local", "local", model)
        raise _unknown(name)
    if provider == "openai":
        return ModelName(name, "openai", "openai", model)
    if provider in PROVIDERS:
        return ModelName(name, "provider", provider, model)
    raise _unknown(name)


def _unknown(name: str) -> UnknownModelError:
    near = nearest_names(name)
    shown = name if len(name) <= 80 else name[:77] + "..."
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    return UnknownModelError(
        f"No model is called {shown!r}.",
        hint=hint + "Names look like openai/gpt-5-mini, ollama/llama3.2, "
        "local/qwen2.5-coder-0.5b or rules; `factcards models list` shows what is usable here.",
    )


def nearest_names(name: str) -> tuple[str, ...]:
    """Up to three known names that resemble `name`, best first."""
    known = ["rules", *(f"local/{model}" for model in WEIGHTS)]
    found = difflib.get_close_matches(name[:80], known, n=2, cutoff=0.6)
    if not found:
        found = [entry for entry in known if name and name.lower() in entry]
    provider, slash, model = name[:80].partition("/")
    if not found:
        providers = difflib.get_close_matches(provider, PROVIDERS, n=2, cutoff=0.7)
        found = [f"{entry}/{model}" if slash and model else f"{entry}/…" for entry in providers]
    return tuple(found[:3])
