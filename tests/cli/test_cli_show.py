from __future__ import annotations

import json
import os
import pty
import select
import subprocess
from pathlib import Path

import pytest
from command_line import FLOOD, HARBOUR, PROGRAM, Ended, environment, run
from jsonschema import Draft202012Validator

from factcards.card.stored import load_card
from factcards.rendering import FORMATS, render


def on_a_terminal(*arguments: object, cwd: Path, **env: str) -> str:
    """What the program writes to stdout where that is a terminal."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(**{"TERM": "xterm-256color"} | env),
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    while select.select([ours], [], [], 30)[0]:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    program.wait(30)
    return shown.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("name", FORMATS)
def test_a_stored_card_is_shown_in_every_format(tmp_path: Path, name: str) -> None:
    ended = run("show", FLOOD, "--format", name, cwd=tmp_path)
    width = 80 if name == "terminal" else None
    assert ended == Ended(0, render(load_card(FLOOD), name, width=width), "")


def test_the_card_is_as_wide_as_the_screen(tmp_path: Path) -> None:
    ended = run("show", FLOOD, cwd=tmp_path, env={"COLUMNS": "120"})
    assert ended.out == render(load_card(FLOOD), width=120)


def test_a_terminal_gets_colors(tmp_path: Path) -> None:
    shown = on_a_terminal("show", FLOOD, cwd=tmp_path)
    assert shown == render(load_card(FLOOD), width=80, color=True)


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_without_color_gets_none(tmp_path: Path, env: dict[str, str]) -> None:
    shown = on_a_terminal("show", FLOOD, cwd=tmp_path, **env)
    assert shown == render(load_card(FLOOD), width=80, color=False)


def test_a_card_comes_from_standard_input_too(tmp_path: Path) -> None:
    ended = run("show", "-", "--format", "json", cwd=tmp_path, stdin=FLOOD.read_bytes())
    assert json.loads(ended.out) == json.loads(FLOOD.read_text("utf-8"))


def test_json_is_utf8_whatever_the_locale_says(tmp_path: Path) -> None:
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    ended = run("show", FLOOD, "--format", "json", cwd=tmp_path, env=env)
    assert "山本 恵子" in ended.out


def test_a_screen_that_knows_no_unicode_still_gets_a_card(tmp_path: Path) -> None:
    ended = run("show", FLOOD, cwd=tmp_path, env={"PYTHONIOENCODING": "ascii"})
    assert ended.code == 0
    assert "Beatriz Olmeda" in ended.out


def test_every_card_of_json_lines_is_shown(tmp_path: Path) -> None:
    lines = "".join(load_card(path).model_dump_json() + "\n" for path in (HARBOUR, FLOOD))
    ended = run("show", "-", "--format", "markdown", cwd=tmp_path, stdin=lines.encode())
    assert ended.out.count("\n# ") + ended.out.startswith("# ") == 2


def test_a_broken_card_is_refused_with_what_does_not_fit(tmp_path: Path) -> None:
    card = json.loads(FLOOD.read_text("utf-8"))
    card["when"][0]["basis"] = "guess"
    ended = run("show", "-", cwd=tmp_path, stdin=json.dumps(card).encode())
    assert ended.code == 2
    assert "\n  - when[0].basis (when1): input should be" in ended.err


def test_the_schema_of_a_card_fits_the_card(tmp_path: Path) -> None:
    ended = run("schema", cwd=tmp_path)
    card = json.loads(FLOOD.read_text("utf-8"))
    assert list(Draft202012Validator(json.loads(ended.out)).iter_errors(card)) == []


def test_the_schema_of_a_draft_is_valid(tmp_path: Path) -> None:
    schema = json.loads(run("schema", "draft", cwd=tmp_path).out)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:factcards:schema:draft:1"


def test_the_format_comes_from_the_environment_or_the_settings_file(tmp_path: Path) -> None:
    (tmp_path / "factcards.toml").write_text('format = "markdown"\n')
    assert run("show", FLOOD, cwd=tmp_path).out.startswith("# ")
    by_variable = run("show", FLOOD, cwd=tmp_path, env={"FACTCARDS_FORMAT": "json"})
    assert by_variable.out.startswith("{")
    by_flag = run("show", FLOOD, "--format", "text", cwd=tmp_path, env={"FACTCARDS_FORMAT": "json"})
    assert by_flag.out.startswith("No headline")
