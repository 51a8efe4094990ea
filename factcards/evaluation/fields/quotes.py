"""Quotations: verbatim but for typography, and by whom.

A piece of a labelled quotation, cut but verbatim, is half right. Other words than
the article's are an altered quote, another speaker is a misattribution.
"""

from __future__ import annotations

from factcards.card import Quote
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldQuote
from factcards.evaluation.normalising import speech_key
from factcards.evaluation.pairs import ErrorKind, Judgement
from factcards.evaluation.view import CardView, overlap


def score(view: CardView) -> Found:
    """The pairs of `quotes`, and what is wrong enough to be corrected in print."""
    return match(view, "quotes", view.labels.gold.quotes, view.card.quotes, _judge, _loose)


def _judge(view: CardView, place: str, gold: GoldQuote, item: Quote) -> Judgement | None:
    same_text = speech_key(item.text) == speech_key(gold.text)
    same_words = overlap(view.words(item), view.labels.places(place)[:1])
    if not same_text and not same_words:
        return None
    named = any(
        _is_speaker(view, speaker, item.speaker)
        for speaker in (gold.speaker, *gold.speaker_aliases)
    )
    attributes = attribute("speaker", gold.speaker, item.speaker, right=named)
    corrections: list[tuple[ErrorKind, str]] = []
    faults = []
    wrong = False
    if not same_text and not verbatim(view, item.text):
        wrong = True
        faults.append(f"the article says “{gold.text}”")
        corrections.append(("altered quote", f"“{item.text}”: the article says “{gold.text}”"))
    elif not same_text:
        faults.append(f"is cut or run on; whole: “{gold.text}”")
    if not named and item.speaker is not None:
        wrong = True
        who = f"“{gold.speaker}” says it" if gold.speaker else "the story leaves the speaker open"
        faults.append(f"{who}, not “{item.speaker}”")
        corrections.append(("misattribution", f"“{item.text}”: {faults[-1]}"))
    elif not named:
        faults.append(f"“{gold.speaker}” says it; the card names nobody")
    return Judgement(
        status="incorrect" if wrong else "partial" if faults else "correct",
        why="; ".join(faults),
        attributes=attributes,
        corrections=tuple(corrections),
        closeness=0.6 * same_words + 0.4 * same_text,
    )


def _is_speaker(view: CardView, gold: str | None, predicted: str | None) -> bool:
    if gold is None or predicted is None:
        return gold is None and predicted is None
    return view.labels.names(gold, predicted)


def verbatim(view: CardView, text: str) -> bool:
    """Whether the article has `text` but for typography, the last stop aside."""
    index = view.labels.fixture.index
    return index.ground(text) is not None or index.ground(text.rstrip(" .,;:!?…")) is not None


def _loose(view: CardView, item: Quote) -> tuple[tuple[ErrorKind, str], ...]:
    if verbatim(view, item.text):
        return ()
    return (("altered quote", f"the article does not say “{item.text}”"),)
