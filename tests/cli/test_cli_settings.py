from __future__ import annotations

from pathlib import Path

import pytest

from factcards.cli.settings import Settings, settle
from factcards.errors import UsageError


def stored(folder: Path, text: str) -> Path:
    (folder / "factcards.toml").write_text(text, encoding="utf-8")
    return folder


def test_flags_beat_the_environment_which_beats_the_file(tmp_path: Path) -> None:
    folder = stored(tmp_path, 'model = "file"\nlanguage = "de"\nbase_url = "http://127.0.0.1/v1"\n')
    env = {"FACTCARDS_MODEL": "env", "FACTCARDS_LANGUAGE": "es"}
    settled = settle(Settings(model="flag"), env=env, folder=folder)
    assert (settled.model, settled.language, settled.base_url) == (
        "flag", "es", "http://127.0.0.1/v1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("flag", "env", "file", "named_by"),
    [
        ("a", {"FACTCARDS_MODEL": "b"}, 'model = "c"', "the command line"),
        (None, {"FACTCARDS_MODEL": "b"}, 'model = "c"', "FACTCARDS_MODEL"),
        (None, {"FACTCARDS_MODEL": " "}, 'model = "c"', "factcards.toml"),
        (None, {}, "", ""),
    ],
)
def test_it_is_known_who_named_the_model(
    tmp_path: Path, flag: str | None, env: dict[str, str], file: str, named_by: str
) -> None:
    settled = settle(Settings(model=flag), env=env, folder=stored(tmp_path, file))
    assert settled.model_named_by == named_by


def test_a_timeout_is_a_number_wherever_it_comes_from(tmp_path: Path) -> None:
    assert settle(Settings(), env={"FACTCARDS_TIMEOUT": "2.5"}, folder=tmp_path).timeout == 2.5
    assert settle(Settings(), env={}, folder=stored(tmp_path, "timeout = 30")).timeout == 30


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('modle = "rules"', "unknown setting “modle”", "do you mean model?"),
        ('api_key = "sk-1"', "must not hold “api_key”", "into the environment"),
        ('openai_token = "x"', "must not hold “openai_token”", "into the environment"),
        ("timeout = true", "timeout (factcards.toml) must be a number", "120"),
        ("timeout = -1", "timeout (factcards.toml) must be a number", "120"),
        ("timeout = nan", "timeout (factcards.toml) must be a number", "120"),
        ("model = 3", "model (factcards.toml) must be text", 'model = "…"'),
        ('strategy = "fast"', "no strategy “fast” (factcards.toml)", "whole, stepwise, rules"),
        ("model = rules", "is not TOML", 'model = "…"'),
    ],
)
def test_a_wrong_setting_is_named_with_its_mend(
    tmp_path: Path, text: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as caught:
        settle(Settings(), env={}, folder=stored(tmp_path, text))
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_a_secret_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        settle(Settings(), env={}, folder=stored(tmp_path, 'api_key = "sk-12345"'))
    assert "12345" not in caught.value.message + caught.value.hint


def test_a_file_of_settings_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="too large"):
        settle(Settings(), env={}, folder=stored(tmp_path, "#" * 70_000))
