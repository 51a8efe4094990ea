"""The embedded runtime: a language model in this process, behind HTTP on loopback.

The server runs in threads of its own, outside the interpreter lock, so that an
event loop goes on while the model writes. One server per file of weights is
shared by everybody who opened it and is closed with the last of them.
"""

from __future__ import annotations

import asyncio
import atexit
import secrets
import threading
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcards.errors import ModelUnavailableError, WeightsError
from factcards.models.cores import batch_threads, generation_threads

QUIET = -1
"""The runtime's verbosity at which it writes nothing to stderr."""


@dataclass(frozen=True, kw_only=True)
class ServerSettings:
    """What a server is started with; servers with equal settings are shared."""

    path: Path
    context_tokens: int = 8192
    threads: int | None = None
    """None: as many as cores are idle at the start, up to four."""


@dataclass(frozen=True)
class LocalServer:
    """A running server. `key` is made for this run: other users' processes lack it."""

    base_url: str
    key: str = field(repr=False)
    settings: ServerSettings


class _Running:
    def __init__(self, server: Any, handle: LocalServer) -> None:
        self.server = server
        self.handle = handle
        self.users = 0


_lock = threading.Lock()
_running: dict[ServerSettings, _Running] = {}


def runtime_installed() -> bool:
    """Whether the embedded runtime can be imported; nothing is imported for it."""
    return find_spec("xllamacpp") is not None


async def start_server(settings: ServerSettings) -> LocalServer:
    """A server for the weights at `settings.path`, started or shared. Close it when done.

    Raises `ModelUnavailableError` without the runtime, `WeightsError` without
    readable weights.
    """
    return await asyncio.to_thread(_start, settings)


async def stop_server(server: LocalServer) -> None:
    """Nothing; the server ends when nobody uses it any more."""
    await asyncio.to_thread(_stop, server)


def _start(settings: ServerSettings) -> LocalServer:
    with _lock:
        running = _running.get(settings)
        if running is None:
            running = _launch(settings)
            _running[settings] = running
        running.users += 1
        return running.handle


def _stop(server: LocalServer) -> None:
    with _lock:
        running = _running.get(server.settings)
        if running is None or running.handle is not server:
            return
        running.users -= 1
        if running.users <= 0:
            del _running[server.settings]
            # The runtime stops its threads and frees the weights with its last reference.
            running.server = None


def _launch(settings: ServerSettings) -> _Running:
    if not runtime_installed():
        raise ModelUnavailableError(
            "The embedded runtime for local models is not installed.",
            hint="pip install 'factcards[local]', or choose another model with --model.",
            provider="local",
        )
    check_weights(settings.path)
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(settings.path)
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = settings.context_tokens
    params.n_parallel = 1
    params.cpuparams.n_threads = settings.threads or generation_threads()
    params.cpuparams_batch.n_threads = settings.threads or batch_threads()
    for cpu in (params.cpuparams, params.cpuparams_batch):
        # Sleep while waiting: threads that spin, the runtime's default, fell from 33 to 3
        # tokens/s beside one busy process.
        cpu.poll = 0
    params.cache_prompt = True
    params.verbosity = QUIET
    key = secrets.token_urlsafe(24)
    params.api_keys = [key]
    try:
        server = xllamacpp.Server(params)
    except (RuntimeError, ValueError, OSError) as error:
        raise WeightsError(
            f"The local model {settings.path.name} could not be loaded.",
            hint="Its file may be damaged or memory short; `factcards models pull` renews it.",
            provider="local",
        ) from error
    return _Running(server, LocalServer(f"{server.listening_address}/v1", key, settings))


def check_weights(path: Path) -> None:
    """Nothing, when `path` is a file that begins as GGUF does; raises `WeightsError` if not."""
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as error:
        raise WeightsError(
            f"The local model's file {path} cannot be read: {error.strerror or 'unknown reason'}.",
            hint="`factcards models list` shows what is here, `factcards models pull` fetches it.",
            provider="local",
        ) from None
    if magic != b"GGUF":
        raise WeightsError(
            f"{path} is no GGUF file.",
            hint="A local model's weights are one file that ends in .gguf.",
            provider="local",
        )


@atexit.register
def _stop_all() -> None:
    with _lock:
        for running in _running.values():
            running.server = None
        _running.clear()
