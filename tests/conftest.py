"""No test may reach beyond loopback, or find a provider's key."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from loopback import BeyondLoopbackError

# A loaded machine draws slowly; that says nothing of the code.
settings.register_profile("loaded", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("loaded")

KEY_ENDINGS = ("_API_KEY", "_API_TOKEN", "_TOKEN", "_SECRET_ACCESS_KEY")
SETTINGS = ("FACTCARDS_MODEL", "OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID")


def _on_loopback(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True
    host = str(address[0])
    if host in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections to any other machine fail; keys and settings of the developer's are not seen."""
    for variable in list(os.environ):
        if variable.endswith(KEY_ENDINGS) or variable in SETTINGS:
            monkeypatch.delenv(variable)
    real_connect, real_connect_ex = socket.socket.connect, socket.socket.connect_ex

    def connect(self: socket.socket, address: Any) -> None:
        if not _on_loopback(address):
            raise BeyondLoopbackError(f"a test tried to connect to {address!r}")
        real_connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        if not _on_loopback(address):
            raise BeyondLoopbackError(f"a test tried to connect to {address!r}")
        return real_connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect_ex)


@pytest.fixture(scope="session", autouse=True)
def programs_hear_ctrl_c() -> None:
    """A shell that runs the tests in the background lets its children ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
