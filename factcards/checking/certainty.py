"""What a text tells for certain, or as done, where another has it as possible or planned.

Modal words are held against those that bear on the same verb: "may be fined"
against "will be fined", "plans to build" against "has built". Reported speech
turns "will" into "would", so that "she said it would close" may be told with
"will" again; a condition may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from factcards.checking.free_text import words_of
from factcards.checking.stems import is_function_word, stem, stems_of

Grade = Literal["weak", "would", "plan", "will", "sure", "done"]

_FORMS: dict[str, tuple[tuple[Grade, str], ...]] = {
    "en": (
        ("sure", r"(?:certain|sure|bound|guaranteed) to|definitely|undoubtedly|inevitably"),
        ("sure", r"(?:has|have|had) (?:already )?(?:begun|started) to"),
        ("weak", r"may|might|could|(?:un)?likely to|expect(?:s|ed)?(?: to)?|possibly|perhaps"),
        ("plan", r"plan(?:s|ned|ning)?(?: to)?|intend(?:s|ed)? to|promise[sd]? to|hope[sd]? to"),
        ("plan", r"(?:is|are|was|were|be) (?:due |set |scheduled )?to|(?:due|set|scheduled) to"),
        ("would", r"would"),
        ("will", r"will|won['’]t|shall|['’]ll|(?:is|are) going to"),
        ("done", r"(?:has|have|had)(?! to\b)"),
    ),
    "de": (
        ("sure", r"sicher|gewiss|zweifellos|bestimmt"),
        ("weak", r"könnten?|dürften?|vielleicht|möglicherweise|voraussichtlich"),
        ("plan", r"sollen?|soll|plan(?:t|en|te|ten)|erwarte(?:t|n)|will|wollen"),
        ("will", r"wird|werden"),
    ),
    "es": (
        ("sure", r"seguro que|sin duda|con seguridad"),
        ("weak", r"podrían?|puede que|pueden?|quizás?|tal vez"),
        ("plan", r"planean?|prevén?|pretenden?|piensan?"),
        ("will", r"va a|van a"),
    ),
    "fr": (
        ("sure", r"certainement|sans aucun doute|à coup sûr"),
        ("weak", r"pourrai(?:t|ent)|devrai(?:t|ent)|peut-être|peuvent|peut"),
        ("plan", r"prévoi(?:t|ent)(?: de)?|envisagen?t?(?: de)?|compten?t?"),
        ("will", r"va|vont"),
    ),
}
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*|[.;:!?,]")
_SHARED = 2
"""Content words that a sentence must have of a clause that retells it."""
_REACH = 5
"""Words behind a modal that its verb is looked for in."""
_INFINITIVE = re.compile(r"(?!ge)[a-zäöüß]{2,}(?:en|ern|eln)\Z")
_HELPED = re.compile(
    r"\b(?:would|will|could|may|might|must|should|can|to|soon|not)\s\Z", re.IGNORECASE
)
"""Words that make "have" part of what is not done."""
_SYNONYMS = {"begun": ("begin", "start", "began", "launch"), "started": ("begin", "start")}
_SAID = re.compile(r"\b(?:said|told|announced|promised|added|warned|thought|wrote|whether)\b")
_CONDITION = re.compile(r"\b(?:if|unless|without|would have)\b")


@dataclass(frozen=True, slots=True)
class _Modal:
    grade: Grade
    verb: str
    """Stem of what it bears on; "" where that is none."""
    shown: str
    words: str
    """Its own words, in lower case."""


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str] | None:
    forms = _FORMS.get(language)
    if forms is None:
        return None
    groups = (f"(?P<{grade}{at}>{form})" for at, (grade, form) in enumerate(forms))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})(?![\w-])", re.IGNORECASE)


@lru_cache(maxsize=2048)
def _modals(text: str, language: str) -> tuple[_Modal, ...]:
    pattern = _pattern(language)
    if pattern is None:
        return ()
    found = []
    for match in pattern.finditer(text):
        words = match.group()
        if words in ("May", "Will") and match.start() > 0:
            continue  # a month, a name
        grade = (match.lastgroup or "").rstrip("0123456789")
        verb, end = _verb(text, match.end(), language)
        if grade == "done" and (not _is_participle(verb) or _HELPED.search(text[: match.start()])):
            continue
        shown = text[match.start() : end]
        if language != "de" or grade != "will" or _INFINITIVE.search(verb):
            key = verb if language != "en" else stem(verb)
            found.append(_Modal(grade, key, shown, words.lower()))  # type: ignore[arg-type]
    return tuple(found)


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or (stem(word) != word and not word.endswith(("s", "ing")))


def _verb(text: str, start: int, language: str) -> tuple[str, int]:
    """What a modal bears on, and where that ends: the next content word, in German the last."""
    last, end = "", start
    for at, match in enumerate(_WORD.finditer(text, start)):
        word = match.group().lower()
        if not word[0].isalpha():
            break
        if language == "de":
            if word in ("und", "oder", "aber"):
                break
            last, end = word, match.end()
        elif not is_function_word(word) and word not in ("not", "now", "still", "never", "soon"):
            return word, match.end()
        elif at >= _REACH:
            break
    return last, end


def made_certain(
    sentences: Sequence[str], told: str, language: str
) -> Iterator[tuple[str, str, bool]]:
    """Words of `sentences` and of `told` that tell as certain what is not, and whether surely.

    Surely: the same verb is told so, or a word of certainty is put in. Else the
    sentences have nothing but what is possible. Linear in the two texts.
    """
    modals = _modals(told, language)
    if all(modal.grade not in ("sure", "will", "done") for modal in modals):
        return
    known = [(m, sentence) for sentence in sentences for m in _modals(sentence, language)]
    doubts = [m for m, s in known if _is_doubt(m, s, language)]
    ahead = [m for m, _ in known if m.grade in ("plan", "will", "would", "weak")]
    said = {stem(word) for sentence in sentences for word in words_of(sentence)}
    for modal in modals:
        against, sure = None, True
        if modal.grade == "sure" and not _is_said(modal, said):
            against = next(iter((*doubts, *(m for m in ahead if m.grade == "plan"))), None)
        elif modal.grade == "will":
            against = _weaker(modal, known, doubts, language)
            if against is None:
                against, sure = _doubted(modal, sentences, told, language), False
        elif modal.grade == "done" and modal.verb and not _uses(modal.verb, sentences, ahead):
            against = next((m for m in ahead if m.verb == modal.verb), None)
        if against is not None:
            yield against.shown, modal.shown, sure


def _doubted(modal: _Modal, sentences: Sequence[str], told: str, language: str) -> _Modal | None:
    """The doubt of the sentence that the clause of `modal` retells, if it has nothing surer."""
    place = told.find(modal.shown)
    start = max(told.rfind(mark, 0, place) for mark in ";,.") + 1
    clause = stems_of(told[start:].partition(";")[0], language)
    best = max(sentences, key=lambda s: len(clause & stems_of(s, language)), default="")
    if len(clause & stems_of(best, language)) < _SHARED:
        return None
    known = _modals(best, language)
    doubts = [m for m in known if _is_doubt(m, best, language)]
    if language == "de":
        doubts += [m for m in known if m.grade == "plan"]
    surer = any(m.grade in ("will", "sure", "plan") and m not in doubts for m in known)
    return doubts[0] if doubts and not surer else None


def _weaker(
    modal: _Modal, known: Sequence[tuple[_Modal, str]], doubts: Sequence[_Modal], language: str
) -> _Modal | None:
    """The doubt that bears on the verb of `modal`, if nothing in the sentences is as sure of it."""
    if not modal.verb:
        return None
    own = [m for m, _ in known if m.verb == modal.verb]
    strong = ("will", "sure") if language == "de" else ("will", "sure", "plan")
    if any(m.grade in strong or (m.grade == "would" and m not in doubts) for m in own):
        return None
    weak = own if language == "de" else [m for m in own if m in doubts]
    return next(iter(weak), None)


def _is_doubt(modal: _Modal, sentence: str, language: str) -> bool:
    """Whether `modal` leaves open what it bears on; "would" after "said" is "will"."""
    if modal.grade == "would":
        return _SAID.search(sentence) is None or _CONDITION.search(sentence) is not None
    return modal.grade == "weak" and not (language == "en" and modal.verb == "")


def _is_said(modal: _Modal, said: set[str]) -> bool:
    """Whether the sentences have the certainty too, in this word or another for it."""
    words = modal.words.split()
    forms = {form for word in words for form in (word, *_SYNONYMS.get(word, ()))}
    return any(stem(f) in said for f in forms if not is_function_word(f) and f != "already")


def _uses(verb: str, sentences: Sequence[str], ahead: Sequence[_Modal]) -> bool:
    """Whether the sentences have `verb` anywhere but in what is still to come."""
    count = sum(stem(w) == verb for sentence in sentences for w in words_of(sentence))
    return count > sum(m.verb == verb for m in ahead)
