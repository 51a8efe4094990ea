# ruff: noqa: E501
"""Minutes of made-up text through every reader: no crash, no hang, no square time.

    python benchmarks/fuzz.py [--minutes 10] [--engine auto|atheris|own] [--seed 1]

Atheris (coverage-guided, of the libFuzzer kind) is installed from PyPI into a
folder of its own in the user's cache and steers by the lines of `factcards`
that an input reaches; where it cannot be had, `own` mutates inputs blindly.
An input is either raw text or a row of words that the readers have rules for.
Each one becomes an article, a reading, a card by rules and a check of it, and

- no exception but `InputError` may come out;
- spans lie inside the text; evidence is the article's own text; what reading
  mentions grounds to an equal slice; a rechecked card stands;
- it must be done in `LIMIT` seconds of processor time;
- every 50th input is repeated to 4,000 and to 32,000 characters: eight times
  the text may take no more than `SQUARE` times as long.

Failing inputs are kept beside the folder of Atheris and printed. Ends with 1
where there was one.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from factcards.card import Provenance
    from factcards.grounding import GroundingIndex
    from factcards.reading import Reading

ATHERIS = "atheris==3.0.0"
HOME = user_cache_path("factcards") / "benchmarks" / "fuzz"
LIMIT = 5.0
SQUARE = 24
PROBE = 50
SHORT = 0.02
LANGUAGES = ("en", "es", "de", "fr", "tr", "ja", "ar", "en")
PIECES = [
    *"0123456789.,:;-–—−'’\"“”„‘«»‹›()[]/%$€£¥°½²…!?¿+#@&*^~_|\n\t ",
    " ", " ", " ", ". ", ", ", "\n\n", "\n", "\u00a0", "\u202f", "\u200b", "\u200d", "\u0301", "\ufeff",
    "ﬁ", "İ", "ı", "ß", "é", "e\u0301", "市", "百", "万", "東京", "カ", "ก", "เ", "ك", "שׁ", "क्ष", "대",
    "1,415", "4.2 million", "hundreds of thousands", "two-thirds", "one in five", "a dozen", "twenty",
    "hundred", "thousand", "and", "of", "percent", "percentage points", "kilometres", "km/h", "euros",
    "US$", "Rs ", "Mio.", "Millionen", "mil", "millones", "milliards", "pour cent", "Uhr", "at least ",
    "about ", "nearly ", "more than ", "from ", "to ", "between ", "5 March 2024", "March", "Tuesday",
    "on Monday", "last week", "10:30 a.m.", "2024", "1990s", "5/3/2024", "le 5 mars", "am 3. Mai",
    "next year", "two days ago", "the mayor", "Mayor ", "Dr. ", "Ann Holt", "Holt", "Jean-Pierre",
    "O’Brien", "Minsk", "Orvalla", "University of ", "the U.S. ", "EU", "von ", "de la ", "said",
    " said ", "says ", "told ", "according to ", "denied ", "claimed ", "alleged", "dijo", "sagte",
    "a déclaré", "selon ", "laut ", "he ", "she ", "they ", "who ", "which ", "that ", "not ", "no ",
    "never ", "n’t ", "could ", "may ", "possibly ", "“We ", "will”, ", "was ", "is ", "left", "fell",
    "by ", "the ", "a ", "an ", "in ", "at ", "with ", "for ", "its ", "his ", "-year-old", "th", "st",
    "Sen. ", "Inc.", "GmbH", "police", "ministry", "spokesman ", "spokeswoman ", "statement", "X",
    "https://x.y/z", "a@b.co", "www.", "#tag", "I. ", "II", "A. ", "•", "1. ", "(Reuters) - ",
]  # fmt: skip


@dataclass
class Tally:
    """What happened so far."""

    inputs: int = 0
    cards: int = 0
    probes: int = 0
    slowest: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)


class TooSlowError(Exception):
    """An input took more than its time."""


def text_of(data: bytes) -> tuple[str, str]:
    """The text and the language that `data` stands for."""
    if not data:
        return "", "en"
    language = LANGUAGES[data[0] & 7]
    if data[0] & 8:
        return data[1:].decode("utf-8", "replace"), language
    return "".join(PIECES[byte % len(PIECES)] for byte in data[1:]), language


def examine(text: str, language: str) -> bool:
    """Take `text` through the whole house; True where it became a card.

    Raises whatever goes wrong.
    """
    from factcards.article import ReadOptions, Text, read_article
    from factcards.checking import check_card, enforce, recheck
    from factcards.drafting import assemble, draft_by_rules
    from factcards.errors import InputError
    from factcards.grounding import GroundingIndex
    from factcards.reading import read, read_text

    options = ReadOptions(language=language, published="2024-03-06")
    try:
        article = read_article(Text(text), options)
    except InputError:
        inspect(read_text(text, language=language), GroundingIndex(text))
        return False
    reading = read(article)
    inspect(reading, GroundingIndex(article.text, reading.sentences))
    card = assemble(draft_by_rules(article, reading), article, reading, provenance())
    card = enforce(card, check_card(card, article, reading))
    for item in card.items():
        for evidence in item.evidence:
            assert article.text[evidence.start : evidence.end] == evidence.quote, evidence
    for verdict in recheck(card, article):
        assert verdict.status == "stands", verdict
    return True


def inspect(reading: Reading, index: GroundingIndex) -> None:
    """Hold the spans of `reading` to its text, and what they cover to the index."""
    text = reading.text
    spans = [
        *(s.span for s in reading.sentences),
        *(figure.span for figure in reading.figures),
        *(date.span for date in reading.dates),
        *(cue.span for cue in reading.cues),
        *(m.span for e in reading.entities for m in e.mentions),
        *(r for e in reading.entities for r in e.roles),
        *(s for q in reading.quotations for s in (q.span, q.outer)),
        *(s for a in reading.attributions for s in (a.span, a.source_span, a.cue)),
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text), (span, len(text))
    last = 0
    for sentence in reading.sentences:
        assert sentence.span.start >= last, sentence
        last = sentence.span.end
    for span in spans[:40]:
        words = span.of(text)
        if index.is_aligned(span) and any(map(str.isalnum, words)):
            found = index.ground(words, near=span.start)
            assert found is not None, words
            assert found.span == span, (found, span)


def provenance() -> Provenance:
    """That of a card by rules."""
    from factcards.card import Provenance

    return Provenance(
        model=None,
        provider=None,
        strategy="rules",
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        factcards="0",
    )


class Trial:
    """Runs inputs, keeps those that fail, and goes on."""

    def __init__(self, minutes: float) -> None:
        self.minutes = minutes
        self.tally = Tally()
        self.next_line = 60.0
        signal.signal(signal.SIGPROF, self._too_slow)
        HOME.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def _too_slow(_: int, frame: FrameType | None) -> None:
        raise TooSlowError("".join(traceback.format_stack(frame, 4)))

    def one(self, data: bytes) -> None:
        """Examine one input, and now and then how its time grows."""
        text, language = text_of(data)
        tally = self.tally
        tally.inputs += 1
        seconds = self.timed(data, text, language)
        tally.slowest = max(tally.slowest, seconds)
        if tally.inputs % PROBE == 0 and text.strip():
            self.probe(data, text, language)
        elapsed = time.monotonic() - tally.started
        if elapsed > self.next_line:
            self.next_line += 60
            print(self.line(), flush=True)

    def timed(self, data: bytes, text: str, language: str) -> float:
        """Processor seconds of one examination; a failure is kept."""
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, LIMIT)
        try:
            self.tally.cards += examine(text, language)
        except Exception:  # whatever comes out is what is sought
            self.keep(data, text, traceback.format_exc())
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        return time.process_time() - started

    def probe(self, data: bytes, text: str, language: str) -> None:
        """Repeat the text to two lengths and compare the times."""
        self.tally.probes += 1
        short, long = (text * (size // len(text) + 1) for size in (4_000, 32_000))
        for _ in range(3):
            first = max(seconds_of(short, language), SHORT)
            second = seconds_of(long, language)
            if second < SQUARE * first:
                return
        self.keep(data, text, f"eight times the text: {first:.3f} s becomes {second:.3f} s")

    def keep(self, data: bytes, text: str, told: str) -> None:
        """Write a failure down, once for each place it comes from."""
        lines = [line.strip() for line in told.splitlines() if line.strip().startswith("File ")]
        place = lines[-1] if lines else told
        self.tally.failures[place] += 1
        if self.tally.failures[place] > 1:
            return
        name = hashlib.sha256(data).hexdigest()[:16]
        (HOME / f"failure-{name}.bin").write_bytes(data)
        print(f"FAILED: {text!r}\n{told}", flush=True)

    def line(self) -> str:
        """One line of what happened so far."""
        tally = self.tally
        return (
            f"{(time.monotonic() - tally.started) / 60:5.1f} min {tally.inputs:>8} inputs "
            f"{tally.cards:>8} cards {tally.probes:>6} growth probes, slowest "
            f"{tally.slowest:.2f} s, {sum(tally.failures.values())} failures "
            f"from {len(tally.failures)} places"
        )

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() - self.tally.started > 60 * self.minutes


def seconds_of(text: str, language: str) -> float:
    """Processor seconds of reading `text` and looking its middle up."""
    from factcards.grounding import GroundingIndex
    from factcards.reading import read_text

    started = time.process_time()
    read_text(text, language=language)
    index = GroundingIndex(text)
    middle = text[len(text) // 2 :][:40]
    if index.ground(middle, near=len(text) // 3) is None:
        index.near_miss(middle)
    return time.process_time() - started


def seeds(source: random.Random, count: int) -> list[bytes]:
    """Random rows of pieces, and random raw text, to begin with."""
    return [
        bytes([number % 16]) + source.randbytes(source.randint(10, 100)) for number in range(count)
    ]


def run_own(trial: Trial, seed: int) -> None:
    """Blind mutation: rows of pieces and raw characters, spliced, repeated and cut."""
    source = random.Random(seed)
    pool = seeds(source, 64)
    changes: list[Callable[[bytes], bytes]] = [
        lambda data: data + source.randbytes(source.randint(1, 30)),
        lambda data: data[: source.randint(1, len(data))],
        lambda data: data + source.choice(pool)[1:],
        lambda data: data[:1] + data[1:] * source.randint(2, 4),
        lambda data: bytes([source.randrange(16)]) + data[1:],
        lambda data: data[: (at := source.randint(1, len(data)))] + source.randbytes(1) + data[at:],
    ]
    while not trial.over:
        data = source.choice(pool)
        for _ in range(source.randint(1, 4)):
            data = source.choice(changes)(data)[:200]
        trial.one(data)
        if source.random() < 0.1:
            pool[source.randrange(len(pool))] = data


def atheris_folder() -> Path | None:
    """The folder that holds Atheris, installed if need be; None where it cannot be had."""
    folder = HOME / ATHERIS.replace("=", "-")
    if not (folder / "atheris").is_dir():
        done = subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:",
             "--target", str(folder), ATHERIS],
            capture_output=True,
            text=True,
        )  # fmt: skip
        if done.returncode:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"{ATHERIS} cannot be installed: {reason}")
            return None
    return folder


def run_atheris(trial: Trial, folder: Path, seed: int) -> None:
    """Let Atheris choose the inputs. Does not come back: libFuzzer ends the process."""
    import atexit

    sys.path.insert(0, str(folder))
    atheris = import_module("atheris")

    with atheris.instrument_imports(include=["factcards"]):
        import factcards.checking
        import factcards.drafting
        import factcards.grounding
        import factcards.reading  # noqa: F401
    examine("Ann Holt said that 5 people left Minsk.", "en")  # loads what is loaded late
    atexit.register(finish, trial)

    def target(data: bytes) -> None:
        trial.one(data)

    corpus = HOME / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed_input in enumerate(seeds(random.Random(seed), 200)):
        (corpus / f"seed-{number}").write_bytes(seed_input)
    options = [
        f"-max_total_time={int(60 * trial.minutes)}",
        "-max_len=120",
        "-len_control=0",
        f"-seed={seed}",
    ]
    quiet = ["-verbosity=0", "-timeout=120", "-rss_limit_mb=4096"]
    atheris.Setup([sys.argv[0], *options, *quiet, str(corpus)], target)
    trial.tally.started = time.monotonic()
    atheris.Fuzz()


def finish(trial: Trial) -> None:
    """Print the last line, and where failures came from."""
    print(trial.line())
    for place, count in trial.tally.failures.most_common():
        print(f"  {count} x {place}")
    sys.stdout.flush()


def main() -> int:
    """Fuzz, and print a line a minute."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--engine", choices=("auto", "atheris", "own"), default="auto")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    folder = None if arguments.engine == "own" else atheris_folder()
    if arguments.engine == "atheris" and folder is None:
        return 1
    if folder is not None and not arguments.here:
        command = [sys.executable, *sys.argv, "--here"]
        done = subprocess.run(command, capture_output=True, text=True)
        print(done.stdout, end="")
        return 1 if done.returncode or "FAILED:" in done.stdout else 0
    trial = Trial(arguments.minutes)
    if folder is not None:
        print(f"engine: {ATHERIS}, seed {arguments.seed}", flush=True)
        run_atheris(trial, folder, arguments.seed)
    print(f"engine: own, blind mutation, seed {arguments.seed}", flush=True)
    run_own(trial, arguments.seed)
    finish(trial)
    return 1 if trial.tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
