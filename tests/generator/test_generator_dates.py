from factcards import GeneratorOptions, Text, make_card

STORY = "Mine reopens\n\nThe mine at Ulvesund opened again on Tuesday, its owner said.\n"


def moment(text: str, published: str | None) -> tuple[str | None, str | None]:
    options = GeneratorOptions(model="rules", published=published)
    (when,) = make_card(Text(text), options=options).when
    return when.date, when.basis


def test_a_date_given_by_the_caller_is_named_as_the_basis() -> None:
    assert moment(STORY, "2025-03-06") == ("2025-03-04", "option")


def test_without_any_date_a_weekday_stays_open() -> None:
    assert moment(STORY, None) == (None, None)


def test_the_articles_own_date_line_goes_before_the_callers() -> None:
    dated = STORY.replace("The mine", "ULVESUND, Thursday 13 March 2025 — The mine")
    card = make_card(Text(dated), options=GeneratorOptions(model="rules", published="2025-03-14"))
    tuesday = next(w for w in card.when if w.text == "Tuesday")
    assert (tuesday.date, tuesday.basis) == ("2025-03-11", "dateline")
