"""Signs of what stands around a story in a release or at the foot of a page.

Notices of a sender ("About Tarnvik Power", a press contact, forward-looking
statements), the newsroom's own (authors, corrections desk, complaints),
advertisements, and notes to machines. Each sign looks at one line alone;
`ends_the_release` marks where all that follows belongs to the sender.
"""

from __future__ import annotations

import re

from factcards.article.vocabulary import entries, words_of

WEIGHTS = {
    "about the sender": 5.0,
    "contact of the sender": 5.0,
    "label of a release": 6.0,
    "words of a notice": 4.5,
    "advertisement": 5.0,
    "note to a machine": 6.0,
    "newsletter": 4.0,
    "write to us": 3.5,
    "about the author": 4.5,
    "byline with a place": 4.0,
}
AFTER_THE_END = 4.5
"""Weight of standing behind the line that ends a release."""

_ABOUT = re.compile(
    r"(?:About|Über|Acerca de|Sobre|À propos de|À propos d['’])\s*"
    r"(?P<name>(?:the |die |das |den |la |el |le |l['’])?[A-ZÀ-Þ0-9][^:.!?]{1,60}?)"
    r"\s*(?P<end>:|$)"
)
_SMALL = re.compile(r"(?<!\S)[a-zà-þ]{4,}")
_PHONE_OR_MAIL = re.compile(r"\S+@\S+\.\w{2,}|(?:\+|\b0)\d[\d ()-]{6,18}\d")
_MAIL = re.compile(r"\S+@\S+\.\w{2,}")
_MACHINES = (
    r"(?:AI|A\.I\.|artificial intelligence|language models?|LLMs?|chat ?bots?|bots|crawlers"
    r"|automated (?:systems?|readers?|tools?)|machines?|GPT|KI|Sprachmodelle?"
    r"|automatisch\w* \w*systeme?|Redaktionssysteme|IA|modelos? de lenguaje|sistemas? automáticos?"
    r"|modèles? de langage|systèmes? automati(?:ques|sés)|robots)"
)
_MACHINE_LEAD = re.compile(
    rf"[\W_]*(?:(?:note|notice|message|instructions?|attention|hinweis|anweisung|achtung|nota|aviso"
    rf"|instrucci(?:ón|ones)|atención|avis|consignes?)\b[^:.!?]{{0,30}}?\b{_MACHINES}\b"
    rf"|(?:dear|to|to all|to any|if you are|if you're) (?:an? |the )?{_MACHINES}\b"
    rf"|(?:any |all )?{_MACHINES}(?: \w+)? (?:reading|processing|summari[sz]ing|parsing|indexing)"
    r" (?:this|the)\b)[^.!?]{0,60}[:,.]",
    re.IGNORECASE,
)
# At the head of a paragraph alone: a story may tell of such words.
_OVERRIDE = re.compile(
    r"[\s*#>\[(-]*(?:please |now |bitte |por favor )?(?:"
    r"(?:ignore|disregard|forget|override)\b[^.!?\n]{0,30}\b(?:previous|prior|above|all)\b"
    r"[^.!?\n]{0,20}\b(?:instructions?|prompts?)\b"
    r"|ignorier\w*\b[^.!?\n]{0,40}\banweisung\w*|ignor[ae]\b[^.!?\n]{0,40}\binstrucciones\b"
    r"|ignore[zr]\b[^.!?\n]{0,40}\b(?:instructions|consignes)\b)",
    re.IGNORECASE,
)
_AD = re.compile(
    r"(?:advertisement|advertorial|sponsored|promoted|anzeige|werbung|publicidad|publicité"
    r"|annonce)\s*[:|–—-]\s*\S|18\+|\bbet ?responsibly\b|\bgamble ?aware\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\b(?:newsletter|bulletin|inbox(?:es)?|briefing|boletín|infolettre|probeabo|probemonat)\b",
    re.IGNORECASE,
)
_LETTER_OFFER = re.compile(
    r"\b(?:sign up|gratis|kostenlos|gratuite?|hier bestellen"
    r"|\d+ (?:weeks|wochen|semanas|semaines) (?:for|für|por|pour))\b|,\s(?:for )?free\b",
    re.IGNORECASE,
)
_WRITE = re.compile(
    r"\b(?:write to|email|e-mail|tell us at|contact us at|schreiben sie|escríbanos|écrivez"
    r"|tickets from)\b",
    re.IGNORECASE,
)
_NAME = r"[A-ZÀ-Þ][\w'’-]+(?:\s(?:[A-ZÀ-Þ][\w'’-]*\.?|de|del|van|von|der|la|le)){1,3}"
_AUTHOR = re.compile(
    rf"(?:{_NAME})(?:\s(?:has|have))?\s(?:covers?|covered|writes?|written|reports?|reported)\s"
    r"[^.!?]{0,60}\b(?:for (?:the|this)\s[^.!?]{0,40}"
    r"\b(?:Gazette|Herald|Post|Times|Courier|Echo|News|Mail|Star|Tribune|Telegraph|magazine"
    r"|paper|newspaper|weekly|Observer|Chronicle|Journal|Record|Argus)"
    r"|since \d{4})"
    rf"|(?:{_NAME})['’]s\s(?:\w+\s){{0,2}}(?:latest |new |collected |next )?"
    r"(?:book|novel|columns?|memoir)\b[^.!?]{0,60}\b(?:is|are) published\b"
    r"|.{2,60}\b(?:joined us in \d{4}|is (?:the )?author of\b|is our \w+)",
)
_WITH = re.compile(
    rf"(?:[Ww]ith|WITH|[Ii]nterview by|[Ii]nterview:|[Bb]y|BY)\s(?:{_NAME})"
    r"(?:\s(?:at|in|from|outside)\s(?:the\s)?[A-ZÀ-Þ][\w'’ -]{2,40})?$"
)
_NEXT = re.compile(
    r"(?:next (?:week|time|month|issue)|nächste woche|la semana que viene|la semaine prochaine)"
    r"\s*:\s*\S",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[\W_]*(?:ends?|ende|fin|end of (?:press )?release|###|\*\*\*|- ?30 ?-)[\W_]*", re.IGNORECASE
)
_RELEASE = re.compile(
    r"(?:for immediate (?:release|use|publication)|not for immediate release"
    r"|embargoed until\b.{0,60}|(?:press|news|media) release|pressemitteilung|medienmitteilung"
    r"|presseinformation|zur sofortigen veröffentlichung|nota de prensa|comunicado(?: de prensa)?"
    r"|para publicación inmediata|communiqué(?: de presse)?|pour diffusion immédiate"
    r"|notes? (?:to|for) editors?:?|(?:press|media) (?:contacts?|enquiries):?|pressekontakt:?"
    r"|contacto de prensa:?|contact presse:?|forward-looking statements:?"
    r"|zukunftsgerichtete aussagen:?)",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:press|media) (?:contacts?|enquiries|office)\b|pressekontakt\b|pressestelle:|contacto de"
    r" prensa\b|contact presse\b|for (?:more|further) information\b",
    re.IGNORECASE,
)

