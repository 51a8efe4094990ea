"""The documents, the scores and the table of a comparison."""

from __future__ import annotations

import argparse
import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_cache_path

from factcards.evaluation.fixtures import Filter, Fixture, load_suite
from factcards.evaluation.run import DocumentRun, Run, read_run, run_text
from factcards.evaluation.running import RunOrder, fingerprint, rescored, run_suite
from factcards.evaluation.scores import FIELDS, micro, per_hundred
from factcards.evaluation.view import Labels
from factcards.version import __version__
from peers.kept import KeptModel
from peers.plain import PlainCard

MODEL = "qwen2.5-coder-1.5b"
SEED = 7
ALWAYS = ("es", "de")
"""One document of each of these languages is in every sample of three or more."""


def arguments_of(doc: str | None) -> argparse.Namespace:
    """What a comparison is asked for on its command line."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("suite", nargs="?", type=Path, default=Path("evals/suites/news"))
    parser.add_argument("--documents", type=int, default=6)
    parser.add_argument("--first", type=int, help="only so many of them, the shortest")
    parser.add_argument("--ask", action="store_true", help="ask the model what is not kept")
    parser.add_argument("--model", default=MODEL, help="a local model, by its name")
    parser.add_argument("--most-tokens", type=int, default=1600, help="of one answer")
    parser.add_argument("--beside", type=Path, nargs="*", default=[], help="runs of our own")
    parser.add_argument("-o", "--output", type=Path, help="the peer's cards and scores as a run")
    return parser.parse_args()


def sample(suite: Path, count: int) -> tuple[Fixture, ...]:
    """A seeded sample of the shorter half of the dev documents, the shortest first."""
    dev = sorted(load_suite(suite, Filter(split="dev")), key=_length)
    short, source = dev[: (len(dev) + 1) // 2], random.Random(SEED)
    chosen: list[Fixture] = []
    for language in ALWAYS if count > len(ALWAYS) else ():
        those = [f for f in short if f.gold.language == language]
        those = those or [f for f in dev if f.gold.language == language][:1]
        chosen += source.sample(those, min(1, len(those)))
    rest = [f for f in short if f not in chosen and f.gold.language not in ALWAYS]
    chosen += source.sample(rest, min(max(count - len(chosen), 0), len(rest)))
    return tuple(sorted(chosen, key=_length))


def _length(fixture: Fixture) -> tuple[int, str]:
    return len(fixture.as_read.text), fixture.id


Fill = Callable[[KeptModel, PlainCard], bool]
"""Asks the peer about a card's article and fills the card; False where an answer is not kept."""


def run_peer(name: str, fill: Fill, arguments: argparse.Namespace) -> int:
    """Score what `fill` makes of the sample, print the table; the exit code."""
    fixtures = sample(arguments.suite, arguments.documents)[: arguments.first]
    folder = user_cache_path("factcards") / "benchmarks" / "answers" / name / arguments.model
    documents: list[DocumentRun] = []
    with KeptModel(arguments.model, folder, ask=arguments.ask) as model:
        for fixture in fixtures:
            model.begin(fixture.id)
            made = PlainCard(fixture=fixture, model=f"local/{arguments.model}")
            if not fill(model, made):
                print(f"{fixture.id}: no kept answer; --ask asks the model", flush=True)
                continue
            made.tokens_in = sum(answer.tokens_in for answer in model.answers)
            made.tokens_out = sum(answer.tokens_out for answer in model.answers)
            made.seconds = round(sum(answer.seconds for answer in model.answers), 2)
            cut = sum(answer.finish == "length" for answer in model.answers)
            documents.append(_document(made))
            print(
                f"{fixture.id}: {len(model.answers)} answers, {cut} cut off, "
                f"{made.tokens_in} + {made.tokens_out} tokens, {made.seconds:.0f} s, "
                f"{len(made.items)} items, {made.left_out} left out",
                flush=True,
            )
    if not documents:
        print("nothing to score")
        return 0
    run = _run(f"{name}, {arguments.model}", arguments.suite, documents)
    if arguments.output is not None:
        arguments.output.write_text(run_text(run), encoding="utf-8")
    kept = [f for f in fixtures if f.id in {document.id for document in documents}]
    print(table([run, _rules(arguments.suite, kept), *_beside(arguments.beside, kept)]))
    return 0


def _document(made: PlainCard) -> DocumentRun:
    fixture, gold = made.fixture, made.fixture.gold
    empty = DocumentRun(
        id=fixture.id,
        fixture=fingerprint(fixture),
        split=gold.split,
        genre=gold.genre,
        language=gold.language,
        tags=gold.tags,
        trial=1,
        seconds=made.seconds,
        tokens_in=made.tokens_in,
        tokens_out=made.tokens_out,
    )
    return rescored(empty, made.card(), Labels(fixture), FIELDS)


def _run(name: str, suite: Path, documents: Sequence[DocumentRun]) -> Run:
    return Run(
        suite=str(suite),
        model=name,
        strategy="whole",
        trials=1,
        fields=FIELDS,
        drafts=True,
        factcards=__version__,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=tuple(documents),
    )


def _rules(suite: Path, fixtures: Sequence[Fixture]) -> Run:
    order = RunOrder(suite=str(suite), model="rules", drafts=True, baselines=False)
    return asyncio.run(run_suite(fixtures, order))


def _beside(paths: Sequence[Path], fixtures: Sequence[Fixture]) -> list[Run]:
    """The runs at `paths`, cut to the documents of the comparison and scored anew."""
    labels = {fixture.id: Labels(fixture) for fixture in fixtures}
    found = []
    for path in paths:
        run = read_run(path)
        documents = tuple(
            rescored(d, d.card, labels[d.id], FIELDS)
            for d in run.documents
            if d.id in labels and d.card is not None
        )
        name = f"{run.model} ({len(documents)} of {len(fixtures)})"
        found.append(run.model_copy(update={"documents": documents, "model": name}))
    return found


def table(runs: Sequence[Run]) -> str:
    """F1 of each field in percent, one run in each column, with what it cost below."""
    width = max(14, *(len(run.model) + 2 for run in runs))
    lines = [f"\n{'':<22}" + "".join(f"{run.model:>{width}}" for run in runs)]

    def row(name: str, cells: Sequence[str]) -> None:
        lines.append(f"{name:<22}" + "".join(f"{cell:>{width}}" for cell in cells))

    for name in FIELDS:
        cells = []
        for run in runs:
            tally = micro(run.scored, name)
            f1 = tally.f1
            cells.append("n/a" if f1 is None else f"{100 * f1:.1f}")
        row(f"F1 {name}", cells)
    for kind in per_hundred(runs[0].scored):
        row(f"{kind}, total", [str(sum(s.count(kind) for s in run.scored)) for run in runs])
    row("forbidden, total", [str(sum(len(s.forbidden) for s in run.scored)) for run in runs])
    pieces = [
        (sum(s.ungrounded for s in r.scored), sum(s.evidence for s in r.scored)) for r in runs
    ]
    row("not grounded", [f"{bad} of {all_}" for bad, all_ in pieces])
    for name, key in (("tokens in", "tokens_in"), ("tokens out", "tokens_out")):
        row(name, [str(sum(getattr(d, key) for d in run.documents)) for run in runs])
    row("seconds a document", [f"{run.seconds / len(run.documents):.1f}" for run in runs])
    return "\n".join(lines)
