"""Roles of paragraphs in plain text: the story, and the page around it."""

from __future__ import annotations

import pytest

from factcards.article import Article, ReadOptions, article_from_text
from factcards.article.bylines import dateline_match
from factcards.errors import InputError

STORY = (
    "A ferry with 214 people on board ran aground off Eskby on Tuesday, the coast guard said.",
    "All passengers were brought ashore by midnight, and eleven were treated for cold.",
    "\u201cThe engine stopped and the wind did the rest,\u201d said captain Mara Lind, 52.",
    "The ferry line has had two similar accidents since 2019, according to its annual report.",
    "Divers will look at the hull on Thursday if the weather allows it.",
)
TITLE = "Ferry with 214 aboard runs aground off Eskby"


def article(*paragraphs: str, published: str | None = None) -> Article:
    return article_from_text("\n\n".join(paragraphs), ReadOptions(published=published))


def boilerplate(found: Article) -> list[str]:
    return [p.span.of(found.text) for p in found.paragraphs if p.role == "boilerplate"]


def roles(found: Article) -> dict[str, str]:
    return {p.span.of(found.text): p.role for p in found.paragraphs}


def kinds(found: Article) -> dict[str, str]:
    return {p.span.of(found.text): p.kind for p in found.paragraphs}


def test_an_appeal_before_and_after_the_story_is_boilerplate() -> None:
    head = (
        "Reading without ads?",
        "Since May we have switched off all advertising to make your reading experience better.",
        "That costs us $7,500 a month. With your help we can go on.",
        "Support us",
    )
    tail = (
        "Before you go: for 22 years the Eskby Courier has been an independent news source, and "
        "now we are called an enemy of the state for it.",
        "We, the reporters of the Eskby Courier, will not be quiet. But we need your support.",
        "Every contribution counts. If you can, give from just $3 a month. Thank you.",
        "Ways to pay",
        "Not now?",
        "Remind me later",
        "Read more",
    )
    found = article(*head, TITLE, *STORY, *tail)
    assert boilerplate(found) == [*head, *tail]
    assert found.title == TITLE
    assert all(p.why for p in found.paragraphs if p.role == "boilerplate")


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Jan Berg / Tynewire",
        "Captain Mara Lind. gov.eskby.example",
        "The ferry Aurora. Reuters",
        "(AP Photo/Jan Berg)",
        "© Getty Images",
        "Image source, Getty Images",
        "Foto: dpa",
        "Crédit photo : AFP",
        "Mara Lind / AFP",
    ],
)
def test_a_picture_credit_is_boilerplate(line: str) -> None:
    found = article(TITLE, line, *STORY)
    assert boilerplate(found) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Captain Mara Lind, left, leaves the court in Eskby on Wednesday. Photo: AP",
        "FILE - The ferry Aurora enters the harbour of Eskby in bad weather in 2021. (AP Photo)",
        "Rescuers carry a passenger ashore near Eskby. REUTERS/Jan Berg",
    ],
)
def test_a_caption_that_tells_something_is_story(line: str) -> None:
    found = article(TITLE, STORY[0], line, *STORY[1:])
    assert roles(found)[line] == "story"
    assert kinds(found)[line] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "Story continues below advertisement",
        "Read more: Harbour master resigns",
        "Related: Eskby to build a new pier",
        "Sign up for our morning newsletter",
        "SHARE",
        "Share on Facebook",
        "Follow us on Instagram",
        "Lea también: El puerto cierra",
        "À lire aussi : Le port ferme",
        "Lesen Sie auch: Der Hafen schließt",
        "Subscribe now to get unlimited access to all our stories.",
    ],
)
def test_what_is_stuck_into_a_story_is_boilerplate_and_its_neighbours_are_not(line: str) -> None:
    found = article(TITLE, *STORY[:3], line, *STORY[3:])
    assert boilerplate(found) == [line]


def test_the_head_of_a_page_goes_and_byline_and_date_are_read() -> None:
    head = ("Skip to content", "Home", "News", "Sport", "Log in")
    lines = (
        "By Jane Roe and Sam Poe, Shipping Correspondents",
        "Published 3 March 2025, 10:40 GMT",
    )
    found = article(*head, TITLE, *lines, "5 min read", "14 comments", *STORY)
    assert found.title == TITLE
    assert found.byline == "Jane Roe, Sam Poe"
    assert found.published == "2025-03-03T10:40:00Z"
    assert boilerplate(found) == [*head, *lines, "5 min read", "14 comments"]
    assert kinds(found)[lines[0]] == "byline"
    assert kinds(found)[lines[1]] == "dateline"


def test_the_tail_of_a_page_goes() -> None:
    tail = (
        "Jane Roe is a shipping correspondent at the Eskby Courier. Follow her @janeroe",
        "Contact Jane Roe at roe@courier.example",
        "Most read",
        "Harbour master resigns",
        "School wins national chess title",
        "\u00a9 2025 Eskby Courier. All rights reserved.",
        "Terms of use | Privacy policy | Cookies",
    )
    found = article(TITLE, *STORY, *tail)
    assert boilerplate(found) == list(tail)


