"""No character on the card hides, or turns round, what an editor reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from factcards.card import Item
from factcards.checking.context import Context
from factcards.checking.rule import Fault, Rule, RuleVerdict

_FIELDS = ("text", "name", "role", "counts", "unit", "said", "via", "speaker", "attributed_to")


def _check(context: Context) -> Iterator[Fault]:
    for item in context.card.items():
        for field, words in _texts(item):
            if words.isascii() and words.isprintable():
                continue
            hidden = {c for c in words if unicodedata.category(c) in ("Cc", "Cf")} - set("\n\t")
            # Joiners belong to some scripts: what the cited sentences have, the card may have.
            unseen = sorted(hidden - set(context.support_text(item))) if hidden else []
            if unseen:
                named = ", ".join(f"U+{ord(char):04X}" for char in unseen[:4])
                told = f"characters that cannot be seen, and are not in the article here: {named}"
                yield Fault(f"{item.id}/{field}", "hidden", told, item.evidence)


def _texts(item: Item) -> Iterator[tuple[str, str]]:
    # Not by `getattr`: a model looks long for a field that it does not have.
    values = item.__dict__
    for field in _FIELDS:
        words = values.get(field)
        if words:
            yield field, words
    for alias in values.get("aliases", ()):
        yield "aliases", alias


rule = Rule(
    name="characters-seen",
    summary="No control or invisible character stands on the card that its sentences lack.",
    verdicts=(
        RuleVerdict(
            "hidden",
            "error",
            "A control or invisible character that the cited sentences lack.",
            "freed → freed, with a mark inside that turns its letters round",
        ),
    ),
    check=_check,
)
