"""Names in any text, and whether a text supports a name."""

from __future__ import annotations

import pytest
from growth import grows_with_length
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.card import Span
from factcards.reading.entities import read_entities
from factcards.reading.gazetteer import look_up
from factcards.reading.mentions import Sentence
from factcards.reading.names import name_supported, read_names
from factcards.reading.sentences import split_sentences

STORY = (
    "The province's ousted union leader, Yevgenia {a}, called for a strike. "
    "{a} said the dismissals were illegal.\n\n"
    '"It is late," said Orest {b}, 54, a baker from the north. {b}\'s son fled to Poland.\n\n'
    "President Aldo {c} has ruled since 1994. The meeting between {c} and Mayor Tom {d} failed."
)
SURNAMES = st.from_regex(
    r"[BDGKLMNPRTVZ][aeiou](zk|ll|rv|nt|br|gn|sh)[aeiou](k|ny|v|sson|th)", fullmatch=True
).filter(lambda name: look_up(name) is None)  # A city's name is no unseen surname.


def _names(text: str, language: str = "en") -> list[str]:
    return [name.span.of(text) for name in read_names(text, language)]


def test_titles_and_possessives_are_left_off() -> None:
    text = "Norwegian Foreign Minister Solveig Brattland's letter reached Prof. Ito."
    assert _names(text) == ["Solveig Brattland", "Ito"]


def test_an_unknown_word_before_a_speech_verb_is_a_name_at_a_sentence_start() -> None:
    assert _names("Zorvan warned of floods.") == ["Zorvan"]


def test_ordinary_words_at_sentence_starts_are_no_names() -> None:
    assert _names("Rain fell. Schools closed. Drivers waited. Nobody came.") == []


def test_a_spanish_verb_at_the_head_of_a_sentence_is_no_name() -> None:
    assert _names("Robaron tres relojes en Madrid. Sharon lo negó.", "es") == ["Madrid", "Sharon"]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Robaron relojes del siglo XVIII en Madrid.", "es", ["Madrid"]),
        ("The hall of Charles III was shut in the Second World War.", "en", ["Charles III"]),
    ],
)
def test_a_numeral_alone_is_no_name(text: str, language: str, names: list[str]) -> None:
    entities = read_entities(text, language, split_sentences(text, language))

    assert [e.name for e in entities if "War" not in e.name] == names


def test_a_hard_line_end_ends_a_name() -> None:
    assert _names("They met Maria Holt\nKorvane said no.") == ["Maria Holt", "Korvane"]


def test_handles_and_hashtags_hold_no_names() -> None:
    assert _names("Follow @MarlowHQ and #Harbour now.") == []


def test_decomposed_letters_stay_in_their_name() -> None:
    assert _names("They met Jose\u0301 Marti\u0301nez today.") == ["Jose\u0301 Marti\u0301nez"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Maria Holt", "Holt's sister Maria agreed."),
        ("the Harbour Board", "A board of the harbour."),
        ("Lindqvists", "The Lindqvist farm."),
        ("O’Neill", "He met O'Neill there."),
        ("U.S.", "The US agreed."),
        ("José Ruiz", "Jose\u0301 Ruiz spoke."),
    ],
)
def test_a_name_is_supported_by_its_words(name: str, text: str) -> None:
    assert name_supported(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Maria Holt", "Peter Holt agreed."),
        ("Holt", "Holter agreed."),
        ("Ann", "Annette agreed."),
        ("the", "the"),
        ("", "anything"),
        ("Holt", ""),
    ],
)
def test_a_name_is_not_supported_by_parts_of_words(name: str, text: str) -> None:
    assert not name_supported(name, text)


@settings(max_examples=120, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("AaBbÉéßİ .,'’\"“”-—\n()&@#0123MmSsTtoheof́中")),
    st.sampled_from(["en", "es", "de", "fr", "ja"]),
)
def test_spans_are_valid_in_order_and_apart(text: str, language: str) -> None:
    end = 0
    for name in read_names(text, language):
        assert end <= name.span.start < name.span.end <= len(text)
        end = name.span.end


