"""From a model's name to an open model."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from dataclasses import replace
from inspect import iscoroutinefunction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcards.errors import ModelKeyError, ModelUnavailableError, UsageError, WeightsError
from factcards.models.failures import Endpoint, call_failed
from factcards.models.language_model import LanguageModel
from factcards.models.local_server import ServerSettings, start_server, stop_server
from factcards.models.names import ModelName, parse_model_name
from factcards.models.options import ModelOptions, Profile
from factcards.models.profiles import profile_for
from factcards.models.providers import PROVIDERS, key_in, module_installed
from factcards.models.recording_book import open_book
from factcards.models.recordings import bare_name
from factcards.models.redaction import guard_logs
from factcards.models.weights import weights_path, weights_present
from factcards.models.wire import openai_create

if TYPE_CHECKING:
    from httpx2 import AsyncClient
    from instructor import AsyncInstructor

NO_KEY = "none"
"""Sent to a compatible server where no key is set: the client library insists on one."""
NOWHERE = "http://replay.invalid/v1"
"""The address of a model played back. Nothing is sent to it, and nothing answers there."""


async def open_model(name: str, options: ModelOptions | None = None) -> LanguageModel:
    """The model that `name` stands for, ready to be asked. Close it when done.

    Nothing is sent to a hosted provider yet; a local model is loaded, unless its answers
    are played back. Raises `UnknownModelError`, `ModelKeyError`, `ModelUnavailableError`,
    `WeightsError`, `RecordingError`, and `UsageError` for `rules`, which is no language model.
    """
    parsed = parse_model_name(name)
    options = options or ModelOptions()
    if parsed.kind == "rules":
        raise UsageError("`rules` uses no language model.", hint="Name a model to be opened.")
    if options.base_url is not None and parsed.kind != "openai":
        raise UsageError(
            f"A base URL goes with openai/NAME, not with {parsed.text}.",
            hint=f"openai/{parsed.model} with this base URL asks that server.",
        )
    profile = profile_for(parsed)
    if options.recordings is not None and options.recordings.mode == "replay":
        return _open_replay(parsed, profile, options)
    if parsed.kind in ("local", "local-file"):
        return await _open_local(parsed, profile, options)
    if parsed.kind == "openai":
        return _open_openai(parsed, profile, options)
    return _open_provider(parsed, profile, options)


def _open_replay(parsed: ModelName, profile: Profile, options: ModelOptions) -> LanguageModel:
    """A model played back: its key, its weights and its client library may be missing.

    Whatever the provider, the request is told in OpenAI's protocol, of which the key of
    a recording is made.
    """
    name = bare_name(parsed.text)
    endpoint = Endpoint(
        provider=parsed.provider,
        model=name.partition("/")[2],
        base_url=options.base_url,
        key_variable="",
    )
    if options.base_url is not None:
        profile = replace(profile, price_in=None, price_out=None)
    return _speak_openai(parsed, endpoint, profile, options, AsyncExitStack(), NOWHERE)


async def _open_local(parsed: ModelName, profile: Profile, options: ModelOptions) -> LanguageModel:
    if parsed.kind == "local":
        path = weights_path(parsed.model)
        if not weights_present(parsed.model):
            raise WeightsError(
                f"The weights of {parsed.text} are not here.",
                hint=f"`factcards models pull {parsed.text}` fetches them.",
                provider="local",
            )
    else:
        path = Path(parsed.model).expanduser()
    settings = ServerSettings(
        path=path.resolve(),
        context_tokens=options.context_tokens or profile.context_tokens,
        threads=options.threads,
    )
    server = await start_server(settings)
    resources = AsyncExitStack()
    resources.push_async_callback(stop_server, server)
    endpoint = Endpoint(
        provider="local", model=path.stem, base_url=None, key_variable="", secrets=(server.key,)
    )
    try:
        return _speak_openai(parsed, endpoint, profile, options, resources, server.base_url)
    except BaseException:
        await resources.aclose()
        raise


def _open_openai(parsed: ModelName, profile: Profile, options: ModelOptions) -> LanguageModel:
    key = key_in(PROVIDERS["openai"].keys, os.environ)
    if options.base_url is not None and not options.send_key:
        key = None
    if key is None and options.base_url is None:
        raise _missing_key(parsed.text, PROVIDERS["openai"].keys)
    if options.base_url is not None:
        # A model of that name on another server has a price of its own, if any.
        profile = replace(profile, price_in=None, price_out=None)
    endpoint = Endpoint(
        provider="openai",
        model=parsed.model,
        base_url=options.base_url,
        key_variable="OPENAI_API_KEY",
        secrets=(key,) if key else (),
    )
    return _speak_openai(parsed, endpoint, profile, options, AsyncExitStack(), options.base_url)


def _speak_openai(
    parsed: ModelName,
    endpoint: Endpoint,
    profile: Profile,
    options: ModelOptions,
    resources: AsyncExitStack,
    base_url: str | None,
) -> LanguageModel:
    import instructor
    from openai import AsyncOpenAI

    http_client = _recording_client(parsed, endpoint, options)
    guard_logs(endpoint.secrets)
    client = AsyncOpenAI(
        api_key=endpoint.secrets[0] if endpoint.secrets else NO_KEY,
        base_url=base_url,
        max_retries=0,
        timeout=options.timeout,
        default_headers=options.headers,
        http_client=http_client,
    )
    resources.push_async_callback(client.close)
    asking = instructor.AsyncInstructor(
        client=client,
        create=instructor.patch(
            create=openai_create(client, endpoint, profile, options),
            mode=instructor.Mode.JSON_SCHEMA,
        ),
        mode=instructor.Mode.JSON_SCHEMA,
        model=endpoint.model,
    )
    return LanguageModel(
        name=parsed.text,
        endpoint=endpoint,
        profile=profile,
        options=options,
        client=asking,
        resources=resources,
    )


def _recording_client(
    parsed: ModelName, endpoint: Endpoint, options: ModelOptions
) -> AsyncClient | None:
    """An HTTP client that records or plays back; None where the options want neither."""
    if options.recordings is None:
        return None
    from factcards.models.recording_client import RecordingClient

    book = open_book(options.recordings, bare_name(parsed.text))
    secrets = (*endpoint.secrets, *options.headers.values())
    return RecordingClient(book, options.recordings.mode, secrets=secrets)


def _open_provider(parsed: ModelName, profile: Profile, options: ModelOptions) -> LanguageModel:
    needs = PROVIDERS[parsed.provider]
    if options.recordings is not None:
        raise UsageError(
            f"Answers of {parsed.text} cannot be recorded through its own client library.",
            hint="Record openai/NAME with the provider's OpenAI-compatible address as base URL.",
        )
    if not module_installed(needs.module):
        raise ModelUnavailableError(
            f"{parsed.text} needs the package {needs.package}, which is not installed.",
            hint=f"pip install {needs.package}",
            provider=parsed.provider,
        )
    key = key_in(needs.keys, os.environ)
    if needs.keys and key is None:
        raise _missing_key(parsed.text, needs.keys)
    endpoint = Endpoint(
        provider=parsed.provider,
        model=parsed.model,
        base_url=None,
        key_variable=needs.keys[0] if needs.keys else "",
        secrets=(key,) if key else (),
    )
    guard_logs(endpoint.secrets)
    import instructor

    failure: ModelUnavailableError
    try:
        # Ollama holds a model to a schema that comes as a response format, and to no other.
        mode = instructor.Mode.JSON_SCHEMA if parsed.provider == "ollama" else None
        client = instructor.from_provider(parsed.text, async_client=True, mode=mode)
    except Exception as error:
        # Every provider's library fails in its own way; each is told, none is swallowed.
        reason = call_failed(error, endpoint).error.message
        failure = ModelUnavailableError(
            f"{parsed.text} could not be opened: {reason}",
            hint=f"Check that {needs.package} is up to date and its environment variables are set.",
            provider=parsed.provider,
        )
    else:
        resources = AsyncExitStack()
        close = getattr(getattr(client, "client", None), "close", None)
        if iscoroutinefunction(close):
            resources.push_async_callback(close)
        return LanguageModel(
            name=parsed.text,
            endpoint=endpoint,
            profile=profile,
            options=options,
            client=_without_own_retries(client),
            resources=resources,
        )
    raise failure


def _without_own_retries(client: AsyncInstructor) -> AsyncInstructor:
    """`client`, its library told not to retry: ours does, and counts what it does."""
    library: Any = getattr(client, "client", None)
    if isinstance(getattr(library, "max_retries", None), int):
        library.max_retries = 0
    return client


def _missing_key(name: str, variables: tuple[str, ...]) -> ModelKeyError:
    return ModelKeyError(
        f"{name} needs a key, and {' or '.join(variables)} is not set.",
        hint=f"export {variables[0]}=… , or choose a model without a key: `factcards models list`.",
        provider=name.partition("/")[0],
    )
