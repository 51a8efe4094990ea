from hypothesis import given
from hypothesis import strategies as st

from factcards.drafting.identity import Identifiers


def test_the_same_content_gets_the_same_identifier_on_another_card() -> None:
    assert Identifiers().make("who", "Ines Varga") == Identifiers().make("who", "ines  varga ")


def test_other_content_gets_another_identifier() -> None:
    ids = Identifiers()
    assert ids.make("who", "Ines Varga") != ids.make("who", "Jonas Reith")


def test_the_border_between_parts_counts() -> None:
    assert Identifiers().make("figure", "1", "2 homes") != Identifiers().make(
        "figure", "12", "homes"
    )


@given(st.lists(st.sampled_from(["a", "b", "a ", "A"]), max_size=12))
def test_identifiers_are_unique_on_one_card(names: list[str]) -> None:
    ids = Identifiers()
    made = [ids.make("who", name) for name in names]
    assert len(set(made)) == len(made)
