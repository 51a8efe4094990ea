"""Checking: one rule per file over a card and its article. No model."""

from factcards.checking.context import Context
from factcards.checking.coverage import CoverageGap, coverage_gaps, measure_coverage
from factcards.checking.enforcement import enforce
from factcards.checking.findings import check_card
from factcards.checking.prose import ProseCheck, SentenceCheck, SentenceStatus, check_prose
from factcards.checking.rechecking import RecheckStatus, Verdict, recheck
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.rules import all_rules

__all__ = [
    "Context",
    "CoverageGap",
    "Fault",
    "ProseCheck",
    "RecheckStatus",
    "Rule",
    "RuleVerdict",
    "SentenceCheck",
    "SentenceStatus",
    "Verdict",
    "all_rules",
    "check_card",
    "check_prose",
    "coverage_gaps",
    "enforce",
    "measure_coverage",
    "recheck",
]
