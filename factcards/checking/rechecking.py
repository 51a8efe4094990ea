"""A stored card against the article as it is now: what stands, moved, changed or is gone."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from factcards.article.model import Article
from factcards.card import LIST_FIELDS, Evidence, FactCard, Item, Span
from factcards.checking.edits import Version, touches
from factcards.checking.findings import check_card
from factcards.checking.free_text import words_of
from factcards.grounding import Grounded, GroundingIndex
from factcards.reading.sentences import split_sentences

RecheckStatus = Literal["stands", "moved", "disagrees", "changed", "gone"]

_LOCAL = ("who", "where", "when", "sources")
"""Lists whose items name somebody or something: the words beside the name bear on them."""
_WORST: tuple[RecheckStatus, ...] = ("stands", "moved", "disagrees", "changed", "gone")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one item of a card after its article was edited."""

    item_id: str
    list_name: str
    """The card's list that holds the item: "figures"; "headline" for the headline."""
    status: RecheckStatus
    old: str
    """The article's words when the card was made."""
    new: str | None
    """The article's words now; None where they are gone."""
    evidence: tuple[Evidence, ...]
    """What still stands, with the offsets it has now."""
    reason: str = ""
    """For `disagrees`: what the rules have against it."""


def recheck(card: FactCard, article: Article) -> tuple[Verdict, ...]:
    """For every item of `card` whether its evidence still stands in `article`; no model.

    `stands`: every piece of evidence, and the sentence around it, is where it
    was. `moved`: the same words at other offsets, or in a sentence whose edit
    does not touch them (`edits.touches`). `changed`: the words, or others of
    their sentence that bear on them, were edited; `old` and `new` are the two
    versions. `gone`: nothing like them is left, or only in boilerplate. The
    worst piece of evidence decides. `disagrees`: the words stand, but an error
    rule finds that the card says something else. An unchanged article gives
    `stands` for all of a card that was made from it.

    A card stored without its article's text does not know the sentences around
    its evidence; there the words of the evidence alone decide.
    """
    if card.article.sha256 == article.sha256:
        verdicts = [_standing(name, item) for name, item in _listed(card)]
    else:
        later = _Later(card.article.text, article)
        verdicts = [_verdict(name, item, later) for name, item in _listed(card)]
    reasons = _disagreements(card, article, verdicts)
    return tuple(
        replace(v, status="disagrees", reason=reasons[v.item_id]) if v.item_id in reasons else v
        for v in verdicts
    )


def _disagreements(card: FactCard, article: Article, verdicts: list[Verdict]) -> dict[str, str]:
    """What error rules say of the items whose words stand, at the offsets they have now."""
    standing = {v.item_id: v.evidence for v in verdicts if v.status in ("stands", "moved")}

    def kept(items: tuple[Item, ...]) -> tuple[Item, ...]:
        return tuple(
            item.model_copy(update={"evidence": standing[item.id]})
            for item in items
            if item.id in standing
        )

    lists = {name: kept(getattr(card, name)) for name in LIST_FIELDS}
    headline = next(iter(kept((card.headline,) if card.headline else ())), None)
    now = card.model_copy(update={**lists, "headline": headline, "article": article.info()})
    reasons: dict[str, str] = {}
    for finding in check_card(now, article):
        if finding.severity == "error":
            reasons.setdefault(finding.path.partition("/")[0], finding.message)
    return {item: reason for item, reason in reasons.items() if item in standing}


def _listed(card: FactCard) -> list[tuple[str, Item]]:
    listed: list[tuple[str, Item]] = [("headline", card.headline)] if card.headline else []
    for name in LIST_FIELDS:
        listed += [(name, item) for item in getattr(card, name)]
    return listed


def _standing(name: str, item: Item) -> Verdict:
    words = _joined([e.quote for e in item.evidence])
    return Verdict(item.id, name, "stands", words, words, item.evidence)


def _verdict(name: str, item: Item, later: _Later) -> Verdict:
    fates = [later.fate_of(evidence, local=name in _LOCAL) for evidence in item.evidence]
    status = max((fate.status for fate in fates), key=_WORST.index)
    told = [fate for fate in fates if fate.status == status]
    new = [fate.new for fate in told if fate.new is not None]
    return Verdict(
        item_id=item.id,
        list_name=name,
        status=status,
        old=_joined([fate.old for fate in told]),
        new=_joined(new) if new else None,
        evidence=tuple(fate.evidence for fate in fates if fate.evidence is not None),
    )


def _joined(words: list[str]) -> str:
    return " … ".join(dict.fromkeys(words))


@dataclass(frozen=True, slots=True)
class _Fate:
    """What became of one piece of evidence."""

    status: RecheckStatus
    old: str
    new: str | None
    evidence: Evidence | None


