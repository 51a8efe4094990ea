"""The one pipeline: read, draft, ground, check, card.

It is asynchronous; the synchronous functions of the package are its thin face.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from factcards.article import Article, ReadOptions, Source, load_article, read_prose
from factcards.card import FactCard, Finding, Provenance, Strategy
from factcards.card.selectors import without_text
from factcards.checking import (
    ProseCheck,
    Verdict,
    check_prose,
    enforce,
    measure_coverage,
    recheck,
)
from factcards.checking import check_card as find_faults
from factcards.drafting import Drafting, assemble, draft_by_rules, draft_with_model
from factcards.errors import UsageError
from factcards.models import ModelOptions, default_model_name, open_model
from factcards.reading import LANGUAGES, Anchor, anchor_of, read
from factcards.version import __version__

if TYPE_CHECKING:
    from factcards.models import LanguageModel, Ledger

RULES = "rules"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a card has come."""

    step: str
    """"reading", "drafting", "checking"; with a model also what it is asked about."""
    done: int
    total: int
    """0 where it is not known."""
    seconds: float
    """Since the card was begun."""


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, kw_only=True)
class GeneratorOptions:
    """What a card is made with."""

    model: str | None = None
    """As Instructor names models: `openai/gpt-5-mini`, `local/qwen2.5-coder-0.5b`, `rules`.

    None: what `FACTCARDS_MODEL` names, else the embedded model if it is here, else `rules`.
    """
    strategy: Strategy | None = None
    """None: what the model's profile says."""
    published: date | str | None = None
    """Publication date, where the source does not tell or tells wrongly."""
    language: str | None = None
    """ISO 639-1; None: found out."""
    url: str | None = None
    """Address of the article, where the source does not tell."""
    allow_private: bool = False
    """Fetch from addresses of private networks too."""
    with_text: bool = True
    """Keep the article's text on the card; without it, evidence carries selectors."""
    model_options: ModelOptions = field(default_factory=ModelOptions)


class Generator:
    """Makes cards, one after the other or side by side, with one open model.

    Use it as an asynchronous context manager; the model is opened when it is
    first needed.
    """

    def __init__(
        self, options: GeneratorOptions | None = None, *, on_progress: OnProgress | None = None
    ) -> None:
        self.options = options or GeneratorOptions()
        self.on_progress = on_progress
        self.model_name = self.options.model or default_model_name()[0]
        self._model: LanguageModel | None = None
        self._ledger: Ledger | None = None
        self._opening = asyncio.Lock()
        if self.model_name == RULES and self.options.strategy not in (None, "rules"):
            raise UsageError(
                f"the strategy “{self.options.strategy}” needs a model, and none was named",
                hint="name one with --model, or leave the strategy out",
            )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the model, if one was opened."""
        if self._model is not None:
            model, self._model = self._model, None
            await model.aclose()

    async def make_card(self, source: Source) -> FactCard:
        """The fact card of `source`.

        Raises a `FactCardsError`: `InputError` where the source cannot be read
        or holds no story, `ModelError` where the model cannot do its part.
        """
        started = time.perf_counter()

        def report(step: str, done: int = 0, total: int = 0) -> None:
            if self.on_progress is not None:
                self.on_progress(Progress(step, done, total, time.perf_counter() - started))

        report("reading")
        article = await load_article(source, self._read_options())
        drafting = await self._draft(article, report)
        report("checking")
        card = assemble(
            drafting.draft,
            drafting.article,
            drafting.reading,
            self._provenance(drafting, time.perf_counter() - started),
        )
        findings = (
            *card.findings,
            *drafting.notes,
            *_language_note(article),
            *find_faults(card, drafting.article, drafting.reading),
        )
        card = enforce(card, findings)
        coverage = measure_coverage(card, drafting.article, drafting.reading)
        card = card.model_copy(update={"coverage": coverage})
        return card if self.options.with_text else without_text(card)

    @property
    def ledger(self) -> Ledger | None:
        """What all cards have taken, those that failed too; None while no model was opened."""
        return self._ledger

    def _read_options(self) -> ReadOptions:
        options = self.options
        return ReadOptions(
            published=options.published,
            language=options.language,
            url=options.url,
            allow_private=options.allow_private,
        )

    async def _draft(self, article: Article, report: Callable[[str, int, int], None]) -> Drafting:
        strategy = self.options.strategy
        reading = read(article, anchor=self._anchor(article))
        if self.model_name == RULES or strategy == "rules":
            return Drafting(draft_by_rules(article, reading), article, reading, "rules")
        report("opening the model", 0, 0)
        return await draft_with_model(article, reading, await self._opened(), strategy, report)

    def _anchor(self, article: Article) -> Anchor | None:
        """What relative dates count from; said to be the caller's where the caller gave it."""
        anchor = anchor_of(article)
        if anchor is not None and anchor.basis == "published" and self.options.published:
            return replace(anchor, basis="option")
        return anchor

    async def _opened(self) -> LanguageModel:
        async with self._opening:
            if self._model is None:
                self._model = await open_model(self.model_name, self.options.model_options)
                self._ledger = self._model.ledger
            return self._model

    def _provenance(self, drafting: Drafting, seconds: float) -> Provenance:
        usage = drafting.usage
        model = drafting.model
        return Provenance(
            model=model.name if model else None,
            provider=model.provider if model else None,
            prompt_version=drafting.prompt.version if drafting.prompt else None,
            prompt_sha256=drafting.prompt.sha256 if drafting.prompt else None,
            strategy=drafting.strategy,
            tokens_in=usage.tokens_in if usage else 0,
            tokens_out=usage.tokens_out if usage else 0,
            cost=usage.cost if usage else None,
            seconds=round(seconds, 3),
            generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
            factcards=__version__,
        )


