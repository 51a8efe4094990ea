"""What fails an error rule leaves the card, whole, with the reason."""

from __future__ import annotations

from collections.abc import Iterable

from factcards.card import LIST_FIELDS, FactCard, Finding, Item, Rejected


def enforce(card: FactCard, findings: Iterable[Finding]) -> FactCard:
    """`card` without the items that have an error among `findings`.

    Each such item stands whole in `rejected`, once, under the path of its first
    error, with the messages of all its errors as the reason. Findings on what
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
    reason = "; ".join(dict.fromkeys(finding.message for finding in errors))
    return Rejected(path=errors[0].path, item=item.model_dump(mode="json"), reason=reason)


def _unlinked(item: Item, gone: set[str]) -> Item:
    """`item` without links to items that are gone; the name it was linked by stays."""
    links = {
        name: None
        for name in ("speaker_id", "attributed_to_id")
        if getattr(item, name, None) in gone
    }
    return item.model_copy(update=links) if links else item
