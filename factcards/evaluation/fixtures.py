"""Fixtures: an article, its labels, and where each labelled quote stands in it."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import ValidationError

from factcards.article import Article, ReadOptions, read_article
from factcards.card import Span
from factcards.errors import FactCardsError, FixtureError
from factcards.evaluation.gold import ITEM_FIELDS, Gold, GoldItem, Label
from factcards.evaluation.labels_file import read_yaml
from factcards.grounding import GroundingIndex
from factcards.grounding.folding import fold
from factcards.reading import Reading, Sentence, anchor_of, read, split_sentences

GOLD_FILE = "gold.yaml"
FIRST_FILE = "gold.first.yaml"
"""The first of two labellings made apart, as it was before adjudication."""
SECOND_FILE = "gold.second.yaml"
"""The second of them. Both are for agreement alone: no card is scored against them."""
SUMMARY_FILES = {"copied": "summary-copied.txt", "reworded": "summary-reworded.txt"}


@dataclass(frozen=True)
class Fixture:
    """One labelled article. Spans count code points of `article.text`.

    `article` is read as any source is, but its paragraphs have the roles that
    the labels give them.
    """

    folder: Path
    gold: Gold
    article: Article
    places: dict[str, tuple[Span, ...]]
    """Where the quotes of each label stand, by the label's place in the file ("who[0]")."""
    file: str = GOLD_FILE
    """Name of the file that the labels were read from."""

    @property
    def id(self) -> str:
        """Name of the fixture: that of its folder."""
        return self.gold.id

    @property
    def source(self) -> Path:
        """The article's file."""
        return article_file(self.folder)

    @cached_property
    def as_read(self) -> Article:
        """The article with the roles that reading gives its paragraphs: what a card is made of."""
        return _read(self.source, self.gold)

    @cached_property
    def index(self) -> GroundingIndex:
        """The grounding index of the article, boilerplate included."""
        return GroundingIndex(self.article.text, self.sentences)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the article, boilerplate included."""
        return split_sentences(self.article.text, self.gold.language, self.article.paragraphs)

    def sentences_in(self, span: Span) -> tuple[Sentence, ...]:
        """The sentences that `span` touches, in order."""
        first = bisect_right(self._sentence_starts, span.start) - 1
        found = []
        for sentence in self.sentences[max(0, first) :]:
            if sentence.span.start >= span.end:
                break
            if sentence.span.overlaps(span):
                found.append(sentence)
        return tuple(found)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.sentences]

    @cached_property
    def reading(self) -> Reading:
        """What deterministic reading finds in the article."""
        return read(self.article, anchor=anchor_of(self.article))

    @cached_property
    def story(self) -> str:
        """The story's paragraphs, one on each line."""
        text = self.article.text
        return "\n".join(paragraph.span.of(text) for paragraph in self.article.story)

    def words_at(self, place: str, text: str) -> Span:
        """Where `text` stands inside the quote of the label at `place`.

        A number may be part of a word ("Under-16s"). Raises `FixtureError` where
        the quote does not have it.
        """
        quote = self.places[place][0]
        found = self.index.ground_within(text, quote)
        if found is not None:
            return found.span
        at = self.article.text.find(text, quote.start, quote.end)
        if at < 0:
            raise FixtureError(
                f"{self.folder / self.file}: {place}: “{_clip(text)}” is not in its quote",
                hint="the words of a moment, a figure or a quotation stand in the quote",
            )
        return Span(at, at + len(text))

    def summary(self, name: str) -> tuple[str, ...]:
        """The sentences of a summary file, `name` being "copied" or "reworded"."""
        path = self.folder / SUMMARY_FILES[name]
        try:
            lines = path.read_text(encoding="utf-8").split("\n")
        except (OSError, UnicodeDecodeError) as error:
            raise FixtureError(f"{path} cannot be read: {error}", hint="write it anew") from None
        return tuple(line.strip() for line in lines if line.strip())


@dataclass(frozen=True, kw_only=True)
class Filter:
    """Which fixtures of a suite are meant; what is empty leaves none out."""

    ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    """All of them must be there. A genre or language counts as a tag."""
    split: str | None = None

    def keeps(self, gold: Gold) -> bool:
        """Whether a fixture with these labels is meant."""
        known = {*gold.tags, gold.genre, gold.language}
        return (
            (not self.ids or gold.id in self.ids)
            and known.issuperset(self.tags)
            and self.split in (None, gold.split)
        )


