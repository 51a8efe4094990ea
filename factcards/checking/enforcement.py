"""What fails an error rule leaves the card, whole, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable

from factcards.card import LIST_FIELDS, FactCard, Finding, Item, Rejected

_QUOTED = re.compile("“([^”]*)”")


def enforce(card: FactCard, findings: Iterable[Finding]) -> FactCard:
    """`card` without the items that have an error among `findings`.

    Each such item stands whole in `rejected`, once, under the path of its first
    error, with the messages of its errors, each told once, as the reason. Findings on what
    stays are kept in `findings`; links to rejected items (`speaker_id`,
    `attributed_to_id`) become null. Doing it twice changes nothing, and ids
    are never renumbered.
    """
    errors: dict[str, list[Finding]] = {}
    for finding in (*card.findings, *findings):
        if finding.severity == "error":
            errors.setdefault(_item_of(finding.path), []).append(finding)
    failed = [item for item in card.items() if item.id in errors]
    gone = {item.id for item in failed}
    off = (gone | {_item_of(r.path) for r in card.rejected}) - {i.id for i in card.items()} | gone
    kept = tuple(f for f in (*card.findings, *findings) if _item_of(f.path) not in off)
    rejected = [_rejected(item, errors[item.id]) for item in failed]
    lists = {
        name: tuple(_unlinked(i, gone) for i in getattr(card, name) if i.id not in gone)
        for name in LIST_FIELDS
    }
    headline = card.headline
    return card.model_copy(
        update={
            **lists,
            "headline": None if headline is not None and headline.id in gone else headline,
            "findings": tuple(dict.fromkeys(kept)),
            "rejected": (*card.rejected, *rejected),
        }
    )


def _item_of(path: str) -> str:
    return path.partition("/")[0]


def _rejected(item: Item, errors: list[Finding]) -> Rejected:
    reason = "; ".join(_told_once(errors))
    return Rejected(path=errors[0].path, item=item.model_dump(mode="json"), reason=reason)


def _told_once(errors: list[Finding]) -> list[str]:
    """The messages of `errors`, without those that another one about the same field says whole.

    Two rules may see one altered number: “340” is in “about 340”.
    """
    kept: list[Finding] = []
    for finding in dict.fromkeys(errors):
        same = [f for f in kept if f.path == finding.path]
        if any(_says_whole(other.message, finding.message) for other in same):
            continue
        kept = [f for f in kept if f not in same or not _says_whole(finding.message, f.message)]
        kept.append(finding)
    return [finding.message for finding in kept]


def _says_whole(message: str, other: str) -> bool:
    """Whether every quotation of `other` stands in one of `message`."""
    shown, quoted = _QUOTED.findall(message), _QUOTED.findall(other)
    if not quoted:
        return message == other
    return all(
        any(re.search(rf"(?<![\w.,]){re.escape(part)}(?!\w)", whole) for whole in shown)
        for part in quoted
    )


def _unlinked(item: Item, gone: set[str]) -> Item:
    """`item` without links to items that are gone; the name it was linked by stays."""
    links = {
        name: None
        for name in ("speaker_id", "attributed_to_id")
        if getattr(item, name, None) in gone
    }
    return item.model_copy(update=links) if links else item
