"""Which paragraphs are the story, and which are the page around it.

Each paragraph gets a score from signs in its own words (`WEIGHTS`): above zero
it looks like boilerplate, below like story. Then the most likely sequence of
roles is found (two states, Viterbi), because boilerplate comes in runs at the
head and the tail of a page and rarely stands alone inside a story. The weights
are set so that one weak sign never takes a paragraph from the story: when in
doubt, it is story. Words inside quotation marks are no sign, so that a speaker
may say "we need your help".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from factcards.article.bylines import byline_of, dateline_match, is_stamp_line
from factcards.article.model import ParagraphKind, Role
from factcards.article.notices import AFTER_THE_END, ends_the_release, notice_signs
from factcards.article.notices import WEIGHTS as NOTICES
from factcards.article.vocabulary import vocabulary, words_of

WEIGHTS = {
    "bias": -1.5,
    # The line as a whole
    "button or label of the page": 6.0,
    "byline": 6.0,
    "time stamp": 6.0,
    "photo credit": 6.0,
    "credit line": 4.5,
    "author's biography": 4.0,
    "leads to other content": 4.5,
    "opens like a link": 3.0,
    "counter": 5.0,
    "link or address alone": 5.0,
    "short line without a sentence": 0.9,
    "job of an author": 1.8,
    "row of links": 2.8,
    # Words
    "asks for support, an account or consent": 1.6,
    "words of appeals, nobody addressed": 0.5,
    "the publication speaks of itself": 2.0,
    "addresses the reader": 1.0,
    "speaks as we": 0.7,
    "legal words": 2.2,
    "asks for a sum every month": 3.5,
    "invites with a short question": 1.4,
    # Where it stands, once the title is known
    "before the title": 1.5,
    "between title and story": 0.8,
    "standfirst": -2.0,
    "title": -8.0,
    # Signs of a story
    "correction or note": -12.0,
    "entry of a live report": -4.0,
    "dateline": -5.0,
    "quotation": -2.0,
    "speech or event verb": -1.0,
    "sentence": -1.5,
    "long": -1.0,
    "very long": -6.0,
    "caption": -1.0,
    "heading": -1.0,
    **NOTICES,
}
# Cost of a change between story and boilerplate from one paragraph to the next,
# and of boilerplate that does not touch the head or the tail run.
SWITCH = 1.2
_COUNTED = {
    "asks for support, an account or consent": 3,
    "words of appeals, nobody addressed": 3,
    "the publication speaks of itself": 2,
    "addresses the reader": 2,
    "speaks as we": 2,
    "legal words": 2,
}
_READ = 1500
# Longer than any appeal: a whole story in one line, with a label of the page in it perhaps.
_VERY_LONG = 1000
_QUOTED = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|„[^“”]*[“”]|(?<!\w)‘[^’]*’(?!\w)")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\S+@\S+\.\w{2,}|@\w{2,}|(?:\+|\b0)\d[\d ()/-]{6,18}\d"
)
_DOMAIN_TAIL = re.compile(r"(?:^|[.|/(–—-]\s*|\s)(?:www\.)?(?:[\w-]+\.)+[a-z]{2,10}\)?/?$")
_LIVE = re.compile(r"\d{1,2}[:.h]\d\d\s*(?:[ap]\.?m\.?|GMT|BST|CET|Uhr|ET)?\s*[:|–—-]?\s*\S", re.I)
_OFFER = re.compile(
    r"(?:^|[.!?]\s+)(?:please\s+)?(?:give|pay|join|support|get|try|subscribe|donate|help|start|become"
    r"|unlock|back)\b[^.!?]{0,80}?\d[^.!?]{0,40}?\b(?:a|per|each|every)\s+(?:day|week|month|year)\b",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"^[\d.,]+\s?[km]?\s+([^\W\d]+)$|^([^\W\d]+)\s*[(:]?\s*[\d.,]+\s?[km]?\)?$", re.I
)
_LINK_JOINT = re.compile(r"\s[>›»|·•/]\s")
_MARKS = re.compile(r"^[\W\d_]*$")
_ARROWS = re.compile(r"^[\s>»›→+•|·*#-]+|[\s>»›→+•|·:.…!*-]+$")
_CREDIT_TAIL = re.compile(r"[(\[©/|:–—-]|[.!?]\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one paragraph is, before or after its neighbours were asked."""

    role: Role
    kind: ParagraphKind
    why: str
    score: float


