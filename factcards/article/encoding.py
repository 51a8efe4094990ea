"""Bytes become text: which encoding they are in, and the way back to their offsets."""

from __future__ import annotations

import codecs
from array import array
from dataclasses import dataclass, field

from factcards.article.language import detect_language
from factcards.card import Span
from factcards.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages declare and what browsers make of it (WHATWG Encoding Standard).
_WEB_NAMES = {
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}
# Languages whose letters Windows-1252 has. Their most frequent words are ASCII, so
# that they show through in any of the encodings below; short texts mislead statistics.
_WESTERN = {"en", "es", "de", "fr", "it", "pt", "nl", "sv", "da", "nb", "fi", "ca", "id"}
# What newsrooms' files and the web were written in before UTF-8; not the code pages of DOS.
_CANDIDATES = [
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "iso8859_2",
    "iso8859_5",
    "iso8859_7",
    "koi8_r",
    "koi8_u",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "gb18030",
    "big5",
    "cp949",
    "tis_620",
]
# Binary data has control characters; the text of no language has more than this share.
_MOST_CONTROLS = 0.005
_SAMPLE = 200_000
_TEXT_HINT = "give the article as text, HTML, PDF, DOCX or EML; save text as UTF-8"


@dataclass(frozen=True)
class Decoded:
    """Text and the encoding it was in. `skipped` counts the bytes of a byte order mark."""

    text: str
    encoding: str
    skipped: int = 0
    data: bytes = field(default=b"", repr=False)

    def to_bytes(self, span: Span) -> Span:
        """The byte range of a range of `text` (code points)."""
        positions = self._positions()
        return Span(positions[span.start], positions[span.end])

    def _positions(self) -> array[int]:
        cached: array[int] | None = self.__dict__.get("_byte_positions")
        if cached is None:
            cached = _byte_positions(self)
            self.__dict__["_byte_positions"] = cached
        return cached


def decode(data: bytes, *, declared: str | None = None, name: str = "the source") -> Decoded:
    """The text in `data`: by byte order mark, then as declared, then UTF-8, then by statistics.

    Raises `InputError` when the bytes are not text in any encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, encoding, len(mark), name)
    if b"\x00" in data[:_SAMPLE]:
        wide = _wide_encoding(data)
        if wide is None:
            raise InputError(f"{name} is binary data, not text", hint=_TEXT_HINT)
        return _decoded(data, wide, 0, name)
    for candidate in (declared, "utf-8"):
        known = _known(candidate)
        if known:
            try:
                return _checked(Decoded(data.decode(known), known, 0, data), name)
            except UnicodeDecodeError:
                continue
    return _guessed(data, name)


def _known(encoding: str | None) -> str | None:
    if not encoding:
        return None
    plain = encoding.strip().strip("\"'").lower()
    plain = _WEB_NAMES.get(plain, plain)
    try:
        info = codecs.lookup(plain)
    except (LookupError, ValueError):
        return None
    # Some codecs of Python (base64, rot13, zlib) are no text encodings.
    is_text = getattr(info, "_is_text_encoding", True)
    if not is_text or info.name in {"idna", "punycode", "unicode_escape", "raw_unicode_escape"}:
        return None
    return info.name


def _decoded(data: bytes, encoding: str, skipped: int, name: str) -> Decoded:
    try:
        text = data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} claims to be {encoding} but is broken at byte {skipped + error.start}",
            hint="save the article again as UTF-8",
        ) from None
    return _checked(Decoded(text, encoding, skipped, data), name)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[:4000]
    even = sample[0::2].count(0) / max(len(sample[0::2]), 1)
    odd = sample[1::2].count(0) / max(len(sample[1::2]), 1)
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    return None


def _checked(decoded: Decoded, name: str) -> Decoded:
    sample = decoded.text[:_SAMPLE]
    controls = sum(sample.count(chr(code)) for code in range(32) if code not in _WHITE)
    if controls > _MOST_CONTROLS * len(sample) + 1:
        raise InputError(f"{name} is binary data, not text", hint=_TEXT_HINT)
    return decoded


_WHITE = {9, 10, 11, 12, 13, 27}


def _guessed(data: bytes, name: str) -> Decoded:
    if _nearly_utf8(data):
        text = data.decode("utf-8", errors="replace")
        return _checked(Decoded(text, "utf-8", 0, data), name)
    if sum(data[:_SAMPLE].count(code) for code in range(32) if code not in _WHITE) > 2:
        raise InputError(f"{name} is binary data, not text", hint=_TEXT_HINT)
    western = data.decode("cp1252", errors="replace")
    if "\ufffd" not in western and detect_language(western) in _WESTERN:
        return _checked(Decoded(western, "cp1252", 0, data), name)
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    for candidate in (best.encoding if best else None, "cp1252"):
        known = _known(candidate)
        if known:
            try:
                return _checked(Decoded(data.decode(known), known, 0, data), name)
            except UnicodeDecodeError:
                continue
    raise InputError(
        f"{name} is in no encoding that can be made out", hint="save the article as UTF-8"
    )


def _nearly_utf8(data: bytes) -> bool:
    """Whether `data` is UTF-8 with a few broken places: mixed or cut, and still readable."""
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    good = sum(ord(character) > 127 for character in text) - broken
    return good > max(broken, 1)


def _byte_positions(source: Decoded) -> array[int]:
    """Byte offset at which each code point starts, and the end of the last."""
    positions: array[int] = array("q", [source.skipped])
    if source.encoding == "utf-8" and "\ufffd" not in source.text:
        at = source.skipped
        for character in source.text:
            at += _utf8_length(character)
            positions.append(at)
        return positions
    data = source.data
    decoder = codecs.getincrementaldecoder(source.encoding)(errors="replace")
    for index in range(source.skipped, len(data)):
        for _ in decoder.decode(data[index : index + 1], index + 1 == len(data)):
            positions.append(index + 1)
    while len(positions) <= len(source.text):
        positions.append(len(data))
    return positions


def _utf8_length(character: str) -> int:
    code = ord(character)
    return 1 if code < 0x80 else 2 if code < 0x800 else 3 if code < 0x10000 else 4
