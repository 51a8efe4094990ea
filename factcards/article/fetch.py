"""Fetching a page from an address that a stranger may have written.

The name is resolved here, every address it has must be public, and the
connection goes to the very address that was checked, so that a second answer of
the name server cannot lead it elsewhere. Each redirect goes through the same
door.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import AsyncIterator
from email.message import Message
from typing import TYPE_CHECKING

from factcards.article.content import Content
from factcards.article.options import ReadOptions
from factcards.errors import FetchError, FetchUnavailableError
from factcards.version import __version__

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
USER_AGENT = f"factcards/{__version__} (+fact cards from news articles)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,application/pdf;q=0.8,*/*;q=0.5"
_NOT_TEXT = ("image/", "video/", "audio/", "font/", "model/")
_NOT_ARTICLES = {
    "application/json",
    "application/javascript",
    "text/javascript",
    "text/css",
    "application/zip",
    "application/gzip",
}
_SAVE = "save the page in a browser and give the file"
_STATUS = {
    401: ("asks for a login", _SAVE),
    402: ("asks for payment", _SAVE),
    403: ("refuses access (a paywall or a block on programs)", _SAVE),
    404: ("has no such page", "check the address"),
    410: ("no longer has this page", "look for the article under another address"),
    451: ("may not show this page here for legal reasons", "give the article as a file or text"),
}
_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


async def fetch(address: str, options: ReadOptions) -> Content:
    """What the server at `address` sends, after at most five redirects.

    Raises `FetchError` where the address is wrong, private or sends no text, and
    `FetchUnavailableError` where the same call may succeed later.
    """
    import httpx

    try:
        url = _checked_url(httpx.URL(address))
    except httpx.InvalidURL:
        raise FetchError("the address is not a valid URL", hint="check the address") from None
    try:
        async with asyncio.timeout(options.timeout):
            return await _follow(url, options)
    except TimeoutError:
        raise FetchUnavailableError(
            f"{_shown(url)} did not answer in full within {options.timeout:g} s",
            hint="try again later, or " + _SAVE,
        ) from None


async def _follow(url: httpx.URL, options: ReadOptions) -> Content:
    import httpx

    for _ in range(MOST_REDIRECTS + 1):
        addresses = await _addresses(url, options)
        try:
            # A proxy would resolve the name a second time, so none is used.
            async with httpx.AsyncClient(trust_env=False, timeout=options.timeout) as client:
                answer = await _ask(client, url, addresses, options)
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.HTTPError as error:
            raise FetchUnavailableError(
                f"{_shown(url)} cannot be reached: {type(error).__name__}",
                hint="check the address and the network, then try again",
            ) from None
        if isinstance(answer, Content):
            return answer
        url = answer
    raise FetchError(
        f"{_shown(url)} redirects more than {MOST_REDIRECTS} times", hint="open it in a browser"
    )


def _checked_url(url: httpx.URL) -> httpx.URL:
    """`url` without credentials and fragment. Raises `FetchError` for what is no web address."""
    if url.scheme not in ("http", "https"):
        raise FetchError(
            f"addresses of the kind {url.scheme}: are not fetched",
            hint="give an http:// or https:// address",
        )
    if not url.host:
        raise FetchError("the address names no host", hint="check the address")
    return url.copy_with(username=None, password=None, fragment=None)


def _shown(url: httpx.URL) -> str:
    """The address for a message: no credentials, no query that may carry a key."""
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}{url.path}"


async def _addresses(url: httpx.URL, options: ReadOptions) -> list[str]:
    """The addresses of the host, all of them public unless private ones are allowed."""
    host = url.raw_host.decode("ascii").strip("[]")
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(
            host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
        )
    except (OSError, UnicodeError):
        raise FetchError(
            f"the host {host} does not resolve", hint="check the address and the network"
        ) from None
    addresses = list(dict.fromkeys(str(entry[4][0]).split("%")[0] for entry in found))
    if not options.allow_private:
        for address in addresses:
            if not is_public(address):
                raise FetchError(
                    f"{_shown(url)} leads to a private or reserved network address",
                    hint="such addresses are fetched only with allow_private",
                )
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, seen through tunnels as well."""
    ip: _IPAddress = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


