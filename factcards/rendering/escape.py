"""Text from outside, escaped so that Markdown shows it as it stands."""

from __future__ import annotations

import re

from factcards.rendering.clean import clean

# Signs that mean something anywhere in a line (CommonMark 0.31; | and ~ in GitHub's dialect).
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$]")
# Signs that mean something only where a line begins.
_AT_START = re.compile(r"([#+\-=]|\d{1,9}(?=[.)](?:\s|$)))")
# What GitHub's dialect turns into links by itself. A card links to nothing but its article.
_LINK_SCHEME = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp)(?=:)")
_LINK_WWW = re.compile(r"(?i)\bwww(?=\.)")
_IMAGE = re.compile(r"!(?=\\\[)")


def markdown(text: str) -> str:
    """`text`, cleaned, as Markdown that shows exactly these characters."""
    text = clean(text).strip()
    text = _INLINE.sub(lambda match: "\\" + match[0], text)
    text = _IMAGE.sub(r"\\!", text)
    text = _LINK_SCHEME.sub(r"\g<0>\\", text)
    text = _LINK_WWW.sub(r"\g<0>\\", text)
    text = text.replace("@", "\\@")
    match = _AT_START.match(text)
    if match is None:
        return text
    if match[0].isdigit():
        return f"{match[0]}\\{text[match.end() :]}"
    return "\\" + text


def markdown_address(url: str) -> str:
    """`url` for the inside of `<…>` as a link's target; empty where it is not http(s)."""
    cleaned = clean(url).strip()
    if not re.match(r"(?i)https?://", cleaned) or re.search(r"[\s<>\\]", cleaned):
        return ""
    return cleaned
