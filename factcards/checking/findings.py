"""Every rule, asked about one card."""

from __future__ import annotations

from factcards.article.model import Article
from factcards.card import FactCard, Finding
from factcards.checking.context import Context
from factcards.checking.rules import all_rules
from factcards.reading.mentions import Reading
from factcards.reading.reader import read


def check_card(
    card: FactCard, article: Article, reading: Reading | None = None
) -> tuple[Finding, ...]:
    """What the rules have to say about `card`, in the order of the card.

    `reading` is the reading of `article`, made here when it is not given. A
    pure function of its input; time linear in the article.
    """
    context = Context(card, article, reading if reading is not None else read(article))
    order = {item.id: place for place, item in enumerate(card.items())}
    found = [finding for rule in all_rules() for finding in rule.findings(context)]
    last = len(order)
    return tuple(sorted(found, key=lambda f: order.get(f.path.partition("/")[0], last)))
