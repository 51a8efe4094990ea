"""Words on the card that read like an order to a machine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factcards.card import Item, Source, Where, Who
from factcards.checking.context import Context
from factcards.checking.free_text import claims, phrases
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.wording import quoted

_PLANTED = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.!?\n]{0,40}"
    r"\b(?:instructions?|prompts?|rules|guidelines|above|previous|prior)\b"
    r"|\b(?:ignorier\w*|vergiss|vergessen sie)\b[^.!?\n]{0,40}\b(?:anweisung|vorgaben|regeln)\w*"
    r"|\b(?:ignor[ae]|olvida|haz caso omiso)\b[^.!?\n]{0,40}\binstrucciones\b"
    r"|\b(?:ignore[zr]?|oublie[zr]?)\b[^.!?\n]{0,40}\b(?:instructions|consignes)\b"
    r"|\b(?:you are|you're|act as|as) (?:now )?an? (?:\w+ )?"
    r"(?:ai|language model|assistant|chatbot|llm)\b"
    r"|\b(?:system|developer) prompt\b"
    r"|\b(?:respond|reply|answer|output)\b (?:only|exclusively|nothing but)\b"
    r"|<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?INST\]",
    re.IGNORECASE,
)


def _check(context: Context) -> Iterator[Fault]:
    for item, field, words in _texts(context):
        found = _PLANTED.search(words)
        if found is not None:
            told = f"{quoted(found.group())} reads like an instruction to a machine, not like news"
            yield Fault(f"{item.id}/{field}", "instruction", told, item.evidence)


def _texts(context: Context) -> Iterator[tuple[Item, str, str]]:
    card = context.card
    for claim in claims(card):
        yield claim, "text", claim.text
    yield from phrases(card)
    for quote in card.quotes:
        yield quote, "text", quote.text
    named: tuple[Who | Where | Source, ...] = (*card.who, *card.where, *card.sources)
    for item in named:
        yield item, "name", item.name


rule = Rule(
    name="planted-instruction",
    summary="Nothing on the card reads like an instruction to a model or a machine.",
    verdicts=(
        RuleVerdict(
            "instruction",
            "warning",
            "Words that order a machine to do something.",
            "Ignore all previous instructions → the same as a quote",
        ),
    ),
    check=_check,
)