EVERYTHING = Filter()


def load_suite(folder: Path, wanted: Filter = EVERYTHING) -> tuple[Fixture, ...]:
    """The fixtures of the suite in `folder`, by name.

    Raises `FixtureError` where there is none, one is at fault, or an id of
    `wanted` is not among them.
    """
    return tuple(load_fixture(path) for path in suite_folders(folder, wanted))


def suite_folders(folder: Path, wanted: Filter = EVERYTHING) -> tuple[Path, ...]:
    """The folders of the fixtures that `wanted` keeps, by name; `folder` may be one itself."""
    if (folder / GOLD_FILE).is_file():
        found = [folder]
    else:
        found = sorted(path.parent for path in folder.glob(f"*/{GOLD_FILE}"))
    if not found:
        raise FixtureError(
            f"{folder} holds no fixtures",
            hint=f"name a folder whose folders have a {GOLD_FILE}, such as evals/suites/news",
        )
    golds = {path: load_gold(path) for path in found}
    missing = set(wanted.ids) - {gold.id for gold in golds.values()}
    if missing:
        raise FixtureError(
            f"{folder} has no fixture {', '.join(sorted(missing))}",
            hint="the names are those of its folders",
        )
    kept = tuple(path for path, gold in golds.items() if wanted.keeps(gold))
    if not kept:
        raise FixtureError(
            f"no fixture of {folder} has what was asked for", hint="leave a filter out"
        )
    return kept


def load_fixture(folder: Path, file: str = GOLD_FILE) -> Fixture:
    """The fixture in `folder`, with every quote located in the article; `file` has its labels.

    Raises `FixtureError` that names the file, the item and the mend: where a
    label is not as `gold.schema.json` has it, the article was edited, or a
    quote is absent, stands in boilerplate, or stands there more than once.
    """
    gold = load_gold(folder, file)
    path, source = folder / file, article_file(folder)
    _check_hash(source, gold, path)
    article = _with_roles(_read(source, gold), gold, source, path)
    page = source.suffix != ".txt"
    if page:
        gold = _as_far_as_read(gold, article)
    places = _Places(path, article, page=page)
    found = {at: places.of(at, it) for at, it in gold.labels()}
    return Fixture(folder, gold, article, found, file)


def load_gold(folder: Path, file: str = GOLD_FILE) -> Gold:
    """The labels in `folder`, not yet held against the article."""
    return _gold_of(folder, file, _bytes_of(folder / file))


@lru_cache(maxsize=256)
def _gold_of(folder: Path, file: str, _said: bytes) -> Gold:
    """The labels. A run asks for those of one file again and again; read once while it says so."""
    path = folder / file
    try:
        gold = Gold.model_validate(read_yaml(path))
    except ValidationError as error:
        fault = error.errors()[0]
        place = _place(fault["loc"])
        raise FixtureError(
            f"{path}: {place}: {fault['msg']}",
            hint="evals/gold.schema.json says what may stand there; dates, decimals and country "
            "codes stand in quotation marks",
        ) from None
    if gold.id != folder.resolve().name:
        raise FixtureError(
            f"{path}: id: is not the name of its folder", hint=f"write {folder.name}"
        )
    return gold


def _place(location: tuple[int | str, ...]) -> str:
    """`("figures", 3, "value")` as "figures[3].value"."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).lstrip(".")


def article_file(folder: Path) -> Path:
    """The one file `article.*` of a fixture's folder."""
    found = sorted(folder.glob("article.*"))
    if len(found) != 1:
        raise FixtureError(
            f"{folder} has {len(found) or 'no'} article files",
            hint="it needs exactly one: article.txt or article.html",
        )
    return found[0]


def read_as_labelled(folder: Path) -> Article:
    """The article of a fixture with the roles that reading gives it, the labels not looked at.

    Raises `FixtureError` where it or the head of its labels cannot be read.
    """
    return _read(article_file(folder), load_gold(folder))


def _check_hash(source: Path, gold: Gold, file: Path) -> None:
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != gold.sha256:
        raise FixtureError(
            f"{file}: sha256: {source.name} was edited since it was labelled",
            hint=f"look at every quote again, then write {found}",
        )


def _read(source: Path, gold: Gold) -> Article:
    options = ReadOptions(published=gold.published, language=gold.language)
    return _article_of(source, options, _bytes_of(source))


