"""Every number of free text is one of its sentences, told, rounded, converted or worked out."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.context import Context
from factcards.checking.figures import figure_faults
from factcards.checking.free_text import claims, phrases
from factcards.checking.rule import Fault, Rule, RuleVerdict


def _check(context: Context) -> Iterator[Fault]:
    for claim in claims(context.card):
        yield from figure_faults(context, claim, "text", claim.text)
    for item, field, words in phrases(context.card):
        yield from figure_faults(context, item, field, words)


rule = Rule(
    name="figure-supported",
    summary="A number of free text is told, rounded, converted or worked out from its sentences.",
    verdicts=(
        RuleVerdict(
            "conflicting",
            "error",
            "The sentences have another number for the same.",
            "freed 31 dockers → freed 41 dockers",
        ),
        RuleVerdict(
            "absent",
            "error",
            "The sentences have no such number, and none it follows from.",
            "freed 31 dockers → 31 dockers in 9 cells",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The number is in the article, and not in the sentences that are cited.",
            "cites “freed 31 dockers” → 31 dockers held for 4 years",
        ),
        RuleVerdict(
            "points",
            "error",
            "Percent, percentage points and basis points are taken for each other.",
            "rose by 2 percentage points → rose by 2 percent",
        ),
        RuleVerdict(
            "currency", "error", "The currency is another one.", "€4.2 million → $4.2 million"
        ),
        RuleVerdict("unit", "error", "The unit is another one.", "4 years → 4 months"),
        RuleVerdict(
            "bound-flipped",
            "error",
            "A lower bound became an upper one, or the other way round.",
            "at least 1,250 → at most 1,250",
        ),
        RuleVerdict(
            "hedge-lost",
            "warning",
            "“About”, “at least” or the like is lost or another one.",
            "more than 600 → 600",
        ),
        RuleVerdict(
            "rounded-unmarked",
            "warning",
            "Rounded rightly to two digits or more, without saying so.",
            "1,234 marchers → 1,200 marchers",
        ),
        RuleVerdict(
            "unannounced",
            "warning",
            "Not in the sentences, but the sum or difference of two, though no word says so.",
            "of nine benches two are left → seven benches stood there",
        ),
        RuleVerdict(
            "count-absent",
            "warning",
            "A count that is no figure is not in the sentences.",
            "was jailed → was jailed twice",
        ),
        RuleVerdict(
            "derived",
            "note",
            "Worked out from numbers of the sentences, as a word says; they are shown.",
            "€4.2 million, up from €3.1 million → rose by €1.1 million",
        ),
        RuleVerdict(
            "converted",
            "note",
            "The same in another unit, or a share told as a fraction. Never another currency.",
            "2 miles → 3.2 kilometres",
        ),
        RuleVerdict(
            "shortened",
            "note",
            "A number with a scale word keeps two digits or more.",
            "1,234,567 → 1.2 million",
        ),
        RuleVerdict(
            "hedge-added", "note", "“About” stands before an exact number.", "870 → about 870"
        ),
        RuleVerdict(
            "rounded", None, "Rounded rightly, and said so.", "1,234 marchers → about 1,200"
        ),
        RuleVerdict("same-value", None, "The same number in another form.", "twelve → 12"),
        RuleVerdict("verbatim", None, "The same number in the same words.", "31 → 31"),
    ),
    check=_check,
)
