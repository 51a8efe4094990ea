"""How parts of a card are put into words, the same in every format.

All text from the card is cleaned here: what these functions return is safe to
show, and still has to be escaped for a format that has signs of its own.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from factcards.card import (
    ArticleInfo,
    CoverageCount,
    FactCard,
    Figure,
    Finding,
    Item,
    Missing,
    Rejected,
    When,
    decimal_text,
)
from factcards.rendering.clean import clean

NO_HEADLINE = "no headline passed its check"
NO_SPEAKER = "speaker not named"
ADDED = {"dateline": "from the dateline", "published": "from the publication date"}
ADDED |= {"option": "from --published", "stated": ""}

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d))?")

SECTIONS = (
    ("summary", "Summary"),
    ("who", "Who"),
    ("what", "What"),
    ("where", "Where"),
    ("when", "When"),
    ("figures", "Figures"),
    ("quotes", "Quotes"),
    ("sources", "Sources"),
)
"""The card's lists in reading order, with the names people see."""


def day_words(text: str) -> str:
    """An ISO day as "Thu 6 Mar 2025", with its time if any; anything else unchanged."""
    match = _DAY.match(text)
    if match is None or (match.end() < len(text) and match[4] is None):
        return clean(text)
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return clean(text)
    words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{words}, {match[4]}" if match[4] else words


def date_words(when: When) -> str:
    """The date that a moment stands for and what settled it; empty where nothing did."""
    if when.date is None:
        return ""
    basis = ADDED[when.basis] if when.basis else ""
    words = _edtf_words(when.date)
    return f"{words}, {basis}" if basis else words


def _edtf_words(text: str) -> str:
    start, slash, end = text.partition("/")
    if not slash:
        return day_words(text)
    if start in ("", ".."):
        return f"until {day_words(end)}"
    if end in ("", ".."):
        return f"from {day_words(start)}"
    return f"{day_words(start)} to {day_words(end)}"


def number_words(value: Decimal) -> str:
    """`value` with groups of three digits: "1,415", "4,200,000", "6.5"."""
    if abs(value.adjusted()) > 60:
        return f"{value:.6E}"
    whole, point, rest = decimal_text(value).partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.removeprefix('-') or '0'):,}{point}{rest}"


def reading_words(figure: Figure) -> str:
    """The figure as code reads it, where its words do not show that; else empty."""
    ends = [end for end in (figure.value, figure.value_to) if end is not None]
    if all(number_words(end) in figure.text or decimal_text(end) in figure.text for end in ends):
        return ""
    value = " to ".join(number_words(end) for end in ends)
    unit = clean(figure.unit or "")
    if not unit:
        return value
    return f"{value} %" if unit == "%" else f"{value} {unit}"


def publication_words(article: ArticleInfo) -> tuple[str, ...]:
    """Publisher, byline, date and language, as far as they are known."""
    parts = (
        clean(article.publisher or ""),
        f"by {clean(article.byline)}" if article.byline else "",
        day_words(article.published) if article.published else "",
        clean(article.language or ""),
    )
    return tuple(part for part in parts if part.strip())


def coverage_counts(card: FactCard) -> tuple[tuple[str, CoverageCount], ...]:
    """What is counted, and the counts, in the order of the card's sections."""
    coverage = card.coverage
    return (
        ("names", coverage.names),
        ("dates", coverage.dates),
        ("figures", coverage.figures),
        ("quotes", coverage.quotes),
    )


def missing_words(missing: Missing) -> str:
    """Such as "€11.8 million (in the lead, 3 times)"; quotations and the like at most 60 signs."""
    words = clean(missing.text)
    words = words if len(words) <= 60 else f"{words[:59].rstrip()}…"
    place = {"title": "in the title", "lead": "in the lead", "body": ""}[missing.place]
    often = f"{missing.times} times" if missing.times > 1 else ""
    told = ", ".join(part for part in (place, often) if part)
    return f"{words} ({told})" if told else words


def provenance_words(card: FactCard) -> tuple[str, ...]:
    """How the card came about, in short phrases."""
    made = card.provenance
    model = clean(made.model) if made.model else "no model was used"
    parts = [model, f"strategy {made.strategy}"]
    if made.model:
        parts.append(f"{made.tokens_in:,} tokens in, {made.tokens_out:,} out")
    if made.cost:
        parts.append(f"${decimal_text(made.cost)[:20]}")
    parts.append(f"{made.seconds:.1f} s" if made.seconds < 1e6 else f"{made.seconds:.0e} s")
    parts.append(day_words(made.generated_at))
    parts.append(f"factcards {clean(made.factcards)}")
    return tuple(parts)


def article_words(card: FactCard) -> str:
    """What was read: how much of it, and by what."""
    article = card.article
    return f"{article.characters:,} characters, read by {clean(article.reader)}"


def item_words(item: Item) -> str:
    """The text by which people know an item."""
    return clean(item.name if hasattr(item, "name") else item.text)


def rejected_words(rejected: Rejected) -> str:
    """What was proposed, by its text or name, at most some 160 characters of it."""
    for key in ("text", "name"):
        value = rejected.item.get(key)
        if isinstance(value, str) and value.strip():
            words = clean(value[:200])
            return words if len(words) <= 160 else f"{words[:159]}…"
    return clean(rejected.path)


def rejected_kind(rejected: Rejected) -> str:
    """What kind of item it was: "figure" for the paths "figure8/value" and "figure-3fa1/value"."""
    kind = re.match("[a-z]+", rejected.path)
    return kind[0] if kind else "item"


def findings_by_item(card: FactCard) -> tuple[dict[str, list[Finding]], list[Finding]]:
    """The findings of each item by its id, and those that concern no item."""
    known = {item.id for item in card.items()}
    beside: dict[str, list[Finding]] = {}
    loose: list[Finding] = []
    for finding in card.findings:
        owner = finding.path.partition("/")[0]
        if owner in known:
            beside.setdefault(owner, []).append(finding)
        else:
            loose.append(finding)
    return beside, loose


def finding_words(finding: Finding) -> str:
    """Such as "counts: what the rule found", by the field it concerns."""
    field = clean(finding.path.partition("/")[2])
    message = clean(finding.message)
    return f"{field}: {message}" if field else message
