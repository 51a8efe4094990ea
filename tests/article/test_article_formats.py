"""Each format becomes the same kind of article, told apart by its content."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from factcards.article import Article, ReadOptions, Text, canonical_text, read_article

TITLE = "Quay in Norhavn closed after crane falls"
BODY = (
    "The harbour of Norhavn was closed on Monday after a crane fell onto the main quay, "
    "the port authority said.",
    "Two dock workers, aged 34 and 51, were taken to hospital with broken legs, according to "
    "the town's hospital.",
    "\u201cWe are looking at the papers of the crane,\u201d said Ole Brandt, who leads the works.",
)


def html(head: str = "", body: str = "") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    return (
        f"<!doctype html><html lang='en-GB'><head><meta charset='utf-8'>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/n'>News</a></nav>"
        f"<article><h1>{TITLE}</h1>{body}{paragraphs}</article>"
        "<script>var hidden = 'never shown';</script><style>.x { color: red }</style>"
        "<footer>About us</footer></body></html>"
    ).encode()


def story_of(article: Article) -> list[str]:
    return [p.span.of(article.text) for p in article.story if p.kind == "body"]


def pdf_of(*pages: tuple[str, ...]) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for page in pages:
        document.add_page()
        for text in page:
            document.multi_cell(0, 7, text, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def test_plain_text() -> None:
    article = read_article("\n\n".join((TITLE, *BODY)).encode())
    assert article.title == TITLE
    assert story_of(article) == list(BODY)
    assert article.reader.startswith("text factcards/")


def test_html_without_scripts_and_styles() -> None:
    article = read_article(html())
    assert article.title == TITLE
    assert story_of(article) == list(BODY)
    assert "never shown" not in article.text
    assert "color" not in article.text
    assert article.language == "en"
    assert article.reader.startswith("html trafilatura/")


def test_markdown_keeps_words_and_drops_marks() -> None:
    text = (
        "---\ntitle: Quay closed\nauthor: Jane Roe\ndate: 2025-04-02\n---\n\n"
        "# Quay closed\n\nThe **harbour** of [Norhavn](https://norhavn.example/a?b) was\n"
        "closed on *Monday*, officials said.\n\n- one crane\n- two `workers`\n\n"
        "> \u201cWe look at it,\u201d said Ole Brandt.\n\n"
        "| Year | Cranes |\n| --- | --- |\n| 2024 | 7 |\n"
    )
    article = read_article(text.encode())
    assert (article.title, article.byline, article.published) == (
        "Quay closed",
        "Jane Roe",
        "2025-04-02",
    )
    assert story_of(article) == [
        "The harbour of Norhavn was closed on Monday, officials said.",
        "one crane",
        "two workers",
        "\u201cWe look at it,\u201d said Ole Brandt.",
        "Year | Cranes",
        "2024 | 7",
    ]


def test_a_hash_or_a_star_does_not_make_markdown() -> None:
    text = f"{TITLE}\n\n{BODY[0]} It scored 4* in a review.\n\n{BODY[1]} #crane"
    assert read_article(text.encode()).reader.startswith("text ")


def test_pdf_paragraphs_are_unwrapped() -> None:
    article = read_article(pdf_of((TITLE, "", BODY[0], "", BODY[1])))
    assert article.title == TITLE
    assert story_of(article) == list(BODY[:2])
    assert article.reader.startswith("pdf pypdf/")


def test_running_heads_and_page_numbers_of_a_pdf_go() -> None:
    pages = [
        (f"Norhavn Gazette, page {n}", BODY[n % 2] + f" Part {n}.", str(n)) for n in range(1, 5)
    ]
    article = read_article(pdf_of(*pages))
    assert "Gazette" not in article.text
    assert "Part 3." in article.text


def test_a_pdf_with_an_empty_password_opens_as_in_a_viewer() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of((TITLE, BODY[0])))))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert "harbour of Norhavn" in read_article(out.getvalue()).text


def test_docx_with_headings_and_tables() -> None:
    document = Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(BODY[0])
    document.add_paragraph("What is known", style="Heading 1")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Cranes", "7"
    document.add_paragraph(BODY[1])
    out = io.BytesIO()
    document.save(out)
    article = read_article(out.getvalue())
    assert article.title == TITLE
    assert story_of(article) == [BODY[0], "Cranes | 7", BODY[1]]
    assert [p.kind for p in article.paragraphs][:3] == ["title", "body", "heading"]


MAIL = (
    "From: =?utf-8?q?J=C3=BCrgen_Roe?= <roe@gazette.example>\r\nTo: desk@gazette.example\r\n"
    "Subject: Fwd: {subject}\r\nDate: Wed, 02 Apr 2025 09:15:00 +0200\r\nMIME-Version: 1.0\r\n"
)


def test_mail_prefers_its_plain_part() -> None:
    mail = MAIL.format(subject=TITLE) + (
        'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        "The harbour of N=F8rhavn was closed on Monday after a crane fell onto the main quay, =\r\n"
        "the port authority said. Two dock workers were taken to hospital with broken legs.\r\n"
        "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Something else</p>\r\n--b--\r\n"
    )
    article = read_article(mail.encode())
    assert article.title == TITLE
    assert article.byline == "Jürgen Roe"
    assert article.published == "2025-04-02T09:15:00+02:00"
    assert "N\u00f8rhavn" in article.text
    assert "Something else" not in article.text


def test_mail_with_html_only() -> None:
    mail = MAIL.format(subject=TITLE).encode() + b"Content-Type: text/html; charset=utf-8\r\n\r\n"
    article = read_article(mail + html())
    assert article.title == TITLE
    assert story_of(article) == list(BODY)


@pytest.mark.parametrize("name", ["a.pdf", "a.html", "a.txt", "a"])
def test_the_content_decides_and_not_the_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(html())
    assert read_article(path).reader.startswith("html ")
    path.write_text("\n\n".join((TITLE, *BODY)), "utf-8")
    assert read_article(str(path)).reader.startswith("text ")


def test_every_format_gives_canonical_text() -> None:
    for source in (html(), pdf_of((TITLE, *BODY[:2])), "\r\n".join((TITLE, *BODY)).encode()):
        article = read_article(source)
        assert canonical_text(article.text) == article.text


def test_standard_input_is_a_source() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from factcards.article import read_article as r; print(r('-').title)",
        ],
        input="\n\n".join((TITLE, *BODY)).encode(),
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode().strip() == TITLE


def test_a_long_string_is_the_text_and_a_short_one_a_name() -> None:
    assert read_article(" ".join(BODY)).text == " ".join(BODY)
    assert read_article(Text("Mayor resigns today")).text == "Mayor resigns today"


def test_a_string_that_opens_as_a_page_is_read_as_one_and_text_is_not() -> None:
    page = html().decode()
    assert read_article(page).reader.startswith("html ")
    assert read_article(Text(page)).reader.startswith("text ")


def test_an_article_is_its_own_source() -> None:
    article = read_article(Text("Mayor resigns today"))
    assert read_article(article) is article


def test_options_win_over_the_source() -> None:
    options = ReadOptions(published="2024-01-05", url="https://gazette.example/q", language="de")
    article = read_article(
        html("<meta property='article:published_time' content='2025-01-01'>"), options
    )
    assert (article.published, article.url, article.language) == (
        "2024-01-05",
        "https://gazette.example/q",
        "de",
    )


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "Gazette"},
 {"@type": ["NewsArticle"], "headline": "TITLE",
  "author": [{"@type": "Person", "name": "By Jane Roe"}, {"name": "Sam Poe"}],
  "publisher": {"@type": "Organization", "name": "Norhavn Gazette"},
  "datePublished": "2025-03-03T10:00:00+01:00", "inLanguage": "en"},
]}</script>""".replace("TITLE", TITLE)


