"""Two policies: one for the network, one for answers of the wrong shape.

They are kept apart so that a server's hiccup never uses up a model's chances to
mend its answer, and a model that cannot mend it never waits.
"""

from __future__ import annotations

import random
import time

from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, retry_if_exception_type
from tenacity.stop import stop_after_attempt

from factcards.models.failures import CallFailedError
from factcards.models.reask import WrongShapeError

LONGEST_WAIT = 30.0


def network_policy(*, ends: float, first_wait: float) -> AsyncRetrying:
    """Retries of failures that may pass, until `ends` (on the monotonic clock).

    Waits are exponential with full jitter, from 0 to twice as long each time
    (Brooker, "Exponential Backoff and Jitter", 2015), and never shorter than the
    server asks. A wait that would end too late is not begun.
    """

    def wait(state: RetryCallState) -> float:
        drawn = random.uniform(0, min(first_wait * 2 ** (state.attempt_number - 1), LONGEST_WAIT))  # noqa: S311
        asked = _failure(state).retry_after
        return drawn if asked is None else asked + min(drawn, 1.0)

    def stop(state: RetryCallState) -> bool:
        failure = _failure(state)
        late = time.monotonic() + state.upcoming_sleep >= ends
        return late or state.attempt_number >= failure.most_attempts

    return AsyncRetrying(
        retry=retry_if_exception(lambda e: isinstance(e, CallFailedError) and e.retry),
        wait=wait,
        stop=stop,
        reraise=True,
    )


def reask_policy(most: int) -> AsyncRetrying:
    """Up to `most` more questions after an answer of the wrong shape, at once."""
    return AsyncRetrying(
        retry=retry_if_exception_type(WrongShapeError),
        stop=stop_after_attempt(max(most, 0) + 1),
        reraise=True,
    )


def _failure(state: RetryCallState) -> CallFailedError:
    error = state.outcome.exception() if state.outcome else None
    if not isinstance(error, CallFailedError):
        raise TypeError("the network policy only sees failed calls")
    return error
