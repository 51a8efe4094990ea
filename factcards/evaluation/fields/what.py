"""Facts told in the card's own words: covered where evidence, words and polarity agree.

A text covers a labelled fact when it rests on a sentence that the label rests on,
has its required words, and does not turn it round. One item may cover several
facts; a fact that an item covers beside its own is not missing.
"""

from __future__ import annotations

from functools import lru_cache

from factcards.card import What
from factcards.checking.free_text import words_of
from factcards.checking.polarity import negations_flipped
from factcards.evaluation.fields.figures import is_credited
from factcards.evaluation.fields.matching import Found, attribute, match
from factcards.evaluation.gold import GoldWhat
from factcards.evaluation.normalising import missing_words
from factcards.evaluation.pairs import ErrorKind, Judgement, Pair
from factcards.evaluation.unsupported import unsupported_in
from factcards.evaluation.view import CardView, Labels
from factcards.reading import read_cues

OWN_VOICE = "stated"


def score(view: CardView) -> Found:
    """The pairs of `what`, and what is wrong enough to be corrected in print."""
    pairs, corrections = match(
        view, "what", view.labels.gold.what, view.card.what, _judge, text_faults
    )
    return _also_covered(view, pairs), corrections


def _judge(view: CardView, place: str, gold: GoldWhat, item: What) -> Judgement | None:
    if not view.near(item, place):
        return None
    absent = missing_words(item.text, gold.words)
    if absent:
        return None
    stances = (gold.stance, *gold.stance_aliases)
    right_stance = item.stance in stances
    names = (gold.attributed_to, *gold.attributed_to_aliases)
    credited = is_credited(view, item.attributed_to, names)
    attributes = (
        *attribute("stance", gold.stance, item.stance, right=right_stance),
        *attribute("attributed_to", gold.attributed_to, item.attributed_to, right=credited),
    )
    faults: list[str] = []
    corrections = list(text_faults(view, item))
    wrong = bool(corrections)
    faults += [message for _, message in corrections]
    if flipped := turned_round(view.labels, place, gold.text, item.text):
        wrong = True
        faults.append(flipped)
    if not right_stance:
        faults.append(f"is {gold.stance}, not {item.stance}")
        if item.stance == OWN_VOICE:
            wrong = True
            corrections.append(("lost hedge", f"“{item.text}” {faults[-1]}"))
    if not credited and item.attributed_to is not None:
        wrong = True
        faults.append(f"is the word of {gold.attributed_to or 'the article'}")
        corrections.append(("misattribution", f"“{item.text}” {faults[-1]}"))
    elif not credited:
        faults.append(f"is the word of {gold.attributed_to}; the card names nobody")
    return Judgement(
        status="incorrect" if wrong else "partial" if faults else "correct",
        why="; ".join(faults),
        attributes=attributes,
        corrections=tuple(corrections),
        closeness=_closeness(gold, item),
    )


def _closeness(gold: GoldWhat, item: What) -> float:
    """1 for the label's own words, less the longer the text: the tersest item takes the fact."""
    if item.text == gold.text:
        return 1.0
    return 0.5 / (1 + len(item.text) / 200)


def turned_round(labels: Labels, place: str, told: str, text: str) -> str:
    """How `text` says the opposite of the label at `place`, whose own text is `told`; "" if not."""
    pairs = _flips(labels, place, told, text)
    return f"the article says “{pairs[0][0]}”; the card says “{pairs[0][1]}”" if pairs else ""


def turns_fact_round(labels: Labels, place: str, text: str) -> str:
    """`turned_round`, for a text that may tell other facts beside the one at `place`.

    Only a negation that bears on a required word of the fact counts.
    """
    fact = labels.gold.what[int(place[len("what[") : -1])]
    for said, told in _flips(labels, place, fact.text, text):
        both = f"{said} {told}"
        if len(missing_words(both, fact.words)) < len(fact.words):
            return f"the article says “{said}”; the card says “{told}”"
    return ""


@lru_cache(maxsize=4096)
def _flips(labels: Labels, place: str, told: str, text: str) -> tuple[tuple[str, str], ...]:
    if text == told:
        return ()
    sentences = labels.fixture.sentences
    said = [sentences[n - 1].span.of(labels.text) for n in sorted(labels.sentences[place])]
    found = negations_flipped((told, *said), text, labels.language)
    return found or _negated_copy(told, text, labels.language)


def _negated_copy(told: str, text: str, language: str) -> tuple[tuple[str, str], ...]:
    """The two texts, where they differ by nothing but how often they negate."""
    words, count = _without_negations(told, language)
    others, more = _without_negations(text, language)
    return ((told, text),) if words == others and count != more else ()


def _without_negations(text: str, language: str) -> tuple[tuple[str, ...], int]:
    """The words of `text` that do not negate, and how many negations it has."""
    rest, count = text, 0
    for cue in reversed(read_cues(text, language)):
        if cue.kind == "negation":
            count += 1
            rest = f"{rest[: cue.span.start]} {rest[cue.span.end :]}"
    return words_of(rest), count


def text_faults(view: CardView, item: What) -> tuple[tuple[ErrorKind, str], ...]:
    """The corrections that the words of `item` call for, whatever they cover."""
    found = unsupported_in(view.labels, item.text)
    corrections: list[tuple[ErrorKind, str]] = []
    if found.numbers:
        corrections.append(("wrong figure", f"“{item.text}”: {found.told}"))
    if found.quotations:
        corrections.append(("altered quote", f"“{item.text}”: {found.told}"))
    if found.names:
        corrections.append(("invented person", f"“{item.text}”: {found.told}"))
    return tuple(corrections)


def _also_covered(view: CardView, pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """`pairs`, in which a fact that another item covers beside its own is not missing."""
    gold = {f"what[{number}]": label for number, label in enumerate(view.labels.gold.what)}
    settled = []
    for pair in pairs:
        if pair.status == "missing" and pair.gold is not None:
            judged = [
                (item, _judge(view, pair.gold, gold[pair.gold], item)) for item in view.card.what
            ]
            covering = [item for item, it in judged if it is not None and it.status == "correct"]
            if covering:
                why = f"told with others in {covering[0].id}"
                settled.append(pair.model_copy(update={"status": "correct", "why": why}))
                continue
        settled.append(pair)
    return tuple(settled)