def test_a_story_about_newspapers_and_donations_is_not_lost() -> None:
    story = (
        "The Eskby Courier will raise its subscription price by $2 a month, the newspaper said.",
        "\u201cWe need your help. Please support our journalism,\u201d the editor told readers.",
        "The paper has 14,200 subscribers and sends a newsletter to 40,000 people.",
        "A charity has collected 120,000 euros in donations for the newsroom since January.",
        "Members of the club can cancel at any time, according to its terms and conditions.",
    )
    found = article("Local paper to raise subscription price as donations fall", *story)
    assert boilerplate(found) == []
    assert found.title == "Local paper to raise subscription price as donations fall"


def test_the_page_above_and_below_the_title_goes_and_the_standfirst_stays() -> None:
    found = article(
        f"{TITLE} | The Eskby Courier",
        "Home > News > Shipping",
        TITLE,
        "Line says engine failed in strong wind",
        "Jo Finch",
        "Shipping editor",
        "@jofinch",
        "Last modified on Thu 6 Mar 2025 19.05 GMT",
        *STORY,
    )
    assert found.title == TITLE
    assert roles(found)["Line says engine failed in strong wind"] == "story"
    assert boilerplate(found) == [
        f"{TITLE} | The Eskby Courier",
        "Home > News > Shipping",
        "Jo Finch",
        "Shipping editor",
        "@jofinch",
        "Last modified on Thu 6 Mar 2025 19.05 GMT",
    ]


def test_a_whole_story_in_one_line_is_story_in_spite_of_a_label_in_it() -> None:
    line = "Get daily updates directly to your inbox + Subscribe " + " ".join(STORY * 4)
    assert boilerplate(article(line)) == []


def test_corrections_and_notes_stay() -> None:
    notes = (
        "Correction: An earlier version of this article gave the wrong number of passengers.",
        "Editor's note: The ferry line is a client of a company that owns this website.",
    )
    assert boilerplate(article(TITLE, *STORY, *notes)) == []


def test_entries_of_a_live_report_stay() -> None:
    lines = (
        "10:40 The coast guard says the last boat is ashore.",
        "11.05am: \u201cWe need your help,\u201d the mayor tells volunteers.",
        "11:30 GMT – The ferry line gives no number of injured.",
    )
    assert boilerplate(article("Live: ferry aground", *lines)) == []


def test_a_first_person_column_stays() -> None:
    lines = (
        "I was ten when my father took me to sea, and you never forget your first storm.",
        "We ate what we caught. You learn to trust your hands before you trust the weather.",
        "Our village had forty boats then. Now it has three, and nobody asks us why.",
    )
    assert boilerplate(article("What the sea taught us", *lines)) == []


def test_the_title_may_have_a_question_mark_or_quotation_marks() -> None:
    for title in (
        "Who let the ferry sail?",
        "\u2018The engine stopped\u2019: ferry aground off Eskby",
    ):
        assert article("News", title, "By Jane Roe", *STORY).title == title


def test_a_text_that_begins_with_its_story_has_no_title() -> None:
    assert article(*STORY).title is None


@pytest.mark.parametrize(
    ("start", "published", "dateline"),
    [
        ("ESKBY, March 3 (Tynewire) \u2014 ", "2025-03-04", "2025-03-03"),
        ("ESKBY, Dec. 31 (Tynewire) - ", "2025-01-01", "2024-12-31"),
        ("Eskby, 3 March 2025 \u2013 ", None, "2025-03-03"),
        ("ESKBY, March 3 (Tynewire) -- ", None, None),
        ("ESKBY (AP) \u2014 ", "2025-03-04", None),
    ],
)
def test_a_dateline_gives_its_date(start: str, published: str | None, dateline: str | None) -> None:
    found = article(TITLE, start + STORY[0], *STORY[1:], published=published)
    assert found.dateline == dateline
    assert found.published == published
    assert boilerplate(found) == []


def test_the_callers_date_wins_over_the_time_stamp() -> None:
    found = article(TITLE, "March 3, 2025", *STORY, published="2025-03-07")
    assert found.published == "2025-03-07"
    assert found.dateline == "2025-03-03"


