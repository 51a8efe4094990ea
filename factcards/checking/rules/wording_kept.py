"""A sentence that all but copies one of the article exchanges no number, name or negation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from factcards.card import Headline, Span, SummarySentence, What
from factcards.checking.context import Context
from factcards.checking.free_text import claims, read_free_text
from factcards.checking.names import STYLES, entity_of, is_named, is_pronoun, same_name
from factcards.checking.near_copy import Exchange, NearCopy, near_copy, words_in
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import is_function_word, stems_of
from factcards.checking.support import is_copied
from factcards.checking.wording import quoted
from factcards.reading.every_number import numeric_values

_Claim = Headline | SummarySentence | What
_ROOT = 4
"""Two words with so many first letters in common are taken for one name: "Irish", "Ireland"."""
_LEADING = re.compile(r"(?:[^\W\d_a-zß-ÿ][\w'’-]*\.? )+$")
_FOLLOWING = re.compile(r"(?: [^\W\d_a-zß-ÿ][\w'’-]*)+")
_MARK = re.compile('[“”«»„"]')
_MORE = 3
"""Words more than its own that a name can stand in the place of."""
_LONG = 5
"""Words left out together that are no more than a clause less."""


def _check(context: Context) -> Iterator[Fault]:
    text = context.article.text
    for item in claims(context.card):
        if is_copied(context, item, item.text):
            continue
        found = near_copy([span.of(text) for span in context.support(item)], item.text)
        if found is None:
            continue
        moved = found.moved_numbers()
        if moved is not None:
            yield _fault(item, found, moved, "number-exchanged")
        for exchange in found.exchanges:
            verdict = _verdict(context, item, found, exchange)
            if verdict is not None:
                yield _fault(item, found, exchange, verdict)


def _verdict(context: Context, item: _Claim, copy: NearCopy, exchange: Exchange) -> str | None:
    """What the exchange of words comes to; None where they may say the same."""
    if _swaps_numbers(context, copy, exchange):
        return "number-exchanged"
    if _turns(context, item, copy, exchange):
        return "negation-exchanged"
    return _speakers(context, copy, exchange) or _names(context, copy, exchange)


def _fault(item: _Claim, copy: NearCopy, exchange: Exchange, verdict: str) -> Fault:
    said, told = _shown(copy.said, exchange.said), _shown(copy.told, exchange.told)
    message = f"the article says {quoted(said)}; the card says {quoted(told)}"
    return Fault(f"{item.id}/text", verdict, message, item.evidence)


def _shown(text: str, span: Span) -> str:
    """The words at `span`; those on either side where there are none."""
    if len(span):
        return span.of(text)
    return " ".join((*text[: span.start].split()[-1:], *text[span.start :].split()[:2]))


def _swaps_numbers(context: Context, copy: NearCopy, exchange: Exchange) -> bool:
    """Whether another number stands in a number's place.

    One with other words beside it, and one in fewer digits, may be the same
    amount in another unit or rounded; that is for the rules that compare figures.
    """
    language = context.language
    one, other = exchange.said.of(copy.said), exchange.told.of(copy.told)
    said, told = numeric_values(one, language), numeric_values(other, language)
    if not said or not told or {*said} & {*told}:
        return False
    if {*told} <= {*numeric_values(copy.said, language)}:
        return True
    bare = len(one.split()) == len(other.split()) == 1
    return bare and _digits(told[0]) >= _digits(said[0])


def _digits(value: Decimal) -> int:
    """How many digits of `value` count."""
    return len(value.normalize().as_tuple().digits)


def _turns(context: Context, item: _Claim, copy: NearCopy, exchange: Exchange) -> bool:
    """Whether a negation was put in or left out while the words around it stayed."""
    if isinstance(item, What) and item.stance == "denied":
        return False
    said = _negates(context, copy.said, exchange.said)
    told = _negates(context, copy.told, exchange.told)
    if said == told:
        return False
    lost = [*words_in(copy.said, exchange.said)]
    if told and len([*words_in(copy.told, exchange.told)]) >= _LONG:
        return False  # a clause of its own
    if _negations(context, copy.said) == _negations(context, copy.told) == 1:
        return False  # "Nor does the paper claim" has its negation elsewhere
    return told or len(lost) < (_LONG if len(exchange.told) else _LONG - 1)


def _negations(context: Context, text: str) -> int:
    cues = read_free_text(text, context.language, context.anchor).cues
    return sum(cue.kind == "negation" for cue in cues)


def _negates(context: Context, text: str, span: Span) -> bool:
    cues = read_free_text(text, context.language, context.anchor).cues
    return any(
        c.span.overlaps(span)
        # "not confirmed" is read as doubt, and turns a statement as well.
        and (c.kind == "negation" or c.span.of(text).lower().startswith("not "))
        for c in cues
    )


def _names(context: Context, copy: NearCopy, exchange: Exchange) -> str | None:
    """What it comes to that one name stands in another's place; None where none does."""
    exchange = _trimmed(copy, exchange)
    words = exchange.said.of(copy.said)
    if _MARK.search(words) or len(words.split()) > len(exchange.told.of(copy.told).split()) + _MORE:
        return None
    said = _run(context, copy.said, exchange.said)
    told = _run(context, copy.told, exchange.told)
    if not said or not told or _all_function_words(said) or _all_function_words(told):
        return None
    if _is_misspelt(context, words, exchange.told.of(copy.told)):
        return "name-in-doubt"
    if _alike(said, told):
        return None
    one, other = " ".join(said), " ".join(told)
    if same_name(context, one, other) or _is_a_form_of(context, one, other):
        return None
    # Every German noun has a capital: one for another may be another word for the same thing.
    if context.language == "de" and not (entity_of(context, one) and entity_of(context, other)):
        return "name-in-doubt"
    return "name-exchanged"


