"""The page of a run: complete in itself, escaped, and no tick above a wrong leaf."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from factcards.article import article_from_text
from factcards.evaluation.fields.summary import SummaryMeasures
from factcards.evaluation.pairs import Attribute, Correction, Pair, tally
from factcards.evaluation.reporting.html import Gate, Labelled, Page, Result, html_report
from factcards.evaluation.reporting.plots import Estimate, Place, Series, intervals, plane
from factcards.evaluation.scores import DocumentScores, FieldScore

HOSTILE = "<script>alert(1)</script>"
ARTICLE = article_from_text(
    f"Mill in Tarnvik burns\n\nThe mill burned on Tuesday, Ada Holt said. {HOSTILE}\n\n"
    "Nobody was hurt, the police said, and 14 people were brought to safety."
)


def at(words: str) -> tuple[int, int]:
    start = ARTICLE.text.index(words)
    return start, start + len(words)


def pair(status: str, words: str, **more: object) -> Pair:
    start, end = at(words)
    fields = {"field": "who", "status": status, "gold": "who[0]", "gold_text": words,
              "predicted": "a1", "predicted_text": words, "start": start, "end": end}  # fmt: skip
    return Pair.model_validate({**fields, **more})


def scored(*pairs: Pair, corrections: tuple[Correction, ...] = ()) -> DocumentScores:
    names = dict.fromkeys(p.field for p in pairs)
    return DocumentScores(
        fields={n: FieldScore(tally=tally(tuple(p for p in pairs if p.field == n))) for n in names},
        pairs=pairs,
        corrections=corrections,
        forbidden=(),
        schema_valid=True,
        evidence=1,
        ungrounded=0,
        summary=SummaryMeasures(),
    )


def page(scores: DocumentScores, **more: object) -> str:
    labelled = Labelled(id="mill", genre="disaster", language="en", article=ARTICLE)
    result = Result(name="rules", documents={"mill": scores}, seconds=0.1)
    return html_report(Page(title="Suite", results=(result,), articles=(labelled,), **more))  # type: ignore[arg-type]


class Tags(HTMLParser):
    """Collects tags with their attributes, identifiers, and links inside the page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        known = dict(attrs)
        if known.get("id"):
            self.ids.append(str(known["id"]))
        if tag == "a":
            self.links.append(str(known["href"]))


def tags_of(text: str) -> Tags:
    found = Tags()
    found.feed(text)
    return found


def test_words_of_articles_labels_and_models_are_never_markup() -> None:
    wrong = pair("incorrect", "Ada Holt", predicted_text=HOSTILE, why=HOSTILE)
    error = Correction(
        kind="altered quote", field="who", item="a1", message=HOSTILE, sentence=HOSTILE
    )
    text = page(scored(wrong, corrections=(error,)), notes=(HOSTILE,))
    assert "script" not in tags_of(text).tags
    assert text.count("&lt;script&gt;") >= 4


def test_the_page_loads_nothing_and_has_no_script() -> None:
    text = page(scored(pair("correct", "Ada Holt")))
    assert not re.search(r"""(?:src|href)=["'](?!#|data:,)""", text)
    assert "default-src 'none'" in text
    assert not {"script", "iframe", "object", "img"} & set(tags_of(text).tags)


def test_every_link_of_the_page_leads_to_a_place_on_it_and_ids_are_unique() -> None:
    found = tags_of(page(scored(pair("correct", "Ada Holt"), pair("missing", "14 people")),
                         gates=(Gate(name="g", passed=True, told="1"),)))  # fmt: skip
    assert len(set(found.ids)) == len(found.ids)
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)


def test_a_tick_needs_every_leaf_to_be_right() -> None:
    assert "who 1.00 ✓" in page(scored(pair("correct", "Ada Holt")))
    wrong_kind = Attribute(name="kind", status="wrong", gold="person", predicted="group")
    for scores in (
        scored(pair("correct", "Ada Holt", attributes=(wrong_kind,))),
        scored(pair("correct", "Ada Holt"), pair("spurious", "14 people", core=False, gold=None)),
        scored(
            pair("correct", "Ada Holt"),
            corrections=(Correction(kind="lost hedge", field="who", item="a1", message="m"),),
        ),
    ):
        assert " ✓</span>" not in page(scores).partition('id="articles"')[2]


def test_a_pair_shows_its_words_in_their_sentence() -> None:
    text = page(scored(pair("incorrect", "14 people", why="wrong unit")))
    assert "and <mark>14 people</mark> were brought to safety." in text
    assert "wrong unit" in text


def test_plots_tell_every_value_in_words() -> None:
    drawn = intervals(["who"], [Series("a & b", (Estimate(0.5, 0.25, 0.75),))], "F1")
    assert "who, a &amp; b: 0.50 (0.25 to 0.75)" in drawn
    assert "x: recall 0.20, precision 0.90" in plane(
        [Place("x", 0, 0.2, 0.9)], "t", ("recall", "precision")
    )
