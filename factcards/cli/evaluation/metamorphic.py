"""`factcards eval metamorphic`: whether cards follow when their articles change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli.console import note
from factcards.cli.evaluation.common import GATE_FAILED, NOT_MEASURED, SUITE, suite_at, write
from factcards.cli.settings import Settings, as_strategy, settle
from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.evaluation.fixtures import Filter
    from factcards.evaluation.making import Making
    from factcards.evaluation.metamorphic import Metamorphic


def metamorphic(
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
    most: Annotated[
        int, typer.Option(min=1, help="Changed articles of each kind and fixture.")
    ] = 4,
    least: Annotated[
        float, typer.Option(min=0, max=100, help="Percent of each kind that must follow.")
    ] = 0,
    format_: Annotated[str, typer.Option("--format", help="terminal or json.")] = "terminal",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no notes.")] = False,
) -> int:
    """Change articles in one respect each, and tell whether their cards stay or follow.

    Other paragraph order and more boilerplate must change nothing; a changed number or name
    must be on the card. Ends with 1 where fewer than --least follow, 3 where a card could not
    be made.
    """
    # Imported late: help needs none of it.
    from factcards.evaluation.fixtures import Filter
    from factcards.evaluation.making import Making
    from factcards.evaluation.metamorphic import render_metamorphic
    from factcards.models import ModelOptions

    if format_ not in ("terminal", "json"):
        raise UsageError(f"there is no format “{format_}”", hint="choose terminal or json")
    settings = settle(Settings(base_url=base_url, strategy=strategy))
    making = Making(
        model=model,
        strategy=as_strategy(settings.strategy) if model != "rules" else None,
        options=ModelOptions(base_url=settings.base_url, send_key=settings.sends_key),
    )
    wanted = Filter(ids=tuple(id_ or ()), tags=tuple(tag or ()), split=split)
    outcome = _run(suite_at(suite), wanted, making, most, quiet)
    as_json = format_ == "json"
    write(
        outcome.model_dump_json(indent=1) + "\n" if as_json else render_metamorphic(outcome),
        format_,
    )
    short = [it for it in outcome.rates if it.rate is not None and 100 * it.rate < least]
    code = NOT_MEASURED if outcome.failed else GATE_FAILED if short else 0
    if not quiet:
        note("Next: look at what did not follow." if code else "Next: nothing to mend.")
    return code


def _run(suite: Path, wanted: Filter, making: Making, most: int, quiet: bool) -> Metamorphic:
    import asyncio

    from factcards.cli.progress import ProgressLine
    from factcards.evaluation.fixtures import load_suite
    from factcards.evaluation.metamorphic import run_metamorphic

    fixtures = load_suite(suite, wanted)

    async def work() -> Metamorphic:
        async with ProgressLine(quiet=quiet) as line:
            line.begin(making.model)
            return await run_metamorphic(
                fixtures,
                making,
                most=most,
                on_document=lambda done, total, name: line.step(name, done, total),
            )

    return asyncio.run(work())
