"""The test of the generator by changed articles: the card stays, or follows the change.

No labels are needed: a card of the changed article is held against the card of
the article as it was, so that any model can be tried on any article.
"""

from factcards.evaluation.metamorphic.alterations import OPERATORS, Alteration, alterations_of
from factcards.evaluation.metamorphic.facts import Substitution, difference_of, facts_of
from factcards.evaluation.metamorphic.following import (
    Following,
    Metamorphic,
    Trial,
    render_metamorphic,
    run_metamorphic,
)

__all__ = [
    "OPERATORS",
    "Alteration",
    "Following",
    "Metamorphic",
    "Substitution",
    "Trial",
    "alterations_of",
    "difference_of",
    "facts_of",
    "render_metamorphic",
    "run_metamorphic",
]
