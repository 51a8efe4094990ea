from pathlib import Path

import pytest
from openai_like import answer, openai_like

from factcards.cli.settings import Settings, host_of, settle
from factcards.errors import FactCardsError
from factcards.generator import GeneratorOptions, make_card
from factcards.models import ModelOptions

KEY = "sk-test-0123456789"


def sent_keys(monkeypatch: pytest.MonkeyPatch, settings: Settings, url: str) -> set[str]:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with openai_like(answer("{}")) as server:
        address = url or server.base_url
        options = ModelOptions(base_url=address, send_key=settings.sends_key, max_reasks=0)
        with pytest.raises(FactCardsError):
            make_card(
                b"Pier opens\n\nThe pier of Korsvik opened on Friday, the mayor said.\n",
                options=GeneratorOptions(model="openai/some", model_options=options),
            )
        return {r.headers.get("authorization", "") for r in server.requests}


def test_a_server_named_by_a_file_gets_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "factcards.toml").write_text('base_url = "http://127.0.0.1:9/v1"\n')
    settings = settle(Settings(), env={}, folder=tmp_path)
    assert not settings.sends_key
    assert not any(KEY in header for header in sent_keys(monkeypatch, settings, ""))


def test_a_server_named_by_the_environment_gets_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settle(
        Settings(), env={"FACTCARDS_BASE_URL": "http://127.0.0.1:9/v1"}, folder=tmp_path
    )
    assert settings.sends_key
    assert sent_keys(monkeypatch, settings, "") == {f"Bearer {KEY}"}


def test_the_host_is_told_without_a_login() -> None:
    assert host_of("http://user:secret@models.example:8080/v1") == "models.example"
