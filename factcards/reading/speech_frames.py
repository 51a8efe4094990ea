"""The values that the readers of speech pass on: a frame, and what it credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from factcards.card import Span, Stance
from factcards.reading.noun_phrases import Phrase

FrameKind = Literal["verb", "phrase"]


@dataclass(frozen=True, slots=True)
class Content:
    """The attributed words: before the verb, after it, or on both sides."""

    left: Span | None = None
    right: Span | None = None
    via: Span | None = None
    opener: str = ""
    """What stands where the right-hand content begins: a word, a mark, `"` for a quotation."""
    quoted_left: bool = False
    """Whether a quotation stands directly before the verb or its subject."""
    planner: str = ""
    """The word for whoever will do what is said ("it" of "said it would close"), if anybody."""

    @property
    def span(self) -> Span | None:
        """From the first attributed word to the last."""
        if self.left is None or self.right is None:
            return self.left or self.right
        return Span(min(self.left.start, self.right.start), max(self.left.end, self.right.end))


@dataclass(frozen=True, slots=True)
class Frame:
    """Somebody says something. Token indices count in the unit `unit`."""

    unit: int
    at: int
    """Token of the verb or of the phrase's first word."""
    cue: Span
    stance: Stance
    subject: Phrase | None
    """None where nobody is named ("is believed to")."""
    content: Content
    kind: FrameKind = "verb"
    lemma: str = ""
    shared: bool = False
    """Whether the subject was taken over from the clause before ("…, adding that")."""
