"""Content words, shortened so that "arrested" and "arrest" are one."""

from __future__ import annotations

import re
from functools import lru_cache

from factcards.checking.free_text import words_of

_ENDINGS = (
    "ically", "ations", "ments", "ation", "ingly", "edly", "ings", "ment", "ions", "ness",
    "ally", "ing", "ers", "ies", "ied", "ion", "ed", "es", "er", "ly", "en", "s", "e", "y", "n",
)  # fmt: skip
_SHORTEST = 3
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the this that these those and or but nor so yet of in on at by for from with to as
    into onto over under about after before since until during through between among against within
    is are was were be been being am has have had having do does did done will would shall should
    can it its he him his she her hers they them their we us our you your i my me who whom whose
    which what when where why how if then than there here also just very more most other some any
    all each own same too up down out off again further once both such only
    el la los las un una unos unas y o pero de del al en con por para que se su sus lo le les es son
    fue era ha han ser como más este esta estos estas ese esa a ante tras entre sobre desde hasta
    der die das den dem des ein eine einer eines einem einen und oder aber von zu zum zur im in am
    an auf aus bei mit nach seit vor für über um ist sind war waren wird werden wurde wurden hat
    haben hatte hatten sich er sie es ihr ihre sein seine dass als wie auch
    le la les un une des du de et ou mais à au aux en dans par pour avec sur sous que qui se son sa
    ses leur leurs il elle ils elles est sont était ont avait être ce cette ces""",
    )
)

_IRREGULAR_VERBS = """
    arise arose arisen; beat beaten; become became; begin began begun; bite bit bitten;
    bleed bled; blow blew blown; break broke broken; bring brought; build built; buy bought;
    catch caught; choose chose chosen; come came; deal dealt; die died dying; draw drew drawn;
    drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
    fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden;
    forget forgot forgotten; freeze froze frozen; get got gotten; give gave given; go went gone;
    grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept; know knew known;
    lead led; leave left; lend lent; lie lay lain lied lying; lose lost; make made; mean meant;
    meet met; pay paid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said;
    see saw seen; seek sought; sell sold; send sent; shake shook shaken; shoot shot; show shown;
    sing sang sung; sink sank sunk; sit sat; sleep slept; speak spoke spoken; spend spent;
    stand stood; steal stole stolen; strike struck; swear swore sworn; sweep swept; swim swam swum;
    take took taken; teach taught; tell told; think thought; throw threw thrown;
    understand understood; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn;
    write wrote written
"""
_VERB_ROWS = [row.split() for row in _IRREGULAR_VERBS.split(";")]
_IRREGULAR = {form: verb for verb, *forms in _VERB_ROWS for form in forms}
_PREFIXES = ("with", "over", "under", "out", "up", "fore", "for", "mis", "re", "un")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """`word` in lower case without one inflectional ending; irregular verbs as their infinitive."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _infinitive(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word


def _infinitive(word: str) -> str:
    """The infinitive of an irregular verb, with its prefix: "withheld" is "withhold"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word[len(prefix) :] in _IRREGULAR:
            return prefix + _IRREGULAR[word[len(prefix) :]]
    return word


@lru_cache(maxsize=4096)
def stems_of(text: str, language: str) -> frozenset[str]:
    """The stems of the content words of `text`: articles, prepositions and the like left out."""
    del language
    return frozenset(stem(w) for w in words_of(text) if not is_function_word(w))


def is_function_word(word: str) -> bool:
    """Whether `word` (lower case) carries grammar rather than content."""
    return word in _FUNCTION_WORDS
