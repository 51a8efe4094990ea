"""Prose that somebody wrote, held against an article sentence by sentence. No model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcards.article.language import language_share
from factcards.article.model import Article
from factcards.card import (
    Coverage,
    CoverageCount,
    Evidence,
    FactCard,
    Finding,
    Provenance,
    SummarySentence,
)
from factcards.checking.context import Context
from factcards.checking.free_text import read_free_text
from factcards.checking.prose.abroad import abroad_findings
from factcards.checking.prose.claims import Claim, claims_of, sentence_id, sentence_path
from factcards.checking.prose.contrasts import Contrast
from factcards.checking.prose.meaning import meaning_findings
from factcards.checking.prose.support import LEAST_COVERED, Ranked, SupportFinder
from factcards.checking.prose.ties import Ties
from factcards.checking.prose.verdicts import ProseCheck, SentenceCheck, status_of
from factcards.checking.rules import all_rules
from factcards.reading.mentions import Reading
from factcards.reading.reader import anchor_of, read, read_text
from factcards.version import __version__

_TELLING = 6
"""Words from which on a text shows its language."""
_CLEARLY = 1.5
"""How many times as many stop words of another language there must be as of the article's."""
_ORDER = ("error", "warning", "note")
_ITS_OWN = ("words-supported", "wording-kept")
"""Rules on words that a retelling may well choose for itself."""
_MUCH = 0.25
"""Share of a claim's words that show what it retells where it has no name and no number."""
_FIRST_WORD = re.compile(r"[^\W\d_][^\W\d_]+(?=\s+[^\W\d_]*[a-zà-ÿ])")
_QUOTED = re.compile(r"(“[^”]*”)")
_IN_PROSE = (
    ("the sentences it cites do not", "the sentences that come nearest do not"),
    ("the card", "the text"),
)
"""Rules word their messages for a card; a prose has none."""


def check_prose(prose: Article, article: Article, reading: Reading | None = None) -> ProseCheck:
    """What `article` has for and against each sentence of `prose`, in order; no model.

    The support of a sentence is sought in the whole story; then the sentence is
    held to the rules as the summary of a card that cites its support would be,
    and to some that only prose needs (`docs/rules.md`). Where `prose` is in
    another language than the article, numbers, moments and names alone are
    compared. `reading` is the reading of `article`, made here when it is not
    given. A pure function of its input. Offsets of `span` count code points of
    `prose.text`, those of evidence code points of `article.text`.
    """
    known = reading if reading is not None else read(article)
    spoken = _language(prose, known.language)
    told = read_text(
        prose.text, language=spoken, anchor=anchor_of(article), paragraphs=prose.paragraphs
    )
    claims = claims_of(prose, told)
    context = Context(_card(article, ()), article, known)
    finder = SupportFinder(context)
    ranked = [finder.find(claim, spoken) for claim in claims]
    if spoken != known.language:
        found = abroad_findings(context, claims, ranked, spoken)
    else:
        found = _same_language(finder, claims, ranked, told)
    sentences = tuple(
        _checked(context, claim, support, findings)
        for claim, support, findings in zip(claims, ranked, found, strict=True)
    )
    return ProseCheck(sentences, article.info(), spoken)


def _language(prose: Article, expected: str) -> str:
    """The language of `prose`; the expected one unless its words clearly show another."""
    told = prose.language
    if told is None or told == expected:
        return expected
    words = len(prose.text.split())
    clear = language_share(prose.text, told) > _CLEARLY * language_share(prose.text, expected)
    return told if words >= _TELLING and clear else expected


def _same_language(
    finder: SupportFinder, claims: Sequence[Claim], ranked: Sequence[Ranked], told: Reading
) -> list[list[Finding]]:
    """The findings of each claim by every rule, where its words can be compared."""
    context, ties = finder.context, Ties(finder, told)
    article = context.article
    items = [
        SummarySentence(
            id=sentence_id(place),
            text=_as_told(context, claim, near),
            evidence=_evidence(article, near),
        )
        if near.covered >= LEAST_COVERED
        else None
        for place, (claim, near) in enumerate(zip(claims, ranked, strict=True))
    ]
    card = _card(article, [item for item in items if item is not None])
    filled = Context(card, article, context.reading)
    found: list[list[Finding]] = [[] for _ in claims]
    numbers = {sentence_id(place): place for place in range(len(claims))}
    credited = [_is_credited(claim, told) for claim in claims]
    for rule in all_rules():
        for finding in rule.findings(filled):
            place = numbers[finding.path.partition("/")[0]]
            if finding.rule != "claim-attributed" or not credited[place]:
                found[place].append(_in_prose(finding, ranked[place]))
    for place, (claim, near, item) in enumerate(zip(claims, ranked, items, strict=True)):
        found[place] += (
            [_unspoken(place)]
            if item is None
            else meaning_findings(Contrast(filled, claim, item, near, ties), told)
        )
    return [_told_once(findings) for findings in found]


