"""How many cores a local model may use without waiting for its neighbours."""

from __future__ import annotations

import os
import statistics
import time
from pathlib import Path

MOST_THREADS = 4
"""Generation is bound by memory: more threads gain little."""
SAMPLES = 5
SAMPLE_SECONDS = 0.01


def allowed_cores() -> int:
    """Cores that this process may use: its affinity, and its control group's quota (cgroup v2)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        limit = round(int(quota) / int(period))
    except (OSError, ValueError):
        return cores or 1
    return max(1, min(cores or 1, limit))


def generation_threads() -> int:
    """Threads for generation at this moment: one for each core that is idle, from one to four.

    Threads that generate wait for each other after every layer, so that one that has
    lost its core holds up all. Measured with the 0.5B model on 2 cores, tokens per
    second: idle, 22 with one thread and 35 with two; beside one busy process, 10 to
    23 and 10 to 12; beside five, 7 to 12 and 1.
    """
    idle = (os.cpu_count() or 1) - _busy()
    return max(1, min(allowed_cores(), idle, MOST_THREADS))


def batch_threads() -> int:
    """Threads for reading a prompt, which wait for each other seldom."""
    return min(allowed_cores(), MOST_THREADS)


def _busy() -> int:
    """Threads that run or want to run now, this one left out."""
    samples = []
    try:
        for _ in range(SAMPLES):
            fields = Path("/proc/loadavg").read_text(encoding="ascii").split()
            samples.append(int(fields[3].partition("/")[0]) - 1)
            time.sleep(SAMPLE_SECONDS)
    except (OSError, ValueError, IndexError):
        return round(os.getloadavg()[0]) if hasattr(os, "getloadavg") else 0
    return round(statistics.median(samples))