def test_linked_data_with_a_stray_comma_is_read() -> None:
    article = read_article(html("<meta name='author' content='webmaster'>" + LINKED))
    assert article.byline == "Jane Roe, Sam Poe"
    assert article.publisher == "Norhavn Gazette"
    assert article.published == "2025-03-03T10:00:00+01:00"


def test_broken_linked_data_gives_way_to_meta_tags() -> None:
    head = (
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", oops</script>'
        f"<meta property='og:title' content='{TITLE} | Gazette'>"
        "<meta property='og:site_name' content='Gazette'>"
        "<meta name='author' content='by Jane Roe and Sam Poe, https://gazette.example/roe'>"
        "<meta property='article:published_time' content='2025-03-03T09:00:00Z'>"
        "<link rel='canonical' href='https://gazette.example/quay'>"
    )
    article = read_article(html(head))
    assert article.title == TITLE
    assert article.byline == "Jane Roe, Sam Poe"
    assert article.publisher == "Gazette"
    assert article.published == "2025-03-03T09:00:00Z"
    assert article.url == "https://gazette.example/quay"


def test_a_title_that_the_text_lacks_becomes_its_first_paragraph() -> None:
    page = html(f"<meta property='og:title' content='{TITLE}'>").replace(
        f"<h1>{TITLE}</h1>".encode(), b""
    )
    article = read_article(page)
    assert article.text.startswith(TITLE + "\n\n")
    assert article.paragraphs[0].kind == "title"


def test_heavy_libraries_are_not_imported_before_they_are_needed() -> None:
    code = (
        "import sys, factcards.article; "
        "print([m for m in ('trafilatura', 'httpx', 'pypdf', 'docx', 'lxml', 'charset_normalizer',"
        " 'markdown_it') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"
