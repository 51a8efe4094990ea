"""Places: which country they lie in, and which of them the story happens in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from factcards.card import Span
from factcards.reading.gazetteer import PlaceEntry, look_up
from factcards.reading.lexicon import Lexicon, lexicon, word_set
from factcards.reading.mentions import Entity, Sentence
from factcards.reading.role_phrases import noun_kind

DOMINANT = 10
"""A city stands for its name when it has this many times the people of its namesakes."""
_REGION_AFTER = re.compile(r",\s+((?:[^\W\d_][\w.'’-]*)(?: [^\W\d_][\w.'’-]*){0,2})")
_UNSURE = 0.8
_CLOSE = 16
_WORTH = (1.0, 1.0, 0.7, 0.5, 0.4, 0.4)
"""What a mention is worth in each of the first sentences of the story, the title among them."""
_ENOUGH_WITHIN = 0.5
"""Points with which a place is the scene where else only its country would be."""
_NAMED_AGAIN, _OFTEN = 0.2, 8
"""A story names the place where it happens again and again: worth so much each time, so often."""
_WIDE = 0.6
"""A country is less of an answer to "where" than a place in it."""
_AND = frozenset([" and ", ", and", " or b"])
_WORD_BEFORE = re.compile(
    r"([^\W\d_]+)\s+(?:(?:the|el|la|las|los|le|les|der|dem|den)\s+)?$", re.IGNORECASE
)


def country_of(place: str) -> str | None:
    """ISO 3166-1 alpha-2 code of the country `place` is or lies in; None where several fit.

    By the gazetteer alone: a country or region says its own, a city when no
    city of that name in another country has a tenth of its people or more.
    """
    entry = look_up(place)
    return None if entry is None else _dominant(entry)


def country_in_context(
    place: str, *, named: frozenset[str] = frozenset(), after: str | None = None
) -> str | None:
    """The same with what the article says: `after` is the region after the comma
    ("Springfield, Illinois"), `named` the codes of countries the article names.

    What the article says goes before the gazetteer's order of size; a country
    that holds no place of that name is no hint.
    """
    if after is not None:
        entry = look_up(after)
        if entry is not None and entry.type != "city" and entry.countries:
            return entry.countries[0][0]
    entry = look_up(place) or (look_up(place.title()) if place.isupper() else None)
    if entry is None:
        return None
    if entry.type != "city":
        return _dominant(entry)
    dominant = _dominant(entry)
    fitting = [code for code, _ in entry.countries if code in named]
    if dominant is not None and (dominant in named or not fitting):
        return dominant
    return fitting[0] if len(fitting) == 1 else None


def _dominant(entry: PlaceEntry) -> str | None:
    if not entry.countries:
        return None
    (code, people), *others = entry.countries
    if others and others[0][1] * DOMINANT > people:
        return None
    return code


def region_after(text: str, span: Span) -> str | None:
    """The region or country that stands after the comma behind `span`, if one does."""
    found = _REGION_AFTER.match(text, span.end, span.end + 80)
    if found is None:
        return None
    words = found.group(1).split(" ")
    for length in range(len(words), 0, -1):
        for name in (" ".join(words[:length]), " ".join(words[:length]).rstrip(".,")):
            entry = look_up(name)
            if entry is not None and entry.type != "city":
                return name
    return None


def scene_places(
    text: str, sentences: Sequence[Sentence], entities: Sequence[Entity], language: str = "en"
) -> tuple[Entity, ...]:
    """The places where the main event seems to happen, most likely first.

    Points for standing in a dateline, in the headline or the lead (the first
    six sentences of the story), after a preposition of place there, and for
    being named again. Where none has enough, the one that the lead mentions
    most plainly; empty when the lead names no place. Behind them stand the
    places that contain them.
    """
    story = [sentence for sentence in sentences if sentence.story][: len(_WORTH)]
    lists = lexicon(language)
    inner = _inner_places(text, story, entities)
    scored: list[tuple[float, int, Entity]] = []
    faint: list[tuple[float, int, Entity]] = []
    for order, entity in enumerate(entities):
        if entity.kind != "place":
            continue
        score = 0.0
        for mention in entity.mentions:
            for rank, sentence in enumerate(story):
                if sentence.span.contains(mention.span):
                    score += _scene_points(text, sentence, mention.span, rank, lists)
        if not entity.sure:
            # Only a preposition of place in the lead tells that it is one.
            score = _UNSURE * score if score >= 1.0 else 0.0
        # The smaller of two places is the scene: a city before its country.
        named = _NAMED_AGAIN * (min(len(entity.mentions), _OFTEN) - 1)
        item = (_WIDE * _is_country(entity) - named - score, order, entity)
        (scored if score >= 1.0 else faint).append(item)
    if all(_is_country(item[2]) for item in scored):
        # "In China …": where in China, a later sentence of the lead tells.
        within = [item for item in faint if -item[0] >= _ENOUGH_WITHIN and not _is_country(item[2])]
        scored, faint = scored + within, [item for item in faint if item not in within]
    best = _inner_first(sorted(scored, key=lambda item: item[:2]), inner)
    # A story whose lead names one place, however it does, happens there.
    best = best or [item for item in sorted(faint, key=lambda item: item[:2]) if item[0] < 0][:1]
    scenes = [entity for _, _, entity in best]
    return (*scenes, *_around(scenes, entities, inner))


def _around(
    scenes: Sequence[Entity], entities: Sequence[Entity], inner: set[tuple[str, str]]
) -> Iterator[Entity]:
    """The places that contain one of `scenes`: said so in the text, or its country."""
    names = {entity.name for entity in scenes}
    countries = {entity.country for entity in scenes if not _is_country(entity)} - {None}
    for entity in entities:
        if entity.kind != "place" or entity.name in names:
            continue
        holds = any((name, entity.name) in inner for name in names)
        if holds or (_is_country(entity) and entity.country in countries):
            yield entity


def _is_country(entity: Entity) -> bool:
    entry = look_up(entity.name)
    return entry is not None and entry.type == "country"


_LIES_IN = re.compile(
    r"\s*,\s*(?:near|in|en|près|bei|north|south|east|west|central|the)?[\s-]*"
    r"(?:east|west)?(?:ern)?\s*(?:of\s+)?(?:the\s+)?|\s+(?:in|of)\s+(?:the\s+)?",
    re.IGNORECASE,
)


def _inner_places(
    text: str, story: Sequence[Sentence], entities: Sequence[Entity]
) -> set[tuple[str, str]]:
    """Pairs of names where the text puts the first inside the second: "Orlin, near | Dost"."""
    found: set[tuple[str, str]] = set()
    spans = sorted(
        (mention.span, entity.name)
        for entity in entities
        if entity.kind == "place"
        for mention in entity.mentions
        if story and mention.span.start <= story[-1].span.end
    )
    for (one, name), (other, around) in pairwise(spans):
        if name != around and other.start - one.end <= _CLOSE:
            between = text[one.end : other.start]
            listed = between.strip() == "," and text[other.end : other.end + 5] in _AND
            if not listed and _LIES_IN.fullmatch(between):
                found.add((name, around))
    return found


def _in_country(place: Entity, country: Entity) -> bool:
    """Whether the gazetteer puts `place` in `country`: the smaller of two is the scene."""
    entry = look_up(country.name)
    if entry is None or entry.type != "country" or place.country != country.country:
        return False
    own = look_up(place.name)
    return own is None or own.type != "country"


def _inner_first(
    ranked: list[tuple[float, int, Entity]], inner: set[tuple[str, str]]
) -> list[tuple[float, int, Entity]]:
    """`ranked` with a place right before the one that the text puts it in."""
    out: list[tuple[float, int, Entity]] = []
    for item in ranked:
        at = next(
            (
                k
                for k, other in enumerate(out)
                if (item[2].name, other[2].name) in inner or _in_country(item[2], other[2])
            ),
            len(out),
        )
        out.insert(at, item)
    return out


_WORD_AFTER = re.compile(r" ([^\W\d_][\w'’-]*)")


def _noun_after(text: str, span: Span, lists: Lexicon) -> str | None:
    """What the noun names that the place describes, None when no noun follows.

    "unknown" for a noun that no list has: "the Quarrymouth derailment".
    """
    found = _WORD_AFTER.match(text, span.end, span.end + 40)
    if found is None or lists.language != "en":
        return None
    word = found.group(1).lower()
    if word.endswith(("-based", "-born")):
        return "person"
    if not found.group(1)[0].islower():
        return "person" if word in lists.titles else None
    verbs = lists.speech_verbs | lists.person_verbs | lists.verbs | lists.follow_verbs
    if word in lists.function_words or word in lists.calendar or word in verbs:
        return None
    kind = noun_kind(lists, word)
    if (kind is None and word.endswith(("ed", "ing", "ly", "ward"))) or word in _ADVERBS:
        return None
    return kind or "unknown"


_EVENT_AFTER = re.compile(
    r"(?: [a-z][\w'’-]*){0,2}? (?:crash|derailment|collision|disaster|tragedy|accident|fire|blaze"
    r"|explosion|blast|flood|quake|earthquake|storm|attack|shooting|stabbing|bombing|massacre|siege"
    r"|raid|riot|protest|rally|march|strike|trial|summit|festival|match|final|race|marathon|outbreak"
    r"|rescue|murder|killing|standoff)s?\b"
)
"""What happens in the place whose name stands before it."""
_AT_HOME = re.compile(
    r"\b(?:li(?:ves?|ved|ving)|born|raised|resid(?:es?|ed|ing)|grew up|based|headquartered"
    r"|vive[ns]?|vivían?|nacid[oa]s?|wohnt|wohnte[nt]?|wohnhaft|geboren|habitent?|habitait|née?s?)"
    r"\s+(?:in|at|near|en|à|bei)\s+(?:[^\W\d_]+[ -])?$",
    re.IGNORECASE,
)
"""What says that somebody is at home there."""
_ADVERBS = word_set("early late last next this earlier later today tonight alone when while where")


_PHRASE_WORD = re.compile(r"[^\W_][\w'’-]*|[^\w\s]")


def _governed(before: str, lists: Lexicon) -> bool:
    """Whether a preposition of place governs what follows `before`: "in Norland's port of "."""
    words = _PHRASE_WORD.findall(before)[-7:]
    for at in range(len(words) - 1, -1, -1):
        word = words[at].lower()
        if word in lists.scene_prepositions:
            return True
        of_place = word in lists.of_words and at > 0 and words[at - 1].lower() in lists.place_nouns
        owner = words[at][0].isupper() and word.endswith(("'s", "’s"))
        adjective = word not in lists.function_words and word[0].isalpha()
        verb = word in lists.speech_verbs | lists.verbs | lists.follow_verbs | lists.person_verbs
        if not (of_place or owner or word in lists.articles or (adjective and not verb)):
            return False
        if adjective and not owner and words[at][0].isupper():
            return False
    return False


def _is_wide(text: str, span: Span) -> bool:
    """Whether the place is a country or a region: "US election" need not be anywhere."""
    entry = look_up(span.of(text))
    return entry is not None and entry.type != "city"


def _scene_points(text: str, sentence: Sentence, span: Span, rank: int, lists: Lexicon) -> float:
    worth = _WORTH[rank]
    if span.start - sentence.span.start < 2 and re.match(
        r"[^.\n]{0,40}?\s[—–-]\s|\s*\(", text[span.end : span.end + 48]
    ):
        return 2.0
    noun = _noun_after(text, span, lists)
    if noun == "person":
        # "The former Quarrymouth politician" may be anywhere.
        return 0.0
    if _AT_HOME.search(text, max(sentence.span.start, span.start - 40), span.start):
        # "Three adults who lived in Orlin" may be anywhere.
        return 0.0
    before = _WORD_BEFORE.search(text, max(0, span.start - 30), span.start)
    if before is not None and before.group(1).lower() in lists.scene_prepositions:
        return 1.5 * worth
    if _governed(text[max(sentence.span.start, span.start - 80) : span.start], lists):
        return 1.5 * worth
    if lists.language == "en" and _EVENT_AFTER.match(text, span.end, span.end + 60):
        return worth  # "Orlin tram crash"
    if noun == "unknown" and rank == 0 and not _is_wide(text, span):
        return 0.8  # a headline's "Orlin bomb plot"
    if noun is not None and noun != "place":
        return 0.15 * worth if noun == "organisation" else 0.0
    subject = span.start == sentence.span.start
    return (0.8 if subject and rank < 2 else 0.3) * worth
