"""The words that announce a computed figure: "in total", "more than", "rose by", "half of".

One table for English, Spanish, German and French together. `before` must end
at most a few words before the figure, `after` begin as near behind it, and
`near` stand anywhere in the same sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from factcards.card import Span

Operation = Literal["sum", "difference", "change", "share", "multiple", "average", "product"]

_BEFORE = 5
_AFTER = 4
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOP = re.compile(r"[;:!?]|\.\s|\n")


@dataclass(frozen=True, slots=True)
class _Cues:
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    near: re.Pattern[str] | None = None


def _words(text: str) -> re.Pattern[str]:
    """A pattern for any of the phrases of `text`; a `*` stands for the rest of a word."""
    phrases = [phrase.strip() for phrase in text.replace("\n", " ").split(";")]
    alternatives = "|".join(
        re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
        for phrase in sorted(phrases, key=len, reverse=True)
        if phrase
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


_CHANGED = """
rise; rises; rose; risen; rising; increase*; increasing; grow; grows; grew; growing; grown; growth;
climb*; jump*; surge*; soar*; gain*; up; down; fall; falls; fell; fallen; falling; drop*; decline*;
decrease*; slump*; slip*; sink; sank; sunk; plunge*; shrink; shrank; cut; cuts; cutting; lose;
lost; loses; loss; losses; lower*; reduc*; rais*; add; adds; added; expand*; shed; sheds;
increment*; aument*; sub*; crec*; baj*; cay*; ca*da; reduj*; descen*; disminu*; perd*;
steig*; stieg*; gestiegen; wuchs; wachs*; gewachsen; zunahm*; zulegt*; sank*; sink*; gesunken;
fiel*; gefallen; Rückgang; Anstieg; Zuwachs; Verlust; verlor*; gekürzt; senkt*; abgenommen;
augment*; hausse; baiss*; recul*; chut*; progress*; diminu*; perdu*; perte; gagn*
"""
_COMPARED = """
more; fewer; less; higher; lower; greater; smaller; larger; above; below; over; under; ahead;
behind; short; longer; shorter; earlier; later; older; younger; apart; away; cheaper; heavier;
extra; left; remain*; remaining; margin; majority; lead; better; worse; too; stronger; wider;
más; menos; mayor; menor; por encima; por debajo; de diferencia; de ventaja; restantes; después;
gone; missing; vanished; desaparecid*;
mehr; weniger; höher; niedriger; über; unter; länger; kürzer; älter; jünger; Vorsprung; Mehrheit;
Rückstand; später; früher; teurer; billiger; verschwunden; weg; fehlen; fehlten;
de plus; de moins; d'avance; de retard; plus; moins; au-dessus; au-dessous; supérieur*; inférieur*;
disparu*; manque*
"""
_GAP = """
by; gap of; difference of; margin of; majority of; lead of; loss of; gain of; rise of; fall of;
drop of; increase of; decrease of; decline of; cut of; another; additional; further; extra;
remaining; the other; the rest; remainder; miss*; beat; shortfall of; surplus of; exceed*; saving
of; saved; outnumber*; undershoot*; overshoot*; difference is; difference was;
por; diferencia de; otros; otras; restantes; mayoría de; ventaja de; aumento de; caída de;
um; Unterschied von; Differenz von; weitere; weiteren; übrige*; restliche*; Mehrheit von; mit;
de; écart de; différence de; majorité de; avance de; autres; restants
"""
_TABLE: dict[Operation, _Cues] = {
    "sum": _Cues(
        near=_words(
            """total*; altogether; combined; together; in all; all told; overall; both; sum of;
            between them; as a whole; collectively; among them; all; entire; totalling; toll;
            en total; suma*; juntos; juntas; ambos; ambas; en conjunto; entre todos;
            insgesamt; zusammen*; gesamt*; beide*; Summe; alle;
            au total; ensemble; en tout; cumul*; tous; toutes"""
        )
    ),
    "difference": _Cues(before=_words(_GAP + ";" + _CHANGED), after=_words(_COMPARED)),
    "change": _Cues(before=_words(_GAP + ";" + _CHANGED), after=_words(_COMPARED + ";" + _CHANGED)),
    "share": _Cues(
        after=_words(
            """of; in; from; among; to; out; said; says; were; are; was; voted; de; del; von; vom;
            der; des; du; la; los; las; les"""
        ),
        before=_words("share of; proportion of; rate of; only; just; portion of"),
    ),
    "multiple": _Cues(
        after=_words(
            """as many; as much; as high; as large; as big; as long; as often; as; the; more;
            higher; larger; bigger; faster; greater; that of; what; longer; over; older; to; of;
            tan*; más; so viel*; so hoch; so groß; so lang; mehr; höher; größer;
            plus; fois; aussi"""
        ),
        before=_words("more than; almost; nearly; about; over; to; some; than; is; was; are; were"),
    ),
    "average": _Cues(
        near=_words(
            """average*; averaging; mean; per; each; apiece; a day; a week; a month; a year;
            a head; every; daily; promedio; media; por cada; cada; durchschnittlich*; Schnitt;
            Mittel; pro; je; jeweils; jede*; moyenne; par; chacun*; chaque"""
        )
    ),
    "product": _Cues(
        near=_words(
            """total*; altogether; in all; combined; together; en total; insgesamt; zusammen;
            au total; en tout"""
        )
    ),
}
_SHARED_OUT = _words(
    """each; apiece; per; every; a day; a week; a month; a year; cada; por; je; jeweils; pro;
    jede*; chacun*; chaque; par"""
)
_REST = _words(
    """rest; remainder; remaining; remain; remains; left; others; other; balance; resto; restantes;
    restante; Rest; übrige*; restliche*; reste; restants; restantes"""
)


def is_announced(operation: Operation, text: str, span: Span) -> bool:
    """Whether a word near the figure at `span` of `text` says that it is computed this way."""
    cues = _TABLE[operation]
    if cues.near is not None and cues.near.search(_sentence(text, span)):
        return True
    before, after = _beside(text, span)
    if cues.before is not None and cues.before.search(before):
        return True
    return cues.after is not None and cues.after.search(after) is not None


def is_shared_out(sentence: str) -> bool:
    """Whether `sentence` gives a figure for each of several."""
    return _SHARED_OUT.search(sentence) is not None


def tells_rest(sentence: str) -> bool:
    """Whether `sentence` speaks of what is left."""
    return _REST.search(sentence) is not None


def _sentence(text: str, span: Span) -> str:
    """The sentence of `text` around `span`."""
    starts = [m.end() for m in _STOP.finditer(text, 0, span.start)]
    end = _STOP.search(text, span.end)
    return text[starts[-1] if starts else 0 : end.start() if end else len(text)]


def _beside(text: str, span: Span) -> tuple[str, str]:
    """A few words before and behind `span`, inside its sentence."""
    starts = [m.end() for m in _STOP.finditer(text, 0, span.start)]
    before = list(_WORD.finditer(text, starts[-1] if starts else 0, span.start))[-_BEFORE:]
    end = _STOP.search(text, span.end)
    after = list(_WORD.finditer(text, span.end, end.start() if end else len(text)))[:_AFTER]
    return (
        text[before[0].start() : span.start] if before else "",
        text[span.end : after[-1].end()] if after else "",
    )
