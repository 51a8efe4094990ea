"""What no card may carry: values, names and strings that the labels forbid."""

from __future__ import annotations

from functools import lru_cache

from factcards.card import FactCard, Figure, Item
from factcards.card.model import Frozen
from factcards.checking.free_text import read_free_text
from factcards.evaluation.gold import FieldName, Forbidden
from factcards.evaluation.normalising import folded, may_mean, name_key, says_same
from factcards.evaluation.unsupported import without_worked_figures
from factcards.evaluation.view import Labels
from factcards.reading import same_unit

_WORDS: dict[FieldName, tuple[str, ...]] = {
    "headline": ("text",),
    "summary": ("text",),
    "who": ("name", "role", "aliases"),
    "what": ("text", "attributed_to"),
    "where": ("name",),
    "when": ("text",),
    "figures": ("text", "counts", "attributed_to"),
    "quotes": ("text", "speaker"),
    "sources": ("name", "via", "said"),
}
"""The fields of an item that hold words. Evidence is the article's own text and is left out."""
_NAMES = ("name", "aliases", "attributed_to", "speaker")
"""Of these, the ones that are names: a forbidden name is forbidden as the whole of them."""
_TOLD: tuple[FieldName, ...] = ("headline", "summary", "what")
"""Where numbers stand in the card's own words."""

_DENIED_WITHIN = 4
"""Words between a negation and the figure that it denies, at most."""

_Texts = tuple[tuple[str, str, str], ...]
"""Words of an item, each with the name of their field, and folded in one case."""
_Sought = tuple[Labels, Forbidden]


class Hit(Frozen):
    """Something forbidden that a card carries."""

    field: str
    item: str
    """Identifier of the item."""
    forbidden: str
    why: str
    text: str
    """The words of the card that it stands in."""


def forbidden_hits(labels: Labels, card: FactCard) -> tuple[Hit, ...]:
    """Everything forbidden that `card` carries, in the order of the labels."""
    hits = []
    said = _said(card)
    for entry in labels.gold.forbidden:
        for field, items in said.items():
            if entry.fields and field not in entry.fields:
                continue
            for item, words in items:
                text = _found((labels, entry), field, item, words)
                if text is not None:
                    hit = Hit(
                        field=field, item=item.id, forbidden=entry.told, why=entry.why, text=text
                    )
                    hits.append(hit)
    return tuple(hits)


def _said(card: FactCard) -> dict[FieldName, tuple[tuple[Item, _Texts], ...]]:
    """The items of each field with their words, taken once for all that is forbidden."""
    found: dict[FieldName, tuple[tuple[Item, _Texts], ...]] = {}
    for field in _WORDS:
        held = getattr(card, field)
        items = (held,) if field == "headline" else held
        found[field] = tuple((it, _texts(field, it)) for it in items if it is not None)
    return found


def _texts(field: FieldName, item: Item) -> _Texts:
    """Each field of words of `item` that says something, with its name."""
    found: list[tuple[str, str, str]] = []
    for name in _WORDS[field]:
        value = getattr(item, name)
        texts = value if isinstance(value, tuple) else (value,) if value else ()
        found += ((name, text, _in_one_case(text)) for text in texts)
    return tuple(found)


def _found(entry_of: _Sought, field: FieldName, item: Item, words: _Texts) -> str | None:
    """The words of `item` that carry what is forbidden, or None."""
    labels, entry = entry_of
    if entry.value is not None:
        return _value(labels, entry, field, item)
    if entry.name is not None:
        return _name(entry.name, words)
    wanted = entry.string or ""
    needle = _needle(wanted)
    return next((text for _, text, low in words if _stands_in(needle, low)), None)


def _name(wanted: str, words: _Texts) -> str | None:
    """Those of `words` that name what is forbidden: a whole name, or part of a sentence.

    "Marstrand" is not forbidden with "Marstrand District Court"; a name that is
    written in capitals is meant in capitals only.
    """
    cased = wanted.isupper()
    key, needle = name_key(wanted), folded(wanted) if cased else _needle(wanted)
    for name, text, low in words:
        if name in _NAMES:
            same = folded(text) == needle if cased else name_key(text) == key
            if same:
                return text
        elif name == "text" and _stands_in(needle, folded(text) if cased else low):
            return text
    return None


def _needle(wanted: str) -> str:
    """What is sought in words of one case."""
    return name_key(wanted) or _in_one_case(wanted)


def _stands_in(needle: str, hay: str) -> bool:
    """Whether `hay` has `needle` as whole words."""
    at = hay.find(needle)
    while at >= 0:
        before, after = hay[at - 1 : at], hay[at + len(needle) : at + len(needle) + 1]
        whole_left = not (before.isalnum() and needle[0].isalnum())
        whole_right = not (after.isalnum() and needle[-1].isalnum())
        if whole_left and whole_right:
            return True
        at = hay.find(needle, at + 1)
    return False


@lru_cache(maxsize=8192)
def _in_one_case(text: str) -> str:
    return folded(text).casefold()


def _value(labels: Labels, entry: Forbidden, field: FieldName, item: Item) -> str | None:
    """The words of `item` with the forbidden figure, or None."""
    language = labels.language
    if isinstance(item, Figure):
        if entry.value not in (item.value, item.value_to):
            return None
        unit = entry.any_unit or same_unit(entry.unit, item.unit)
        counts = entry.counts is None or (
            item.counts is not None and says_same(item.counts, (entry.counts,), language)
        )
        return item.text if unit and counts else None
    if field not in _TOLD:
        return None
    text = without_worked_figures(labels, getattr(item, "text", ""))
    for figure in read_free_text(text, language).figures:
        if entry.value not in (figure.value, figure.value_to):
            continue
        unit = same_unit(entry.unit, figure.unit) or may_mean(figure.unit, entry.unit)
        if not (entry.any_unit or unit):
            continue
        if _denied(text, figure.span.start, language):
            continue
        counted = figure.counts.of(text) if figure.counts else ""
        if entry.counts is None or says_same(counted, (entry.counts,), language):
            return text
    return None


def _denied(text: str, start: int, language: str) -> bool:
    """Whether a negation stands before the figure at `start`, in the same clause.

    "and not £18 million", "not a gain of 100 percent": it is named to be denied.
    """
    for cue in read_free_text(text, language).cues:
        between = text[cue.span.end : start]
        near = cue.span.end <= start and len(between.split()) <= _DENIED_WITHIN
        if cue.kind == "negation" and near and not set(between) & set(",;:.!?"):
            return True
    return False
