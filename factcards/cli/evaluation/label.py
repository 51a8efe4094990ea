"""`factcards eval label` and `eval correction`: an article becomes a fixture to be gone over."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from factcards.cli.console import note, result
from factcards.cli.evaluation.common import SUITE
from factcards.errors import UsageError

if TYPE_CHECKING:
    from factcards.article import Article
    from factcards.card import FactCard

DRAFTED = "drafted from a card by {model}; nobody has gone over it yet"
BLIND = "to be labelled without a card"

SourceArgument = Annotated[
    str, typer.Argument(metavar="SOURCE", help="The article: a file or an http(s) address.")
]
SuiteOption = Annotated[Path, typer.Option(help="Folder of fixtures that gets the new one.")]
IdOption = Annotated[
    str | None, typer.Option("--id", help="Name of the fixture. Default: from the title.")
]
SplitOption = Annotated[str, typer.Option(help="dev or test.")]
PublishedOption = Annotated[
    str | None, typer.Option(help="Publication date, where the article does not say it.")
]
LanguageOption = Annotated[
    str | None, typer.Option(help="Language of the article, as en, es, de, fr.")
]
ModelOption = Annotated[str, typer.Option(help="What drafts the card, as in factcards make.")]


def label(
    source: SourceArgument,
    genre: Annotated[str, typer.Option(help="Such as court, council or live; see the guide.")],
    suite: SuiteOption = SUITE,
    id_: IdOption = None,
    split: SplitOption = "dev",
    published: PublishedOption = None,
    language: LanguageOption = None,
    model: ModelOption = "rules",
    blind: Annotated[
        bool, typer.Option("--blind", help="Draft nothing: empty labels, to be filled unseen.")
    ] = False,
) -> int:
    """Draft the labels of an article from its card, as a new fixture with status draft."""
    wish = _Wish(suite, genre, id_, split, (), None if blind else model)
    article, page = _read(source, published, language)
    _write(wish, article, page)
    return 0


def correction(
    source: SourceArgument,
    note_: Annotated[
        str | None,
        typer.Option("--note", help="Words of the correction, where the article lacks them."),
    ] = None,
    suite: SuiteOption = SUITE,
    id_: IdOption = None,
    split: SplitOption = "dev",
    published: PublishedOption = None,
    language: LanguageOption = None,
    model: ModelOption = "rules",
) -> int:
    """Make a published correction a fixture: what it takes back, no card may say again.

    SOURCE is the article as corrected.
    """
    article, page = _read(source, published, language)
    words = note_ or _correction_in(article)
    wish = _Wish(suite, "correction", id_, split, ("correction",), model)
    _write(wish, article, page, words)
    return 0


@dataclass(frozen=True)
class _Wish:
    suite: Path
    genre: str
    id: str | None
    split: str
    tags: tuple[str, ...]
    model: str | None


def _read(source: str, published: str | None, language: str | None) -> tuple[Article, bytes | None]:
    """The article, and its bytes where it is a page in a file."""
    from factcards.article import ReadOptions, read_article
    from factcards.evaluation.labelling.folder import PAGES

    article = read_article(source, ReadOptions(published=published, language=language))
    path = Path(source)
    page = path.read_bytes() if path.suffix.lower() in PAGES and path.is_file() else None
    return article, page


def _correction_in(article: Article) -> str:
    """The paragraphs of the article that correct it."""
    from factcards.evaluation.labelling.corrections import correction_notes

    notes = correction_notes(article)
    if not notes:
        raise UsageError(
            "the article has no correction in it",
            hint='give its words: --note "An earlier version said …"',
        )
    return "\n".join(notes)


def _write(wish: _Wish, article: Article, page: bytes | None, correction_: str = "") -> None:
    from factcards.evaluation.gold import Genre, Split
    from factcards.evaluation.labelling import FolderOrder, make_fixture, wrong_readings

    for name, value, known in (
        ("genre", wish.genre, get_args(Genre)),
        ("split", wish.split, get_args(Split)),
    ):
        if value not in known:
            raise UsageError(
                f"there is no {name} “{value[:40]}”", hint=f"choose from {', '.join(known)}"
            )
    wrong = wrong_readings(correction_, article) if correction_ else ()
    order = FolderOrder(
        suite=wish.suite,
        genre=wish.genre,
        split=wish.split,
        labelled_by=BLIND if wish.model is None else DRAFTED.format(model=wish.model),
        id=wish.id,
        tags=wish.tags,
        page=page,
    )
    folder = make_fixture(order, article, _card(wish.model, article), wrong)
    result(f"{folder}\n")
    if correction_ and not wrong:
        note(
            "The correction names no figure and no name that the article lacks: "
            "write what was wrong under forbidden by hand."
        )
    for reading in wrong:
        note(f"No card may say: {reading.told}")
    note(f"Next: factcards eval review {folder}")


def _card(model: str | None, article: Article) -> FactCard | None:
    if model is None:
        return None
    from factcards.generator import make_card

    return make_card(article, model=model)