class _Later:
    """The article as it is now, beside the text it had."""

    def __init__(self, before: str | None, article: Article) -> None:
        self.article = article
        self.before = before
        self.now = _Sentences(article.text, article.language)
        self.then = _Sentences(before, article.language) if before is not None else None
        self.index = GroundingIndex(article.text)

    def fate_of(self, evidence: Evidence, *, local: bool) -> _Fate:
        """Where `evidence` stands now, sought with its whole sentence first."""
        around = self.then.around(evidence.start, evidence.end) if self.then else None
        sentence = around.of(self.before) if around is not None and self.before else evidence.quote
        ahead = evidence.start - around.start if around is not None else 0
        whole = self._in_story(sentence, evidence.start - ahead)
        if whole is not None:
            found = self.index.ground(evidence.quote, near=whole.start + ahead)
            if found is not None and whole.contains(found.span):
                moved = found.span.start != evidence.start
                now = _moved(evidence, found, self.article.text)
                return _Fate("moved" if moved else "stands", evidence.quote, now.quote, now)
        if around is None:
            return self._fate_of_words(evidence)
        return self._fate_of_sentence(evidence, sentence, ahead, local=local)

    def _fate_of_words(self, evidence: Evidence) -> _Fate:
        """The fate of words whose old sentence is unknown and that are not there any more."""
        near = self.index.near_miss(evidence.quote)
        if near is None or not self._is_story(near):
            return _Fate("gone", evidence.quote, None, None)
        return _Fate("changed", evidence.quote, near.of(self.article.text), None)

    def _fate_of_sentence(
        self, evidence: Evidence, sentence: str, ahead: int, *, local: bool
    ) -> _Fate:
        """The fate of words, `ahead` code points into a sentence, that was edited or taken out."""
        text = self.article.text
        now = self._like(sentence)
        if now is None or not self._is_story(now) or not _alike(sentence, now.of(text)):
            return _Fate("gone", sentence, None, None)
        found = self.index.ground(evidence.quote, near=now.start + ahead)
        if found is None or not now.contains(found.span):
            return _Fate("changed", sentence, now.of(text), None)
        still = _moved(evidence, found, text)
        old = Version(sentence, Span(ahead, ahead + len(evidence.quote)))
        new = Version(now.of(text), found.span.shifted(-now.start))
        if touches(old, new, self.article.language or "en", local=local):
            return _Fate("changed", sentence, now.of(text), still)
        status: RecheckStatus = "stands" if found.span.start == evidence.start else "moved"
        return _Fate(status, evidence.quote, still.quote, still)

    def _like(self, sentence: str) -> Span | None:
        """What shares most words with `sentence`: a sentence, or two that it was parted into."""
        near = self.index.near_miss(sentence)
        if near is None:
            return None
        text = self.article.text
        touched = self.now.touched(near)
        pairs = [pair for one in touched for pair in self.now.pairs(one)]
        parted = [pair for pair in pairs if "\n\n" not in pair.of(text)]
        return max((*touched, *parted), key=lambda s: _likeness(sentence, s.of(text)), default=None)

    def _in_story(self, words: str, near: int) -> Span | None:
        """The place of `words` nearest to `near` that is part of the story."""
        places = [g.span for g in self.index.occurrences(words) if self._is_story(g.span)]
        return min(places, key=lambda s: (abs(s.start - near), s.start), default=None)

    def _is_story(self, span: Span) -> bool:
        paragraph = self.article.paragraph_at(span.start)
        return paragraph is None or paragraph.role == "story"


class _Sentences:
    """The sentences of a text, by offset."""

    def __init__(self, text: str, language: str | None) -> None:
        self.spans = [s.span for s in split_sentences(text, language or "en")]
        self.starts = [span.start for span in self.spans]

    def touched(self, span: Span) -> list[Span]:
        """Every sentence that shares a code point with `span`."""
        first = max(0, bisect_right(self.starts, span.start) - 1)
        last = bisect_right(self.starts, max(span.start, span.end - 1))
        return self.spans[first:last]

    def pairs(self, span: Span) -> list[Span]:
        """`span`, a sentence, together with the one before it, and with the one behind it."""
        place = bisect_right(self.starts, span.start) - 1
        ends = ((place - 1, place), (place, place + 1))
        return [
            Span(self.spans[low].start, self.spans[high].end)
            for low, high in ends
            if low >= 0 and high < len(self.spans)
        ]

    def around(self, start: int, end: int) -> Span | None:
        """The sentences from the one at `start` to the one that holds `end`, as one span."""
        first = max(0, bisect_right(self.starts, start) - 1)
        last = max(first, bisect_right(self.starts, max(start, end - 1)) - 1)
        if not self.spans or self.spans[first].end <= start:
            return None
        return Span(self.spans[first].start, max(self.spans[last].end, end))


def _likeness(one: str, other: str) -> float:
    """The words that two texts share, as a part of all that they have."""
    return 2 * _shared(one, other) / max(1, len(words_of(one)) + len(words_of(other)))


def _alike(old: str, new: str) -> bool:
    """Whether two sentences share at least half of the words of the longer one."""
    return 2 * _shared(old, new) >= max(len(words_of(old)), len(words_of(new)))


def _shared(one: str, other: str) -> int:
    """How many words two texts have in common."""
    return (Counter(words_of(one)) & Counter(words_of(other))).total()


def _moved(evidence: Evidence, found: Grounded, text: str) -> Evidence:
    return evidence.model_copy(
        update={
            "quote": found.span.of(text),
            "start": found.span.start,
            "end": found.span.end,
            "status": found.status,
            "selector": None,
            "utf16": None,
        }
    )
