"""Bad input: each kind has an error that names what is wrong and how to mend it."""

from __future__ import annotations

import io
import os
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from factcards.article import ReadOptions, Text, article_from_text, read_article
from factcards.errors import FactCardsError, InputError


def refused(source: str | Path | bytes | Text, options: ReadOptions = ReadOptions()) -> InputError:  # noqa: B008
    with pytest.raises(InputError) as caught:
        read_article(source, options)
    assert caught.value.exit_code == 2
    assert caught.value.hint
    return caught.value


def pdf(*lines: str) -> bytes:
    document = FPDF()
    document.add_page()
    document.set_font("Helvetica", size=12)
    for line in lines:
        document.multi_cell(0, 8, line)
    return bytes(document.output())


def docx(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "source", [b"", b"  \r\n\t\n ", b"\xef\xbb\xbf", Text(""), Text(" \n "), "", " "]
)
def test_nothing_is_no_article(source: bytes | Text | str) -> None:
    error = refused(source)
    assert "empty" in error.message or "no text" in error.message or "white space" in error.message


def test_only_invisible_characters_are_no_article() -> None:
    assert "no text" in refused("\u200b\u200b \ufeff\n".encode()).message


def test_only_boilerplate_is_no_story() -> None:
    page = (
        "Support us\n\nSubscribe to our newsletter.\n\n"
        "Your support keeps our journalism free.\n\nRead more"
    )
    assert "no story" in refused(page.encode()).message


def test_three_words_are_an_article() -> None:
    article = read_article(b"Mayor resigns today")
    assert [p.role for p in article.paragraphs] == ["story"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100),
        b"GIF89a" + bytes(100),
        b"\x7fELF\x02\x01\x01" + bytes(100),
        b"\x00\x00\x00\x18ftypmp42" + bytes(100),
        bytes(range(256)) * 40,
        os.urandom(5000),
        b"PK\x03\x04" + bytes(100),
        b"{\\rtf1\\ansi The dam failed}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    ],
)
def test_binary_data_is_named(data: bytes) -> None:
    error = refused(data)
    assert "text" in error.message + error.hint


def test_a_broken_pdf_is_named() -> None:
    assert "PDF" in refused(b"%PDF-1.7\nnothing of the kind\n%%EOF").message
    assert "PDF" in refused(pdf("The dam failed on Monday, officials said.")[:400]).message