_POLICY = re.compile(
    r"(?:privacy|cookies?|legal) (?:notice|policy)\s*(?::|$)"
    r"|aviso (?:legal|de privacidad)\s*(?::|$)"
    r"|política de (?:privacidad|cookies)\s*(?::|$)|datenschutz(?:hinweis|erklärung)?\s*(?::|$)"
    r"|mentions légales\s*(?::|$)|politique de confidentialité\s*(?::|$)",
    re.IGNORECASE,
)


def notice_signs(line: str) -> dict[str, int]:
    """The signs of `WEIGHTS` that `line` shows, each once; linear in its length."""
    signs: dict[str, int] = {}
    words = words_of(line)
    if not words:
        return signs
    if _is_label(line, words):
        signs["label of a release"] = 1
    if _is_about(line):
        signs["about the sender"] = 1
    if _MACHINE_LEAD.match(line) or _OVERRIDE.match(line):
        signs["note to a machine"] = 1
    if _AD.match(line):
        signs["advertisement"] = 1
    if (len(words) <= 60 and _is_notice(line, words)) or _POLICY.match(line):
        signs["words of a notice"] = 1
    if len(words) <= 30 and _is_contact(line, words):
        signs["contact of the sender"] = 1
    if len(words) <= 40 and _LETTER.search(line) and _LETTER_OFFER.search(line):
        signs["newsletter"] = 1
    if (
        len(words) <= 40
        and _WRITE.search(line)
        and (_MAIL.search(line) or "tickets from" in line.lower())
    ):
        signs["write to us"] = 1
    if len(words) <= 50 and (_AUTHOR.match(line) or _NEXT.match(line)):
        signs["about the author"] = 1
    if len(words) <= 10 and _WITH.match(line):
        signs["byline with a place"] = 1
    return signs


def ends_the_release(line: str) -> bool:
    """Whether `line` is the mark that ends a release: "ENDS", "###", "-30-"."""
    return len(line) <= 24 and bool(_ENDS.fullmatch(line)) and line.strip().lower() not in ("end",)


def _is_label(line: str, words: list[str]) -> bool:
    parts = [part.strip(" .*:") for part in re.split(r"\s[–—|-]\s|:\s", line) if part.strip(" .*:")]
    return len(words) <= 12 and bool(parts) and all(_RELEASE.fullmatch(part) for part in parts)


def _is_about(line: str) -> bool:
    """ "About Tarnvik Power", "Über die Nordwerk AG: …"; never "About 340 people left"."""
    found = _ABOUT.match(line)
    if found is None:
        return False
    name = found["name"]
    return not name[0].isdigit() and not _SMALL.search(re.sub(r"^\S+\s", "", name, count=1))


def _is_contact(line: str, words: list[str]) -> bool:
    return bool(_PHONE_OR_MAIL.search(line)) and (
        bool(_CONTACT.match(line)) or (len(words) <= 18 and not line.rstrip().endswith((".", "!")))
    )


def _is_notice(line: str, words: list[str]) -> bool:
    low = " ".join(words)
    return any(phrase in low for phrase in entries("notice"))
