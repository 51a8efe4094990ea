"""A run: every card that was made of a suite and what it scored, as one JSON file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from factcards.card import FactCard
from factcards.card.model import DecimalText, Frozen
from factcards.errors import UsageError
from factcards.evaluation.scores import DocumentScores
from factcards.generator import RULES


class DocumentRun(Frozen):
    """One card of a run."""

    id: str
    """Name of the fixture."""
    fixture: str
    """sha256 of the fixture's article and labels together."""
    split: str
    genre: str
    language: str
    tags: tuple[str, ...]
    trial: int
    """From 1."""
    card: FactCard | None = None
    """Without the article's text; None where it could not be made."""
    error: str | None = None
    """Why there is no card."""
    scores: DocumentScores | None = None
    seconds: float = 0.0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: DecimalText | None = None
    """US dollars; None where the price is not known."""


class Run(Frozen):
    """All cards of a run."""

    format: Literal[1] = 1
    """Of this file."""
    suite: str
    """The folder, as it was named."""
    model: str
    strategy: str | None
    """None: what suits the model."""
    trials: int
    fields: tuple[str, ...]
    """The fields that were scored."""
    drafts: bool
    """Labels that nobody has adjudicated were among them."""
    replayed: bool = False
    """No model was asked: its recorded answers were played back."""
    factcards: str
    """Version that made the cards."""
    started: str
    """ISO 8601."""
    documents: tuple[DocumentRun, ...]
    baselines: dict[str, tuple[DocumentRun, ...]] = Field(default_factory=dict)
    """The same documents by what needs no model."""

    @property
    def exact(self) -> bool:
        """Whether the same code gives the same cards again, so that no chance is in them."""
        return self.replayed or self.model == RULES

    @property
    def scored(self) -> tuple[DocumentScores, ...]:
        """The scores of all cards that were made."""
        return tuple(d.scores for d in self.documents if d.scores is not None)

    @property
    def failed(self) -> tuple[DocumentRun, ...]:
        """What could not be measured."""
        return tuple(d for d in self.documents if d.scores is None)

    @property
    def seconds(self) -> float:
        """Time of all cards, added up."""
        return sum(document.seconds for document in self.documents)


def by_document(documents: Iterable[DocumentRun]) -> dict[str, tuple[DocumentScores, ...]]:
    """The scores of all trials of each document, by its name."""
    found: dict[str, list[DocumentScores]] = {}
    for document in documents:
        if document.scores is not None:
            found.setdefault(document.id, []).append(document.scores)
    return {name: tuple(scores) for name, scores in sorted(found.items())}


def read_run(path: Path) -> Run:
    """The run that the file at `path` holds.

    Raises `UsageError` where it cannot be read or is no run.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path} cannot be read: {error.strerror or error}",
            hint="name a file that factcards eval run wrote with -o",
        ) from None
    try:
        return Run.model_validate_json(data)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(map(str, fault["loc"])) or "the file"
        raise UsageError(
            f"{path} holds no run of this version: {place}: {fault['msg']}",
            hint="make it anew with factcards eval run",
        ) from None


def run_text(run: Run) -> str:
    """`run` as the text of its file."""
    return run.model_dump_json(indent=1) + "\n"
