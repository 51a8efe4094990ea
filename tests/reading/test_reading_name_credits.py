"""Picture credits are found, and nothing of the story with them."""

from __future__ import annotations

import pytest
from growth import grows_with_length
from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.reading.name_credits import credit_spans


def _credits(text: str) -> list[str]:
    return [span.of(text).strip() for span in credit_spans(text)]


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("The quay last year. Photo: Per Lunde / Courier", "Photo: Per Lunde / Courier"),
        ("A man walks. (AP Photo/Nora Quist, File)", "(AP Photo/Nora Quist, File)"),
        ("Smoke rises. Nora Quist/AFP via Getty Images", "Nora Quist/AFP via Getty Images"),
        ("Reuters/Nora Quist", "Reuters/Nora Quist"),
        ("Image copyright Reuters Image caption The quay", "Image copyright Reuters Image caption"),
        ("FILE - Nora Quist left.", "FILE -"),
        ("The quay.\nGetty Images\nIt rained.", "Getty Images"),
        ("PORT LAMAR (Reuters) - It rained.", "Reuters"),
        ("It rained. (Reporting by Nora Quist; Editing by Bo Ek)", None),
    ],
)
def test_a_credit_is_found(text: str, credit: str | None) -> None:
    assert _credits(text) == [credit or "(Reporting by Nora Quist; Editing by Bo Ek)"]


@pytest.mark.parametrize(
    "text",
    [
        "He told the Press Association (PA) that it rained.",
        "The AFP said the photo by Nora Quist was old.",
        "The Photo Fair opened in the Image Hall.",
        "RFK/RS's service and 24/7 care.",
        "Reuters reported that it rained.",
    ],
)
def test_the_story_is_no_credit(text: str) -> None:
    assert _credits(text) == []


WORDS = st.sampled_from([*"Photo:()/—.\n", "Photo", "AP", "Nora", "Quist", "via", "Getty", "Image"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_spans_are_in_order_and_apart(text: str) -> None:
    end = 0
    for span in credit_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end


@pytest.mark.parametrize(
    "unit", ["Photo: ", "(AP ", "Image copyright ", "A/", "Aa via ", "[Photo "]
)
def test_time_grows_with_the_length_of_the_text(unit: str) -> None:
    assert grows_with_length(credit_spans, unit, 8_000)
