"""A new folder of a suite: the article as it came in, and its labels."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from factcards.article import Article
from factcards.card import FactCard
from factcards.errors import UsageError
from factcards.evaluation.fixtures import GOLD_FILE, SUMMARY_FILES, load_fixture
from factcards.evaluation.labelling.corrections import WrongReading
from factcards.evaluation.labelling.drafting import MOST_SUMMARY, DraftHead, draft_labels

PAGES = (".html", ".htm")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_ID = 60


@dataclass(frozen=True, kw_only=True)
class FolderOrder:
    """What becomes a fixture, and where."""

    suite: Path
    genre: str
    split: str
    labelled_by: str
    id: str | None = None
    """None: from the article's title."""
    story: str | None = None
    tags: tuple[str, ...] = ()
    page: bytes | None = None
    """The bytes of an HTML page; None: the canonical text becomes the article."""


def make_fixture(
    order: FolderOrder,
    article: Article,
    card: FactCard | None,
    wrong: Sequence[WrongReading] = (),
) -> Path:
    """The folder of the new fixture, written whole or not at all.

    Raises `UsageError` where its name is none or is taken, or the date of
    publication is not known, and `FixtureError` where the draft does not load.
    """
    name = order.id or slug(article.title or article.text[:200])
    if not _ID.fullmatch(name):
        raise UsageError(f"“{name}” is no name for a fixture", hint="as in --id council-vote")
    folder = order.suite / name
    if folder.exists():
        raise UsageError(f"{folder} is there already", hint="choose another name with --id")
    published = article.published or article.dateline
    if published is None:
        raise UsageError(
            "the article does not say when it was published", hint="name the day: --published"
        )
    data = order.page if order.page is not None else article.text.encode()
    head = DraftHead(
        id=name,
        genre=order.genre,
        split=order.split,
        published=published,
        sha256=hashlib.sha256(data).hexdigest(),
        labelled_by=order.labelled_by,
        story=order.story,
        tags=order.tags,
        folder=str(folder),
    )
    labels = draft_labels(head, article, card, wrong)
    order.suite.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=order.suite, prefix=".new-") as part:
        made = Path(part) / name
        made.mkdir()
        suffix = ".html" if order.page is not None else ".txt"
        (made / f"article{suffix}").write_bytes(data)
        (made / GOLD_FILE).write_text(labels, encoding="utf-8")
        for file in SUMMARY_FILES.values():
            (made / file).write_text(_summary(card), encoding="utf-8")
        load_fixture(made)
        shutil.move(made, folder)
    return folder


def slug(title: str) -> str:
    """`title` as the name of a folder: small letters and digits with hyphens between.

    >>> slug("Límite de agua: 12 pueblos")
    'limite-de-agua-12-pueblos'
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    name = ""
    for word in words:
        if name and len(name) + 1 + len(word) > _LONGEST_ID:
            break
        name = f"{name}-{word}" if name else word[:_LONGEST_ID]
    return name


def _summary(card: FactCard | None) -> str:
    sentences = card.summary[:MOST_SUMMARY] if card is not None else ()
    return "".join(f"{sentence.text}\n" for sentence in sentences)
