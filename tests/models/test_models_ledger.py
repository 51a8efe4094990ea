from __future__ import annotations

from factcards.models import Attempt, Ledger


def attempt(question: int, tokens: int) -> Attempt:
    return Attempt(
        question=question, status="ok", tokens_in=tokens, tokens_out=1, seconds=0.1, cost=None
    )


def test_a_part_counts_its_own_and_the_whole_counts_all() -> None:
    whole = Ledger()
    parts = [Ledger(part_of=whole), Ledger(part_of=whole)]
    for tokens, part in zip((10, 20, 40), (parts[0], parts[1], parts[0]), strict=True):
        part.add(attempt(part.next_question(), tokens))
    assert [part.tokens_in for part in parts] == [50, 20]
    assert [part.questions for part in parts] == [2, 1]
    assert whole.tokens_in == 70
    assert [a.question for a in whole.attempts] == [1, 2, 3]
