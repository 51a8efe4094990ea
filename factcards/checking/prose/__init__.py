"""Prose that somebody wrote, sentence by sentence beside what the article says of it."""

from factcards.checking.prose.checking import check_prose
from factcards.checking.prose.verdicts import ProseCheck, SentenceCheck, SentenceStatus

__all__ = ["ProseCheck", "SentenceCheck", "SentenceStatus", "check_prose"]