def _bytes_of(path: Path) -> bytes:
    """What the file holds; nothing where it cannot be read, which its reader will tell."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=256)
def _article_of(source: Path, options: ReadOptions, _said: bytes) -> Article:
    """The article: read once for its labels, its second labels and its cards."""
    try:
        return read_article(source, options)
    except FactCardsError as error:
        raise FixtureError(f"{source}: {error.message}", hint=error.hint) from None


def _folded(text: str) -> str:
    return " ".join(fold(text).text.split())


def _with_roles(article: Article, gold: Gold, source: Path, file: Path) -> Article:
    """`article` with the roles that the labels give its paragraphs.

    An entry begins a paragraph, or stands in one that another entry begins: lines
    that nothing parts are one paragraph to the reader. A page's reader may leave
    out what is no story, so there an entry may be missing.
    """
    openings = tuple(_folded(opening) for opening in gold.boilerplate)
    aside: list[str] = []
    paragraphs = []
    for paragraph in article.paragraphs:
        words = _folded(paragraph.span.of(article.text))
        if words.startswith(openings):
            aside.append(words)
            paragraphs.append(replace(paragraph, role="boilerplate", why="labelled as boilerplate"))
        else:
            paragraphs.append(replace(paragraph, role="story", why=""))
    told = zip(gold.boilerplate, openings, strict=True)
    lost = [label for label, opening in told if not any(opening in words for words in aside)]
    if lost and source.suffix == ".txt":
        raise FixtureError(
            f"{file}: boilerplate: no paragraph begins with “{lost[0]}”",
            hint="copy the first words of the paragraph",
        )
    return article.with_paragraphs(tuple(paragraphs))


def _as_far_as_read(gold: Gold, article: Article) -> Gold:
    """`gold` without the minor items whose words the reader of a page left out.

    They cost nothing on a card, and nothing off it. A core item that is lost so
    stays, and is told as a fault.
    """
    index = GroundingIndex(article.text)
    kept: dict[str, tuple[GoldItem, ...]] = {
        field: tuple(
            item for item in getattr(gold, field) if item.core or index.occurrences(item.quote)
        )
        for field in ITEM_FIELDS
    }
    return gold.model_copy(update=kept)


class _Places:
    """Locates quotes in the story of one article."""

    def __init__(self, file: Path, article: Article, *, page: bool) -> None:
        self.file = file
        self.article = article
        self.page = page
        self.index = GroundingIndex(article.text)

    def of(self, place: str, label: Label) -> tuple[Span, ...]:
        """Where each quote of `label` stands; raises `FixtureError` where one does not.

        The reader of a page may leave a list or a box out: there a further place
        may be missing, the first one never.
        """
        found = [self._one(place, label.quote)]
        for quote in label.also:
            if self.page and not self.index.occurrences(quote):
                continue
            found.append(self._one(place, quote))
        return tuple(found)

    def _one(self, place: str, quote: str) -> Span:
        found = [grounded.span for grounded in self.index.occurrences(quote)]
        inside = [span for span in found if self._role(span) == "story"]
        if len(inside) > 1:
            # A page may say its title twice, in its head and above the text.
            inside = [span for span in inside if not self._is_title(span)] or inside[:1]
        if len(inside) == 1:
            return inside[0]
        told = f"{self.file}: {place}: “{_clip(quote)}”"
        if len(inside) > 1:
            raise FixtureError(
                f"{told} stands {len(inside)} times in the story",
                hint="add words until it stands there once",
            )
        if found:
            raise FixtureError(
                f"{told} stands in boilerplate only",
                hint="quote the story, or mend the list of boilerplate",
            )
        near = self.index.near_miss(quote)
        hint = "copy the words from the article, whole words and inside one paragraph"
        if near is not None:
            hint += f"; the nearest are “{_clip(near.of(self.article.text))}”"
        raise FixtureError(f"{told} does not stand in the article", hint=hint)

    def _is_title(self, span: Span) -> bool:
        paragraph = self.article.paragraph_at(span.start)
        return self.page and paragraph is not None and paragraph.kind == "title"

    def _role(self, span: Span) -> str:
        paragraph = self.article.paragraph_at(span.start)
        return paragraph.role if paragraph is not None else "story"


def _clip(text: str, most: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def drafts(fixtures: tuple[Fixture, ...]) -> Iterator[str]:
    """Names of the fixtures that nobody has adjudicated yet."""
    return (fixture.id for fixture in fixtures if fixture.gold.status == "draft")
