"""People, organisations, groups and places of a story, each with all its mentions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from factcards.card import Span
from factcards.reading.gazetteer import look_up
from factcards.reading.mentions import Entity, EntityKind, NameMention, Sentence
from factcards.reading.name_doubt import note_doubts
from factcards.reading.name_group import Group
from factcards.reading.name_groups import group_names
from factcards.reading.name_kinds import decide
from factcards.reading.name_runs import Piece
from factcards.reading.name_tokens import NameText
from factcards.reading.name_uses import is_facility
from factcards.reading.names import find_names, piece_span
from factcards.reading.places import country_in_context, region_after

_MOST_ROLES = 6
_DEMONYM_ENDINGS = ("n", "an", "ian", "ean", "ish", "ese", "ic", "er", "ers", "ns", "ans", "ians")
_PLACE_ENDINGS = ("", "a", "e", "ia", "o", "y")

_ROMAN = re.compile(r"[IVX]{2,}(?:e|er|ème)?")
"""A numeral that no name leads: "siglo XVIII", "XIXe siècle"."""


def read_entities(text: str, language: str, sentences: Sequence[Sentence]) -> tuple[Entity, ...]:
    """The entities that the story sentences of `text` name, in order of first mention.

    `language` is ISO 639-1; `sentences` are those of `text` in order. Names in
    sentences that are no story are left out. Offsets count code points of
    `text`; no mention belongs to two entities. Linear in the length of `text`.
    """
    read, pieces = find_names(text, language)
    story = _inside(read, pieces, [s.span for s in sentences if s.story])
    groups = group_names(read, story)
    note_doubts(read, pieces, groups)
    named = frozenset(code for group in groups for code in _country_codes(read, group))
    entities = (_entity(read, group, named) for group in groups)
    return _without_demonyms(tuple(e for e in entities if not _ROMAN.fullmatch(e.name)))


def _without_demonyms(entities: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The entities but for adjectives of places that the text itself names.

    No list knows the adjective of a small or an invented place, but beside
    "Ostrelia" an "Ostrelian" is no place of its own.
    """
    places = frozenset(e.name for e in entities if e.kind == "place" and " " not in e.name)

    def is_adjective(entity: Entity) -> bool:
        if (entity.sure and entity.kind != "place") or " " in entity.name:
            return False
        stems = (entity.name[: -len(e)] for e in _DEMONYM_ENDINGS if entity.name.endswith(e))
        return any(
            len(stem) > 2 and stem + rest in places - {entity.name}
            for stem in stems
            for rest in _PLACE_ENDINGS
        )

    return tuple(entity for entity in entities if not is_adjective(entity))


def _inside(read: NameText, pieces: list[Piece], spans: list[Span]) -> list[Piece]:
    """The pieces that lie wholly inside one of `spans`."""
    starts = [span.start for span in spans]
    kept = []
    for piece in pieces:
        span = piece_span(read, piece)
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and spans[at].contains(span):
            kept.append(piece)
    return kept


def _country_codes(read: NameText, group: Group) -> list[str]:
    """The countries that a group's mentions name outright."""
    if group.kind != "place":
        return []
    entry = look_up(_text(read, group.pieces[0]))
    if entry is None or entry.type == "city":
        return []
    return [code for code, _ in entry.countries]


def _text(read: NameText, piece: Piece) -> str:
    return piece_span(read, piece).of(read.text)


def _entity(read: NameText, group: Group, named: frozenset[str]) -> Entity:
    kind, sure = decide(group.points)
    spans = [piece_span(read, piece) for piece in group.pieces]
    forms = list(dict.fromkeys(span.of(read.text) for span in spans))
    name = _fullest(forms, kind)
    return Entity(
        name=name,
        kind=kind,
        sure=sure,
        mentions=tuple(NameMention(span) for span in spans),
        aliases=tuple(form for form in forms if form != name),
        roles=_roles(read, group, kind, spans),
        country=_country(read, group, spans, named) if kind == "place" else None,
    )


def _fullest(forms: list[str], kind: EntityKind) -> str:
    """The fullest form; of equally full ones the first that is not all in capitals."""

    def rank(form: str) -> tuple[int, bool, int]:
        words = len(form.split())
        shouted = form.isupper() and (words > 1 or any(f.upper() == form != f for f in forms))
        return (words, not shouted, len(form) if kind != "place" or words == 1 else 0)

    return max(forms, key=rank)


def _roles(read: NameText, group: Group, kind: EntityKind, spans: list[Span]) -> tuple[Span, ...]:
    """The roles that fit the kind, best first; of equal words one."""
    fitting = [hit for hit in group.hits if hit.kind in (kind, "unknown") or kind == "other"]
    fitting += [h for h in group.hits if kind == "group" and h.kind == "organisation"]
    fitting += [h for h in group.hits if kind == "organisation" and h.kind == "group"]
    best: dict[str, tuple[float, Span]] = {}
    for hit in fitting:
        words = hit.span.of(read.text)
        if _touches(spans, hit.span):
            continue
        if words.lower() not in best or best[words.lower()][0] < hit.rank:
            best[words.lower()] = (hit.rank, hit.span)
    ranked = sorted(best.values(), key=lambda item: (-item[0], item[1].start))
    kept: list[Span] = []
    for _, span in ranked:
        words = f" {span.of(read.text).lower()} "
        if all(words not in f" {other.of(read.text).lower()} " for other in kept):
            kept.append(span)
    return tuple(kept[:_MOST_ROLES])


def _touches(spans: list[Span], role: Span) -> bool:
    """Whether `role` overlaps one of `spans`, which are in order."""
    at = bisect_right(spans, role.end, key=lambda span: span.start)
    return any(role.overlaps(span) for span in spans[max(0, at - 2) : at + 1])


def _country(read: NameText, group: Group, spans: list[Span], named: frozenset[str]) -> str | None:
    name = _fullest([span.of(read.text) for span in spans], "place")
    entry = look_up(name)
    if entry is not None and entry.type != "city":
        return country_in_context(name)
    after = next((found for span in spans[:20] if (found := region_after(read.text, span))), None)
    if is_facility(read, group):
        # A gazetteer of towns knows no buildings: what it has under the name is something else.
        entry = look_up(after) if after is not None else None
        return entry.countries[0][0] if entry is not None and entry.countries else None
    return country_in_context(name, named=named, after=after)
