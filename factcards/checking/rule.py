"""What a rule is: a name, a weight, a summary and a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from factcards.card import Evidence, Finding, Severity
from factcards.checking.context import Context


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check has to say: where on the card, in which words, on what grounds."""

    path: str
    """`id/field` of the item."""
    message: str
    """For an editor: names the words of the card and those of the article."""
    evidence: tuple[Evidence, ...] = ()
    severity: Severity | None = None
    """Where it differs from the rule's own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule over a card and its article.

    A module of `factcards.checking.rules` that holds a `rule` of this type is
    part of every check; nothing else has to be touched.
    """

    name: str
    severity: Severity
    """The weight of its gravest fault."""
    summary: str
    """One line: what must hold."""
    check: Callable[[Context], Iterable[Fault]]

    def findings(self, context: Context) -> Iterator[Finding]:
        """The faults of the card as findings, in the order of the card."""
        for fault in self.check(context):
            yield Finding(
                rule=self.name,
                severity=fault.severity or self.severity,
                path=fault.path,
                message=fault.message,
                evidence=fault.evidence,
            )
