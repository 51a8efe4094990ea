"""Time over hostile text of 1/4, 1/2 and 1 MB: it must stay near twice per doubling.

    python benchmarks/linear.py [--megabytes 1] [--pattern NAME …] [--language en]

Each pattern repeats one thing that has made text tools go quadratic: digits,
marks that never close, one endless line, one name a million times. Seconds are
processor time of the largest size, by part: `article` makes the text canonical
and sorts its paragraphs, `reading` finds all mentions, `grounding` builds the
index and looks up ten quotes (five of them absent, with near misses), `card`
drafts by rules and assembles, `checking` holds that card against the article.
"growth" is the whole at 1 MB by the whole at 1/2 MB, and that by 1/4 MB.
Ends with 1 where the last doubling takes more than `--most` times as long.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from factcards.article import Article, ReadOptions, Text, read_article
from factcards.card import FactCard, Provenance
from factcards.checking import check_card, enforce
from factcards.drafting import assemble, draft_by_rules
from factcards.errors import InputError
from factcards.grounding import GroundingIndex
from factcards.reading import Reading, anchor_of, read, read_text
from factcards.version import __version__

PATTERNS = {
    "digits": "1234567890",
    "ones": "1 ",
    "thousands": "1,000 ",
    "grouped digits": "1,",
    "spaced groups": "100 ",
    "decimal points": "1.",
    "quotation marks": "“",
    "straight marks": '"',
    "nested marks": "“‘",
    "unclosed marks": "“no ",
    "closing marks": "no” ",
    "guillemets": "«non »",
    "apostrophes": "a'",
    "capitals": "ABCDEFGH ",
    "capital letters": "A",
    "initials": "A. ",
    "speech verbs": "X said ",
    "endless sentence": "the mill and the river of it, ",
    "lower-case words": "word ",
    "one line of clauses": "Holt said that ",
    "brackets": "(",
    "bracket pairs": "[(]) ",
    "currency signs": "$",
    "currency amounts": "$5 million ",
    "month names": "March ",
    "dates": "5 March 2024 ",
    "weekdays": "on Monday ",
    "and": "and ",
    "hundred and": "hundred and ",
    "full stops": ".",
    "sentences": "No. ",
    "ellipses": "… ",
    "dashes": "- ",
    "hyphens": "a-",
    "combining marks": "a\u0301",
    "only combining marks": "\u0315\u0316",
    "zero-width characters": "\u200b",
    "zero-width words": "a\u200b ",
    "negations": "not ",
    "hedges": "could not possibly ",
    "name": "Ann Holt ",
    "name and verb": "Ann Holt said. ",
    "sentences of a name": "Ann Holt left Orvalla. ",
    "quotations": "“No,” said Ann Holt. ",
    "different names": "",
    "according to": "according to ",
    "roles": "the mayor, Ann Holt, ",
    "percent": "5 percent of ",
    "ranges": "5–10 ",
    "times": "10:30 ",
    "addresses": "a@b.c ",
    "links": "https://x.y/z ",
    "full names with of": "University of ",
    "commas": ", ",
    "blank lines": "a\n\n",
    "line ends": "a\n",
    "list items": "- a\n",
    "tabs": "\t",
    "Han": "百",
    "Thai": "ก",
    "Arabic": "السَّلام ",
    "emoji": "👩\u200d🚀",
    "flags": "🇫🇷",
}
PARTS = ("article", "reading", "grounding", "card", "checking")
SOUGHT = ("1", "word", "“No,” said", "Ann Holt", "$5 million")
ABSENT = ("2 1 2 1", "words word", "“Yes,” said", "Ann Hold", "$6 million")
MOST = 2.9
"""Twice is linear; above, something grows faster. Short times are not judged."""
SHORT = 0.5
T = TypeVar("T")


def hostile(pattern: str, characters: int) -> str:
    """The pattern's text of so many code points; "different names" never repeats one."""
    if not PATTERNS[pattern]:
        letters = "abcdefghij"
        made = (
            "X" + "".join(letters[int(digit)] for digit in str(number)) + " Holt met "
            for number in range(characters // 12)
        )
        return "".join(made)[:characters]
    unit = PATTERNS[pattern]
    return (unit * (characters // len(unit) + 1))[:characters]


class Stopwatch:
    """Processor time by part."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(PARTS, 0.0)

    def time(self, part: str, work: Callable[[], T]) -> T:
        """What `work` returns; its time is added to `part`."""
        started = time.process_time()
        try:
            return work()
        finally:
            self.seconds[part] += time.process_time() - started

    @property
    def total(self) -> float:
        """Seconds of all parts."""
        return sum(self.seconds.values())


def run(text: str, language: str) -> tuple[Stopwatch, int]:
    """The times of a whole card of `text`, and how many items stand on it."""
    watch = Stopwatch()
    options = ReadOptions(language=language)
    try:
        article = watch.time("article", lambda: read_article(Text(text), options))
    except InputError:
        # No story, says the article room; the readers must bear it all the same.
        watch.time("reading", lambda: read_text(text, language=language))
        return watch, 0
    reading = watch.time("reading", lambda: read(article, anchor=anchor_of(article)))
    watch.time("grounding", lambda: ground(article, reading))
    card = watch.time("card", lambda: draft(article, reading))
    card = watch.time("checking", lambda: enforce(card, check_card(card, article, reading)))
    return watch, sum(1 for _ in card.items())


def ground(article: Article, reading: Reading) -> None:
    """Build the index and look quotes up, with near misses for those that are absent."""
    index = GroundingIndex(article.text, reading.sentences)
    for quote in (*SOUGHT, *ABSENT):
        if index.ground(quote, near=len(article.text) // 2) is None:
            index.near_miss(quote)


def draft(article: Article, reading: Reading) -> FactCard:
    """The card by rules, before the check."""
    provenance = Provenance(
        model=None,
        provider=None,
        strategy="rules",
        seconds=0.0,
        generated_at=datetime.now(UTC).isoformat(timespec="seconds"),
        factcards=__version__,
    )
    return assemble(draft_by_rules(article, reading), article, reading, provenance)


def main() -> int:
    """Print one line a pattern."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--pattern", action="append", choices=sorted(PATTERNS))
    parser.add_argument("--language", default="en")
    parser.add_argument("--most", type=float, default=MOST)
    arguments = parser.parse_args()
    size = int(arguments.megabytes * 1_000_000)
    run("Ann Holt said that 5 people left.", arguments.language)  # loads what is loaded late
    head = "".join(f"{part:>10}" for part in PARTS)
    print(f"{'pattern':<22}{'s':>8}{head}{'growth':>12}{'items':>7}")
    worst = 0.0
    faster = []
    for pattern in arguments.pattern or PATTERNS:
        quarter, half, whole = (
            run(hostile(pattern, size // share), arguments.language) for share in (4, 2, 1)
        )
        watch, items = whole
        growths = [
            b[0].total / a[0].total if a[0].total > 0 else 0.0
            for a, b in ((quarter, half), (half, whole))
        ]
        parts = "".join(f"{watch.seconds[part]:>10.2f}" for part in PARTS)
        growth = f"{growths[0]:>6.1f}{growths[1]:>6.1f}"
        print(f"{pattern:<22}{watch.total:>8.2f}{parts}{growth}{items:>7}", flush=True)
        worst = max(worst, watch.total)
        if watch.total > SHORT and growths[1] > arguments.most:
            faster.append(pattern)
    print(f"worst: {worst:.1f} s for {arguments.megabytes:g} MB")
    for pattern in faster:
        print(f"GROWS FASTER THAN ITS TEXT: {pattern}")
    return 1 if faster else 0


if __name__ == "__main__":
    sys.exit(main())
