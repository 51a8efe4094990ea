"""A card in Markdown (CommonMark with GitHub's tables), for notes and wikis.

Meant to be passed on: what was rejected and how much was covered stay out.
Warnings stay beside their fact until somebody has settled them.
"""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import FactCard, Finding
from factcards.rendering.escape import markdown, markdown_address
from factcards.rendering.excerpt import Places
from factcards.rendering.facts import figure_name, lines_of, proofs
from factcards.rendering.wording import (
    NO_HEADLINE,
    SECTIONS,
    finding_words,
    findings_by_item,
    provenance_words,
    publication_words,
)

ROOM = 90
"""Cells of an excerpt: a line of a page."""


def markdown_card(card: FactCard) -> str:
    """The card in Markdown; ends with a line end."""
    return "\n".join(_lines(card)) + "\n"


def _strong(text: str) -> str:
    return f"**{text}**" if text else ""


def _lines(card: FactCard) -> Iterator[str]:
    places = Places(card)
    beside, loose = findings_by_item(card)
    if card.headline is not None:
        yield f"# {markdown(card.headline.text)}"
        yield ""
        head = card.headline
        yield " · ".join(proofs(places, head.evidence, head.text, markdown, ROOM))
        yield from _warnings(beside.get(card.headline.id, []), "")
    else:
        yield f"# {_title(card) or NO_HEADLINE}"
    yield ""
    yield from _published(card)
    facts = lines_of(card, markdown, _strong)
    for name, title in SECTIONS:
        if not facts[name]:
            continue
        yield ""
        yield f"## {title}"
        yield ""
        if name == "figures":
            yield from _figures(card, places, beside)
            continue
        for identity, words, evidence, verbatim in facts[name]:
            yield f"- {words}"
            for line in proofs(places, evidence, verbatim, markdown, ROOM):
                yield f"  - {line}"
            yield from _warnings(beside.get(identity, []), "  ")
    if any(f.severity != "note" for f in loose):
        yield ""
        yield "## Warnings"
        yield ""
        yield from _warnings(loose, "")
    yield ""
    yield "---"
    yield ""
    yield f"Fact card: {' · '.join(markdown(part) for part in provenance_words(card))}"


def _title(card: FactCard) -> str:
    return markdown(card.article.title or "")


def _published(card: FactCard) -> Iterator[str]:
    parts = [markdown(part) for part in publication_words(card.article)]
    title = _title(card)
    address = markdown_address(card.article.url or "")
    if title and address:
        parts.insert(0, f"[{title}](<{address}>)")
    elif title:
        parts.insert(0, f"“{title}”")
    elif address:
        parts.append(f"<{address}>")
    if parts:
        yield " · ".join(parts)


def _figures(card: FactCard, places: Places, beside: dict[str, list[Finding]]) -> Iterator[str]:
    yield "| Figure | What it counts | According to | In the article |"
    yield "| --- | --- | --- | --- |"
    for figure in card.figures:
        cells = (
            figure_name(figure, markdown, _strong),
            markdown(figure.counts or ""),
            markdown(figure.attributed_to or ""),
            " · ".join(proofs(places, figure.evidence, None, markdown, ROOM)),
        )
        yield f"| {' | '.join(cells)} |"
    warned = [(figure, finding) for figure in card.figures for finding in beside.get(figure.id, [])]
    lines = [
        f"- {_strong(finding.severity.capitalize())}: {markdown(figure.text)}, "
        f"{markdown(finding_words(finding))}"
        for figure, finding in warned
        if finding.severity != "note"
    ]
    if lines:
        yield ""
        yield from lines


def _warnings(findings: list[Finding], indent: str) -> Iterator[str]:
    for finding in findings:
        if finding.severity != "note":
            words = markdown(finding_words(finding))
            yield f"{indent}- {_strong(finding.severity.capitalize())}: {words}"
