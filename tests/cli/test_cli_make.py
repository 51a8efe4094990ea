from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from command_line import ARTICLE, ARTICLE_ES, HARBOUR, PROGRAM, InProcess, environment, run

from factcards.card.stored import load_card, load_cards
from factcards.cli.make import Order, deliver

RULES = ("--model", "rules")


def test_the_card_goes_to_stdout_and_the_notes_to_stderr(tmp_path: Path) -> None:
    ended = run("make", ARTICLE, *RULES, cwd=tmp_path)
    assert ended.code == 0
    assert "Mara Ellund" in ended.out
    assert ended.err.splitlines()[-1].endswith("to check it after edits.")
    assert "\x1b" not in ended.out + ended.err


def test_quiet_leaves_stderr_empty(in_process: InProcess) -> None:
    assert in_process("make", ARTICLE, *RULES, "--quiet").err == ""


def test_the_article_comes_from_standard_input_too(tmp_path: Path) -> None:
    ended = run("make", "-", *RULES, "--format", "json", cwd=tmp_path, stdin=ARTICLE.read_bytes())
    assert load_card(ended.out).article.title == "Velmora dockers go back to work after 24 days"


def test_without_any_setting_stderr_says_which_model_is_used_and_why(tmp_path: Path) -> None:
    env = {"FACTCARDS_CACHE": str(tmp_path / "none"), "OPENAI_API_KEY": "sk-not-to-be-shown"}
    ended = run("make", ARTICLE, cwd=tmp_path, env=env)
    assert ended.err.startswith("Using rules, without a language model: ")
    assert "OPENAI_API_KEY is set, but" in ended.err
    assert "sk-not" not in ended.err + ended.out


def test_a_model_that_the_settings_name_is_told(in_process: InProcess, tmp_path: Path) -> None:
    (tmp_path / "factcards.toml").write_text('model = "nobody/nothing"\n')
    ended = in_process("make", ARTICLE)
    assert ended.err.startswith("Using nobody/nothing, named by factcards.toml.\nerror: ")
    assert ended.code == 2


def test_the_format_follows_the_name_of_the_file(in_process: InProcess, tmp_path: Path) -> None:
    in_process("make", ARTICLE, *RULES, "-o", "card.md")
    assert (tmp_path / "card.md").read_text("utf-8").startswith("# ")


def test_a_card_in_a_file_says_how_to_check_it(in_process: InProcess, tmp_path: Path) -> None:
    ended = in_process("make", ARTICLE, *RULES, "-o", "card.json")
    assert ended.out == ""
    assert ended.err.endswith(f"Next: after edits, factcards check card.json {ARTICLE}\n")
    assert load_card(tmp_path / "card.json").who


def test_a_directory_is_refused_before_any_work(in_process: InProcess, tmp_path: Path) -> None:
    ended = in_process("make", "none.txt", *RULES, "-o", tmp_path)
    assert ended.code == 2
    assert "is a directory" in ended.err


def test_a_full_disk_ends_with_3(in_process: InProcess) -> None:
    ended = in_process("make", ARTICLE, *RULES, "-o", "/dev/full")
    assert ended.code == 3
    assert "No space left on device; nothing was written" in ended.err


