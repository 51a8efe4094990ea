"""A model behind an OpenAI-compatible server on loopback that keeps each answer in a file.

A question that has been asked before is answered from its file, so that a run
that was interrupted goes on, and one that is done can be scored again at once.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any

from factcards.models.local_server import LocalServer, ServerSettings, start_server, stop_server
from factcards.models.weights import weights_path

MOST_SECONDS = 1800
"""For one answer: a small model on a busy machine is slow, but not that slow."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One answer, and what it cost when it was given."""

    content: str
    finish: str
    tokens_in: int
    tokens_out: int
    seconds: float


class KeptModel:
    """The embedded runtime behind a server that keeps its answers in `folder`.

    Without `ask`, only what is kept is answered; anything else is a 404, and the
    weights are not loaded. Answers of one document lie under its own name.
    """

    def __init__(self, name: str, folder: Path, *, ask: bool) -> None:
        self.name = name
        self.folder = folder
        self.ask = ask
        self.document = ""
        self._answers: dict[str, Answer] = {}
        self._lock = threading.Lock()
        self._runtime: LocalServer | None = None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())

    @property
    def base_url(self) -> str:
        """Address for a client of OpenAI's API."""
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def begin(self, document: str) -> None:
        """Count what follows as of `document`."""
        self.document, self._answers = document, {}

    @property
    def answers(self) -> list[Answer]:
        """The answers since `begin`, in order.

        A client that lost patience and asked again has one answer, and paid for it once.
        """
        return list(self._answers.values())

    def __enter__(self) -> KeptModel:
        if self.ask:
            settings = ServerSettings(path=weights_path(self.name))
            self._runtime = asyncio.run(start_server(settings))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        if self._runtime is not None:
            asyncio.run(stop_server(self._runtime))

    def answer(self, body: bytes) -> bytes | None:
        """The response to the request `body`; None where nothing is kept and nobody is asked."""
        key = hashlib.sha256(body).hexdigest()[:16]
        path = self.folder / self.document / f"{key}.json"
        # One at a time: the model works on all cores as it is.
        with self._lock:
            if not path.exists():
                if self._runtime is None:
                    return None
                started = time.monotonic()
                response = self._asked(body)
                self._keep(path, body, response, time.monotonic() - started)
            kept = json.loads(path.read_text(encoding="utf-8"))
            self._answers[key] = _counted(kept)
            return json.dumps(kept["response"]).encode()

    def _asked(self, body: bytes) -> Any:
        assert self._runtime is not None
        request = urllib.request.Request(
            f"{self._runtime.base_url}/chat/completions",
            data=body,
            headers={
                "Content-Type": "application/json",
                "Authorization": f"Bearer {self._runtime.key}",
            },
        )
        with urllib.request.urlopen(request, timeout=MOST_SECONDS) as response:
            return json.loads(response.read())

    def _keep(self, path: Path, body: bytes, response: Any, seconds: float) -> None:
        kept = {"request": json.loads(body), "response": response, "seconds": round(seconds, 2)}
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(path)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                try:
                    found = model.answer(body)
                except urllib.error.HTTPError as error:
                    self._send(error.code, error.read())
                    return
                if found is None:
                    # 404 and not 5xx, which clients would try again.
                    self._send(404, b'{"error": {"message": "no kept answer"}}')
                else:
                    self._send(200, found)

            def _send(self, code: int, body: bytes) -> None:
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the library's
                """Nothing: the table is all there is to tell."""

        return Handler


def _counted(kept: Any) -> Answer:
    choice, usage = kept["response"]["choices"][0], kept["response"].get("usage") or {}
    return Answer(
        content=choice["message"].get("content") or "",
        finish=choice.get("finish_reason") or "",
        tokens_in=usage.get("prompt_tokens", 0),
        tokens_out=usage.get("completion_tokens", 0),
        seconds=kept["seconds"],
    )
