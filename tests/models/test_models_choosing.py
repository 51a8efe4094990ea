"""Names, the model that is used when none is named, what is usable here."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from factcards.errors import (
    FactCardsError,
    ModelKeyError,
    ModelUnavailableError,
    UnknownModelError,
    UsageError,
    WeightsError,
)
from factcards.models import (
    WEIGHTS,
    ModelOptions,
    default_model_name,
    list_models,
    open_model,
    parse_model_name,
    profile_for,
)

SECRET = "sk-secret-0123456789abcdef"


def present(folder: Path, name: str = "qwen2.5-coder-0.5b") -> dict[str, str]:
    """An environment in whose cache the weights of `name` lie (a sparse file of their size)."""
    path = folder / "models" / f"{name}.gguf"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        file.truncate(WEIGHTS[name].size)
    return {"FACTCARDS_CACHE": str(folder)}


@pytest.mark.parametrize(
    ("text", "kind", "provider", "model"),
    [
        ("rules", "rules", "", ""),
        ("local/qwen2.5-coder-0.5b", "local", "local", "qwen2.5-coder-0.5b"),
        ("local//srv/models/a.gguf", "local-file", "local", "/srv/models/a.gguf"),
        ("local/models/A.GGUF", "local-file", "local", "models/A.GGUF"),
        ("openai/gpt-5-mini", "openai", "openai", "gpt-5-mini"),
        ("openai/org/model:free", "openai", "openai", "org/model:free"),
        ("anthropic/claude-x", "provider", "anthropic", "claude-x"),
        ("ollama/llama3.2", "provider", "ollama", "llama3.2"),
    ],
)
def test_a_name_is_taken_apart(text: str, kind: str, provider: str, model: str) -> None:
    name = parse_model_name(text)
    assert (name.kind, name.provider, name.model) == (kind, provider, model)


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("local/qwen2.5-coder-0.5", "local/qwen2.5-coder-0.5b"),
        ("qwen2.5-coder-1.5b", "local/qwen2.5-coder-1.5b"),
        ("rule", "rules"),
        ("opnai/gpt-5-mini", "openai/gpt-5-mini"),
        ("antropic/claude", "anthropic/claude"),
        ("", "models list"),
        ("openai/", "models list"),
        ("\x1b[31m" * 50, "models list"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(text: str, near: str) -> None:
    with pytest.raises(UnknownModelError) as caught:
        parse_model_name(text)
    assert near in caught.value.hint
    assert caught.value.exit_code == 2
    assert "\x1b" not in str(caught.value)


def test_the_environment_names_the_model_first(tmp_path: Path) -> None:
    env = present(tmp_path) | {"FACTCARDS_MODEL": "ollama/llama3.2"}
    name, why = default_model_name(env, "openai/gpt-5-mini")
    assert name == "ollama/llama3.2"
    assert "FACTCARDS_MODEL" in why


def test_the_configuration_comes_next(tmp_path: Path) -> None:
    assert default_model_name(present(tmp_path), "openai/gpt-5-mini")[0] == "openai/gpt-5-mini"


def test_the_embedded_model_comes_next_if_its_weights_are_here(tmp_path: Path) -> None:
    name, why = default_model_name(present(tmp_path))
    assert name == "local/qwen2.5-coder-0.5b"
    assert "nothing leaves this machine" in why


def test_rules_come_last_and_tell_how_to_get_the_weights(tmp_path: Path) -> None:
    name, why = default_model_name({"FACTCARDS_CACHE": str(tmp_path)})
    assert name == "rules"
    assert "factcards models pull local/qwen2.5-coder-0.5b" in why


def test_a_half_fetched_file_is_not_taken_for_weights(tmp_path: Path) -> None:
    env = present(tmp_path)
    (tmp_path / "models" / "qwen2.5-coder-0.5b.gguf").write_bytes(b"GGUF")
    assert default_model_name(env)[0] == "rules"


@pytest.mark.parametrize("variable", ["OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GROQ_API_KEY"])
def test_a_key_that_lies_around_never_chooses_a_hosted_model(tmp_path: Path, variable: str) -> None:
    for env in ({"FACTCARDS_CACHE": str(tmp_path / "none")}, present(tmp_path)):
        name, why = default_model_name(env | {variable: SECRET})
        assert name in ("rules", "local/qwen2.5-coder-0.5b")
        assert variable in why
        assert SECRET not in why


def test_the_list_says_what_is_usable_and_never_shows_a_key(tmp_path: Path) -> None:
    env = present(tmp_path) | {"OPENAI_API_KEY": SECRET}
    models = {status.name: status for status in list_models(env)}
    assert models["rules"].usable
    assert models["local/qwen2.5-coder-0.5b"].usable
    assert not models["local/qwen2.5-coder-1.5b"].usable
    assert "factcards models pull" in models["local/qwen2.5-coder-1.5b"].hint
    assert models["openai/…"].usable
    assert not models["anthropic/…"].usable
    assert "pip install anthropic" in models["anthropic/…"].hint
    assert models["deepseek/…"].hint == "export DEEPSEEK_API_KEY=…"
    assert SECRET not in repr(models)


def opened_error(name: str, options: ModelOptions | None = None) -> FactCardsError:
    with pytest.raises(FactCardsError) as caught:
        asyncio.run(open_model(name, options))
    return caught.value


def test_a_missing_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    error = opened_error("openai/gpt-5-mini")
    assert isinstance(error, ModelKeyError)
    assert "OPENAI_API_KEY" in str(error)
    assert error.exit_code == 3


def test_a_missing_package_is_named() -> None:
    error = opened_error("anthropic/claude-x")
    assert isinstance(error, ModelUnavailableError)
    assert error.hint == "pip install anthropic"


def test_missing_weights_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path))
    error = opened_error("local/qwen2.5-coder-0.5b")
    assert isinstance(error, WeightsError)
    assert "factcards models pull local/qwen2.5-coder-0.5b" in error.hint


def test_a_file_that_is_missing_or_no_weights_is_told(tmp_path: Path) -> None:
    text = tmp_path / "notes.gguf"
    text.write_text("not weights")
    assert "no GGUF file" in str(opened_error(f"local/{text}"))
    missing = opened_error(f"local/{tmp_path}/none.gguf")
    assert isinstance(missing, WeightsError)
    assert "No such file" in str(missing)


def test_rules_are_no_language_model() -> None:
    assert isinstance(opened_error("rules"), UsageError)


def test_a_base_url_goes_with_openai_alone() -> None:
    error = opened_error("anthropic/claude-x", ModelOptions(base_url="http://127.0.0.1:9/v1"))
    assert isinstance(error, UsageError)


def test_profiles_choose_strategy_and_dialect() -> None:
    def told(name: str) -> tuple[str, str]:
        profile = profile_for(parse_model_name(name))
        return profile.strategy, profile.dialect

    assert told("rules")[0] == "rules"
    assert told("local/qwen2.5-coder-0.5b") == ("stepwise", "local-guidance")
    assert told("openai/gpt-4o") == ("whole", "openai-strict")
    assert told("anthropic/claude-x") == ("whole", "plain")


def test_an_unknown_price_is_none_and_not_nothing() -> None:
    assert profile_for(parse_model_name("openai/brand-new")).price_in is None
    assert profile_for(parse_model_name("local/qwen2.5-coder-0.5b")).price_in == 0
