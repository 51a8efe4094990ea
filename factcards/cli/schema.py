"""`factcards schema`: the contract, for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from factcards.cli.console import result_bytes
from factcards.errors import UsageError

NAMES = ("card", "draft")


def schema(
    name: Annotated[str, typer.Argument(help="card or draft.")] = "card",
) -> None:
    """Print the JSON Schema of a fact card, or of the draft that a model fills."""
    if name not in NAMES:
        raise UsageError(
            f"there is no schema “{name[:40]}”", hint=f"the schemas are {', '.join(NAMES)}"
        )
    from factcards.card.schema import card_schema, schema_of, schema_text

    if name == "card":
        shown = card_schema()
    else:
        from factcards.drafting.draft import Draft

        shown = schema_of(Draft, "draft", mode="validation")
    result_bytes(schema_text(shown).encode())
