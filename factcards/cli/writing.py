"""Results to a file, whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from factcards.errors import FactCardsError, UsageError

SUFFIXES = {".json": "json", ".jsonl": "json", ".md": "markdown", ".markdown": "markdown"}
SUFFIXES |= {".txt": "text"}


def check_target(path: Path) -> None:
    """Nothing, where `path` can be written. Raises `UsageError` before any work is done."""
    folder = path.parent
    if path.is_dir():
        raise UsageError(
            f"{path} is a directory", hint=f"name a file in it, such as {path / 'card.json'}"
        )
    if not folder.is_dir():
        raise UsageError(f"there is no directory {folder}", hint=f"make it first: mkdir {folder}")
    # A special file is written to; any other is replaced, for which its directory counts.
    place = path if _is_special(path) else folder
    if not os.access(place, os.W_OK):
        raise UsageError(f"{place} cannot be written to", hint="choose another place with -o")


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` in UTF-8: all of it, or the file stays as it was.

    Raises `FactCardsError` (exit code 3) where the disk is full or the file
    cannot be written.
    """
    # A link stays a link: what it points to is replaced.
    target = path.resolve()
    data = text.encode()
    try:
        if _is_special(target):
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise FactCardsError(
            f"cannot write {path}: {error.strerror or error}; nothing was written",
            hint="free some space, or choose another place with -o",
        ) from None


def _is_special(path: Path) -> bool:
    """Whether `path` is a device or a pipe, which must not be replaced by a file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _replace(target: Path, data: bytes) -> None:
    mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