async def _ask(
    client: httpx.AsyncClient, url: httpx.URL, addresses: list[str], options: ReadOptions
) -> Content | httpx.URL:
    """The answer's content, or the address that it redirects to."""
    import httpx

    name = url.raw_host.decode("ascii")
    for number, address in enumerate(addresses, start=1):
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": USER_AGENT,
                "Accept": _ACCEPT,
                "Accept-Encoding": "gzip, deflate",
            },
            # The certificate must be the name's, though the connection is to its address.
            extensions=client_extensions(name, options),
        )
        try:
            response = await client.send(request, stream=True)
        except httpx.ConnectError:
            if number == len(addresses):
                raise
            continue
        try:
            return await _answer(response, url, options)
        finally:
            await response.aclose()
    raise FetchError(f"the host {name} has no address", hint="check the address")


def client_extensions(name: str, options: ReadOptions) -> dict[str, object]:
    """What httpx is told about one request: the server's name for TLS, and its time limits."""
    limits = dict.fromkeys(("connect", "read", "write", "pool"), options.timeout)
    return {"sni_hostname": name.strip("[]"), "timeout": limits}


async def _answer(
    response: httpx.Response, url: httpx.URL, options: ReadOptions
) -> Content | httpx.URL:
    import httpx

    if response.status_code in (301, 302, 303, 307, 308):
        target = response.headers.get("location", "")
        try:
            return _checked_url(url.join(target))
        except httpx.InvalidURL:
            raise FetchError(
                f"{_shown(url)} redirects to no valid address", hint="open it in a browser"
            ) from None
    _check_status(response.status_code, url)
    header = Message()
    header["content-type"] = response.headers.get("content-type", "")
    media_type = header.get_content_type() if header["content-type"] else ""
    if media_type.startswith(_NOT_TEXT) or media_type in _NOT_ARTICLES:
        raise FetchError(
            f"{_shown(url)} sends {media_type}, not an article", hint="give the article's page"
        )
    data = await _body(response, url, options)
    if not data.strip():
        raise FetchError(f"{_shown(url)} sends no text", hint=_SAVE)
    charset = header.get_content_charset()
    return Content(data, _shown(url), media_type, charset, str(url))


def _check_status(status: int, url: httpx.URL) -> None:
    if status < 300:
        return
    if status in (408, 425, 429) or status >= 500:
        what = "asks to slow down" if status == 429 else "is out of order"
        raise FetchUnavailableError(
            f"{_shown(url)} {what} (status {status})", hint="try again later"
        )
    meaning, hint = _STATUS.get(status, ("does not answer with a page", "check the address"))
    raise FetchError(f"{_shown(url)} {meaning} (status {status})", hint=hint)


async def _body(response: httpx.Response, url: httpx.URL, options: ReadOptions) -> bytes:
    """The body, decompressed here so that the limit holds for what comes out."""
    limit = options.max_page_bytes
    error = FetchError(
        f"{_shown(url)} sends more than {limit / 1_000_000:g} MB",
        hint="give the article's own page, or raise max_page_bytes",
    )
    length = response.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise error
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        chunks = response.aiter_raw()
    elif coding in ("gzip", "x-gzip", "deflate"):
        chunks = _inflated(response.aiter_raw(), limit, url)
    else:
        raise FetchError(f"{_shown(url)} uses an unknown compression", hint=_SAVE)
    parts: list[bytes] = []
    size = 0
    async for chunk in chunks:
        size += len(chunk)
        if size > limit:
            raise error
        parts.append(chunk)
    return b"".join(parts)


async def _inflated(raw: AsyncIterator[bytes], limit: int, url: httpx.URL) -> AsyncIterator[bytes]:
    """Decompressed chunks, never more than one byte over `limit` in all."""
    stream = zlib.decompressobj(wbits=47)
    left = limit + 1
    first = True
    async for chunk in raw:
        try:
            out = stream.decompress(chunk, left)
        except zlib.error:
            if not first:
                raise FetchError(f"{_shown(url)} sends broken data", hint=_SAVE) from None
            # Some servers mean the bare format by "deflate".
            stream = zlib.decompressobj(wbits=-15)
            try:
                out = stream.decompress(chunk, left)
            except zlib.error:
                raise FetchError(f"{_shown(url)} sends broken data", hint=_SAVE) from None
        first = False
        left -= len(out)
        yield out
        if left <= 0:
            return
