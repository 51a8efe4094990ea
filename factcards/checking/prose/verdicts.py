"""What comes out for each sentence of a checked prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from factcards.card import ArticleInfo, Evidence, Finding, Span

SentenceStatus = Literal["supported", "doubtful", "unsupported", "label"]


@dataclass(frozen=True, slots=True)
class SentenceCheck:
    """One sentence of prose beside what the article says of it."""

    span: Span
    """Where it stands in the canonical text of the prose, in code points."""
    text: str
    status: SentenceStatus
    """`supported`: nothing was found against it. `doubtful`: a warning, for an editor to look at.

    `unsupported`: an error. `label`: a heading or a lead-in that states nothing.
    """
    support: tuple[Evidence, ...]
    """The article's sentences that speak of it, in their order; empty where none does."""
    findings: tuple[Finding, ...]
    """What the rules have against it, the gravest first. `path` is "sentence-3/text"."""
    antecedent: str | None = None
    """Whom or what its leading pronoun was taken for."""


@dataclass(frozen=True, slots=True)
class ProseCheck:
    """A whole prose beside its article."""

    sentences: tuple[SentenceCheck, ...]
    """In the order of the prose."""
    article: ArticleInfo
    """What it was held against; offsets of evidence count in its `text`."""
    language: str | None
    """The prose's, ISO 639-1."""

    @property
    def failed(self) -> bool:
        """Whether any sentence is not supported."""
        return any(sentence.status == "unsupported" for sentence in self.sentences)


def status_of(findings: Sequence[Finding]) -> SentenceStatus:
    """What findings make of a sentence; a note alone leaves it supported."""
    severities = {finding.severity for finding in findings}
    if "error" in severities:
        return "unsupported"
    return "doubtful" if "warning" in severities else "supported"