VOCABULARY = (
    "Maria Holt Peter the of President said in Minsk Poland Mr. Ms. , . — ( ) WHO Korvane "
    "Group Bank "
    "a baker and 54 who 's van der University Police mayor The KGB US \n “ ” is called"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from(["en", "es", "de", "fr"]))
def test_entities_are_slices_and_share_no_mention(text: str, language: str) -> None:
    entities = read_entities(text, language, split_sentences(text, language))
    seen: set[tuple[int, int]] = set()
    for entity in entities:
        forms = {mention.span.of(text) for mention in entity.mentions}
        assert forms == {entity.name, *entity.aliases}
        for mention in entity.mentions:
            assert (mention.span.start, mention.span.end) not in seen
            seen.add((mention.span.start, mention.span.end))
        for role in entity.roles:
            assert role.of(text)
            assert len(role.of(text).split()) <= 16
            assert not any(role.overlaps(mention.span) for mention in entity.mentions)


@settings(max_examples=60, deadline=None)
@given(st.lists(SURNAMES, min_size=4, max_size=4, unique=True))
def test_unseen_surnames_are_read_like_any_other(surnames: list[str]) -> None:
    text = STORY.format(**dict(zip("abcd", surnames, strict=True)))
    found = {
        entity.name: (entity.kind, entity.aliases, [role.of(text) for role in entity.roles])
        for entity in read_entities(text, "en", split_sentences(text, "en"))
    }
    a, b, c, d = surnames
    assert found == {
        f"Yevgenia {a}": ("person", (a,), ["ousted union leader"]),
        f"Orest {b}": ("person", (b,), ["baker from the north"]),
        "Poland": ("place", (), []),
        f"Aldo {c}": ("person", (c,), ["President"]),
        f"Tom {d}": ("person", (), ["Mayor"]),
    }


@pytest.mark.parametrize(
    "unit",
    [
        "MARIA HOLT ",
        "Holt ",
        "A. ",
        "Xa’s ",
        '"Holt ',
        "Bank of ",
        "President Maria Holt met Korvane Group in Minsk. ",
        "Maria Holt, the mayor, and Holt Ltd (HL) said no. ",
        "Ana Holt met Bo Holt. Holt left. ",
    ],
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    def entities(text: str) -> None:
        read_entities(text, "en", (Sentence(1, Span(0, len(text)), 0, True),))

    assert grows_with_length(entities, unit, 8_000)


TOWNS = st.from_regex(r"(Kr|St|Dr|V|H|L)(o|a|u)(rv|lv|mb|nd)(e|i)(k|m|gg)", fullmatch=True)
REPORT = (
    "{town}, Friday 14 March 2025 — A ferry sank off {Town} on Friday. The {b}, a car ferry, "
    "was on its way to {Town}.\n\n"
    "Nobody died, according to {Town} General Hospital. The {Town} Dockers' Union was angry.\n\n"
    '"It is late," said Bo {a}, a driver. His brother Ty {a} was lost. The {a} family wept. '
    "{a} said he was tired.\n\n"
    "Crowds stood outside the {c} Palace. Photo: Per {d} / Courier"
)


@settings(max_examples=60, deadline=None)
@given(TOWNS, st.lists(SURNAMES, min_size=4, max_size=4, unique=True))
def test_renaming_everything_changes_nothing(town: str, names: list[str]) -> None:
    a, b, c, d = names
    text = REPORT.format(town=town.upper(), Town=town, a=a, b=b, c=c, d=d)
    found = {
        entity.name: (entity.kind, entity.aliases, len(entity.mentions))
        for entity in read_entities(text, "en", split_sentences(text, "en"))
    }
    assert found == {
        town: ("place", (town.upper(),), 3),
        b: ("other", (), 1),
        f"{town} General Hospital": ("organisation", (), 1),
        f"{town} Dockers' Union": ("organisation", (), 1),
        f"Bo {a}": ("person", (a,), 2),
        f"Ty {a}": ("person", (), 1),
        f"{c} Palace": ("place", (), 1),
    }
