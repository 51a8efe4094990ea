"""Where a quote of the card stands between the article's quotation marks."""

from __future__ import annotations

from bisect import bisect_left

from factcards.card import Quote, Span
from factcards.checking.context import Context, span_of
from factcards.reading.mentions import Quotation


def quotations_of(context: Context, quote: Quote) -> tuple[tuple[Span, Quotation], ...]:
    """Where the quote's words stand inside quotation marks of the article, evidence first."""
    evidence = [span_of(e) for e in quote.evidence]
    places = [g.span for g in context.index.occurrences(quote.text, exact_only=True)]
    starts = [place.start for place in places]
    found = [
        (place, quotation)
        for quotation in context.reading.quotations
        for place in places[
            bisect_left(starts, quotation.outer.start) : bisect_left(starts, quotation.outer.end)
        ]
        if quotation.outer.contains(place)
    ]
    near = [f for f in found if any(e.overlaps(f[0]) for e in evidence)]
    return tuple(near or found)
