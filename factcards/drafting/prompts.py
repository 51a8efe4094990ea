"""The prompt files: read from `prompts/`, versioned, filled in without a template engine.

A prompt file is Markdown for an editor to read: sections headed `## name`, and
places to fill written `{{place}}`. What is filled in is data and is never
itself searched for places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from factcards.errors import FactCardsError

_PLACE = re.compile(r"\{\{(\w+)\}\}")
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_VERSION = re.compile(r"^version: *(\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file."""

    name: str
    version: str
    sha256: str
    """Of the file's bytes, as 64 hexadecimal digits."""
    sections: Mapping[str, str]

    def fill(self, section: str, values: Mapping[str, str] | None = None) -> str:
        """The section with its places filled.

        Raises `FactCardsError` where the file lacks the section, or a place has no value.
        """
        try:
            text = self.sections[section]
            return _PLACE.sub(lambda place: (values or {})[place.group(1)], text)
        except KeyError as missing:
            raise FactCardsError(
                f"prompt {self.name}.md, section “{section}”: {missing.args[0]} is missing",
                hint="restore the file from the package, or add what is missing to it",
            ) from None


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt file `prompts/<name>.md` of this installation."""
    content = _read(name)
    head, *rest = _SECTION.split(content.decode())
    version = _VERSION.search(head)
    return Prompt(
        name=name,
        version=version.group(1) if version else "0",
        sha256=hashlib.sha256(content).hexdigest(),
        sections={
            title.strip(): text.strip() for title, text in zip(rest[::2], rest[1::2], strict=True)
        },
    )


def _read(name: str) -> bytes:
    """From the package; from the source tree where the package is installed in place."""
    packaged = resources.files("factcards") / "prompts" / f"{name}.md"
    if packaged.is_file():
        return packaged.read_bytes()
    in_tree = Path(__file__).parents[2] / "prompts" / f"{name}.md"
    if in_tree.is_file():
        return in_tree.read_bytes()
    raise FactCardsError(
        f"the prompt file {name}.md is not part of this installation",
        hint="reinstall factcards",
    )
