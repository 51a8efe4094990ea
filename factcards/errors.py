"""The one family of errors that factcards raises.

Each error says what was wrong and where (its message) and what to do about it
(its `hint`). The command line prints both and ends with `exit_code`.
"""

from __future__ import annotations

from typing import Any, ClassVar


class FactCardsError(Exception):
    """Anything factcards raises on purpose.

    `exit_code` is the process's exit status: 2 when the command line or the
    input is at fault, 3 when the work could not be done. `retryable` tells a
    caller whether the same call may succeed later.
    """

    exit_code: ClassVar[int] = 3
    retryable: ClassVar[bool] = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class UsageError(FactCardsError):
    """The call itself is wrong: an unknown option value, model or format."""

    exit_code = 2


class InputError(FactCardsError):
    """The source cannot be read as an article, or holds no story."""

    exit_code = 2


class FetchError(InputError):
    """An address could not be fetched, or must not be."""

    exit_code = 2


class FetchUnavailableError(FactCardsError):
    """An address cannot be reached now: server down, timeout, rate limit."""

    retryable = True


class CardError(FactCardsError):
    """A stored card cannot be read or does not fit the contract."""

    exit_code = 2


class FixtureError(FactCardsError):
    """A labelled fixture cannot be read, or does not fit its article."""

    exit_code = 2


class ModelError(FactCardsError):
    """A language model could not do its part. Carries the provider's side of it.

    `status` is the HTTP status where there was one; `request_id` is what the
    provider calls the request, for a support ticket.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        provider: str = "",
        status: int | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.provider = provider
        self.status = status
        self.request_id = request_id


class UnknownModelError(ModelError):
    """No model goes by this name here."""

    exit_code = 2


class ModelKeyError(ModelError):
    """The provider's key is missing from the environment, or was refused."""


class ModelUnavailableError(ModelError):
    """The model cannot be reached: server down, timeouts, rate limits, quota."""

    retryable = True


class ModelRefusalError(ModelError):
    """The model declined to answer."""


class AnswerCutOffError(ModelError):
    """The answer hit its length limit before it was whole."""


class InvalidAnswerError(ModelError):
    """The answer had the wrong shape after every re-ask."""


class WeightsError(ModelError):
    """A local model's weights are missing, damaged or could not be fetched."""


class RecordingError(ModelError):
    """A file of recorded answers cannot be read, or is not of this model and trial."""

    exit_code = 2


class RecordingMissingError(ModelError):
    """A question has no recorded answer, and the model must not be asked.

    `request` is the body of the request, `key` the one its answer is looked for under.
    """

    def __init__(
        self,
        message: str,
        *,
        hint: str = "",
        provider: str = "",
        key: str = "",
        request: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message, hint=hint, provider=provider)
        self.key = key
        self.request = request or {}