def find_roles(
    paragraphs: Sequence[str], hints: Sequence[ParagraphKind | None] | None = None
) -> list[Verdict]:
    """The role of each paragraph, in order. `hints` are kinds that the source's markup gave.

    Linear in the length of the text.
    """
    hints = hints or [None] * len(paragraphs)
    scored = [score(text, hint) for text, hint in zip(paragraphs, hints, strict=True)]
    return _settled(_behind_the_end(paragraphs, scored))


def _behind_the_end(paragraphs: Sequence[str], scored: list[Verdict]) -> list[Verdict]:
    """The verdicts, those behind the mark that ends a release weighed as the sender's."""
    ends = next((i for i, text in enumerate(paragraphs) if ends_the_release(text)), len(scored))
    # A story stands before its end: a mark at the head of a page ends nothing.
    if sum(verdict.score <= 0 for verdict in scored[:ends]) < 3:
        return scored
    return scored[:ends] + [
        replace(v, why=v.why or "behind the end of the release", score=v.score + AFTER_THE_END)
        for v in scored[ends:]
    ]


def roles_around_title(
    paragraphs: Sequence[str], verdicts: Sequence[Verdict], title: int, body: int
) -> list[Verdict]:
    """The roles once more, now that the title (and where the story begins) is known.

    What stands before the title belongs to the page; the line below it may be
    the story's standfirst; a name or a word between it and the story is the page's.
    """
    known: list[Verdict] = []
    for index, (text, verdict) in enumerate(zip(paragraphs, verdicts, strict=True)):
        points = verdict.score
        if index == title:
            known.append(Verdict("story", "title", "", WEIGHTS["title"]))
            continue
        if index < title:
            points += WEIGHTS["before the title"]
        elif index < body and verdict.kind == "body" and points > -2.0:
            words = len(words_of(text))
            if index == title + 1 and words >= 5 and points <= 0:
                points += WEIGHTS["standfirst"]
            elif words <= 4:
                points += WEIGHTS["between title and story"]
        why = verdict.why if verdict.score > 0 else ""
        if points > 0 and not why:
            why = "before the title" if index < title else "between title and story"
        known.append(Verdict(verdict.role, verdict.kind, why, round(points, 2)))
    return _settled(known)


def _settled(scored: Sequence[Verdict]) -> list[Verdict]:
    """Roles by the most likely sequence of story and boilerplate."""
    states = _best_sequence([verdict.score for verdict in scored])
    found: list[Verdict] = []
    for verdict, boilerplate in zip(scored, states, strict=True):
        role: Role = "boilerplate" if boilerplate else "story"
        why = verdict.why
        if not boilerplate:
            why = ""
        elif not why or verdict.score <= 0:
            why = "stands among boilerplate"
        found.append(Verdict(role, verdict.kind, why, verdict.score))
    return found


def _best_sequence(scores: Sequence[float]) -> list[bool]:
    """The cheapest sequence of roles: True is boilerplate (Viterbi over two states)."""
    if not scores:
        return []
    story, boiler = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for value in scores:
        from_story = (story, boiler + SWITCH)
        from_boiler = (boiler, story + SWITCH)
        back.append((from_story[1] < from_story[0], from_boiler[0] <= from_boiler[1]))
        story = min(from_story) + max(value, 0.0)
        boiler = min(from_boiler) + max(-value, 0.0)
    state = boiler < story
    states: list[bool] = []
    for story_from_boiler, boiler_from_boiler in reversed(back):
        states.append(state)
        state = boiler_from_boiler if state else story_from_boiler
    states.reverse()
    return states


def score(text: str, hint: ParagraphKind | None = None) -> Verdict:
    """How much `text` alone looks like boilerplate (above 0) or story (below)."""
    line = text[:_READ]
    kind, signs = _line_signs(line)
    if hint in ("heading", "caption", "title") and kind == "body":
        kind = hint
        signs["heading" if hint != "caption" else "caption"] = 1
    if "correction or note" not in signs:
        signs.update(notice_signs(line))
    if not any(WEIGHTS[sign] >= 4 for sign in signs):
        _word_signs(line, signs, caption=kind == "caption")
        if len(text) > _VERY_LONG:
            signs["very long"] = 1
    total = WEIGHTS["bias"]
    why, most = "", 0.0
    for sign, times in signs.items():
        weight = WEIGHTS[sign] * min(times, _COUNTED.get(sign, 1))
        total += weight
        if weight > most:
            why, most = sign, weight
    return Verdict("boilerplate" if total > 0 else "story", kind, why, round(total, 2))


