"""`factcards eval record`: a model's answers about a suite, recorded beside its fixtures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli.console import complain, note, result
from factcards.cli.settings import Settings, as_strategy, settle
from factcards.errors import UsageError
from factcards.rendering.clean import clean

if TYPE_CHECKING:
    from factcards.evaluation.making import Made, Making


def record(
    suite: Annotated[
        Path, typer.Argument(metavar="[SUITE]", help="A folder of fixtures, or one fixture.")
    ] = Path("evals/suites/news"),
    model: Annotated[
        str | None, typer.Option(help="openai/… or local/… ; to be named here or in the settings.")
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="Ask only what is not recorded yet.")
    ] = False,
    trials: Annotated[int, typer.Option(min=1, max=100, help="How often to ask everything.")] = 1,
    id_: Annotated[
        list[str] | None, typer.Option("--id", help="Only this fixture; may be repeated.")
    ] = None,
    tag: Annotated[
        list[str] | None,
        typer.Option("--tag", help="Only fixtures with this tag, genre or language."),
    ] = None,
    split: Annotated[str | None, typer.Option(help="Only dev or only test.")] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address of an OpenAI-compatible server for openai/… .")
    ] = None,
    strategy: Annotated[
        str | None, typer.Option(help="whole or stepwise. Default: what suits the model.")
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, max=64, help="Documents at a time.")
    ] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds for one attempt.")] = None,
    requests: Annotated[
        Path | None,
        typer.Option(help="Ask nobody: write what is missing to this file, for a batch."),
    ] = None,
    answers: Annotated[
        Path | None, typer.Option(help="Ask nobody: record the answers of a batch's output file.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Errors only.")] = False,
) -> int:
    """Record what a model answers about the fixtures of a suite, to be played back later.

    Recordings stand beside the fixtures, under recordings/MODEL/trial-N.json. Ends with 3 where
    a fixture's answers could not be had.
    """
    import asyncio

    flags = Settings(model=model, base_url=base_url, strategy=strategy, timeout=timeout)
    settings = settle(flags)
    if settings.model in (None, "rules"):
        raise UsageError(
            "there is nothing to record without a model",
            hint="name one with --model; `factcards models list` shows what is usable here",
        )
    from factcards.evaluation.fixtures import Filter, suite_folders
    from factcards.evaluation.making import Making
    from factcards.models import ModelOptions

    wanted = Filter(ids=tuple(id_ or ()), tags=tuple(tag or ()), split=split)
    making = Making(
        model=str(settings.model),
        strategy=as_strategy(settings.strategy),
        trials=trials,
        mode="record-missing" if missing else "record",
        concurrency=concurrency,
        options=ModelOptions(
            base_url=settings.base_url, timeout=settings.timeout, send_key=settings.sends_key
        ),
    )
    folders = suite_folders(suite, wanted)
    if requests is not None and answers is not None:
        raise UsageError("--requests and --answers are two steps", hint="name one of them")
    if requests is not None:
        return asyncio.run(_ordered(folders, making, requests))
    if answers is not None:
        made = asyncio.run(_entered(folders, making, answers))
    else:
        made = asyncio.run(_recorded(folders, making, quiet=quiet))
    return _told(made, making, suite, quiet=quiet)


async def _recorded(folders: Sequence[Path], making: Making, *, quiet: bool) -> tuple[Made, ...]:
    from factcards.cli.progress import ProgressLine
    from factcards.evaluation.making import make_cards

    total, done = len(folders) * making.trials, 0
    async with ProgressLine(quiet=quiet) as line:
        line.step("recording", 0, total)

        def on_made(made: Made) -> None:
            nonlocal done
            done += 1
            if made.error is not None:
                line.clear()
                complain(f"{made.id}: {made.error.message}", hint=made.error.hint)
            line.step(f"recording, last {made.id},", done, total)

        return await make_cards(folders, making, on_made=on_made)


async def _ordered(folders: Sequence[Path], making: Making, target: Path) -> int:
    """The exit code, when what is missing is in `target`."""
    from factcards.cli.writing import check_target, write_whole
    from factcards.evaluation.batch_file import request_lines, wanted_answers

    check_target(target)
    lines = request_lines(await wanted_answers(folders, making))
    write_whole(target, lines)
    count = lines.count("\n")
    result(clean(f"{count} requests in {target}") + "\n")
    again = "factcards eval record … --answers FILE, with the file that the batch gives"
    note(f"Next: {again}" if count else "Next: nothing, every answer is recorded.")
    return 0


async def _entered(folders: Sequence[Path], making: Making, source: Path) -> tuple[Made, ...]:
    from factcards.evaluation.batch_file import enter_answers, read_answers

    entered, made = await enter_answers(folders, making, read_answers(source))
    note(f"{entered} answers recorded.")
    for one in made:
        if one.error is not None:
            complain(f"{one.id}: {one.error.message}", hint=one.error.hint)
    return made


def _told(made: Sequence[Made], making: Making, suite: Path, *, quiet: bool) -> int:
    """The exit code; what was recorded is told on the way."""
    from factcards.evaluation.making import recordings_of
    from factcards.models.recording_book import read_recordings

    for one in made:
        path = recordings_of(one.folder, making.model, one.trial).path
        found = read_recordings(path)
        count = len(found.calls) if found else 0
        state = "failed" if one.card is None else "recorded"
        result(clean(f"{state:<9} {count:>3} answers  {path}") + "\n")
    failed = [one for one in made if one.card is None]
    if not quiet:
        again = f"factcards eval record {suite} --model {making.model} --missing"
        play = f"factcards eval run {suite} --model {making.model} --replay"
        note(clean(f"Next: {again}" if failed else f"Next: {play}"))
    return max((one.error.exit_code for one in failed if one.error is not None), default=0)
