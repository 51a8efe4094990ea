"""Words of a claim that stand against what its support says: peoples, prefixes, negations, ages.

Each check is a pair of words to show: what the article says, what the prose
says. They are kept to cases where a retelling in other words has no reason to
differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcards.card import Finding, Severity, Span, SummarySentence
from factcards.checking.context import Context
from factcards.checking.free_text import FreeText, read_free_text, words_of
from factcards.checking.names import entity_of, is_named_in
from factcards.checking.numbers import Told, compare
from factcards.checking.prose.claims import Claim
from factcards.checking.prose.slots import slots_changed
from factcards.checking.prose.support import Ranked
from factcards.checking.prose.ties import Ties
from factcards.checking.wording import quoted
from factcards.reading.figures import read_figures
from factcards.reading.gazetteer import look_up
from factcards.reading.lexicon import demonyms
from factcards.reading.mentions import Entity, FigureMention
from factcards.reading.places import country_of

_CAPITALISED = re.compile(r"\b[A-Z][\w'’.-]*\w")
_NEGATING = ("un", "in", "im", "ir", "il", "dis", "non", "non-")
_SHORTEST = 4
"""Letters of the shortest word that a negating prefix is looked for before: not "fair", "unfair"
for "fair" but "to" and "into"."""
_RETOLD = 0.5
"""Share of a claim from which on it retells its support closely."""
_NOT = re.compile(
    r"\b(?:not|never|neither|nobody|none|nothing|cannot|no longer)\b|n['’]t\b"
    r"|\b(?:nicht|nie|niemals|niemand|nichts|kein\w*|no|nunca|nadie|pas|jamais|rien|aucune?)\b",
    re.IGNORECASE,
)
_REACH = 40
_ARTICLE = r"(?:\b(?:the|der|die|das|dem|den|el|la|los|las|le|les)\s+)?"
_LAST_WORD = re.compile(r"([^\W_]+(?:['’\-][^\W_]+)*)[\s,“\"«]*" + _ARTICLE + r"\Z", re.IGNORECASE)
_NEXT_WORD = re.compile(r"[\s,”\"»]*([^\W_]+(?:['’\-][^\W_]+)*)")
_LINKING = frozenset(
    ("of", "in", "at", "by", "from", "to", "with", "for", "on", "von", "de", "del", "du", "des")
)
_ANYWHERE = frozenset(("", "a", "and", "of", "said", "says", "y", "und", "et", "von", "de"))
"""Words that stand beside any name."""
_AGO = re.compile(r"\b(?:ago|hace|vor|il y a)\b", re.IGNORECASE)

Fault = tuple[str, Severity]


@dataclass(frozen=True)
class Contrast:
    """A claim beside the sentences that support it."""

    context: Context
    claim: Claim
    item: SummarySentence
    near: Ranked
    ties: Ties

    @cached_property
    def said(self) -> str:
        """The words of the support."""
        return self.context.support_text(self.item)

    @cached_property
    def told(self) -> FreeText:
        """The claim, read."""
        return read_free_text(self.claim.text, self.context.language, self.context.anchor)

    @cached_property
    def story_words(self) -> frozenset[str]:
        """Every word of the story in lower case."""
        text = self.context.article.text
        return frozenset(w for p in self.context.article.story for w in words_of(p.span.of(text)))


def contrast_findings(contrast: Contrast) -> Iterator[Finding]:
    """What these checks have against a claim."""
    for rule, check in _CHECKS:
        for message, severity in check(contrast):
            yield Finding(
                rule=rule,
                severity=severity,
                path=f"{contrast.item.id}/text",
                message=message,
                evidence=contrast.item.evidence,
            )


def _peoples(contrast: Contrast) -> Iterator[Fault]:
    """Peoples, languages and faiths that the article does not speak of: "Canadian"."""
    table = demonyms()
    text = contrast.claim.text
    told = {m.group().lower(): m.group() for m in _CAPITALISED.finditer(text)}
    foreign = {word: shown for word, shown in told.items() if word in table}
    if not foreign:
        return
    names = [word for name in contrast.told.names for word in words_of(name)]
    known = _countries(contrast.context)
    others = [w for w in dict.fromkeys(words_of(contrast.said)) if w in table]
    for word, shown in foreign.items():
        if word in names or table[word] in known or _is_spoken(word, contrast.story_words):
            continue
        message = f"the article speaks of nothing {quoted(shown)}"
        if others:
            message += f"; it says {', '.join(quoted(w.capitalize()) for w in others[:2])}"
        yield message, "error"


def _is_spoken(word: str, story: frozenset[str]) -> bool:
    root = word.removesuffix("s")[:5]
    return any(other.startswith(root) for other in story)


def _countries(context: Context) -> frozenset[str]:
    """The ISO codes of the countries that the story speaks of, by name, place or people."""
    table = demonyms()
    found: set[str] = set()
    for entity in context.reading.entities:
        code = entity.country or country_of(entity.name)
        if code is not None:
            found.add(code)
    for paragraph in context.article.story:
        for match in _CAPITALISED.finditer(paragraph.span.of(context.article.text)):
            word = match.group().removesuffix("'s").removesuffix("’s")
            entry = look_up(word)
            if entry is not None and entry.type == "country":
                found.add(entry.countries[0][0])
            found.add(table.get(word.lower()) or "")
    return frozenset(found - {""})


def _moments(contrast: Contrast) -> Iterator[Fault]:
    """Moments that are told by a number which the support does not have: "32 years ago"."""
    context = contrast.context
    support = context.support(contrast.item)
    said = [
        date.span.of(context.article.text)
        for date in context.reading.dates
        if any(span.overlaps(date.span) for span in support)
    ]
    known = [*context.figures_in(support), *(f for w in said for f in _spans_of_time(w, context))]
    for moment in contrast.told.dates:
        told = moment.span.of(contrast.claim.text)
        for figure in _spans_of_time(told, context):
            if any(f.value == figure.value and f.unit == figure.unit for f in known):
                continue
            message = f"the sentences that come nearest do not say {quoted(told)}"
            if said:
                message += f"; they say {', '.join(quoted(words) for words in said[:2])}"
            yield message, "error"


def _spans_of_time(moment: str, context: Context) -> tuple[FigureMention, ...]:
    """The durations that a moment is told by: "32 years" of "32 years ago"."""
    figures = read_figures(_AGO.sub("", moment), context.language)
    return tuple(figure for figure in figures if figure.unit is not None)


def _bounds(contrast: Contrast) -> Iterator[Fault]:
    """An exact number told as more or less than itself."""
    candidates = contrast.context.figures_in(contrast.context.support(contrast.item))
    for figure in contrast.told.figures:
        if figure.qualifier not in ("more than", "less than"):
            continue
        text = contrast.context.article.text
        told_figure = Told(figure, contrast.claim.text)
        result = compare(told_figure, candidates, text, contrast.context.units)
        against = result.against
        if result.verdict not in ("hedge-lost", "hedge-added") or against is None:
            continue
        if against.qualifier in (None, "exactly"):
            said, told = quoted(against.span.of(text)), quoted(told_figure.hedged)
            yield f"the article says {said}; the text says {told}", "error"


def _prefixes(contrast: Contrast) -> Iterator[Fault]:
    """A word with a negating prefix where the support has it without, or the other way round."""
    saying, telling = set(words_of(contrast.said)), set(words_of(contrast.claim.text))
    swaps = [
        (one, other)
        for one in sorted(saying - telling)
        for other in sorted(telling - saying)
        if _negates(one, other) or _negates(other, one)
    ]
    for said, told in swaps:
        yield f"the article says {quoted(said)}; the text says {quoted(told)}", "error"


def _negates(word: str, plain: str) -> bool:
    return len(plain) >= _SHORTEST and any(word == prefix + plain for prefix in _NEGATING)


def _negations(contrast: Contrast) -> Iterator[Fault]:
    """A plain negation where the support denies nothing.

    Less sure where the support covers little: "undecided" is told as "not
    decided" by those who use words of their own.
    """
    text = contrast.claim.text
    cues = [cue.span.of(text) for cue in contrast.told.cues if cue.kind == "negation"]
    plain = [words for words in cues if _NOT.search(words)]
    if not plain:
        return
    support = contrast.context.support(contrast.item)
    if any(cue.kind == "negation" for cue in contrast.context.cues_in(support)):
        return
    message = f"the text says {quoted(plain[0])}; the sentences that come nearest deny nothing"
    yield message, "error" if contrast.near.covered >= _RETOLD else "warning"


def _names(contrast: Contrast) -> Iterator[Fault]:
    """A name told where the sentence that the claim retells has another of the same kind.

    The same word before or behind both shows that they stand in the same place.
    """
    context, text = contrast.context, contrast.context.article.text
    retold = contrast.near.retold
    if retold is None:
        return
    claim = contrast.claim.text
    told = [name for name in contrast.told.names if not is_named_in(context, name, (retold,))]
    for name in told:
        entity = entity_of(context, name)
        if entity is None:
            continue
        own = _beside(claim, Span(at := claim.find(name), at + len(name)))
        for other in context.reading.entities:
            if _is_told(other, claim):
                continue
            places = [m.span for m in other.mentions if retold.contains(m.span)]
            # Reading may take a person for a place; where both words are the same, kinds tell
            # nothing.
            sides = 1 if other.kind == entity.kind else 2
            if any(_in_place_of(own, _beside(text, span)) >= sides for span in places):
                said = quoted(places[0].of(text))
                yield f"the article says {said}; the text says {quoted(name)}", "error"
                break


def _is_told(entity: Entity, claim: str) -> bool:
    return any(form in claim for form in (entity.name, *entity.aliases))


def _beside(text: str, span: Span) -> tuple[str, str]:
    """The words before and behind `span` in lower case; "" where there is none."""
    before = _LAST_WORD.search(text, max(0, span.start - _REACH), span.start)
    after = _NEXT_WORD.match(text, span.end, span.end + _REACH)
    return before[1].lower() if before else "", after[1].lower() if after else ""


def _in_place_of(one: tuple[str, str], other: tuple[str, str]) -> int:
    """On how many sides two names with these words beside them have the same word.

    "The head of the union has" and "the union has" have the same word behind the
    name, and are about two subjects: that counts for nothing.
    """
    if (one[0] in _LINKING) != (other[0] in _LINKING):
        return 0
    return sum(a == b and a not in _ANYWHERE for a, b in zip(one, other, strict=True))


def _slots(contrast: Contrast) -> Iterator[Fault]:
    """A number, moment or negation changed among words that are kept."""
    if contrast.near.retold is not None:
        for said, told in slots_changed(contrast.context, contrast.near.retold, contrast.told):
            yield f"the article says {said}; the text says {told}", "error"


def _ties(contrast: Contrast) -> Iterator[Fault]:
    """A name told of what the article tells of another one."""
    yield from contrast.ties.faults(contrast.told, contrast.claim.span)


_CHECKS: Sequence[tuple[str, Callable[[Contrast], Iterator[Fault]]]] = (
    ("name-kept", _names),
    ("name-tied", _ties),
    ("words-kept", _slots),
    ("people-kept", _peoples),
    ("moment-kept", _moments),
    ("bound-kept", _bounds),
    ("prefix-kept", _prefixes),
    ("negation-kept", _negations),
)
