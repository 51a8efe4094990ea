"""`factcards check --text`: anybody's prose against an article."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import ARTICLE, InProcess, run


def copied_lead() -> str:
    """The first sentence of the article's story."""
    from factcards.article import read_article
    from factcards.reading import read

    article = read_article(ARTICLE)
    reading = read(article)
    story = [s for s in reading.sentences if s.story]
    return story[1].span.of(article.text)


@pytest.fixture
def prose(tmp_path: Path) -> Path:
    path = tmp_path / "summary.txt"
    path.write_text(copied_lead() + "\n", encoding="utf-8")
    return path


def test_supported_prose_ends_with_0(in_process: InProcess, prose: Path) -> None:
    ended = in_process("check", "--text", prose, ARTICLE)
    assert ended.code == 0
    assert "1 sentence: 1 supported" in ended.out
    assert "word for word" in ended.out
    assert ended.err.splitlines()[-1].startswith("1 sentence: 1 supported. Next: ")


def test_an_unsupported_sentence_ends_with_1(in_process: InProcess, prose: Path) -> None:
    prose.write_text("The strike cost 987,654 zlotys.", encoding="utf-8")
    ended = in_process("check", "--text", prose, ARTICLE)
    assert ended.code == 1
    assert "not supported" in ended.out
    assert "987,654" in ended.out
    assert "Next: mend what is not supported" in ended.err


def test_as_json_every_sentence_has_its_support_and_findings(
    in_process: InProcess, prose: Path
) -> None:
    prose.write_text(copied_lead() + "\n\nThe strike cost 987,654 zlotys.", encoding="utf-8")
    ended = in_process("check", "--text", prose, ARTICLE, "--format", "json")
    report = json.loads(ended.out)
    assert report["counts"]["supported"] == report["counts"]["unsupported"] == 1
    first, second = report["sentences"]
    assert first["support"][0]["quote"] == copied_lead()
    assert {f["severity"] for f in second["findings"]} >= {"error"}
    assert ended.code == 1


def test_markdown_can_be_passed_on(in_process: InProcess, prose: Path) -> None:
    ended = in_process("check", "--text", prose, ARTICLE, "--format", "markdown", "--quiet")
    assert ended.out.startswith("# Check: 1 sentence: 1 supported\n")
    assert "- **supported**: " in ended.out
    assert ended.err == ""


def test_prose_may_be_markdown_or_a_page(in_process: InProcess, tmp_path: Path) -> None:
    lead = copied_lead()
    page, notes = tmp_path / "s.html", tmp_path / "s.md"
    page.write_text(f"<html><body><article><p>{lead}</p></article></body></html>", "utf-8")
    notes.write_text(f"# In short\n\n- {lead}\n", "utf-8")
    for path in (page, notes):
        ended = in_process("check", "--text", path, ARTICLE)
        assert ended.code == 0, ended
        assert "1 sentence: 1 supported" in ended.out


def test_prose_may_come_through_standard_input(tmp_path: Path) -> None:
    ended = run("check", "--text", "-", ARTICLE, cwd=tmp_path, stdin=copied_lead().encode())
    assert ended.code == 0
    assert "1 sentence: 1 supported" in ended.out


def test_the_sheet_fits_its_columns(
    in_process: InProcess, prose: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose.write_text(copied_lead() + " The strike cost 987,654 zlotys.", encoding="utf-8")
    for width in (40, 80, 140):
        monkeypatch.setenv("COLUMNS", str(width))
        ended = in_process("check", "--text", prose, ARTICLE)
        assert max(map(len, ended.out.splitlines())) <= width


def test_a_long_list_of_proofs_is_cut_on_the_screen_and_whole_in_json() -> None:
    from factcards.article import Text, read_article, read_prose
    from factcards.checking import check_prose
    from factcards.rendering.prose import MOST_PROOFS, render_prose

    tolls = " ".join(
        f"The bridge of Tolm{letter}as cost {n}00 kroner." for n, letter in enumerate("bcdefghk", 2)
    )
    article = read_article(Text(f"Bridges of the valley\n\n{tolls}"))
    told = ", ".join(f"{n}00 kroner" for n in range(2, 10))
    check = check_prose(read_prose(f"The bridges cost {told}."), article)
    (sentence,) = check.sentences
    assert len(sentence.support) > MOST_PROOFS
    for name in ("terminal", "markdown"):
        assert f"and {len(sentence.support) - MOST_PROOFS} more places" in render_prose(check, name)
    assert len(json.loads(render_prose(check, "json"))["sentences"][0]["support"]) == len(
        sentence.support
    )


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"... --- ...", b"\x89PNG\r\n\x1a\n\x00\x00", b"%PDF-1.4 broken"]
)
def test_what_holds_no_words_ends_with_2(
    in_process: InProcess, tmp_path: Path, data: bytes
) -> None:
    path = tmp_path / "summary"
    path.write_bytes(data)
    ended = in_process("check", "--text", path, ARTICLE)
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("error: ")
    assert "hint: " in ended.err


def test_both_cannot_be_standard_input(in_process: InProcess) -> None:
    ended = in_process("check", "--text", "-", "-")
    assert ended.code == 2
    assert "the prose and the article cannot both be standard input" in ended.err


def test_a_missing_prose_ends_with_2(in_process: InProcess) -> None:
    ended = in_process("check", "--text", "none.txt", ARTICLE)
    assert ended.code == 2
    assert ended.err.startswith("error: no such file: none.txt")


def test_no_control_character_of_the_prose_reaches_the_screen(
    in_process: InProcess, tmp_path: Path
) -> None:
    path = tmp_path / "s.txt"
    path.write_text("The \x1b[31mstrike\x1b[0m cost \u202e987,654 zlotys.", encoding="utf-8")
    for name in ("terminal", "json", "markdown"):
        out = in_process("check", "--text", path, ARTICLE, "--format", name).out
        assert "\x1b" not in out
        assert "\u202e" not in out
