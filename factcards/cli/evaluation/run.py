"""`factcards eval run`: cards of a whole suite, scored."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli.console import note
from factcards.cli.evaluation.common import SUITE, gates_of, next_step, show, suite_at
from factcards.cli.settings import Settings, as_strategy, settle
from factcards.cli.writing import check_target, write_whole
from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.evaluation.fixtures import Filter
    from factcards.evaluation.run import Run
    from factcards.evaluation.running import RunOrder


def run(
    suite: Annotated[Path, typer.Argument(metavar="[SUITE]", help="Folder of fixtures.")] = SUITE,
    model: Annotated[str, typer.Option(help="As in factcards make, or rules.")] = "rules",
    strategy: Annotated[str | None, typer.Option(help="whole, stepwise or rules.")] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address of an OpenAI-compatible server for openai/… .")
    ] = None,
    split: Annotated[str | None, typer.Option(help="dev or test. Default: both.")] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option(help="Only fixtures with this tag, genre or language; may be repeated."),
    ] = None,
    id_: Annotated[
        list[str] | None, typer.Option("--id", help="Only this fixture; may be repeated.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="Score only this field; may be repeated.")
    ] = None,
    trials: Annotated[int, typer.Option(min=1, help="Cards of each document.")] = 1,
    concurrency: Annotated[
        int | None, typer.Option(min=1, help="Cards at once. Default: 1 here, 4 elsewhere.")
    ] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Score against labels that nobody adjudicated too.")
    ] = False,
    baselines: Annotated[bool, typer.Option(help="Score what needs no model beside it.")] = True,
    replay: Annotated[
        bool, typer.Option("--replay", help="Ask no model: play its recordings back.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File for the run, kept after each card.")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the run in the output file.")
    ] = False,
    base: Annotated[
        Path | None, typer.Option(help="An earlier run: no document may go from pass to fail.")
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(help="File of gates. Default: evals/gates.toml.")
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", help="terminal, json, junit or markdown.")
    ] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes.")] = False,
) -> int:
    """Make a card of every fixture, score them, and hold them to the gates.

    Ends with 1 where a gate fails, 2 where a fixture is at fault, 3 where a card could not be made.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import Filter
    from factcards.evaluation.reporting import check_eval_format
    from factcards.evaluation.run import read_run
    from factcards.evaluation.running import RunOrder
    from factcards.evaluation.scores import FIELDS
    from factcards.models import ModelOptions

    check_eval_format(format_)
    unknown = set(field or ()) - set(FIELDS)
    if unknown:
        raise UsageError(
            f"there is no field {', '.join(sorted(unknown))}",
            hint=f"choose from {', '.join(FIELDS)}",
        )
    if split not in (None, "dev", "test"):
        raise UsageError(f"there is no split “{split}”", hint="choose dev or test")
    if resume and output is None:
        raise UsageError("--resume needs the file to go on with", hint="name it with -o")
    if output is not None:
        check_target(output)
    settings = settle(Settings(base_url=base_url, strategy=strategy))
    order = RunOrder(
        suite=str(suite),
        model=model,
        strategy=as_strategy(settings.strategy) if model != "rules" else None,
        trials=trials,
        fields=tuple(f for f in FIELDS if not field or f in field),
        concurrency=concurrency,
        baselines=baselines,
        drafts=drafts,
        replay=replay,
        model_options=ModelOptions(base_url=settings.base_url, send_key=settings.sends_key),
    )
    wanted = Filter(ids=tuple(id_ or ()), tags=tuple(tag or ()), split=split)
    held, earlier_base = gates_of(gates), read_run(base) if base else None
    made = _make(suite_at(suite), wanted, order, _Target(output, resume, quiet))
    code = show(made, suite, earlier_base, held, format_)
    if not quiet:
        next_step(code, output)
    return code


class _Target:
    """Where the run goes, and what is told meanwhile."""

    def __init__(self, path: Path | None, resume: bool, quiet: bool) -> None:
        self.path = path
        self.resume = resume
        self.quiet = quiet

    def earlier(self) -> Run | None:
        """The run to go on with, if any."""
        from factcards.evaluation.run import read_run

        if not self.resume or self.path is None or not self.path.exists():
            return None
        return read_run(self.path)

    def keep(self, run: Run) -> None:
        """Write what there is so far."""
        from factcards.evaluation.run import run_text

        if self.path is not None:
            write_whole(self.path, run_text(run))


def _make(suite: Path, wanted: Filter, order: RunOrder, target: _Target) -> Run:
    import asyncio

    from factcards.cli.progress import ProgressLine
    from factcards.evaluation.fixtures import load_suite
    from factcards.evaluation.running import run_suite

    fixtures = load_suite(suite, wanted)
    earlier = target.earlier()

    async def work() -> Run:
        async with ProgressLine(quiet=target.quiet) as line:
            line.begin(order.model)
            return await run_suite(
                fixtures,
                order,
                on_card=lambda done, total, name: line.step(name, done, total),
                on_done=target.keep,
                earlier=earlier,
            )

    made = asyncio.run(work())
    target.keep(made)
    if target.path is not None and not target.quiet:
        note(f"The run is in {target.path}.")
    return made
