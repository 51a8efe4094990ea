"""Whatever comes in, only the errors that are announced come out."""

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards import GeneratorOptions, check_text, make_card
from factcards.article import Text
from factcards.card.stored import load_card
from factcards.errors import CardError, InputError
from factcards.reading import read_text

# Fixed examples and no clock: the same on every machine, however loaded.
FEW = settings(max_examples=30, derandomize=True, deadline=None, database=None)

PIECES = st.sampled_from(
    [
        "“", "”", "‘", "’", '"', "«", "»", "(", ")", "—", "…", ".", ",", ":", "?", "\n\n", "\u00a0",
        "\u200b", "a\u0301", "4.2", "1,415", "million", "twenty-two", "half", "1 in 5", "%", "$",
        "€", "percent", "percentage points", "between", "and", "to", "from", "5–10", "²", "10:30",
        "Tuesday", "5 March", "2024", "2024-02-30", "31/04/2024", "last", "next", "Ann Holt",
        "Dr.", "Mayor", "von", "O’Neill", "Kim", "said", "told", "according to", "denied", "not",
        "he", "that", "a spokesman", "dijo", "sagte", "a déclaré", "según", "laut", "百万",
    ]
)  # fmt: skip
JOINED = st.lists(PIECES, max_size=40).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)
ANY_TEXT = st.one_of(JOINED, st.text(max_size=200))
STORY = (Path(__file__).parent.parent / "examples" / "night-ferry.txt").read_text(encoding="utf-8")
CARD = make_card(Text(STORY), options=GeneratorOptions(model="rules")).model_dump(mode="json")
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.floats(), st.text(max_size=8),
    st.just([]), st.just({}), st.just([{}]),
)  # fmt: skip


@FEW
@given(ANY_TEXT, st.sampled_from(["en", "es", "de", "fr", "pl"]))
def test_every_mention_that_is_read_stands_inside_its_text(text: str, language: str) -> None:
    reading = read_text(text, language=language)
    spans = [figure.span for figure in reading.figures] + [date.span for date in reading.dates]
    spans += [cue.span for cue in reading.cues]
    spans += [it.outer for it in reading.quotations] + [it.span for it in reading.attributions]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)


@FEW
@given(ANY_TEXT)
def test_prose_is_checked_sentence_by_sentence_or_refused_as_input(prose: str) -> None:
    with suppress(InputError):
        checked = check_text(Text(prose), Text(STORY))
        text = checked.article.text or ""
        for evidence in (e for sentence in checked.sentences for e in sentence.support):
            assert text[evidence.start : evidence.end] == evidence.quote


@FEW
@given(st.data())
def test_a_card_with_something_else_in_it_is_loaded_or_refused_as_a_card(
    data: st.DataObject,
) -> None:
    changed = json.loads(json.dumps(CARD))
    place = changed
    for _ in range(data.draw(st.integers(1, 5))):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if isinstance(place[key], (dict, list)) and place[key] and data.draw(st.booleans()):
            place = place[key]
            continue
        if isinstance(place, dict) and data.draw(st.booleans()):
            del place[key]
        else:
            place[key] = data.draw(ODD)
        break
    # What is still a card after the change may be loaded; anything else is refused as one.
    with suppress(CardError):
        card = load_card(json.dumps(changed).encode())
        assert load_card(card.model_dump_json().encode()) == card


@FEW
@given(st.binary(max_size=200))
def test_bytes_that_are_no_card_are_refused_as_such(raw: bytes) -> None:
    with pytest.raises(CardError):
        load_card(raw)
