"""Checked prose made readable: each sentence, its proof, and what was found against it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcards.card import Evidence
from factcards.checking import ProseCheck, SentenceCheck, SentenceStatus
from factcards.rendering.clean import clean, unpictured
from factcards.rendering.escape import markdown
from factcards.rendering.excerpt import Places, first_words
from factcards.rendering.verdicts import check_verdict_format
from factcards.rendering.wording import publication_words

if TYPE_CHECKING:
    from rich.console import RenderableType

ORDER: tuple[SentenceStatus, ...] = ("unsupported", "doubtful", "supported", "label")
"""Worst first."""
WORDS: dict[SentenceStatus, str] = {
    "supported": "supported",
    "doubtful": "doubtful",
    "unsupported": "not supported",
    "label": "says nothing",
}
SIGNS: dict[SentenceStatus, str] = {
    "supported": "✓",
    "doubtful": "⚠",
    "unsupported": "✗",
    "label": "·",
}
PLAIN_SIGNS: dict[SentenceStatus, str] = {
    "supported": "ok",
    "doubtful": "!",
    "unsupported": "!!",
    "label": "-",
}
STYLES: dict[SentenceStatus, str] = {
    "supported": "green",
    "doubtful": "yellow",
    "unsupported": "bold red",
    "label": "dim",
}
INDENT = 5
MOST_PROOFS = 5
"""Sentences of the article shown for one claim, in terminal and Markdown; the JSON has all."""
PROOF_LINES = 3
"""Lines of one of the article's sentences, in terminal and Markdown; the JSON has all of it."""


def render_prose(
    check: ProseCheck, name: str = "terminal", *, width: int = 80, color: bool = False
) -> str:
    """`check` in format `name`, ending with a line end.

    Raises `UsageError` for an unknown format.
    """
    check_verdict_format(name)
    if name == "json":
        return _json(check)
    if name == "markdown":
        return "\n".join(_markdown(check)) + "\n"
    return _terminal(check, width, color)


def prose_counts(check: ProseCheck) -> str:
    """Such as "5 sentences: 1 not supported, 4 supported", worst first; labels are not counted."""
    counts = Counter(sentence.status for sentence in check.sentences)
    total = sum(counts.values()) - counts["label"]
    parts = [f"{counts[s]} {WORDS[s]}" for s in ORDER if counts[s] and s != "label"]
    return f"{total} sentence{'' if total == 1 else 's'}: {', '.join(parts) or 'nothing to check'}"


def _json(check: ProseCheck) -> str:
    counts = Counter(sentence.status for sentence in check.sentences)
    report = {
        "counts": {status: counts[status] for status in reversed(ORDER)},
        "language": check.language,
        "article": {
            "title": check.article.title,
            "published": check.article.published,
            "language": check.article.language,
            "url": check.article.url,
            "sha256": check.article.sha256,
        },
        "sentences": [
            {
                "text": sentence.text,
                "start": sentence.span.start,
                "end": sentence.span.end,
                "status": sentence.status,
                "antecedent": sentence.antecedent,
                "support": [e.model_dump(mode="json") for e in sentence.support],
                "findings": [f.model_dump(mode="json") for f in sentence.findings],
            }
            for sentence in check.sentences
        ],
    }
    return unpictured(json.dumps(report, indent=2, ensure_ascii=False)) + "\n"


def _markdown(check: ProseCheck) -> Iterator[str]:
    yield f"# Check: {prose_counts(check)}"
    yield ""
    parts = [markdown(part) for part in publication_words(check.article)]
    if check.article.title:
        parts.insert(0, f"“{markdown(check.article.title)}”")
    if parts:
        yield f"Held against {' · '.join(parts)}."
        yield ""
    places = Places(check.article)
    for sentence in check.sentences:
        if sentence.status == "label":
            yield f"- {markdown(sentence.text)}"
            continue
        yield f"- **{WORDS[sentence.status]}**: {markdown(sentence.text)}"
        for finding in sentence.findings:
            yield f"  - {finding.severity}: {markdown(finding.message)}"
        if sentence.antecedent is not None:
            yield f"  - {markdown(_pronoun_words(sentence.antecedent))}"
        for evidence in sentence.support[:MOST_PROOFS]:
            words = _proof_words(sentence, evidence, 80 * PROOF_LINES)
            yield f"  - {markdown(places.place((evidence,)))}: {markdown(words)}"
        if len(sentence.support) > MOST_PROOFS:
            yield f"  - and {len(sentence.support) - MOST_PROOFS} more places"


def _pronoun_words(name: str) -> str:
    return f"its pronoun is taken for “{clean(name)}”"


