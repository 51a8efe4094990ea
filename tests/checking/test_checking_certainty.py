"""What is possible or planned is not told as certain or done."""

from __future__ import annotations

import pytest

from factcards.checking.certainty import made_certain

CASES = [
    ("The club may be fined.", "The club will be fined.", "en", True),
    ("The club will be fined.", "The club will be fined.", "en", None),
    ("Repairs would cost $2 million.", "Repairs will cost $2 million.", "en", True),
    ("She said repairs would cost $2 million.", "Repairs will cost $2 million.", "en", None),
    ("She said it would sink if it rained.", "It will sink.", "en", True),
    ("The firm plans to build a wall.", "The firm has built a wall.", "en", True),
    ("The firm plans to build a wall.", "The firm will build a wall.", "en", None),
    ("The firm has built a wall.", "The firm has built a wall.", "en", None),
    ("The firm plans to shut its mill.", "The firm has begun to shut its mill.", "en", True),
    ("The rise is expected to help.", "The rise is certain to help.", "en", True),
    ("It is certain to help, and may please.", "It is certain to help.", "en", None),
    ("The club could face a fine for the brawl.", "The club will pay a fine.", "en", False),
    ("Das Bad soll einen Käufer finden.", "Das Bad wird einen Käufer finden.", "de", True),
    ("Das Bad wird einen Käufer finden.", "Das Bad wird einen Käufer finden.", "de", None),
    ("Das Bad soll verkauft werden.", "Das Bad wurde 1960 gebaut.", "de", None),
    ("The dam would have failed.", "The dam would have failed.", "en", None),
    ("The stop will soon have a screen.", "The stop will soon have a screen.", "en", None),
    ("Votes are counted in May.", "Votes will be counted in May.", "en", None),
]


@pytest.mark.parametrize(("said", "told", "language", "expected"), CASES)
def test_certainty_is_that_of_the_sentences(
    said: str, told: str, language: str, expected: bool | None
) -> None:
    found = [sure for _, _, sure in made_certain([said], told, language)]
    assert found == ([] if expected is None else [expected])
