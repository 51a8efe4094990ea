from factcards.article import article_from_text

STORY = (
    "Two rowers crossed the bay of Ostrel in record time on Sunday, the club said.\n\n"
    "They needed 41 minutes in a light wind and were met by a brass band.\n"
)


def test_an_appeal_for_a_sum_every_month_is_boilerplate_and_no_first_paragraph() -> None:
    appeal = "Good reporting takes time. Give 5 euros a month and keep us going."
    title = "Rowers cross the bay of Ostrel in 41 minutes"
    article = article_from_text(f"{appeal}\n\n{title}\n\n{STORY}")
    assert article.paragraphs[0].role == "boilerplate"
    assert article.title == title


def test_a_price_that_the_story_tells_is_story() -> None:
    told = "Members will have to pay 12 euros a month from April, the club said on Monday."
    article = article_from_text(f"Club of Ostrel raises its fees\n\n{told}\n\n{STORY}")
    assert all(paragraph.role == "story" for paragraph in article.paragraphs)
