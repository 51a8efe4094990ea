"""Which line of a plain text is its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from factcards.article.roles import Verdict
from factcards.article.vocabulary import entries, words_of

LONGEST_TITLE = 220
_SEARCHED = 40
_BODY_READ = 8
_BODY_WORDS = 8
# This many words are a story's paragraph, with or without a full stop at its end.
_LONG_BODY = 40
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
_CRY = re.compile(r"[!?][\"'”’»)\]]*$")
_LONG_HEADLINE = 30
# Below this a line at the head is not taken for the title.
_LEAST = 1.5
# An earlier line is the title unless a later one is better by this much.
_LEAD = 0.75


def find_title(paragraphs: Sequence[str], verdicts: Sequence[Verdict]) -> int | None:
    """Index of the paragraph that is the title; None where no line looks like one.

    A title stands before the first sentences of the story, is short, does not
    end with a full stop, and its words come back in the story below it.
    """
    body = first_body(paragraphs, verdicts)
    if body is None:
        return None
    vocabulary_below = _stems(
        word for text in paragraphs[body : body + _BODY_READ] for word in words_of(text[:1500])
    )
    best: tuple[float, int] | None = None
    for index in range(body):
        points = _points(paragraphs[index], verdicts[index], vocabulary_below)
        # One line of the story may come between: the standfirst.
        between = zip(paragraphs[index + 1 : body], verdicts[index + 1 : body], strict=True)
        if sum(not _is_apparatus(text, verdict) for text, verdict in between) <= 1:
            points += 1.0
        # The page's own title, with the site's name behind it, may come before the headline.
        shorter = best is not None and paragraphs[best[1]].startswith(paragraphs[index] + " ")
        if points >= _LEAST and (best is None or shorter or points > best[0] + _LEAD):
            best = points, index
    return best[1] if best else None


def first_body(paragraphs: Sequence[str], verdicts: Sequence[Verdict]) -> int | None:
    """Index of the first paragraph that tells the story in sentences, near the head."""
    for index, text in enumerate(paragraphs[:_SEARCHED]):
        verdict = verdicts[index]
        if verdict.score > 0 or verdict.kind in ("caption", "heading", "title"):
            continue
        words = len(words_of(text[:800]))
        # Headlines may cry or ask; the first sentences of a story hardly do.
        if index == 0 and words <= _LONG_HEADLINE and _CRY.search(text[-8:]):
            continue
        if words >= _LONG_BODY or (words >= _BODY_WORDS and _SENTENCE_END.search(text[-8:])):
            return index
    return None


def _is_apparatus(text: str, verdict: Verdict) -> bool:
    """Whether a paragraph between a title and its story is neither: credits, names, labels."""
    return (
        verdict.role == "boilerplate"
        or verdict.kind in ("byline", "dateline", "caption")
        or len(words_of(text)) <= 4
        or text.endswith(".")
    )


def _points(text: str, verdict: Verdict, below: frozenset[str]) -> float:
    if verdict.kind in ("caption", "byline", "dateline") or len(text) > LONGEST_TITLE:
        return -9.0
    if verdict.score > 1.0:
        return -9.0
    words = words_of(text)
    if not 2 <= len(words) <= 30:
        return -9.0
    content = [word for word in words if len(word) > 3 and word not in _common()]
    shared = sum(_stem(word) in below for word in content) / max(len(content), 1)
    points = 3.0 * shared
    points += 1.0 if len(words) >= 4 else 0.0
    points += 1.5 if verdict.kind in ("heading", "title") else 0.0
    if text.endswith("."):
        points -= 2.0
    if text.endswith((":", ",", ";")) or text.startswith(("(", "[")):
        points -= 2.0
    return points - max(verdict.score, 0.0)


def _common() -> frozenset[str]:
    return frozenset(entries("stop"))


def _stem(word: str) -> str:
    return word.split("'")[0][:5]


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words)
