"""An article, a good answer about it, and the real pipeline with a server on loopback between."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from openai_like import OpenAILike

from factcards import FactCard, GeneratorOptions, make_card
from factcards.article import ReadOptions, load_article
from factcards.generator import run
from factcards.models import ModelOptions
from factcards.reading import Reading, read

QUARRY = Path(__file__).parent / "quarry.txt"
Answer = dict[str, Any]


def _reading() -> Reading:
    return read(run(load_article(QUARRY, ReadOptions())))


READING = _reading()


def number_of(words: str) -> int:
    """The number under which a model sees the one sentence that holds `words`.

    Boilerplate is not shown; it gets a number that no sentence has.
    """
    [found] = [s for s in READING.sentences if words in s.span.of(READING.text)]
    story = [s for s in READING.sentences if s.story]
    return story.index(found) + 1 if found.story else 99


def options(server: OpenAILike, **changes: Any) -> GeneratorOptions:
    asked = {"base_url": server.base_url, "retry_wait": 0.01, **changes}
    return GeneratorOptions(
        model="openai/played", strategy="whole", model_options=ModelOptions(**asked)
    )


def card_from(server: OpenAILike, **changes: Any) -> FactCard:
    """The card of the article, drafted by what `server` plays."""
    return make_card(QUARRY, options=options(server, **changes))


def good_answer() -> Answer:
    """What a careful model answers; a fresh copy, to be spoilt."""
    return copy.deepcopy(_GOOD)


def empty_answer(**given: Any) -> Answer:
    """An answer that finds nothing but `given`."""
    return {**{name: [] for name in _GOOD}, "headline": None, **given}


def as_text(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=False)


_LEAD = number_of("gave way, the county fire service said")
_WATER = number_of("The water, some")
_CUTS = number_of("treated for cuts")
_TRAIN = number_of("sounded like a train")
_STAIRS = number_of("church stairs")
_DENIED = number_of("denied that it had been warned")
_LEAK = number_of("told us of a leak")
_CRACK = number_of("found a crack")
_WEIR = number_of("Councillor Dafna Weir")
_PATCH = number_of("patch a thing")
_MEETING = number_of("11 June")
_EMPLOYS = number_of("employs 85")
_REPAIRS = number_of("Repairs could take")


def _who(sentence: int, name: str, kind: str, role: str | None, *aliases: str) -> Answer:
    return {
        "sentences": [sentence], "name": name, "kind": kind, "role": role,
        "aliases": list(aliases),
    }  # fmt: skip


def _figure(sentence: int, text: str, value: float, counts: str, **more: Any) -> Answer:
    return {
        "sentences": [sentence], "text": text, "value": value, "value_to": None, "unit": None,
        "qualifier": None, "counts": counts, "attributed_to": None, **more,
    }  # fmt: skip


def _quote(sentence: int, text: str, speaker: str) -> Answer:
    return {"sentences": [sentence], "text": text, "speaker": speaker}


def _what(sentence: int, stance: str, credited: str | None, text: str) -> Answer:
    return {"sentences": [sentence], "stance": stance, "attributed_to": credited, "text": text}


_FIRE_SERVICE = "the county fire service"
_GOOD: Answer = {
    "who": [
        _who(_DENIED, "Brannock Aggregates", "organisation", "the company that runs the quarry",
             "Brannock"),
        _who(_TRAIN, "Ilse Corvin", "person", "owns the bakery on Mill Lane"),
        _who(_LEAK, "Piers Lomond", "person", "managing director"),
        _who(_WEIR, "Dafna Weir", "person", "Councillor", "Weir"),
        _who(_CRACK, "Mining Safety Office", "organisation", None),
    ],
    "where": [
        {"sentences": [_WATER], "name": "Mill Lane", "relation": "scene"},
    ],
    "when": [
        {"sentences": [_LEAD], "text": "on Tuesday"},
        {"sentences": [_MEETING], "text": "11 June"},
    ],
    "figures": [
        _figure(_LEAD, "340", 340, "people left their homes", qualifier="about",
                attributed_to=_FIRE_SERVICE),
        _figure(_WATER, "1.8 million litres", 1_800_000, "water", qualifier="about",
                unit="litres"),
        _figure(_WATER, "47", 47, "cellars"),
        _figure(_CUTS, "Three people", 3, "treated for cuts"),
        _figure(_CRACK, "14 centimetres", 14, "crack", unit="cm"),
        _figure(_EMPLOYS, "€2.4 million", 2_400_000, "fees", unit="EUR"),
        _figure(_REPAIRS, "six and eight weeks", 6, "Repairs", value_to=8, unit="weeks",
                attributed_to=_FIRE_SERVICE),
    ],
    "quotes": [
        _quote(_TRAIN, "It sounded like a train that would not stop", "Ilse Corvin"),
        _quote(_STAIRS, "We ran up the church stairs and counted the children.", "Ilse Corvin"),
        _quote(_LEAK, "No inspector has told us of a leak", "Piers Lomond"),
        _quote(_PATCH, "You cannot patch a thing like that twice", "Weir"),
    ],
    "sources": [
        {"sentences": [_LEAD], "name": _FIRE_SERVICE, "kind": "organisation", "via": None,
         "said": "About 340 people left their homes"},
        {"sentences": [_LEAK], "name": "Piers Lomond", "kind": "person", "via": "in a statement",
         "said": "No inspector has told us of a leak"},
    ],
    "what": [
        _what(_LEAD, "claimed", _FIRE_SERVICE, "a dam at the Kelmoor quarry gave way"),
        _what(_DENIED, "denied", "Brannock Aggregates",
              "Brannock Aggregates denied that it had been warned"),
        _what(_WEIR, "opinion", "Dafna Weir", "the quarry should close for good"),
    ],
    "headline": {
        "sentences": [_LEAD],
        "text": "A dam at the Kelmoor quarry gave way, the county fire service said",
    },
    "summary": [
        {"sentences": [_LEAD, _CUTS],
         "text": "About 340 people left their homes, the county fire service said, and three were "
                 "treated for cuts."},
        {"sentences": [_DENIED],
         "text": "Brannock Aggregates denied that it had been warned."},
    ],
}  # fmt: skip
