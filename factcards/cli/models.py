"""`factcards models`: which are usable here, their weights, and whether they answer."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from factcards.cli.console import Interrupted, complain, note, result
from factcards.cli.settings import Settings, settle
from factcards.rendering.clean import clean

if TYPE_CHECKING:
    from factcards.models import Diagnosis, ModelOptions

models_app = typer.Typer(rich_markup_mode=None)


@models_app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """Models: what is usable here and why not, fetch weights, try one out."""
    if context.invoked_subcommand is None:
        list_()


@models_app.command("list")
def list_() -> None:
    """List every known model or provider, and whether it can be used here."""
    from factcards.models import list_models

    found = list_models()
    widest = max(len(status.name) for status in found)
    for status in sorted(found, key=lambda s: not s.usable):
        mark = "yes" if status.usable else "no "
        words = f"{mark}  {status.name:<{widest}}  {status.reason}"
        result(clean(f"{words}; {status.hint}" if status.hint else words) + "\n")
    note("Next: factcards make SOURCE --model NAME, with a name marked yes.")


@models_app.command()
def pull(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A local model, such as local/qwen2.5-coder-0.5b.")
    ],
) -> None:
    """Fetch a local model's weights into the cache, resumable and checked."""
    import asyncio

    from factcards.models import pull as pull_weights

    bar = _Bar(name)
    try:
        path = asyncio.run(pull_weights(name, on_progress=bar.show))
    except KeyboardInterrupt:
        raise Interrupted(
            "interrupted", hint=f"`factcards models pull {name}` goes on where this stopped"
        ) from None
    finally:
        bar.close()
    result(f"{path}\n")
    note(f"Next: factcards make SOURCE --model {clean(name)}")


class _Bar:
    """A bar of bytes on stderr: on a terminal one line, else a line every tenth."""

    def __init__(self, name: str) -> None:
        self._name = clean(name)
        self._terminal = sys.stderr.isatty()
        self._began = time.monotonic()
        self._first: int | None = None
        self._told = -1
        self._open = False

    def show(self, done: int, total: int) -> None:
        """Show `done` of `total` bytes."""
        if self._first is None:
            self._first = done
        share = done / total if total else 0.0
        step = int(share * (200 if self._terminal else 10))
        if step == self._told:
            return
        self._told = step
        seconds = max(time.monotonic() - self._began, 0.001)
        speed = (done - self._first) / seconds / 1e6
        words = f"{share:4.0%}  {done / 1e6:,.0f} of {total / 1e6:,.0f} MB, {speed:.1f} MB/s"
        if self._terminal:
            full = int(share * 30)
            sys.stderr.write(f"\r\x1b[2K{self._name} {'█' * full}{'░' * (30 - full)} {words}")
            self._open = True
        else:
            sys.stderr.write(f"{self._name} {words}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """End the bar's line."""
        if self._open:
            sys.stderr.write("\n")
            self._open = False


@models_app.command()
def doctor(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Default: the model `make` would use.")
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address of an OpenAI-compatible server for openai/… .")
    ] = None,
    timeout: Annotated[float | None, typer.Option(help="Seconds for one attempt.")] = None,
) -> int:
    """Ask a model one tiny question: does it answer, how fast, and in the right shape?"""
    import asyncio

    from factcards.models import ModelOptions, default_model_name

    settings = settle(Settings(model=name, base_url=base_url, timeout=timeout))
    chosen = settings.model
    if chosen is None:
        chosen, why = default_model_name()
        note(why)
    if chosen == "rules":
        result("rules: nothing to ask, it is code alone and always there\n")
        return 0
    options = ModelOptions(
        base_url=settings.base_url, timeout=settings.timeout, send_key=settings.sends_key
    )
    diagnosis = asyncio.run(_ask(chosen, options))
    result(_report(diagnosis))
    if diagnosis.error is not None:
        complain(diagnosis.error.message, hint=diagnosis.error.hint)
        return diagnosis.error.exit_code
    if not diagnosis.ok:
        note("Next: try another model; this one does not keep to a schema.")
        return 1
    note(f"Next: factcards make SOURCE --model {clean(chosen)}")
    return 0


async def _ask(name: str, options: ModelOptions) -> Diagnosis:
    from factcards.cli.progress import ProgressLine
    from factcards.models import diagnose

    async with ProgressLine() as line:
        line.step(f"asking {name}")
        return await diagnose(name, options)


def _report(found: Diagnosis) -> str:
    rows = [
        ("model", clean(found.name)),
        ("opened in", f"{found.opened_seconds:.1f} s"),
        ("schema sent as", found.dialect or "not sent"),
        ("answered in", _seconds(found.latency_seconds)),
        ("speed", _speed(found.tokens_per_second)),
        ("right shape", "yes, at once" if found.structured else "no"),
        ("right answer", "yes" if found.correct else "no"),
    ]
    return "".join(f"{name:<15} {value}\n" for name, value in rows)


def _seconds(value: float | None) -> str:
    return "no answer" if value is None else f"{value:.2f} s"


def _speed(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0f} tokens/s"
