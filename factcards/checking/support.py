"""Whether the sentences an item cites support what one of its fields says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factcards.card import Item, Span, What
from factcards.checking.certainty import made_certain
from factcards.checking.compound_names import is_put_together
from factcards.checking.context import Context
from factcards.checking.free_text import numerals_in, read_free_text, words_of
from factcards.checking.misspelt import misspelt_names, unknown_names
from factcards.checking.names import is_named, is_named_in, may_be_meant
from factcards.checking.opposites import opposites_told
from factcards.checking.polarity import hedges_lost, retold_sentence
from factcards.checking.rule import Fault
from factcards.checking.stems import is_function_word
from factcards.checking.turning import turned
from factcards.checking.wording import near_words, quoted
from factcards.reading.figures import read_figures

_SPANISH_VERB = re.compile(r"[a-zñ](?:[aá]ron|ieron|aban|ían|arán|erán|irán)\Z")
"""Endings of verbs in the third person plural, which stand first where nobody is named."""
_AGO = re.compile(r"\b(?:ago|hace|vor|il y a)\b", re.IGNORECASE)
_numerals_of = lru_cache(maxsize=1024)(numerals_in)


def _has_cue(context: Context, item: Item, words: str, kind: str) -> bool:
    """Whether the cited sentences, or `words`, negate or hedge anything."""
    if any(c.kind == kind for c in read_free_text(words, context.language, context.anchor).cues):
        return True
    return any(c.kind == kind for c in context.cues_in(context.support(item)))


def is_copied(context: Context, item: Item, words: str) -> bool:
    """Whether `words` stand, word for word, in one of the sentences that `item` cites."""
    return any(context.index.ground_within(words, s) is not None for s in context.support(item))


def date_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Moments of `words` that the cited sentences neither name nor resolve to."""
    spans = context.support(item)
    free = read_free_text(words, context.language, context.anchor)
    if not free.dates:
        return
    said = " ".join(context.support_text(item).casefold().split())
    known = [d.date for d in context.reading.dates if any(s.overlaps(d.span) for s in spans)]
    for moment in free.dates:
        told = moment.span.of(words)
        if " ".join(told.casefold().split()) in said:
            continue
        dates = [d for d in known if d is not None]
        if _spans_as_long(context, told, spans):
            continue
        if moment.date is not None and any(d.startswith(moment.date) for d in dates):
            continue
        if moment.date is not None and _is_day_alone(told, moment.date, dates):
            continue
        nearly = moment.date is not None and any(moment.date.startswith(d) for d in dates)
        # Told more exactly than there: the day or the hour must be in the sentences, too.
        known_words = set(words_of(said)) | numerals_in(said) | _parts(dates)
        if nearly and {w for w in words_of(told) if not is_function_word(w)} <= known_words:
            continue
        message = f"the sentences it cites do not say {quoted(told)}"
        verdict = "date-open" if _open(context, spans, told) else "date-shifted"
        yield Fault(f"{item.id}/{field}", verdict, message, item.evidence)


def _is_day_alone(told: str, date: str, dates: list[str]) -> bool:
    """Whether a day and month without a year are those of one of `dates`: the year is the same."""
    if re.search(r"\d{4}", told) or re.fullmatch(r"\d{4}-\d\d-\d\d", date) is None:
        return False
    return re.search(r"\d", told) is not None and any(d[4:10] == date[4:] for d in dates)


def _spans_as_long(context: Context, told: str, spans: tuple[Span, ...]) -> bool:
    """Whether `told` counts back as far as the sentences say: "70 years ago", "within 70 years"."""
    lengths = [f for f in read_figures(_AGO.sub("", told), context.language) if f.unit is not None]
    said = {(f.value, f.unit) for f in context.figures_in(spans)}
    return bool(lengths) and all((f.value, f.unit) in said for f in lengths)


def _open(context: Context, spans: tuple[Span, ...], told: str) -> bool:
    """Whether the article leaves open what a moment with one of these words resolves to."""
    words = set(words_of(told))
    return any(
        date.date is None and words & set(words_of(date.span.of(context.article.text)))
        for date in context.reading.dates
        if any(s.overlaps(date.span) for s in spans)
    )


def _parts(dates: list[str]) -> frozenset[str]:
    """The numbers of ISO dates, with and without a leading zero."""
    parts = {part for date in dates for part in re.findall(r"\d+", date)}
    return frozenset(parts | {part.lstrip("0") for part in parts})


