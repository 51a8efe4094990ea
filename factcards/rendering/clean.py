"""Text from outside made safe to show.

An article may hold terminal escapes, control characters or bidirectional
overrides, by accident or to make a card read differently from what it says.
None of them reaches a screen.
"""

from __future__ import annotations

import re

REPLACEMENT = "\ufffd"

# Line ends and tabs are layout of the article, not of the card.
_SPACES = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
# Controls are shown as a replacement sign, so that tampering is seen: C0, DEL, C1,
# and lone surrogates, which no encoding can write.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
# Signs without a picture of their own. Bidirectional marks, embeddings, overrides and
# isolates (Unicode standard annex 9), zero-width space and no-break space, soft hyphen,
# invisible operators, interlinear annotations, and tags. The joiners U+200C and U+200D
# stay: Persian, Indic scripts and emoji need them.
_INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
# The same but for line ends, which are part of a document's own layout.
_UNPICTURED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029" + _INVISIBLE.pattern.removeprefix("[")
)


def clean(text: str) -> str:
    """`text` on one line, without control characters or invisible formatting.

    Line ends and tabs become a space, other controls U+FFFD; bidirectional
    controls and zero-width signs go. Everything else stays as it is.
    """
    text = _SPACES.sub(" ", text)
    text = _CONTROLS.sub(REPLACEMENT, text)
    return _INVISIBLE.sub("", text)


def unpictured(text: str) -> str:
    """`text`, one JSON document, with every control and invisible sign escaped inside it.

    The document means the same; it only cannot move a cursor or turn writing
    around when it is printed.
    """
    return _UNPICTURED.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))