def _all_function_words(words: list[str]) -> bool:
    """Whether there is nothing but "She" or "Q That": a name in its place says who she is."""
    return all(is_function_word(word.lower()) or len(word) == 1 for word in words)


def _trimmed(copy: NearCopy, exchange: Exchange) -> Exchange:
    """`exchange` without the words that a copy which ends sooner leaves out."""
    most = len(exchange.told.of(copy.told).split())
    places = [*re.finditer(r"\S+", exchange.said.of(copy.said))]
    if not most or len(places) <= most:
        return exchange
    start = exchange.said.start
    if not copy.told[exchange.told.end :].strip(" .!?”»\"'"):
        return Exchange(Span(start, start + places[most - 1].end()), exchange.told)
    return exchange


def _is_a_form_of(context: Context, one: str, other: str) -> bool:
    """Whether what the card has is another form of whom the article names by `one`."""
    entity = entity_of(context, one)
    forms = (
        {word for form in (entity.name, *entity.aliases) for word in form.split()}
        if entity
        else set()
    )
    return bool(forms) and {*other.split()} <= forms


def _run(context: Context, text: str, span: Span) -> list[str]:
    """The words with a capital at `span`, with those that go on from them on either side.

    The first word of a sentence counts beside another one, or where it is a name by itself.
    """
    inside = [w for w in words_in(text, span) if w[0].isupper()]
    if not inside:
        return []
    before, behind = _LEADING.search(text[: span.start]), _FOLLOWING.match(text[span.end :])
    words = [
        *(before[0].split() if before else ()),
        *inside,
        *(behind[0].split() if behind else ()),
    ]
    starts = not text[: span.start].strip(" “„«\"'")
    alone = starts and len(words) == len([*words_in(text, span)]) == 1
    return words if not alone or entity_of(context, words[0]) else []


def _alike(said: list[str], told: list[str]) -> bool:
    """Whether two names may be forms of one: roots or initials in common, or a mere style."""
    one, other = _roots(said), _roots(told)
    if not one or not other:
        return True
    if {r for r, _ in one} & {r for r, _ in other}:
        # "Irish" for "Ireland", but not "Orla Roche" for "Orla Tierney".
        return len(one) == 1 or len(other) == 1 or one == other
    initials, others = ("".join(w[0] for w in words) for words in (said, told))
    return initials in told or others in said


def _is_misspelt(context: Context, said: str, told: str) -> bool:
    """Whether one word of a name, in letters that the article never has, differs inside.

    Endings inflect; what differs before equal endings is another name.
    """
    if len(said.split()) != 1 or len(told.split()) != 1 or is_named(context, told):
        return False
    one, other = said.casefold(), told.casefold()
    ahead = _shared_letters(one, other)
    behind = _shared_letters(one[ahead:][::-1], other[ahead:][::-1])
    changed = {one[ahead : len(one) - behind], other[ahead : len(other) - behind]}
    return behind > 1 and ahead + behind >= max(len(one), len(other)) - 1 and changed != {"s", "z"}


def _shared_letters(one: str, other: str) -> int:
    """How many letters two words have in common from the first on."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _roots(words: list[str]) -> frozenset[tuple[str, str]]:
    kept = [w for w in words if w.casefold().rstrip(".") not in STYLES]
    return frozenset((w[:_ROOT].casefold(), w.casefold()) for w in kept)


def _speakers(context: Context, copy: NearCopy, exchange: Exchange) -> str | None:
    """What it comes to that somebody else stands beside a verb of saying; None if nobody does."""
    told = exchange.told.of(copy.told)
    at = context.article.text.find(copy.said)
    if not told or not len(exchange.said) or is_pronoun(told) or at < 0:
        return None
    place = Span(at + exchange.said.start, at + exchange.said.end)
    for attribution in context.reading.attributions:
        if not place.overlaps(attribution.source_span) or attribution.source is None:
            continue
        if attribution.cue.of(context.article.text) not in copy.told:
            continue
        if same_name(context, attribution.source, told):
            continue
        known = stems_of(attribution.source, context.language)
        if known & stems_of(told, context.language):
            continue
        sources = {a.source for a in context.reading.attributions if a.source}
        heard = any(
            stems_of(told, context.language) <= stems_of(s, context.language) for s in sources
        )
        return (
            "speaker-exchanged"
            if heard or _run(context, copy.told, exchange.told)
            else "speaker-in-doubt"
        )
    return None


rule = Rule(
    name="wording-kept",
    summary="A near copy of a sentence exchanges no number, name, speaker or negation of it.",
    verdicts=(
        RuleVerdict(
            "number-exchanged",
            "error",
            "Another number stands in the place of one.",
            "12 of 340 sailors voted → 340 of 12 sailors voted",
        ),
        RuleVerdict(
            "negation-exchanged",
            "error",
            "A negation was put in or left out.",
            "the town council backed the plan → the town council rejected the plan",
        ),
        RuleVerdict(
            "name-exchanged",
            "error",
            "Another name stands in the place of one.",
            "talks in Port Ardell → talks in Karsen",
        ),
        RuleVerdict(
            "speaker-exchanged",
            "error",
            "Another source of the article stands beside the verb of saying.",
            "the coastguard said → the union said",
        ),
        RuleVerdict(
            "name-in-doubt",
            "warning",
            "A name is misspelt, or a German noun is another one.",
            "die Sanierung des Waldbads → die Sanierung des Rathauses",
        ),
        RuleVerdict(
            "speaker-in-doubt",
            "warning",
            "Somebody whom the article never hears stands beside the verb of saying.",
            "the coastguard said → the admiral said",
        ),
    ),
    check=_check,
)
