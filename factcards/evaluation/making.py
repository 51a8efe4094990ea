"""The cards that a model makes of fixtures: asked live, recorded, or played back."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from factcards.article import Article
from factcards.card import FactCard, Strategy
from factcards.errors import (
    FactCardsError,
    ModelKeyError,
    RecordingMissingError,
    UnknownModelError,
    UsageError,
    WeightsError,
)
from factcards.evaluation.fixtures import read_as_labelled
from factcards.generator import RULES, Generator, GeneratorOptions
from factcards.models import ModelOptions, RecordingMode, Recordings, model_slug, open_model

RECORDINGS = "recordings"
AT_ONCE = 4
"""Documents at a time where a hosted model answers."""

_MEET_EVERY_FIXTURE = (UsageError, ModelKeyError, UnknownModelError, WeightsError)


@dataclass(frozen=True, kw_only=True)
class Making:
    """How cards are made of fixtures."""

    model: str
    strategy: Strategy | None = None
    trials: int = 1
    mode: RecordingMode | None = None
    """None: the model is asked, and nothing is recorded."""
    concurrency: int | None = None
    """Documents at a time. None: one where this machine does the work, else `AT_ONCE`."""
    options: ModelOptions = field(default_factory=ModelOptions)

    @property
    def embedded(self) -> bool:
        """Whether the model runs in this process."""
        return self.model.startswith("local/")

    @property
    def at_once(self) -> int:
        """Documents at a time: the embedded model loses its prefix where two take turns."""
        if self.concurrency is not None:
            return max(self.concurrency, 1)
        here = self.embedded or self.model == RULES or self.mode == "replay"
        return 1 if here else AT_ONCE


@dataclass(frozen=True, kw_only=True)
class Made:
    """One card of one fixture in one trial, or why there is none."""

    folder: Path
    trial: int
    card: FactCard | None
    error: FactCardsError | None
    seconds: float
    """What it took now."""
    recorded_seconds: float | None = None
    """What the model took when its answers were recorded; None where they were not."""

    @property
    def id(self) -> str:
        """Name of the fixture."""
        return self.folder.resolve().name


OnMade = Callable[[Made], None]


def recordings_of(folder: Path, model: str, trial: int = 1) -> Recordings:
    """Where the answers of `model` about the fixture in `folder` are: to be played back."""
    return Recordings(folder=folder / RECORDINGS / model_slug(model), trial=trial)


async def make_cards(
    folders: Sequence[Path], making: Making, *, on_made: OnMade | None = None
) -> tuple[Made, ...]:
    """A card of every fixture in every trial, in the order of `folders`, trials together.

    A fixture whose card cannot be made is told by its `error`; the others go on. Raises
    what would meet every one of them (`UsageError`, `ModelKeyError`, `UnknownModelError`,
    `WeightsError`), and `FixtureError` for a fixture that cannot be read.
    """
    gate = asyncio.Semaphore(making.at_once)

    async with CardMaker(making) as maker:

        async def one(folder: Path, trial: int) -> Made:
            async with gate:
                made = await maker.card_of(folder, trial)
            if on_made is not None:
                on_made(made)
            return made

        wanted = [(folder, trial) for folder in folders for trial in range(1, making.trials + 1)]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(folder, trial)) for folder, trial in wanted]
        except* Exception as met:
            first = met.exceptions[0]
        else:
            return tuple(task.result() for task in tasks)
    raise first


class CardMaker:
    """Makes cards of fixtures with one model, each with the recordings of its own.

    An asynchronous context manager; it holds the embedded model open between cards.
    """

    def __init__(self, making: Making) -> None:
        self.making = making
        self._held = AsyncExitStack()
        self._open = False
        self._opening = asyncio.Lock()

    async def __aenter__(self) -> CardMaker:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._held.aclose()

    async def card_of(self, folder: Path, trial: int = 1, article: Article | None = None) -> Made:
        """The card of the fixture in `folder`, of `article` if it was read before.

        Raises `UsageError`, `ModelKeyError`, `UnknownModelError`, `WeightsError`; any other
        failure is the `error` of what comes back.
        """
        if article is None:
            article = read_as_labelled(folder)
        mode = self.making.mode
        if mode == "record-missing":
            # A document whose answers are all there needs no key, no weights, no server.
            made = await self._made(article, folder, trial, "replay")
            if not isinstance(made.error, RecordingMissingError):
                return made
        return await self._made(article, folder, trial, mode)

    async def _made(
        self, article: Article, folder: Path, trial: int, mode: RecordingMode | None
    ) -> Made:
        began = time.perf_counter()
        card, error, recorded = None, None, None
        try:
            if self.making.embedded and mode != "replay":
                await self._hold()
            async with Generator(self._options(folder, trial, mode)) as generator:
                try:
                    card = await generator.make_card(article)
                finally:
                    if generator.ledger is not None:
                        recorded = generator.ledger.recorded_seconds
        except _MEET_EVERY_FIXTURE:
            raise
        except FactCardsError as failure:
            error = failure
        seconds = time.perf_counter() - began
        return Made(
            folder=folder, trial=trial, card=card, error=error, seconds=seconds,
            recorded_seconds=recorded,
        )  # fmt: skip

    def _options(self, folder: Path, trial: int, mode: RecordingMode | None) -> GeneratorOptions:
        recordings = None
        if mode is not None:
            recordings = replace(recordings_of(folder, self.making.model, trial), mode=mode)
        return GeneratorOptions(
            model=self.making.model,
            strategy=self.making.strategy,
            model_options=replace(self.making.options, recordings=recordings),
        )

    async def _hold(self) -> None:
        """Loads the embedded model once: each document opens it, and shares it."""
        async with self._opening:
            if not self._open:
                options = replace(self.making.options, recordings=None)
                model = await open_model(self.making.model, options)
                self._held.push_async_callback(model.aclose)
                self._open = True
