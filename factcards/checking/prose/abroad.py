"""Prose in another language than its article: what can be compared without translating."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcards.card import Finding, Severity
from factcards.checking.context import Context
from factcards.checking.free_text import FreeText, digits_of, numerals_in, read_free_text
from factcards.checking.names import is_named
from factcards.checking.numbers import Told, compare
from factcards.checking.prose.claims import Claim, sentence_path
from factcards.checking.prose.support import Ranked
from factcards.checking.wording import quoted
from factcards.reading import LANGUAGES
from factcards.reading.gazetteer import look_up
from factcards.reading.mentions import FigureMention

RULE = "compared-abroad"


def abroad_findings(
    context: Context, claims: Sequence[Claim], ranked: Sequence[Ranked], language: str
) -> list[list[Finding]]:
    """The findings of each claim; `language` is the prose's. Numbers, moments and names alone.

    A number or a settled date that the story lacks is an error; a name may be
    translated, so that its absence is a warning.
    """
    story = tuple(s.span for s in context.reading.sentences if s.story)
    figures = context.figures_in(story)
    known = numerals_in("\n".join(span.of(context.article.text) for span in story))
    found: list[list[Finding]] = []
    for place, claim in enumerate(claims):
        free = read_free_text(claim.text, language, context.anchor)
        path = sentence_path(place)
        nearby = context.figures_in(s.span for s in ranked[place].sentences)
        told = [
            *(_finding(path, *f) for f in _number_faults(context, free, nearby, figures, known)),
            *(_finding(path, *f) for f in _date_faults(context, free)),
            *(_finding(path, *f) for f in _name_faults(context, free)),
        ]
        if free.quoted:
            message = "a translated quotation cannot be held against the article word for word"
            told.append(_finding(path, message, "note"))
        if not (free.figures or free.numerals or free.dates or free.names):
            told.append(_finding(path, _incomparable(context.language, language), "warning"))
        found.append(told)
    return found


def _finding(path: str, message: str, severity: Severity) -> Finding:
    return Finding(rule=RULE, severity=severity, path=path, message=message)


def _incomparable(article: str, prose: str) -> str:
    named = f"written in “{prose}”, the article in “{article}”"
    return f"{named}: this holds no number, moment or name that could be compared"


def _number_faults(
    context: Context,
    free: FreeText,
    nearby: Sequence[FigureMention],
    figures: Sequence[FigureMention],
    known: frozenset[str],
) -> Iterator[tuple[str, Severity]]:
    text = context.article.text
    for figure in free.figures:
        told = Told(figure, free.text)
        result = compare(told, nearby, text, context.units)
        if result.verdict in ("absent", "unit"):
            result = compare(told, figures, text, context.units)
        if result.against is None:
            if digits_of(told.words) not in known:
                yield f"the article does not say {quoted(told.words)}", "error"
            continue
        said = quoted(result.against.span.of(text))
        if result.verdict in ("unit", "currency", "points"):
            yield f"the article says {said}; the text says {quoted(told.words)}", "error"
        elif result.verdict in ("hedge-lost", "bound-flipped"):
            weight: Severity = "error" if result.verdict == "bound-flipped" else "warning"
            message = f"the article says {said} with another “about” or “at least” than"
            yield f"{message} {quoted(told.words)}", weight
        elif result.verdict == "rounded-unmarked":
            message = f"the article says {said}; the text rounds it to {quoted(told.words)}"
            yield message, "warning"
    for span in free.numerals:
        if digits_of(span.of(free.text)) not in known:
            yield f"the article does not say {quoted(span.of(free.text))}", "error"


def _date_faults(context: Context, free: FreeText) -> Iterator[tuple[str, Severity]]:
    known = [d.date for d in context.reading.dates if d.date is not None]
    for moment in free.dates:
        date = moment.date
        told = quoted(moment.span.of(free.text))
        if date is None:
            yield f"the moment {told} is not settled, and was not compared", "note"
        elif not any(date.startswith(d) or d.startswith(date) for d in known):
            yield f"the article names no such moment as {told} ({date})", "error"


def _name_faults(context: Context, free: FreeText) -> Iterator[tuple[str, Severity]]:
    if free.language not in LANGUAGES:
        return
    places = {_country(e.name) for e in context.reading.entities} - {None}
    for name in free.names:
        if not is_named(context, name) and _country(name) not in places:
            yield (
                f"the article does not name {quoted(name)}, under this spelling at least",
                "warning",
            )


def _country(name: str) -> str | None:
    """The code of the country of that name, in any of the four languages."""
    entry = look_up(name)
    if entry is None or entry.type != "country":
        return None
    return entry.countries[0][0]
