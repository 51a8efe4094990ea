"""Invented articles with cards written by hand, for the tests of checking."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factcards.article.model import Article, Paragraph, ParagraphKind
from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Finding,
    Headline,
    Item,
    Provenance,
    Span,
)

NOTHING = CoverageCount(mentions=0, carried=0)

HARBOUR = """Court in Port Ardell frees 31 dockers held over harbour strike

PORT ARDELL, 6 March 2025

A court in Port Ardell on Thursday freed 31 dockers who had been held since the January strike, \
but found their leader, Marta Velden, guilty of blocking the harbour.

Velden, 47, was sentenced to 4 years in prison and fined $12,500. Judge Tomas Irwell said she was \
not guilty of sabotage.

“We did not touch a single crane,” Velden told the court. “They wanted a culprit and they found \
one.”

At least 1,250 workers remain without pay, according to the Dockers' Relief Fund. The fund said \
on its website that 18 percent of them had lost their homes.

Port operator Karsen Lines denied withholding wages. Its spokesman, Pavel Orrin, said the company \
could reopen the western terminal next week.

Support independent reporting with a gift of $5 a month."""

DAM = """Brellen dam repairs to cost 4.2 million euros, council says

The repair of the Brellen dam will cost €4.2 million, about 15 percent more than planned, the \
town council of Ostermark said on Monday.

The dam cracked after 3 days of rain in February. Nobody was injured, but more than 600 people \
left their homes, mayor Hanne Lorup said.

“The water is no longer rising,” Lorup told reporters. Engineer Ivo Brandt warned that the wall \
could fail if the rain returned.

Opposition leader Jonas Aske rejected the plan. “This is a bill nobody voted for,” he said. The \
council did not approve a new tax."""

MERCADO = """El mercado de Valdoria reabre con 120 puestos

El mercado central de Valdoria reabrió el lunes con 120 puestos, dijo la alcaldesa Inés Cordal. \
La obra costó 350.000 euros.

«No hemos cerrado ni un solo día», afirmó Cordal. El comerciante Julio Renedo negó que los \
alquileres hayan subido un 20 por ciento.

