"""Recordings of a model's answers: one readable file per document, model and trial.

A recording holds what came back for one request, under the request's key. Played
back, a card is made without the model: no network, no key, no weights. The form
of the file is written down in docs/recordings.md, for those who write one by hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

RecordingMode = Literal["record", "record-missing", "replay"]


@dataclass(frozen=True, kw_only=True)
class Recordings:
    """Where a model's answers are recorded, or played back from."""

    folder: Path
    """Holds one file per trial, of one model only: best one folder per document and model."""
    mode: RecordingMode = "replay"
    """`record` asks the model everything anew and replaces the file. `record-missing` asks
    only what the file does not hold. `replay` never asks the model: what is missing is an
    error."""
    trial: int = 1
    """Trials of the same question are kept apart; the first is 1."""

    @property
    def path(self) -> Path:
        """The file of this trial."""
        return self.folder / f"trial-{self.trial}.json"


def model_slug(name: str) -> str:
    """A folder's name for the model called `name`: `openai/gpt-5-mini` is `openai-gpt-5-mini`.

    A file of weights goes by its name without its path and ending, so that no
    folder of a user's machine shows.
    """
    return re.sub(r"[^a-z0-9.]+", "-", bare_name(name).lower()).strip("-.") or "model"


def bare_name(name: str) -> str:
    """`name`, the path and ending of a file of weights left out: `local/~/x.gguf` is `local/x`."""
    if name.startswith("local/") and name.lower().endswith(".gguf"):
        return f"local/{Path(name).stem}"
    return name