def test_a_failed_source_leaves_the_old_file(in_process: InProcess, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text("old")
    assert in_process("make", "none.txt", *RULES, "-o", "card.json").code == 2
    assert (tmp_path / "card.json").read_text() == "old"


def test_several_sources_are_json_lines(in_process: InProcess) -> None:
    ended = in_process("make", ARTICLE, ARTICLE_ES, *RULES, "--format", "json")
    assert [card.article.language for card in load_cards(ended.out)] == ["en", "es"]
    assert len(ended.out.splitlines()) == 2


def test_one_failing_source_does_not_lose_the_others(in_process: InProcess) -> None:
    ended = in_process("make", ARTICLE, "none.txt", ARTICLE_ES, *RULES, "--format", "json")
    assert ended.code == 2
    assert len(load_cards(ended.out)) == 2
    assert "error: none.txt: no such file: none.txt\n" in ended.err
    assert "1 of 3 sources failed" in ended.err.splitlines()[-1]


def test_strict_ends_with_1_where_something_was_rejected(
    in_process: InProcess, tmp_path: Path
) -> None:
    (tmp_path / "fine.txt").write_text("Bridge opens\n\nThe bridge in Velmora opened on Monday.\n")
    fine = in_process("make", "fine.txt", *RULES, "--strict", "--format", "json")
    assert load_card(fine.out).rejected == ()
    assert fine.code == 0
    order = Order(
        sources=["x"], format="json", output=None, strict=True, quiet=True, selectors=False,
        without_text=False,
    )  # fmt: skip
    deliver(order, load_card(HARBOUR))
    assert order.code == 1


def test_the_text_can_be_left_out_and_selectors_stay(in_process: InProcess) -> None:
    ended = in_process("make", ARTICLE, *RULES, "--format", "json", "--without-text")
    card = load_card(ended.out)
    assert card.article.text is None
    assert card.who[0].evidence[0].selector is not None


def test_selectors_come_on_request(in_process: InProcess) -> None:
    plain = json.loads(in_process("make", ARTICLE, *RULES, "--format", "json").out)
    assert "selector" not in plain["who"][0]["evidence"][0]
    ended = in_process("make", ARTICLE, *RULES, "--format", "json", "--selectors")
    evidence = json.loads(ended.out)["who"][0]["evidence"][0]
    assert evidence["selector"]["exact"] == evidence["quote"]


def test_options_reach_the_card(in_process: InProcess) -> None:
    ended = in_process(
        "make", ARTICLE, *RULES, "--format", "json", "--published", "2025-03-09",
        "--url", "https://courier.example/a", "--language", "EN",
    )  # fmt: skip
    article = load_card(ended.out).article
    assert (article.published, article.url, article.language) == (
        "2025-03-09", "https://courier.example/a", "en",
    )  # fmt: skip


def test_ctrl_c_while_the_input_is_read_ends_with_130(tmp_path: Path) -> None:
    program = subprocess.Popen(
        [*PROGRAM, "make", "-", *RULES],
        cwd=tmp_path,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    # Its standard input stays open, so that only the signal can end it.
    stdin, program.stdin = program.stdin, None
    time.sleep(2)
    program.send_signal(signal.SIGINT)
    out, err = program.communicate(timeout=20)
    assert stdin is not None
    stdin.close()
    assert (program.returncode, out, err) == (130, b"", b"error: interrupted\n")


@pytest.fixture
def silent_server() -> socket.socket:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(30)
    return server


def test_ctrl_c_while_a_model_works_leaves_no_file(
    tmp_path: Path, silent_server: socket.socket
) -> None:
    port = silent_server.getsockname()[1]
    screen, theirs = pty.openpty()
    program = subprocess.Popen(
        [*PROGRAM, "make", str(ARTICLE), "--model", "openai/slow", "-o", "card.json",
         "--base-url", f"http://127.0.0.1:{port}/v1"],
        cwd=tmp_path,
        env=environment(OPENAI_API_KEY="none", TERM="xterm"),
        stdout=subprocess.PIPE,
        stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    connection, _ = silent_server.accept()
    time.sleep(1)
    program.send_signal(signal.SIGINT)
    out, _ = program.communicate(timeout=30)
    connection.close()
    silent_server.close()
    shown = os.read(screen, 100_000).decode()
    os.close(screen)
    assert (program.returncode, out) == (130, b"")
    # One line, drawn over and over, and taken away before the last word.
    assert re.search(r"\r\x1b\[2K[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] [a-z].*, \d+ s", shown)
    assert shown.endswith("\r\x1b[2Kerror: interrupted; nothing was written\r\n")
    assert shown.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
