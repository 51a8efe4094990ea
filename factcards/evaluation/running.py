"""Makes a run: cards of every fixture, side by side, scored as they come."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from factcards.card import FactCard, Strategy
from factcards.errors import FixtureError
from factcards.evaluation.baselines import BASELINES, RULES, title_and_date_card
from factcards.evaluation.fixtures import GOLD_FILE, Fixture, drafts
from factcards.evaluation.making import CardMaker, Making
from factcards.evaluation.run import DocumentRun, Run
from factcards.evaluation.scores import FIELDS, score_card
from factcards.evaluation.view import Labels
from factcards.models import ModelOptions
from factcards.version import __version__


@dataclass(frozen=True, kw_only=True)
class RunOrder:
    """What is to be run."""

    suite: str
    model: str
    strategy: Strategy | None = None
    trials: int = 1
    fields: tuple[str, ...] = FIELDS
    concurrency: int | None = None
    """Cards under way at once. None: one for what runs on this machine, else four."""
    baselines: bool = True
    replay: bool = False
    """Ask no model: play its recordings back, strictly."""
    drafts: bool = False
    """Run on labels that nobody has adjudicated too."""
    model_options: ModelOptions = field(default_factory=ModelOptions)

    @property
    def making(self) -> Making:
        """How the cards are made."""
        return Making(
            model=self.model,
            strategy=self.strategy,
            trials=self.trials,
            mode="replay" if self.replay else None,
            concurrency=self.concurrency,
            options=self.model_options,
        )


OnCard = Callable[[int, int, str], None]
"""Told before each card is begun: how many are done, of how many, and its name."""
OnDone = Callable[[Run], None]
"""Told after each card what the run is so far."""


def check_status(fixtures: Sequence[Fixture], *, allow_drafts: bool) -> None:
    """Nothing, where all labels may be scored.

    Raises `FixtureError` where some are drafts and `allow_drafts` is off: a score
    against labels that nobody has gone over says little.
    """
    open_ = list(drafts(tuple(fixtures)))
    if open_ and not allow_drafts:
        named = ", ".join(open_[:3]) + (" …" if len(open_) > 3 else "")
        raise FixtureError(
            f"{len(open_)} of {len(fixtures)} fixtures are drafts that nobody has adjudicated: "
            f"{named}",
            hint="adjudicate them as evals/LABELLING.md says, or run with --drafts and read the "
            "scores with that in mind",
        )


def fingerprint(fixture: Fixture) -> str:
    """sha256 of the fixture's article and labels, as 64 hexadecimal digits."""
    digest = hashlib.sha256((fixture.folder / GOLD_FILE).read_bytes())
    digest.update(fixture.source.read_bytes())
    return digest.hexdigest()


async def run_suite(
    fixtures: Sequence[Fixture],
    order: RunOrder,
    *,
    on_card: OnCard | None = None,
    on_done: OnDone | None = None,
    earlier: Run | None = None,
) -> Run:
    """The run of `fixtures`. What `earlier` has of the same fixtures and model is not made again.

    A card that cannot be made is part of the run, with the reason; the others go on.
    Raises `FixtureError` where labels are drafts and the order does not allow them.
    """
    check_status(fixtures, allow_drafts=order.drafts)
    work = _Running(fixtures, order, on_card, on_done)
    return await work.run(earlier)


