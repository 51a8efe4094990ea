"""Identifiers of card items: made from what an item says, not from where it stands in a list.

A card made anew from a lightly edited article keeps the identifiers of the
facts that did not change, so that reviews and links stay with them.
"""

from __future__ import annotations

import hashlib
import re


class Identifiers:
    """Hands out identifiers that are unique on one card."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, kind: str, *parts: object) -> str:
        """`kind`, a dash and six hexadecimal digits of the hash of `parts`.

        White space and letter case do not matter. A second item of the same
        content gets a suffix in order of appearance: "who-1f2e3d-2".
        """
        content = "\x1f".join(re.sub(r"\s+", " ", str(part)).strip().casefold() for part in parts)
        stem = f"{kind}-{hashlib.sha256(content.encode()).hexdigest()[:6]}"
        name, count = stem, 1
        while name in self._taken:
            count += 1
            name = f"{stem}-{count}"
        self._taken.add(name)
        return name