Al menos 45 vendedores esperan todavía una licencia, según la asociación Puestos Unidos."""


def article_of(
    text: str,
    *,
    language: str = "en",
    published: str | None = None,
    boilerplate: Iterable[str] = (),
    kinds: dict[int, ParagraphKind] | None = None,
) -> Article:
    """An article whose paragraphs stand between blank lines, the first of them its title."""
    paragraphs = []
    start = 0
    for number, words in enumerate(text.split("\n\n")):
        kind: ParagraphKind = (kinds or {}).get(number, "title" if number == 0 else "body")
        boiler = any(words.startswith(b) for b in boilerplate)
        paragraphs.append(
            Paragraph(
                Span(start, start + len(words)),
                "boilerplate" if boiler else "story",
                kind,
                "asks for money" if boiler else "",
            )
        )
        start += len(words) + 2
    return Article(
        text,
        tuple(paragraphs),
        title=text.split("\n\n")[0],
        published=published,
        dateline=None,
        language=language,
        reader="text factcards/test",
    )


def evidence_of(article: Article, *quotes: str, nth: int = 0) -> tuple[Evidence, ...]:
    """Evidence for `quotes`, each at its first place, or the one `nth` after it."""
    found = []
    for quote in quotes:
        start = article.text.index(quote)
        for _ in range(nth):
            start = article.text.index(quote, start + 1)
        found.append(Evidence(quote=quote, start=start, end=start + len(quote)))
    return tuple(found)


def empty_card(article: Article) -> FactCard:
    """A card of `article` with nothing on it."""
    return FactCard(
        article=article.info(),
        coverage=Coverage(figures=NOTHING, names=NOTHING, quotes=NOTHING, dates=NOTHING),
        provenance=Provenance(
            model=None,
            provider=None,
            strategy="rules",
            generated_at="2025-03-07T12:00:00+00:00",
            factcards="0",
        ),
    )


def card_of(article: Article, **lists: list[dict[str, Any]]) -> FactCard:
    """A card from short rows: `evidence` is a quote or a tuple of quotes."""
    data = empty_card(article).model_dump(mode="json")
    for name, rows in lists.items():
        items = []
        for number, row in enumerate(rows, start=1):
            quotes = row["evidence"]
            quotes = (quotes,) if isinstance(quotes, str) else quotes
            evidence = [e.model_dump() for e in evidence_of(article, *quotes)]
            items.append({"id": f"{name}-{number}", **row, "evidence": evidence})
        if name == "headline":
            data["headline"] = {**items[0], "id": "headline"}
        else:
            data[name] = items
    return FactCard.model_validate(data)


def changed(card: FactCard, item_id: str, **fields: Any) -> FactCard:
    """`card` with some fields of one item replaced."""

    def new(item: Item) -> Item:
        if item.id != item_id:
            return item
        return type(item).model_validate({**dict(item), **fields})

    assert any(item.id == item_id for item in card.items())
    head = new(card.headline) if card.headline is not None else None
    assert head is None or isinstance(head, Headline)
    names = ("summary", "who", "what", "where", "when", "figures", "quotes", "sources")
    lists = {name: tuple(new(item) for item in getattr(card, name)) for name in names}
    return card.model_copy(update={"headline": head, **lists})


def rules_of(findings: Iterable[Finding], path: str) -> set[str]:
    """The rules that say something about `path`, notes aside."""
    return {f.rule for f in findings if f.path == path and f.severity != "note"}


def harbour() -> tuple[Article, FactCard]:
    """The harbour article and its card."""
    article = article_of(
        HARBOUR, published="2025-03-06", boilerplate=["Support"], kinds={1: "dateline"}
    )
    card = card_of(
        article,
        headline=[
            {
                "text": "Court in Port Ardell frees 31 dockers held over harbour strike",
                "evidence": "Court in Port Ardell frees 31 dockers held over harbour strike",
            }
        ],
        summary=[
            {
                "text": "A court in Port Ardell freed 31 dockers held since the January strike.",
                "evidence": "freed 31 dockers who had been held since the January strike",
            },
            {
                "text": "Marta Velden was sentenced to 4 years in prison but was "
                "not guilty of sabotage.",
                "evidence": (
                    "Velden, 47, was sentenced to 4 years in prison",
                    "she was not guilty of sabotage",
                ),
            },
            {
                "text": "Pavel Orrin said Karsen Lines could reopen the western terminal "
                "next week.",
                "evidence": (
                    "Karsen Lines denied withholding wages",
                    "the company could reopen the western terminal next week",
                ),
            },
        ],
        who=[
            {
                "name": "Marta Velden",
                "kind": "person",
                "role": "their leader",
                "aliases": ["Velden"],
                "evidence": "their leader, Marta Velden",
            },
            {
                "name": "Karsen Lines",
                "kind": "organisation",
                "role": "Port operator",
                "evidence": "Port operator Karsen Lines",
            },
            {
                "name": "Pavel Orrin",
                "kind": "person",
                "role": "spokesman",
                "evidence": "Its spokesman, Pavel Orrin",
            },
        ],
        what=[
            {
                "text": "A court freed 31 dockers.",
                "stance": "stated",
                "evidence": "freed 31 dockers",
            },
            {
                "text": "Karsen Lines denied withholding wages.",
                "stance": "denied",
                "attributed_to": "Karsen Lines",
                "evidence": "Karsen Lines denied withholding wages",
            },
        ],
        where=[{"name": "Port Ardell", "relation": "scene", "evidence": "A court in Port Ardell"}],
        when=[
            {
                "text": "on Thursday",
                "date": "2025-03-06",
                "basis": "published",
                "evidence": "on Thursday freed 31 dockers",
            }
        ],
        figures=[
            {"text": "31", "value": "31", "counts": "dockers", "evidence": "freed 31 dockers"},
            {
                "text": "4 years",
                "value": "4",
                "unit": "year",
                "counts": "prison",
                "evidence": "4 years in prison",
            },
            {"text": "$12,500", "value": "12500", "unit": "USD", "evidence": "fined $12,500"},
            {
                "text": "1,250",
                "value": "1250",
                "qualifier": "at least",
                "counts": "workers",
                "attributed_to": "Dockers' Relief Fund",
                "evidence": "At least 1,250 workers remain without pay",
            },
            {
                "text": "18 percent",
                "value": "18",
                "unit": "%",
                "attributed_to": "Dockers' Relief Fund",
                "evidence": "18 percent of them had lost their homes",
            },
        ],
        quotes=[
            {
                "text": "We did not touch a single crane",
                "speaker": "Marta Velden",
                "speaker_id": "who-1",
                "evidence": "“We did not touch a single crane,” Velden told the court",
            },
            {
                "text": "They wanted a culprit and they found one.",
                "speaker": "Marta Velden",
                "speaker_id": "who-1",
                "evidence": "“They wanted a culprit and they found one.”",
            },
        ],
        sources=[
            {
                "name": "Dockers' Relief Fund",
                "kind": "organisation",
                "via": "on its website",
                "said": "at least 1,250 workers remain without pay",
                "evidence": (
                    "according to the Dockers' Relief Fund",
                    "The fund said on its website",
                ),
            }
        ],
    )
    return article, card


def dam() -> tuple[Article, FactCard]:
    """The dam article and its card."""
    article = article_of(DAM, published="2025-02-25")
    card = card_of(
        article,
        headline=[
            {
                "text": "Brellen dam repairs to cost 4.2 million euros, council says",
                "evidence": "Brellen dam repairs to cost 4.2 million euros, council says",
            }
        ],
        summary=[
            {
                "text": "Nobody was injured, but more than 600 people left their homes, "
                "mayor Hanne Lorup said.",
                "evidence": "more than 600 people left their homes",
            },
            {
                "text": "Ivo Brandt warned that the wall could fail.",
                "evidence": "Engineer Ivo Brandt warned that the wall could fail",
            },
            {
                "text": "The council did not approve a new tax.",
                "evidence": "The council did not approve a new tax",
            },
            {
                "text": "Jonas Aske called it “a bill nobody voted for”.",
                "evidence": (
                    "Opposition leader Jonas Aske rejected the plan",
                    "“This is a bill nobody voted for,” he said",
                ),
            },
        ],
        who=[
            {
                "name": "Hanne Lorup",
                "kind": "person",
                "role": "mayor",
                "aliases": ["Lorup"],
                "evidence": "mayor Hanne Lorup",
            },
            {
                "name": "Jonas Aske",
                "kind": "person",
                "role": "Opposition leader",
                "evidence": "Opposition leader Jonas Aske",
            },
        ],
        what=[
            {
                "text": "The council did not approve a new tax.",
                "stance": "stated",
                "evidence": "The council did not approve a new tax",
            },
            {
                "text": "The wall could fail if the rain returned.",
                "stance": "claimed",
                "attributed_to": "Ivo Brandt",
                "evidence": "the wall could fail if the rain returned",
            },
        ],
        where=[
            {"name": "Ostermark", "relation": "mentioned", "evidence": "town council of Ostermark"}
        ],
        figures=[
            {
                "text": "€4.2 million",
                "value": "4200000",
                "unit": "EUR",
                "attributed_to": "town council of Ostermark",
                "evidence": "will cost €4.2 million",
            },
            {
                "text": "15 percent",
                "value": "15",
                "unit": "%",
                "qualifier": "about",
                "attributed_to": "town council of Ostermark",
                "evidence": "about 15 percent more than planned",
            },
            {"text": "3 days", "value": "3", "unit": "day", "evidence": "3 days of rain"},
            {
                "text": "600",
                "value": "600",
                "qualifier": "more than",
                "counts": "people",
                "attributed_to": "Hanne Lorup",
                "evidence": "more than 600 people left their homes",
            },
        ],
        quotes=[
            {
                "text": "The water is no longer rising",
                "speaker": "Hanne Lorup",
                "evidence": "“The water is no longer rising,” Lorup told reporters",
            },
            {
                "text": "This is a bill nobody voted for",
                "speaker": "Jonas Aske",
                "evidence": "“This is a bill nobody voted for,” he said",
            },
        ],
    )
    return article, card


def mercado() -> tuple[Article, FactCard]:
    """The Spanish market article and its card."""
    article = article_of(MERCADO, language="es", published="2025-04-08")
    card = card_of(
        article,
        headline=[
            {
                "text": "El mercado de Valdoria reabre con 120 puestos",
                "evidence": "El mercado de Valdoria reabre con 120 puestos",
            }
        ],
        summary=[
            {
                "text": "El mercado central de Valdoria reabrió con 120 puestos, "
                "dijo la alcaldesa Inés Cordal.",
                "evidence": "El mercado central de Valdoria reabrió el lunes con 120 puestos",
            },
            {
                "text": "Julio Renedo negó que los alquileres hayan subido un 20 por ciento.",
                "evidence": "El comerciante Julio Renedo negó que los alquileres hayan subido",
            },
        ],
        who=[
            {
                "name": "Inés Cordal",
                "kind": "person",
                "role": "alcaldesa",
                "aliases": ["Cordal"],
                "evidence": "la alcaldesa Inés Cordal",
            }
        ],
        figures=[
            {
                "text": "350.000 euros",
                "value": "350000",
                "unit": "EUR",
                "evidence": "La obra costó 350.000 euros",
            },
            {
                "text": "45",
                "value": "45",
                "qualifier": "at least",
                "counts": "vendedores",
                "attributed_to": "Puestos Unidos",
                "evidence": "Al menos 45 vendedores",
            },
        ],
        quotes=[
            {
                "text": "No hemos cerrado ni un solo día",
                "speaker": "Inés Cordal",
                "evidence": "«No hemos cerrado ni un solo día», afirmó Cordal",
            }
        ],
    )
    return article, card


SAMPLES = {"harbour": harbour, "dam": dam, "mercado": mercado}