def _line_signs(line: str) -> tuple[ParagraphKind, dict[str, int]]:
    """What the line is as a whole."""
    bare = _ARROWS.sub("", line)
    words = words_of(bare)
    if not words:
        return "body", {"button or label of the page": 1} if _MARKS.match(line) else {}
    if vocabulary("story").at(words, 0) and len(words) > 3:
        return "body", {"correction or note": 1}
    if len(words) <= 12 and vocabulary("command").whole(words):
        return "body", {"button or label of the page": 1}
    if is_stamp_line(line):
        return "dateline", {"time stamp": 1}
    by = vocabulary("by").at(words, 0)
    if byline_of(line) or (by and len(words) <= 6 and _names_a_job(words)):
        return "byline", {"byline": 1}
    if len(words) <= 4:
        counter = _COUNTER.match(bare)
        if counter and vocabulary("counts").whole(words_of(counter[1] or counter[2])):
            return "body", {"counter": 1}
    if len(words) <= 16 and _ADDRESS.search(line) and len(words_of(_ADDRESS.sub(" ", line))) <= 2:
        return "body", {"link or address alone": 1}
    if dateline_match(line):
        return "body", {"dateline": 1}
    credit = _credit(line)
    if credit is not None:
        return "caption", credit
    return "body", {}


def _credit(line: str) -> dict[str, int] | None:
    """Signs of a picture's credit or caption; None where the line is neither."""
    if len(line) > 600:
        return None
    words = words_of(line)
    starts = vocabulary("caption_start").at(words, 0)
    named = _credit_start(line)
    if named is None and not starts:
        return None
    label = line if named is None else line[:named].rstrip(" .(/|–—-[©:")
    return {"caption": 1} if _is_sentence_like(label, words_of(label)) else {"photo credit": 1}


def _credit_start(line: str) -> int | None:
    """Where the credit at the end (or the head) of `line` begins."""
    domain = _DOMAIN_TAIL.search(line)
    if domain and len(words_of(line)) <= 40 and "@" not in domain.group():
        return domain.start()
    tail_from = max(0, len(line) - 80)
    for mark in _CREDIT_TAIL.finditer(line, tail_from):
        rest = words_of(line[mark.end() :])
        if not rest or len(rest) > 8:
            continue
        before = vocabulary("credit_before").at(rest, 0)
        named = vocabulary("credit").at(rest, 0)
        if before or named == len(rest):
            return mark.start()
        # "REUTERS/Jan Berg", "(AP Photo/Jan Berg)": an agency, then a name and no more.
        after = re.findall(r"[^\W\d_]+", line[mark.end() :])
        if named and not line.endswith((".", "!", "?")) and all(w[0].isupper() for w in after):
            return mark.start()
        last = vocabulary("credit")
        if any(last.at(rest, i) == len(rest) - i for i in range(1, len(rest))) and len(rest) <= 5:
            return mark.start()
    words = words_of(line)
    before = vocabulary("credit_before").at(words, 0)
    if before and re.match(r"[^:.,]{3,30}[:,]\s*\S|.{3,30}\bby\b", line) and len(words) <= 12:
        return 0
    if len(words) <= 4 and vocabulary("credit").whole(words[-1:]) and line[:1].isupper():
        return 0
    return None


def _is_sentence_like(label: str, words: list[str]) -> bool:
    """Whether a caption tells something, rather than only naming what is seen."""
    plain = re.findall(r"[^\W\d_]+", label)
    small = [word for word in plain if word[0].islower() and len(word) > 3]
    return len(words) >= 7 and len(small) >= 2