def _language_note(article: Article) -> tuple[Finding, ...]:
    if article.language in LANGUAGES:
        return ()
    named = f"“{article.language}”" if article.language else "unknown"
    return (
        Finding(
            rule="language-read",
            severity="warning",
            path="article/language",
            message=(
                f"the article's language is {named}: numbers in words, names and speech verbs "
                f"are read in {', '.join(LANGUAGES)} only"
            ),
        ),
    )


async def make_card_async(
    source: Source,
    *,
    model: str | None = None,
    options: GeneratorOptions | None = None,
    on_progress: OnProgress | None = None,
) -> FactCard:
    """The fact card of `source`: the asynchronous twin of `make_card`."""
    chosen = options or GeneratorOptions()
    if model is not None:
        chosen = replace(chosen, model=model)
    async with Generator(chosen, on_progress=on_progress) as generator:
        return await generator.make_card(source)


def make_card(
    source: Source,
    *,
    model: str | None = None,
    options: GeneratorOptions | None = None,
    on_progress: OnProgress | None = None,
) -> FactCard:
    """The fact card of `source`: a path, an address, bytes, or text.

    `model` beats `options.model`. Works inside a running event loop too, on a
    thread of its own; `make_card_async` is the better choice there.

    Raises a `FactCardsError`: `InputError` where the source cannot be read or
    holds no story, `ModelError` where the model cannot do its part.
    """
    return run(make_card_async(source, model=model, options=options, on_progress=on_progress))


def check_card(
    card: FactCard, source: Source, options: ReadOptions | None = None
) -> tuple[Verdict, ...]:
    """What became of every fact of `card` in `source`, the article after an edit. No model.

    Raises `InputError` where the source cannot be read or holds no story.
    """
    known = ReadOptions(language=card.article.language, published=card.article.published)
    article = run(load_article(source, options or known))
    return recheck(card, article)


def check_text(prose: Source, source: Source, options: ReadOptions | None = None) -> ProseCheck:
    """What the article `source` has for and against each sentence of `prose`, in order. No model.

    `prose` is anybody's summary: a string is the text itself, a `Path` a file.
    `options` are for reading `source`; the prose's own language is found out,
    and taken to be the article's where it is too short to tell.

    Raises `InputError` where the prose holds no words, or the source cannot be
    read or holds no story.
    """
    told = read_prose(prose)
    return check_prose(told, run(load_article(source, options or ReadOptions())))


def run(work: Coroutine[object, object, T]) -> T:
    """What `work` returns, from synchronous code, whether or not an event loop runs here."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
