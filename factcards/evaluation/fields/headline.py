"""The headline: one sentence that tells the main event."""

from __future__ import annotations

from factcards.evaluation.fields.matching import Found, to_correct
from factcards.evaluation.fields.what import turned_round
from factcards.evaluation.normalising import missing_words
from factcards.evaluation.pairs import ErrorKind, Pair, Status
from factcards.evaluation.unsupported import unsupported_in
from factcards.evaluation.view import CardView


def score(view: CardView) -> Found:
    """The pair of the headline; none where label and card have none."""
    gold, item = view.labels.gold.headline, view.card.headline
    if gold is None and item is None:
        return (), ()
    if item is None:
        span = view.labels.fixture.places["headline"][0]
        text = gold.text if gold is not None else None
        pair = Pair(field="headline", status="missing", gold="headline", gold_text=text)
        return (pair.model_copy(update={"start": span.start, "end": span.end}),), ()
    faults: list[str] = []
    corrections: list[tuple[ErrorKind, str]] = []
    found = unsupported_in(view.labels, item.text)
    if found:
        faults.append(found.told)
        kind: ErrorKind = (
            "wrong figure"
            if found.numbers
            else "altered quote"
            if found.quotations
            else "invented person"
        )
        corrections.append((kind, f"“{item.text}”: {found.told}"))
    status: Status = "incorrect" if found else "correct"
    if gold is None:
        status = "spurious"
        faults.append("nothing happened that a headline could tell")
    else:
        absent = missing_words(item.text, gold.words)
        if absent:
            status = "incorrect"
            faults.append(f"does not say {', '.join(f'“{word}”' for word in absent)}")
        if flipped := turned_round(view.labels, "headline", gold.text, item.text):
            status = "incorrect"
            faults.append(flipped)
    spans = view.spans[item.id]
    pair = Pair(
        field="headline",
        status=status,
        gold="headline" if gold is not None else None,
        gold_text=gold.text if gold is not None else None,
        predicted=item.id,
        predicted_text=item.text,
        why="; ".join(faults),
        start=spans[0].start if spans else None,
        end=spans[0].end if spans else None,
    )
    return (pair,), tuple(to_correct(view, "headline", item, corrections))