def _word_signs(line: str, signs: dict[str, int], *, caption: bool) -> None:
    """Counts what the words outside quotation marks give away."""
    outside = _QUOTED.sub(" ", line)
    quoted = len(line) - len(outside) > 12
    words = words_of(outside)
    if not words:
        if quoted:
            signs["quotation"] = 1
        return
    counts = {
        "asks for support, an account or consent": len(set(vocabulary("appeal").found(words))),
        "the publication speaks of itself": len(set(vocabulary("house").found(words))),
        "addresses the reader": _reader_count(outside, words),
        "legal words": len(set(vocabulary("legal").found(words))),
        "speaks as we": len(vocabulary("we").found(words)),
        "speech or event verb": len(vocabulary("said").found(words)),
    }
    lead = 0 if caption else vocabulary("lead_in").at(words, 0)
    appeal = "asks for support, an account or consent"
    if not (
        counts["addresses the reader"]
        or counts["speaks as we"]
        or counts["the publication speaks of itself"]
        or lead
        or vocabulary("appeal").at(words, 0)
    ):
        # A story about subscriptions and donations uses these words of others.
        counts["words of appeals, nobody addressed"] = counts.pop(appeal)
    sentence = bool(_SENTENCE.search(line))
    if quoted:
        signs["quotation"] = 1
    if sentence and len(words) >= 5:
        signs["sentence"] = 1
    if len(line) > 200:
        signs["long"] = 1
    if _LIVE.match(line) and len(words) > 5:
        signs["entry of a live report"] = 1
    signs.update({sign: count for sign, count in counts.items() if count})
    if _is_biography(line, words):
        signs["author's biography"] = 1
    if not quoted and _OFFER.search(line):
        signs["asks for a sum every month"] = 1
    if lead:
        _lead_signs(line, words, lead, signs)
    if line.endswith("?") and len(words) <= 9 and not quoted:
        signs["invites with a short question"] = 1
    if not sentence and _is_row_of_links(line):
        signs["row of links"] = 1
    if not sentence and len(words) <= 5 and _names_a_job(words):
        signs["job of an author"] = 1
    if not sentence and len(words) <= 6:
        signs["short line without a sentence"] = 1


def _is_row_of_links(line: str) -> bool:
    """ "Home > Politics > Government", "News | Sport | Weather": short labels, no figures."""
    labels = _LINK_JOINT.split(line)
    return (
        len(labels) >= 3
        and all(0 < len(label.split()) <= 3 for label in labels)
        and not any(character.isdigit() for character in line)
    )


def _names_a_job(words: list[str]) -> bool:
    return bool(vocabulary("staff").found([word.removesuffix("s") for word in words]))


def _reader_count(outside: str, words: list[str]) -> int:
    """How often the reader is addressed; German "sie" only where its capital says so."""
    found = [word for word in vocabulary("reader").found(words) if word not in _GERMAN_SIE]
    formal = re.findall(r"(?<=[\w,] )(?:Sie|Ihre?[nmrs]?|Ihnen)\b", outside)
    return len(found) + len(formal)


_GERMAN_SIE = {"sie", "ihr", "ihre", "ihren", "ihnen", "te", "tu", "du"}


def _lead_signs(line: str, words: list[str], size: int, signs: dict[str, int]) -> None:
    """A line that begins as links do: "Read more: …", "Sign up for our …"."""
    rest = line.lstrip("»>→ ")
    after = rest.split(maxsplit=size)
    if len(words) <= 30 and re.match(r"[^:|]{2,40}[:|»>→]", rest):
        signs["leads to other content"] = 1
    elif (len(words) <= 12 or "asks for support, an account or consent" in signs) or (
        len(words) <= 40 and len(after) > size and after[size][:1].isupper()
    ):
        signs["opens like a link"] = 1


def _is_biography(line: str, words: list[str]) -> bool:
    """ "Jane Roe is a reporter at …", "Contact Jane Roe at …", "Additional reporting by …"."""
    if len(words) > 70:
        return False
    job = vocabulary("staff").found(words[:14])
    copula = re.match(
        r"[A-ZÀ-Þ][\w.'’-]+(?:\s[\w.'’-]+){0,4}\s(?:is|was|es|est|ist|berichtet)\s(?:\w+\s){0,5}",
        line,
    )
    acts = vocabulary("staff_acts").found(words)
    if copula and job and (acts or len(words) <= 25 or _ADDRESS.search(line)):
        return True
    return bool(
        re.match(
            r"(?:Additional )?(?:[Rr]eporting|[Ee]diting|[Ww]riting|[Rr]eported|[Ee]dited) by [A-Z]"
            r"|.{2,60} contributed (?:reporting|to this (?:report|story|article))"
            r"|Contact [A-Z].{2,60}@|With (?:reporting|files) (?:by|from)",
            line.lstrip("(["),
        )
    )
