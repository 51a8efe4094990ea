"""Bad input, through Python and the command line: one error, one hint, nothing half done."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from fpdf import FPDF
from openai_like import Play, answer, failure, openai_like, silence
from pypdf import PdfReader, PdfWriter
from quarry import QUARRY, as_text, empty_answer, good_answer

from factcards import FactCard, FactCardsError, GeneratorOptions, Text, make_card
from factcards.card.stored import load_card
from factcards.cli import main
from factcards.models import ModelOptions

ROOT = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, "-m", "factcards")
KEY = "sk-loopback-0123456789abcdef"


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


def environment(folder: Path) -> dict[str, str]:
    """This process's environment without what would steer the program."""
    steering = ("FACTCARDS_", "OPENAI_", "ANTHROPIC_", "NO_COLOR", "COLUMNS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(steering)}
    return kept | {"FACTCARDS_CACHE": str(folder / "none"), "PYTHONPATH": str(ROOT)}


Program = Callable[..., Ended]


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Program:
    """Runs `factcards make` in the test's own folder, in this process."""
    monkeypatch.chdir(tmp_path)
    for name in ("FACTCARDS_MODEL", "FACTCARDS_FORMAT", "FACTCARDS_STRATEGY", "FACTCARDS_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FACTCARDS_CACHE", str(tmp_path / "none"))

    def run_here(*arguments: object) -> Ended:
        with pytest.raises(SystemExit) as ended:
            main(["make", *map(str, arguments)])
        shown = capfd.readouterr()
        code = ended.value.code
        return Ended(code if isinstance(code, int) else 1, shown.out, shown.err)

    return run_here


def told_well(ended: Ended, code: int) -> None:
    """One error with what to do about it on stderr, and nothing else anywhere."""
    assert ended.code == code
    assert ended.out == ""
    lines = [line for line in ended.err.splitlines() if not line.startswith("Using ")]
    assert lines[0].startswith("error: ")
    assert lines[-1].startswith("hint: ")
    assert len(lines[-1]) > 20
    assert "Traceback" not in ended.err


def pdf(text: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica")
    document.multi_cell(0, 6, text)
    return bytes(document.output())


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The mill in Oster shut on Monday."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.txt": (lambda: b"", "empty"),
    "blank.txt": (lambda: b" \r\n\t\n", "empty"),
    "appeal.txt": (
        lambda: b"Subscribe to our newsletter.\n\nDonate now: $5 a month.\n\nRead more\n",
        "no story",
    ),
    "photo.txt": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(400), "PNG"),
    "broken.pdf": (lambda: pdf("The mill in Oster shut on Monday.")[:400], "PDF"),
    "locked.pdf": (encrypted_pdf, "encrypted"),
    "archive.txt": (lambda: b"The mill in Oster shut.\n" * 900_000, "20 MB"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_source_that_is_no_article_ends_with_2_and_leaves_no_file(
    name: str, tmp_path: Path, program: Program
) -> None:
    content, word = BAD[name]
    source = tmp_path / name
    source.write_bytes(content())
    with pytest.raises(FactCardsError) as told:
        make_card(source, model="rules")
    assert word in told.value.message
    assert told.value.exit_code == 2
    assert told.value.hint
    ended = program(name, "--model", "rules", "-o", "card.json")
    told_well(ended, 2)
    assert word in ended.err
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_bad_input_never_reaches_the_model(tmp_path: Path) -> None:
    source = tmp_path / "photo.txt"
    source.write_bytes(BAD["photo.txt"][0]())
    with openai_like() as server:
        asked = GeneratorOptions(
            model="openai/played", model_options=ModelOptions(base_url=server.base_url)
        )
        with pytest.raises(FactCardsError):
            make_card(source, options=asked)
    assert server.requests == []


def test_a_note_of_three_words_is_a_card_without_an_error(tmp_path: Path, program: Program) -> None:
    (tmp_path / "note.txt").write_text("Mill shut today\n")
    card = make_card(tmp_path / "note.txt", model="rules")
    assert [f for f in card.findings if f.severity == "error"] == []
    assert card.article.text == "Mill shut today"
    ended = program("note.txt", "--model", "rules", "--format", "json", "--strict")
    assert ended.code == 0
    assert load_card(ended.out).article.characters == len("Mill shut today")


def test_a_note_in_which_there_is_nothing_to_find_may_have_an_empty_card() -> None:
    with openai_like(answer(as_text(empty_answer()))) as server:
        asked = GeneratorOptions(
            model="openai/played", model_options=ModelOptions(base_url=server.base_url)
        )
        card = make_card(Text("it rained again"), options=asked)
    assert card.items() == ()
    assert [f.rule for f in card.findings if f.rule == "draft-filled"] == []


def test_an_empty_card_of_a_full_story_carries_a_warning() -> None:
    with openai_like(answer(as_text(empty_answer()))) as server:
        asked = GeneratorOptions(
            model="openai/played", model_options=ModelOptions(base_url=server.base_url)
        )
        card = make_card(QUARRY, options=asked)
    [warning] = [f for f in card.findings if f.rule == "draft-filled"]
    assert warning.severity == "warning"


FOREIGN = {
    "fi": (
        "Sahan seinä sortui Ostervallassa\n\n"
        "Ostervallan vanhan sahan seinä sortui maanantaina, ja 14 työntekijää vietiin sairaalaan, "
        "kertoi pelastuslaitos. Kukaan ei kuollut. Sahan johtaja Aino Rautapuro sanoi, että työt "
        "jatkuvat vasta kun rakennus on tarkastettu. Kunta aikoo selvittää onnettomuuden syyn."
    ),
    "tr": (
        "Değirmenova'da köprü çöktü\n\n"
        "Değirmenova kasabasındaki eski köprü pazartesi günü çöktü ve 14 kişi hastaneye "
        "kaldırıldı. Belediye başkanı Selin Aktaş, köprünün yıllardır onarım beklediğini söyledi. "
        "Kimse hayatını kaybetmedi. Bakanlık, kazanın nedenini araştırmak için bir ekip gönderdi."
    ),
    "ja": (
        "折原町の古い橋が落ちる\n\n"
        "折原町の古い橋が月曜日に落ち、14人が病院に運ばれたと消防が発表した。死者はいなかった。"
        "町長の真柴かおりさんは「橋は何年も修理を待っていた」と話した。"
        "町は原因を調べるため、専門家を呼ぶことにしている。"
    ),
}


def language_warning(card: FactCard) -> str:
    [found] = [f for f in card.findings if f.rule == "language-read"]
    assert found.severity == "warning"
    return found.message


@pytest.mark.parametrize("language", FOREIGN)
def test_a_language_that_no_reader_knows_is_a_warning_on_a_card(language: str) -> None:
    card = make_card(Text(FOREIGN[language]), model="rules")
    assert "en, es, de, fr" in language_warning(card)
    text = card.article.text
    assert text is not None
    assert all(text[e.start : e.end] == e.quote for item in card.items() for e in item.evidence)


def test_a_model_may_know_a_language_that_no_reader_knows() -> None:
    figure = {
        "sentences": [2], "text": "14人", "value": 14, "value_to": None, "unit": None,
        "qualifier": None, "counts": None, "attributed_to": None,
    }  # fmt: skip
    quote = {"sentences": [4], "text": "橋は何年も修理を待っていた", "speaker": "真柴かおり"}
    place = {"sentences": [2], "name": "折原町", "relation": "scene"}
    given = empty_answer(where=[place], figures=[figure], quotes=[quote])
    with openai_like(answer(as_text(given))) as server:
        asked = GeneratorOptions(
            model="openai/played", model_options=ModelOptions(base_url=server.base_url)
        )
        card = make_card(Text(FOREIGN["ja"]), options=asked)
    language_warning(card)
    assert len(card.items()) + len(card.rejected) == 3
    shown = server.requests[0].body["messages"][-1]["content"]
    assert "消防が発表した" in shown


GOOD = answer(as_text(good_answer()))
CUT = answer(as_text(good_answer())[:700], finish="length")


@pytest.mark.parametrize(
    ("plays", "code", "word"),
    [
        ((failure(401, f"Incorrect API key provided: {KEY}"),), 3, "refused the key"),
        ((failure(404, "No such model", "model_not_found"),), 2, "has no model called"),
        ((failure(400, "This is not to be done"),), 3, "rejected the request"),
        ((CUT,), 3, "filled its"),
        ((answer(None, refusal="I would rather not."),), 3, "declined to answer"),
        ((answer("{}"),) * 3, 3, "wrong shape 3 times"),
    ],
)
def test_a_model_that_fails_ends_with_its_code_and_leaves_no_file(
    plays: tuple[Play, ...],
    code: int,
    word: str,
    tmp_path: Path,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    with openai_like(*plays) as server:
        ended = program(
            tmp_path, QUARRY, "--model", "openai/played", "--base-url", server.base_url,
            "-o", "card.json",
        )  # fmt: skip
    told_well(ended, code)
    assert word in ended.err
    assert KEY not in ended.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--model", "nobody/nothing"), 2, "nobody"),
        (("--model", "local/nothing"), 2, "nothing"),
        (("--model", "openai/gpt-5-mini"), 3, "OPENAI_API_KEY is not set"),
        (("--model", "openai/x", "--base-url", "http://127.0.0.1:9/v1"), 3, "could not be reached"),
        (("--model", "rules", "--strategy", "whole"), 2, "needs a model"),
    ],
)
def test_a_model_that_cannot_be_had_ends_with_its_code(
    arguments: tuple[str, ...], code: int, words: str, tmp_path: Path, program: Program
) -> None:
    ended = program(QUARRY, *arguments, "-o", "card.json")
    told_well(ended, code)
    assert words in ended.err
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_while_a_model_is_silent_ends_with_130_and_leaves_the_old_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "card.json").write_text("old")
    with openai_like(silence(30)) as server:
        running = subprocess.Popen(
            [*PROGRAM, "make", str(QUARRY), "--model", "openai/played", "-o", "card.json",
             "--base-url", server.base_url],
            cwd=tmp_path,
            env=environment(tmp_path),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
        while not server.requests:
            assert running.poll() is None
            time.sleep(0.05)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=20)
    assert (running.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1] == "error: interrupted; nothing was written"
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    story = QUARRY.read_text("utf-8").partition("By Oda Brenning")[2].partition("Read more")[0]
    (tmp_path / "long.txt").write_text(story * 30, "utf-8")
    running = subprocess.Popen(
        [*PROGRAM, "make", "long.txt", "--model", "rules", "--format", "json", "--quiet"],
        cwd=tmp_path,
        env=environment(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    # As `head -1` does: more is to come than a pipe holds, and nobody takes it.
    running.stdout.read(10)
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(60), err) == (0, b"")
