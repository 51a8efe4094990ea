"""Addresses: a real server on loopback, and the doors that stay shut."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from factcards.article import ReadOptions, load_article, read_article
from factcards.article.fetch import is_public
from factcards.errors import FactCardsError, FetchError, FetchUnavailableError

STORY = (
    "<html lang='en'><head><title>Quay closed after crane falls</title></head><body><article>"
    "<h1>Quay closed after crane falls</h1>"
    + "<p>The harbour of Norhavn was closed on Monday after a crane fell, officials said.</p>" * 1
    + "<p>Two dock workers were taken to hospital with broken legs, the town's hospital said.</p>"
    + "<p>It will take until Friday to clear the main quay, according to the port authority.</p>"
    + "</article></body></html>"
)
OPEN = ReadOptions(allow_private=True, timeout=10)


class Pages(BaseHTTPRequestHandler):
    """Each path plays one server."""

    seen: list[dict[str, str]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Pages.seen.append({"path": self.path, **{k.lower(): v for k, v in self.headers.items()}})
        path = self.path.split("?")[0]
        if path.startswith("/status/"):
            self._send(b"no", status=int(path.rsplit("/", 1)[1]))
        elif path.startswith("/hop/"):
            left = int(path.rsplit("/", 1)[1])
            self._redirect(f"/hop/{left - 1}" if left else "/story")
        elif path == "/to-file":
            self._redirect("file:///etc/hosts")
        elif path == "/to-private":
            self._redirect("http://10.0.0.1/secret")
        elif path == "/image":
            self._send(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, kind="image/png")
        elif path == "/silent":
            self._send(b"", kind="text/html")
        elif path == "/slow":
            time.sleep(3)
        elif path == "/endless":
            self._endless()
        elif path == "/announced":
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", "500000000")
            self.end_headers()
        elif path == "/bomb":
            self._send(gzip.compress(b"a" * 30_000_000), coding="gzip")
        elif path == "/packed":
            self._send(gzip.compress(STORY.encode()), coding="gzip")
        elif path == "/latin":
            page = STORY.replace("Norhavn", "Nørhavn").encode("latin-1")
            self._send(page, kind="text/html; charset=iso-8859-1")
        elif path == "/plain":
            self._send(
                b"Quay closed\n\nThe quay was closed on Monday, officials said.", kind="text/plain"
            )
        else:
            self._send(STORY.encode())

    def _send(
        self, body: bytes, *, status: int = 200, kind: str = "text/html", coding: str = ""
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(8000):
                self.wfile.write(b"<p>more and more</p>" * 3200)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_becomes_an_article(site: str) -> None:
    article = read_article(f"{site}/story", OPEN)
    assert article.title == "Quay closed after crane falls"
    assert "Two dock workers" in article.text
    assert article.url == f"{site}/story"


def test_the_asynchronous_way_gives_the_same(site: str) -> None:
    async def both() -> tuple[str, str]:
        article = await load_article(f"{site}/story", OPEN)
        return article.text, read_article(f"{site}/story", OPEN).text

    first, second = asyncio.run(both())
    assert first == second


def test_the_server_sees_the_name_and_who_asks(site: str) -> None:
    port = site.rsplit(":", 1)[1]
    read_article(f"http://localhost:{port}/story?named", OPEN)
    request = next(r for r in reversed(Pages.seen) if r["path"] == "/story?named")
    assert request["host"] == f"localhost:{port}"
    assert request["user-agent"].startswith("factcards/")


def test_compressed_and_latin_pages_are_read(site: str) -> None:
    assert "Two dock workers" in read_article(f"{site}/packed", OPEN).text
    assert "Nørhavn" in read_article(f"{site}/latin", OPEN).text


def test_plain_text_from_a_server_is_text(site: str) -> None:
    assert read_article(f"{site}/plain", OPEN).reader.startswith("text ")


def test_five_redirects_are_followed_and_six_are_not(site: str) -> None:
    assert read_article(f"{site}/hop/4", OPEN).url == f"{site}/story"
    with pytest.raises(FetchError, match="redirects more than 5"):
        read_article(f"{site}/hop/6", OPEN)


def test_a_proxy_of_the_environment_is_not_used(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    assert read_article(f"{site}/story", OPEN).title


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://[::ffff:192.168.0.1]/",
        "http://2130706433/",
    ],
)
def test_private_addresses_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="private or reserved") as caught:
        read_article(address)
    assert caught.value.exit_code == 2
    assert "allow_private" in caught.value.hint


def test_a_redirect_goes_through_the_same_door(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The first hop must be reachable here, so loopback alone is let through.
    from factcards.article import fetch

    monkeypatch.setattr(fetch, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))
    with pytest.raises(FetchError, match="private or reserved"):
        read_article(f"{site}/to-private")


@pytest.mark.parametrize(
    "address",
    ["224.0.0.1", "240.0.0.1", "100.64.0.1", "192.0.2.1", "fe80::1", "fc00::1", "64:ff9b::a00:1",
     "2002:7f00:1::", "::", "ff02::1", "fec0::1"],
)  # fmt: skip
def test_no_reserved_address_is_public(address: str) -> None:
    assert not is_public(address)


def test_ordinary_addresses_are_public() -> None:
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    with pytest.raises(FetchError, match="file: are not fetched"):
        read_article(f"{site}/to-file", OPEN)


@pytest.mark.parametrize(
    ("status", "words"),
    [(404, "no such page"), (403, "refuses access"), (451, "legal reasons"), (401, "login")],
)
def test_a_refusal_is_named_with_its_meaning(site: str, status: int, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        read_article(f"{site}/status/{status}", OPEN)
    assert caught.value.exit_code == 2
    assert caught.value.hint


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_may_be_asked_again(site: str, status: int) -> None:
    with pytest.raises(FetchUnavailableError) as caught:
        read_article(f"{site}/status/{status}", OPEN)
    assert caught.value.exit_code == 3
    assert caught.value.retryable


def test_a_server_that_is_down_is_unavailable() -> None:
    with pytest.raises(FetchUnavailableError, match="cannot be reached"):
        read_article("http://127.0.0.1:9/story", OPEN)


def test_a_slow_server_meets_the_deadline(site: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchUnavailableError, match=r"within 0\.5 s"):
        read_article(f"{site}/slow", ReadOptions(allow_private=True, timeout=0.5))
    assert time.monotonic() - begun < 2


@pytest.mark.parametrize("path", ["/endless", "/announced", "/bomb"])
def test_more_than_the_limit_stops_early(site: str, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchError, match="more than 10 MB"):
        read_article(f"{site}{path}", OPEN)
    assert time.monotonic() - begun < 8


@pytest.mark.parametrize(("path", "words"), [("/image", "image/png"), ("/silent", "no text")])
def test_what_is_no_text_is_named(site: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words):
        read_article(f"{site}{path}", OPEN)


def test_a_name_that_does_not_resolve_is_named() -> None:
    with pytest.raises(FetchError, match=r"no-such-host\.invalid does not resolve"):
        read_article("http://no-such-host.invalid/")


def test_credentials_are_neither_sent_nor_shown(site: str) -> None:
    address = site.replace("http://", "http://ann:topsecret@")
    article = read_article(f"{address}/story?signed", OPEN)
    request = next(r for r in reversed(Pages.seen) if r["path"] == "/story?signed")
    assert "authorization" not in request
    assert "topsecret" not in str(article.info())
    with pytest.raises(FetchError) as caught:
        read_article(f"{address}/status/404", OPEN)
    assert "topsecret" not in caught.value.message + caught.value.hint


@pytest.mark.parametrize("address", ["ftp://host.example/a", "file:///etc/hosts", "gopher://x/1"])
def test_other_kinds_of_address_are_named(address: str) -> None:
    with pytest.raises(FactCardsError, match="of the kind") as caught:
        read_article(address)
    assert caught.value.exit_code == 2


def test_a_broken_address_is_no_traceback() -> None:
    for address in ("http://", "http://[::1", "http://a b", "https://exa mple/", "http://\x00/"):
        with pytest.raises(FactCardsError):
            read_article(address)
