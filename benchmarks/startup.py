"""Time of `factcards --help`, and time and memory of importing factcards.

    python benchmarks/startup.py [--runs N]

Each run is a process of its own; the median is printed beside that of a bare
`python -c pass`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from statistics import median

IMPORT = "import resource, factcards; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
FULL_IMPORT = (
    "import resource, factcards; factcards.Generator; "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)
BARE = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def timed(command: list[str], runs: int) -> tuple[float, str]:
    """Median seconds of `command` over `runs`, and its last output."""
    seconds = []
    output = ""
    for _ in range(runs):
        started = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds.append(time.perf_counter() - started)
        output = done.stdout.strip()
    return median(seconds), output


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    python = sys.executable
    help_seconds, _ = timed([python, "-m", "factcards", "--help"], runs)
    print(f"factcards --help                {help_seconds:6.3f} s")
    for name, code in (
        ("python, nothing imported", BARE),
        ("import factcards", IMPORT),
        ("import factcards, Generator", FULL_IMPORT),
    ):
        seconds, kilobytes = timed([python, "-c", code], runs)
        print(f"{name:30}  {seconds:6.3f} s  {int(kilobytes) / 1024:7.1f} MB")


if __name__ == "__main__":
    main()
