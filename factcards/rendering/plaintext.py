"""A card as plain text, to paste into a message or a story system.

Facts first, each with the number of its proof; the proofs follow at the end.
What was rejected and how much was covered stay out. Lines are not wrapped
unless a width is asked for.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from factcards.card import Evidence, FactCard, Finding
from factcards.rendering.excerpt import Places
from factcards.rendering.facts import lines_of, plain, proofs
from factcards.rendering.wording import (
    NO_HEADLINE,
    SECTIONS,
    finding_words,
    findings_by_item,
    provenance_words,
    publication_words,
)

ROOM = 90


def text_card(card: FactCard, *, width: int | None = None) -> str:
    """The card as plain text; ends with a line end. `width` wraps, in columns."""
    lines = _lines(card)
    if width is None:
        return "\n".join(lines) + "\n"
    wrapped = (part for line in lines for part in _wrapped(line, max(30, width)))
    return "\n".join(wrapped) + "\n"


def _wrapped(line: str, width: int) -> list[str]:
    hang = "  " if line.startswith(("- ", "  ")) else ""
    return textwrap.wrap(line, width, subsequent_indent=hang, break_on_hyphens=False) or [""]


def _lines(card: FactCard) -> Iterator[str]:
    places = Places(card)
    beside, loose = findings_by_item(card)
    proven: list[str] = []

    def proved(words: str, evidence: tuple[Evidence, ...], verbatim: str | None) -> str:
        proven.append(" · ".join(proofs(places, evidence, verbatim, plain, ROOM)))
        return f"{words} [{len(proven)}]"

    if card.headline is not None:
        head = card.headline
        yield proved(plain(head.text), head.evidence, head.text)
        yield from _warnings(beside.get(head.id, []))
    else:
        yield NO_HEADLINE.capitalize()
    title = (f"“{plain(card.article.title)}”",) if card.article.title else ()
    if meta := (*title, *publication_words(card.article)):
        yield " · ".join(meta)
    if card.article.url:
        yield plain(card.article.url)
    facts = lines_of(card, plain, str)
    for name, section in SECTIONS:
        if not facts[name]:
            continue
        yield ""
        yield section.upper()
        for identity, words, evidence, verbatim in facts[name]:
            yield f"- {proved(words, evidence, verbatim)}"
            yield from _warnings(beside.get(identity, []))
    if any(f.severity != "note" for f in loose):
        yield ""
        yield "WARNINGS"
        yield from _warnings(loose)
    if proven:
        yield ""
        yield "IN THE ARTICLE"
        for number, words in enumerate(proven, start=1):
            yield f"[{number}] {words}"
    yield ""
    yield " · ".join(provenance_words(card))


def _warnings(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.severity != "note":
            yield f"  {finding.severity.capitalize()}: {finding_words(finding)}"
