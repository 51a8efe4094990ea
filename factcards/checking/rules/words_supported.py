"""What the card tells is told of in the article, and in the sentences that are cited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factcards.card import Item
from factcards.checking.context import Context
from factcards.checking.free_text import claims, phrases, words_of
from factcards.checking.measures import MEASURES
from factcards.checking.rule import Fault, Rule, RuleVerdict
from factcards.checking.stems import is_function_word, stem
from factcards.checking.support import is_copied
from factcards.checking.wording import quoted
from factcards.reading import LANGUAGES

_FOREIGN = 0.5
"""Share of words the article does not use, from which on a text is told from elsewhere. People who
retell news faithfully stay under 0.4 (measured on 166 consistent sentences of SummEdits)."""
_UNCITED = 0.7
"""Share of words that the cited sentences do not use, from which on they are about other things."""
_ROOT = 5
"""Two words with so many first letters in common are forms of one: "sentence", "sentencing"."""
_SHOWN = 4
_JOINT = re.compile(r"[-‐‑]")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of a text, each by its stem and by its first letters."""

    known: frozenset[str]

    @classmethod
    def of(cls, texts: Iterator[str]) -> _Vocabulary:
        words = {word for text in texts for word in words_of(text)}
        # "a five-storey house" speaks of a storey.
        words |= {part for word in words for part in _JOINT.split(word)}
        stems = {stem(word) for word in words}
        return cls(frozenset(stems | {s[:_ROOT] for s in stems if len(s) >= _ROOT}))

    def lacks(self, word: str) -> bool:
        root = stem(word)
        return root not in self.known and not (len(root) >= _ROOT and root[:_ROOT] in self.known)


def _check(context: Context) -> Iterator[Fault]:
    if context.language not in LANGUAGES:
        return
    text = context.article.text
    story = [p.span.of(text) for p in context.article.paragraphs if p.role == "story"]
    spoken = _Vocabulary.of(iter(story))
    for claim in claims(context.card):
        yield from _faults(context, spoken, claim, "text", claim.text)
    for item, field, words in phrases(context.card):
        yield from _faults(context, spoken, item, field, words)


def _faults(
    context: Context, spoken: _Vocabulary, item: Item, field: str, words: str
) -> Iterator[Fault]:
    path = f"{item.id}/{field}"
    if is_copied(context, item, words):
        return
    told = _content(words, measured=field == "counts")
    foreign = [word for word in told if spoken.lacks(word)]
    if not told:
        if not any(char.isalnum() for char in words):
            yield Fault(path, "empty", f"{quoted(words)} says nothing", item.evidence)
        return
    listed = ", ".join(quoted(word) for word in foreign[:_SHOWN])
    # No name can be read in capital letters, so nothing but the article's own words passes there.
    if len(foreign) > (0 if words.isupper() else _FOREIGN * len(told)):
        yield Fault(path, "foreign", f"the article does not speak of {listed}", item.evidence)
        return
    cited = _Vocabulary.of(span.of(context.article.text) for span in context.support(item))
    astray = sum(cited.lacks(word) for word in told)
    if astray > _UNCITED * len(told):
        message = f"the sentences it cites do not speak of {quoted(words)}"
        # A role or a channel may stand beside another mention than the cited one.
        lighter = field in ("role", "via", "counts") and not foreign
        yield Fault(path, "elsewhere" if lighter else "uncited", message, item.evidence)
    elif foreign and field in ("role", "via", "counts"):
        message = f"the article does not use the word {listed}"
        verdict = "own-count" if field == "counts" else "own-word"
        yield Fault(path, verdict, message, item.evidence)


def _content(words: str, *, measured: bool = False) -> list[str]:
    """The words that say something; numbers have their own rules, as have nouns of measure."""
    return [
        word
        for word in dict.fromkeys(words_of(words))
        if not is_function_word(word)
        and not word[0].isdigit()
        and not (measured and stem(word) in MEASURES)
    ]


rule = Rule(
    name="words-supported",
    summary="What the card tells is told of in the article, and in the sentences it cites.",
    verdicts=(
        RuleVerdict(
            "foreign",
            "error",
            "More than half of the words are none of the article’s.",
            "freed 31 dockers → Penguins waddled over ice",
        ),
        RuleVerdict(
            "uncited",
            "error",
            "The cited sentences are about other things.",
            "cites “freed 31 dockers” → Karsen Lines denied it",
        ),
        RuleVerdict(
            "empty",
            "error",
            "No word is left that says anything.",
            "… → —",
        ),
        RuleVerdict(
            "elsewhere",
            "warning",
            "A role, a channel or what is counted stands in another sentence.",
            "cites “Velden said” → Velden, their leader",
        ),
        RuleVerdict(
            "own-word",
            "warning",
            "A role or a channel has a word of its own.",
            "their leader → their boss",
        ),
        RuleVerdict(
            "own-count",
            "note",
            "What is counted is told in a word of its own.",
            "freed 31 dockers → freed labourers",
        ),
    ),
    check=_check,
)
