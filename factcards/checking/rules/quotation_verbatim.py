"""A quotation is word for word what the article has between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Quote, Span
from factcards.checking.context import Context, span_of
from factcards.checking.quotations import quotations_of
from factcards.checking.rule import Fault, Rule
from factcards.checking.wording import near_words, quoted
from factcards.reading.mentions import Quotation

_ENDS = ".!?…"
_MARKS = " \n\t\u00a0\u202f\"'“”‘’«»„‚‹›,;:–—-"


def _check(context: Context) -> Iterator[Fault]:
    for quote in context.card.quotes:
        path = f"{quote.id}/text"
        places = quotations_of(context, quote)
        if not places:
            if context.index.ground(quote.text) is None:
                told = f"the article does not say {quoted(quote.text)}"
                yield Fault(path, told + near_words(context, quote.text), quote.evidence)
            else:
                told = f"{quoted(quote.text)} does not stand in quotation marks in the article"
                yield Fault(path, told, quote.evidence)
            continue
        spans = [span_of(e) for e in quote.evidence]
        if not any(span.overlaps(place) for place, _ in places for span in spans):
            told = f"{quoted(quote.text)} is not in the words it cites"
            yield Fault(path, told, quote.evidence)
        yield from _cut_short(context, quote, places[0])


def _cut_short(context: Context, quote: Quote, place: tuple[Span, Quotation]) -> Iterator[Fault]:
    """A quotation must not lose the negation in front of the words that are kept."""
    span, quotation = place
    sentence = context.reading.sentence_at(span.start)
    start = max(quotation.span.start, sentence.span.start if sentence else 0)
    for cue in context.reading.cues:
        if cue.kind == "negation" and start <= cue.span.start and cue.span.end <= span.start:
            whole = Span(start, span.end).of(context.article.text)
            told = f"the quotation begins behind a negation: the article says {quoted(whole)}"
            yield Fault(f"{quote.id}/text", told, quote.evidence)
            return
    text = context.article.text
    before = text[quotation.span.start : span.start].rstrip(_MARKS)
    behind = text[span.end : quotation.span.end].strip(_MARKS)
    opens = not before or before[-1] in _ENDS
    closes = not behind.strip(_ENDS) or behind[0] in _ENDS or text[span.end - 1] in _ENDS
    if not (opens and closes):
        told = f"part of a sentence: the article says {quoted(quotation.span.of(text))}"
        yield Fault(f"{quote.id}/text", told, quote.evidence, severity="warning")


rule = Rule(
    name="quotation-verbatim",
    severity="error",
    summary="A quote is, word for word, what the article has between quotation marks.",
    check=_check,
)
