"""Articles changed in one respect, so that a card of them is known from the card before.

Each change must be sound: nothing else in the article may depend on it. Where
that cannot be told from the words, the article is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from factcards.article import Article, Paragraph, ReadOptions, read_article
from factcards.card import FactCard, Span
from factcards.evaluation.fixtures import Fixture
from factcards.evaluation.metamorphic.facts import Substitution

OperatorName = Literal["reorder paragraphs", "add boilerplate", "change a number", "change a name"]


@dataclass(frozen=True, kw_only=True)
class Alteration:
    """One changed article."""

    operator: OperatorName
    told: str
    """What was changed, for people."""
    article: Article
    change: Substitution | None = None
    """What the card must follow; None where it must stay as it is."""
    free: tuple[str, ...] = ()
    """Fields that may differ: what a summary takes goes by the place of things in the story."""


def alterations_of(fixture: Fixture, card: FactCard, most: int) -> tuple[Alteration, ...]:
    """Up to `most` changed articles of each operator; `card` is that of the article as it is."""
    return tuple(
        replace(altered, operator=name)
        for name, alter in OPERATORS.items()
        for _, altered in zip(range(most), alter(fixture, card), strict=False)
    )


def _rebuilt(article: Article, pieces: Sequence[tuple[Paragraph, str]]) -> Article:
    """`article` with other paragraphs, which have the gaps of the old ones between them."""
    text, paragraphs, at = "", [], 0
    for old, (paragraph, words) in zip(article.paragraphs, pieces, strict=True):
        text += article.text[at : old.span.start]
        paragraphs.append(replace(paragraph, span=Span(len(text), len(text) + len(words))))
        text += words
        at = old.span.end
    text += article.text[at:]
    return replace(article, text=text, paragraphs=tuple(paragraphs), source_offsets=None)


def _substituted(article: Article, change: Substitution) -> Article:
    pieces = [(p, change.of(p.span.of(article.text))) for p in article.paragraphs]
    title = change.of(article.title) if article.title else article.title
    byline = change.of(article.byline) if article.byline else article.byline
    return replace(_rebuilt(article, pieces), title=title, byline=byline)


_PRONOUNS = {
    "en": "he|him|his|she|her|hers|it|its|they|them|their|theirs|this|these|those|both|neither",
    "de": "er|ihn|ihm|sie|ihr|ihre[nmrs]?|ihnen|es|seine?[nmrs]?|diese[nmrs]?|beiden?",
    "es": "él|ella|ellos|ellas|su|sus|est[aeo]s?|es[aeo]s?|ambos|ambas",
    "fr": "il|elle|ils|elles|lui|leurs?|son|sa|ses|ce|cet|cette|ces|cela|celui|celle|ceux",
}
"""Words that mean what was named before."""
_ORDERING = {
    "en": "also|but|and|however|meanwhile|another|others?|later|earlier|then|there|instead|still|"
    "again|added|adding|too|so|such|former|latter|same|that|half",
    "de": "auch|aber|und|doch|jedoch|zudem|außerdem|später|zuvor|danach|dann|dort|hier|da\\w*|"
    "andere[nmrs]?|weitere[nmrs]?|ergänzte|wieder|noch|so",
    "es": "también|pero|y|además|después|antes|luego|entonces|allí|otr[ao]s?|añadió|agregó|"
    "mism[ao]s?",
    "fr": "aussi|mais|et|cependant|toutefois|ensuite|puis|alors|autres?|là|ajouté|ajoute|mêmes?",
}
"""Words that join a sentence to the one before."""
_NAMELIKE = re.compile(r"(?<=[a-zà-ÿ0-9,;:’'“\"] )[A-ZÀ-Þ][\w’'-]+")
_CAPITALISED = re.compile(r"(?<![\w’'])[A-ZÀ-Þ][\w’'-]+")
_DEFINITE = re.compile(r"\b(?:the|el|la|los|las|le|les|l'|l’|der|die|das|dem|den|des)\s+(\w{3,})")
_QUOTED = re.compile(r"[“„«\"].*?[”“»\"]")


def _reordered(fixture: Fixture, _: FactCard) -> Iterator[Alteration]:
    """Neighbouring paragraphs of the body change places, where neither points to another.

    Live entries and the turns of an interview have an order of their own.
    """
    article = fixture.as_read
    if fixture.gold.genre in ("live", "interview"):
        return
    paragraphs = list(article.paragraphs)
    body = [n for n, p in enumerate(paragraphs) if p.role == "story" and p.kind == "body"]
    moved, at = [], 1
    while at + 1 < len(body):
        first, second = body[at], body[at + 1]
        after = body[at + 2] if at + 2 < len(body) else None
        if second == first + 1 and _may_swap(fixture, first, second, after):
            paragraphs[first], paragraphs[second] = paragraphs[second], paragraphs[first]
            moved.append(first + 1)
            at += 1
        at += 1
    if moved:
        pieces = [(p, p.span.of(article.text)) for p in paragraphs]
        places = ", ".join(map(str, moved))
        yield Alteration(
            operator="reorder paragraphs",
            told=f"paragraphs {places} and the next changed places",
            article=_rebuilt(article, pieces),
            free=("summary",),
        )


def _may_swap(fixture: Fixture, first: int, second: int, after: int | None) -> bool:
    """Whether two neighbours stand on their own, and so does what follows them.

    A thing or person may be shortened once it was told in full: what both mention,
    the paragraphs before them have too.
    """
    article, language = fixture.as_read, fixture.gold.language
    texts = [article.paragraphs[n].span.of(article.text) for n in (first, second)]
    following = [article.paragraphs[after].span.of(article.text)] if after is not None else []
    if not all(_stands_alone(text, language) for text in (*texts, *following)):
        return False
    if any(not text.rstrip('”"»').endswith((".", "!", "?")) for text in texts):
        return False
    before = set(re.findall(r"\w+", article.text[: article.paragraphs[first].span.start]))
    one, other = ({*_CAPITALISED.findall(text), *_DEFINITE.findall(text.lower())} for text in texts)
    return (one & other) <= before


def _stands_alone(text: str, language: str) -> bool:
    """Whether no word of `text` leans on an earlier paragraph.

    A pronoun after a name of the same paragraph has that for itself. German writes
    every noun like a name, so there no pronoun will do.
    """
    plain = _QUOTED.sub(" ", text)
    name = _NAMELIKE.search(plain) if language != "de" else None
    head = plain[: name.start()] if name is not None else plain
    opening = re.split(r"(?<=[.!?])\s", plain, maxsplit=1)[0]
    leaning = _PRONOUNS.get(language), _ORDERING.get(language)
    return all(
        words is not None and not re.search(rf"\b(?:{words})\b", where, re.IGNORECASE)
        for words, where in zip(leaning, (head, opening), strict=True)
    )


_NOTICES = {
    "en": "Sign up for our daily newsletter and get the day’s top stories in your inbox.",
    "de": "Abonnieren Sie unseren Newsletter und erhalten Sie täglich die Nachrichten per E-Mail.",
    "es": "Suscríbase a nuestro boletín diario y reciba las noticias en su correo electrónico.",
    "fr": "Inscrivez-vous à notre newsletter quotidienne et recevez les infos par e-mail.",
}
_COPYRIGHT = "© 2026 Brindlecombe Media. All rights reserved."


def _with_boilerplate(fixture: Fixture, _: FactCard) -> Iterator[Alteration]:
    """What stands around a story on a page or below a printout is put below this one."""
    notice = _NOTICES.get(fixture.gold.language)
    if notice is None:
        return
    source = fixture.source.read_text(encoding="utf-8")
    if fixture.source.suffix == ".txt":
        changed = f"{source.rstrip()}\n\n{notice}\n\n{_COPYRIGHT}\n"
    else:
        aside = f"<aside><p>{notice}</p></aside><footer><p>{_COPYRIGHT}</p></footer>"
        changed = source.replace("</body>", f"{aside}</body>")
        if changed == source:
            return
    options = ReadOptions(published=fixture.gold.published, language=fixture.gold.language)
    yield Alteration(
        operator="add boilerplate",
        told=f"“{notice}” and “{_COPYRIGHT}” below",
        article=read_article(changed.encode(), options),
    )


_NUMERAL = re.compile(r"\d+(?:[.,\u00a0\u202f’']\d+)*")


def _with_other_numbers(fixture: Fixture, card: FactCard) -> Iterator[Alteration]:
    """The numeral of a figure that stands in the article once becomes another."""
    article = fixture.as_read
    for figure in card.figures:
        found = _NUMERAL.findall(figure.text)
        if len(found) != 1 or figure.value_to is not None or figure.value == 0:
            continue
        old = found[0]
        new = _other_number(old, article.text)
        if new is None:
            continue
        factor = Fraction(int(_digits(new)), int(_digits(old)))
        change = Substitution(old=old, new=new, factor=factor)
        paragraph = article.paragraph_at(figure.evidence[0].start)
        inside = paragraph is not None and change.times(paragraph.span.of(article.text)) == 1
        if inside and len(re.findall(rf"(?<!\d){re.escape(old)}(?!\d)", article.text)) == 1:
            yield Alteration(
                operator="change a number",
                told=f"{old} → {new}",
                article=_substituted(article, change),
                change=change,
            )


def _digits(numeral: str) -> str:
    return re.sub(r"\D", "", numeral)


def _other_number(old: str, text: str) -> str | None:
    """A numeral like `old` that `text` lacks; None for what may be a year, or 0 or 1.

    The last digit changes, and never to 0 or 1: a singular stays one, and so does a
    plural.
    """
    if _digits(old) in ("0", "1") or re.fullmatch(r"(?:1[5-9]|20)\d\d", old):
        return None
    for step in range(1, 9):
        last = (int(old[-1]) - 2 + step) % 8 + 2
        new = f"{old[:-1]}{last}"
        if new != old and not re.search(rf"(?<!\d){re.escape(new)}(?!\d)", text):
            return new
    return None


_SURNAMES = ("Varnholm", "Brestow", "Kelvane", "Ombrecht", "Tisdrake", "Quennor")


def _with_other_names(fixture: Fixture, card: FactCard) -> Iterator[Alteration]:
    """The surname of a person becomes another, wherever it stands.

    Left out are names that are words too, or part of a longer word: whether those
    mean the person is not to be told from the letters.
    """
    article = fixture.as_read
    seen = set()
    for who in card.who:
        parts = who.name.split()
        if who.kind != "person" or len(parts) < 2 or not parts[-1].isalpha():
            continue
        old = parts[-1]
        new = next(name for name in (*_SURNAMES, "Wendrick") if name not in article.text)
        change = Substitution(old=old, new=new)
        letters = len(re.findall(re.escape(old), article.text, re.IGNORECASE))
        # A name that ends in s has a possessive of its own.
        if (
            old in seen
            or old.endswith(("s", "x", "z", "ß"))
            or letters != change.times(article.text)
        ):
            continue
        seen.add(old)
        yield Alteration(
            operator="change a name",
            told=f"{old} → {new}",
            article=_substituted(article, change),
            change=change,
        )


Alter = Callable[[Fixture, FactCard], Iterator[Alteration]]
OPERATORS: dict[OperatorName, Alter] = {
    "reorder paragraphs": _reordered,
    "add boilerplate": _with_boilerplate,
    "change a number": _with_other_numbers,
    "change a name": _with_other_names,
}
"""Each way to change an article."""
