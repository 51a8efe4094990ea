"""Grounding: a quote becomes a span of the article, or it does not."""

from factcards.grounding.index import Grounded, GroundingIndex
from factcards.grounding.tokens import is_boundary, is_token_aligned

__all__ = ["Grounded", "GroundingIndex", "is_boundary", "is_token_aligned"]
