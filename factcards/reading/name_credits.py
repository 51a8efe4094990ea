"""Who took a picture: the credit part of captions, whose names are no part of the story."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Span

# Agencies and picture desks, as credits write them; not a list of who may be in the news.
_AGENCY = (
    r"(?:AP|AFP|Reuters|REUTERS|EPA|EPA-EFE|EFE|PA|dpa|DPA|ANSA|TASS|AAP|ANP|APA|NTB|TT|Ritzau|"
    r"Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|Alamy|iStock|NurPhoto|Anadolu|SIPA|Zuma|"
    r"ZUMA|Imago|IMAGO|PA Wire|PA Media|AP Images|Unsplash|Pixabay|Wikimedia(?: Commons)?)"
)
_SIGN = (
    r"(?:(?:AP|File|FILE|Image|Photo|Picture|Cover|Handout|Courtesy)[ \t])?"
    r"(?:Photos?|Photographs?|Pictures?|Pics?|Images?|Illustrations?|Graphics?|PHOTO|Fotos?|Bild|"
    r"Photographie|Imagen|Credit|Crédit|Crédits|Handout)"
)
_WORD = r"[^\W\d_a-z][\w.'’&-]{0,30}"
_LINK = r"(?:[ \t]?[/|,&][ \t]?|[ \t]+(?:for[ \t]+|via[ \t]+|and[ \t]+|of[ \t]+|the[ \t]+)?)"
_NAMES = rf"{_WORD}(?:{_LINK}{_WORD}){{0,9}}"
_FIRST = r"(?<![\w/])"
_BRACKET = re.compile(
    rf"[(\[](?:{_SIGN}\b[^()\[\]\n]{{0,120}}"
    rf"|[^()\[\]\n/]{{0,80}}/[ \t]?{_AGENCY}[^()\[\]\n]{{0,40}}"
    rf"|{_AGENCY}(?:[ \t]?/[^()\[\]\n]{{1,80}}|[ \t]via[^()\[\]\n]{{1,60}})"
    rf"|(?:via|courtesy of)[ \t][^()\[\]\n]{{1,80}})[)\]]"
    rf"|(?<=[.!?\"”] )\({_AGENCY}\)"
    r"|\((?:Additional |additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by [^()\n]{1,200}\)"
)
_SIGNED = re.compile(
    rf"{_FIRST}{_SIGN}(?:[ \t](?:credit|courtesy|source))?(?:[ \t]?:[ \t]?|[ \t]by[ \t])"
    rf"(?:{_NAMES})"
)
_COPYRIGHT = re.compile(
    rf"{_FIRST}(?:Image|Media|Video)[ \t](?:copyright|source|credit)[ \t,:]{{0,3}}"
    r"(?:(?!(?:Image|Media)[ \t])[\w.'’&/,-]{1,30}[ \t]){0,5}"
    r"(?:(?:Image|Media)[ \t]caption\b|(?!(?:Image|Media)[ \t])[\w.'’&/,-]{1,30}(?=\n|$))"
)
_CAPTION = re.compile(rf"{_FIRST}(?:Image|Media)[ \t]caption\b[ \t]?:?")
_FILE = re.compile(r"(?m)^(?:FILE|File)(?:[ \t](?:PHOTO|photo|IMAGE|image))?[ \t]?[-–—:](?=[ \t])")
_SLASH = re.compile(
    rf"{_FIRST}(?:{_AGENCY}[ \t]?/[ \t]?{_WORD}(?:[ \t]{_WORD})?"
    rf"|(?:{_WORD}[ \t])?{_WORD}[ \t]?/[ \t]?{_AGENCY}\b"
    rf"|(?:{_WORD}[ \t]){{1,4}}via[ \t]{_AGENCY})(?:[ \t]?/[ \t]?{_WORD}|[ \t]via[ \t]{_AGENCY})?"
)
_ALONE = re.compile(
    rf"(?m)(?:^|(?<=[.!?]) |(?<=[.!?][\"”’)]) ){_AGENCY}(?:[ \t]?[/-][ \t]?{_AGENCY})?"
    r"(?:[ \t](?:Photo|photo|file))?\.?[ \t]*$"
)
_DATELINE = re.compile(
    r"(?m)^[^\W\d_][^\n(—–-]{1,60}\(([^()\n]{2,40})\)[ \t]?[—–-]"
)  # fmt: skip
_ALL = (
    (_BRACKET, ("(", "[")),
    (_SIGNED, (":", " by ")),
    (_COPYRIGHT, ("Image", "Media", "Video")),
    (_CAPTION, ("Image", "Media")),
    (_FILE, ("FILE", "File")),
    (_SLASH, ("/", " via ")),
    (_ALONE, ("",)),
    (_DATELINE, ("(",)),
)
"""Each pattern with the signs of which one must be there: most texts have few of them."""


def credit_spans(text: str) -> list[Span]:
    """Where `text` credits a picture or, in a dateline, an agency; in order and apart.

    Offsets count code points of `text`. The caption's telling part is not
    among them. Each pattern is bounded, so the time is linear in the text.
    """
    found = sorted(_found(text))
    apart: list[Span] = []
    for start, end in found:
        if apart and start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(end, apart[-1].end))
        elif end > start:
            apart.append(Span(start, end))
    return apart


def _found(text: str) -> Iterator[tuple[int, int]]:
    for pattern, signs in _ALL:
        if not any(sign in text for sign in signs):
            continue
        group = 1 if pattern is _DATELINE else 0
        for match in pattern.finditer(text):
            yield match.span(group)
