"""Every case of the suite is whole: its labels hold in its article, and nothing else does."""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from factcards.evaluation.fixtures import load_fixture
from factcards.evaluation.gold_card import gold_card
from factcards.evaluation.normalising import missing_words
from factcards.evaluation.scores import score_card
from factcards.evaluation.view import Labels

EVALS = Path(__file__).parents[2] / "evals"
CASES = sorted(path.parent for path in EVALS.glob("suites/*/*/gold.yaml"))
SECOND = "gold.second.yaml"
LABELS = sorted(EVALS.glob("suites/*/*/gold*.yaml"))
"""First and second labels alike."""
LISTS = ("who", "what", "where", "when", "figures", "quotes", "sources")
BLOCK = re.compile(
    "address|article|aside|blockquote|body|br|button|d[dlt]|div|fieldset|figcaption|figure|footer"
    "|form|h[1-6r]|header|label|legend|li|main|nav|ol|option|p|section|select|table|tbody|t[dhr]"
    "|thead|ul"
)
UNSEEN = frozenset(["head", "script", "style", "template", "noscript"])
DATE = re.compile(r"\d{3}[\dX](-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?[?~%]?")
SEASONS = range(21, 25)


@dataclass(frozen=True)
class Case:
    """One folder of the suite, read."""

    folder: Path
    gold: dict[str, Any]
    article: bytes
    paragraphs: tuple[str, ...]
    """Of the visible text, white space folded."""
    story: tuple[str, ...]
    """Those that are no boilerplate."""

    def items(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each labelled item with its place, for messages."""
        if self.gold["headline"]:
            yield "headline", self.gold["headline"]
        for field in ("summary", *LISTS):
            for number, item in enumerate(self.gold[field]):
                yield f"{field}[{number}]", item

    def places(self, text: str) -> int:
        """How often the story has `text`, whole words only."""
        pattern = re.compile(rf"(?<!\w){re.escape(folded(text))}(?!\w)")
        if not folded(text)[0].isalnum():
            pattern = re.compile(rf"{re.escape(folded(text))}(?!\w)")
        return sum(len(pattern.findall(paragraph)) for paragraph in self.story)

    def mentions(self, name: str) -> bool:
        """Whether the story has `name` in either case of its letters."""
        wanted = folded(name).casefold()
        return any(wanted in paragraph.casefold() for paragraph in self.story)


def folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


class VisibleText(HTMLParser):
    """Collects the text of a page, a NUL at the borders of its blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in UNSEEN
        if BLOCK.fullmatch(tag):
            self.pieces.append("\0")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN
        if BLOCK.fullmatch(tag):
            self.pieces.append("\0")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.pieces.append(data)


def blocks_of(page: bytes) -> list[str]:
    """The visible text of an HTML page, block by block."""
    reader = VisibleText()
    reader.feed(page.decode("utf-8"))
    reader.close()
    return "".join(reader.pieces).split("\0")


@cache
def read_case(folder: Path) -> Case:
    (source,) = folder.glob("article.*")
    article = source.read_bytes()
    gold = yaml.safe_load((folder / "gold.yaml").read_text(encoding="utf-8"))
    raw = blocks_of(article) if source.suffix == ".html" else article.decode("utf-8").split("\n")
    paragraphs = tuple(line for line in map(folded, raw) if line)
    openings = tuple(folded(opening) for opening in gold["boilerplate"])
    story = tuple(line for line in paragraphs if not line.startswith(openings))
    return Case(folder, gold, article, paragraphs, story)


@pytest.fixture(params=LABELS, ids=lambda path: f"{path.parent.name}/{path.name}")
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    """A case as its first labels have it, or as its second ones do."""
    labels: Path = request.param
    if labels.name == "gold.yaml":
        return read_case(labels.parent)
    (source,) = labels.parent.glob("article.*")
    staged = tmp_path / labels.parent.name
    staged.mkdir()
    shutil.copy(source, staged / source.name)
    shutil.copy(labels, staged / "gold.yaml")
    return read_case(staged)


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def summarised(request: pytest.FixtureRequest) -> Case:
    """A case with its two summaries, which only the first labels have."""
    return read_case(request.param)


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads((EVALS / "gold.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def is_date(text: str) -> bool:
    """Whether `text` is an ISO 8601 date or one of EDTF levels 0 and 1, and on the calendar."""
    if "/" in text:
        first, _, last = text.partition("/")
        return all(end in ("", "..") or is_date(end) for end in (first, last)) and first != last
    if not DATE.fullmatch(text):
        return False
    plain = text.rstrip("?~%")
    if "X" in plain:
        return len(plain) == 4
    if len(plain) == 7 and int(plain[5:]) in SEASONS:
        return True
    whole = plain + "0001-01-01"[len(plain) :] if len(plain) < 10 else plain
    try:
        datetime.datetime.fromisoformat(whole)
    except ValueError:
        return False
    return True


def test_there_are_cases() -> None:
    assert CASES


def test_ids_are_unique_over_all_suites() -> None:
    names = [folder.name for folder in CASES]
    assert len(set(names)) == len(names)


def test_articles_of_one_story_stand_in_one_split() -> None:
    splits: dict[str, set[str]] = {}
    for folder in CASES:
        gold = read_case(folder).gold
        splits.setdefault(gold["story"], set()).add(gold["split"])
    assert [story for story, found in splits.items() if len(found) > 1] == []


def test_gold_follows_the_schema(case: Case) -> None:
    errors = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(case.gold)]
    assert errors == []


def test_id_is_the_folder(case: Case) -> None:
    assert case.gold["id"] == case.folder.name


def test_hash_is_that_of_the_article(case: Case) -> None:
    assert case.gold["sha256"] == hashlib.sha256(case.article).hexdigest()


def test_each_boilerplate_entry_begins_a_paragraph(case: Case) -> None:
    lost = [
        opening
        for opening in case.gold["boilerplate"]
        if not any(line.startswith(folded(opening)) for line in case.paragraphs)
    ]
    assert lost == []


def test_each_quote_stands_once_in_the_story_and_in_no_boilerplate(case: Case) -> None:
    wrong = [
        f"{place}: {case.places(quote)} times: {quote}"
        for place, item in case.items()
        for quote in (item["quote"], *item.get("also", ()))
        if case.places(quote) != 1
    ]
    assert wrong == []


def test_words_of_moments_figures_and_quotations_stand_in_their_quote(case: Case) -> None:
    wrong = [
        f"{field}: {item['text']}"
        for field in ("when", "figures", "quotes")
        for item in case.gold[field]
        if folded(item["text"]) not in folded(item["quote"])
    ]
    assert wrong == []


def test_names_roles_and_aliases_are_words_of_the_story(case: Case) -> None:
    wrong = [
        f"{field}: {phrase}"
        for field in ("who", "where", "sources")
        for item in case.gold[field]
        for phrase in (
            item["name"],
            *item.get("aliases", ()),
            *filter(None, (item.get("role"), item.get("via"))),
            *item.get("role_aliases", ()),
        )
        if not case.mentions(phrase)
    ]
    assert wrong == []


def test_facts_have_the_words_they_require(case: Case) -> None:
    facts = [*case.gold["what"], *filter(None, (case.gold["headline"],))]
    wrong = {
        fact["text"]: missing
        for fact in facts
        if (missing := missing_words(fact["text"], fact.get("words", ())))
    }
    assert wrong == {}


def test_the_loader_finds_every_quote_at_whole_tokens(case: Case) -> None:
    fixture = load_fixture(case.folder)
    assert set(fixture.places) == {place for place, _ in fixture.gold.labels()}


def test_a_card_of_the_labels_loses_nothing_against_them(case: Case) -> None:
    fixture = load_fixture(case.folder)
    scores = score_card(Labels(fixture), gold_card(fixture))
    lost = [p for p in scores.pairs if p.status != "correct"]
    assert lost == []
    assert scores.forbidden == ()
    assert scores.corrections == ()


def test_names_are_listed_once(case: Case) -> None:
    for field in ("who", "where", "sources"):
        names = [item["name"] for item in case.gold[field]]
        assert len(set(names)) == len(names), field


def test_speakers_and_attributions_are_names_in_who_or_sources(case: Case) -> None:
    known = {item["name"] for field in ("who", "sources") for item in case.gold[field]}
    wrong = [
        f"{place}: {name}"
        for place, item in case.items()
        for name in (
            item.get("speaker"),
            item.get("attributed_to"),
            *item.get("attributed_to_aliases", ()),
            *item.get("speaker_aliases", ()),
        )
        if name is not None and name not in known
    ]
    assert wrong == []


def test_dates_are_iso_or_edtf(case: Case) -> None:
    dates = [
        date
        for item in case.gold["when"]
        for date in (item["date"], *item.get("date_aliases", ()))
        if date is not None
    ]
    assert [date for date in dates if not is_date(date)] == []
    assert is_date(case.gold["published"][:10])


def test_ranges_rise_unless_they_are_scores(case: Case) -> None:
    falling = [
        item["text"]
        for item in case.gold["figures"]
        if "value_to" in item
        and item["unit"] is not None
        and float(item["value"]) > float(item["value_to"])
    ]
    assert falling == []


def test_forbidden_names_are_no_gold(case: Case) -> None:
    names = {item["name"] for field in ("who", "where", "sources") for item in case.gold[field]}
    everywhere = {
        item["name"] for item in case.gold["forbidden"] if "name" in item and not item.get("fields")
    }
    assert names & everywhere == set()


def test_forbidden_values_are_no_gold(case: Case) -> None:
    gold = {
        (figure["value"], figure["unit"], counts)
        for figure in case.gold["figures"]
        for counts in (figure["counts"], *figure.get("counts_aliases", ()))
    }
    wrong = [
        item
        for item in case.gold["forbidden"]
        if "value" in item
        and any(
            (item["value"], item.get("unit", unit)) == (value, unit)
            and item.get("counts", counts) == counts
            for value, unit, counts in gold
        )
    ]
    assert wrong == []


def lines_of(case: Case, name: str) -> list[str]:
    return [
        line for line in map(folded, (case.folder / name).read_text("utf-8").split("\n")) if line
    ]


def test_copied_summary_is_two_to_four_sentences_of_the_story(summarised: Case) -> None:
    lines = lines_of(summarised, "summary-copied.txt")
    assert 2 <= len(lines) <= 4
    assert [line for line in lines if not any(line in text for text in summarised.story)] == []


def test_reworded_summary_is_the_one_in_gold(summarised: Case) -> None:
    lines = lines_of(summarised, "summary-reworded.txt")
    assert 2 <= len(lines) <= 4
    assert lines == [folded(sentence["text"]) for sentence in summarised.gold["summary"]]


def test_reworded_summary_copies_no_sentence(summarised: Case) -> None:
    lines = lines_of(summarised, "summary-reworded.txt")
    assert [line for line in lines if any(line in text for text in summarised.story)] == []


def test_worked_figures_stand_in_their_sentence_and_come_from_the_story(summarised: Case) -> None:
    for sentence in summarised.gold["summary"]:
        for figure in sentence.get("figures", ()):
            assert folded(figure["text"]) in folded(sentence["text"])
            assert [words for words in figure["from"] if not summarised.mentions(words)] == []
            assert figure["is"] == "rounded" or "how" in figure


def test_second_labels_are_of_another_pass_over_the_same_article() -> None:
    for labels in EVALS.glob(f"suites/*/*/{SECOND}"):
        first = read_case(labels.parent).gold
        second = yaml.safe_load(labels.read_text(encoding="utf-8"))
        head = ("id", "genre", "language", "published", "split", "story", "sha256")
        assert [name for name in head if first[name] != second[name]] == []
        assert second["labelled_by"] != first["labelled_by"]
        assert second["origin"] == "blind"


def test_three_in_ten_cases_are_labelled_twice() -> None:
    assert len(list(EVALS.glob(f"suites/*/*/{SECOND}"))) >= 0.3 * len(CASES)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2025-03-04", True),
        ("2025-03", True),
        ("2025", True),
        ("199X", True),
        ("2025-22", True),
        ("2025-03-04T18:40", True),
        ("2025-03-04~", True),
        ("2025-03-01/2025-03-05", True),
        ("2025/..", True),
        ("2025-02-30", False),
        ("2025-13", False),
        ("4 March 2025", False),
        ("2025-03-04T25:00", False),
        ("2025-03-04/2025-03-04", False),
    ],
)
def test_dates_are_told_from_what_is_none(text: str, good: bool) -> None:
    assert is_date(text) is good


def test_scripts_and_the_head_of_a_page_are_not_its_visible_text() -> None:
    page = b"<html><head><title>T</title></head><body><p>One <b>two</b>\n three.</p><p>Four.</p>"
    page += b"<script>var five = 5;</script></body></html>"
    assert [folded(block) for block in blocks_of(page) if folded(block)] == [
        "One two three.",
        "Four.",
    ]
