"""`factcards make`: articles become fact cards."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from factcards.cli.console import Interrupted, complain, note, result, result_bytes, screen
from factcards.cli.minimum import gaps_told, read_minimum
from factcards.cli.settings import FILE, Settings, as_strategy, host_of, settle
from factcards.cli.writing import SUFFIXES, check_target, write_whole
from factcards.errors import FactCardsError, InputError, UsageError
from factcards.rendering import check_format, render

if TYPE_CHECKING:
    from factcards.card import FactCard
    from factcards.generator import GeneratorOptions

STDIN = "-"
CHECK_FAILED = 1


@dataclass
class Order:
    """What is to be made, and what became of it so far."""

    sources: list[str]
    format: str
    output: Path | None
    strict: bool
    quiet: bool
    selectors: bool
    without_text: bool
    least: dict[str, float] = field(default_factory=dict)
    """The least share of each kind of mention that a card must carry."""
    rendered: list[str] = field(default_factory=list)
    cards: list[FactCard] = field(default_factory=list)
    failed: int = 0
    code: int = 0

    @property
    def compact(self) -> bool:
        """Whether cards are JSON Lines: several of them, or a file that says so."""
        lines = self.output is not None and self.output.suffix.lower() == ".jsonl"
        return self.format == "json" and (len(self.sources) > 1 or lines)


def make(
    source: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE...", help="A file, an http(s) address, or - for standard input."
        ),
    ],
    model: Annotated[
        str | None,
        typer.Option(
            help="openai/…, anthropic/…, ollama/…, local/…, or rules. Default: the embedded model "
            "if it is here, else rules."
        ),
    ] = None,
    base_url: Annotated[
        str | None, typer.Option(help="Address of an OpenAI-compatible server for openai/… .")
    ] = None,
    strategy: Annotated[
        str | None, typer.Option(help="whole, stepwise or rules. Default: what suits the model.")
    ] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="terminal, json, markdown or text.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File to write, whole or not at all."),
    ] = None,
    published: Annotated[str | None, typer.Option(help="Publication date, as 2025-03-06.")] = None,
    language: Annotated[
        str | None, typer.Option(help="Language of the article, as en, es, de, fr.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Address of the article, for the record.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 1 on an error finding or a rejection.")
    ] = False,
    min_coverage: Annotated[
        str | None,
        typer.Option(
            metavar="SHARES",
            help="End with 1 where a card carries less of the story: 0.8, or figures=0.8,quotes=1.",
        ),
    ] = None,
    without_text: Annotated[
        bool, typer.Option("--without-text", help="Leave the article's text out; keep selectors.")
    ] = False,
    selectors: Annotated[
        bool,
        typer.Option("--selectors", help="Add W3C text quote selectors and UTF-16 offsets."),
    ] = False,
    timeout: Annotated[
        float | None, typer.Option(help="Seconds for one attempt to ask the model.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no notes, only errors.")
    ] = False,
) -> int:
    """Make a fact card of each article.

    Several sources give several cards, as JSON Lines with --format json. Settings may also come
    from FACTCARDS_MODEL, FACTCARDS_BASE_URL and so on, or from factcards.toml in this directory.
    """
    flags = Settings(
        model=model,
        base_url=base_url,
        strategy=strategy,
        format=format_,
        language=language,
        timeout=timeout,
    )
    settings = settle(flags)
    target = None if output is None or str(output) == STDIN else output
    if target is not None:
        check_target(target)
    by_suffix = SUFFIXES.get(target.suffix.lower()) if target and format_ is None else None
    order = Order(
        sources=source,
        format=check_format(by_suffix or settings.format or "terminal"),
        output=target,
        strict=strict,
        quiet=quiet,
        selectors=selectors,
        without_text=without_text,
        least=read_minimum(min_coverage),
    )
    if source.count(STDIN) > 1:
        raise UsageError("standard input can be read once only", hint="name - once")
    _carry_out(order, _options(settings, order, published=published, url=url))
    return order.code


def _options(
    settings: Settings, order: Order, *, published: str | None, url: str | None
) -> GeneratorOptions:
    # Imported late: help and usage errors need none of it.
    from factcards.article.bylines import iso_date
    from factcards.generator import GeneratorOptions
    from factcards.models import ModelOptions, default_model_name

    if url is not None and len(order.sources) > 1:
        raise UsageError(
            "--url names one article's address, and there are several sources",
            hint="make the cards one by one, or leave --url out",
        )
    if published is not None and iso_date(published) is None:
        raise UsageError(
            f"“{published[:40]}” is no date (--published)", hint="write it as 2025-03-06"
        )
    name = settings.model
    if settings.strategy == "rules" and name is None:
        name = "rules"
    if name is None:
        name, why = default_model_name()
        _tell(order, why)
    elif settings.model_named_by != "the command line" and name != "rules":
        _tell(order, f"Using {name}, named by {settings.model_named_by}.")
    if settings.base_url and not settings.sends_key:
        _tell(
            order,
            f"The article goes to {host_of(settings.base_url)}, named by {FILE}; a key of the "
            "environment is sent there only with --base-url or FACTCARDS_BASE_URL.",
        )
    return GeneratorOptions(
        model=name,
        strategy=as_strategy(settings.strategy),
        published=published,
        language=settings.language,
        url=url,
        model_options=ModelOptions(
            base_url=settings.base_url, timeout=settings.timeout, send_key=settings.sends_key
        ),
    )


def _carry_out(order: Order, options: GeneratorOptions) -> None:
    import asyncio

    # Read here and not in the event loop, where Ctrl-C would wait for the input to end.
    sources: list[Any] = [_piped(s) or s for s in order.sources]
    try:
        asyncio.run(_make_all(order, options, sources))
    except KeyboardInterrupt:
        made = f" after {len(order.cards)} of {len(sources)} cards" if len(sources) > 1 else ""
        kept = "; nothing was written" if order.output or not order.cards else ""
        raise Interrupted(f"interrupted{made}{kept}") from None
    if order.output is not None and order.rendered:
        write_whole(order.output, _separator(order).join(order.rendered))
    _tell(order, _next_step(order))


def _piped(source: str) -> bytes | None:
    """What comes through standard input or a named pipe; None for any other source.

    Raises `InputError` where it is empty or does not end.
    """
    if source == STDIN:
        if sys.stdin is None:
            raise UsageError("there is no standard input", hint="name a file instead of -")
        if sys.stdin.isatty():
            note("Reading the article from the keyboard; end it with Ctrl-D.")
        return _read_pipe(sys.stdin.buffer, "standard input")
    path = Path(source)
    try:
        if not path.is_fifo():
            return None
        with path.open("rb") as stream:
            return _read_pipe(stream, source)
    except (OSError, ValueError):
        # Whatever is wrong with it is told when it is read as a file.
        return None


def _read_pipe(stream: BinaryIO, name: str) -> bytes:
    from factcards.article.load import too_large
    from factcards.article.options import DEFAULTS

    data = stream.read(DEFAULTS.max_bytes + 1)
    if len(data) > DEFAULTS.max_bytes:
        raise too_large(name, DEFAULTS)
    if not data:
        raise InputError(f"{name} is empty", hint="give the words of the article")
    return data


async def _make_all(order: Order, options: GeneratorOptions, sources: list[Any]) -> None:
    from factcards.cli.progress import ProgressLine
    from factcards.generator import Generator

    line = ProgressLine(quiet=order.quiet)
    async with (
        line,
        Generator(options, on_progress=lambda p: line.step(p.step, p.done, p.total)) as generator,
    ):
        for number, (name, source) in enumerate(zip(order.sources, sources, strict=True), start=1):
            shown = "standard input" if name == STDIN else name[:80]
            several = len(sources) > 1
            line.begin(f"[{number}/{len(sources)}] {shown}" if several else "")
            try:
                card = await generator.make_card(source)
            except FactCardsError as error:
                line.clear()
                message = f"{shown}: {error.message}" if several else error.message
                complain(message, hint=error.hint)
                order.failed += 1
                order.code = max(order.code, error.exit_code)
                continue
            line.clear()
            deliver(order, card)


def deliver(order: Order, card: FactCard) -> None:
    """Print a card as soon as it is there; for a file, keep it until all are."""
    from factcards.card.selectors import with_selectors, without_text

    if order.without_text:
        card = without_text(card)
    elif order.selectors:
        card = with_selectors(card)
    if order.strict and (card.rejected or any(f.severity == "error" for f in card.findings)):
        order.code = max(order.code, CHECK_FAILED)
    gaps = gaps_told(card, order.least)
    if gaps:
        order.code = max(order.code, CHECK_FAILED)
    view = screen()
    text = render(
        card,
        order.format,
        width=view.width if order.format == "terminal" else None,
        color=view.color and order.output is None,
        compact=order.compact,
    )
    if order.output is not None:
        order.rendered.append(text)
    elif order.format == "json":
        result_bytes(text.encode())
    else:
        result((_separator(order) if order.cards else "") + text)
    order.cards.append(card)
    for line in gaps:
        note(line)


def _separator(order: Order) -> str:
    return "" if order.format == "json" else "\n"


def _tell(order: Order, message: str) -> None:
    if message and not order.quiet:
        note(message)


def _next_step(order: Order) -> str:
    """What somebody who made these cards does next, in one line."""
    if not order.cards:
        return ""
    facts = sum(len(card.items()) for card in order.cards)
    warnings = sum(f.severity != "note" for card in order.cards for f in card.findings)
    rejected = sum(len(card.rejected) for card in order.cards)
    parts = [f"{facts} fact{'' if facts == 1 else 's'}"]
    if len(order.cards) > 1:
        parts.insert(0, f"{len(order.cards)} cards")
    if warnings:
        parts.append(f"{warnings} warning{'' if warnings == 1 else 's'} to look at")
    if rejected:
        parts.append(f"{rejected} rejected")
    if order.failed:
        parts.append(f"{order.failed} of {len(order.sources)} sources failed (see above)")
    done = ", ".join(parts)
    if order.output is None or order.format != "json":
        return f"{done}. Next: keep the card with -o card.json, to check it after edits."
    if order.compact:
        return f"{done}. Next: factcards show {order.output}"
    name = order.sources[0] if order.sources[0] != STDIN else "ARTICLE"
    return f"{done}. Next: after edits, factcards check {order.output} {name}"
