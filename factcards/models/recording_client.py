"""The HTTP client that records a model's answers, or plays them back.

It stands where OpenAI's client library sends its requests, below everything that
changes with a version, and keeps the library's own settings and proxies. Both ways
the library gets the answer out of the recording, so that what is recorded and what
is played back cannot differ. The heavy import makes this a module to import late.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any

import httpx2
from openai import DefaultAsyncHttpxClient

from factcards.errors import RecordingError, RecordingMissingError
from factcards.models.options import JsonObject
from factcards.models.recorded_call import RecordedCall, joined, recorded_call, shown_question
from factcards.models.recording_book import RecordingBook, close_book
from factcards.models.recording_key import recording_key
from factcards.models.recordings import RecordingMode
from factcards.models.redaction import HIDDEN, shown


class RecordingClient(DefaultAsyncHttpxClient):
    """Answers chat requests out of `book`, and in the modes that record asks for the rest."""

    def __init__(
        self, book: RecordingBook, mode: RecordingMode, *, secrets: Sequence[str] = ()
    ) -> None:
        if mode == "replay":
            # No certificates are loaded for connections that are never made.
            super().__init__(transport=httpx2.MockTransport(_refused))
        else:
            super().__init__()
        self._book = book
        self._mode = mode
        self._secrets = tuple(secrets)

    async def aclose(self) -> None:
        """Nothing; connections are closed, and so is the book."""
        close_book(self._book)
        await super().aclose()

    async def send(self, request: httpx2.Request, **kwargs: Any) -> httpx2.Response:
        """The recorded answer, or the server's, recorded where it is an answer.

        Raises `RecordingMissingError` on replay, and `ModelError` where the file cannot
        be written.
        """
        asked = _asked(request)
        if asked is None:
            if self._mode == "replay":
                return _refused(request)
            return await super().send(request, **kwargs)
        key = recording_key(asked, self._book.trial)
        known = self._book.find(key)
        if known is not None:
            self._hold_to_its_question(known, asked)
        elif self._mode == "replay":
            raise self._missing(key, asked)
        else:
            began = time.monotonic()
            response = await super().send(request, **kwargs)
            await response.aread()
            call = self._recorded(key, asked, response, time.monotonic() - began)
            if call is None:
                return response
            known = self._book.add(call)
        return httpx2.Response(200, json=known.response(str(asked.get("model"))), request=request)

    def _recorded(
        self, key: str, asked: JsonObject, response: httpx2.Response, seconds: float
    ) -> RecordedCall | None:
        """The recording of an answer; None for a failure, which the next try may not meet."""
        if response.status_code != httpx2.codes.OK:
            return None
        try:
            body = json.loads(response.content)
        except (ValueError, RecursionError):
            return None
        return recorded_call(key, asked, body, seconds=seconds, secrets=self._secrets)

    def _hold_to_its_question(self, call: RecordedCall, asked: JsonObject) -> None:
        """Nothing; raises `RecordingError` where the file shows another question than its key's."""
        told = joined(call.question)
        if told and HIDDEN not in told and told != shown_question(asked):
            raise RecordingError(
                f"{self._book.path} shows another question under {call.key} than the key's: "
                f"“{shown(told, limit=80)}”.",
                hint="Take the call out, or put back what was changed, and record it again: "
                "`factcards eval record --missing`.",
            )

    def _missing(self, key: str, asked: JsonObject) -> RecordingMissingError:
        question = shown(" ".join(shown_question(asked).split()), limit=100)
        model = self._book.model
        return RecordingMissingError(
            f"No answer of {model} to “{question}” is recorded in {self._book.path}: re-record "
            f"with `factcards eval record --model {model} --missing`.",
            hint="The prompt, the article or the reading has changed, or it never was recorded.",
            provider=self._book.model.partition("/")[0],
            key=key,
            request=asked,
        )


def _asked(request: httpx2.Request) -> JsonObject | None:
    """The body of a chat request; None for any other request."""
    if request.method != "POST" or not request.url.path.endswith("/chat/completions"):
        return None
    try:
        body = json.loads(request.read())
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _refused(request: httpx2.Request) -> httpx2.Response:
    """Never returns: on replay nothing is asked but what was recorded."""
    raise RecordingMissingError(
        f"A recording answers chat requests only, not {request.method} {request.url.path}.",
        hint="Ask the model itself for that.",
    )
