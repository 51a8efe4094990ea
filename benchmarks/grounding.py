"""How fast and how right grounding is, beside LangExtract's aligner and plain `str.find`.

    python benchmarks/grounding.py [--most 20] [--without-peer]

50 and 500 quotes over 1,000 to 100,000 words. Processor times; ours include the
index and near misses. `str.find` looks at neither token boundaries nor
typography. LangExtract is installed from PyPI into an environment of its own in
the user's cache; its time is one call of its aligner with the defaults, after
imports. A case that takes it more than `--most` processor seconds is ended, and
its time is "more than" that, as is the ratio; so is, without a try, that of a
larger text with as many quotes or of more quotes from the same text.

"wrong" counts quotes placed where other words stand than were asked for, or,
where the quote stands in its own words once, elsewhere; "altered" how many
altered quotes were accepted: one word of eight replaced, or one figure changed.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import time
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from factcards.card import Span
from factcards.grounding import GroundingIndex, is_token_aligned

SIZES = (1_000, 10_000, 100_000)
COUNTS = (50, 500)
ROUNDS = 5
LANGEXTRACT = "langextract==1.7.1"
ALIGN = """
import json, resource, sys, time
from langextract import data, resolver
asked = json.loads(sys.stdin.read())
made = [data.Extraction(extraction_class="quote", extraction_text=q) for q in asked["quotes"]]
started = time.process_time()
limit = int(started + asked["most"]) + 1
resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
aligned = resolver.WordAligner().align_extractions([made], asked["text"])
seconds = time.process_time() - started
places = []
for extraction in made:
    at = extraction.char_interval
    places.append([at.start_pos, at.end_pos] if at and at.start_pos is not None else None)
print(json.dumps({"seconds": seconds, "places": places}))
"""
QUOTE_WORDS = 8
SYLLABLES = ("ba", "ko", "ri", "mel", "tan", "sor", "vi", "du", "len", "pra", "ost", "gim", "el")
OTHER_TYPOGRAPHY = str.maketrans({"“": '"', "”": '"', " ": "\u00a0"})


def make_text(words: int, source: random.Random) -> str:
    """Invented prose of so many words, with figures, quotation marks and paragraphs."""
    vocabulary = ["".join(source.choices(SYLLABLES, k=source.randint(1, 4))) for _ in range(4_000)]
    out: list[str] = []
    while len(out) < words:
        length = source.randint(8, 25)
        sentence = source.choices(vocabulary, k=length)
        if source.random() < 0.3:
            sentence[source.randrange(length)] = f"{source.randint(1, 99_999):,}"
        if source.random() < 0.2:
            sentence[1], sentence[-1] = f"“{sentence[1]}", f"{sentence[-1]}”"
        end = "\n\n" if source.random() < 0.2 else " "
        out += [sentence[0].capitalize(), *sentence[1:-1], f"{sentence[-1]}.{end}"]
    return " ".join(out).replace("\n ", "\n").replace("  ", " ").strip()


def make_quotes(text: str, count: int, source: random.Random) -> list[str]:
    """Token-aligned slices of `text` of eight words each."""
    starts = [0, *(i + 1 for i, char in enumerate(text) if char == " ")]
    quotes: list[str] = []
    while len(quotes) < count:
        at = source.randrange(len(starts) - QUOTE_WORDS)
        span = Span(starts[at], starts[at + QUOTE_WORDS] - 1)
        if is_token_aligned(text, span) and "\n\n" not in span.of(text):
            quotes.append(span.of(text))
    return quotes


def alter(quote: str) -> str:
    """`quote` with its third word replaced by one that no text has."""
    words = quote.split(" ")
    words[2] = "altered"
    return " ".join(words)


def best_of(run: Callable[[], int]) -> tuple[float, int]:
    """The least processor time of several runs, in milliseconds, and what the run counted."""
    times: list[float] = []
    counted = 0
    for _ in range(ROUNDS):
        started = time.process_time()
        counted = run()
        times.append(time.process_time() - started)
    return min(times) * 1000, counted


def alter_figure(quote: str) -> str:
    """`quote` with its first digit changed; without a digit, a figure the text lacks."""
    for at, char in enumerate(quote):
        if char.isdigit():
            return f"{quote[:at]}{(int(char) + 1) % 10 or 1}{quote[at + 1 :]}"
    words = quote.split(" ")
    words[2] = "123456"
    return " ".join(words)


@dataclass(frozen=True)
class Outcome:
    """One way of grounding, on one case."""

    milliseconds: float
    places: list[tuple[int, int] | None]


def ours(text: str, quotes: list[str]) -> Outcome:
    """Grounding, the index and near misses included."""
    places: list[tuple[int, int] | None] = []

    def run() -> int:
        places.clear()
        index = GroundingIndex(text)
        for quote in quotes:
            found = index.ground(quote)
            if found is None:
                index.near_miss(quote)
            places.append((found.span.start, found.span.end) if found else None)
        return len(places)

    milliseconds, _ = best_of(run)
    return Outcome(milliseconds, places)


def peer(python: Path, text: str, quotes: list[str], most: float) -> Outcome | None:
    """LangExtract's aligner on the same; None where it takes more than `most` processor seconds."""
    asked = json.dumps({"text": text, "quotes": quotes, "most": most})
    command = [str(python), "-c", ALIGN]
    done = subprocess.run(command, input=asked, capture_output=True, text=True)
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return None
    done.check_returncode()
    answer = json.loads(done.stdout.splitlines()[-1])
    places = [tuple(place) if place else None for place in answer["places"]]
    return Outcome(answer["seconds"] * 1000, places)


