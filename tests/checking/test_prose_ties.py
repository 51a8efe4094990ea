"""Whom prose tells something of, against whom the article tells it of."""

from __future__ import annotations

import pytest
from card_samples import article_of

from factcards.article import read_prose
from factcards.checking import SentenceCheck, check_prose
from factcards.reading import read

STORY = """Quarry ballot in Aldersea

The chair of the parish council, Nora Vance, moved on Tuesday that the old slate quarry be closed \
to lorries at weekends. Teodor Blix, a farmer, voted against it with three others.

Ilka Roe runs the haulage firm Roe Brothers and employs 14 drivers. She fears for a contract with \
the harbour of Penmarsh. The motion was carried.

Blix has grazed sheep beside the road for 22 years. The Aldersea Courier reports that Hollin \
Gravel asked for a second opinion on the dust."""
ARTICLE = article_of(STORY, published="2025-03-05")
READING = read(ARTICLE)


def only(prose: str) -> SentenceCheck:
    (sentence,) = check_prose(read_prose(prose), ARTICLE, READING).sentences
    return sentence


SOMEBODY_ELSE = [
    ("Sheep have been kept next to the road for 22 years by Ilka Roe.", "Teodor Blix"),
    ("Teodor Blix, whose firm is in haulage, pays 14 drivers.", "Ilka Roe"),
    ("At the weekend no lorries are to reach the slate quarry, if Ilka Roe has it.", "Nora Vance"),
]
THEIRS = [
    "Sheep have been kept next to the road for 22 years by Teodor Blix.",
    "Ilka Roe, whose firm is in haulage, pays 14 drivers.",
    "At the weekend no lorries are to reach the slate quarry, if Nora Vance has it.",
    # The next sentence says "she".
    "Ilka Roe worries about a contract with the harbour.",
    # What is told is told of the drivers.
    "The firm of Ilka Roe pays 14 drivers.",
    # The paper has told it, and not done it.
    "Hollin Gravel wants the dust looked at again, a second opinion.",
]


@pytest.mark.parametrize(("prose", "of"), SOMEBODY_ELSE)
def test_what_is_told_of_somebody_else_is_an_error(prose: str, of: str) -> None:
    found = [f for f in only(prose).findings if f.rule == "name-tied"]
    assert [f.severity for f in found] == ["error"]
    assert of in found[0].message


@pytest.mark.parametrize("prose", THEIRS)
def test_what_is_told_of_them_stands(prose: str) -> None:
    assert "name-tied" not in {f.rule for f in only(prose).findings}
