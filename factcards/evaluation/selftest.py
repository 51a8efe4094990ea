"""The test of the scorer: a corrupted card must lose points, a card said otherwise none."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from factcards.card import FactCard
from factcards.card.model import Frozen
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.gates import LIMITS
from factcards.evaluation.gold_card import gold_card
from factcards.evaluation.mutations import NEUTRAL, OPERATORS, Bend, Operator
from factcards.evaluation.scores import DocumentScores, score_card
from factcards.evaluation.view import Labels

MOST_PER_FIXTURE = 4
"""Cards of each operator and fixture: the first ones, so that a run stays short."""


class Outcome(Frozen):
    """What became of all cards of one operator."""

    name: str
    harmful: bool
    cards: int
    """Cards that were bent."""
    caught: int
    """Harmful ones that lost points and tripped their gate; neutral ones that lost nothing."""
    escaped: tuple[str, ...]
    """Fixtures of the others."""

    @property
    def passed(self) -> bool:
        """Whether the operator was tried at all, and every card came out as it must."""
        return self.cards > 0 and self.caught == self.cards


def run_selftest(fixtures: Sequence[Fixture]) -> tuple[Outcome, ...]:
    """The outcome of every operator over the perfect cards of `fixtures`."""
    perfect = [(Labels(fixture), gold_card(fixture)) for fixture in fixtures]
    harmful = [_harmful(operator, perfect) for operator in OPERATORS]
    neutral = [_neutral(name, bend, perfect) for name, bend in NEUTRAL.items()]
    return (*harmful, *neutral)


def _harmful(operator: Operator, perfect: Sequence[tuple[Labels, FactCard]]) -> Outcome:
    cards, escaped = 0, []
    for labels, card in perfect:
        before = score_card(labels, card, (operator.field,))
        for bent in islice(operator.bend(labels, card), MOST_PER_FIXTURE):
            cards += 1
            after = score_card(labels, bent, (operator.field,))
            if not (_lost(operator.field, before, after) and _trips(operator, before, after)):
                escaped.append(labels.fixture.id)
    return _outcome(operator.name, True, cards, escaped)


def _lost(field: str, before: DocumentScores, after: DocumentScores) -> bool:
    """Whether the field lost points: F1 fell, or was not defined and is 0 now."""
    was, now = before.fields[field].tally.f1, after.fields[field].tally.f1
    return now is not None and now < (1.0 if was is None else was)


def _trips(operator: Operator, before: DocumentScores, after: DocumentScores) -> bool:
    """Whether the gate of the operator held before and does not now."""
    if operator.gate is not None:
        count = LIMITS[operator.gate]
        return count(before) == 0 < count(after)
    f1 = after.fields[operator.field].tally.f1
    return f1 is not None and f1 < 1.0


def _neutral(name: str, bend: Bend, perfect: Sequence[tuple[Labels, FactCard]]) -> Outcome:
    cards, escaped = 0, []
    for labels, card in perfect:
        before = score_card(labels, card)
        for bent in bend(labels, card):
            cards += 1
            after = score_card(labels, bent)
            same = {f: s.tally for f, s in before.fields.items()} == {
                f: s.tally for f, s in after.fields.items()
            }
            if not same or after.corrections or after.forbidden:
                escaped.append(labels.fixture.id)
    return _outcome(name, False, cards, escaped)


def _outcome(name: str, harmful: bool, cards: int, escaped: list[str]) -> Outcome:
    return Outcome(
        name=name,
        harmful=harmful,
        cards=cards,
        caught=cards - len(escaped),
        escaped=tuple(escaped),
    )


def render_selftest(outcomes: Sequence[Outcome]) -> str:
    """The outcomes as aligned text, one operator on each line."""
    lines = []
    for outcome in outcomes:
        share = 100 * outcome.caught / outcome.cards if outcome.cards else 0.0
        what = "caught" if outcome.harmful else "unharmed"
        mark = "pass" if outcome.passed else "FAIL"
        line = f"{mark}  {outcome.name:<24} {share:5.1f} % {what} of {outcome.cards} cards"
        if outcome.escaped:
            line += f"; not: {', '.join(dict.fromkeys(outcome.escaped))}"
        lines.append(line)
    return "\n".join(lines) + "\n"
