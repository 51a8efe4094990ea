"""Which models are usable here, and which one is used when none is named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from factcards.models.local_server import runtime_installed
from factcards.models.providers import PROVIDERS, key_in, module_installed
from factcards.models.weights import WEIGHTS, models_folder, weights_present

DEFAULT_LOCAL = "qwen2.5-coder-0.5b"
ModelStatusKind = Literal["rules", "local", "hosted", "ollama"]


@dataclass(frozen=True)
class ModelStatus:
    """Whether a model, or a provider's models, can be used here."""

    name: str
    """As given to `--model`; ends in `…` where it stands for all models of a provider."""
    kind: ModelStatusKind
    usable: bool
    reason: str
    """Why it is usable or not, in a few words; never a key's value."""
    hint: str = ""
    """What to do to make it usable."""


def default_model_name(
    env: Mapping[str, str] | None = None, configured: str | None = None
) -> tuple[str, str]:
    """The model to use when no flag names one, and a sentence for stderr that says why.

    `FACTCARDS_MODEL` first, then `configured`, then the embedded model if it can run,
    else `rules`. A key in the environment never chooses a hosted model: unpublished
    copy must not leave the house because of a variable somebody set for something else.
    """
    env = os.environ if env is None else env
    named = env.get("FACTCARDS_MODEL", "").strip()
    if named:
        return named, f"Using {named}, named by FACTCARDS_MODEL."
    if configured:
        return configured, f"Using {configured}, named in the configuration."
    local = f"local/{DEFAULT_LOCAL}"
    if not runtime_installed():
        name = "rules"
        why = (
            "Using rules, without a language model: the embedded runtime is not installed "
            "(pip install 'factcards[local]')."
        )
    elif not weights_present(DEFAULT_LOCAL, env):
        name = "rules"
        why = (
            f"Using rules, without a language model: the weights of {local} are not here "
            f"(factcards models pull {local})."
        )
    else:
        name, why = local, f"Using {local}, the embedded model: nothing leaves this machine."
    return name, why + _keys_noticed(env)


def _keys_noticed(env: Mapping[str, str]) -> str:
    found = [
        variable
        for needs in PROVIDERS.values()
        for variable in needs.keys
        if key_in((variable,), env)
    ]
    if not found:
        return ""
    return f" {found[0]} is set, but a hosted model is used only when named with --model."


def list_models(env: Mapping[str, str] | None = None) -> tuple[ModelStatus, ...]:
    """Every known model or provider, and whether it can be used here. Nothing is contacted."""
    env = os.environ if env is None else env
    rules = ModelStatus("rules", "rules", True, "needs nothing")
    local = [_local_status(name, env) for name in WEIGHTS]
    files = [_file_status(name) for name in _other_files(env)]
    hosted = [_provider_status(name, env) for name in PROVIDERS]
    return (rules, *local, *files, *hosted)


def _local_status(name: str, env: Mapping[str, str]) -> ModelStatus:
    full = f"local/{name}"
    if not runtime_installed():
        return _without_runtime(full)
    if not weights_present(name, env):
        size = WEIGHTS[name].size / 1e6
        hint = f"factcards models pull {full}"
        return ModelStatus(full, "local", False, f"weights not fetched ({size:.0f} MB)", hint)
    return ModelStatus(full, "local", True, "weights and runtime are here")


def _other_files(env: Mapping[str, str]) -> list[str]:
    try:
        found = sorted(models_folder(env).glob("*.gguf"))
    except OSError:
        return []
    return [f"local/{path}" for path in found if path.stem not in WEIGHTS]


def _file_status(name: str) -> ModelStatus:
    if not runtime_installed():
        return _without_runtime(name)
    return ModelStatus(name, "local", True, "weights and runtime are here")


def _without_runtime(name: str) -> ModelStatus:
    hint = "pip install 'factcards[local]'"
    return ModelStatus(name, "local", False, "the embedded runtime is not installed", hint)


def _provider_status(name: str, env: Mapping[str, str]) -> ModelStatus:
    needs = PROVIDERS[name]
    full = f"{name}/…"
    kind: ModelStatusKind = "ollama" if name == "ollama" else "hosted"
    if not module_installed(needs.module):
        reason = f"the package {needs.package} is not installed"
        return ModelStatus(full, kind, False, reason, f"pip install {needs.package}")
    if needs.keys and key_in(needs.keys, env) is None:
        reason = f"{' or '.join(needs.keys)} is not set"
        return ModelStatus(full, kind, False, reason, f"export {needs.keys[0]}=…")
    if name == "ollama":
        return ModelStatus(full, kind, True, "if its server runs on localhost:11434")
    set_ = next((key for key in needs.keys if key_in((key,), env)), None)
    return ModelStatus(full, kind, True, f"{set_} is set" if set_ else f"{needs.package} is here")
