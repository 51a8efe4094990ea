"""`factcards eval`: how good cards are, against labelled fixtures."""

from __future__ import annotations

import typer

from factcards.cli.eval_record import record
from factcards.cli.evaluation.agree import agree
from factcards.cli.evaluation.compare import compare
from factcards.cli.evaluation.label import correction, label
from factcards.cli.evaluation.metamorphic import metamorphic
from factcards.cli.evaluation.regate import regate
from factcards.cli.evaluation.report import report
from factcards.cli.evaluation.review import review
from factcards.cli.evaluation.run import run
from factcards.cli.evaluation.selftest import selftest

eval_app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
eval_app.command()(run)
eval_app.command()(regate)
eval_app.command()(compare)
eval_app.command()(report)
eval_app.command()(selftest)
eval_app.command()(agree)
eval_app.command()(metamorphic)
eval_app.command()(record)
eval_app.command()(label)
eval_app.command()(review)
eval_app.command()(correction)


@eval_app.callback()
def evaluate() -> None:
    """Evaluation: how good the cards of a model are, against labelled fixtures."""
