"""Words that the card has where its sentences have the opposite: "rose" for "fell"."""

from __future__ import annotations

from collections.abc import Iterator

from factcards.checking.free_text import words_of
from factcards.checking.stems import is_function_word, stem

_PAIRS = """
accept reject; admit deny; agree disagree; alive dead; allow ban; allow forbid; approve reject;
arrive depart; attack defend; before after; begin end; best worst; better worse; big small;
buy sell; cheap expensive; confirm deny; convict acquit; decrease increase; decline rise;
day night; defeat victory; drop rise; early late; earlier later; morning evening; noon midnight;
yesterday tomorrow; east west; eastern western; expand shrink; fail succeed; fall rise;
fall increase; find lose; first last; free jail; free imprison; gain loss; grow shrink;
guilty innocent; high low; higher lower; highest lowest; hire fire; improve worsen;
include exclude; inside outside; join leave; keep delete; keep remove; large small;
largest smallest; legal illegal; lose win; loss profit; lower raise; majority minority;
male female; man woman; men women; boy girl; many few; maximum minimum; more fewer; more less;
most least; north south; northern southern; old new; older younger; open close; optimistic
pessimistic; oppose support; opponent supporter; oppose back; peace war; permit ban; praise
criticise; praise criticize; private public; prohibit allow; rich poor; release detain;
safe dangerous; start end; start finish; stop start; strengthen weaken; stronger weaker;
strong weak; success failure; up down; urban rural; urge discourage; with without; worsen improve;
temprano tarde; noche día; aumentar disminuir; subir bajar;
ganar perder; antes después; mayor menor; más menos;
Abend Morgen; früh spät; Tag Nacht; gestern morgen; steigen sinken;
steigen fallen; gewinnen verlieren; vor nach; mehr weniger;
matin soir; jour nuit; tôt tard;
augmenter baisser; gagner perdre; avant après; plus moins; hausse baisse
"""
_OPPOSITES: dict[str, set[str]] = {}
for _pair in _PAIRS.split(";"):
    _one, _other = (stem(word) for word in _pair.split())
    _OPPOSITES.setdefault(_one, set()).add(_other)
    _OPPOSITES.setdefault(_other, set()).add(_one)


_NEAR = 4
"""How many words around an opposite must have a word in common for it to be said of the same."""


def opposites_of(word: str) -> frozenset[str]:
    """The stems of the opposites of `word`."""
    return frozenset(_OPPOSITES.get(stem(word), ()))


def opposites_told(said: str, told: str) -> Iterator[tuple[str, str]]:
    """Words of `said` and of `told` that are opposites, where neither text has both.

    `said` is the sentence that `told` retells. A closed list of pairs decides,
    and one content word near both: the first of a kind may be the last of another.
    """
    saying, telling = _places(said), _places(told)
    for one, place in telling.items():
        if one in saying:
            continue
        for other in sorted(_OPPOSITES.get(one, ())):
            if other not in saying or other in telling:
                continue
            if _context(said, saying[other]) & _context(told, place):
                yield _word(said, saying[other]), _word(told, place)


def _places(text: str) -> dict[str, int]:
    """Where each stem of `text` stands first."""
    places: dict[str, int] = {}
    for place, word in enumerate(words_of(text)):
        places.setdefault(stem(word), place)
    return places


def _word(text: str, place: int) -> str:
    return words_of(text)[place]


def _context(text: str, place: int) -> frozenset[str]:
    """The stems of the content words around the word at `place`."""
    words = words_of(text)
    near = (*words[max(0, place - _NEAR) : place], *words[place + 1 : place + 1 + _NEAR])
    return frozenset(stem(word) for word in near if not is_function_word(word))
