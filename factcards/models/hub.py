"""Weights from the publisher's hub, over HTTP, resumed by range."""

from __future__ import annotations

import httpx

from factcards.models.fetching import FetchFailedError, Job

CONNECT_SECONDS = 6.0
"""Short: where only package registries can be reached, the mirror's turn comes soon."""
READ_SECONDS = 30.0
TRIES = 4
"""Connections; each goes on where the one before broke off."""


def fetch_from_hub(job: Job) -> None:
    """Nothing; the part file of `job` is full.

    Raises `FetchFailedError`, and `OSError` of the disk.
    """
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    problem = ""
    with httpx.Client(timeout=timeout, follow_redirects=True, max_redirects=5) as client:
        for _ in range(TRIES):
            before = _here(job)
            if before == job.weights.size:
                return
            try:
                _continue(client, job, before)
            except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
                raise FetchFailedError("the hub cannot be reached") from error
            except httpx.HTTPError as error:
                problem = f"the hub's connection broke off ({type(error).__name__})"
            if _here(job) == job.weights.size:
                return
    raise FetchFailedError(
        problem or f"the hub sent {_here(job)} of {job.weights.size} bytes and no more"
    )


def _here(job: Job) -> int:
    """Bytes in the part file; one that is too long is no part of these weights and goes."""
    if not job.part.exists():
        return 0
    size = job.part.stat().st_size
    if size > job.weights.size:
        job.part.unlink()
        return 0
    return size


def _continue(client: httpx.Client, job: Job, before: int) -> None:
    headers = {"Accept-Encoding": "identity"}
    if before:
        headers["Range"] = f"bytes={before}-"
    with client.stream("GET", job.weights.url, headers=headers) as response:
        if response.status_code not in (200, 206):
            raise FetchFailedError(f"the hub answered {response.status_code}")
        resumed = response.status_code == 206
        if resumed and not response.headers.get("content-range", "").startswith(f"bytes {before}-"):
            raise FetchFailedError("the hub sent another range than was asked for")
        done = before if resumed else 0
        with job.part.open("ab" if resumed else "wb") as file:
            job.report(done)
            # As they arrive: gathered into larger pieces, the last would be lost with a connection.
            for chunk in response.iter_bytes():
                if done + len(chunk) > job.weights.size:
                    raise FetchFailedError("the hub sent more bytes than these weights have")
                file.write(chunk)
                done += len(chunk)
                job.report(done)
