"""What went wrong between us and a provider, told in one family of errors."""

from __future__ import annotations

import email.utils
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factcards.errors import (
    ModelError,
    ModelKeyError,
    ModelUnavailableError,
    UnknownModelError,
)
from factcards.models.redaction import shown

RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
MOST_ATTEMPTS = 8
MOST_CONNECTIONS = 3
"""Nobody listens at an address that refused this often: a mistyped one must not cost minutes."""

_LOGIN = re.compile(r"//[^/@\s]*(?:@[^/@\s]*)*@")


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """Who is asked, as far as messages about it go."""

    provider: str
    model: str
    base_url: str | None
    key_variable: str
    secrets: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Endpoint({self.provider}/{self.model})"

    @property
    def place(self) -> str:
        """The server, as a message names it: without what an address may hold to log in."""
        return _LOGIN.sub("//", self.base_url) if self.base_url else self.provider


class CallFailedError(Exception):
    """One attempt came to nothing. Internal: callers see its `error` in the end."""

    def __init__(
        self,
        error: ModelError,
        *,
        retry: bool = False,
        retry_after: float | None = None,
        most_attempts: int = MOST_ATTEMPTS,
    ) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry = retry
        self.retry_after = retry_after
        self.most_attempts = most_attempts


def retry_after(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Seconds that a server asks to wait, from `retry-after-ms` or `Retry-After`; None if unsaid.

    `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3); a date gone by is 0.
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    try:
        moment = email.utils.parsedate_to_datetime(text).timestamp()
    except (ValueError, TypeError, OverflowError):
        return None
    return max(moment - (time.time() if now is None else now), 0.0)


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text is not None else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < float("inf") else None


def call_failed(error: Exception, endpoint: Endpoint) -> CallFailedError:
    """The failure that an exception of a provider's client library stands for.

    Client libraries generated for OpenAI, Anthropic and others share their shape:
    `status_code`, `response.headers`, `body`. Anything else is told by its kind.
    """
    told = _told_before(error)
    if told is not None:
        return CallFailedError(told)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return _status_failed(error, status, endpoint)
    kind = " ".join(cls.__name__ for cls in type(error).__mro__)
    if "Timeout" in kind:
        return timed_out(endpoint)
    if isinstance(error, (json.JSONDecodeError, UnicodeError)) or "ResponseValidation" in kind:
        return garbled(endpoint, "it is no JSON that a model's server sends")
    if "Connect" in kind or isinstance(error, ConnectionError):
        return _unreachable(error, endpoint)
    return CallFailedError(
        ModelError(
            f"{endpoint.place} could not be asked: {shown(str(error), endpoint.secrets)}",
            hint="`factcards models doctor` tries one tiny call and tells more.",
            provider=endpoint.provider,
        )
    )


def _told_before(error: BaseException) -> ModelError | None:
    """Our own error where a client library has wrapped one: a recording that is missing."""
    cause: BaseException | None = error
    for _ in range(5):
        if cause is None or isinstance(cause, ModelError):
            return cause
        cause = cause.__cause__
    return None


def timed_out(endpoint: Endpoint) -> CallFailedError:
    """No answer in time: worth another try, but for the embedded model, which will be as slow."""
    return CallFailedError(
        ModelUnavailableError(
            f"{endpoint.place} did not answer in time.",
            hint="Try again later, or give it more time with a longer timeout.",
            provider=endpoint.provider,
        ),
        retry=endpoint.provider != "local",
    )


def garbled(endpoint: Endpoint, why: str) -> CallFailedError:
    """An answer that is none of the protocol's: worth few tries."""
    return CallFailedError(
        ModelUnavailableError(
            f"{endpoint.place} sent an answer that cannot be read: {why}.",
            hint="Check the base URL: it ends in /v1 for most OpenAI-compatible servers.",
            provider=endpoint.provider,
        ),
        retry=True,
        most_attempts=MOST_CONNECTIONS,
    )


def _unreachable(error: Exception, endpoint: Endpoint) -> CallFailedError:
    started = "disconnected" in str(error.__cause__ or error).lower() or any(
        name in type(error.__cause__).__name__ for name in ("Read", "RemoteProtocol", "Write")
    )
    if started:
        words, most = "broke off in the middle", MOST_ATTEMPTS
    else:
        words, most = "could not be reached", MOST_CONNECTIONS
    return CallFailedError(
        ModelUnavailableError(
            f"{endpoint.place} {words}.",
            hint="Is the server running, the address right and the network up?",
            provider=endpoint.provider,
        ),
        retry=True,
        most_attempts=most,
    )


def _status_failed(error: Exception, status: int, endpoint: Endpoint) -> CallFailedError:
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    code, words = _server_words(getattr(error, "body", None))
    said = shown(words, endpoint.secrets)
    request_id = getattr(error, "request_id", None)
    common: dict[str, Any] = {
        "provider": endpoint.provider,
        "status": status,
        "request_id": shown(request_id, endpoint.secrets) if isinstance(request_id, str) else None,
    }
    if status in (401, 403):
        # The server's own words are left out: some repeat the key in them.
        return CallFailedError(
            ModelKeyError(
                f"{endpoint.place} refused the key ({status}).",
                hint=f"Check the key in {endpoint.key_variable}, and that it may use "
                f"{endpoint.model}.",
                **common,
            )
        )
    if status == 404:
        return CallFailedError(_not_found(endpoint, code, words, common))
    tail = f": {said}" if said else "."
    if status == 429 and code in ("insufficient_quota", "billing_hard_limit_reached"):
        return CallFailedError(
            ModelUnavailableError(
                f"The account at {endpoint.place} has no quota left ({status}){tail}",
                hint="Top up the account or choose another model; waiting does not help.",
                **common,
            )
        )
    if status in RETRIED_STATUSES or status >= 500:
        what = "allows no more requests for now" if status == 429 else "failed"
        return CallFailedError(
            ModelUnavailableError(
                f"{endpoint.place} {what} ({status}){tail}",
                hint="Try again later, or choose another model.",
                **common,
            ),
            retry=headers.get("x-should-retry") != "false",
            retry_after=retry_after(headers),
        )
    if code == "context_length_exceeded" or "context length" in words.lower():
        hint = "The article is too long for this model; choose one with a larger context."
    else:
        hint = "`factcards models doctor` shows what this model supports."
    return CallFailedError(
        ModelError(f"{endpoint.place} rejected the request ({status}){tail}", hint=hint, **common)
    )


def _not_found(endpoint: Endpoint, code: str, words: str, common: dict[str, Any]) -> ModelError:
    if code == "model_not_found" or "model" in words.lower():
        return UnknownModelError(
            f"{endpoint.place} has no model called {endpoint.model!r}.",
            hint="Check the model's name and that your account may use it.",
            **common,
        )
    return ModelUnavailableError(
        f"Nothing answers to model requests at {endpoint.place} (404).",
        hint="Check the base URL: it ends in /v1 for most OpenAI-compatible servers.",
        **common,
    )


def _server_words(body: object) -> tuple[str, str]:
    """The code and the message in an error's body, as OpenAI and its kin write them."""
    if isinstance(body, dict):
        inner = body.get("error", body)
        if isinstance(inner, dict):
            code, kind = inner.get("code"), inner.get("type")
            words = inner.get("message")
            known = code if isinstance(code, str) else kind if isinstance(kind, str) else ""
            return known, words if isinstance(words, str) else ""
        if isinstance(inner, str):
            return "", inner
    return "", ""