def _proof_words(sentence: SentenceCheck, evidence: Evidence, room: int) -> str:
    if evidence.quote == sentence.text:
        return "word for word"
    return first_words(clean(evidence.quote), room)


def _terminal(check: ProseCheck, width: int, color: bool) -> str:
    # Rich is slow to import and needed for this format only.
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from factcards.rendering.terminal import bounded, printed

    width = bounded(width)
    sheet = _Sheet(check, width, color)
    parts: list[RenderableType] = [Text("━" * width, "cyan")]
    title = clean(check.article.title or "")
    about = [f"“{title}”"] if title else []
    about += publication_words(check.article)
    if about:
        parts += [Padding(Text(" · ".join(about)), (0, 0, 0, 1)), Text("─" * width, "dim")]
    for index, sentence in enumerate(check.sentences):
        if index:
            parts.append(Text())
        parts += sheet.rows(sentence)
    parts += [Text("─" * width, "dim"), sheet.tally()]
    return printed(Group(*parts), width=width, color=color)


class _Sheet:
    """The rows of one check at one width."""

    def __init__(self, check: ProseCheck, width: int, color: bool) -> None:
        from factcards.rendering.terminal import WIDE

        self.check = check
        self.width = width
        self.color = color
        self.wide = width >= WIDE
        self.places = Places(check.article)
        self.signs = SIGNS if color else PLAIN_SIGNS
        self.word = max(len(WORDS[sentence.status]) for sentence in check.sentences)

    def rows(self, sentence: SentenceCheck) -> list[RenderableType]:
        """One sentence: its verdict and words, what was found, and its proof."""
        from rich.console import Group
        from rich.padding import Padding
        from rich.table import Table
        from rich.text import Text

        from factcards.rendering.terminal import grid

        style = STYLES[sentence.status]
        sign = Text(self.signs[sentence.status], style)
        word = Text(WORDS[sentence.status], style)
        text = Text(clean(sentence.text), "dim" if sentence.status == "label" else "")
        head = Padding(grid((sign, word, text), (2, self.word), ()), (0, 0, 0, 1))
        found = [self._finding(f.severity, f.message) for f in sentence.findings]
        if sentence.antecedent is not None and sentence.status != "label":
            found.append(Text(_pronoun_words(sentence.antecedent), "dim"))
        found = [Padding(part, (0, 0, 0, INDENT)) for part in found]
        if not self.wide:
            proofs = self._proofs(sentence, self.width - INDENT)
            return [head, *found, *(Padding(part, (0, 0, 0, INDENT)) for part in proofs)]
        half = self.width // 2
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=half - 2)
        table.add_column(width=self.width - half)
        proofs = self._proofs(sentence, self.width - half)
        table.add_row(Group(head, *found), Group(*proofs))
        return [table]

    def _finding(self, severity: str, message: str) -> RenderableType:
        from rich.text import Text

        from factcards.rendering.terminal import PLAIN_SIGNS as PLAIN
        from factcards.rendering.terminal import SEVERITY_STYLES, grid
        from factcards.rendering.terminal import SIGNS as COLORED

        style = SEVERITY_STYLES[severity]
        sign = Text((COLORED if self.color else PLAIN)[severity], style)
        return grid((sign, Text(clean(message), style)), (sign.cell_len,), (), gap=1)

    def _proofs(self, sentence: SentenceCheck, room: int) -> list[RenderableType]:
        from rich.text import Text

        from factcards.rendering.terminal import grid

        rows: list[RenderableType] = []
        widest = max((len(self.places.place((e,))) for e in sentence.support), default=0)
        for evidence in sentence.support[:MOST_PROOFS]:
            place = Text(self.places.place((evidence,)), "dim cyan" if self.color else "")
            words = _proof_words(sentence, evidence, PROOF_LINES * max(20, room - widest - 4))
            rows.append(grid((place, Text(words, "dim")), (widest,), ()))
        if len(sentence.support) > MOST_PROOFS:
            rows.append(Text(f"and {len(sentence.support) - MOST_PROOFS} more places", "dim"))
        return rows

    def tally(self) -> RenderableType:
        """The counts, each in the colour of its verdict."""
        from rich.padding import Padding
        from rich.text import Text

        counts = Counter(sentence.status for sentence in self.check.sentences)
        text = Text(prose_counts(self.check).partition(":")[0] + ": ", "bold")
        told = [s for s in ORDER if counts[s] and s != "label"]
        for place, status in enumerate(told):
            text.append(", " if place else "")
            text.append(f"{counts[status]} {WORDS[status]}", STYLES[status])
        if not told:
            text.append("nothing to check")
        return Padding(text, (0, 0, 0, 1))
