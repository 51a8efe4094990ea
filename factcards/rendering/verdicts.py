"""What became of a card's facts in an edited article, made readable."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from factcards.card import FactCard
from factcards.checking import RecheckStatus, Verdict
from factcards.errors import UsageError
from factcards.rendering.clean import clean, unpictured
from factcards.rendering.escape import markdown
from factcards.rendering.excerpt import first_words
from factcards.rendering.wording import item_words

VERDICT_FORMATS = ("terminal", "json", "markdown")

ORDER: tuple[RecheckStatus, ...] = ("gone", "changed", "disagrees", "moved", "stands")
"""Worst first: what needs a decision stands on top."""
QUIET = ("moved", "stands")
STYLES = {
    "gone": "bold red",
    "changed": "yellow",
    "disagrees": "bold yellow",
    "moved": "cyan",
    "stands": "green",
}

MOST_WORDS = 300
"""Of a sentence that are compared word by word; the comparison is quadratic."""


def render_verdicts(
    card: FactCard,
    verdicts: Sequence[Verdict],
    name: str = "terminal",
    *,
    width: int = 80,
    color: bool = False,
) -> str:
    """`verdicts` on the facts of `card` in format `name`, ending with a line end.

    Raises `UsageError` for an unknown format.
    """
    check_verdict_format(name)
    if name == "json":
        return _json(verdicts)
    ordered = _in_order(verdicts)
    if name == "markdown":
        return "\n".join(_markdown(card, ordered)) + "\n"
    return _terminal(card, ordered, width, color)


def check_verdict_format(name: str) -> str:
    """`name`, if verdicts have such a format. Raises `UsageError` with those there are."""
    if name not in VERDICT_FORMATS:
        raise UsageError(
            f"there is no format “{name[:40]}” for a check",
            hint=f"the formats are {', '.join(VERDICT_FORMATS)}",
        )
    return name


def verdict_counts(verdicts: Sequence[Verdict]) -> str:
    """Such as "1 gone, 2 changed, 28 stand": the statuses there are, worst first."""
    counts = Counter(verdict.status for verdict in verdicts)
    several: dict[RecheckStatus, str] = {"stands": "stand", "disagrees": "disagree"}
    told = {status: word for status, word in several.items() if counts[status] != 1}
    parts = [f"{counts[status]} {told.get(status, status)}" for status in ORDER if counts[status]]
    return ", ".join(parts) or "no facts on the card"


def _in_order(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Worst first; facts that the same edit touched stand together."""
    first: dict[tuple[str, str, str | None, str], int] = {}
    keyed = []
    for index, verdict in enumerate(verdicts):
        group = index
        if verdict.status not in QUIET:
            group = first.setdefault(_fate(verdict), index)
        keyed.append((ORDER.index(verdict.status), group, index))
    return [verdicts[index] for _, _, index in sorted(keyed)]


def _json(verdicts: Sequence[Verdict]) -> str:
    counts = Counter(verdict.status for verdict in verdicts)
    report = {
        "counts": {status: counts[status] for status in reversed(ORDER)},
        "verdicts": [
            {
                "id": verdict.item_id,
                "list": verdict.list_name,
                "status": verdict.status,
                "old": verdict.old,
                "new": verdict.new,
                "reason": verdict.reason,
                "evidence": [evidence.model_dump(mode="json") for evidence in verdict.evidence],
            }
            for verdict in verdicts
        ],
    }
    return unpictured(json.dumps(report, indent=2, ensure_ascii=False)) + "\n"


def _facts(card: FactCard) -> dict[str, str]:
    return {item.id: item_words(item) for item in card.items()}


def _places(verdict: Verdict) -> str:
    return ", ".join(f"{e.start}–{e.end}" for e in verdict.evidence[:3])


