"""Where sentences begin and end.

A sentence ends at its final punctuation together with the closing marks that
follow it. A direct quotation of several sentences is several sentences, and
the clause that names the speaker belongs to the one it is printed with:
`"It is late.` and `We go home," she said.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcards.article.model import Paragraph
from factcards.card import Span
from factcards.reading.mentions import Sentence
from factcards.reading.tables import load_table

_CLOSERS = "\"'”’»›«‹“‘)]}」』）】》〉"
_QUOTE_CLOSERS = frozenset("\"'”’»›“‘«‹")
_WIDE_STOPS = "。！？｡．"
_OTHER_STOPS = "؟۔।॥።။។։"

_STOP = re.compile(
    rf"(?P<stop>[.!?…‽]+|[{_WIDE_STOPS}…]+|[{_OTHER_STOPS}]+)"
    rf"(?P<close>[{re.escape(_CLOSERS)}]*(?:[\u00a0\u202f ](?:»(?!\w)|›(?!\w)))?(?:\[\d{{1,3}}\])*)"
)
_GREEK_STOP = re.compile(rf"(?P<stop>[.!?…;]+)(?P<close>[{re.escape(_CLOSERS)}]*)")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BULLET = re.compile(r"[^\S\n]*(?:[•‣◦▪●·*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s)")
_WORD_BEFORE = re.compile(r"(?:[^\W_]|[.'’-])+\Z")
_SPACED_LETTER = re.compile(r"[^\W\d_]\.")
_LETTER_BEFORE = re.compile(r"(?:^|\s)[^\W\d_]\.\s[^\W\d_]\Z")
_NEXT_WORD = re.compile(r"[^\W_]+(?:['’](?=\W|\Z))?")
_OPENERS_SKIPPED = "\"'“‘„‚«‹»›([{¿¡「『（  "
_DASHES = "—–-"
_LOOK_BACK = 40
_LOOK_AHEAD = 80

_SPEECH_AFTER_QUESTION = re.compile(
    r"(?:[A-Z][\w'’.-]*\s+){1,3}"
    r"(?:said|says|asked|asks|wrote|writes|added|adds|told|wondered|shouted|replied|cried|tweeted)"
    r"(?:[.,;]|\s+(?:in|on|at|during|after|of|to|as|when|while|the)\b)"
)


@dataclass(frozen=True)
class _Stops:
    never: frozenset[str]
    before_number: frozenset[str]
    usually: frozenset[str]
    openers: frozenset[str]
    ordinal_before: frozenset[str]
    months: frozenset[str]
    after_clock: frozenset[str]
    never_endings: tuple[str, ...]


@cache
def _stops(language: str) -> _Stops:
    table = load_table("abbreviations")
    common = table["any"]
    own = table.get(language, {})
    openers = own.get("openers") or table["en"]["openers"]
    return _Stops(
        never=frozenset(common["never"]) | frozenset(own.get("never", ())),
        before_number=frozenset(common["before_number"]) | frozenset(own.get("before_number", ())),
        usually=frozenset(common["usually"]) | frozenset(own.get("usually", ())),
        openers=frozenset(openers),
        ordinal_before=frozenset(own.get("ordinal_before", ())),
        months=frozenset(own.get("months", ())),
        after_clock=frozenset(own.get("after_clock", ())),
        never_endings=tuple(own.get("never_endings", ())),
    )


def split_sentences(
    text: str, language: str = "en", paragraphs: Sequence[Paragraph] | None = None
) -> tuple[Sentence, ...]:
    """The sentences of `text` in order, numbered from 1.

    Together they cover every character that is not white space, and they do
    not overlap. No sentence crosses a paragraph border; without `paragraphs`
    blank lines are the borders. `story` is False for boilerplate, bylines and
    datelines. Offsets count code points. Linear in the
    length of `text`.
    """
    regions = (
        [(p.span, _tells(p)) for p in paragraphs]
        if paragraphs is not None
        else [(span, True) for span in _blocks(text)]
    )
    found: list[Sentence] = []
    for index, (region, story) in enumerate(regions):
        for span in _sentences_in(text, region, language):
            found.append(Sentence(len(found) + 1, span, index, story))
    return tuple(found)


def _tells(paragraph: Paragraph) -> bool:
    return paragraph.role == "story" and paragraph.kind not in ("byline", "dateline")


def _blocks(text: str) -> Iterator[Span]:
    start = 0
    for match in _BLANK_LINE.finditer(text):
        if match.start() > start:
            yield Span(start, match.start())
        start = match.end()
    if start < len(text):
        yield Span(start, len(text))


def _sentences_in(text: str, region: Span, language: str) -> Iterator[Span]:
    for line in _lines(text, region):
        previous: Span | None = None
        start = line.start
        for end in (*_ends(text, line, language), line.end):
            span = _trimmed(text, start, end)
            start = end
            if span is None:
                continue
            if previous is not None and not any(c.isalnum() for c in span.of(text)):
                previous = Span(previous.start, span.end)
                continue
            if previous is not None:
                yield previous
            previous = span
        if previous is not None:
            yield previous


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return None
    return Span(start + left, start + len(piece.rstrip()))


def _lines(text: str, region: Span) -> Iterator[Span]:
    """The region's lines, those joined again that only a margin had parted.

    A line break is a mere wrap when the next line's first word would not have
    fitted into the longest line, or when the next line goes on in lower case.
    """
    pieces = region.of(text).split("\n")
    if len(pieces) == 1:
        yield region
        return
    width = max(len(piece) for piece in pieces)
    wrapped = 40 <= width <= 120
    start = offset = region.start
    for number, piece in enumerate(pieces):
        end = offset + len(piece)
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if following is None or not _is_wrap(piece, following, width if wrapped else None):
            yield Span(start, end)
            start = end + 1
        offset = end + 1


def _is_wrap(line: str, following: str, width: int | None) -> bool:
    if not line.strip() or not following.strip() or _BULLET.match(following):
        return False
    first = following.split(None, 1)[0]
    if first[0].islower():
        return True
    return width is not None and len(line.rstrip()) + 1 + len(first) > width


def _ends(text: str, line: Span, language: str) -> Iterator[int]:
    stops = _stops(language)
    pattern = _GREEK_STOP if language == "el" else _STOP
    start = line.start
    for match in pattern.finditer(text, line.start, line.end):
        if _ends_here(text, line, match, start, language, stops):
            start = match.end()
            yield start


def _ends_here(
    text: str, line: Span, match: re.Match[str], start: int, language: str, stops: _Stops
) -> bool:
    stop, close, end = match["stop"], match["close"], match.end()
    if end >= line.end:
        return False
    following = text[end]
    if stop[-1] in _WIDE_STOPS or (stop[-1] == "…" and _is_wide(following)):
        # Japanese と after a closing bracket goes on with "…, she said".
        return not (close and (following in "とって、，,。" or following in _CLOSERS))
    if stop[0] in _OTHER_STOPS:
        return True
    if not following.isspace():
        return _lost_space(text, match, line, stops)
    after = _after(text, end, line.end)
    if after is None:
        return True
    position, dashed, quoted = after
    first = text[position]
    if dashed and (first.islower() or any(c in _QUOTE_CLOSERS for c in close)):
        return False
    if first.islower() and not (quoted and "." in stop and len(stop) == 1):
        return False
    word = _word_at(text, position, line.end)
    if stop == ".":
        return _full_stop_ends(_Point(text, match, start, position, word), stops, close)
    if set(stop) <= {".", "…"}:
        attached = not text[match.start() - 1 : match.start()].isspace()
        return attached or bool(close) or word.lower() in stops.openers
    quoted_question = any(c in _QUOTE_CLOSERS for c in close)
    return not (
        quoted_question
        and _SPEECH_AFTER_QUESTION.match(text, position, min(position + _LOOK_AHEAD, line.end))
    )


def _is_wide(char: str) -> bool:
    return "\u3040" <= char <= "\u9fff"


def _lost_space(text: str, match: re.Match[str], line: Span, stops: _Stops) -> bool:
    """Whether a space is missing after the stop: "arrested.The"."""
    if match["stop"] != "." or match["close"]:
        return False
    before = text[max(line.start, match.start() - 3) : match.start()]
    word = _word_at(text, match.end(), line.end)
    return (
        len(before) == 3
        and before.isalpha()
        and before.islower()
        and word[:1].isupper()
        and word.lower() in stops.openers
        and text[match.end() + len(word) : match.end() + len(word) + 1].isspace()
    )


def _after(text: str, position: int, end: int) -> tuple[int, bool, bool] | None:
    """Where the next word starts, whether a dash, whether an opening mark stands before it."""
    dashed = quoted = False
    limit = min(end, position + _LOOK_AHEAD)
    while position < limit:
        char = text[position]
        if char in _DASHES:
            dashed = True
        elif char in _OPENERS_SKIPPED:
            quoted = quoted or not char.isspace()
        elif not char.isspace():
            return position, dashed, quoted
        position += 1
    return None


def _word_at(text: str, position: int, end: int) -> str:
    match = _NEXT_WORD.match(text, position, min(end, position + _LOOK_AHEAD))
    return match.group() if match else ""


@dataclass(frozen=True)
class _Point:
    """A full stop that may end a sentence, and what stands around it."""

    text: str
    match: re.Match[str]
    start: int
    position: int
    following: str

    @property
    def before(self) -> str:
        begin = max(self.start, self.match.start() - _LOOK_BACK)
        found = _WORD_BEFORE.search(self.text[begin : self.match.start()])
        # French elision: "l'art." is the abbreviation "art.".
        return re.split("['’]", found.group().strip("'’-"))[-1] if found else ""


def _full_stop_ends(point: _Point, stops: _Stops, close: str) -> bool:
    if close and any(c in _QUOTE_CLOSERS or c == ")" for c in close):
        return True
    before = point.before
    folded = before.lower()
    opener = point.following.lower() in stops.openers and point.following[:1].isupper()
    number_follows = point.text[point.position].isdigit()
    if folded.isdigit():
        return not _is_ordinal(point, folded, stops, opener)
    if folded in stops.never or folded.endswith(stops.never_endings):
        return False
    if folded in stops.before_number and number_follows:
        return False
    if folded in ("a.m", "p.m"):
        return point.following.lower() not in stops.after_clock and not number_follows
    if folded in stops.usually:
        return opener
    if len(before) == 1 and before.isalpha() and _SPACED_LETTER.match(point.text, point.position):
        return False
    if len(before) == 1 and _LETTER_BEFORE.search(
        point.text[max(point.start, point.match.start() - 5) : point.match.start()]
    ):
        joined = point.text[point.match.start() - 4 : point.match.start()].strip().lower()
        return joined not in stops.never and opener
    if _is_initial(before):
        return opener
    return True


def _is_initial(word: str) -> bool:
    """A single capital, or capitals parted by stops: "J", "J.K", "U.S"."""
    return all(len(part) == 1 and part.isupper() for part in word.split(".")) and bool(word)


def _is_ordinal(point: _Point, digits: str, stops: _Stops, opener: bool) -> bool:
    if _WORD_BEFORE.sub("", point.text[point.start : point.match.start()]).strip() == "":
        return True
    if not stops.ordinal_before or len(digits) > 2:
        return False
    if point.following.lower() in stops.months:
        return True
    begin = max(point.start, point.match.start() - len(digits) - _LOOK_BACK)
    earlier = point.text[begin : point.match.start() - len(digits)].split()
    return bool(earlier) and earlier[-1].lower() in stops.ordinal_before and not opener
