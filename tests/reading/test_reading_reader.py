from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from factcards.article.model import Article, Paragraph
from factcards.card import Span
from factcards.reading import anchor_of, read, read_text


def article(*paragraphs: tuple[str, str, str], **known: str) -> Article:
    """An article of paragraphs given as (text, role, kind)."""
    text = "\n\n".join(p[0] for p in paragraphs)
    spans: list[Paragraph] = []
    start = 0
    for words, role, kind in paragraphs:
        span = Span(start, start + len(words))
        spans.append(Paragraph(span, role, kind))  # type: ignore[arg-type]
        start = span.end + 2
    return Article(text=text, paragraphs=tuple(spans), language="en", **known)  # type: ignore[arg-type]


STORY = article(
    ("Flood kills 12 in Orlin", "story", "title"),
    ("By Nora Quist", "story", "byline"),
    ("Give us $9,000 today, said Otto Zell.", "boilerplate", "body"),
    ('"It was not safe," Mayor Ana Ruiz said on Tuesday.', "story", "body"),
    published="2025-03-06",
)


def test_sentences_cover_the_whole_text_with_their_role() -> None:
    reading = read(STORY)
    assert [(s.number, s.paragraph, s.story) for s in reading.sentences] == [
        (1, 0, True),
        (2, 1, False),
        (3, 2, False),
        (4, 3, True),
    ]


def test_mentions_come_from_the_story_alone() -> None:
    reading = read(STORY)
    assert [f.span.of(STORY.text) for f in reading.figures] == ["12"]
    names = {e.name for e in reading.entities}
    assert "Ana Ruiz" in names
    assert not names & {"Otto Zell", "Nora Quist"}
    assert [a.source for a in reading.attributions] == ["Ana Ruiz"]


def test_spans_count_in_the_whole_text() -> None:
    reading = read(STORY)
    (quotation,) = reading.quotations
    assert quotation.span.of(STORY.text) == "It was not safe"
    assert [c.span.of(STORY.text) for c in reading.cues] == ["not"]
    (moment,) = [d for d in reading.dates if d.span.of(STORY.text).endswith("Tuesday")]
    assert moment.date == "2025-03-04"


def test_the_dateline_beats_the_publication_date() -> None:
    anchor = anchor_of(
        article(("x", "story", "body"), published="2025-03-06", dateline="2025-03-01")
    )
    assert anchor is not None
    assert (anchor.date, anchor.basis) == (date(2025, 3, 1), "dateline")


def test_an_unreadable_date_is_no_anchor() -> None:
    assert anchor_of(article(("x", "story", "body"), published="last week")) is None


def test_a_figure_does_not_cross_a_paragraph_border() -> None:
    reading = read_text("They counted 24\n\nmillion things are wrong.")
    assert [str(f.value) for f in reading.figures] == ["24"]


def test_an_empty_text_reads_as_nothing() -> None:
    reading = read_text("")
    assert (reading.sentences, reading.figures, reading.quotations) == ((), (), ())


WORDS = st.lists(
    st.sampled_from(
        ["Ana Ruiz", "said", '"We go,"', "24 people", "on Tuesday", "$4.2 million", "\n\n", ".",
         "not", "police", "“", "«", "Orlin", "according to", "11-year-old", "he", ","]
    ),
    max_size=30,
)  # fmt: skip


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_every_span_lies_inside_one_paragraph(words: list[str]) -> None:
    text = " ".join(words)
    reading = read_text(text)
    spans = [
        *(f.span for f in reading.figures),
        *(d.span for d in reading.dates),
        *(q.outer for q in reading.quotations),
        *(a.span for a in reading.attributions),
        *(c.span for c in reading.cues),
    ]
    for span in spans:
        assert span.of(text).strip()
        assert "\n\n" not in span.of(text)
