"""How fast grounding is: 50 and 500 quotes over 1,000 to 100,000 words.

Run as `python benchmarks/grounding.py`. Processor times; they include building the index.
Beside each stands plain `str.find` of the same quotes, which looks at neither
token boundaries nor typography.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from factcards.card import Span
from factcards.grounding import GroundingIndex, is_token_aligned

SIZES = (1_000, 10_000, 100_000)
COUNTS = (50, 500)
ROUNDS = 5
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


def main() -> None:
    """Prints one line per size, number of quotes and kind."""
    source = random.Random(7)
    print(f"{'words':>7} {'quotes':>6} {'kind':<12} {'ms':>9} {'find ms':>9} {'ratio':>7}  found")
    for size in SIZES:
        text = make_text(size, source)
        for count in COUNTS:
            quotes = make_quotes(text, count, source)
            shuffled = source.sample(quotes, len(quotes))
            typographic = [quote.translate(OTHER_TYPOGRAPHY) for quote in quotes]
            kinds = {
                "exact": quotes,
                "shuffled": shuffled,
                "typographic": typographic,
                "altered": [alter(q) for q in quotes],
                "half altered": [alter(q) if i % 2 else q for i, q in enumerate(quotes)],
            }
            for kind, asked in kinds.items():
                report(text, size, count, kind, asked)


def report(text: str, size: int, count: int, kind: str, asked: list[str]) -> None:
    """Prints one line: grounding with near misses beside `str.find`."""

    def ground() -> int:
        index = GroundingIndex(text)
        found = 0
        for quote in asked:
            if index.ground(quote) is not None:
                found += 1
            else:
                index.near_miss(quote)
        return found

    def find() -> int:
        return sum(text.find(quote) >= 0 for quote in asked)

    milliseconds, found = best_of(ground)
    plain, _ = best_of(find)
    print(
        f"{size:>7} {count:>6} {kind:<12} {milliseconds:>9.2f} {plain:>9.2f} "
        f"{milliseconds / plain:>7.1f}  {found}/{count}"
    )


if __name__ == "__main__":
    main()