_EXCHANGES = ("wording-kept", "words-kept")
"""Rules that see an exchanged word and cannot say what it means, the least telling first."""


def _told_once(findings: list[Finding]) -> list[Finding]:
    """`findings` without those on an exchanged word that another error tells with more to say."""
    for rule in _EXCHANGES:
        others = [finding for finding in findings if finding.rule != rule]
        if any(finding.severity == "error" for finding in others):
            findings = others
    return findings


def _is_credited(claim: Claim, told: Reading) -> bool:
    """Whether the prose gives `claim` as somebody's word: in quotation marks, or with a source.

    Whether it is the right source is for `speaker-kept`.
    """
    quoted = any(quotation.outer.overlaps(claim.span) for quotation in told.quotations)
    return quoted or any(a.span.overlaps(claim.span) for a in told.attributions)


def _as_told(context: Context, claim: Claim, near: Ranked) -> str:
    """The words of the claim as the rules see them.

    Where they are not copied, they have the quotation mark that an earlier
    sentence opened, and a first word that the article writes small is small:
    its capital makes no name of it.
    """
    if any(context.index.ground_within(claim.text, s.span) for s in near.sentences):
        return claim.text
    first = _FIRST_WORD.match(claim.checked)
    if first and context.index.occurrences(first.group().lower(), exact_only=True):
        return claim.checked[0].lower() + claim.checked[1:]
    return claim.checked


def _evidence(article: Article, near: Ranked) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(quote=s.span.of(article.text), start=s.span.start, end=s.span.end)
        for s in near.sentences
    )


def _unspoken(place: int) -> Finding:
    return Finding(
        rule="support-found",
        severity="error",
        path=sentence_path(place),
        message="nothing in the article speaks of this",
    )


def _in_prose(finding: Finding, near: Ranked) -> Finding:
    """`finding` in words for a prose; what it quotes stays as it is.

    Whoever retells a story has words of their own, and cites nothing: words
    that the support lacks are to be looked at, and no error; and not even that
    where names, numbers or moments show what is retold.
    """
    parts = _QUOTED.split(finding.message)
    for at in range(0, len(parts), 2):
        for words, others in _IN_PROSE:
            parts[at] = parts[at].replace(words, others)
    severity = finding.severity
    if finding.rule in _ITS_OWN and severity == "error":
        shown = near.anchored or near.covered >= _MUCH
        severity = "note" if finding.rule == _ITS_OWN[0] and shown else "warning"
    return finding.model_copy(update={"message": "".join(parts), "severity": severity})


def _states_nothing(context: Context, claim: Claim, near: Ranked) -> bool:
    """Whether `claim` is a label or a lead-in: "Background", "Key points:"."""
    if not claim.label:
        return False
    free = read_free_text(claim.text, context.language, context.anchor)
    if free.figures or free.numerals or free.dates or free.quoted:
        return False
    return claim.text.endswith(":") or not near.sentences


def _checked(
    context: Context, claim: Claim, near: Ranked, findings: Sequence[Finding]
) -> SentenceCheck:
    unique = sorted(dict.fromkeys(findings), key=lambda f: _ORDER.index(f.severity))
    status = status_of(unique)
    support = _evidence(context.article, near)
    if status != "supported" and _states_nothing(context, claim, near):
        return SentenceCheck(claim.span, claim.text, "label", (), ())
    return SentenceCheck(
        span=claim.span,
        text=claim.text,
        status=status,
        support=support,
        findings=tuple(unique),
        antecedent=claim.antecedent,
    )


def _card(article: Article, summary: Sequence[SummarySentence]) -> FactCard:
    """A card with nothing but a summary: what the rules look at."""
    none = CoverageCount(mentions=0, carried=0)
    return FactCard(
        summary=tuple(summary),
        article=article.info(),
        coverage=Coverage(figures=none, names=none, quotes=none, dates=none),
        provenance=Provenance(
            model=None, provider=None, strategy="rules", generated_at="", factcards=__version__
        ),
    )
