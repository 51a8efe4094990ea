"""Rule summary-supported."""

from __future__ import annotations

import time

import pytest
from card_samples import SAMPLES, article_of, card_of, changed, dam, harbour

from factcards.card import Finding
from factcards.checking import check_card

RULE = "summary-supported"


@pytest.mark.parametrize("name", SAMPLES)
def test_supported_text_is_fine(name: str) -> None:
    article, card = SAMPLES[name]()
    assert [f for f in check_card(card, article) if f.rule == RULE] == []


@pytest.mark.parametrize(
    ("sample", "item", "old", "new"),
    [
        ("harbour", "headline", "Port Ardell", "Port Arden"),
        ("harbour", "summary-1", "January", "June"),
        ("harbour", "summary-2", "not guilty", "guilty"),
        ("harbour", "summary-2", "Marta Velden", "Tilda Marsh"),
        ("harbour", "summary-2", "Marta Velden", "Pavel Orrin"),
        ("harbour", "summary-3", "Pavel Orrin", "Paul Orring"),
        ("harbour", "what-2", "denied withholding", "admitted withholding"),
        ("harbour", "what-2", "Karsen Lines", "Larsen Lines"),
        ("dam", "summary-1", "Nobody was injured", "Everybody was injured"),
        ("dam", "summary-1", "Hanne Lorup", "Anne Lorup"),
        ("dam", "summary-3", "did not approve", "did approve"),
        ("dam", "summary-3", "did not approve", "approved"),
        ("dam", "summary-4", "nobody voted for", "everybody voted for"),
        ("dam", "summary-4", "a bill nobody", "a bill that nobody"),
        ("mercado", "summary-1", "Valdoria", "Valdivia"),
        ("mercado", "summary-2", "negó que", "afirmó que"),
    ],
)
def test_an_altered_word_is_an_error(sample: str, item: str, old: str, new: str) -> None:
    article, card = SAMPLES[sample]()
    text = next(getattr(i, "text", "") for i in card.items() if i.id == item)
    assert old in text
    card = changed(card, item, text=text.replace(old, new))
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert {(f.severity, f.path) for f in found} == {("error", f"{item}/text")}


@pytest.mark.parametrize(("told", "severity"), [("fails", "warning"), ("will fail", "error")])
def test_a_lost_hedge_is_a_warning_and_certainty_an_error(told: str, severity: str) -> None:
    article, card = dam()
    item = "summary-2"
    text = next(getattr(i, "text", "") for i in card.items() if i.id == item)
    card = changed(card, item, text=text.replace("could fail", told))
    found = [f for f in check_card(card, article) if f.rule == RULE]
    assert [(f.severity, f.path) for f in found] == [(severity, f"{item}/text")]


def judged(story: str, summary: str) -> list[Finding]:
    """The findings of this rule on a one-sentence summary that cites the whole story."""
    article = article_of(f"Title\n\n{story}")
    card = card_of(article, summary=[{"text": summary, "evidence": story}])
    return [f for f in check_card(card, article) if f.rule == RULE]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("She was not arrested on Monday but was arrested later.", "She was arrested later."),
        ("The mayor refused to comment.", "The mayor declined to comment."),
        ("No one was hurt, said Ada Lind.", "Ada Lind said no one was hurt."),
        ("In 2019 the bridge at Torv fell.", "The bridge at Torv fell in 2019."),
        ("Mr Ole Brask left Torv.", "Ole Brask left Torv."),
    ],
)
def test_other_words_for_the_same_are_fine(story: str, summary: str) -> None:
    assert judged(story, summary) == []


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("In 2019 the bridge at Torv fell.", "The bridge at Torv fell in 2018."),
        ("The bridge at Torv fell.", "The bridge at Torv did not fall."),
        ("Ada Lind met Ole Brask in Torv.", "Ada Brask was in Torv."),
        ("She said the “plan is dead”.", "She said the “plan is buried”."),
    ],
)
def test_something_else_is_an_error(story: str, summary: str) -> None:
    assert [f.severity for f in judged(story, summary)][:1] == ["error"]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("The gate fell in March 2025 in Torv.", "The gate fell on 6 March 2025 in Torv."),
        ("The gate fell in 2019 in Torv.", "The gate fell in May 2019 in Torv."),
    ],
)
def test_a_moment_told_more_exactly_than_the_article_is_an_error(story: str, summary: str) -> None:
    assert [f.severity for f in judged(story, summary)] == ["error"]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("Jurors met. The jurors in Torv left the first hall.", "Jurors in Torv left."),
        ("The first gate in Torv broke.", "The boat may be the last to reach the mill in Torv."),
        ("An hour costs £3 instead of £1.50 in Torv.", "An hour goes up by £1.50 to £3 in Torv."),
    ],
)
def test_words_that_only_look_like_opposites_or_names_are_fine(story: str, summary: str) -> None:
    assert [f for f in judged(story, summary) if f.message.startswith("the article")] == []


def test_the_message_names_the_words_of_article_and_card() -> None:
    article, card = harbour()
    text = card.summary[1].text.replace("not guilty", "guilty")
    found = [
        f for f in check_card(changed(card, "summary-2", text=text), article) if f.rule == RULE
    ]
    assert "not guilty" in found[0].message


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("Prices rose in Torv.", "Prices fell in Torv."),
        ("The council approved the plan.", "The council rejected the plan."),
        ("Ada Lind won the vote before noon.", "Ada Lind lost the vote before noon."),
        ("The mill is known as a landmark.", "The mill is not known as a landmark."),
        ("He was arrested. She was not arrested in Torv.", "She was arrested in Torv."),
        ("Ada Lind said she was not guilty of theft.", "Ada Lind was found guilty."),
        ("The firm denied withholding wages in Torv.", "The firm withheld wages in Torv."),
    ],
)
def test_the_opposite_of_the_retold_sentence_is_an_error(story: str, summary: str) -> None:
    assert "error" in [f.severity for f in judged(story, summary)]


@pytest.mark.parametrize(
    ("story", "summary"),
    [
        ("Prices rose after they fell in Torv.", "Prices fell in Torv."),
        ("The council did not reject the plan.", "The council did not reject the plan."),
        ("The mill was not sold. The farm was sold.", "The farm was sold."),
    ],
)
def test_either_of_two_told_opposites_is_fine(story: str, summary: str) -> None:
    assert judged(story, summary) == []


@pytest.mark.parametrize(
    "marks", ["“{}”", "“{}", "'{}'", "‚{}‘", "‹{}›", "›{}‹", "`{}`", "``{}''", "「{}」", "『{}』"]
)
def test_an_invented_quotation_is_an_error_in_any_marks(marks: str) -> None:
    told = "Ada Lind told the court: " + marks.format("I am sorry for it all")
    found = judged("Ada Lind told the court that the bridge fell.", told)
    assert {f.severity for f in found} == {"error"}


def test_a_sentence_without_end_is_held_against_its_copy_in_linear_time() -> None:
    story = "The town had no money and never paid, and nobody said who " * 1500
    started = time.process_time()
    assert judged(story.strip(), story.strip()) == []
    assert time.process_time() - started < 5


def test_what_was_denied_may_be_told_without_the_denial_that_the_stance_tells() -> None:
    article, card = harbour()
    event = next(w for w in card.what if w.stance == "denied")
    sentence = next(e.quote for e in event.evidence)
    behind = sentence[sentence.index("denied ") + len("denied ") :]
    told = event.model_copy(update={"text": behind})
    found = check_card(card.model_copy(update={"what": (told,)}), article)
    assert [f for f in found if f.rule == RULE and f.path == f"{event.id}/text"] == []
