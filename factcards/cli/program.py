"""The program: its commands, and what every one of them does when it fails.

Exit codes: 0 done; 1 done, but a check failed; 2 the command line or the input
is at fault; 3 the work could not be done; 130 interrupted by Ctrl-C, as shells
count it. A closed pipe (`| head -1`) is no failure: the program stops quietly
with 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from factcards.cli import INTERRUPTED
from factcards.cli.check import check
from factcards.cli.console import (
    PipeClosed,
    complain,
    discard_stdout,
    replace_closed_streams,
)
from factcards.cli.eval import eval_app
from factcards.cli.make import make
from factcards.cli.models import models_app
from factcards.cli.schema import schema
from factcards.cli.show import show
from factcards.errors import FactCardsError
from factcards.version import __version__

NOT_DONE = 3
BAD_USAGE = 2

# Plain help: Typer's boxes take Rich, and with it a third of the time of `--help`.
app = typer.Typer(
    name="factcards",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command()(make)
app.command()(check)
app.command()(show)
app.command()(schema)
app.add_typer(models_app, name="models")
app.add_typer(eval_app, name="eval")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factcards {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version and stop.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    """Fact cards from news articles: nothing on the card that code cannot find in the article.

    Exit codes: 0 done; 1 done, but a check failed; 2 the command line or the input is at fault;
    3 the work could not be done; 130 interrupted.
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code."""
    kept = replace_closed_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except (PipeClosed, BrokenPipeError):
        discard_stdout()
        code = 0
    except OSError as error:
        complain(f"cannot write: {error.strerror or error}", hint="free some space and try again")
        discard_stdout()
        code = NOT_DONE
    if kept is not None and kept.tell() and code == 0:
        complain("cannot write: standard output is closed", hint="name a file with -o")
        code = NOT_DONE
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        result = app(args=arguments, prog_name="factcards", standalone_mode=False)
    except FactCardsError as error:
        complain(error.message, hint=error.hint)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted")
        return INTERRUPTED
    except (OSError, PipeClosed):
        raise
    except Exception as error:
        return _unforeseen(error)
    if result == INTERRUPTED:
        complain("interrupted")
    return result if isinstance(result, int) else 0


def _unforeseen(error: Exception) -> int:
    """The exit code for an error that is not ours: of the command line, or a defect."""
    told = getattr(error, "format_message", None)
    if callable(told):
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else "factcards"
        complain(str(told()).rstrip("."), hint=f"see `{command} --help`")
        return BAD_USAGE
    if os.environ.get("FACTCARDS_DEBUG") == "1":
        raise error
    complain(
        f"unexpected {type(error).__name__}: {str(error)[:300]}",
        hint="this is a defect of factcards: please report it, "
        "with what FACTCARDS_DEBUG=1 shows besides",
    )
    return NOT_DONE