def _markdown(card: FactCard, verdicts: Sequence[Verdict]) -> Iterator[str]:
    facts = _facts(card)
    yield f"# Check: {verdict_counts(verdicts)}"
    yield ""
    yield "| Verdict | List | Fact | Was | Is |"
    yield "| --- | --- | --- | --- | --- |"
    for verdict in verdicts:
        told = verdict.status not in QUIET
        cells = (
            verdict.status,
            markdown(verdict.list_name),
            markdown(facts.get(verdict.item_id, verdict.item_id)),
            markdown(verdict.old) if told else "",
            markdown(verdict.reason or verdict.new or "") if told else _places(verdict),
        )
        yield f"| {' | '.join(cells)} |"


def _terminal(card: FactCard, verdicts: Sequence[Verdict], width: int, color: bool) -> str:
    # Rich is slow to import and needed for this format only.
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    from factcards.rendering.terminal import bounded, column_widths, grid, printed

    facts = _facts(card)
    width = bounded(width)

    def row(verdict: Verdict) -> tuple[Text, ...]:
        words = facts.get(verdict.item_id, clean(verdict.item_id))
        fact = Text(words)
        if verdict.status in QUIET:
            # Nothing to decide here: one line each.
            where = f" at {_places(verdict)}" if verdict.status == "moved" else ""
            fact = Text(first_words(words, max(10, width - 22 - len(where))))
            fact.append(where, "dim")
        status = Text(verdict.status, STYLES[verdict.status])
        return status, Text(clean(verdict.list_name), "dim"), fact

    rows = [row(verdict) for verdict in verdicts]
    widths = column_widths(rows, (14, 16), width - 1)
    parts: list[RenderableType] = [Text(f" {verdict_counts(verdicts)}", "bold")]
    for index, verdict in enumerate(verdicts):
        if index == 0 or verdict.status != verdicts[index - 1].status:
            parts.append(Text("─" * width, "dim"))
        parts.append(Padding(grid(rows[index], widths, ()), (0, 0, 0, 1)))
        if index + 1 < len(verdicts) and _fate(verdicts[index + 1]) == _fate(verdict):
            # The same edit touched the next fact too, and is told once.
            continue
        for label, words in _was_and_is(verdict):
            text = Text()
            for run, differs in words:
                style = STYLES[verdict.status] if differs else "dim"
                text.append(f"‹{run}›" if differs else run, style)
            line = grid((Text(label, "dim"), text), (3,), ())
            parts.append(Padding(line, (0, 0, 0, 4)))
    return printed(Group(*parts), width=width, color=color)


def _fate(verdict: Verdict) -> tuple[str, str, str | None, str]:
    return verdict.status, verdict.old, verdict.new, verdict.reason


def _was_and_is(verdict: Verdict) -> Iterator[tuple[str, list[tuple[str, bool]]]]:
    """The two versions, "was" and "is", as runs of words that differ or do not."""
    if verdict.status in QUIET:
        return
    if verdict.status == "disagrees":
        yield "why", [(clean(verdict.reason), False)]
        return
    if verdict.new is None:
        yield "was", [(clean(verdict.old), False)]
        return
    old, new = clean(verdict.old).split(" "), clean(verdict.new).split(" ")
    matcher = SequenceMatcher(None, old[:MOST_WORDS], new[:MOST_WORDS], autojunk=False)
    was: list[tuple[str, bool]] = []
    now: list[tuple[str, bool]] = []
    for tag, low, high, start, end in matcher.get_opcodes():
        differs = tag != "equal"
        was += _run(old[low:high], differs)
        now += _run(new[start:end], differs)
    was += _run(old[MOST_WORDS:], False)
    now += _run(new[MOST_WORDS:], False)
    yield "was", _spaced(was)
    yield "is", _spaced(now)


def _run(words: list[str], differs: bool) -> list[tuple[str, bool]]:
    return [(" ".join(words), differs)] if words else []


def _spaced(runs: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    spaced: list[tuple[str, bool]] = []
    for index, run in enumerate(runs):
        if index:
            spaced.append((" ", False))
        spaced.append(run)
    return spaced