class _Running:
    def __init__(
        self,
        fixtures: Sequence[Fixture],
        order: RunOrder,
        on_card: OnCard | None,
        on_done: OnDone | None,
    ) -> None:
        self.order = order
        self.on_card = on_card
        self.on_done = on_done
        self.labels = {fixture.id: Labels(fixture) for fixture in fixtures}
        self.jobs = [(f, trial) for trial in range(1, order.trials + 1) for f in fixtures]
        self.made: dict[tuple[str, int], DocumentRun] = {}
        self.started = datetime.now(UTC).isoformat(timespec="seconds")

    async def run(self, earlier: Run | None) -> Run:
        self._take_over(earlier)
        baselines = await self._baselines() if self.order.baselines else {}
        making = self.order.making
        gate = asyncio.Semaphore(making.at_once)
        async with CardMaker(making) as maker:

            async def one(fixture: Fixture, trial: int) -> None:
                async with gate:
                    if self.on_card is not None:
                        self.on_card(len(self.made), len(self.jobs), fixture.id)
                    self.made[fixture.id, trial] = await self._document(maker, fixture, trial)
                    if self.on_done is not None:
                        self.on_done(self._run(baselines))

            try:
                async with asyncio.TaskGroup() as group:
                    for fixture, trial in self.jobs:
                        if (fixture.id, trial) not in self.made:
                            group.create_task(one(fixture, trial))
            except* Exception as met:
                # What would meet every fixture: the first of them is told, not the group.
                first = met.exceptions[0]
            else:
                return self._run(baselines)
        raise first

    def _take_over(self, earlier: Run | None) -> None:
        """Keep the cards of `earlier` that would come out the same."""
        order = self.order
        asked = (order.model, order.strategy, order.replay)
        if earlier is None or (earlier.model, earlier.strategy, earlier.replayed) != asked:
            return
        fixtures = {fixture.id: fixture for fixture, _ in self.jobs}
        for document in earlier.documents:
            fixture = fixtures.get(document.id)
            if fixture is None or document.card is None or document.trial > order.trials:
                continue
            if document.fixture == fingerprint(fixture) and earlier.factcards == __version__:
                self.made[document.id, document.trial] = self._scored(document, document.card)

    def _run(self, baselines: dict[str, tuple[DocumentRun, ...]]) -> Run:
        done = [self.made[f.id, t] for f, t in self.jobs if (f.id, t) in self.made]
        order = self.order
        return Run(
            suite=order.suite,
            model=order.model,
            strategy=order.strategy,
            trials=order.trials,
            fields=order.fields,
            drafts=any(labels.gold.status == "draft" for labels in self.labels.values()),
            replayed=order.replay,
            factcards=__version__,
            started=self.started,
            documents=tuple(done),
            baselines=baselines,
        )

    async def _baselines(self) -> dict[str, tuple[DocumentRun, ...]]:
        """The fixtures by each baseline; `rules` is none beside itself."""
        found: dict[str, tuple[DocumentRun, ...]] = {}
        if self.order.model != RULES:
            async with CardMaker(Making(model=RULES)) as maker:
                found[RULES] = tuple(
                    [await self._document(maker, f, 1) for f, t in self.jobs if t == 1]
                )
        for name, fields in BASELINES.items():
            if name == RULES:
                continue
            found[name] = tuple(
                self._scored(_empty(f, 1), title_and_date_card(f), fields)
                for f, trial in self.jobs
                if trial == 1
            )
        return found

    async def _document(self, maker: CardMaker, fixture: Fixture, trial: int) -> DocumentRun:
        """The card of `fixture`, scored, or why there is none."""
        found = await maker.card_of(fixture.folder, trial, fixture.as_read)
        seconds = round(found.recorded_seconds or found.seconds, 3)
        card = found.card
        if card is None:
            why = found.error.message if found.error is not None else "no card was made"
            return _empty(fixture, trial).model_copy(update={"error": why, "seconds": seconds})
        made = _empty(fixture, trial).model_copy(
            update={
                "seconds": seconds,
                "tokens_in": card.provenance.tokens_in,
                "tokens_out": card.provenance.tokens_out,
                "cost": card.provenance.cost,
            }
        )
        return self._scored(made, card)

    def _scored(
        self, document: DocumentRun, card: FactCard, fields: Sequence[str] | None = None
    ) -> DocumentRun:
        scored = self.order.fields
        wanted = scored if fields is None else [field for field in fields if field in scored]
        return rescored(document, card, self.labels[document.id], wanted)


def _empty(fixture: Fixture, trial: int) -> DocumentRun:
    gold = fixture.gold
    return DocumentRun(
        id=fixture.id,
        fixture=fingerprint(fixture),
        split=gold.split,
        genre=gold.genre,
        language=gold.language,
        tags=gold.tags,
        trial=trial,
    )


def rescored(
    document: DocumentRun, card: FactCard, labels: Labels, fields: Sequence[str]
) -> DocumentRun:
    """`document` with `card`, its article's text left out, and the scores of it."""
    info = card.article.model_copy(update={"text": None})
    slim = card.model_copy(update={"article": info})
    return document.model_copy(
        update={"card": slim, "scores": score_card(labels, card, fields), "error": None}
    )


def rescore(run: Run, fixtures: Sequence[Fixture]) -> Run:
    """`run`, its stored cards scored anew against `fixtures`; no model is asked.

    Raises `FixtureError` where a document of the run is not among them.
    """
    labels = {fixture.id: Labels(fixture) for fixture in fixtures}

    def again(documents: tuple[DocumentRun, ...], fields: Sequence[str]) -> tuple[DocumentRun, ...]:
        found = []
        for document in documents:
            if document.id not in labels:
                raise FixtureError(
                    f"the run has a document {document.id} that the suite does not have",
                    hint="name the suite it was made of with --suite, or make the run anew",
                )
            card = document.card
            kept = rescored(document, card, labels[document.id], fields) if card else document
            found.append(kept)
        return tuple(found)

    baselines = {
        name: again(documents, [f for f in BASELINES.get(name, ()) if f in run.fields])
        for name, documents in run.baselines.items()
    }
    return run.model_copy(
        update={"documents": again(run.documents, run.fields), "baselines": baselines}
    )
