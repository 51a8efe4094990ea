"""The way in: any source becomes an `Article`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from factcards.article.build import article_from_text
from factcards.article.content import Content, read_content, starts_as_html
from factcards.article.encoding import Decoded
from factcards.article.model import Article
from factcards.article.options import DEFAULTS, ReadOptions, Source, Text
from factcards.errors import InputError
from factcards.version import __version__

# Longer strings, and strings of more words, are no file names.
_LONGEST_PATH = 1000
_MOST_PATH_WORDS = 12
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?://|\S)")


async def load_article(source: Source, options: ReadOptions = DEFAULTS) -> Article:
    """The article that `source` is.

    A string is an address (`https://…`), `-` for standard input, the name of an
    existing file, or, with line ends or many words, the text itself; `Text` is
    always the text and `Path` always a file; bytes are a file's content.
    Raises `InputError`, `FetchError` or `FetchUnavailableError`.
    """
    import asyncio

    if isinstance(source, Article):
        return source
    address = web_address(source)
    if address is not None:
        from factcards.article.fetch import fetch

        return await asyncio.to_thread(read_content, await fetch(address, options), options)
    return await asyncio.to_thread(read_local, source, options)


def read_article(source: Source, options: ReadOptions = DEFAULTS) -> Article:
    """The article that `source` is: `load_article` for code that is not asynchronous."""
    if isinstance(source, Article):
        return source
    if web_address(source) is None:
        return read_local(source, options)
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(load_article(source, options))
    # Inside a running loop (a notebook) the work goes to a loop of its own.
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(lambda: asyncio.run(load_article(source, options))).result()


def web_address(source: Source) -> str | None:
    """`source` as an address to fetch; None where it is none."""
    if not isinstance(source, str):
        return None
    plain = source.strip()
    if plain.lower().startswith(("http://", "https://")) and len(plain.split()) == 1:
        return plain
    return None


def read_local(source: str | Path | bytes | Text, options: ReadOptions) -> Article:
    """The article that a text, a file, standard input or a file's content is."""
    if isinstance(source, Text):
        return _read_text(source.text, source.name or "the text", options)
    if isinstance(source, bytes):
        return read_content(Content(source, "the given bytes"), options)
    if isinstance(source, Path):
        return read_content(_file(source, options), options)
    if source == "-":
        return read_content(_standard_input(options), options)
    if "\n" in source or "\r" in source or len(source) > _LONGEST_PATH:
        return _read_string(source, options)
    path = Path(source)
    if source and _exists(path):
        return read_content(_file(path, options), options)
    if len(source.split()) > _MOST_PATH_WORDS:
        return _read_string(source, options)
    raise _no_such_file(source)


def load_content(source: str | Path | bytes, options: ReadOptions = DEFAULTS) -> Content:
    """The bytes of a file, or of `-`, standard input, with a name for messages.

    Raises `InputError` where it cannot be read or is too large.
    """
    if isinstance(source, bytes):
        if len(source) > options.max_bytes:
            raise too_large("the given bytes", options)
        return Content(source, "the given bytes")
    return _standard_input(options) if source == "-" else _file(Path(source), options)


def _exists(path: Path) -> bool:
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _no_such_file(source: str) -> InputError:
    if not source.strip():
        return InputError("the source is empty", hint="give a file, an address or a text")
    scheme = _SCHEME.match(source)
    if scheme and len(scheme[1]) > 1 and "://" in source:
        return InputError(
            f"addresses of the kind {scheme[1]}: are not read",
            hint="give an http:// or https:// address, or the name of a file",
        )
    return InputError(
        f"no such file: {source}",
        hint="check the name; to pass the article itself, use factcards.Text(...) or -",
    )


def _read_string(text: str, options: ReadOptions) -> Article:
    """The article that a string is: a page where it opens as one, else plain text."""
    head = text[:5000].encode("utf-8", "replace")
    if starts_as_html(head) and len(text) <= options.max_bytes:
        data = text.encode("utf-8", "replace")
        return read_content(Content(data, "the text", charset="utf-8"), options)
    return _read_text(text, "the text", options)


def _read_text(text: str, name: str, options: ReadOptions) -> Article:
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > options.max_bytes:
        raise too_large(name, options)
    if not text.strip():
        raise InputError(f"{name} is empty", hint="give the words of the article")
    decoded = Decoded(text, "utf-8", 0, data)
    return article_from_text(
        text, options, reader=f"text factcards/{__version__}", source_offsets=decoded.to_bytes
    )


def too_large(name: str, options: ReadOptions) -> InputError:
    """The error for a source over the limit."""
    megabytes = options.max_bytes / 1_000_000
    return InputError(
        f"{name} is larger than {megabytes:g} MB",
        hint="give one article at a time, or raise max_bytes",
    )


def _file(path: Path, options: ReadOptions) -> Content:
    try:
        if path.is_dir():
            raise InputError(
                f"{path} is a directory",
                hint="name the files in it, such as " + str(path / "*.txt"),
            )
        with path.open("rb") as stream:
            data = stream.read(options.max_bytes + 1)
    except FileNotFoundError:
        raise InputError(f"no such file: {path}", hint="check the name") from None
    except PermissionError:
        raise InputError(
            f"{path} may not be read", hint="give yourself read permission on the file"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{path} cannot be read: {reason}", hint="check the file") from None
    if len(data) > options.max_bytes:
        raise too_large(str(path), options)
    return Content(data, str(path))


def _standard_input(options: ReadOptions) -> Content:
    stream = sys.stdin.buffer if sys.stdin is not None else None
    if stream is None:
        raise InputError("there is no standard input", hint="name a file instead of -")
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise too_large("standard input", options)
    return Content(data, "standard input")
