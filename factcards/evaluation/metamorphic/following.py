"""Cards of changed articles, held against what the change makes of the card before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import Field

from factcards.card.model import Frozen
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.making import CardMaker, Made, Making
from factcards.evaluation.metamorphic.alterations import OPERATORS, alterations_of
from factcards.evaluation.metamorphic.facts import difference_of, facts_of


class Trial(Frozen):
    """One changed article and its card."""

    id: str
    """Name of the fixture."""
    operator: str
    told: str
    """What was changed."""
    differences: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By field, what is missing ("- …") and what is there beyond ("+ …"); empty: it followed."""
    error: str | None = None
    """Why there is no card."""

    @property
    def followed(self) -> bool:
        """Whether the card says what it must, field by field, and nothing else."""
        return not self.differences and self.error is None


class Following(Frozen):
    """How the cards of one operator came out."""

    operator: str
    trials: int
    followed: int

    @property
    def rate(self) -> float | None:
        """Share that followed; None where there was nothing to change."""
        return self.followed / self.trials if self.trials else None


class Metamorphic(Frozen):
    """All trials of one model."""

    model: str
    documents: int
    trials: tuple[Trial, ...]

    @property
    def rates(self) -> tuple[Following, ...]:
        """The follow rate of each operator."""
        found = []
        for name in OPERATORS:
            trials = [trial for trial in self.trials if trial.operator == name]
            good = sum(trial.followed for trial in trials)
            found.append(Following(operator=name, trials=len(trials), followed=good))
        return tuple(found)

    @property
    def failed(self) -> tuple[Trial, ...]:
        """Trials whose card could not be made."""
        return tuple(trial for trial in self.trials if trial.error is not None)


OnTrial = Callable[[int, int, str], None]
"""Told before each document: how many are done, of how many, and its name."""


async def run_metamorphic(
    fixtures: Sequence[Fixture],
    making: Making,
    *,
    most: int = 4,
    on_document: OnTrial | None = None,
) -> Metamorphic:
    """The trials of `fixtures`: up to `most` of each operator and document.

    A card that cannot be made is a trial with the reason; the others go on.
    """
    trials: list[Trial] = []
    async with CardMaker(making) as maker:
        for number, fixture in enumerate(fixtures):
            if on_document is not None:
                on_document(number, len(fixtures), fixture.id)
            trials += await _of_document(maker, fixture, most)
    return Metamorphic(model=making.model, documents=len(fixtures), trials=tuple(trials))


async def _of_document(maker: CardMaker, fixture: Fixture, most: int) -> list[Trial]:
    before = await maker.card_of(fixture.folder, article=fixture.as_read)
    if before.card is None:
        lost = Trial(id=fixture.id, operator="none", told="as it is", error=_why(before))
        return [lost]
    trials = []
    for altered in alterations_of(fixture, before.card, most):
        made = await maker.card_of(fixture.folder, article=altered.article)
        trial = Trial(id=fixture.id, operator=altered.operator, told=altered.told)
        if made.card is None:
            trials.append(trial.model_copy(update={"error": _why(made)}))
            continue
        wanted = facts_of(before.card, altered.change)
        found = difference_of(wanted, facts_of(made.card))
        told = {field: lines for field, lines in found.items() if field not in altered.free}
        trials.append(trial.model_copy(update={"differences": told}))
    return trials


def _why(made: Made) -> str:
    return made.error.message if made.error is not None else "no card was made"


def render_metamorphic(outcome: Metamorphic) -> str:
    """The follow rate of each operator as aligned text, then every card that did not follow."""
    lines = [f"{outcome.model}, {outcome.documents} documents"]
    for it in outcome.rates:
        share = f"{100 * it.rate:5.1f} %" if it.rate is not None else "  n/a  "
        verb = "stayed" if it.operator in ("reorder paragraphs", "add boilerplate") else "followed"
        lines.append(f"{it.operator:<20} {share} {verb}, {it.followed} of {it.trials} cards")
    for trial in outcome.trials:
        if trial.followed:
            continue
        lines.append(f"\n{trial.id}, {trial.operator}: {trial.told}")
        if trial.error is not None:
            lines.append(f"  no card: {trial.error}")
        for field, found in trial.differences.items():
            lines += [f"  {field} {line}" for line in found]
    return "\n".join(lines) + "\n"
