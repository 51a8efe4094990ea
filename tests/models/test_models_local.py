"""The embedded model itself: real weights, real runtime, real HTTP on loopback."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from typing import Any, Literal, TypeVar

import httpx
import pytest
from pydantic import BaseModel, Field

from factcards.errors import WeightsError
from factcards.models import COPY_FROM, LanguageModel, ModelOptions, diagnose, open_model
from factcards.models.local_server import ServerSettings, start_server, stop_server
from factcards.models.options import Message
from factcards.models.weights import weights_path

pytestmark = pytest.mark.local_model

NAME = "local/qwen2.5-coder-0.5b"
SENTENCE = 'The mayor of Port Ellis, Ada "Dee" Quill, opened the 1,415-metre dyke \\ on Monday.'
T = TypeVar("T")


@pytest.fixture(autouse=True, scope="module")
def kept_running() -> Iterator[None]:
    """One server for all tests of this file: each opens the model and shares it."""
    path = weights_path(NAME.removeprefix("local/")).resolve()
    server = asyncio.run(start_server(ServerSettings(path=path)))
    yield
    asyncio.run(stop_server(server))


class Who(BaseModel):
    """Somebody, as the sentence has it."""

    kind: Literal["person", "organisation"]
    role: str | None = Field(json_schema_extra={COPY_FROM: SENTENCE})
    words: str = Field(max_length=12, json_schema_extra={COPY_FROM: SENTENCE})


class Zebras(BaseModel):
    """A shape that no model would write by itself."""

    zebra: Literal["qqq", "www"]
    stripes: tuple[Literal[7, 9], ...] = Field(min_length=2, max_length=3)


def with_model(question: Callable[[LanguageModel], Awaitable[T]]) -> T:
    async def run() -> T:
        async with await open_model(NAME) as model:
            return await question(model)

    return asyncio.run(run())


def asked(text: str) -> list[Message]:
    return [{"role": "user", "content": text}]


def test_words_are_copied_from_the_sentence_and_nothing_is_padded() -> None:
    async def question(model: LanguageModel) -> tuple[list[Who], list[int]]:
        texts = ("Who is Ada Quill?", 'Copy: "Dee" Quill', "Copy: dyke \\ on Monday")
        answers = [
            await model.ask(Who, asked(f"Sentence: {SENTENCE}\n{text}"), max_tokens=80)
            for text in texts
        ]
        return answers, [attempt.tokens_out for attempt in model.ledger.attempts]

    answers, tokens = with_model(question)
    for answer in answers:
        assert (answer.role or "") in SENTENCE
        assert answer.words in SENTENCE
        assert len(answer.words) <= 12
        assert answer.words == answer.words.strip()
    # Compact JSON of these answers has under 30 tokens; padded it has over 40.
    assert max(tokens) < 40


def test_a_shape_that_the_model_would_not_choose_is_kept() -> None:
    async def question(model: LanguageModel) -> Zebras:
        return await model.ask(Zebras, asked("Say hello."), max_tokens=60)

    assert len(with_model(question).stripes) >= 2


def test_the_loop_goes_on_while_the_model_writes_and_the_prompt_is_reused() -> None:
    async def question(model: LanguageModel) -> tuple[int, Any]:
        beats = 0

        async def beat() -> None:
            nonlocal beats
            while True:
                await asyncio.sleep(0.01)
                beats += 1

        text = asked(f"Sentence: {SENTENCE}\nWho is Ada Quill?")
        await model.ask(Who, text, max_tokens=80)
        beating = asyncio.create_task(beat())
        await model.ask(Who, text, max_tokens=80)
        beating.cancel()
        return beats, model.ledger.attempts[-1]

    beats, last = with_model(question)
    assert beats >= 10
    assert last.cached_tokens > 0.8 * last.tokens_in
    assert last.cost == 0


def test_one_server_is_shared_takes_only_its_key_and_ends_with_its_last_user() -> None:
    async def run() -> None:
        settings = ServerSettings(
            path=weights_path(NAME.removeprefix("local/")).resolve(), context_tokens=512
        )
        one, two = await start_server(settings), await start_server(settings)
        assert one is two
        assert one.base_url.startswith("http://127.0.0.1:")
        assert one.key not in repr(one)
        await stop_server(one)
        async with httpx.AsyncClient() as client:
            refused = await client.get(f"{one.base_url}/models")
            headers = {"Authorization": f"Bearer {one.key}"}
            taken = await client.get(f"{one.base_url}/models", headers=headers)
            assert (refused.status_code, taken.status_code) == (401, 200)
            await stop_server(two)
            with pytest.raises(httpx.TransportError):
                await client.get(f"{one.base_url}/models", headers=headers)

    asyncio.run(run())


def test_the_doctor_finds_the_embedded_model_well() -> None:
    found = asyncio.run(diagnose(NAME))
    assert found.ok
    assert found.error is None
    assert (found.dialect, found.strict_sent) == ("local-guidance", False)
    assert found.tokens_per_second is not None
    assert found.tokens_per_second > 0


def test_the_runtime_is_quiet_and_small_in_a_process_of_its_own() -> None:
    program = (
        "import asyncio, pathlib\n"
        "from factcards.models import diagnose\n"
        f"print(asyncio.run(diagnose({NAME!r})).ok)\n"
        "print(pathlib.Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0
    well, kilobytes = done.stdout.split()
    assert well == "True"
    assert int(kilobytes) < 1_200_000


def test_a_file_that_only_looks_like_weights_is_told(tmp_path: Any) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + bytes(1000))
    with pytest.raises(WeightsError, match=r"damaged\.gguf could not be loaded"):
        asyncio.run(open_model(f"local/{damaged}", ModelOptions()))
