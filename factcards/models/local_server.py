"""The embedded runtime: a language model in this process, behind HTTP on loopback.

The server runs in threads of its own, outside the interpreter lock, so that an
event loop goes on while the model writes. One server per file of weights is
shared by everybody who opened it and is closed with the last of them.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import secrets
import threading
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from factcards.errors import ModelUnavailableError, WeightsError

QUIET = -1
"""The runtime's verbosity at which it writes nothing to stderr."""


@dataclass(frozen=True, kw_only=True)
class ServerSettings:
    """What a server is started with; servers with equal settings are shared."""

    path: Path
    context_tokens: int = 8192
    threads: int | None = None
    """None: one for each core up to four; generation gains little from more."""


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
    for cpu in (params.cpuparams, params.cpuparams_batch):
        cpu.n_threads = settings.threads or min(_cores(), 4)
        # Threads that spin while they wait for each other (the runtime's default) fall to a
        # tenth of their speed beside a busy neighbour. Measured with 0.5B on 2 cores, tokens/s
        # alone and beside one busy process: one thread 22 and 10 to 23, two that spin 33 and 3,
        # two that sleep 35 and 10 to 12.
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


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


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
