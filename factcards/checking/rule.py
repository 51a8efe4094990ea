"""What a rule is: a name, what must hold, its verdicts and a check."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from factcards.card import Evidence, Finding, Severity
from factcards.checking.context import Context


@dataclass(frozen=True, slots=True)
class RuleVerdict:
    """One thing that a rule can say about a field of the card."""

    name: str
    severity: Severity | None
    """None for what is fine: such a verdict gives no finding."""
    summary: str
    """When it is given, in one line."""
    example: str
    """Words of an article, an arrow, words of a card."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check has to say: where on the card, in which words, on what grounds."""

    path: str
    """`id/field` of the item."""
    verdict: str
    """The name of one of the rule's verdicts."""
    message: str
    """For an editor: names the words of the card and those of the article."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One rule over a card and its article.

    A module of `factcards.checking.rules` that holds a `rule` of this type is
    part of every check; nothing else has to be touched.
    """

    name: str
    summary: str
    """One line: what must hold."""
    verdicts: tuple[RuleVerdict, ...]
    """Everything it can say, the gravest first."""
    check: Callable[[Context], Iterable[Fault]]

    @property
    def severity(self) -> Severity:
        """The severity of its gravest verdict."""
        order: tuple[Severity, ...] = ("error", "warning", "note")
        return min((v.severity for v in self.verdicts if v.severity), key=order.index)

    def findings(self, context: Context) -> Iterator[Finding]:
        """The faults of the card as findings, in the order of the card.

        Raises `KeyError` where the check gives a verdict that the rule does not have.
        """
        for fault in self.check(context):
            severity = self._severities[fault.verdict]
            if severity is not None:
                yield Finding(
                    rule=self.name,
                    severity=severity,
                    path=fault.path,
                    message=fault.message,
                    evidence=fault.evidence,
                )

    @cached_property
    def _severities(self) -> dict[str, Severity | None]:
        return {verdict.name: verdict.severity for verdict in self.verdicts}
