"""Secrets kept out of whatever is shown: messages, logs, errors."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_SHORTEST = 6
HIDDEN = "[key]"
# What keys look like when a server echoes one, whole or masked in the middle by itself.
_LOOKS_LIKE_KEY = re.compile(
    r"(?i)\b(?:bearer\s+|(?:sk|pk|rk|gsk|xai|key|tok)[-_])[A-Za-z0-9_\-.*…]{6,512}"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    """`text` with every one of `secrets`, and whatever looks like a key, replaced."""
    for secret in sorted((s for s in secrets if len(s) >= _SHORTEST), key=len, reverse=True):
        text = text.replace(secret, HIDDEN)
    return _LOOKS_LIKE_KEY.sub(HIDDEN, text)


def shown(text: str, secrets: Iterable[str] = (), *, limit: int = 200) -> str:
    """A server's words fit for one line of a message: redacted, no control characters, short."""
    line = _CONTROL.sub(" ", redacted(text[:10_000], secrets)).strip()
    return line if len(line) <= limit else line[: limit - 3] + "..."


class RedactingFilter(logging.Filter):
    """Redacts log records of libraries that log what a server answered."""

    def __init__(self) -> None:
        super().__init__()
        self._secrets: set[str] = set()

    def learn(self, secret: str) -> None:
        """From now on hide `secret`."""
        if len(secret) >= _SHORTEST:
            self._secrets.add(secret)

    def filter(self, record: logging.LogRecord) -> bool:
        """True always; the record's text is redacted in place."""
        message = record.getMessage()
        clean = redacted(message, self._secrets)
        if clean != message:
            record.msg, record.args = clean, None
        if record.exc_info:
            # A traceback repeats the exception's own words.
            record.exc_info, record.exc_text = None, None
        return True


_filter = RedactingFilter()
_LOGGERS = (
    "instructor",
    "instructor.v2.retry",
    "instructor.auto_client",
    "openai",
    "openai._base_client",
    "httpx",
    "httpx2",
)


def guard_logs(secrets: Iterable[str]) -> None:
    """Nothing; from now on the loggers of the libraries used here hide `secrets`.

    Instructor logs every failure as an error with the server's words. Without a
    handler of the application's own these must not reach stderr either.
    """
    for secret in secrets:
        _filter.learn(secret)
    for name in _LOGGERS:
        logging.getLogger(name).addFilter(_filter)
    root = logging.getLogger("instructor")
    if not any(isinstance(handler, logging.NullHandler) for handler in root.handlers):
        root.addHandler(logging.NullHandler())
