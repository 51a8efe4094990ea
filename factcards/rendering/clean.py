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


def clean(text: str) -> str:
    """`text` on one line, without control characters or invisible formatting.

    Line ends and tabs become a space, other controls U+FFFD; bidirectional
    controls and zero-width signs go. Everything else stays as it is.
    """
    text = _SPACES.sub(" ", text)
    text = _CONTROLS.sub(REPLACEMENT, text)
    return _INVISIBLE.sub("", text)