PAGES = {
    "es": (
        ("Inicio", "Economía", "Suscríbete"),
        "El puente de Almarza reabre tras tres meses",
        "Por Lucía Ferrer",
        "Publicado el 14 de mayo de 2024, 09:30",
        (
            "El puente de Almarza volvió a abrir este martes, según informó el ayuntamiento.",
            "\u00abPedimos su ayuda y su paciencia\u00bb, afirmó la alcaldesa, Marta Solís.",
            "Los comerciantes de la zona calculan pérdidas de un 20 % en sus ventas.",
        ),
        (
            "¿Te ha gustado? Tu apoyo hace posible nuestro periodismo. Hazte socio por 5 euros.",
            "Suscríbete a nuestro boletín",
            "Todos los derechos reservados",
        ),
        "2024-05-14T09:30:00",
    ),
    "fr": (
        ("Accueil", "Politique", "S'abonner"),
        "À Valmorin, la mairie renonce à fermer la piscine",
        "Par Claire Aubert",
        "Publié le 2 février 2025 à 18h05",
        (
            "La mairie de Valmorin a annoncé dimanche qu'elle renonçait à fermer la piscine.",
            "\u00ab Nous avons besoin de votre soutien \u00bb, a déclaré le maire, Paul Estève.",
            "Près de 2 000 personnes avaient signé une pétition en janvier.",
        ),
        (
            "Cet article vous a plu ? Soutenez une presse libre : abonnez-vous dès 1 euro.",
            "Partager sur Facebook",
            "Mentions légales",
        ),
        "2025-02-02T18:05:00",
    ),
    "de": (
        ("Startseite", "Panorama", "Anmelden"),
        "Brand in Sägewerk bei Hohenbrück verletzt drei Menschen",
        "Von Anna Keller",
        "Stand: 11. Juni 2024, 14:12 Uhr",
        (
            "Bei einem Brand in einem Sägewerk sind am Dienstag drei Menschen verletzt worden.",
            "\u201eWir brauchen Ihre Hilfe\u201c, sagte Einsatzleiter Karl Brandt zu den Zeugen.",
            "Die Löscharbeiten dauerten bis in die Nacht.",
        ),
        (
            "Ihnen gefällt unsere Arbeit? Unterstützen Sie unseren Journalismus ab 3 Euro.",
            "Artikel teilen",
            "Impressum",
        ),
        "2024-06-11T14:12:00",
    ),
}


@pytest.mark.parametrize("language", sorted(PAGES))
def test_pages_in_other_languages(language: str) -> None:
    head, title, byline, stamp, story, tail, published = PAGES[language]
    found = article(*head, title, byline, stamp, *story, *tail)
    assert found.language == language
    assert found.title == title
    assert found.byline == byline.split(maxsplit=1)[1]
    assert found.published == published
    assert boilerplate(found) == [*head, byline, stamp, *tail]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Плотина прорвалась в понедельник, сообщили власти города.", "ru"),
        ("ダムは月曜日に決壊したと当局が発表した。", "ja"),
        ("De dam brak op maandag, zei de burgemeester van de stad, en het water kwam snel.", "nl"),
        ("Qwrt zxcv bnmp lkjh gfds.", None),
    ],
)
def test_languages_without_a_reader_are_no_error(text: str, language: str | None) -> None:
    assert article(text).language == language


def test_a_page_of_nothing_but_appeals_is_an_error() -> None:
    with pytest.raises(InputError, match="no story found"):
        article("Subscribe now", "Your support keeps our journalism free.", "Log in")


@pytest.mark.parametrize(
    ("start", "opening"),
    [
        ("ZUGERBACH, Switzerland — Halcyra cut its forecast.", "ZUGERBACH, Switzerland — "),
        ("Peñaclara, 1 dic (Agencia Faro).- Dos personas robaron.",
         "Peñaclara, 1 dic (Agencia Faro).- "),
        ("USA, Canada and Mexico — they all voted.", None),
        ("Lund, Sweden — a town that sleeps.", None),
    ],
)  # fmt: skip
def test_a_dateline_may_name_the_land_and_end_as_spanish_agencies_do(
    start: str, opening: str | None
) -> None:
    found = dateline_match(start)
    assert (found.group() if found else None) == opening


@pytest.mark.parametrize(
    ("stamp", "language", "published"),
    [
        ("12/09/2025 - 18:32", "es", "2025-09-12T18:32:00"),
        ("Publié le 05/03/2025 à 09h15", "fr", "2025-03-05T09:15:00"),
        ("13-11-2025 | 07:05", "de", "2025-11-13T07:05:00"),
        ("12/09/2025 - 18:32", "en", None),
        ("25/09/2025 - 18:32", "en", "2025-09-25T18:32:00"),
    ],
)
def test_a_stamp_in_figures_is_read_as_its_language_writes_it(
    stamp: str, language: str, published: str | None
) -> None:
    text = (
        f"Bridge closed in Tarnvik\n\n{stamp}\n\nThe old bridge was closed on Friday, police said."
    )

    found = article_from_text(text, ReadOptions(language=language))

    assert found.published == published
    assert found.paragraphs[1].role == "boilerplate"


def test_the_line_of_publication_is_no_dateline() -> None:
    text = (
        "Bridge closed\n\nPublished 14 August 2025, 7.45am\n\nThe old bridge was closed on Friday."
    )

    found = article_from_text(text)

    assert (found.published, found.dateline) == ("2025-08-14T07:45:00", None)


def test_a_label_of_a_policy_is_no_story() -> None:
    text = (
        "Bridge closed\n\nThe old bridge was closed on Friday, police said.\n\n"
        "Privacy Notice: Newsletters may contain information about charities and online ads."
    )

    assert article_from_text(text).paragraphs[-1].role == "boilerplate"
