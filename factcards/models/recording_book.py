"""The file that holds recordings: read whole, written whole, never half."""

from __future__ import annotations

import json
import os
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcards.errors import ModelError, RecordingError
from factcards.models.options import JsonObject
from factcards.models.recorded_call import RecordedCall, joined
from factcards.models.recording_key import recording_key
from factcards.models.recordings import Recordings
from factcards.models.redaction import shown

FORM = "factcards recording 1"
MOST_BYTES = 50_000_000
_HINT = "docs/recordings.md shows the form of the file; `factcards eval record` makes it anew."


class RecordingFile(BaseModel):
    """A file of recordings, as it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    recording: Literal["factcards recording 1"]
    model: str
    """As given to `--model`."""
    trial: Annotated[int, Field(ge=1)] = 1
    calls: tuple[RecordedCall, ...]


class RecordingBook:
    """The recordings of one model and trial, and the file they are kept in.

    Everybody in this process who opens the same file at the same time shares one.
    """

    def __init__(self, path: Path, model: str, trial: int) -> None:
        self.path = path
        self.model = model
        self.trial = trial
        self._calls: dict[str, RecordedCall] = {}
        self._lock = threading.Lock()
        self._users = 0

    def __len__(self) -> int:
        return len(self._calls)

    def find(self, key: str) -> RecordedCall | None:
        """The recorded answer under `key`, if there is one."""
        return self._calls.get(key)

    def add(self, call: RecordedCall) -> RecordedCall:
        """The recording that counts for this call's key: the first one; the file is written.

        Raises `ModelError` where the file cannot be written.
        """
        if call.key is None:
            raise ValueError("a call is added under its key")
        with self._lock:
            known = self._calls.get(call.key)
            if known is not None:
                return known
            self._calls[call.key] = call
            self._write()
            return call

    def load(self) -> None:
        """Nothing; what the file holds is known from now on. No file holds nothing.

        Raises `RecordingError` where the file is no recording of this model and trial.
        """
        found = read_recordings(self.path)
        if found is None:
            return
        if found.model != self.model:
            raise RecordingError(
                f"{self.path} holds answers of {shown(found.model)}, not of {self.model}.",
                hint="Keep each model's recordings in a folder of its own.",
            )
        if found.trial != self.trial:
            raise RecordingError(
                f"{self.path} says it is trial {found.trial}, not {self.trial}.",
                hint="The trial's number stands in the file's name and in the file.",
            )
        calls: dict[str, RecordedCall] = {}
        for number, call in enumerate(found.calls, start=1):
            keyed = _keyed(call, self.trial)
            if keyed.key is None or keyed.key in calls:
                raise RecordingError(
                    f"{self.path} answers one question twice (call {number}).",
                    hint="Take one of the two out.",
                )
            calls[keyed.key] = keyed
        with self._lock:
            self._calls = calls

    def _write(self) -> None:
        head = {"recording": FORM, "model": self.model, "trial": self.trial}
        text = written(head, sorted(self._calls.values(), key=_place))
        try:
            write_atomically(self.path, text)
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise ModelError(
                f"The recording {self.path} cannot be written: {reason}.",
                hint="Check the folder's permissions and the space on the disk.",
            ) from error


_opened: dict[Path, RecordingBook] = {}
_opening = threading.Lock()


def open_book(recordings: Recordings, model: str) -> RecordingBook:
    """The book of `recordings` for the model called `model`; read, unless it is made anew.

    Shared with everybody who has the file open; `close_book` it when done. Raises
    `RecordingError` where the file is no recording of this model and trial, or is being
    written for another.
    """
    path = recordings.path.absolute()
    with _opening:
        book = _opened.get(path)
        if book is None:
            book = RecordingBook(recordings.path, model, recordings.trial)
            if recordings.mode != "record":
                book.load()
            _opened[path] = book
        elif book.model != model:
            raise RecordingError(
                f"{recordings.path} is open for {book.model}, not for {model}.",
                hint="Keep each model's recordings in a folder of its own.",
            )
        book._users += 1
        return book


def close_book(book: RecordingBook) -> None:
    """Nothing; the book is read anew by the next who opens it, if nobody else has it open."""
    path = book.path.absolute()
    with _opening:
        book._users -= 1
        if book._users <= 0 and _opened.get(path) is book:
            del _opened[path]


def read_recordings(path: Path) -> RecordingFile | None:
    """The file of recordings at `path`; None where there is none.

    Raises `RecordingError` that names the file, the place in it and what is wrong.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RecordingError(f"{path} is too large for a recording.", hint=_HINT)
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise RecordingError(
            f"The recording {path} cannot be read: {error.strerror or 'unknown reason'}.",
            hint="Check the path and its permissions.",
        ) from error
    try:
        return RecordingFile.model_validate(json.loads(content))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        reason = shown(f"{where}: {first['msg']}")
    except (ValueError, RecursionError) as error:
        reason = shown(f"it is no JSON: {error}")
    raise RecordingError(f"{path} is no recording: {reason}", hint=_HINT)


def written(head: JsonObject, calls: list[RecordedCall]) -> str:
    """The text of a file of recordings: one line per member, so that a diff shows what changed."""
    lines = [f" {_json(name)}: {_json(value)}," for name, value in head.items()]
    blocks = []
    for call in calls:
        members = ",\n".join(
            f"   {_json(name)}: {_lines(value) if isinstance(value, list) else _json(value)}"
            for name, value in call.told().items()
        )
        blocks.append(f"  {{\n{members}\n  }}")
    body = ",\n".join(blocks)
    return "\n".join(["{", *lines, ' "calls": [', body, " ]", "}", ""])


def write_atomically(path: Path, text: str) -> None:
    """Nothing; `path` holds `text` afterwards, or what it held before. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        # Made for the owner alone; a recording is a file of the project like others.
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _keyed(call: RecordedCall, trial: int) -> RecordedCall:
    if call.request is None:
        return call
    return call.model_copy(update={"key": recording_key(call.request, trial)})


def _place(call: RecordedCall) -> tuple[str, str]:
    """Calls of one file stand in the order of their questions, whoever was answered first."""
    return joined(call.question), call.key or ""


def _lines(values: list[object]) -> str:
    inner = ",\n".join(f"    {_json(value)}" for value in values)
    return f"[\n{inner}\n   ]"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair has no UTF-8; as an escape it has a place in JSON.
        text = json.dumps(value)
    return text
