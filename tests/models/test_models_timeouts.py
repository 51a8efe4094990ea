from factcards.models.failures import Endpoint, timed_out


def endpoint(provider: str) -> Endpoint:
    return Endpoint(provider=provider, model="x", base_url=None, key_variable="")


def test_a_hosted_model_that_is_late_is_asked_again() -> None:
    assert timed_out(endpoint("openai")).retry


def test_the_embedded_model_is_not_asked_again_when_it_was_too_slow() -> None:
    assert not timed_out(endpoint("local")).retry
