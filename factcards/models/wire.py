"""The last word on what is sent to an OpenAI-compatible server.

Instructor builds each request and hands it to a `create` function. The one made
here puts in what Instructor leaves out (`strict: true`, measured in 1.17) or does
not know (the embedded runtime's grammar), and turns the client library's errors
into ours before anybody logs them. See docs/decisions/strict-structured-output.md.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from factcards.models.failures import CallFailedError, Endpoint, call_failed, garbled
from factcards.models.local_grammar import local_grammar
from factcards.models.options import Dialect, ModelOptions, Profile

if TYPE_CHECKING:
    from openai import AsyncOpenAI

Create = Callable[..., Awaitable[Any]]

REASONING_TOKENS = 8192
"""Room for a reasoning model's thoughts, which count against the limit of its answer."""


def openai_create(
    client: AsyncOpenAI, endpoint: Endpoint, profile: Profile, options: ModelOptions
) -> Create:
    """A `create` function for Instructor that asks `client` in the profile's dialect."""
    from openai import OpenAIError
    from openai.types.chat import ChatCompletion

    async def create(**request: Any) -> Any:
        shaped = _sampling(_structured(request, profile.dialect), endpoint, profile, options)
        failure: CallFailedError | None = None
        response: Any = None
        try:
            response = await client.chat.completions.create(**shaped)
        except asyncio.CancelledError:
            raise
        except (OpenAIError, ValueError, OSError) as error:
            failure = call_failed(error, endpoint)
        if failure is None and not isinstance(response, ChatCompletion):
            failure = garbled(endpoint, "it is no JSON that a model's server sends")
        elif failure is None and not isinstance(response.choices, list):
            failure = garbled(endpoint, "it holds no answer")
        # Raised here and not above, so that the library's error, which may quote the
        # request's headers or a key that the server echoed, is not chained to it.
        if failure is not None:
            raise failure
        return response

    return create


def _structured(request: dict[str, Any], dialect: Dialect) -> dict[str, Any]:
    """`request` with its response format in `dialect`."""
    shaped = dict(request)
    answer = shaped.pop("response_format", {}).get("json_schema", {})
    schema = {key: value for key, value in answer.get("schema", {}).items() if key != "title"}
    if dialect == "local-guidance":
        shaped["extra_body"] = {"grammar": local_grammar(schema), "cache_prompt": True}
    else:
        shaped["response_format"] = {
            "type": "json_schema",
            "json_schema": {
                "name": answer.get("name", "Answer"),
                "schema": schema,
                **({"strict": True} if dialect == "openai-strict" else {}),
            },
        }
    return shaped


def _sampling(
    request: dict[str, Any], endpoint: Endpoint, profile: Profile, options: ModelOptions
) -> dict[str, Any]:
    shaped = dict(request)
    most = shaped.pop("max_tokens")
    if profile.reasoning:
        shaped["max_completion_tokens"] = most + REASONING_TOKENS
    else:
        # OpenAI itself calls `max_tokens` deprecated; compatible servers know only that.
        hosted = endpoint.provider == "openai" and endpoint.base_url is None
        shaped["max_completion_tokens" if hosted else "max_tokens"] = most
        shaped["temperature"] = options.temperature
    if options.seed is not None:
        shaped["seed"] = options.seed
    return shaped