def peer_python() -> Path | None:
    """The interpreter of LangExtract's environment, made if need be; None where it cannot be."""
    home = user_cache_path("factcards") / "benchmarks" / LANGEXTRACT.replace("=", "-")
    python = home / "bin" / "python"
    if not (home / "installed").exists():
        venv.create(home, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", LANGEXTRACT]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            print(f"{LANGEXTRACT} cannot be installed; its columns stay empty")
            return None
        (home / "installed").touch()
    return python


def wrong(text: str, quotes: list[str], outcome: Outcome) -> int:
    """How many quotes were placed where they do not stand."""
    plain = str.maketrans({"“": '"', "”": '"', "\u00a0": " "})
    count = 0
    for quote, place in zip(quotes, outcome.places, strict=True):
        if place is None:
            continue
        asked, stands = quote.translate(plain), text[place[0] : place[1]].translate(plain)
        same = asked[1:] == stands[1:] and asked[0].lower() == stands[0].lower()
        moved = text.count(quote) == 1 and text.find(quote) != place[0]
        count += not same or moved
    return count


def main() -> None:
    """Prints one line per size, number of quotes and kind."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--most", type=float, default=20)
    parser.add_argument("--without-peer", action="store_true")
    arguments = parser.parse_args()
    python = None if arguments.without_peer else peer_python()
    print(f"beside {LANGEXTRACT if python else 'no peer'}")
    print(
        f"{'words':>7} {'quotes':>6} {'kind':<15} {'ms':>8} {'find ms':>8} {'ratio':>6} "
        f"{'placed':>6} {'wrong':>5}   {'peer ms':>9} {'ratio':>7} {'placed':>6} {'wrong':>5}"
    )
    slow: list[tuple[int, int, str]] = []
    source = random.Random(7)
    for size in SIZES:
        text = make_text(size, source)
        for count in COUNTS:
            for kind, asked in kinds_of(make_quotes(text, count, source), source).items():
                outcome = ours(text, asked)
                told = f"{size:>7} {count:>6} {kind:<15} {line(text, asked, outcome)}"
                if python:
                    case = (size, count, kind)
                    hopeless = any(is_more(case, other) for other in slow)
                    beside = None if hopeless else peer(python, text, asked, arguments.most)
                    if beside is None:
                        slow.append(case)
                    told += peer_line(text, asked, beside, outcome.milliseconds, arguments)
                print(told, flush=True)


def kinds_of(quotes: list[str], source: random.Random) -> dict[str, list[str]]:
    """The quotes as they stand, in another order, in other typography, and altered."""
    return {
        "exact": quotes,
        "shuffled": source.sample(quotes, len(quotes)),
        "typographic": [quote.translate(OTHER_TYPOGRAPHY) for quote in quotes],
        "altered word": [alter(quote) for quote in quotes],
        "altered figure": [alter_figure(quote) for quote in quotes],
    }


def is_more(case: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Whether `case` is at least as large as `other` in words and quotes, of the same kind."""
    return case[0] >= other[0] and case[1] >= other[1] and case[2] == other[2]


def line(text: str, asked: list[str], outcome: Outcome) -> str:
    """Our columns."""
    plain, _ = best_of(lambda: sum(text.find(quote) >= 0 for quote in asked))
    placed = sum(place is not None for place in outcome.places)
    return (
        f"{outcome.milliseconds:>8.2f} {plain:>8.2f} {outcome.milliseconds / plain:>6.1f} "
        f"{placed:>6} {wrong(text, asked, outcome):>5}  "
    )


def peer_line(
    text: str, asked: list[str], outcome: Outcome | None, mine: float, arguments: argparse.Namespace
) -> str:
    """The peer's columns; its ratio is its time by ours."""
    if outcome is None:
        most = arguments.most * 1000
        return f">{most:>8.0f} >{most / mine:>6.0f} {'-':>6} {'-':>5}"
    placed = sum(place is not None for place in outcome.places)
    return (
        f"{outcome.milliseconds:>9.1f} {outcome.milliseconds / mine:>7.0f} {placed:>6} "
        f"{wrong(text, asked, outcome):>5}"
    )


if __name__ == "__main__":
    main()
