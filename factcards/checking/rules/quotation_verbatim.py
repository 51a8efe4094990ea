"""A quotation is word for word what the article has between quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.card import Quote, Span
from factcards.checking.context import Context, span_of
from factcards.checking.quotations import quotations_of
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import near_words, quoted
from factcards.reading.mentions import Quotation

_ENDS = ".!?…"
_SINGLE = ("‘’", "‚‘", "''", "‹›", "›‹")
_MARKS = " \n\t\u00a0\u202f\"'“”‘’«»„‚‹›,;:–—-"


def _check(context: Context) -> Iterator[Fault]:
    for quote in context.card.quotes:
        path = f"{quote.id}/text"
        places = quotations_of(context, quote)
        if not places and _stands_in_marks(context, quote):
            continue
        if not places:
            if context.index.ground(quote.text) is None:
                told = f"the article does not say {quoted(quote.text)}"
                told += near_words(context, quote.text)
                yield Fault(path, "altered", told, quote.evidence)
            else:
                told = f"{quoted(quote.text)} does not stand in quotation marks in the article"
                yield Fault(path, "unquoted", told, quote.evidence)
            continue
        spans = [span_of(e) for e in quote.evidence]
        if not any(span.overlaps(place) for place, _ in places for span in spans):
            told = f"{quoted(quote.text)} is not in the words it cites"
            yield Fault(path, "uncited", told, quote.evidence)
        yield from _cut_short(context, quote, places[0])


def _stands_in_marks(context: Context, quote: Quote) -> bool:
    """Whether the article sets single marks around the words, which reading takes for none."""
    text = context.article.text
    places = [g.span for g in context.index.occurrences(quote.text)]
    cited = [span_of(e) for e in quote.evidence]
    for place in places:
        around = text[place.start - 1 : place.start] + text[place.end : place.end + 1]
        if around in _SINGLE and any(span.overlaps(place) for span in cited):
            return True
    return False


def _cut_short(context: Context, quote: Quote, place: tuple[Span, Quotation]) -> Iterator[Fault]:
    """A quotation must not lose the negation in front of the words that are kept."""
    span, quotation = place
    sentence = context.reading.sentence_at(span.start)
    start = max(quotation.span.start, sentence.span.start if sentence else 0)
    for cue in context.reading.cues:
        if cue.kind == "negation" and start <= cue.span.start and cue.span.end <= span.start:
            whole = Span(start, span.end).of(context.article.text)
            told = f"the quotation begins behind a negation: the article says {quoted(whole)}"
            yield Fault(f"{quote.id}/text", "negation-cut", told, quote.evidence)
            return
    text = context.article.text
    before = text[quotation.span.start : span.start].rstrip(_MARKS)
    behind = text[span.end : quotation.span.end].strip(_MARKS)
    opens = not before or before[-1] in _ENDS
    closes = not behind.strip(_ENDS) or behind[0] in _ENDS or text[span.end - 1] in _ENDS
    if not (opens and closes):
        told = f"part of a sentence: the article says {quoted(quotation.span.of(text))}"
        yield Fault(f"{quote.id}/text", "part", told, quote.evidence)


rule = Rule(
    name="quotation-verbatim",
    summary="A quote is, word for word, what the article has between quotation marks.",
    verdicts=(
        RuleVerdict(
            "altered",
            "error",
            "The article does not have these words.",
            "“We did not touch a crane” → “We never touched a crane”",
        ),
        RuleVerdict(
            "unquoted",
            "error",
            "The article has the words, and not between quotation marks.",
            "She said it was late → “it was late”",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The words are not in the evidence.",
            "cites “they found one” → “We did not touch a single crane”",
        ),
        RuleVerdict(
            "negation-cut",
            "error",
            "The quote begins behind a negation.",
            "“I did not steal it” → “steal it”",
        ),
        RuleVerdict(
            "part",
            "warning",
            "The quote is part of a sentence of the quotation.",
            "“It was late and we left.” → “we left.”",
        ),
    ),
    check=_check,
)
