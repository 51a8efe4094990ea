"""Whose word goes on where no verb of saying stands: answers of an interview, Konjunktiv I."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from factcards.card import SourceKind, Span
from factcards.reading.clauses import Unit
from factcards.reading.hearing import Hearing
from factcards.reading.mentions import Attribution, Entity, Sentence

_QUESTION = re.compile(r"(?:Q|F|P|Question|Pregunta|Frage)\s?[:.]\s", re.IGNORECASE)
_ANSWER = re.compile(r"(?P<label>A|R|Answer|Respuesta|Antwort|Réponse)\s?[:.]\s", re.IGNORECASE)


def answers(
    text: str, sentences: Sequence[Sentence], entities: Sequence[Entity]
) -> tuple[Attribution, ...]:
    """The sentences of an interview's answers, credited to whoever is interviewed.

    Only where paragraphs are marked as questions and answers ("Q:", "A:"). The
    one who answers is the person named before the first question whom the whole
    text names most often. Empty where there is none.
    """
    opened = _opened(sentences)
    asked = [at for at, sentence in opened.items() if _QUESTION.match(text, sentence.span.start)]
    if not asked:
        return ()
    first = opened[asked[0]].span.start
    named = [e for e in entities if e.kind == "person" and e.mentions[0].span.start < first]
    if not named:
        return ()
    speaker = max(named, key=lambda entity: len(entity.mentions))
    found = []
    label: Span | None = None
    for sentence in sentences:
        if not sentence.story:
            continue
        if opened[sentence.paragraph] is sentence:
            match = _ANSWER.match(text, sentence.span.start)
            asks = sentence.paragraph in asked
            # An answer of several paragraphs goes on to the next question; behind the last
            # one the newsroom may speak again.
            more = not asks and sentence.paragraph < asked[-1]
            label = Span(*match.span("label")) if match else label if more else None
        if label is not None:
            span = sentence.span
            if span.contains(label):
                span = Span(_behind(text, label.end), span.end)
            found.append(_attribution(span, speaker.name, speaker.mentions[0].span, label))
    return tuple(found)


def _opened(sentences: Sequence[Sentence]) -> dict[int, Sentence]:
    """The first story sentence of each paragraph."""
    opened: dict[int, Sentence] = {}
    for sentence in sentences:
        if sentence.story:
            opened.setdefault(sentence.paragraph, sentence)
    return opened


def _behind(text: str, at: int) -> int:
    while at < len(text) and text[at] in ":. \u00a0":
        at += 1
    return at


def reported_on(hearing: Hearing, found: Iterable[Attribution]) -> Iterator[Attribution]:
    """German sentences in reported speech that go on with the word of the sentence before.

    "Olde sagte, es fehle Geld. Rund 60 Prozent seien gedeckt.": both are Olde's word.
    """
    if hearing.speech.language != "de":
        return
    reported = hearing.speech.words("reported")
    known = sorted(found, key=lambda a: a.span.start)
    at = 0
    last: Attribution | None = None
    for unit, heard in zip(hearing.units, hearing.heard, strict=True):
        own: Attribution | None = None
        while at < len(known) and known[at].span.start < unit.span.end:
            own = known[at] if known[at].source is not None else own
            at += 1
        verb = None if heard or own else _konjunktiv(unit, reported)
        if verb is not None and last is not None:
            yield _attribution(unit.span, last.source, last.source_span, verb, last.source_kind)
        else:
            last = own


def _konjunktiv(unit: Unit, reported: frozenset[str]) -> Span | None:
    """The verb of reported speech, outside of quotations and of what the writer says of himself."""
    if any(tok.low == "ich" for tok in unit.toks):
        return None
    verbs = (tok for tok in unit.toks if tok.kind == "word" and tok.low in reported)
    found = next(verbs, None)
    return Span(found.start, found.end) if found is not None else None


def _attribution(
    span: Span, name: str | None, source: Span, cue: Span, kind: SourceKind = "person"
) -> Attribution:
    return Attribution(
        span=span,
        kind="indirect",
        stance="claimed",
        source=name,
        source_span=source,
        source_kind=kind,
        cue=cue,
    )
