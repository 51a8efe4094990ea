"""What tests say when something leaves the machine."""


class BeyondLoopbackError(AssertionError):
    """A test tried to talk to another machine."""
