from growth import grows_with_length


def linear(text: str) -> int:
    return sum(ord(mark) for mark in text for _ in range(20))


def quadratic(text: str) -> int:
    return sum(text.count(mark) for mark in text)


def test_linear_work_is_told_from_quadratic_work() -> None:
    assert grows_with_length(linear, "ab", 8_000)
    assert not grows_with_length(quadratic, "ab", 8_000)
