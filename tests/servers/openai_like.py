"""A server on loopback that speaks OpenAI's chat protocol and checks requests as OpenAI does.

It answers from a script, one play per request, and records what it was asked.
A structured request without `strict: true`, or with a schema outside OpenAI's
documented subset, fails with status 400 as it does there.
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SUPPORTED = frozenset(
    {
        *("type", "enum", "const", "anyOf", "properties", "required", "additionalProperties"),
        *("items", "$ref", "$defs", "description", "title", "pattern", "format", "multipleOf"),
        *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"),
    }
)


@dataclass
class Request:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    at: float


Play = Callable[["Handler", Request], None]


@dataclass
class OpenAILike:
    """The running server: its script, its key, its record."""

    base_url: str = ""
    key: str | None = None
    strict: bool = True
    """Whether requests are held to what OpenAI takes; other servers take more."""
    plays: list[Play] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def next_play(self, request: Request) -> Play | None:
        with self.lock:
            self.requests.append(request)
            return self.plays.pop(0) if self.plays else None


class Handler(BaseHTTPRequestHandler):
    """Checks a request, then plays the next part of the script."""

    protocol_version = "HTTP/1.1"
    script: OpenAILike

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            body = json.loads(raw)
        except json.JSONDecodeError:
            return self.error(400, "We could not parse the JSON body of your request.")
        request = Request(self.path, headers, body, time.monotonic())
        play = self.script.next_play(request)
        problem = self.objection(request)
        if problem is not None:
            return self.error(*problem)
        if play is None:
            return self.error(500, "The script is over.")
        return play(self, request)

    def objection(self, request: Request) -> tuple[int, str] | None:
        if self.script.strict and request.path != "/v1/chat/completions":
            return 404, f"Invalid URL (POST {request.path})"
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return 400, "Unsupported content type."
        given = request.headers.get("authorization", "")
        if self.script.key is not None and given != f"Bearer {self.script.key}":
            return 401, f"Incorrect API key provided: {given.removeprefix('Bearer ')}."
        if not self.script.strict:
            return None
        unknown = request.body.keys() - {
            *("model", "messages", "response_format", "temperature", "seed"),
            *("max_tokens", "max_completion_tokens"),
        }
        if unknown:
            return 400, f"Unrecognized request argument supplied: {min(unknown)}"
        fault = strict_fault(request.body.get("response_format"))
        return (400, f"Invalid schema for response_format: {fault}") if fault else None

    def send(
        self,
        status: int,
        body: bytes,
        headers: dict[str, str] | None = None,
        kind: str = "application/json",
    ) -> None:
        self.send_response(status)
        self.send_header("content-type", kind)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if "content-length" not in {name.lower() for name in headers or {}}:
            self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def error(self, status: int, message: str, code: str | None = None, **headers: str) -> None:
        body = {"error": {"message": message, "type": "error", "code": code, "param": None}}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.send(status, json.dumps(body).encode(), named)

    def log_message(self, *_: Any) -> None:
        """Nothing on stderr."""


def strict_fault(response_format: Any) -> str | None:
    """What OpenAI would object to in a structured request; None if nothing."""
    if response_format is None:
        return "none was given"
    answer = response_format.get("json_schema", {})
    if response_format.get("type") != "json_schema" or answer.get("strict") is not True:
        return "strict is not true"
    name = answer.get("name", "")
    if not (1 <= len(name) <= 64 and name.replace("_", "").replace("-", "").isalnum()):
        return "the name has other characters than letters, digits, _ and -"
    schema = answer.get("schema", {})
    if schema.get("type") != "object":
        return "the root is no object"
    return next(_faults(schema), None)


def _faults(node: Any, path: str = "schema") -> Iterator[str]:
    for keyword in node.keys() - SUPPORTED:
        yield f"{path}: {keyword!r} is not permitted"
    if "$ref" in node and len(node) > 1:
        yield f"{path}: $ref cannot have keywords beside it"
    if not node.keys() & {"type", "enum", "const", "anyOf", "$ref"}:
        yield f"{path}: a type is missing"
    if node.get("type") == "object":
        if node.get("additionalProperties") is not False:
            yield f"{path}: additionalProperties must be false"
        if set(node.get("required", ())) != set(node.get("properties", {})):
            yield f"{path}: required must list every property"
    for name, inner in {**node.get("properties", {}), **node.get("$defs", {})}.items():
        yield from _faults(inner, f"{path}.{name}")
    for inner in (*node.get("anyOf", ()), *([node["items"]] if "items" in node else ())):
        yield from _faults(inner, f"{path}[]")


def completion(
    content: str | None,
    *,
    finish: str = "stop",
    refusal: str | None = None,
    tokens: tuple[int, int] = (100, 10),
) -> bytes:
    """A chat completion as OpenAI sends it."""
    message = {"role": "assistant", "content": content, "refusal": refusal}
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1,
            "model": "played",
            "choices": [{"index": 0, "message": message, "finish_reason": finish}],
            "usage": {
                "prompt_tokens": tokens[0],
                "completion_tokens": tokens[1],
                "total_tokens": sum(tokens),
            },
        }
    ).encode()


def answer(content: str | None, **kwargs: Any) -> Play:
    """Answers with `content`."""
    return lambda handler, request: handler.send(200, completion(content, **kwargs))


def tool_call(arguments: str) -> Play:
    """Answers with a call of the one tool that it was offered."""

    def play(handler: Handler, request: Request) -> None:
        body = json.loads(completion(None))
        name = request.body["tools"][0]["function"]["name"]
        body["choices"][0]["message"]["tool_calls"] = [
            {"id": "1", "type": "function", "function": {"name": name, "arguments": arguments}}
        ]
        handler.send(200, json.dumps(body).encode())

    return play


def failure(status: int, message: str = "", code: str | None = None, **headers: str) -> Play:
    """Fails with a status, a JSON error and headers."""
    return lambda handler, request: handler.error(status, message, code, **headers)


def raw(body: bytes, status: int = 200, kind: str = "application/json") -> Play:
    """Sends just these bytes."""
    return lambda handler, request: handler.send(status, body, kind=kind)


def reset_in_the_middle(handler: Handler, _: Request) -> None:
    """Sends half of an answer, then resets the connection."""
    body = completion('{"kind": "person"}')
    handler.send(200, body[: len(body) // 2], {"content-length": str(len(body))})
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def silence(seconds: float) -> Play:
    """Says nothing for so long, then hangs up."""

    def play(handler: Handler, _: Request) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return play


@contextmanager
def openai_like(*plays: Play, key: str | None = None, strict: bool = True) -> Iterator[OpenAILike]:
    """A running server with this script; it refuses any key but `key`, if one is given."""
    script = OpenAILike(key=key, strict=strict, plays=list(plays))

    class Bound(Handler):
        pass

    Bound.script = script
    server = ThreadingHTTPServer(("127.0.0.1", 0), Bound)
    server.daemon_threads = True
    script.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield script
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
