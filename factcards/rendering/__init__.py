"""Cards and verdicts made readable: terminal, Markdown, plain text, JSON."""

from factcards.rendering.formats import FORMATS, check_format, render

__all__ = ["FORMATS", "check_format", "render"]
