"""Words with a capital that differ from one of the article in a letter inside: misspelt names.

Reading takes "Marzow" at the head of a sentence for a word, and every German noun has
a capital; that it is one letter away from a word of the article, and nowhere in it, tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from factcards.card import Span
from factcards.checking.context import Context

_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-zà-öø-ÿ][^\W\d_]{3,}(?!\w)")
_WORD = re.compile(r"[^\W\d_]+")
_RUN = re.compile(r"(?<!\w)[^\W\d_a-zà-öø-ÿ][^\W\d_]{3,}(?: [^\W\d_a-zà-öø-ÿ][^\W\d_]{3,})+(?!\w)")
_ENDING = 2
"""Letters at the end in which forms of one word differ."""
_SURE = 5
"""Letters from which on a word one letter off is no other word; shorter ones must be names."""


def misspelt_names(
    context: Context, words: str, spans: Sequence[Span]
) -> Iterator[tuple[str, str]]:
    """Each word of `words` that is misspelt, with what the article has at `spans`."""
    text = context.article.text
    known = {w for span in spans for w in _CAPITAL.findall(span.of(text))}
    names = {w for e in context.reading.entities for f in (e.name, *e.aliases) for w in f.split()}
    for match in _CAPITAL.finditer(words):
        told = match.group()
        if re.search(rf"(?<!\w){re.escape(told)}", text, re.IGNORECASE) is not None:
            continue
        for said in sorted(known):
            if (len(told) >= _SURE or said in names) and _is_one_letter_off(told, said):
                yield told, said
                break


def unknown_names(context: Context, words: str) -> Iterator[str]:
    """German runs of two and more words with a capital that the article has in no form.

    One such word may be any noun; nouns side by side are a name.
    """
    if context.language != "de":
        return
    known = {w.lower()[:_SURE] for w in _WORD.findall(context.article.text)}
    for match in _RUN.finditer(words):
        if not any(w.lower()[:_SURE] in known for w in match.group().split()):
            yield match.group()


def _is_one_letter_off(one: str, other: str) -> bool:
    """Whether two words of one length differ in one letter, not the first nor of the ending."""
    if len(one) != len(other) or one[0] != other[0]:
        return False
    places = [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(places) != 1 or {one[places[0]], other[places[0]]} == {"s", "z"}:
        return False
    return places[0] < len(one) - _ENDING or (len(one) < _SURE and places[0] < len(one) - 1)
