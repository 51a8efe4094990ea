"""Stored cards: data from outside, read with care.

A stored card may have been edited, cut off or made by another program. It is
taken only when it fits the contract and agrees with itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from factcards.card.model import SCHEMA_VERSION, FactCard
from factcards.errors import CardError

MAX_BYTES = 128 * 1024 * 1024
"""More than a card of the largest article takes (20 MB of text, escaped)."""

MAX_DIGITS = 400
"""A decimal with a longer plain form is no figure of an article, and writing it
out could fill the memory ("1e999999999")."""

SHOWN_PROBLEMS = 8


def load_card(source: str | bytes | Path) -> FactCard:
    """The card in `source`: JSON as text or bytes, or the path of a file.

    Raises `CardError` with a list of what does not fit and where, and where the
    card contradicts itself: an id twice, or evidence that is not in its text.
    """
    cards = load_cards(source)
    if len(cards) != 1:
        raise CardError(
            f"{_named(source)} holds {len(cards)} cards, and one is wanted",
            hint="take one line of the JSON Lines file",
        )
    return cards[0]


def load_cards(source: str | bytes | Path) -> tuple[FactCard, ...]:
    """The cards in `source`: one JSON object, or JSON Lines. Raises as `load_card` does."""
    raw = _read(source)
    name = _named(source)
    if not raw.strip():
        raise CardError(
            f"{name} is empty",
            hint="a card is what `factcards make … --format json` writes",
        )
    lines = [line for line in raw.splitlines() if line.strip()]
    if len(lines) > 1 and _is_json(lines[0]):
        return tuple(
            _card(line, f"{name}, line {number}")
            for number, line in enumerate(raw.splitlines(), start=1)
            if line.strip()
        )
    return (_card(raw, name),)


def _read(source: str | bytes | Path) -> bytes:
    if isinstance(source, Path):
        try:
            with source.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise CardError(
                f"cannot read {source}: {error.strerror or error}",
                hint="check the path; a card is what `factcards make … --format json` writes",
            ) from None
    else:
        # A lone surrogate cannot be UTF-8; the JSON parser names it as a fault.
        raw = source.encode(errors="surrogatepass") if isinstance(source, str) else source
    if len(raw) > MAX_BYTES:
        raise CardError(
            f"{_named(source)} is larger than {MAX_BYTES // 2**20} MiB: that is no fact card",
            hint="check that this is the card and not the article or an archive",
        )
    return raw.removeprefix(b"\xef\xbb\xbf")


def _named(source: str | bytes | Path) -> str:
    return str(source) if isinstance(source, Path) else "the card"


def _is_json(raw: bytes) -> bool:
    try:
        from_json(raw)
    except ValueError:
        return False
    return True


def _card(raw: bytes, name: str) -> FactCard:
    try:
        data = from_json(raw, allow_inf_nan=False)
    except ValueError as error:
        raise CardError(
            f"{name} is not JSON: {error}",
            hint="a card is what `factcards make … --format json` writes",
        ) from None
    if not isinstance(data, dict):
        raise CardError(
            f"{name} is JSON, but not a fact card: an object is wanted",
            hint="`factcards schema` prints what a card looks like",
        )
    _check_version(data, name)
    try:
        card = FactCard.model_validate_json(raw)
    except ValidationError as error:
        problems = [_problem(data, detail) for detail in error.errors(include_url=False)]
        raise _misfit(f"{name} does not fit the contract", problems) from None
    problems = list(_contradictions(card))
    if problems:
        raise _misfit(f"{name} contradicts itself", problems)
    return card


def _check_version(data: dict[str, Any], name: str) -> None:
    provenance = data.get("provenance")
    version = provenance.get("schema_version", 1) if isinstance(provenance, dict) else 1
    if version != SCHEMA_VERSION:
        shown = str(version)[:20]
        raise CardError(
            f"{name} has schema version {shown}; this program knows version {SCHEMA_VERSION}",
            hint="use the version of factcards that wrote it (see provenance.factcards)",
        )


def _misfit(message: str, problems: list[str]) -> CardError:
    shown = problems[:SHOWN_PROBLEMS]
    if len(problems) > len(shown):
        shown.append(f"and {len(problems) - len(shown)} more")
    listed = "".join(f"\n  - {problem}" for problem in shown)
    return CardError(f"{message}:{listed}", hint="`factcards schema` prints what a card looks like")


def _problem(data: dict[str, Any], detail: Any) -> str:
    """One line for one misfit: where it is, what is wrong, what stands there."""
    place = ""
    owner: Any = data
    identity = ""
    for part in detail["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f"{'.' if place else ''}{part}"
        owner = _inside(owner, part)
        if isinstance(owner, dict) and isinstance(owner.get("id"), str):
            identity = f" ({owner['id'][:40]})"
    message = detail["msg"][:1].lower() + detail["msg"][1:]
    value = detail["input"]
    found = f", not {str(value)[:40]!r}" if isinstance(value, str | int | float | bool) else ""
    return f"{place}{identity}: {message}{found}"


def _inside(owner: Any, part: str | int) -> Any:
    if isinstance(owner, dict):
        return owner.get(part)
    if isinstance(owner, list) and isinstance(part, int) and part < len(owner):
        return owner[part]
    return None


def _contradictions(card: FactCard) -> Iterator[str]:
    seen: set[str] = set()
    for item in card.items():
        if item.id in seen:
            yield f"the id “{item.id}” is there twice"
        seen.add(item.id)
    for figure in card.figures:
        for value in (figure.value, figure.value_to):
            if value is not None and abs(value.adjusted()) > MAX_DIGITS:
                yield f"{figure.id}/value: {value} has more than {MAX_DIGITS} digits"
    text = card.article.text
    if text is None:
        return
    if len(text) != card.article.characters:
        yield (
            f"article.characters is {card.article.characters}, "
            f"but article.text has {len(text)} code points"
        )
    if hashlib.sha256(text.encode()).hexdigest() != card.article.sha256:
        yield "article.sha256 is not that of article.text"
    owners = [(item.id, item.evidence) for item in card.items()]
    owners += [(f"finding on {finding.path}", finding.evidence) for finding in card.findings]
    owners += [
        (f"coverage.{kind}.missing", one.evidence)
        for kind, count in card.coverage.by_kind().items()
        for one in count.missing
    ]
    for owner, pieces in owners:
        for evidence in pieces:
            if text[evidence.start : evidence.end] != evidence.quote:
                yield (
                    f"{owner}: “{evidence.quote[:40]}” does not stand at "
                    f"{evidence.start}–{evidence.end} of article.text"
                )