def test_an_encrypted_pdf_asks_for_the_password_to_be_removed() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("The dam failed, officials said."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    error = refused(out.getvalue())
    assert "encrypted" in error.message
    assert "password" in error.hint


def test_a_scanned_pdf_asks_for_text_recognition() -> None:
    error = refused(pdf())
    assert "without text" in error.message
    assert "OCR" in error.hint


def test_a_broken_docx_is_named() -> None:
    good = docx("The dam failed on Monday, officials said.")
    assert "broken DOCX" in refused(good[: len(good) // 2]).message
    assert "broken DOCX" in refused(b"PK\x03\x04 word/document.xml" + bytes(300)).message


def test_an_empty_docx_is_named() -> None:
    assert "without text" in refused(docx("", " ")).message


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w") as part:
            for _ in range(120):
                part.write(bytes(1_000_000))
    begun = time.process_time()
    assert "unpacks to more than" in refused(out.getvalue()).message
    assert time.process_time() - begun < 2


def test_text_over_the_limit_names_the_limit(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    big.write_bytes(b"The dam failed.\n" * 2_000_000)
    begun = time.process_time()
    error = refused(big)
    assert "20 MB" in error.message
    assert "one article" in error.hint
    assert "larger than 20 MB" in refused(Text("The dam failed.\n" * 2_000_000)).message
    assert time.process_time() - begun < 3


def test_four_megabytes_of_lines_do_not_hang() -> None:
    begun = time.process_time()
    assert "paragraphs" in refused(b"The dam failed, they said.\n" * 150_000).message
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    "unit", ["1", '"', "“", "A", "ABC ", "a.", "(", "[", "<p", "**a", "e\u0301", "3 March ", "\n a"]
)
def test_time_is_linear_in_adversarial_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit)) + " The dam failed."
    begun = time.process_time()
    with suppress(InputError):
        read_article(text.encode())
    assert time.process_time() - begun < 8


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert "directory" in refused(tmp_path).message
    assert "directory" in refused(str(tmp_path)).message


def test_a_missing_file_is_named_and_the_way_to_give_text() -> None:
    error = refused("no-such-article.txt")
    assert "no-such-article.txt" in error.message
    assert "factcards.Text" in error.hint
    assert "no such file" in refused(Path("no/such/file")).message


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    locked = tmp_path / "locked.txt"
    locked.write_text("The dam failed on Monday.")
    locked.chmod(0)
    if os.access(locked, os.R_OK):  # the superuser may read everything
        assert read_article(locked).text
    else:
        assert "may not be read" in refused(locked).message


@pytest.mark.parametrize("name", ["a\x00b", "x" * 900, "~nobody/\udcff"])
def test_an_impossible_file_name_is_no_traceback(name: str) -> None:
    assert refused(name).hint
    assert refused(Path(name)).hint


def test_a_mail_without_text_is_named() -> None:
    mail = (
        b"From: a@b.example\nTo: c@d.example\nSubject: x\n"
        b"Date: Wed, 02 Apr 2025 09:15:00 +0200\n\n \n"
    )
    assert "without text" in refused(mail).message


def test_a_page_without_an_article_is_named() -> None:
    page = b"<!doctype html><html><head><script>var a = 'The dam';</script></head></html>"
    assert "without an article" in refused(page).message


def test_a_few_broken_bytes_in_utf8_leave_the_rest_readable() -> None:
    data = "Zürich und Genève: der Damm brach, hieß es in Köln.".encode() + b" caf\xe9"
    assert "Zürich und Genève" in read_article(data).text


def test_wrongly_declared_utf8_is_read_as_what_it_is() -> None:
    data = (
        "El dique se rompió el lunes, según informó la alcaldía de Peñalba. ".encode("cp1252") * 5
    )
    assert "rompió" in read_article(data).text


def test_utf16_without_a_mark_is_text() -> None:
    assert read_article("The dam failed on Monday.".encode("utf-16-le")).text.startswith("The dam")


def test_lone_surrogates_do_not_break_the_hash() -> None:
    article = read_article(Text("The dam \ud800 failed on Monday, they said."))
    assert len(article.sha256) == 64


HEADS = (
    b"",
    b"%PDF-1.4\n",
    b"<html><p>",
    b"PK\x03\x04",
    b"From: a\nTo: b\nDate: c\n\n",
    b"---\na: b\n---\n",
    b"\xff\xfe",
)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(HEADS))
def test_whatever_the_bytes_nothing_but_our_own_errors_comes_out(tail: bytes, head: bytes) -> None:
    try:
        article = read_article(head + tail)
    except FactCardsError:
        return
    assert article.text
    assert article.story


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_paragraphs_cover_everything_but_the_blank_lines(text: str) -> None:
    try:
        article = article_from_text(text)
    except InputError:
        return
    assert "\n\n".join(p.span.of(article.text) for p in article.paragraphs) == article.text


RUSSIAN = "Плотина прорвалась в понедельник, сообщили власти города Орло. Погибли двое."
POLISH = "Tama pękła w poniedziałek, podały władze miasta. Dwie osoby zostały ranne."
JAPANESE = "ダムは月曜日に決壊したと当局が発表した。二人がけがをした。"
GERMAN = "Der Damm brach am Montag, teilte die Behörde für die Stadt Köln mit."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (POLISH, "cp1250"),
        (JAPANESE, "cp932"),
        (GERMAN, "cp1252"),
    ],
)
def test_old_encodings_are_found_out(text: str, encoding: str) -> None:
    assert read_article((text * 4).encode(encoding)).text == text * 4
