"""`factcards eval`: how good cards are, against labelled fixtures."""

from __future__ import annotations

import typer

from factcards.cli.eval_record import record

eval_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
eval_app.command()(record)


@eval_app.callback()
def evaluate() -> None:
    """Evaluation: record a model's answers about labelled fixtures."""
