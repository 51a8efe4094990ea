"""Where a quote of the card stands between the article's quotation marks."""

from __future__ import annotations

from bisect import bisect_left

from factcards.card import Quote, Span
from factcards.checking.context import Context, span_of
from factcards.reading.mentions import Quotation


def quotations_of(context: Context, quote: Quote) -> tuple[tuple[Span, Quotation], ...]:
    """Where the quote's words stand inside quotation marks of the article, evidence first."""
    evidence = [span_of(e) for e in quote.evidence]
    size = len(quote.text.strip())
    beside = [Span(max(0, e.start - size + 1), max(e.start, e.end)) for e in evidence]
    near = {
        found.span
        for part in beside
        for found in context.index.occurrences(quote.text, exact_only=True, starting=part)
        if any(e.overlaps(found.span) for e in evidence)
    }
    spoken = _spoken(context, sorted(near))
    if spoken:
        return spoken
    everywhere = context.index.occurrences(quote.text, exact_only=True)
    return _spoken(context, [found.span for found in everywhere])


def _spoken(context: Context, places: list[Span]) -> tuple[tuple[Span, Quotation], ...]:
    """Those of `places` that stand inside quotation marks, each with its quotation."""
    if not places:
        return ()
    starts = [place.start for place in places]
    return tuple(
        (place, quotation)
        for quotation in context.reading.quotations
        for place in places[
            bisect_left(starts, quotation.outer.start) : bisect_left(starts, quotation.outer.end)
        ]
        if quotation.outer.contains(place)
    )