def name_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Names of `words` that the cited sentences do not speak of."""
    path = f"{item.id}/{field}"
    spans = context.support(item)
    for told, said in misspelt_names(context, words, spans):
        message = f"the article does not name {quoted(told)}; the article says {quoted(said)}"
        yield Fault(path, "name-altered", message, item.evidence)
    for name in dict.fromkeys(
        (
            *read_free_text(words, context.language, context.anchor).names,
            *unknown_names(context, words),
        )
    ):
        if is_named_in(context, name, spans) or may_be_meant(context, name, item, agreeing=True):
            continue
        if _is_capital_of_sentence(context, name, words) or is_put_together(context, name):
            continue
        if is_named(context, name):
            told = f"the sentences it cites do not speak of {quoted(name)}"
            yield Fault(path, "name-uncited", told, item.evidence)
        else:
            told = f"the article does not name {quoted(name)}" + near_words(context, name)
            yield Fault(path, "name-altered", told, item.evidence)


def _is_capital_of_sentence(context: Context, name: str, words: str) -> bool:
    """Whether `name` is the first word of `words` and a common word: "Jurors", "Tardaron"."""
    if not words.startswith(name) or len(name.split()) > 1 or name.isupper():
        return False
    if context.language == "es" and _SPANISH_VERB.search(name):
        return True
    return context.index.ground(name[:1].lower() + name[1:]) is not None


def quotation_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Words in quotation marks that the cited sentences do not have word for word."""
    path = f"{item.id}/{field}"
    spans = context.support(item)
    for span in read_free_text(words, context.language, context.anchor).quoted:
        told = span.of(words).strip().rstrip(",.;")
        places = [g.span for g in context.index.occurrences(told)]
        inside = [p for p in places if any(s.overlaps(p) for s in spans)]
        if not places:
            message = f"the article does not say {quoted(told)}" + near_words(context, told)
            yield Fault(path, "quotation-altered", message, item.evidence)
        elif not inside:
            message = f"the sentences it cites do not say {quoted(told)}"
            yield Fault(path, "quotation-uncited", message, item.evidence)
        elif not any(q.outer.contains(p) for q in context.reading.quotations for p in inside):
            message = f"{quoted(told)} does not stand in quotation marks in the article"
            yield Fault(path, "quotation-unmarked", message, item.evidence)


def hedge_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Statements that the article hedges and `words` tell for certain."""
    path = f"{item.id}/{field}"
    certain = list(_certainty_faults(context, item, path, words))
    yield from certain
    if certain or not _has_cue(context, item, words, "hedge"):
        return
    text = context.support_text(item)
    for said in hedges_lost(text, words, context.language):
        message = f"the article says {quoted(said)}; the card tells it without that doubt"
        yield Fault(path, "hedge-lost", message, item.evidence)


def _certainty_faults(context: Context, item: Item, path: str, words: str) -> Iterator[Fault]:
    """What the article has as possible or planned, and `words` as certain or done."""
    # The stance of an event tells the doubt: "opinion: the margin will fall".
    stance = item.stance if isinstance(item, What) else "stated"
    for said, told, sure in made_certain(_sentence_texts(context, item), words, context.language):
        if not sure and stance != "stated":
            continue
        message = f"the article says {quoted(said)}; the card says {quoted(told)}"
        verdict = "made-certain" if sure else "hedge-lost"
        yield Fault(path, verdict, message, item.evidence)


def opposite_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Words that `words` have where the sentence they retell has the opposite."""
    sentence = retold_sentence(_sentence_texts(context, item), words, context.language)
    for said, told in opposites_told(sentence, words):
        message = f"the article says {quoted(said)}; the card says {quoted(told)}"
        yield Fault(f"{item.id}/{field}", "opposite", message, item.evidence)


def _sentence_texts(context: Context, item: Item) -> tuple[str, ...]:
    return tuple(span.of(context.article.text) for span in context.support(item))


def flip_faults(context: Context, item: Item, field: str, words: str) -> Iterator[Fault]:
    """Statements that `words` turn round: a negation lost or added."""
    path = f"{item.id}/{field}"
    if not _has_cue(context, item, words, "negation"):
        return
    denied = isinstance(item, What) and item.stance == "denied"
    for pair in turned(_sentence_texts(context, item), words, context.language, denied=denied):
        message = f"the article says {quoted(pair.said)}; the card says {quoted(pair.told)}"
        verdict = "negation-flipped" if pair.sure else "negation-doubtful"
        yield Fault(path, verdict, message, item.evidence)
